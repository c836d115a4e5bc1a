"""A font is one that really has the characters; where there is none, the error says what to install."""

import pathlib

import pytest
from matplotlib.font_manager import findSystemFonts
from matplotlib.ft2font import FT2Font
from pictured import NEEDS_CHINESE

from pilotzones.pictures import MissingFontError, fonts
from pilotzones.pictures.fonts import _characters, _system_fonts, find_font

NOWHERE = "\U0010fffd"
"""A character of private use, which no font of a system has."""


def test_plain_letters_are_written_in_the_font_of_matplotlib():
    """Line ends need no glyph."""
    assert pathlib.Path(find_font(["Batch 1\n", "≥ 27"]).get_file()).name == "DejaVuSans.ttf"


@NEEDS_CHINESE
def test_chinese_is_written_in_a_font_that_has_it():
    """The font of Debian's package fonts-wqy-zenhei stands first, whatever else is installed."""
    font = find_font(["跨境电子商务综合试验区"]).get_file()
    assert "wqy-zenhei" in font
    assert set(map(ord, "跨境电子商务综合试验区")) <= FT2Font(font).get_charmap().keys()


def test_no_font_is_one_clear_error():
    """It names the characters that the nearest font lacks, a package to install, and the other way."""
    with pytest.raises(MissingFontError, match=r"fonts-wqy-zenhei.*lang='en'") as raised:
        find_font(["Batch", NOWHERE])
    assert raised.value.characters == NOWHERE
    assert isinstance(raised.value, LookupError)


def test_every_font_of_the_machine_is_tried():
    """Those for Chinese first, then by name."""
    found = list(_system_fonts())
    assert sorted(found) == sorted(findSystemFonts())
    chinese = [path for path in found if "wqy" in path]
    assert found[: len(chinese)] == chinese


@pytest.mark.parametrize("content", [b"", b"no font", bytes(100)])
def test_a_file_that_is_no_font_is_passed_over(tmp_path, content):
    """A folder of fonts may have anything in it."""
    (tmp_path / "broken.ttf").write_bytes(content)
    assert _characters(str(tmp_path / "broken.ttf")) == frozenset()
    assert _characters(str(tmp_path / "gone.ttf")) == frozenset()


def test_a_font_needs_the_characters_of_the_texts_alone(monkeypatch):
    """Whatever else it lacks."""
    monkeypatch.setattr(fonts, "_characters", lambda _: frozenset(map(ord, "12")))
    assert pathlib.Path(find_font(["1", "2\n", "21"]).get_file()).name == "DejaVuSans.ttf"


LETTERS = "abcdefghijklmnop"


def test_the_error_is_about_the_nearest_font(monkeypatch):
    """It shows five of the characters that this font lacks, and has them all."""
    lacking = {"far.ttf": "ghijklmnop", "near.ttf": "abcdef", "other.ttf": "bcdefghi"}
    monkeypatch.setattr(fonts, "findSystemFonts", lambda: list(lacking))
    monkeypatch.setattr(
        fonts, "_characters", lambda path: frozenset(map(ord, set(LETTERS) - set(lacking.get(path, LETTERS))))
    )
    with pytest.raises(MissingFontError, match=r"the nearest does not have a b c d e\. Install") as raised:
        find_font([LETTERS])
    assert raised.value.characters == "abcdef"


CHINESE_FONTS = [
    # The files of Debian's packages, of Google's and Adobe's releases, of Windows, of macOS and of Android.
    *("wqy-zenhei.ttc", "NotoSansCJK-Regular.ttc", "NotoSansSC-Regular.otf", "NotoSansCJKsc-Regular.otf"),
    *("SourceHanSansSC-Regular.otf", "SourceHanSansCN-Regular.otf", "wqy-microhei.ttc", "msyh.ttc", "simhei.ttf"),
    *("Deng.ttf", "PingFang.ttc", "Hiragino Sans GB.ttc", "STHeiti Light.ttc", "DroidSansFallbackFull.ttf"),
]


def test_known_chinese_fonts_come_before_others(monkeypatch):
    """Others may have the characters in the shapes of Japan, or as handwriting."""
    others = [f"/fonts/{name}" for name in ("ARIALUNI.TTF", "Arial.ttf", "NotoSansCJKjp-Regular.otf", "zpix.ttf")]
    chinese = [f"/others/{name}" for name in CHINESE_FONTS]
    monkeypatch.setattr(fonts, "findSystemFonts", lambda: [*others, *reversed(chinese)])
    assert list(_system_fonts()) == [*chinese, *others]
