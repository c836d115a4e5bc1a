"""What the tests of fetching share: a server on loopback, a folder to install into, quick settings."""

import shutil

import pytest
from installed_folders import read_all
from ministry_site import annex_page, serve
from tables import SINGLE
from tables import write as write_tables

from pilotzones import Dataset, annex
from pilotzones.annex import AnnexError, AnnexFetchError
from pilotzones.annex.fetching.asking import fetch_each
from pilotzones.annex.fetching.settings import Web

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    """Take the proxies of the machine out of the environment."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def site():
    """A server on loopback."""
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def small_annex():
    """The annex of the second list, of 151 lines, as a page."""
    return annex_page("2016-47")


@pytest.fixture
def web(site):
    """Settings for the server: its own list and archive, hardly a wait."""

    def make(**changes):
        facts = {
            "announcements": f"{site.home}/list/",
            "archive": f"{site.home}/web/",
            "hosts": ("gov.cn", "web.archive.org", "127.0.0.1"),
            "silence": 5.0,
            "first_wait": 0.01,
            "longest_wait": 1.0,
            "pause": 0.0,
            **changes,
        }
        return Web(**facts)

    return make


@pytest.fixture
def known(tmp_path):
    """Make a dataset whose known pages of the second list are these."""

    def make(*addresses, announcement="2016-47"):
        rows = [{"announcement": announcement, "page": address, **SINGLE} for address in addresses]
        return Dataset.load(write_tables(tmp_path / "pages", announcement_pages=rows))

    return make


@pytest.fixture
def output(tmp_path):
    """The folder to install into."""
    return tmp_path / "annexes"


@pytest.fixture
def get(web, output):
    """Fetch one annex; an error is raised."""

    def run(data, announcement="2016-47", page=None, progress=None, **changes):
        (done,) = fetch_each([announcement], page=page, output=output, data=data, progress=progress, web=web(**changes))
        if isinstance(done, AnnexError):
            raise done
        return done

    return run


@pytest.fixture(scope="session")
def installed_before(tmp_path_factory, small_annex):
    """A folder in which the second list is installed."""
    folder = tmp_path_factory.mktemp("installed")
    file = folder / "2016-47.htm"
    file.write_bytes(small_annex)
    annex.install(annex.read(file, "2016-47", data=Dataset.bundled()), folder / "annexes")
    return folder / "annexes"


@pytest.fixture
def before(installed_before, output):
    """Install the second list into the output folder, and take the bytes of all its files."""
    shutil.copytree(installed_before, output)
    return read_all(output)


@pytest.fixture
def fails(before, known, get, output):
    """Fetch the first list from a page that does not give it: the error, after a look at what was installed before."""

    def run(address, page=None, **changes):
        with pytest.raises(AnnexFetchError) as caught:
            get(known(address, announcement="2016-40"), "2016-40", page, **changes)
        assert read_all(output) == before
        assert caught.value.announcement == "2016-40"
        return caught.value

    return run
