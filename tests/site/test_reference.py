"""The reference: every public name with its types, every command with its options."""

import html
import importlib
import re
import zlib

import pytest

import pilotzones
from pilotzones.cli.program import make_parser

pytestmark = pytest.mark.long

MODULES = tuple(f"pilotzones{name}" for name in ("", ".annex", ".frames", ".pictures", ".serial", ".strategies"))


@pytest.fixture(scope="session")
def described(site):
    """Give the last words of all names that the site describes."""
    packed = (site / "objects.inv").read_bytes().split(b"\n", 4)[4]
    return {line.split(" ")[0].rpartition(".")[2] for line in zlib.decompress(packed).decode().splitlines()}


def text_of(site, page):
    """Give the text of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", (site / page).read_text("utf-8"))).split())


@pytest.mark.parametrize("module", MODULES)
def test_every_public_name_is_described(described, module):
    """What a module offers by name."""
    public = {name for name in importlib.import_module(module).__all__ if not name.startswith("__")}
    assert sorted(public - described - {"RECORDS", "strategies"}) == []


def test_types_are_shown(site):
    """The arguments of a question, all of them, and its answer."""
    text = text_of(site, "reference/api/zones.html")
    assert (
        "pilotzones.zones_in( province: str, date: date | str | None = None, *, max_age: int | None = None, ) → DayTuple[Zone]"
        in text
    )


def test_every_command_has_its_options(site):
    """As its own help shows them."""
    text = text_of(site, "reference/command-options.html")
    commands = next(action for action in make_parser()._actions if action.dest == "question").choices
    assert len(commands) > 5
    for command in commands.values():
        for action in command._actions:
            for option in action.option_strings:
                assert option in text, (command.prog, option)
        assert f"{command.prog} [" in text


def test_the_readme_is_in_the_site(site):
    """In both languages, with its own words."""
    assert "This command installs what the tests need and runs them" in text_of(site, "readme.html")
    assert "安装测试所需的软件并运行测试" in text_of(site, "zh/readme.html")
    assert pilotzones.__version__ in text_of(site, "readme.html")
