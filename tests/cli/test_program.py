"""The command line, as a process of its own where that matters."""

import argparse
import contextlib
import io
import os
import pathlib
import re
import runpy
import subprocess
import sys

import pytest

import pilotzones
from pilotzones import cli
from pilotzones.cli.ending import INTERRUPTED, NO, NO_ANSWER, UNKNOWN, YES


def run(*words, **environment):
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pilotzones", *words],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        encoding="utf-8",
    )


def test_without_a_question_it_answers_three_with_their_sources():
    """The README's first command ends so."""
    done = run()
    assert done.returncode == 0
    assert done.stderr == ""
    titles = [
        "Which zones does this province have?  pilotzones zones Hainan",
        "Which batch approved this city?  pilotzones batch Hangzhou -v",
        "May goods of this HS code come in on this day?  pilotzones eligible 0409.00.00 --date 2018-12-31 -v",
        "... and on the next day?  pilotzones eligible 0409.00.00 --date 2019-01-01",
        "What is known?  pilotzones coverage",
    ]
    shown = [part.splitlines()[0] for part in f"\n\n{done.stdout}".split("\n\n") if part.partition("\n")[0] in titles]
    assert shown == titles
    assert "Hainan (whole island)  海南全岛" in done.stdout
    assert "国函〔2015〕44号, 2015-03-07" in done.stdout
    assert "04090000 天然蜂蜜 on 2018-12-31: listed." in done.stdout
    assert "04090000 天然蜂蜜 on 2019-01-01: unknown." in done.stdout
    assert "S040 http://english.www.gov.cn" in done.stdout
    assert "2018-157      2019-01-01            0         1,321  0.0%" in done.stdout


def test_the_examples_are_asked_of_the_data_and_in_the_language_that_are_named(capsys, folder, line):
    """With the answers that their own words give."""
    own = folder(list_changes=[line("2018-157", "list", "04090000", remark_known="no")])
    named = ["--data", str(own), "--lang", "zh"]
    assert cli.main(named) == 0
    shown = capsys.readouterr().out
    assert cli.main([*named, "eligible", "0409.00.00", "--date", "2019-01-01"]) == 0
    assert f"……次日呢？  pilotzones eligible 0409.00.00 --date 2019-01-01\n{capsys.readouterr().out}\n" in shown
    assert "某省有哪些综试区？" in shown


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["zones", "海南省", "--date", "2025-04-24"], 0, "2 in force on 2025-04-24"),
        (["zones"], 0, "178 in force on 2026-11-25"),
        (
            ["zones", "--date", "2026-12-25", "--max-age", "30"],
            0,
            "2026-12-25 is after 2026-11-25, the last day on which",
        ),
        (["batch", "苏州市"], 0, "国函〔2016〕17号"),
        (["batch", "Taizhou", "--province", "浙江"], 0, "Batch 5"),
        (["eligible", "0409.00.00", "2018-12-31"], 0, "listed."),
        (["eligible", "01012100", "2018-12-31"], 1, "not listed."),
        (["eligible", "33049900", "2018-12-31"], 3, "To decide all codes, run: pilotzones annex fetch"),
        (["eligible", "33049900", "2018-12-31", "-v"], 3, "By hand, open the attachment"),
        (["eligible", "95061100", "2026-12-25", "--max-age", "30"], 0, "2026-12-25 is after 2026-11-25, the last day"),
        (["eligible", "95061100", "2026-11-25", "--max-age", "0"], 0, "listed."),
        (["coverage"], 0, "Data 2026.2, verified through 2026-11-25"),
        (["verify"], 0, "All tables are as shipped."),
    ],
)
def test_an_answer_and_its_exit_status(capsys, words, status, says):
    """Yes and no can be told apart by a shell, and unknown from both."""
    assert cli.main(words) == status
    assert says in capsys.readouterr().out


@pytest.mark.parametrize(("code", "status"), [("0409.00.00", 0), ("0409", 2)])
def test_the_package_is_a_program(monkeypatch, code, status):
    """``python -m pilotzones`` ends with the status of the answer."""
    monkeypatch.setattr(sys, "argv", ["pilotzones", "eligible", code, "2018-12-31"])
    with pytest.raises(SystemExit) as raised:
        runpy.run_path(str(pathlib.Path(pilotzones.__file__).with_name("__main__.py")), run_name="__main__")
    assert raised.value.code == status


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["zones", "杭州市"], "is not a province"),
        (["batch", "Shangri-La-La"], "No place has the name 'Shangri-La-La'"),
        (["eligible", "0409", "2018-12-31"], "is a heading"),
        (["eligible", "04090000", "2018-13-31"], "is not a date"),
        (["zones", "浙江", "--date", "2026-11-26", "--max-age", "0"], "and --max-age accepts 0 days. "),
        (["eligible", "95061100", "2026-11-27", "--max-age", "1"], "and --max-age accepts 1 day. "),
        (["zones", "--max-age", "-1"], "'-1' is not a whole number of days from 0 to 100,000"),
        (["zones", "--max-age", "1.5"], "'1.5' is not a whole number of days from 0 to 100,000"),
        (["zones", "--max-age", "100001"], "'100001' is not a whole number of days from 0 to 100,000"),
        (["--data", "nowhere", "coverage"], "'nowhere' is not a folder"),
    ],
)
def test_bad_input_is_one_line_and_exit_status_two(capsys, words, says):
    """No traceback."""
    assert cli.main(words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert says in captured.err
    assert captured.err.count("\n") == 1


def test_a_folder_of_tables_can_be_laid_over(capsys, folder, line):
    """As ``Dataset.load`` does."""
    own = folder(list_changes=[line("2019-96", "list", "33049900", remark_known="no")])
    assert cli.main(["--data", str(own), "eligible", "33049900", "2021-01-01"]) == 0
    assert "listed." in capsys.readouterr().out


def test_a_terminal_without_chinese_gets_escapes_and_no_traceback():
    """Encodings that lack a character must not end an answer."""
    done = run("batch", "杭州", PYTHONIOENCODING="ascii", PYTHONUTF8="1")
    assert done.returncode == 0
    assert r"Hangzhou \u676d\u5dde\u5e02" in done.stdout


def test_a_stream_that_is_no_terminal_or_file_is_written_as_it_is():
    """As under a notebook or a test runner."""
    written = io.StringIO()
    with contextlib.redirect_stdout(written):
        assert cli.main(["batch", "杭州"]) == 0
    assert "杭州市" in written.getvalue()


def test_a_reader_that_stops_early_is_no_error():
    """As in ``pilotzones zones | head -1``."""
    code = (
        "import os, sys; from pilotzones import cli\n"
        "reading, writing = os.pipe(); os.close(reading); sys.stdout = os.fdopen(writing, 'w', buffering=1)\n"
        "status = cli.main(['zones']); sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_version_is_the_package_s(capsys):
    """``--version`` ends the command."""
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == "pilotzones 0.1.0\n"


@pytest.mark.parametrize("arguments", [5, [5], [b"zones"], "zones", [None], ["zones", 7.0], {"zones": 5}.values()])
def test_words_that_a_program_passes_are_texts(capsys, arguments):
    """One sentence, and no exception: a program may call ``main`` itself."""
    assert cli.main(arguments) == 2
    assert "arguments must be the words after the command, such as ['zones', 'Hainan'], not " in capsys.readouterr().err


def test_every_argument_says_what_it_is_for(commands):
    """In the help of its command."""
    silent = [
        (*words, action.dest)
        for words, parser in commands.items()
        for action in parser.arguments()
        if not action.help or action.help == argparse.SUPPRESS
    ]
    assert silent == [("question",)]  # whose words have a help each


def test_every_command_says_what_it_does(commands):
    """Among the commands beside it; the words of no two are the same."""
    for words, parser in commands.items():
        told = [choice for action in parser.arguments() for choice in getattr(action, "_choices_actions", ())]
        assert [choice.dest for choice in told] == list(parser.commands()), words
        assert len({choice.help for choice in told if choice.help}) == len(told)


def test_values_have_few_words(commands):
    """The same for the same in every command."""
    arguments = [action for parser in commands.values() for action in parser.arguments()]
    options = [action for action in arguments if action.option_strings and action.nargs != 0 and not action.choices]
    words = {action.metavar or action.dest.upper() for action in options}
    assert words | {action.metavar for action in arguments if action.metavar} == set(
        "CODE COLUMN COLUMN|DAY COMMAND DATE DAY DAYS DAYS|any DIGITS FILE FOLDER ID N NAME NEWER NUMBER OLDER OUT PROVINCE "
        "RATE ROLE=TITLE SECONDS TEXT URL YEAR YEAR|DAY".split()
    )


def test_a_default_in_the_help_is_the_default(commands):
    """Where it is a number, or a word of the command line."""
    arguments = [(action.help or "", action.default) for parser in commands.values() for action in parser.arguments()]
    told = [(found[1], default) for about, default in arguments if (found := re.search("([0-9]+) by default", about))]
    assert told == [("300", 300)] * 3
    assert [default for about, default in arguments if about.startswith("by default parquet")] == ["parquet"]


FORMS = {"--lang", "--json", "--csv", "--excel", "--save", "-v"}
OTHER_FORMS = {
    (): {"--lang"},
    ("plot",): {"--lang", "--json"},
    ("export",): {"--lang", "--json", "--excel"},
    ("annex", "read"): {"--json"},
    ("annex", "rows"): {"--json", "--excel"},
    **{
        words: set()
        for words in (("annex", "install"), ("annex", "fetch"), ("annex", "remove"), ("schema",), ("completion",))
    },
}


@pytest.mark.parametrize("option", [["--lang", "zh"], ["--lang=zh"]])
def test_words_that_cannot_be_read_are_refused_in_the_language_that_they_name(option, capsys):
    """Before or behind what is wrong with them."""
    for words in (["zones", *option, "--frob"], ["zones", "--frob", *option]):
        assert cli.main(words) == 2
        assert capsys.readouterr().err.startswith("pilotzones: '--frob'不是“pilotzones zones”的选项。")
    assert cli.main(["zones", "--frob"]) == 2
    assert capsys.readouterr().err.isascii()


def test_the_exit_statuses_are_those_of_the_help(capsys):
    """Scripts rely on them."""
    assert cli.main(["--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Chinese cross-border e-commerce pilot zones and the retail-import positive list." in told
    assert f"Exit status: {YES} yes or done, {NO} no, {UNKNOWN} unknown; " in told
    assert f"; {NO_ANSWER} no answer; {INTERRUPTED} interrupted." in told
    assert (YES, NO, NO_ANSWER, UNKNOWN, INTERRUPTED) == (0, 1, 2, 3, 130)


def test_a_question_is_answered_in_every_form_and_both_languages(commands):
    """Other commands have forms of their own."""
    for words, parser in commands.items():
        options = {option for action in parser.arguments() for option in action.option_strings}
        assert (words, options & FORMS) == (words, OTHER_FORMS.get(words, FORMS))
