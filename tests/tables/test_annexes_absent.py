"""Whether installed annexes are certainly absent: never where platformdirs names a folder that is there."""

import os
import pathlib
import subprocess
import sys

import pytest

from pilotzones.tables.annexes_absent import has_no_annexes
from pilotzones.tables.user_folder import user_folder

platformdirs = pytest.importorskip("platformdirs")

FOR_POSIX = pytest.mark.skipif(os.name != "posix", reason="folders of Linux and macOS")


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    """A home of its own, and no variable that names another folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("ANDROID_DATA", raising=False)


@FOR_POSIX
@pytest.mark.parametrize("data", [None, "", "of its own", "relative", "  ", "~", "$HOME", "/x ", "trailing/"])
def test_a_folder_that_platformdirs_names_is_never_absent(monkeypatch, tmp_path, data):
    """Whatever XDG_DATA_HOME is: once platformdirs' folder exists, it is looked at."""
    monkeypatch.chdir(tmp_path)
    if data is not None:
        monkeypatch.setenv("XDG_DATA_HOME", f"{tmp_path}/{data}" if data.startswith(("of", "tr")) else data)
    folder = user_folder()
    assert not folder.exists()
    monkeypatch.setattr(os, "stat", _nothing_but(folder, os.stat))
    assert not has_no_annexes()


def _nothing_but(folder, stat):
    """Let a folder be there, and look nothing else up."""

    def asked(path, *args, **kwargs):
        return stat("/") if pathlib.Path(path) == folder else stat(path, *args, **kwargs)

    return asked


@FOR_POSIX
def test_the_usual_folder_is_certainly_absent():
    """In a home without data of programs, on Linux and on macOS."""
    assert has_no_annexes()


@FOR_POSIX
def test_what_an_installation_left_beside_its_folder_is_looked_at():
    """An interrupted installation of earlier releases leaves the old folder under another name beside."""
    (user_folder().parent / ".annexes.old").mkdir(parents=True)
    assert not has_no_annexes()


@FOR_POSIX
@pytest.mark.parametrize("home", ["", "relative", "/a/~/b", "/a/$b", "/a ", "/a\0b"])
def test_a_home_that_is_not_plain_is_left_to_platformdirs(monkeypatch, home):
    """Nothing is certain of it."""
    monkeypatch.setattr(os, "environ", {"HOME": home})
    assert not has_no_annexes()


@pytest.mark.parametrize(
    ("platform", "variables", "known"),
    [
        ("linux", {}, True),
        ("linux", {"XDG_DATA_HOME": "/elsewhere"}, True),
        ("linux", {"ANDROID_DATA": "/data"}, False),
        ("darwin", {}, True),
        ("darwin", {"XDG_DATA_HOME": "/elsewhere"}, False),
        ("win32", {}, False),
        ("ios", {}, False),
    ],
)
def test_only_linux_and_macos_have_a_folder_that_is_certain(monkeypatch, tmp_path, platform, variables, known):
    """Elsewhere platformdirs asks the system."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(os, "environ", {"HOME": tmp_path.as_posix()} | variables)
    assert has_no_annexes() is (known and tmp_path.as_posix().startswith("/"))


def test_python_for_android_has_no_folder_that_is_certain(monkeypatch):
    """It may call its system Linux, and has a function of its own, by which platformdirs knows it."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "getandroidapilevel", lambda: 24, raising=False)
    assert not has_no_annexes()


@FOR_POSIX
def test_a_folder_that_cannot_be_looked_at_is_not_absent(monkeypatch, tmp_path):
    """Such as one behind a circle of links."""
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    monkeypatch.setenv("XDG_DATA_HOME", f"{tmp_path}/circle")
    assert not has_no_annexes()


@FOR_POSIX
@pytest.mark.parametrize(
    "question", ["zones_in('Zhejiang')", "is_eligible('04090000', '2017-01-01', if_unknown=False)"]
)
def test_a_first_answer_imports_no_platformdirs(question):
    """Where the user has no installed annexes: neither that nor the readers of installed tables."""
    code = (
        f"import sys, pilotzones; pilotzones.{question}; "
        "print({'platformdirs', 'pathlib', 'json', 'logging', 'pilotzones.tables.installed_tables'} & set(sys.modules))"
    )
    # The home is that of the fixture above.
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PILOTZONES", "COV"))}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=variables)
    assert done.stdout.strip() == "set()"
