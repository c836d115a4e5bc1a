"""The questions about annexes: every form, both languages, and the call in Python that each stands for."""

import csv
import io
import json

import attrs
import jsonschema
import pytest
from lists import lists
from ministry_site import listing, page, serve
from tables import announcement, write

from pilotzones import annex
from pilotzones.cli import main
from pilotzones.cli.commands.annex_questions import QUESTIONS
from pilotzones.cli.forms.as_json import schema_of

LIST = "http://gss.mof.gov.cn/gzdt/zhengcefabu/"
NEW = ("http://gss.mof.gov.cn/a.htm", "关于调整跨境电子商务零售进口商品清单的公告", "2027-01-05")
LINES = lists()["2019-96"]
OLD = ("z.htm", "关于调整跨境电子商务零售进口商品清单的公告", "2022-02-21")


@pytest.fixture
def file(annex_file):
    """The made-up list of 2019 as a file."""
    return annex_file(LINES, "2019.csv")


@pytest.fixture
def folder(file, tmp_path):
    """A folder into which it is installed."""
    annex.install(annex.read(file), tmp_path / "annexes")
    return tmp_path / "annexes"


@pytest.fixture
def site(monkeypatch):
    """A server that is also the proxy."""
    with serve() as running:
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, running.home)
            monkeypatch.delenv(name.upper(), raising=False)
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        yield running


@pytest.mark.parametrize(("word", "call"), [("list", annex.installed), ("verify", annex.verify)])
def test_json_of_what_is_installed_is_what_python_gives(word, call, folder, capsys):
    """Field by field, by a schema."""
    assert main(["annex", word, "--output", str(folder), "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    (one,) = call(folder)
    expected = {field.name: getattr(one, field.name) for field in attrs.fields(annex.Installed)}
    assert written == [{name: list(value) if isinstance(value, tuple) else value for name, value in expected.items()}]
    jsonschema.validate(written, schema_of(QUESTIONS[word].gives))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{**written[0], "lines": "many"}], schema_of(QUESTIONS[word].gives))


def test_json_of_the_newest_announcements_is_what_python_gives(site, capsys):
    """Days are ISO texts, and each announcement is an object."""
    site.put(f"{LIST}index.htm", listing([NEW, OLD]))
    site.put(NEW[0], page("公告 2027 年第 3 号", "本公告自2027年2月1日起实施。"))
    assert main(["annex", "latest", "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    jsonschema.validate(written, schema_of(QUESTIONS["latest"].gives))
    latest = annex.latest()
    assert (written["since"], written["looked_at"]) == ("2022-02-21", latest.looked_at)
    (one,) = latest.found
    assert written["found"] == [
        {
            "title": one.title,
            "day": "2027-01-05",
            "page": NEW[0],
            "id": "2027-3",
            "effective_from": "2027-02-01",
        }
    ]


def test_the_newest_announcements_in_chinese(site, capsys):
    """The first line, the table, and the command that installs it."""
    site.put(f"{LIST}index.htm", listing([NEW]))
    site.put(NEW[0], page("公告 2027 年第 3 号", "本公告自2027年2月1日起实施。"))
    assert main(["annex", "latest", "--lang", "zh"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"2022-02-21以后有1份新的公告。共查看1份公告：{LIST}"
    assert lines[2].split() == ["编号", "日期", "起", "名称", "网址"]
    assert lines[3].split() == ["2027-3", "2027-01-05", "2027-02-01", NEW[1], NEW[0]]
    assert lines[4:] == [
        "该列表只到2027-01-05为止，此前可能另有公告。",
        f"把附件存为FILE后运行：pilotzones annex install FILE --new 2027-3 --effective-from 2027-02-01 --page {NEW[0]}",
    ]


def test_csv_of_the_newest_announcements_has_the_command_too(site, capsys):
    """On a terminal it stands below the table."""
    site.put(f"{LIST}index.htm", listing([NEW]))
    site.put(NEW[0], page("公告 2027 年第 3 号", "本公告自2027年2月1日起实施。"))
    assert main(["annex", "latest", "--csv"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert list(row) == ["id", "date", "effective_from", "title_zh", "address", "command"]
    assert row["command"].startswith("pilotzones annex install FILE --new 2027-3 ")


def test_newer_is_newer_than_the_data_that_is_named(site, tmp_path, capsys):
    """With a folder of one's own that has the announcement already."""
    site.put(f"{LIST}index.htm", listing([NEW]))
    own = write(
        tmp_path / "own",
        announcements=[announcement("2027-3", "amends", "2022-7", issued_on="2027-01-05", effective_from="2027-02-01")],
    )
    assert main(["--data", str(own), "annex", "latest"]) == 0
    assert capsys.readouterr().out.startswith(f"None since 2027-01-05. Looked at 1 announcement of {LIST}")


@pytest.mark.parametrize("word", QUESTIONS)
def test_each_question_has_a_schema(word, capsys):
    """Of an object, or of an array of them, whose fields all have a type."""
    assert main(["schema", "annex", word]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["type"] == {"latest": "object"}.get(word, "array")
    assert set(schema.get("items", schema)["properties"]) == {
        field.name for field in attrs.fields(annex.Latest if word == "latest" else annex.Installed)
    }


def test_csv_and_excel_of_what_is_installed(folder, capsysbinary):
    """All columns; what is not known is empty."""
    assert main(["annex", "list", "--output", str(folder), "--csv"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode()))
    (one,) = annex.installed(folder)
    assert row == {
        "announcement": "2019-96",
        "covers": "annex",
        "lines": "1413",
        "is_complete": "true",
        "remarks_unknown": "0",
        "read_from": "2019.csv",
        "sha256": one.sha256,
        "accepted": "",
        **dict.fromkeys(
            (
                "address",
                "download_page",
                "download_day",
                "download_size",
                "download_pages",
                "download_is_archived",
            ),
            "",
        ),
    }
    assert main(["annex", "verify", "--output", str(folder), "--excel"]) == 0
    written = capsysbinary.readouterr().out
    assert written.startswith(b"\xef\xbb\xbf")
    assert b'"=""2019-96"""' in written


def test_where_a_file_was_downloaded_from_has_its_columns(file, tmp_path, capsys):
    """As the record has them."""
    origin = annex.Download("http://a.cn/b.csv", "http://a.cn/", "2026-11-25", 9, pages=2, is_archived=True)
    annex.install(annex.read(file), tmp_path / "annexes", download=origin)
    assert main(["annex", "list", "--output", str(tmp_path / "annexes"), "--csv"]) == 0
    (row,) = csv.reader(capsys.readouterr().out.splitlines()[1:])
    assert row[-6:] == ["http://a.cn/b.csv", "http://a.cn/", "2026-11-25", "9", "2", "true"]


def test_what_is_installed_in_chinese(folder, tmp_path, capsys):
    """The first line and the titles."""
    assert main(["annex", "list", "--output", str(folder), "--lang", "zh"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "已安装的附件：1份"
    assert lines[2].split() == ["公告", "文件", "行数", "完整", "备注不明的行数", "读自"]
    assert lines[3].split() == ["2019-96", "附件", "1,413", "是", "0", "2019.csv"]
    assert main(["annex", "verify", "--output", str(folder), "--lang", "zh"]) == 0
    assert capsys.readouterr().out.startswith("安装以来未被改动的附件：1份\n")
    assert main(["annex", "list", "--output", str(tmp_path / "none"), "--lang", "zh"]) == 0
    assert capsys.readouterr().out == "尚未安装任何附件。\n"


def test_a_reading_as_json(file, capsys):
    """What Python gives; the report that is saved is named on standard error."""
    assert main(["annex", "read", str(file), "--json", "--report"]) == 0
    out, err = capsys.readouterr()
    written = json.loads(out)
    reading = annex.read(file)
    assert (written["file"], written["sha256"], written["differences"]) == ("2019.csv", reading.sha256, [])
    assert written["announcement"]["effective_from"] == "2020-01-01"
    assert [line["row"]["hs_code"] for line in written["lines"]] == [row.hs_code for row in reading.rows]
    assert err == f"pilotzones: Report        {file.with_name('2019.csv.report.txt')}\n"


@pytest.mark.parametrize("word", ["list", "verify"])
def test_other_tables_are_no_use(word, tmp_path, capsys):
    """These questions ask no tables."""
    assert main(["--data", str(tmp_path), "annex", word]) == 2
    assert f"--data is not used by 'annex {word}'" in capsys.readouterr().err
