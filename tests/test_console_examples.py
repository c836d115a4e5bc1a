"""The console examples of README and documentation: what they print is what is printed, and every option is one.

A block of the language ``console`` has commands after ``$ `` with what they print, where ``...`` stands for any lines; or
commands alone, one a line. A block after the name of a file in backquotes is that file.
"""

import contextlib
import io
import pathlib
import re
import shlex

import pytest

from pilotzones import cli
from pilotzones.cli.program import make_parser

ROOT = pathlib.Path(__file__).parents[1]
PAGES = {
    page.relative_to(ROOT).as_posix(): page.read_text("utf-8")
    for page in (ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").rglob("*.md")))
}
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`([\w-]+\.(?:csv|txt))`[^`]*?\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def list_sessions():
    """Give each page that shows what commands print, with its blocks."""
    for name, text in PAGES.items():
        blocks = [block for block in BLOCK.findall(text) if block.startswith("$ ")]
        if blocks:
            yield pytest.param(text, blocks, id=name)


def list_commands():
    """Give each command of the program that a page names without its answer, with the page."""
    for name, text in PAGES.items():
        for block in BLOCK.findall(text):
            for line in block.splitlines():
                if line.startswith("pilotzones ") and not block.startswith("$ "):
                    yield pytest.param(line, id=f"{name}: {line}")


def run(line, last):
    """Run a command of the program; give what it prints on both ways, and its exit status."""
    if line == "echo $?":
        return f"{last}\n", 0
    words = shlex.split(line, comments=True)
    where = None
    if ">" in words:
        words, where = words[: words.index(">")], words[-1]
    assert words[0] == "pilotzones", line
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        status = cli.main(words[1:])
    text = printed.buffer.getvalue().decode().replace("\r\n", "\n")
    if where:
        pathlib.Path(where).write_text(text, "utf-8")
        text = ""
    return text, status


def matches(expected, printed):
    """Tell whether what is printed is what is expected; a line of three points stands for any lines."""
    lines = [r"(?:.*\n)*" if line == "..." else re.escape(line) + "\n" for line in expected.splitlines()]
    return re.fullmatch("".join(lines), "".join(f"{line.rstrip()}\n" for line in printed.splitlines())) is not None


@pytest.mark.parametrize(("text", "blocks"), [*list_sessions()])
def test_a_session_prints_what_the_page_shows(text, blocks, tmp_path, monkeypatch):
    """In the page's order, in a new folder with the page's files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PILOTZONES_DATA", "")
    monkeypatch.setenv("COLUMNS", "120")
    for name, content in FILE.findall(text):
        pathlib.Path(name).write_text(content, "utf-8")
    status = 0
    for block in blocks:
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, expected = example.partition("\n")
            if line.startswith("cat "):
                printed = pathlib.Path(line.removeprefix("cat ")).read_text("utf-8")
            else:
                printed, status = run(line, status)
            assert matches(expected, printed), f"$ {line}\n{printed}"


@pytest.mark.parametrize("line", [*list_commands()])
def test_a_command_of_a_page_is_one_of_the_program(line):
    """With all its options: the program's parser takes it."""
    words = shlex.split(line.partition(" > ")[0], comments=True)[1:]
    assert make_parser().parse_args(words).question in words


def test_the_pages_have_such_examples():
    """The first page of the package, and the one about the command line."""
    assert {"README.md", "docs/start/command-line.md"} <= {session.id for session in list_sessions()}
