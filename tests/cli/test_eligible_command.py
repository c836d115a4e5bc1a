"""``pilotzones eligible``: one code, several, standard input, a file; the status says what became of all of them."""

import csv
import datetime
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import pilotzones
from pilotzones.cli import main
from pilotzones.cli.codes_given import GivenCode, read_codes
from pilotzones.dates import CHINA_TIME

LISTED, NOT_LISTED, UNKNOWN = "04090000", "01012100", "33049900"
"""On 2018-12-31, by the first list, of which all of chapters 01 to 08 is known."""
DAY = "2018-12-31"
PART = {LISTED: "listed", NOT_LISTED: "not listed", UNKNOWN: "unknown"}


def ask(capsys, *words):
    """Ask, and give the status, the lines of the answer and standard error."""
    status = main(["eligible", *words])
    out, err = capsys.readouterr()
    return status, out.splitlines(), err


def test_one_code_is_answered_in_the_first_line(capsys):
    """With its name; reasons and sources only with -v."""
    assert ask(capsys, "0409.00.00", "--date", DAY) == (0, ["04090000 天然蜂蜜 on 2018-12-31: listed."], "")
    status, lines, _ = ask(capsys, "0409.00.00", "--date", DAY, "-v")
    assert status == 0
    assert lines[0] == "04090000 天然蜂蜜 on 2018-12-31: listed."
    assert lines[1].startswith("财政部等11部门公告2016年第40号 (First list) lists it as 天然蜂蜜 (line 14);")
    assert lines[2:4] == ["Evidence: confirmed", "Sources:"]
    assert lines[4].startswith("  S089 https://")


def test_an_unknown_answer_says_which_command_decides_it(capsys):
    """In two lines; the pages to open by hand are a detail."""
    status, lines, _ = ask(capsys, UNKNOWN, "--date", DAY)
    assert (status, len(lines)) == (3, 2)
    assert lines[0].endswith(" on 2018-12-31: unknown.")
    assert lines[1].startswith("To decide all codes, run: pilotzones annex fetch 2016-40 2016-47 (")
    status, lines, _ = ask(capsys, UNKNOWN, "--date", DAY, "--verbose")
    assert sum("By hand, open the attachment" in line for line in lines) == 1
    assert len(set(lines)) == len(lines)


def test_what_decides_against_the_list_is_told_at_once(capsys):
    """The remark, and the evidence, change the answer."""
    own = ("--date", "2022-03-01", "--shipment", "direct", "--minimum-evidence", "confirmed")
    status, lines, _ = ask(capsys, "32151900", *own)
    assert status == 3
    assert lines[0] == (
        "32151900 其他印刷油墨 on 2022-03-01, for direct shipment, with evidence confirmed or better: unknown."
    )
    assert lines[1] == "That is printed on a single page, and --minimum-evidence confirmed accepts nothing weaker."
    status, lines, _ = ask(capsys, "95061100", "--date", "2022-03-01", "--shipment", "direct")
    assert status == 3
    assert lines[1] == "Its remark (备注) is not known, and may allow bonded shipment (网购保税) only."


def test_conditions_are_details_in_both_languages(capsys, folder, line):
    """English reads the clause, Chinese quotes it."""
    own = folder(list_changes=[line("2019-96", "list", UNKNOWN, remark_zh="仅限网购保税商品", remark_known="yes")])
    words = ("eligible", UNKNOWN, "2021-01-01", "-v")
    assert main(["--data", str(own), *words]) == 0
    assert "Condition: Bonded shipments only.\n" in capsys.readouterr().out
    assert main(["--data", str(own), *words, "--lang", "zh"]) == 0
    assert "条件：仅限网购保税商品\n" in capsys.readouterr().out
    unread = folder(list_changes=[line("2019-96", "list", UNKNOWN, remark_zh="须经批准", remark_known="yes")])
    assert main(["--data", str(unread), *words]) == 0
    assert "Condition" not in capsys.readouterr().out


def test_today_in_china_is_the_day_that_is_not_named(capsys):
    """Even just after midnight there."""
    before = datetime.datetime.now(CHINA_TIME).date()
    main(["eligible", LISTED, "--json"])
    (verdict,) = json.loads(capsys.readouterr().out)
    assert before.isoformat() <= verdict["date"] <= datetime.datetime.now(CHINA_TIME).date().isoformat()


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        ([LISTED], 0),
        ([LISTED, LISTED], 0),
        ([NOT_LISTED], 1),
        ([LISTED, NOT_LISTED], 1),
        ([NOT_LISTED, LISTED, UNKNOWN], 3),
        ([UNKNOWN, NOT_LISTED], 3),
    ],
)
def test_the_status_of_several_codes(codes, status, capsys):
    """0 if all are listed, 1 if one is not, 3 if one is unknown."""
    found, lines, err = ask(capsys, *codes, "--date", DAY)
    assert found == status
    asked = [code for code in codes if code in PART]
    assert (
        lines[0]
        == (f"{len(codes)} codes on 2018-12-31: " if len(codes) > 1 else lines[0].partition(":")[0] + ": ")
        + lines[0].partition(": ")[2]
    )
    if len(codes) > 1:
        counts = ", ".join(f"{asked.count(code)} {word}" for code, word in PART.items())
        assert lines[0] == f"{len(codes)} codes on 2018-12-31: {counts}."
        table = [line.split() for line in lines if line[:8].isdecimal() and line[8:10] == "  "]
        assert [row[0] for row in table] == asked
    assert err == ""


def test_how_old_the_data_is_is_said_of_several_codes_as_of_one(capsys):
    """Once, behind all answers."""
    last = pilotzones.verified_through().isoformat()
    for codes in ([UNKNOWN], [UNKNOWN, UNKNOWN]):
        status, lines, _ = ask(capsys, *codes, "--date", "2099-12-31")
        assert status == 3
        assert [line.partition(", ")[0] for line in lines if last in line] == [f"2099-12-31 is after {last}"]


@pytest.mark.parametrize("words", [[LISTED, "rubbish"], ["rubbish", UNKNOWN, NOT_LISTED], [LISTED, "016-02-08"]])
def test_a_word_that_is_not_a_code_is_refused_with_all_others(words, capsys):
    """It may be a day with a slip, and then the others were asked about another day than today."""
    status, lines, err = ask(capsys, *words)
    assert (status, lines, err.count("\n")) == (2, [], 1)
    assert "is not an HS code" in err


def test_several_codes_are_a_table_and_what_is_missing_is_said_once(capsys):
    """With the remarks that are known, and how many are not."""
    status, lines, err = ask(capsys, "32151900", "95061100", "33049900", "77010000", "--date", "2026-11-20")
    assert (status, err) == (3, "")
    assert lines[:4] == [
        "4 codes on 2026-11-20: 2 listed, 0 not listed, 2 unknown.",
        "",
        *lines[2:3],
        "32151900  listed   single    其他印刷油墨                仅限家用打印机墨水",
    ]
    assert lines[4].endswith("(not known)")
    assert "Listed with a remark (备注) that is not known, and may be a condition: 1." in lines
    assert "Not lines of the day's tariff: 1 (-v says what is near)." in lines
    assert (
        sum(line.startswith("To decide all codes, run: pilotzones annex fetch 2019-96 2022-7") for line in lines) == 1
    )
    _, lines, _ = ask(capsys, "32151900", "77010000", "--date", "2026-11-20", "-v")
    assert any(line.startswith("32151900 on 2026-11-20: listed. ") for line in lines)
    assert any(line.startswith("7701.00.00 is not a line of ") for line in lines)


def test_a_day_as_the_last_word_is_the_old_form(capsys):
    """A code has no dash, so it is never one."""
    assert ask(capsys, LISTED, DAY) == ask(capsys, LISTED, "--date", DAY)
    assert ask(capsys, LISTED, NOT_LISTED, DAY) == ask(capsys, LISTED, NOT_LISTED, "--date", DAY)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "No code is given. Write codes after the command, such as 'pilotzones eligible 0409.00.00', name a file"),
        ([DAY], "No code is given. "),
        ([LISTED, DAY, "--date", DAY], "Two days are given, 2018-12-31 and 2018-12-31: leave one out."),
        ([LISTED, "2018-02-30"], "'2018-02-30' is not a date: the calendar does not have that day."),
        (
            [LISTED, "20181231"],
            "'20181231' is a day, and not an HS code: chapter 20 ends with heading 2009. Write the day",
        ),
        (["20181231"], "as --date 2018-12-31."),
        (["0409"], "'0409' is a heading, and the positive list names 8-digit tariff lines: 'pilotzones items --under"),
        (["4090000"], "If a spreadsheet dropped the leading zero, write '04090000'."),
        ([LISTED, "2015-01-01"], "No positive list was in force on 2015-01-01"),
        ([LISTED, "--file", "none.txt"], "'none.txt' cannot be read: No such file or directory."),
        ([LISTED, "--shipment", "air"], "Argument --shipment: 'air' is not one of bonded, direct. See"),
        ([LISTED, "--minimum-evidence", "sure"], "Argument --minimum-evidence: 'sure' is not one of confirmed, "),
        (
            [LISTED, "2026-11-30", "--max-age", "4"],
            "and --max-age accepts 4 days. Install a newer release; or pass --max-",
        ),
    ],
)
def test_wrong_use_is_one_sentence(words, says, capsys):
    """And no answer."""
    status, lines, err = ask(capsys, *words)
    assert (status, lines, err.count("\n")) == (2, [], 1)
    assert says in err


def test_eight_digits_of_a_day_that_the_calendar_lacks_are_a_code(capsys):
    """The tariff does not have it either, and the answer says so."""
    status, lines, _ = ask(capsys, "20181331", "--date", "2018-12-31")
    assert status == 3
    assert lines[0].startswith("20181331 on 2018-12-31: unknown.")


def test_a_file_that_is_taken_for_a_code(capsys, tmp_path, monkeypatch):
    """The sentence says how it is meant."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "codes.txt").write_text(LISTED, "utf-8")
    status, _, err = ask(capsys, "codes.txt")
    assert (status, err) == (2, "pilotzones: codes.txt is a file, and not an HS code: write --file codes.txt.\n")
    status, _, err = ask(capsys, "codes.txt", "--lang", "zh")
    assert err == "pilotzones: codes.txt是文件而不是编码：请写--file codes.txt。\n"
    status, lines, err = ask(capsys, "no\0file", LISTED, DAY)
    assert (status, lines) == (2, [])
    assert "is not an HS code" in err


def test_rubbish_in_line_7000_is_reported_and_the_rest_is_answered(capsys, tmp_path):
    """The numbers of lines count blank lines and comments too."""
    codes = [LISTED, NOT_LISTED] * 4_000
    codes[6_999] = "honey"
    codes[10] = ""
    codes[11] = "# another supplier"
    file = tmp_path / "codes.txt"
    file.write_text("\n".join(codes), "utf-8")
    status, lines, err = ask(capsys, "--file", str(file), "--date", DAY)
    assert status == 2
    assert err == (
        f"pilotzones: {file}, line 7,000: 'honey' is not an HS code: write the digits 0 to 9, with dots or spaces "
        "between them, like '0402.91.00'.\n"
    )
    assert lines[0] == "7,998 codes on 2018-12-31: 3,999 listed, 3,998 not listed, 0 unknown, 1 not a code."
    assert lines[-1] == "Not answered, because not a code: 1 (named on standard error)."
    assert main(["eligible", "--file", str(file), "--date", DAY, "--csv"]) == 2
    captured = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(captured.out)))
    assert [row["given"] for row in rows] == [code for code in codes if code.isdecimal()]
    assert {(row["given"], row["status"]) for row in rows} == {(LISTED, "listed"), (NOT_LISTED, "not listed")}
    assert captured.err == err


def test_of_a_file_without_codes_a_hundred_lines_are_named(capsys, tmp_path):
    """Nobody reads more."""
    file = tmp_path / "codes.txt"
    file.write_text("rubbish\n" * 250, "utf-8")
    status, lines, err = ask(capsys, "--file", str(file), "--date", DAY)
    assert (status, len(lines)) == (2, 2)
    assert lines[0] == "250 codes on 2018-12-31: 0 listed, 0 not listed, 0 unknown, 250 not a code."
    assert err.count("\n") == 101
    assert err.endswith("pilotzones: 150 more are not codes.\n")
    status, lines, err = ask(capsys, "--file", str(file), "--date", DAY, "--lang", "zh")
    assert err.splitlines()[99].startswith(f"pilotzones: {file}第100行：'rubbish'不是税则号列")
    assert err.endswith("pilotzones: 另有150个不是编码。\n")
    assert lines[1] == "因不是编码而未作答的：250个（已在标准错误输出中列出）。"


@pytest.mark.parametrize(
    "content",
    [
        f"{LISTED}\n{NOT_LISTED}\n".encode(),
        f"\ufeff{LISTED}\r\n{NOT_LISTED}\r\n".encode(),
        f" 0409.00.00 \r{NOT_LISTED}".encode(),
        f"# codes\n\n{LISTED}\n\n{NOT_LISTED}00".encode(),
        f"# 编码\n{LISTED}\n{NOT_LISTED}".encode("gb18030"),
        f"{LISTED}\r\n{NOT_LISTED}".encode("utf-16"),
        f"{LISTED}\n{NOT_LISTED}\n# ".encode("utf-16") + b"x",
    ],
)
def test_files_of_text_however_they_are_written(content, capsys, tmp_path):
    """By other systems, in other encodings; Excel's Unicode text is UTF-16."""
    (tmp_path / "codes.txt").write_bytes(content)
    main(["eligible", "--file", str(tmp_path / "codes.txt"), "--date", DAY, "--json"])
    out, err = capsys.readouterr()
    assert [(one["hs_code"], one["status"]) for one in json.loads(out)] == list(PART.items())[:2]
    assert err == ""


@pytest.mark.parametrize(
    ("lang", "says"), [("en", "is not a file of text with a code"), ("zh", "不是每行一个编码的文本文件")]
)
def test_a_workbook_is_refused_with_the_command_that_takes_it(lang, says, capsys, tmp_path):
    """Not line by line."""
    (tmp_path / "codes.xlsx").write_bytes(b"PK\3\4\0\0")
    status, lines, err = ask(capsys, "--file", str(tmp_path / "codes.xlsx"), "--lang", lang)
    assert (status, lines, err.count("\n")) == (2, [], 1)
    assert says in err
    assert "'pilotzones screen FILE --code COLUMN'" in err


def test_standard_input_and_words_in_their_order(capsys, monkeypatch):
    """A stream of bytes, or one in memory, which has text."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{NOT_LISTED}\nx\n".encode())))
    status, lines, err = ask(capsys, LISTED, "-", UNKNOWN, DAY)
    assert status == 2
    assert [line[:8] for line in lines[3:6]] == [LISTED, NOT_LISTED, UNKNOWN]
    assert err.startswith("pilotzones: standard input, line 2: 'x' is not an HS code")
    legacy = io.TextIOWrapper(io.BytesIO(f"\ufeff{NOT_LISTED}\n".encode()), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", legacy)  # the bytes count, however the locale would read them
    assert main(["eligible", "-", "--date", DAY, "--json"]) == 1
    assert [one["hs_code"] for one in json.loads(capsys.readouterr().out)] == [NOT_LISTED]
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{NOT_LISTED}\n"))
    assert main(["eligible", "--file", "-", "--date", DAY, "--json"]) == 1
    assert [one["hs_code"] for one in json.loads(capsys.readouterr().out)] == [NOT_LISTED]
    monkeypatch.setattr(sys, "stdin", io.StringIO("x\n"))
    status, _, err = ask(capsys, "-", DAY, "--lang", "zh")
    assert (status, err.startswith("pilotzones: 标准输入第1行：'x'不是税则号列")) == (2, True)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="only some systems have a file without an end")
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("words", [["-"], ["--file", "/dev/zero"]])
def test_what_has_no_end_is_refused_in_one_sentence(words, lang):
    """It does not fill the memory: no process has more than half a gigabyte here."""
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))\n"
        "from pilotzones.cli import main; sys.exit(main())"
    )
    with Path("/dev/zero").open("rb") as endless:
        command = [sys.executable, "-c", limited, "eligible", *words, "--date", DAY, "--lang", lang]
        done = subprocess.run(command, stdin=endless, capture_output=True, check=False, timeout=60)
    name = "'/dev/zero'" if "--file" in words else {"en": "standard input", "zh": "标准输入"}[lang]
    says = {
        "en": " is too long: a list has at most 100,000 codes and 8 MiB. ",
        "zh": "过长：编码清单最多100,000个编码、8 MiB。",
    }[lang]
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert done.stderr.decode().startswith(f"pilotzones: {name}{says}")


@pytest.mark.long
def test_a_list_may_have_a_hundred_thousand_codes(tmp_path, capsys):
    """Each has its answer."""
    file = tmp_path / "codes.txt"
    file.write_text(f"# codes\n{LISTED}\n" * 100_000, "utf-8")
    assert main(["eligible", "--file", str(file), "--date", DAY, "--csv"]) == 0
    assert capsys.readouterr().out.count("\n") == 100_001


def test_a_hundred_thousand_codes_are_read(tmp_path):
    """The most there may be, each with the number of its line."""
    file = tmp_path / "codes.txt"
    file.write_text(f"# codes\n{LISTED}\n" * 100_000, "utf-8")
    read = list(read_codes([], file))
    assert (len(read), read[-1]) == (100_000, GivenCode(LISTED, str(file), 200_000))


def test_a_list_with_one_more_code_is_refused(tmp_path, capsys):
    """None has an answer then, and the command that takes more is named."""
    file = tmp_path / "codes.txt"
    file.write_text(f"# codes\n{LISTED}\n" * 100_001, "utf-8")
    status, lines, err = ask(capsys, "--file", str(file))
    assert (status, lines, err.count("\n")) == (2, [], 1)
    assert (
        "codes.txt' is too long: a list has at most 100,000 codes and 8 MiB. Split it, or run 'pilotzones screen" in err
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the shell is that of Unix")
def test_standard_input_that_is_closed_has_no_code():
    """As one that is blank."""
    command = ["/bin/sh", "-c", 'exec "$0" -m pilotzones eligible - <&-', sys.executable]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (2, "pilotzones: Standard input has no code. Write one in each line.\n")


def test_a_pipe_as_a_process_of_its_own():
    """As in a shell."""
    done = subprocess.run(
        [sys.executable, "-m", "pilotzones", "eligible", "-", DAY, "--csv"],
        input=f"{LISTED}\nhoney\n{NOT_LISTED}\n".encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert [row["hs_code"] for row in csv.DictReader(io.StringIO(done.stdout.decode()))] == [LISTED, NOT_LISTED]
    assert done.stderr.decode().startswith("pilotzones: standard input, line 2: 'honey' is not an HS code")


def test_csv_has_what_the_verdict_has(capsys):
    """Each cell against the record; nothing where the record has nothing."""
    words = ["32151900", UNKNOWN, "--date", "2022-03-01", "--shipment", "direct", "--csv"]
    assert main(["eligible", *words]) == 3
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    for row, code in zip(rows, ("32151900", UNKNOWN), strict=True):
        verdict = pilotzones.eligibility(code, "2022-03-01", shipment="direct")
        assert row == {
            "given": code,
            "hs_code": verdict.hs_code,
            "date": "2022-03-01",
            "shipment": "direct",
            "minimum_evidence": "",
            "status": verdict.status,
            "reason": verdict.reason,
            "edition": "2022-7",
            "evidence": verdict.evidence or "",
            "name_zh": row["name_zh"],
            "remark": verdict.remark or "",
            "remark_known": verdict.item.remark_known if verdict.item else "",
            "missing": ";".join(one.id for one in verdict.missing),
            "sources": ";".join(verdict.sources),
            "data_version": "2026.2",
            "verified_through": "2026-11-25",
        }
    assert rows[0]["name_zh"] == "其他印刷油墨"


def test_excel_keeps_codes_and_editions_as_text(capsys):
    """It would make 4090000 of a code and July 2022 of an edition; it reads a formula that gives the text."""
    assert main(["eligible", LISTED, "--date", "2022-03-01", "--excel"]) == 3
    out = capsys.readouterr().out
    assert out.startswith("\ufeffgiven,hs_code,")
    (row,) = csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))
    assert (row["hs_code"], row["edition"], row["date"]) == ('="04090000"', '="2022-7"', "2022-03-01")
    assert main(["eligible", LISTED, "--date", "2022-03-01", "--csv"]) == 3
    assert (
        capsys.readouterr()
        .out.splitlines()[1]
        .startswith("04090000,04090000,2022-03-01,,,unknown,missing annex,2022-7,")
    )


@pytest.mark.parametrize("content", ["", "\n# none\n\n"])
def test_a_file_without_a_code_is_refused_in_one_sentence(content, tmp_path, capsys, monkeypatch):
    """And so is standard input."""
    file = tmp_path / "codes.txt"
    file.write_text(content, "utf-8")
    assert ask(capsys, "--file", str(file)) == (
        2,
        [],
        f"pilotzones: There is no code in '{file}'. Write one in each line.\n",
    )
    for words in (["-"], ["--file", "-"], ["-", "--json"]):
        monkeypatch.setattr("sys.stdin", io.StringIO(content))
        assert ask(capsys, *words) == (2, [], "pilotzones: Standard input has no code. Write one in each line.\n")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_of_several_columns_is_refused_once(delimiter, tmp_path, capsys, monkeypatch):
    """Its lines are no codes, and there is another command for it; where most lines are codes, each other is named."""
    content = "".join(f"{number}{delimiter}04090000\n" for number in range(30))
    file = tmp_path / "goods.csv"
    file.write_text(content, "utf-8")
    said = (
        "has several columns, and a list of codes has one code in each line. For a table, run 'pilotzones screen FILE "
        "--code COLUMN --date DAY'.\n"
    )
    assert ask(capsys, "--file", str(file)) == (2, [], f"pilotzones: '{file}' {said}")
    monkeypatch.setattr("sys.stdin", io.StringIO(content))
    assert ask(capsys, "-") == (2, [], f"pilotzones: standard input {said}")
    file.write_text(f"04090000\n04090000\n04090000\na{delimiter}b\na{delimiter}b\n", "utf-8")
    status, lines, err = ask(capsys, "--file", str(file))
    assert (status, err.count("\n"), bool(lines)) == (2, 2, True)


def test_one_code_is_a_code(tmp_path, capsys):
    """In the first line."""
    file = tmp_path / "codes.txt"
    file.write_text("04090000\n", "utf-8")
    assert ask(capsys, "--file", str(file), "2018-12-31")[1][0].startswith("1 code on ")
