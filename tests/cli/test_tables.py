"""Tables for people: aligned, also with wide Chinese characters; laid out by rich on a terminal."""

import contextlib
import io
import os
import pty
import re
import subprocess
import sys
from operator import itemgetter

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import pilotzones
from pilotzones.cli import main
from pilotzones.cli.forms.people import width_of, write_lines
from pilotzones.cli.forms.terminal import write_shown
from pilotzones.cli.labels import Labels
from pilotzones.cli.results import Result, ShownColumn

STYLE = re.compile("\x1b\\[[0-9;]*m")
COLUMNS = (
    ShownColumn("name_zh", lambda row: row[0]),
    ShownColumn("batch", lambda row: row[1]),
    ShownColumn("note", lambda row: row[2], shown=False),
    ShownColumn("revoked_on", lambda row: row[3]),
    ShownColumn("evidence", lambda row: row[4], words="evidence"),
)
ROWS = [
    ("杭州市", 1, "x", None, "confirmed"),
    ("新疆生产建设兵团", 1_200, "y", "", "single"),
    ("O'x", None, "z", (), None),
]
ANSWER = Result("Three of them", None, COLUMNS, ROWS, notes=("A note.",), details=("Why.",))


def starts_of(line, parts):
    """Give the terminal's column at which each part begins, by rich's table of widths."""
    return [cell_len(line[: line.index(part)]) for part in parts]


def test_a_table_is_short_first_and_aligned():
    """The answer, a blank line, titles, rows, notes; numbers to the right; nothing of what is empty or hidden."""
    assert list(write_lines(ANSWER, Labels("en"), verbose=False)) == [
        "Three of them",
        "",
        "Chinese           Batch  Evidence",
        "杭州市                1  confirmed",
        "新疆生产建设兵团  1,200  single",
        "O'x",
        "A note.",
    ]
    assert list(write_lines(ANSWER, Labels("zh"), verbose=True))[2:] == [
        "中文名             批次  证据等级",
        "杭州市                1  已证实",
        "新疆生产建设兵团  1,200  单一来源",
        "O'x",
        "A note.",
        "Why.",
    ]


def test_an_answer_without_rows_is_a_line():
    """And its notes."""
    assert list(write_lines(Result("No.", None, COLUMNS, [], notes=("n",)), Labels("en"), verbose=True)) == ["No.", "n"]
    assert list(write_lines(Result("No.", None), Labels("en"), verbose=False)) == ["No."]


def test_cells_are_words_of_the_language():
    """Yes and no, several values, years."""
    columns = [ShownColumn("is_zone", lambda row: row), ShownColumn("successors", lambda _: ("370215", "370216"))]
    english = list(write_lines(Result("x", None, columns, [True, False]), Labels("en"), verbose=False))
    chinese = list(write_lines(Result("x", None, columns, [True, False]), Labels("zh"), verbose=False))
    assert [line.split()[0] for line in english[3:]] == ["yes", "no"]
    assert [line.split()[0] for line in chinese[3:]] == ["是", "否"]
    assert english[3].endswith("370215, 370216")


@pytest.mark.parametrize(
    "words", ["zones", "zones --lang zh", "batches --lang zh", "whose 昆山 --date 2020-01-01 --lang zh"]
)
def test_columns_begin_at_the_same_place_in_every_line(words, capsys):
    """By another table of widths than that of the program."""
    main(words.split())
    lines = capsys.readouterr().out.splitlines()[2:]
    titles = lines[0].split()
    day = next(index for index, title in enumerate(titles) if title in {"Since", "设立日期"})
    at = starts_of(lines[0], [titles[day]])
    rows = [line for line in lines[1:] if re.search(r"\d{4}-\d\d-\d\d", line)]
    for row in rows:
        days = re.findall(r"\d{4}-\d\d-\d\d", row)
        assert at[0] in {cell_len(row[: found.start()]) for found in re.finditer(r"\d{4}-\d\d-\d\d", row)}, days
    assert rows


@examples(200)
@given(st.text("杭州市（）“”、，。ａＡ㈠①—…·abcé\u0301〔〕𠀀ﬁ", max_size=12))
def test_the_width_of_a_text_is_that_of_the_terminal(text):
    """As rich has it, which has a table of its own."""
    assert width_of(text) == cell_len(text)


def shown(answer, lang="en", *, verbose=False):
    """Write an answer for a terminal."""
    return list(write_shown(answer, Labels(lang), verbose=verbose))


def test_a_terminal_gets_the_same_texts_with_titles_that_stand_out(monkeypatch):
    """In bold; the texts are those of the plain table, in the same order."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    for lang in ("en", "zh"):
        lines = shown(ANSWER, lang, verbose=True)
        assert lines[0] == "\x1b[1mThree of them\x1b[0m"
        plain = [STYLE.sub("", line).rstrip() for line in lines]
        ruled = [line for line in plain if not re.fullmatch("─+", line)]
        assert [line.split() for line in ruled] == [
            line.split() for line in write_lines(ANSWER, Labels(lang), verbose=True)
        ]
        words = ("confirmed", "single") if lang == "en" else ("已证实", "单一来源")
        first, second = (cell_len(line.partition(word)[0]) for line, word in zip(ruled[3:5], words, strict=True))
        assert first == second > 0


TWO = (ShownColumn("name_zh", lambda row: row[0]), ShownColumn("evidence", lambda row: row[1]))


@pytest.mark.parametrize(
    ("cell", "width"),
    [
        ("a" * 10, 10 + 3 + 20),  # both columns whole, and three between
        ("a" * 36, 36 + 3 + 20),  # a name of one word
        ("a" * 37, 12 + 3 + 20),  # a longer one is broken
        ("市" * 12, 24 + 3 + 20),  # a short text
        ("市" * 13, 12 + 3 + 20),
        ("a " * 11 + "aa", 24 + 3 + 20),
        ("a " * 12 + "a", 12 + 3 + 20),
    ],
)
def test_a_table_is_one_as_long_as_its_codes_and_names_fit(cell, width, monkeypatch):
    """On a terminal that has one column less each row stands by itself."""
    monkeypatch.setenv("TERM", "dumb")
    answer = Result("One", None, TWO, [(cell, "b" * 20)])
    for columns, is_table in ((width, True), (width - 1, False)):
        monkeypatch.setenv("COLUMNS", str(columns))
        titles = shown(answer)[2].split()
        assert (titles == ["Chinese", "Evidence"]) is is_table


def test_numbers_stand_to_the_right(monkeypatch):
    """Also on a terminal."""
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "100")
    rows = [STYLE.sub("", line) for line in shown(ANSWER) if re.search("[0-9]", line)]
    assert {cell_len(re.match("(.*?[0-9,]+) ", row)[1]) for row in rows} == {cell_len("新疆生产建设兵团   1,200")}


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_who_wants_no_colours_gets_plain_text(name, value, monkeypatch):
    """Not even bold."""
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("COLUMNS", "100")
    assert not any("\x1b" in line for line in shown(ANSWER))


def test_a_narrow_terminal_wraps_long_texts_and_no_codes(monkeypatch):
    """No line is wider than the terminal."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    columns = (ShownColumn("adcode", lambda row: row[0]), ShownColumn("title_zh", lambda row: row[1]))
    rows = [("330100", "国务院关于同意设立中国（杭州）跨境电子商务综合试验区的批复" * 2)]
    lines = shown(Result("One", None, columns, rows, notes=("note " * 40,)))
    assert max(map(cell_len, lines)) <= 60
    assert sum("330100" in line for line in lines) == 1
    assert "".join(line.removeprefix("330100").strip() for line in lines[4:7]) == rows[0][1]


def test_rows_of_a_terminal_stand_as_they_are_laid_out(monkeypatch):
    """Numbers to the right also in the first column, details where they are asked for, and a row by itself closed up."""
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "60")
    columns = [ShownColumn(name, itemgetter(at)) for at, name in enumerate(("batch", "name_zh", "adcode"))]
    rows = [(1, "杭州市", "330100"), (1_200, "x", "110000")]
    answer = Result("Two", None, columns, rows, notes=("A note.",), details=("Why.",))
    assert shown(answer)[4:] == ["    1   杭州市    330100", "1,200   x         110000", "A note."]
    assert shown(answer, verbose=True)[-2:] == ["A note.", "Why."]
    monkeypatch.setenv("COLUMNS", "20")
    first, second = (
        ["Batch    1", "Chinese  杭州市", "Code     330100"],
        ["Batch    1,200", "Chinese  x", "Code     110000"],
    )
    assert shown(answer)[1:] == ["", *first, "", *second, "A note."]


def test_where_each_row_stands_by_itself_a_long_word_goes_on_in_the_next_line(monkeypatch):
    """None of its characters is lost, and the code stays whole."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "24")
    columns = (ShownColumn("adcode", lambda row: row[0]), ShownColumn("address", lambda row: row[1]))
    lines = shown(Result("One", None, columns, [("3301" * 5, "http://www.gov.cn/zhengce/content/2015-03/12")]))
    assert max(map(cell_len, lines)) <= 24
    assert "http://www.gov.cn/zhengce/content/2015-03/12" in "".join("".join(lines).split())


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_no_name_of_a_rule_is_broken(columns, monkeypatch):
    """Where the terminal is too narrow for a table, each rule stands by itself."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(columns))
    names = [rule.name for rule in pilotzones.rules()]
    cells = [ShownColumn("name", lambda rule: rule.name), ShownColumn("title", lambda rule: rule.name_en)]
    cells += [ShownColumn(name, lambda rule: rule.effective_from) for name in ("effective_from", "effective_to")]
    lines = shown(Result("Rules", None, cells, pilotzones.rules()))
    assert max(map(cell_len, lines)) <= columns
    words = [word for line in lines for word in line.split()]
    assert [word for word in words if word in names] == names
    assert sum(line.startswith("Name") for line in lines) == (1 if columns > 60 else len(names))


def test_without_rows_a_terminal_gets_a_line(monkeypatch):
    """No empty table."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert shown(Result("No.", None)) == ["No."]


def on_a_terminal(*words, **environment):
    """Run the command with a terminal of its own, and give what it shows."""
    mine, its = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, *words],
        stdin=subprocess.DEVNULL,
        stdout=its,
        stderr=its,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100", "PYTHONUTF8": "1", **environment},
    )
    os.close(its)
    written = b""
    try:
        while part := os.read(mine, 65536):
            written += part
    except OSError:  # Linux says so at the end
        pass
    os.close(mine)
    assert started.wait(60) == 0
    return written.decode().replace("\r\n", "\n")


def test_a_terminal_is_seen_as_one():
    """There rich lays the table out; NO_COLOR is kept; JSON is JSON."""
    command = ("-m", "pilotzones", "zones", "海南", "--date", "2025-04-24")
    text = on_a_terminal(*command)
    assert text.startswith("\x1b[1mHainan 海南省: 2 in force on 2025-04-24\x1b[0m\n")
    assert "─" in text
    text = on_a_terminal(*command, NO_COLOR="1")
    assert text.startswith("Hainan 海南省: 2 in force on 2025-04-24\n")
    assert "─" in text
    assert on_a_terminal(*command, "--json").startswith('[\n {\n  "id": "haikou",\n')


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self):
        """Say so."""
        return True


def test_a_stream_that_is_a_terminal_is_seen_as_one():
    """Also in a program that calls the command."""
    drawn = []
    for stream in (Terminal(), io.StringIO()):
        with contextlib.redirect_stdout(stream):
            assert main(["zones", "海南", "--date", "2025-04-24"]) == 0
        drawn.append("─" in stream.getvalue())
    assert drawn == [True, False]


def test_a_terminal_without_rich_gets_the_plain_table():
    """The command line needs no extra."""
    code = (
        "import sys; sys.modules['rich.console'] = None\n"
        "from pilotzones.cli import main; sys.exit(main(['zones', '海南', '--date', '2025-04-24']))"
    )
    assert on_a_terminal("-c", code).splitlines()[2] == "Name    Chinese  Province  Batch  Since       Until       Code"
