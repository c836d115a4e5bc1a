"""Words that are no answer to what the command asks, and options that do not go together."""

import argparse
import pathlib
import re

import pytest

from pilotzones.cli import main
from pilotzones.cli.program import make_parser
from pilotzones.cli.wrong_use import Parser, WrongUseError, calendar_year, days, wrong_use


def list_values(commands):
    """List every option and argument that takes a value: the words of the command, its positional ones, and itself."""
    for words, parser in {("--data", "x"): make_parser(), **commands}.items():
        taken = [
            action
            for action in parser._actions
            if action.nargs != 0 and not isinstance(action, argparse._SubParsersAction)
        ]
        positional = [action for action in taken if not action.option_strings]
        for action in taken:
            yield words, positional, action


def put_in(positional, chosen, text):
    """Write the words of a command in which one option or argument is a text."""
    words = [
        text if action is chosen else next(iter(action.choices or "x"))
        for action in positional
        if action is chosen or action.nargs is None
    ]
    return words if chosen in positional else [*words, chosen.option_strings[0], text]


@pytest.mark.parametrize("text", ["", "  ", "\t", "\u3000"])
def test_an_empty_text_is_refused_for_every_option(commands, text, capsys, tmp_path, monkeypatch):
    """A script whose variable is not set must not get another answer, or write somewhere else."""
    monkeypatch.chdir(tmp_path)
    asked = set()
    for command, positional, action in list_values(commands):
        name = "/".join(action.option_strings) or action.metavar or action.dest
        after = () if command == ("--data", "x") else command
        assert main([*after, *put_in(positional, action, text)]) == 2, name
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(f"pilotzones: Argument {name}: the text is empty. Give a value, or leave it out;"), name
        assert err.endswith(f"See '{' '.join(('pilotzones', *after))} --help'.\n")
        asked.add((*after, name))
    assert len(asked) > 40
    assert {("zones", "--date"), ("--data",), ("annex", "read", "--list-after"), ("annex", "fetch", "ID")} <= asked
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "1e3", "x", "٣", "1000000", "9" * 5_000])
@pytest.mark.parametrize("option", ["--stated-count", "--tariff-year"])
def test_numbers_are_whole_numbers_from_1(option, text, capsys):
    """No count and no year is another one."""
    assert (
        main(["annex", "read", "a.csv", "--new", "2027-3", "--effective-from", "2027-01-01", f"{option}={text}"]) == 2
    )
    assert "is not a whole number from 1 to 999,999. See" in capsys.readouterr().err


NEW = ["--new", "2027-3", "--effective-from", "2027-01-01"]


@pytest.mark.parametrize("command", ["read", "install"])
@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            ["--list-after", "2022-7", "--stated-count", "9"],
            "--stated-count describes a new announcement: it needs --new.",
        ),
        (["--list-after", "2022-7", "--title", "x"], "--title describes a new announcement: it needs --new."),
        (["--announcement", "2022-7", "--tariff-year", "2022"], "--tariff-year describes a new announcement"),
        (["--effective-from", "2027-01-01"], "--effective-from describes a new announcement"),
        (["--kind", "replaces"], "--kind describes a new announcement"),
        (["--amends", "2019-96"], "--amends describes a new announcement"),
        (["--document-no", "x"], "--document-no describes a new announcement"),
        (
            [*NEW, "--list-after", "2022-7"],
            "Name only one of --announcement, --new, --list-after; not --new and --list-after.",
        ),
        (["--announcement", "2022-7", "--list-after", "2022-7"], "not --announcement and --list-after."),
        ([*NEW, "--amends", "2019-96"], "--amends needs --kind supplements or --kind amends"),
        ([*NEW, "--kind", "replaces", "--amends", "2019-96"], "--amends needs --kind supplements or --kind amends"),
    ],
)
def test_an_option_that_is_not_used_is_refused(command, options, says, annex_file, capsys, tmp_path):
    """It would be taken for one that is; nothing is read or installed."""
    folder = tmp_path / "annexes"
    assert main(["annex", command, str(annex_file([])), *options, "--output", str(folder)]) == 2
    out, err = capsys.readouterr()
    assert (out, says in err, err.count("\n")) == ("", True, 1)
    assert not folder.exists()


@pytest.mark.parametrize("page", ["nonsense", "file:///etc/passwd", "http://"])
def test_the_page_of_a_file_is_an_address(page, annex_file, capsys):
    """It is kept as the source of what is installed."""
    assert main(["annex", "install", str(annex_file([])), "--page", page, "--list-after", "2022-7"]) == 2
    assert f"{page!r} is not the address of a page" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [["rows", "a.csv"], ["list"], ["remove", "2019-96"], ["remove", "--list-after", "2022-7"], ["verify"]],
    ids=lambda words: words[0],
)
def test_a_command_that_asks_no_tables_takes_none(words, capsys, tmp_path):
    """Damaged ones cannot stop it, and sound ones would change nothing."""
    assert main(["--data", str(tmp_path), "annex", *words]) == 2
    assert capsys.readouterr().err == (
        f"pilotzones: --data is not used by 'annex {words[0]}', which asks no tables. Leave it out.\n"
    )


@pytest.mark.parametrize("words", [["remove"], ["remove", "2019-96", "--list-after", "2022-7"]])
def test_what_is_removed_is_named_once(words, capsys):
    """An annex or a whole list."""
    assert main(["annex", *words]) == 2
    assert "Name one of the two: the ID of an annex, or --list-after and the ID" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "says"),
    [("zz", "Argument --lang: 'zz'"), ("zh-CN", "参数--lang：'zh-CN'"), ("cn", "Argument --lang: 'cn'")],
)
@pytest.mark.parametrize("joined", [True, False])
def test_a_language_there_is_not_is_refused_in_the_one_it_begins_like(lang, joined, says, capsys):
    """Chinese if it begins with zh, English otherwise."""
    assert main(["zones", *([f"--lang={lang}"] if joined else ["--lang", lang])]) == 2
    assert capsys.readouterr().err.startswith(f"pilotzones: {says}")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["batch", "Taizhou"], "Pass the province (--province NAME), the full Chinese name or the code."),
        (["batch", "Suzhou", "--province", "Zhejiang"], "Correct --province or leave it out."),
        (["batch", "Nowhere"], "'pilotzones zones' lists names."),
        (["zones", "Hangzhou"], "Ask about a city with 'pilotzones batch CITY', 'pilotzones zone CITY'"),
        (["batch", "浙江"], "'pilotzones zones PROVINCE' lists its pilot zones."),
        (["batch", "320583"], "'pilotzones whose PLACE' finds the zone in whose territory it lies."),
        (["batch", "Hong Kong"], "is outside the 31 provinces of the mainland"),
        (["zones", "--date", "2025"], "is not a date: write it like '2016-04-08' (year-month-day)"),
        (["zones", "Hainan", "--date", "9999-12-31"], "9999-12-31"),
        (
            ["eligible", "0409", "2018-12-31"],
            "'pilotzones items --under 0409' gives those known to be listed under it.",
        ),
        (["eligible", "04090000", "2015-01-01"], "2016-04-08"),
        (["annex", "read", "a.csv", "--new", "27-3", "--effective-from", "2027-01-01"], "write year and number"),
    ],
)
def test_messages_speak_the_language_of_the_command(words, says, capsys):
    """No arguments of Python's, which nobody can type here."""
    assert main(words) == 2
    err = capsys.readouterr().err
    assert says in err
    assert not re.search(r"\w=|\w\(", re.sub(r"in Python, \w+\(\)", "", err))


@pytest.mark.parametrize(
    ("read", "text", "number"),
    [
        *((days, text, int(text)) for text in ("0", "7", " 10 ", "102", "36525")),
        *((calendar_year, text, int(text)) for text in ("1949", "2016", " 2087 ", "2099")),
    ],
)
def test_days_and_years_are_read_from_their_digits(read, text, number):
    """Each digit counts, blanks around them do not."""
    assert read(text) == number


def test_a_parser_checks_every_word_by_its_type():
    """A text, a path and a number: a blank one is none of them, and a number is a whole one from 1 on."""
    parser = Parser(prog="pilotzones")
    for name, kind in {"--text": None, "--path": pathlib.Path, "--number": int}.items():
        parser.add_argument(name, type=kind)
        with pytest.raises(WrongUseError, match=f"^Argument {name}: the text is empty"):
            parser.parse_args([name, " "])
    read = parser.parse_args(["--text", " a", "--path", "b", "--number", " 102 "])
    assert (read.text, read.path, read.number) == (" a", pathlib.Path("b"), 102)
    for word in ("0", "1.5", "1000000", "-"):
        with pytest.raises(WrongUseError, match="is not a whole number from 1 to 999,999"):
            parser.parse_args(["--number", word])


def test_an_error_names_a_help_only_where_there_is_one():
    """And near words only where there are some."""
    assert str(wrong_use("{word} is wrong.", word="x")) == "x is wrong."
    assert (
        str(wrong_use("{word} is wrong.", word="x", near=["y", "z"], help_of="pilotzones zone"))
        == "x is wrong. Did you mean 'y', 'z'? See 'pilotzones zone --help'."
    )
