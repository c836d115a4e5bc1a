"""Characters of a page, its ruled tables and the text around them: made by hand, in points from the top left."""

from pilotzones.annex.readers.document import Grid
from pilotzones.annex.readers.pdf.glyphs import Glyph
from pilotzones.annex.readers.pdf.page_tables import read_tables
from pilotzones.annex.readers.pdf.ruled import Lattice, RulingLine, RulingLines
from pilotzones.annex.readers.pdf.unruled import UnruledColumns


def write(*texts, size=10):
    """Write texts from their left side, each character as wide as it is high."""
    return [
        Glyph(one, x + at * size, x + (at + 1) * size, y - size / 2, y + size / 2)
        for x, y, text in texts
        for at, one in enumerate(text)
    ]


def lines(ys, xs):
    """Make ruling lines over the whole of a table."""
    return RulingLines(
        across=[RulingLine(y, min(xs), max(xs)) for y in ys], down=[RulingLine(x, min(ys), max(ys)) for x in xs]
    )


def read(glyphs, *tables, across=()):
    """Read a page of 600 points with some tables, or with lines across alone."""
    level = [RulingLine(*one) for one in across] or [rule for table in tables for rule in table.across]
    rules = RulingLines(across=level, down=[rule for table in tables for rule in table.down])
    blocks = read_tables(
        1, glyphs=glyphs, rules=rules, lattices=[*map(Lattice, tables)], columns=UnruledColumns(), width=600
    )
    return [
        [(row.number, *(cell.text for cell in row.cells)) for row in block.rows]
        if isinstance(block, Grid)
        else block.lines
        for block in blocks
    ]


LIST = [
    (50, 100, "1"), (90, 100, "04029100"), (200, 100, "甲"), (200, 113, "乙"), (200, 126, "丙"), (200, 139, "丁"),
    (50, 158.5, "2"), (90, 158.5, "04029900"), (200, 152, "戊"), (200, 165, "己"),
]  # fmt: skip


def test_lines_across_separate_the_rows_of_a_table():
    """If they are longer than a third of the page; the lines under some words are not."""
    apart = [[(1, "1", "04029100", "甲\n乙\n丙\n丁"), (2, "2", "04029900", "戊\n己")]]
    near = [[(1, "1", "04029100", "甲\n乙\n丙\n丁\n戊"), (2, "2", "04029900", "己")]]
    assert read(write(*LIST)) == near
    assert read(write(*LIST), across=[(y, 50, 251) for y in (90, 146, 172)]) == apart
    assert read(write(*LIST), across=[(y, 50, 250) for y in (90, 146, 172)]) == near


def test_lines_across_beside_a_ruled_table_separate_nothing_around_it():
    """They are those of that table."""
    table = lines([300, 320, 340], [50, 150, 280])
    found = read(write(*LIST, (60, 310, "甲")), table)
    assert found[0] == [(1, "1", "04029100", "甲\n乙\n丙\n丁\n戊"), (2, "2", "04029900", "己")]
    assert found[1] == [(3, "甲", ""), (4, "", "")]


def test_an_empty_table_divides_nothing():
    """Such as a box for a stamp beside a table without ruling lines, or a note inside a cell with several codes."""
    box = lines([130, 145], [450, 500, 550])
    assert read(write(*LIST), box) == [[(1, "1", "04029100", "甲\n乙\n丙\n丁\n戊"), (2, "2", "04029900", "己")]]
    heaped = [(52, 110, "04029100"), (145, 110, "乳"), (52, 140, "04029900"), (145, 140, "糖"), (145, 190, "注：1.某")]
    found = read(write(*heaped, (60, 300, "清单")), lines([100, 200], [50, 140, 300]))
    assert found == [[(1, "04029100", "乳"), (2, "04029900", "糖")], ("注：1.某",), ("清单",)]


def test_a_page_is_read_from_top_to_bottom():
    """Texts and tables in their order, with the rows numbered through all of them; side by side from the left."""
    first, beside, below = (
        lines([100, 120], [50, 150, 200]),
        lines([101, 121], [300, 400, 450]),
        lines([200, 220], [50, 90, 99]),
    )
    texts = [
        (50, 80, "上"), (60, 110, "甲"), (310, 110, "乙"), (50, 150, "中"), (60, 210, "丙"), (50, 300, "下"),
    ]  # fmt: skip
    expected = [("上",), [(1, "甲", "")], [(2, "乙", "")], ("中",), [(3, "丙", "")], ("下",)]
    assert read(write(*texts), below, beside, first) == expected
    assert read(write(*texts[::-1]), first, below, beside) == expected


def test_a_character_belongs_to_the_smallest_table_around_it():
    """Another one may be a frame around several; tables without a character are none."""
    frame, inner = lines([50, 400, 500], [20, 500]), lines([100, 120, 140], [50, 150, 250])
    empty = lines([410, 430], [50, 150, 200])
    for tables in ((frame, inner, empty), (empty, inner, frame)):
        found = read(write((60, 110, "甲"), (30, 300, "外")), *tables)
        assert found == [[(1, "外"), (2, "")], [(3, "甲", ""), (4, "", "")]]


def test_a_table_with_several_codes_in_a_cell_has_rows_by_its_codes():
    """Its lines separate columns only; where most codes are alone in their cells, lines separate rows."""
    heaped = [
        (60, 110, "04029100"), (200, 110, "乳"), (60, 140, "04029900"), (200, 140, "糖"),
    ]  # fmt: skip
    columns = lines([100, 150], [50, 180, 300])
    assert read(write(*heaped), columns) == [[(1, "04029100", "乳"), (2, "04029900", "糖")]]
    rest = [(60, 170, "04031000"), (60, 190, "04039000"), (200, 190, "其他"), (60, 210, "04041000")]
    whole = lines([100, 150, 180, 200, 220], [50, 180, 300])
    assert read(write(*heaped, *rest), whole) == [
        [(1, "04029100\n04029900", "乳\n糖"), (2, "04031000", ""), (3, "04039000", "其他"), (4, "04041000", "")]
    ]
    assert read(write(*heaped, (60, 300, "清单")), columns)[1] == ("清单",)
