"""``--save FILE``: an answer as a file, written as a whole, in the form that an option or its ending names."""

import csv
import json
import os

import pytest

import pilotzones
from pilotzones import serial
from pilotzones.cli import main

ASKED = ["zones", "Hainan", "--date", "2026-01-01"]


def written(tmp_path, capsys, name, *words):
    """Save an answer; give its bytes."""
    file = tmp_path / name
    assert main([*ASKED, *words, "--save", str(file)]) == 0
    assert capsys.readouterr() == (f"Written: {file}\n", "")
    assert [one.name for one in tmp_path.iterdir()] == [name]
    return file.read_bytes()


@pytest.mark.parametrize("name", ["a.json", "A.JSON"])
def test_an_ending_names_the_form(name, tmp_path, capsys):
    """JSON, as the call in Python gives it."""
    saved = json.loads(written(tmp_path, capsys, name))
    assert saved == [serial.to_plain(zone) for zone in pilotzones.zones_in("Hainan", "2026-01-01")]


def test_csv_is_utf_8_whatever_the_terminal(tmp_path, capsys):
    """With all columns."""
    (row,) = csv.DictReader(written(tmp_path, capsys, "a.csv").decode("utf-8").splitlines())
    assert (row["name_zh"], row["adcode"]) == ("海南全岛", "460000")


def test_an_option_goes_before_the_ending(tmp_path, capsys):
    """As Excel opens it."""
    saved = written(tmp_path, capsys, "a.csv", "--excel")
    assert saved.startswith(b"\xef\xbb\xbf")
    assert b'"=""460000"""' in saved


def test_any_other_ending_is_for_people(tmp_path, capsys):
    """The same lines as on a terminal without rich."""
    saved = written(tmp_path, capsys, "a.txt", "-v")
    main([*ASKED, "-v"])
    assert saved.decode() == capsys.readouterr().out


def test_the_status_is_that_of_the_answer(tmp_path):
    """As without it."""
    assert main(["eligible", "33049900", "--date", "2022-03-01", "--save", str(tmp_path / "a.json")]) == 3
    assert json.loads((tmp_path / "a.json").read_bytes())[0]["status"] == "unknown"


def test_in_chinese(tmp_path, capsys):
    """It says where the answer is."""
    assert main([*ASKED, "--lang", "zh", "--save", str(tmp_path / "a.txt")]) == 0
    assert capsys.readouterr().out == f"已写入：{tmp_path / 'a.txt'}\n"
    assert "海南省" in (tmp_path / "a.txt").read_text("utf-8")


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path, capsys):
    """Status 2."""
    assert main([*ASKED, "--save", str(tmp_path / "none" / "a.csv")]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "No such file or directory. No file is half written; name another file or folder." in err


@pytest.mark.parametrize("linked", [False, True])
def test_the_file_that_is_read_stays(linked, tmp_path, capsys):
    """A file of codes is never replaced by the answer about it."""
    codes = tmp_path / "codes.txt"
    codes.write_text("9506.11.00\n")
    save = tmp_path / "linked.txt"
    if linked:
        os.link(codes, save)
    assert main(["eligible", "--file", str(codes), "--save", str(save if linked else codes)]) == 2
    assert "is a file of the command itself. Name another one with --save." in capsys.readouterr().err
    assert codes.read_text() == "9506.11.00\n"


def test_the_file_that_is_read_stays_in_chinese(tmp_path, capsys):
    """The same sentence."""
    codes = tmp_path / "codes.txt"
    codes.write_text("9506.11.00\n")
    assert main(["eligible", "--file", str(codes), "--save", str(codes), "--lang", "zh"]) == 2
    assert capsys.readouterr().err == f"pilotzones: {codes}就是该命令自己读写的文件。请用--save另指定一个文件。\n"


def test_the_copy_and_the_answer_are_two_files(tmp_path, capsys):
    """Neither takes the other's place."""
    both, other = tmp_path / "a.csv", tmp_path / "b.csv"
    words = ["panel", "--start", "2015", "--end", "2016", "--output", str(both), "--save"]
    assert main([*words, str(both)]) == 2
    assert "is a file of the command itself" in capsys.readouterr().err
    assert not both.exists()
    assert main([*words, str(other)]) == 0
    assert other.read_text("utf-8").startswith("period,units,treated\n")
    assert "period_label" in both.read_text("utf-8").splitlines()[0]


def test_every_question_has_it(commands):
    """Whatever answers in a form."""
    asking = {words for words, parser in commands.items() if {"--csv", "--excel", "--json"} <= set(parser.options())}
    assert {words for words, parser in commands.items() if "--save" in parser.options()} == asking
    assert ("annex", "list") in asking


def test_a_path_that_cannot_be_one_names_the_option(capsys):
    """And nothing is answered."""
    assert main(["zones", "--save", "a\0b"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n"), "--save" in err) == ("", 1, True)
