"""``pilotzones plot``, and what ``export`` says of its files."""

import json

import pytest

from pilotzones.cli import main


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


def test_export_names_its_files(tmp_path, capsys):
    """As JSON the list that the call in Python gives; for people with their number first."""
    assert main(["export", str(tmp_path / "a"), "--format", "csv", "--json"]) == 0
    files = json.loads(capsys.readouterr().out)
    assert files == sorted(str(file) for file in (tmp_path / "a").iterdir())
    assert main(["export", str(tmp_path / "b"), "--format", "csv", "--lang", "zh"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"已写入{tmp_path / 'b'}：{len(files)}个文件"
    assert len(lines) == len(files) + 1
