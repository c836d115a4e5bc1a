"""What a path argument may be, and how the name of a file is shown."""

import contextlib
import csv
import io
import json
import os
import pathlib

import pytest

from pilotzones.arguments import ArgumentTypeError
from pilotzones.paths import InvalidPathError, as_path, shown_name

GBK = os.fsdecode("附件.csv".encode("gbk"))


class Asked:
    """A path-like object that gives, or raises, what it is made with."""

    def __init__(self, given):
        self.given = given

    def __fspath__(self):
        if isinstance(self.given, Exception):
            raise self.given
        return self.given


@pytest.mark.parametrize(
    "value", [None, 5, True, b"annex.pdf", [], {}, object(), str, Asked(b"annex.pdf"), Asked(None), 1.5]
)
def test_what_is_not_a_path(value):
    """Bytes and file descriptors are none: there is one way to write a path."""
    with pytest.raises(ArgumentTypeError, match=r"^file must be a path \(a str or pathlib.Path\), "):
        as_path("file", value)


def test_what_is_not_a_path_is_shown():
    """It is not asked for a path."""
    with pytest.raises(ArgumentTypeError, match=r"pathlib.Path\), not 5\.$"):
        as_path("file", 5)


def test_a_path_like_object_that_raises():
    """What it raises is the cause of our error."""
    with pytest.raises(ArgumentTypeError, match="asking it for its path raised KeyError") as caught:
        as_path("file", Asked(KeyError("no path")))
    assert type(caught.value.__cause__) is KeyError


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("", "it is empty"),
        ("annex\0.pdf", "it has the character NUL"),
        ("annex\ud800.pdf", "it has half of a character"),
        ("x" * 300, "file name too long"),
        ("x/" * 100_000, "file name too long"),
        ("x" * 200_000, "file name too long"),
    ],
)
@pytest.mark.parametrize("kind", [str, Asked])
def test_what_the_file_system_cannot_have(value, why, kind):
    """The error says why, and that nothing happened."""
    with pytest.raises(InvalidPathError) as caught:
        as_path("output", kind(value))
    message = str(caught.value)
    assert message.startswith("output '")
    assert f"cannot be used as a path: {why}" in message
    assert message.endswith("Nothing was read or written; pass another path.")
    assert message.isprintable()


def test_links_in_a_circle(tmp_path):
    """Nothing is behind them."""
    (tmp_path / "link").symlink_to(tmp_path / "link")
    with pytest.raises(InvalidPathError, match="symbolic links"):
        as_path("output", tmp_path / "link")


@contextlib.contextmanager
def as_nobody():
    """Give up the rights of root, which may enter every folder, while a block runs."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_may_not_be_entered(tmp_path):
    """Whether the file is there cannot be known."""
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        with as_nobody(), pytest.raises(InvalidPathError, match=r"permission denied\. Nothing was read"):
            as_path("path", closed / "annex.pdf")
    finally:
        closed.chmod(0o700)


@pytest.mark.parametrize("value", ["no such file", "no such folder/file", "pyproject.toml/file", ".", " ", GBK])
def test_a_path_need_not_lead_to_a_file(value):
    """It is given as a pathlib.Path; whoever opens it says what is missing."""
    assert as_path("path", value) == as_path("path", pathlib.Path(value)) == pathlib.Path(value)
    assert as_path("path", Asked(value)) == pathlib.Path(value)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("附件.csv", "附件.csv"),
        (GBK, r"\xb8\xbd\xbc\xfe.csv"),
        ("a\x1b\n\u2028.csv", r"a\x1b\n\u2028.csv"),
        ("\x01\x7f\x80\x9f\xa0\u2029", r"\x01\x7f\x80\x9f\xa0\u2029".replace(r"\xa0", "\xa0")),
        ("é𠮷 \u3000.csv", "é𠮷 \u3000.csv"),
    ],
)
def test_a_name_is_shown_as_text(tmp_path, name, shown):
    """A file of any name is read, and its name can be written as UTF-8, JSON and CSV."""
    file = as_path("path", tmp_path / name)
    file.write_text("a name")
    assert file.read_text() == "a name"
    text = shown_name(file)
    assert text == shown == shown_name(str(file))
    assert text.encode("utf-8").decode() == json.loads(json.dumps(text)) == shown
    written = io.StringIO()
    csv.writer(written).writerow([text])
    assert next(csv.reader(io.StringIO(written.getvalue()))) == [shown]
