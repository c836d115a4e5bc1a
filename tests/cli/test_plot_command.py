"""``pilotzones plot``, and what ``export`` says of its files."""

import json
import pathlib
import subprocess
import sys

import pytest
from tables import SINGLE, announcement, write

from pilotzones import Dataset, pictures
from pilotzones.cli import main
from pilotzones.cli.explaining import explain
from pilotzones.pictures.errors import MissingFontError
from pilotzones.pictures.fonts import _refusal


@pytest.mark.parametrize("words", [["map", "--date", "2019-12-31"], ["growth"], ["coverage"]])
def test_a_picture_is_written(words, tmp_path, capsys):
    """PNG or SVG by its ending; JSON names the file."""
    file = tmp_path / "picture.png"
    assert main(["plot", *words, "-o", str(file)]) == 0
    assert capsys.readouterr().out == f"Written: {file}\n"
    assert file.read_bytes().startswith(b"\x89PNG")
    file = tmp_path / "picture.svg"
    assert main(["plot", *words, "-o", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(file)}
    assert b"<svg" in file.read_bytes()


def test_a_picture_in_another_language_is_another_picture(tmp_path):
    """Words are drawn as outlines."""
    written = {}
    for lang in ("en", "zh"):
        written[lang] = tmp_path / f"{lang}.svg"
        assert main(["plot", "growth", "--lang", lang, "-o", str(written[lang])]) == 0
    assert written["en"].read_bytes() != written["zh"].read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["growth", "--date", "2019-12-31", "-o", "a.png"], "--date is not used by 'plot growth'"),
        (["map", "--date", "soon", "-o", "a.png"], "'soon'"),
        (["map", "-o", "a.pdf"], "neither in .png nor in .svg"),
        (["zones", "-o", "a.png"], "'zones' is not one of map, growth, coverage. See"),
        (["map"], "-o/--output"),
    ],
)
def test_wrong_use_is_one_sentence(words, said, capsys):
    """On standard error, with the status 2."""
    assert main(["plot", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert said in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["plot", "map", "-o", "x.jpg"], "x.jpg的后缀既不是.png也不是.svg：请改用其中之一。"),
        (["plot", "growth", "-o", "nowhere/x.png"], "无法写入nowhere/x.png：没有这个文件或文件夹。"),
        (["export", "full", "--format", "csv"], "full不是空文件夹：请指定新的或空的文件夹。"),
        (
            ["export", "full/file/x", "--format", "csv"],
            "无法写入full/file/x（路径中有一段不是文件夹）。没有留下任何内容。",
        ),
        (["export", "t.xlsx", "--excel"], "'t.xlsx'带有文件的后缀，而各表写入文件夹。请指定文件夹，例如't'。"),
    ],
)
def test_errors_are_told_in_chinese(words, said, capsys, tmp_path, monkeypatch):
    """In one sentence, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    pathlib.Path("full").mkdir()
    pathlib.Path("full", "file").write_text("", "utf-8")
    assert main([*words, "--lang", "zh"]) == 2
    assert capsys.readouterr() == ("", f"pilotzones: {said}\n")
    assert [file.name for file in tmp_path.iterdir()] == ["full"]


def test_without_a_font_the_option_is_named():
    """That of the command, in either language."""
    error = MissingFontError(_refusal(frozenset({0x5E02})), characters="市")
    assert "or ask for English with lang='en'." in str(error)
    assert explain(error).endswith("or ask for English with --lang en.")
    assert explain(error, "zh").endswith("（其他系统：Noto Sans SC），或用--lang en改为英文。")


@pytest.mark.parametrize("words", [["map", "--date", "2019-12-31"], ["growth"], ["coverage"]])
def test_a_picture_is_the_one_that_python_draws(words, tmp_path, capsys):
    """In the language and of the data that are named; a name in Chinese is written as it is."""
    own = write(tmp_path / "own", announcements=[announcement("2027-1")])
    file = tmp_path / "图.svg"
    assert main(["--data", str(own), "plot", *words, "--lang", "zh", "-o", str(file), "--json"]) == 0
    assert capsys.readouterr().out == f'{{"file": "{file}"}}\n'
    draw = {"map": pictures.zone_map, "growth": pictures.growth, "coverage": pictures.coverage}[words[0]]
    drawn = pictures.save(draw(*words[2:], lang="zh", dataset=Dataset.load(own)), tmp_path / "drawn.svg")
    assert file.read_bytes() == drawn.read_bytes()


def test_a_map_of_a_day_long_after_the_data_says_so_once(tmp_path):
    """As 'zones' does: below the answer for people, beside it for programs; the log is not for them."""
    file = tmp_path / "map.svg"
    words = [sys.executable, "-m", "pilotzones", "plot", "map", "--date", "2035-01-01", "-o", str(file)]
    note = "2035-01-01 is after 2026-11-25, the last day on which the data about pilot zones was checked: the answer is right if nothing of that changed since.\n"
    done = subprocess.run(words, capture_output=True, check=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == (f"Written: {file}\n{note}", "")
    done = subprocess.run([*words, "--json"], capture_output=True, check=True, text=True, timeout=60)
    assert (json.loads(done.stdout), done.stderr) == ({"file": str(file)}, f"pilotzones: {note}")


def test_a_picture_shows_the_data_that_is_named(tmp_path, monkeypatch):
    """A zone of a folder of one's own changes the map."""
    monkeypatch.chdir(tmp_path)
    batch = {
        "number": 9,
        "document_no": "国函〔2030〕1号",
        "title_zh": "题",
        "published_on": "2030-01-01",
        "zone_count": 1,
        "ever_approved": 182,
        "in_force_after": 179,
        **SINGLE,
    }
    zone = {
        "id": "lhasa-new",
        "name_zh": "山南市",
        "name_en": "Shannan",
        "province": "CN-XZ",
        "adcode": "540500",
        "level": "prefecture",
        "longitude": "91.77",
        "latitude": "29.23",
        "batch": 9,
        **SINGLE,
    }
    own = write(tmp_path / "own", batches=[batch], zones=[zone])
    written = []
    for named in ([], [], ["--data", str(own)]):
        assert main([*named, "plot", "map", "--date", "2030-06-01", "-o", "map.svg"]) == 0
        written.append(pathlib.Path("map.svg").read_bytes())
    assert [one == written[0] for one in written] == [True, True, False]


def test_the_help_says_what_each_picture_shows(capsys):
    """All three."""
    assert main(["plot", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "map: the zones on a day over the outlines of provinces; growth: how many zones were in force" in said
    assert "; coverage: how many lines of the positive list are known" in said


def test_export_says_its_format(capsys):
    """Parquet by default, and what needs no library."""
    assert main(["export", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "as Parquet unless another format is named" in said
    assert "csv and sqlite need no library" in said


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".csv", ".parquet", ".sqlite", ".duckdb", ".db", ".json", ".JSON"])
def test_a_folder_with_the_ending_of_a_file_is_refused(ending, tmp_path, capsys):
    """It was meant to be a file."""
    assert main(["export", str(tmp_path / f"tables{ending}"), "--format", "csv"]) == 2
    assert "has the ending of a file, and the tables go into a folder." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_export_names_its_files(tmp_path, capsys):
    """As JSON the list that the call in Python gives; for people with their number first."""
    assert main(["export", str(tmp_path / "表"), "--format", "csv", "--json"]) == 0
    written = capsys.readouterr().out
    files = json.loads(written)
    assert files == sorted(str(file) for file in (tmp_path / "表").iterdir())
    assert "表" in written
    assert main(["export", str(tmp_path / "b"), "--format", "csv", "--lang", "zh"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"已写入{tmp_path / 'b'}：{len(files)}个文件"
    assert len(lines) == len(files) + 1
