"""What pictures say: the same facts in English and Chinese, and none of it cut, covered or without a glyph."""

import itertools
import string

import pytest
from matplotlib.ft2font import FT2Font
from pictured import LANGUAGES, written

from pilotzones.pictures.captions import CAPTIONS
from pilotzones.pictures.sections import SECTIONS

KINDS = ("zone_map", "growth", "coverage")
OF_A_LANGUAGE = {"name_en": "name", "name_zh": "name"}


def facts(caption):
    """Gather the names in braces, with how each is written."""
    found = [(name, form) for _, name, form, _ in string.Formatter().parse(caption) if name]
    return sorted((OF_A_LANGUAGE.get(name, name), form) for name, form in found)


def test_both_languages_have_the_same_captions_with_the_same_facts():
    """A fact that one language leaves out would be lost on its readers."""
    english, chinese = CAPTIONS["en"], CAPTIONS["zh"]
    assert english.keys() == chinese.keys()
    for name, caption in english.items():
        assert facts(caption) == facts(chinese[name]), name
    assert len({section.title_zh for section in SECTIONS} | {section.title_en for section in SECTIONS}) == 42


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_and_no_words_cover_others(drawn, kind, lang):
    """In the picture as it is saved: every text lies inside it, and no two texts overlap."""
    figure = drawn(kind, lang).figure
    figure.draw_without_rendering()
    boxes = {text: text.get_window_extent() for text in written(drawn(kind, lang))}
    assert len(boxes) > 10
    for text, box in boxes.items():
        assert figure.bbox.x0 <= box.x0 <= box.x1 <= figure.bbox.x1, text
        assert figure.bbox.y0 <= box.y0 <= box.y1 <= figure.bbox.y1, text
    for (one, box), (other, other_box) in itertools.combinations(boxes.items(), 2):
        assert not box.overlaps(other_box), (one, other)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_word_is_written_in_a_font_that_has_its_characters(drawn, kind, lang):
    """Also the numbers at the axes: matplotlib would draw empty boxes and warn."""
    for text in written(drawn(kind, lang)):
        characters = FT2Font(text.get_fontproperties().get_file()).get_charmap()
        assert set(map(ord, text.get_text())) - {ord("\n")} <= characters.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_english_needs_no_font_but_that_of_matplotlib(drawn, kind):
    """So it is the same on every machine."""
    files = {text.get_fontproperties().get_file() for text in written(drawn(kind, "en"))}
    assert {file.rpartition("/")[2] for file in files} == {"DejaVuSans.ttf"}
    assert all(text.get_text().isascii() or "≥" in text.get_text() for text in written(drawn(kind, "en")))
