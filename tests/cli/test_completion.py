"""What a shell completes, through argcomplete's own protocol and in a real bash."""

import io
import os
import shutil
import subprocess
import sys

import argcomplete
import pytest
from argcomplete._check_console_script import main as check_console_script
from argcomplete._check_module import find

import pilotzones
from pilotzones.cli import completion, main
from pilotzones.cli.program import make_parser
from pilotzones.cli.wrong_use import Parser

BASH = shutil.which("bash")


def complete(line, *start, tmp_path, **environment):
    """Ask what may follow a line, as argcomplete's function in a shell does; give the words."""
    answers = tmp_path / "answers"
    answers.touch()
    done = subprocess.run(
        [sys.executable, *(start or ("-m", "pilotzones"))],
        check=False,
        capture_output=True,
        env={
            **os.environ,
            "PYTHONUTF8": "1",
            "_ARGCOMPLETE": "1",
            "_ARGCOMPLETE_IFS": "\n",
            "_ARGCOMPLETE_STDOUT_FILENAME": str(answers),
            "COMP_LINE": line,
            "COMP_POINT": str(len(line)),
            "COMP_TYPE": "9",
            **environment,
        },
    )
    assert (done.stdout, done.stderr) == (b"", b"")
    return [word.strip() for word in answers.read_text("utf-8").split("\n") if word.strip()]


class Ended(BaseException):
    """The end of the process."""


@pytest.fixture
def complete_here(monkeypatch):
    """Ask what may follow a line, in this process."""

    def leave(status):
        raise Ended(status)

    class Finder(argcomplete.CompletionFinder):
        """argcomplete, which leaves the files of this process alone."""

        def _init_debug_stream(self):
            """Write no notes for who mends completions."""

    def ask(line):
        written = io.StringIO()

        def answer(parser, **how):
            Finder()(parser, exit_method=leave, output_stream=written, **how)

        monkeypatch.setattr(argcomplete, "autocomplete", answer)
        asked = {"": "1", "_IFS": "\n"}
        for name, value in asked.items():
            monkeypatch.setenv(f"_ARGCOMPLETE{name}", value)
        for name, value in {"LINE": line, "POINT": str(len(line)), "TYPE": "9"}.items():
            monkeypatch.setenv(f"COMP_{name}", value)
        with pytest.raises(Ended) as ended:
            main()
        assert ended.value.args == (0,)
        return [word.strip() for word in written.getvalue().split("\n") if word.strip()]

    return ask


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("pilotzones zon", ["zones", "zone"]),
        ("pilotzones annex inst", ["install"]),
        ("pilotzones zones --bat", ["--batch"]),
        ("pilotzones zones --batch ", ["1", "2", "3", "4", "5", "6", "7", "8"]),
        ("pilotzones zones Zhej", ["Zhejiang"]),
        ("pilotzones zones zhej", ["zhejiang"]),
        ("pilotzones zones 浙", ["浙江省"]),
        ("pilotzones batch x --province Inner", ["Inner\\ Mongolia"]),
        ("pilotzones --lang zh zones Hai", ["Hainan"]),
        ("pilotzones zones --lang ", ["en", "zh"]),
        ("pilotzones zone Kunm", ["Kunming"]),
        ("pilotzones annex fetch 2019", ["2019-96"]),
        ("pilotzones annex read x --announcement 2016-", ["2016-40", "2016-47"]),
        ("pilotzones diff 2022", ["2022-7"]),
        ("pilotzones rule annual", ["annual_limit"]),
        ("pilotzones sources S00", [f"S00{number}" for number in range(1, 10)]),
        ("pilotzones zones --date ", []),
        ("pilotzones zones --until 20", []),
        ("pilotzones whose Kunm", ["Kunming"]),
        ("pilotzones diff 2019-96 2022", ["2022-7"]),
        ("pilotzones annex remove --list-after 2022", ["2022-7"]),
        ("pilotzones annex read x --amends 2018", ["2018-157"]),
        ("pilotzones zones Zhejiang --date x", []),
    ],
)
def test_words_are_completed(line, words, complete_here):
    """Commands, options, provinces, zones, batches, announcements, sources; a day is nobody's guess."""
    assert complete_here(line) == words


@pytest.mark.parametrize("line", ["pilotzones --data ann", "pilotzones export ann", "pilotzones annex read ann"])
def test_a_file_is_completed_where_one_is_meant(line, complete_here, tmp_path, monkeypatch):
    """By what the folder has, also for what is kept as a text."""
    (tmp_path / "annexes").mkdir()
    monkeypatch.chdir(tmp_path)
    assert complete_here(line) == ["annexes/"]
    assert complete_here("pilotzones zones --since ann") == []


def test_a_process_of_its_own_answers_a_shell(tmp_path):
    """Through the file that argcomplete's function in the shell reads."""
    assert complete("pilotzones zones Zhej", tmp_path=tmp_path) == ["Zhejiang"]


def test_files_are_completed_where_a_file_is_meant(tmp_path, monkeypatch):
    """By what the folder has."""
    (tmp_path / "annex.csv").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.path.dirname(os.path.dirname(pilotzones.__file__)))  # noqa: PTH120
    assert complete("pilotzones annex read ann", tmp_path=tmp_path) == ["annex.csv"]
    assert complete("pilotzones --data ann", tmp_path=tmp_path) == ["annex.csv"]


def test_all_commands_and_options_are_offered(tmp_path):
    """After the name of the command alone, and after a dash."""
    commands = complete("pilotzones ", tmp_path=tmp_path)
    assert set(make_parser().commands()) <= set(commands)
    assert set(complete("pilotzones zones -", tmp_path=tmp_path)) == set(make_parser().commands()["zones"].options())


def test_commands_are_completed_without_the_data(tmp_path):
    """A folder of tables that cannot be loaded stops no completion: of values there are none then."""
    broken = str(tmp_path / "nowhere")
    assert complete("pilotzones ver", tmp_path=tmp_path, PILOTZONES_DATA=broken) == ["verify"]
    assert complete("pilotzones zones Zh", tmp_path=tmp_path, PILOTZONES_DATA=broken) == []


def test_completing_a_province_reads_no_more_than_provinces(tmp_path):
    """Not the positive list, and no library of an extra but argcomplete."""
    code = (
        "import os, sys\n"
        "from pilotzones.cli import main\n"
        "leave = os._exit\n"
        "def tell(status):\n"
        "    loaded = {'pilotzones.positive_list.event_log', 'rich', 'pandas', 'pilotzones.annex'} & set(sys.modules)\n"
        "    os.write(2, ' '.join(loaded).encode())\n"
        "    leave(status)\n"
        "os._exit = tell\n"
        "import argcomplete.finders\n"
        "argcomplete.finders.CompletionFinder.__call__.__defaults__ = tuple(\n"
        "    tell if value is leave else value for value in argcomplete.finders.CompletionFinder.__call__.__defaults__)\n"
        "main()"
    )
    assert complete("pilotzones zones Zhej", "-c", code, tmp_path=tmp_path) == ["Zhejiang"]


def test_without_argcomplete_nothing_is_completed(tmp_path):
    """And nothing is said: a person has pressed a key."""
    code = "import sys; sys.modules['argcomplete'] = None\nfrom pilotzones.cli import main; sys.exit(main())"
    assert complete("pilotzones zon", "-c", code, tmp_path=tmp_path) == []


def test_without_argcomplete_the_status_is_1(monkeypatch):
    """The shell that asks takes that for no answer."""
    monkeypatch.setenv("_ARGCOMPLETE", "1")
    monkeypatch.setenv("COMP_LINE", "pilotzones zo")
    monkeypatch.setitem(sys.modules, "argcomplete", None)
    assert main() == 1


def test_a_variable_that_was_left_over_asks_for_nothing(monkeypatch, capsys):
    """Without the words that a shell would give, the command is a command: 1 would say that the goods are not listed."""
    monkeypatch.setenv("_ARGCOMPLETE", "1")
    monkeypatch.setattr(sys, "argv", ["pilotzones", "eligible", "04090000", "2022-03-01"])
    assert main() == 3
    assert "unknown" in capsys.readouterr().out


@pytest.mark.skipif(BASH is None, reason="needs bash")
def test_a_real_bash_completes(tmp_path):
    """With what 'pilotzones completion bash' writes."""
    script = tmp_path / "pilotzones"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pilotzones "$@"\n', "utf-8")
    script.chmod(0o755)
    line = "pilotzones zones --lang zh Guangd"
    words = " ".join(line.split())
    typed = (
        f'eval "$(pilotzones completion bash)"\n'
        f"COMP_WORDS=({words}); COMP_CWORD=4; COMP_LINE='{line}'; COMP_POINT={len(line)}; COMP_TYPE=9\n"
        "function=$(complete -p pilotzones | sed 's/.*-F \\([^ ]*\\) .*/\\1/')\n"
        '$function pilotzones; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        [BASH, "-c", typed],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
    )
    assert done.stdout.split() == ["Guangdong"]
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_gets_the_lines_that_turn_it_on(shell, capsys):
    """Those of argcomplete."""
    assert main(["completion", shell]) == 0
    assert capsys.readouterr().out == f"{argcomplete.shellcode(['pilotzones'], shell=shell).rstrip()}\n"


def test_a_shell_that_is_not_known_is_refused(capsys):
    """With those that are."""
    assert main(["completion", "tcsh"]) == 2
    assert "'tcsh' is not one of bash, zsh, fish, powershell." in capsys.readouterr().err


def test_without_the_extra_it_is_named(capsys, monkeypatch):
    """Completion alone needs it."""
    monkeypatch.setitem(sys.modules, "argcomplete", None)
    assert main(["completion", "bash"]) == 2
    assert capsys.readouterr().err == "pilotzones: This needs argcomplete: pip install 'pilotzones[cli]'.\n"
    assert main(["completion", "bash", "--lang", "zh"]) == 2
    assert capsys.readouterr().err == "pilotzones: 此功能需要argcomplete：pip install 'pilotzones[cli]'\n"


@pytest.mark.filterwarnings("ignore:SelectableGroups dict interface")  # argcomplete's own, on Python 3.11
def test_global_completion_finds_the_mark(tmp_path, monkeypatch):
    """In the module that the script imports, and in the one that ``python -m`` runs."""
    script = tmp_path / "pilotzones"
    script.write_text("import sys\nfrom pilotzones.cli import main\nsys.exit(main())\n", "utf-8")
    monkeypatch.setattr(sys, "argv", ["check", str(script)])
    check_console_script()
    for file in (find("pilotzones.cli", return_package=True), find("pilotzones")):
        with open(file, encoding="utf-8") as source:  # noqa: PTH123 - a path or a name
            assert "PYTHON_ARGCOMPLETE_OK" in source.read(1024)


def test_values_are_named_for_options_that_there_are():
    """A name that no option has any more would complete nothing."""

    def names(parser: Parser):
        yield from (action.dest for action in parser.arguments())
        for inner in parser.commands().values():
            yield from names(inner)

    assert {*completion.VALUES, *completion.FILES} <= set(names(make_parser()))
