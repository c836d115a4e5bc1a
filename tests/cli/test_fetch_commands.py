"""The command that fetches: its lines, its summary, its exit status."""

import sys

import pytest
from installed_folders import tables_of
from ministry_site import annex_page, serve
from tables import SINGLE, write

from pilotzones.cli import main

MISSING = "pilotzones annex fetch {0} tries again. Open {1} in a browser, save the attachment (附件) as FILE, and run: pilotzones annex install FILE --announcement {0}"


@pytest.fixture
def site(monkeypatch):
    """A server that is also the proxy."""
    with serve() as running:
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, running.home)
            monkeypatch.delenv(name.upper(), raising=False)
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        yield running


def test_one_that_fails_does_not_stop_the_others(site, tmp_path, capsys):
    """One line each; errors and what to do; what is definite now, and where it was installed."""
    wanted = site.put("http://www.mof.gov.cn/2.htm", annex_page("2016-47"))
    rows = [{"announcement": "2016-47", "page": wanted, **SINGLE}]
    rows.append({"announcement": "2019-96", "page": "http://www.mof.gov.cn/3.htm", **SINGLE})
    pages = write(tmp_path / "pages", announcement_pages=rows)
    output = tmp_path / "annexes"
    command = ["--data", str(pages), "annex", "fetch", "2019-96", "2016-47", "--output", str(output)]
    assert main(command) == 1
    out, err = capsys.readouterr()
    assert err.startswith("pilotzones: The annex of 2019-96 could not be fetched; nothing was installed.")
    lines = out.splitlines()
    assert lines[0] == "Not obtained  2019-96"
    assert lines[1].startswith("Installed   2016-47: 151 lines, complete, from 2.htm (sha256 ")
    assert lines[1].endswith(f", {wanted}, known page")
    assert lines[2:] == [
        "",
        "From 2016-04-08 until 2016-04-16, exclusive: many codes are unknown without the annex of 2016-40.",
        "From 2016-04-16 until 2019-01-01, exclusive: many codes are unknown without the annex of 2016-40.",
        "From 2019-01-01 until 2020-01-01, exclusive: many codes are unknown without the annex of 2018-157.",
        "From 2020-01-01 until 2022-03-01, exclusive: many codes are unknown without the annex of 2019-96.",
        "From 2022-03-01 onwards: many codes are unknown without the annex of 2019-96 and that of 2022-7.",
        f"2016-40: {MISSING.format('2016-40', 'http://www.cac.gov.cn/2016-04/08/c_1118561924.htm')}",
        f"2018-157: {MISSING.format('2018-157', 'http://gss.mof.gov.cn/zhengwuxinxi/zhengcefabu/201811/t20181129_3079063.html')}",
        f"2019-96: {MISSING.format('2019-96', 'http://www.mof.gov.cn/3.htm')}",
        f"2022-7: {MISSING.format('2022-7', 'http://www.mof.gov.cn/jrttts/202202/t20220221_3788894.htm')}",
        f'Load the folder with Dataset.load("{output}") or the environment variable PILOTZONES_DATA.',
    ]
    assert main(["annex", "list", "--output", str(output)]) == 0
    assert capsys.readouterr().out.rstrip().endswith(f" {wanted}")


def test_what_is_damaged_is_put_aside_and_named(site, tmp_path, capsys):
    """What is fetched is installed over it; if nothing is obtained, nothing is made."""
    wanted = [(id_, site.put(f"http://www.mof.gov.cn/{id_}.htm", annex_page(id_))) for id_ in ("2016-47", "2018-157")]
    rows = [{"announcement": id_, "page": page, **SINGLE} for id_, page in wanted]
    pages = write(tmp_path / "pages", announcement_pages=rows)
    output = tmp_path / "annexes"
    command = ["--data", str(pages), "annex", "fetch", "--output", str(output)]
    assert main([*command, "2019-96"]) == 1
    out, err = capsys.readouterr()
    assert (out.splitlines()[0], output.exists()) == ("Not obtained  2019-96", False)
    assert "without the annex of 2016-40 and that of 2016-47." in out
    assert main([*command, "2016-47", "2018-157"]) == 0
    (tables_of(output) / "sources.csv").unlink()
    capsys.readouterr()
    assert main([*command, "2016-47"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Installed   2016-47: 151 lines")
    assert err.endswith("pilotzones: The tables of 2018-157 were damaged and have been put aside. Install it again.\n")


@pytest.mark.skipif(sys.platform != "linux", reason="the user's data folder is moved as Linux does it")
def test_a_folder_that_is_not_used_is_said(site, tmp_path, monkeypatch, capsys):
    """PILOTZONES_DATA names the folders of the default dataset, and the user's data folder is not among them."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    own = site.put("http://example.org/2.htm", annex_page("2016-47"))
    assert main(["annex", "fetch", "2016-47", "--page", own]) == 0
    folder = tmp_path / "pilotzones" / "annexes"
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"The environment variable PILOTZONES_DATA is set: without {folder} in it, these annexes are not used."
    )
    monkeypatch.delenv("PILOTZONES_DATA")
    assert main(["annex", "fetch", "2016-47"]) == 0
    assert "PILOTZONES_DATA" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["2016-48"], "'2016-48' is not an announcement of the data"),
        (["2016-47", "--page", "a.htm"], "'a.htm' is not the address of a page"),
        (["--page", "https://www.gov.cn/a.htm"], "--page is the page of one announcement: name its ID before it."),
        (["2016-40", "2016-47", "--page", "https://www.gov.cn/a.htm"], "--page is the page of one announcement"),
    ],
)
def test_wrong_use(site, tmp_path, capsys, words, says):
    """Exit status 2, and nothing is asked."""
    assert main(["annex", "fetch", *words, "--output", str(tmp_path / "annexes")]) == 2
    assert says in capsys.readouterr().err
    assert site.asked == []


def test_progress_bar_shows_bytes():
    """The name of the file, how much of how much."""
    from pilotzones.cli.commands.fetch_commands import _make_progress

    class Bar:
        total, n, named = None, 0, ""

        def set_description(self, name):
            self.named = name

    bar = Bar()
    _make_progress(bar)("a.pdf", 3, 9)
    assert (bar.total, bar.n, bar.named) == (9, 3, "a.pdf")


def test_without_a_users_data_folder(site, tmp_path, monkeypatch, capsys):
    """The extra finds it; without, a folder must be named."""
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    assert main(["annex", "fetch", "2016-47"]) == 2
    assert "Installing annexes needs the extra 'annex'" in capsys.readouterr().err
    assert site.asked == []
    assert list(tmp_path.iterdir()) == []


def test_a_list_that_cannot_be_read(site, capsys):
    """Exit status 1."""
    assert main(["annex", "latest"]) == 1
    assert capsys.readouterr().err.startswith("pilotzones: The ministry's list of announcements could not be read: ")
    assert len(site.asked) == 3
