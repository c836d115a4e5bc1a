"""``coverage``: what is known and stated, edition by edition and section by section, and no more than that."""

import collections
import itertools
import re

import lists
import pytest
import tables as makers
from matplotlib.figure import Figure
from pictured import DATA, LANGUAGES, NEEDS_CHINESE, texts

from pilotzones import Dataset, pictures
from pilotzones.pictures.sections import SECTIONS

LAST_CHAPTERS = (5, 14, 15, 24, 27, 38, 40, 43, 46, 49, 63, 67, 70, 71, 83, 85, 89, 92, 93, 96, 97)
"""Where each of the 21 sections of the HS ends."""


def cells(ax):
    """Give the texts of the cells by row: the first of the whole list, then those of the sections."""
    found = {text.get_position(): text.get_text() for text in ax.texts}
    columns, rows = len(ax.get_xticks()), len(ax.get_yticks())
    return [[found[x, y] for x in range(columns)] for y in range(rows)]


def boxes(ax):
    """Give the frame of each cell by column and row, and over it what is filled, or None."""
    found = collections.defaultdict(list)
    for patch in ax.patches:
        found[patch.get_x(), patch.get_y()].append(patch)
    columns, rows = len(ax.get_xticks()), len(ax.get_yticks())
    positions = itertools.product(range(columns), range(rows))
    drawn = [(*found[where], None) for where in sorted(found)]
    return {position: (frame, filled) for position, (frame, filled, *_) in zip(positions, drawn, strict=True)}


def heads(ax):
    """Give the editions above the columns."""
    return [label.get_text() for label in ax.get_xticklabels()]


@pytest.fixture(scope="module")
def whole():
    """Lay the whole annex of the first list over the bundled tables: 1,142 lines, as it states."""
    lines = [
        makers.line("2016-40", "list", line.hs_code, seq=line.seq, name_zh=line.name, remark_zh=line.remark)
        for line in lists.lists()["2016-40"]
    ]
    return makers.in_memory(list_changes=lines, list_coverage=[makers.known_range("2016-40")])


def test_the_sections_are_those_of_the_harmonized_system():
    """21, in order, without a gap, from chapter 1 to chapter 97."""
    assert [int(section.last) for section in SECTIONS] == [*LAST_CHAPTERS]
    assert [int(section.first) for section in SECTIONS] == [1, *(last + 1 for last in LAST_CHAPTERS[:-1])]
    romans = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"
    assert [section.numeral for section in SECTIONS] == romans.split()


def test_the_first_row_has_known_and_stated_lines(drawn):
    """As the announcements state them: 1,142, then 1,293, 1,321, 1,413 and 1,476."""
    assert cells(drawn("coverage", "en"))[0] == ["69 of 1,142", "88 of 1,293", "0 of 1,321", "1 of 1,413", "9 of 1,476"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_the_same_numbers(drawn, lang):
    """In every cell, above the columns, and in the names of the rows the chapters."""
    ax = drawn("coverage", lang)
    known = DATA.coverage().editions
    assert [re.findall(r"[\d,]+", cell) for cell in cells(ax)[0]] == [
        [f"{each.known:,}", f"{each.stated:,}"] for each in known
    ]
    assert cells(ax)[1:] == cells(drawn("coverage", "en"))[1:]
    for head, each in zip(heads(ax), known, strict=True):
        assert head.split("\n")[0] == each.edition.id
        assert str(each.edition.effective_from) in head
    names = [label.get_text() for label in ax.get_yticklabels()][1:]
    assert [re.findall(r"\d\d", name)[-1] for name in names] == [f"{last:02}" for last in LAST_CHAPTERS]


def test_the_names_of_the_sections_are_in_the_language(drawn):
    """With the number as it is printed, and the chapters; of a section with one chapter that one."""
    names = [label.get_text() for label in drawn("coverage", "en").get_yticklabels()]
    assert names[:4] == [
        "all sections",
        "Live animals, animal products (I: 01-05)",
        "Vegetable products (II: 06-14)",
        "Fats and oils (III: 15)",
    ]


@NEEDS_CHINESE
def test_the_names_of_the_sections_are_chinese_too(drawn):
    """As the tariff names them (进出口税则，第一类 and so on)."""
    names = [label.get_text() for label in drawn("coverage", "zh").get_yticklabels()]
    assert names[:3] == ["全部", "活动物；动物产品 (I: 01-05)", "植物产品 (II: 06-14)"]
    assert names[-1] == "艺术品、古物 (XXI: 97)"


def test_the_first_row_is_filled_as_far_as_lines_are_known(drawn):
    """By the share of the lines that each announcement states, from the left; where none is known it is empty."""
    found = boxes(drawn("coverage", "en"))
    for column, share in enumerate((69 / 1142, 88 / 1293, 0, 1 / 1413, 9 / 1476)):
        frame, filled = found[column, 0]
        assert (filled.get_width() if filled else 0) == pytest.approx(frame.get_width() * share)
        assert filled is None or filled.get_height() == frame.get_height()


def test_fills_say_what_the_legend_says_of_them(whole):
    """Of an annex that is known every cell is full; where there may be more it is full of another colour."""
    ax = pictures.coverage(dataset=whole)
    legend = ax.get_legend()
    words = [text.get_text() for text in legend.get_texts()]
    assert words == ["every line is known", "known lines; there may be more", "no line is known"]
    assert not legend.get_frame_on()
    known, partly, nothing = (handle.get_facecolor() for handle in legend.legend_handles)
    found, table = boxes(ax), cells(ax)
    for row in range(1, 23):
        frame, filled = found[0, row]
        assert (filled.get_width(), filled.get_facecolor()) == (frame.get_width(), known)
        frame, filled = found[1, row]
        if table[row][1] == "?":
            assert (filled, frame.get_facecolor()) == (None, nothing)
        else:
            assert (filled.get_width(), filled.get_facecolor()) == (frame.get_width(), partly)
    inks = {text.get_position(): text.get_color() for text in ax.texts}
    assert {inks[0, row] for row in range(23)} == {"white"}
    assert "white" not in {inks[1, row] for row in range(23)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_stands_in_the_middle_of_its_cell(drawn, lang):
    """And does not reach out of it; the cells fill the picture from the first row to the last."""
    ax = drawn("coverage", lang)
    ax.figure.draw_without_rendering()
    frames = {position: frame for position, (frame, _) in boxes(ax).items()}
    for text in ax.texts:
        if text.get_position() in frames:
            box, around = text.get_window_extent(), frames[text.get_position()].get_window_extent()
            assert around.x0 < box.x0 < box.x1 < around.x1, text
            assert (box.x0 + box.x1) / 2 == pytest.approx((around.x0 + around.x1) / 2, abs=1), text
            assert around.y0 < box.y0 < box.y1 < around.y1, text
    (west, south), (east, north) = ax.transData.transform([(-0.5, 21.5), (4.5, -0.5)])
    assert ax.bbox.extents == pytest.approx((west, south, east, north))


def test_a_section_that_is_known_in_part_has_the_least_number(drawn):
    """The first annex is known up to 09083200: chapters 1 to 5 wholly, of 6 to 14 a part, nothing of the others."""
    items = collections.Counter(int(item.hs_code[:2]) <= 5 for item in DATA.items("2016-04-10"))
    column = [row[0] for row in cells(drawn("coverage", "en"))]
    assert column[1:3] == [str(items[True]), f"≥ {items[False]}"]
    assert set(column[3:]) == {"?"}


def test_an_installed_annex_makes_the_numbers_exact(whole):
    """Counted by chapter without the package; the second list, which is not known, leaves them the least ones."""
    ax = pictures.coverage(dataset=whole)
    chapters = [int(line.hs_code[:2]) for line in lists.lists()["2016-40"]]
    firsts = (1, *(last + 1 for last in LAST_CHAPTERS[:-1]))
    counts = [
        sum(first <= chapter <= last for chapter in chapters)
        for first, last in zip((*firsts, 98), (*LAST_CHAPTERS, 99), strict=True)
    ]
    assert sum(counts) == 1142
    table = cells(ax)
    assert [row[0] for row in table] == ["1,142 of 1,142", *map(str, counts)]
    assert [row[1] for row in table[1:]] == [f"≥ {count}" if count else "?" for count in counts]


def test_folders_laid_over_the_data_are_counted(drawn, tmp_path):
    """The user's own tables are part of what is known; the bundled ones alone say nothing of it."""
    makers.write(tmp_path, list_changes=[makers.line("2019-96", "list", "04090000", name_zh="天然蜂蜜")])
    ax = pictures.coverage(dataset=Dataset.load(tmp_path))
    assert cells(ax)[1][3] == "≥ 1"
    assert any("Tables laid over it: 1." in text for text in texts(ax))
    assert not any("laid over" in text for text in texts(drawn("coverage", "en")))


def test_a_list_without_a_stated_number_says_so():
    """Nothing is known of the new list but one line, in chapter 98, which is of no section."""
    new = makers.announcement("2027-1", tariff_year="2027")
    announcements = [*makers.read(DATA.folders[0], "announcements"), new]
    data = makers.in_memory(
        announcements=announcements, list_changes=[makers.line("2027-1", "list", "98010010", name_zh="其他")]
    )
    ax = pictures.coverage(dataset=data)
    table = cells(ax)
    assert (heads(ax)[-1], table[0][-1]) == ("2027-1\nfrom 2027-01-01", "1 of ?")
    assert ax.get_yticklabels()[-1].get_text() == "other chapters"
    assert (table[-1], len(table)) == (["?"] * 5 + ["≥ 1"], 23)


def test_it_draws_into_the_axes_that_it_is_given():
    """And gives that Axes back."""
    ax = Figure().add_subplot()
    assert pictures.coverage(ax=ax, dataset=DATA) is ax
    assert len(cells(ax)) == 22
