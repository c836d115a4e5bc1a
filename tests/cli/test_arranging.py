"""The words after the command: options in any position, and what is none of its words."""

import itertools

import pytest

from pilotzones.cli import main
from pilotzones.cli.arranging import arrange
from pilotzones.cli.program import make_parser

WORDS = [["zones", "浙江"], ["--date", "2020-01-01"], ["--max-age=9"], ["--json"], ["--lang", "zh"], ["--data", "x"]]


def test_options_may_stand_anywhere():
    """Before the command, between its words and behind them, in any order: the parser gets the same."""
    parser = make_parser()
    for order in itertools.permutations(WORDS):
        options = parser.parse_args(arrange([word for words in order for word in words], parser))
        assert (options.question, options.province, options.date) == ("zones", "浙江", "2020-01-01")
        assert (options.max_age, options.form, options.lang, options.data) == (9, "json", "zh", ["x"])


def test_options_may_stand_between_the_words_of_a_command():
    """Also of one below another, whose own option goes behind it."""
    parser = make_parser()
    words = ["--output", "F", "annex", "--lang", "zh", "fetch", "2016-47", "--page", "http://x.cn", "2019-96"]
    assert arrange(words, parser) == [
        *("--lang", "zh", "annex", "fetch", "--output", "F", "--page", "http://x.cn"),
        *("2016-47", "2019-96"),
    ]
    assert parser.parse_args(arrange(words, parser)).ids == ["2016-47", "2019-96"]


@pytest.mark.parametrize(
    ("words", "arranged"),
    [
        ([], []),
        (["--vers"], ["--version"]),
        (["zones", "--unt", "x"], ["zones", "--until", "x"]),
        (["batch", "x", "--prov=浙江"], ["batch", "--province=浙江", "x"]),
        (["zones", "-v", "--max", "-1"], ["zones", "-v", "--max-age", "-1"]),
        (["zones", "--max-age", "--json"], ["zones", "--max-age", "--json"]),
        (["zones", "--max-age"], ["zones", "--max-age"]),
        (["zones", "--", "--date"], ["zones", "--", "--date"]),
        (["annex", "rows", "-", "--json"], ["annex", "rows", "--json", "-"]),
        (["zones", "- x"], ["zones", "- x"]),
        (["batch", "-1"], ["batch", "-1"]),
        (["zones", "-vh"], ["zones", "-vh"]),
    ],
)
def test_words_are_arranged_as_argparse_reads_them(words, arranged):
    """Names are written out; a value, a number or a dash is no option; after "--" nothing is."""
    assert arrange(words, make_parser()) == arranged


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("zoness", "'zoness' is not a command. Did you mean 'zones', 'zone'? See 'pilotzones --help'."),
        ("xyzzy", "'xyzzy' is not a command. See 'pilotzones --help'."),
        ("annex instal x", "'instal' is not a command. Did you mean 'install'? See 'pilotzones annex --help'."),
        (
            "zones --untill 2020-01-01",
            "'--untill' is not an option of 'pilotzones zones'. Did you mean '--until'? See 'pilotzones zones --help'.",
        ),
        ("batch x --qqqqq", "'--qqqqq' is not an option of 'pilotzones batch'. See 'pilotzones batch --help'."),
        # An option of another command.
        ("batch x --accept y", "'--accept' is not an option of 'pilotzones batch'. See 'pilotzones batch --help'."),
        ("--untill 2020 zones", "'--untill' is not an option. Did you mean '--until', "),
        ("zones -x", "'-x' is not an option of 'pilotzones zones'."),
        ("zones --da x", "'--da' may be '--data', '--date'. Write the whole option. See 'pilotzones zones --help'."),
        (
            "annex read x --a y",
            ("'--a' may be '--amends', '--announcement'. Write the whole option. See 'pilotzones annex read --help'."),
        ),
        ("zones --lang fr", "Argument --lang: 'fr' is not one of en, zh. See 'pilotzones zones --help'."),
        ("zones --date", "Argument --date: expected one argument. See 'pilotzones zones --help'."),
        ("zones a \x1b[2J\0b", r"Unrecognized arguments: \x1b[2J\x00b. See 'pilotzones zones --help'."),
        (f"zones a {'b' * 70_000}", f"Unrecognized arguments: {'b' * 300}.... See 'pilotzones zones --help'."),
        ("zones a b", "Unrecognized arguments: b. See 'pilotzones zones --help'."),
        ("zone", "The following arguments are required: name. See 'pilotzones zone --help'."),
        ("zones --json --csv", "Argument --csv: not allowed with argument --json. See 'pilotzones zones --help'."),
        ("zones --json=x", "Argument --json: ignored explicit argument 'x'. See 'pilotzones zones --help'."),
        ("zones --batch 9", "No batch has the number 9: batches are numbered 1 to 8."),
        ("zones --batch four", "Argument --batch: 'four' is not a whole number from 1 to 999,999. See"),
    ],
)
def test_wrong_words_are_told_in_one_sentence_with_what_is_like_them(words, says, capsys):
    """On standard error, with status 2."""
    assert main(words.split()) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"pilotzones: {says}")


def test_every_option_takes_no_value_or_one():
    """One that takes several would take the words behind it, wherever it stands."""

    def go_through(parser):
        yield from (action for action in parser.arguments() if action.option_strings)
        for inner in parser.commands().values():
            yield from go_through(inner)

    assert {action.nargs for action in go_through(make_parser())} == {None, 0}


def test_an_option_takes_a_value_in_every_command_or_in_none():
    """So it is known before the command is."""
    takes = {}

    def go_through(parser):
        for name, value in parser.options().items():
            assert takes.setdefault(name, value) == value, name
        for inner in parser.commands().values():
            go_through(inner)

    go_through(make_parser())
    assert takes["--date"]
    assert not takes["--json"]
