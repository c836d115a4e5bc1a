"""Questions about zones and batches, as people ask them on the command line."""

import csv
import io
import json
import re

import pytest

import pilotzones
from pilotzones.cli import main
from pilotzones.serial import to_plain


def ask(capsys, words):
    """Ask a question that has an answer: its lines."""
    assert main(words.split()) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("zones --date 2016-01-12", "13 in force on 2016-01-12"),
        ("zones 海南 --date 2025-04-24", "Hainan 海南省: 2 in force on 2025-04-24"),
        ("zones 海南 --date 2025-04-24 --lang zh", "海南省（Hainan）：2025-04-24有效的综试区2个"),
        ("zones Tibet --date 2017-01-01", "0 in force on 2017-01-01"),
        ("zones --batch 3", "22 approved, 21 of them in force on 2026-11-25"),
        ("zones --batch 3 --date 2020-01-01", "22 in force on 2020-01-01"),
        ("zones 浙江 --batch 4 --lang zh", "批准设立的综试区：2个，其中2026-11-25有效2个"),
        ("zones --since 2019-12-15 --until 2020-04-27", "70 approved, "),
        ("zones --until 2015-12-31", "1 approved, 1 of them in force on 2026-11-25"),
        ("zone Haikou", "Haikou 海口市 (Hainan): batch 3, from 2018-07-24 until 2025-04-25, exclusive"),
        ("zone 海口 --lang zh", "海口市（Haikou，海南省）：第3批，2018-07-24设立，2025-04-25起不再有效"),
        ("zone Taizhou --province Zhejiang", "Taizhou 台州市 (Zhejiang): batch 5, since 2020-04-27"),
        ("zone 雄安 --lang zh", "雄安新区（Xiong'an New Area，河北省）：第5批，2020-04-27设立"),
        ("batch Hangzhou", "Batch 1 approved Hangzhou 杭州市 (Zhejiang): 国函〔2015〕44号, 2015-03-07"),
        ("batch Hangzhou --lang zh", "第1批批准设立杭州市（Hangzhou，浙江省）：国函〔2015〕44号，2015-03-07"),
        ("batch 1", "Batch 1: 国函〔2015〕44号, 2015-03-07, number of zones: 1"),
        ("batch 5 --lang zh", "第5批：国函〔2020〕47号，2020-04-27，综试区数：46"),
        ("batch 31", "Batch 2 approved Shanghai 上海市 (Shanghai): 国函〔2016〕17号, 2016-01-12"),
        ("batch 330100", "Batch 1 approved Hangzhou 杭州市 (Zhejiang): "),
        ("batches", "8 batches from 2015-03-07 to 2025-04-25; zones ever approved: 181"),
        ("batches --lang zh", "共8批，2015-03-07至2025-04-25；累计批准综试区：181"),
    ],
)
def test_the_answer_is_the_first_line(words, first, capsys):
    """In the language that is asked for."""
    assert ask(capsys, words)[0].startswith(first)


@pytest.mark.parametrize("words", ["zones 浙江", "zones --batch 8", "zone Haikou", "batch 3", "batches"])
def test_both_languages_hold_the_same_numbers_codes_and_days(words, capsys):
    """And as many lines, with and without reasons and sources."""
    for more in ("", " -v"):
        english, chinese = ask(capsys, words + more), ask(capsys, f"{words}{more} --lang zh")
        assert len(english) == len(chinese)
        numbers = [sorted(re.findall(r"[0-9][0-9,.-]*[0-9]|[0-9]", "\n".join(lines))) for lines in (english, chinese)]
        assert numbers[0] == numbers[1]


def test_the_table_has_what_a_person_looks_for(capsys):
    """A column without anything in it is left out: no zone of Hainan had ended by then."""
    assert ask(capsys, "zones 海南 --date 2020-05-07")[2:] == [
        "Name    Chinese  Province  Batch  Since       Until       Code",
        "Haikou  海口市   Hainan        3  2018-07-24  2025-04-25  460100",
        "Sanya   三亚市   Hainan        5  2020-04-27  2025-04-25  460200",
    ]
    assert ask(capsys, "zones 浙江 --date 2016-01-12 --lang zh")[2:] == [
        "英文名    中文名  省份    批次  设立日期    区划代码",
        "Hangzhou  杭州市  浙江省     1  2015-03-07  330100",
        "Ningbo    宁波市  浙江省     2  2016-01-12  330200",
    ]


def test_sources_and_evidence_are_shown_on_request(capsys):
    """With -v, each page once."""
    plain, verbose = ask(capsys, "zone Hangzhou"), ask(capsys, "zone Hangzhou -v")
    assert "confirmed" not in "\n".join(plain)
    assert "Evidence" in verbose[2]
    assert ask(capsys, "zones 浙江 --date 2016-01-11 --lang zh -v")[2:4] == [
        "英文名    中文名  省份    批次  设立日期    区划代码  级别  证据等级",
        "Hangzhou  杭州市  浙江省     1  2015-03-07  330100    地级  已证实",
    ]
    at = verbose.index("Sources:")
    pages = pilotzones.sources(of=pilotzones.zone("Hangzhou"))
    assert verbose[at + 1 : at + 1 + len(pages)] == [f"  {page}" for page in pages]
    assert len(set(verbose[at:])) == len(verbose[at:])


def test_csv_reads_back(capsys):
    """Every zone with its code, days and coordinates, the same in both languages; Excel gets a mark and its codes."""
    assert main(["zones", "--csv"]) == 0
    written = capsys.readouterr().out
    rows = list(csv.DictReader(io.StringIO(written)))
    found = pilotzones.zones(date=pilotzones.verified_through("zones"))
    assert [row["id"] for row in rows] == [zone.id for zone in found]
    for row, zone in zip(rows, found, strict=True):
        plain = to_plain(zone)
        for name in ("name_en", "name_zh", "adcode", "established_on", "level", "evidence", "note"):
            assert row[name] == str(plain[name] or "")
        assert (row["batch"], row["province_zh"]) == (str(zone.batch.number), zone.province.name_zh)
        assert (row["longitude"], row["latitude"]) == (str(zone.longitude), str(zone.latitude))
        assert row["sources"] == ";".join(zone.sources)
        assert row["official_name"] == zone.official_name
    assert main(["zones", "--csv", "--lang", "zh"]) == 0
    assert capsys.readouterr().out == written
    assert main(["zones", "--excel"]) == 0
    assert "\ufeffid," in capsys.readouterr().out[:10]


def test_json_is_one_value_and_nothing_else(capsys):
    """Also of a day after the last verified one, about which people get a note."""
    lines = ask(capsys, "zones Hainan --date 2026-12-25")
    assert lines[-1].startswith("2026-12-25 is after 2026-11-25, the last day on which the data about pilot zones was")
    assert [zone["id"] for zone in json.loads("\n".join(ask(capsys, "zones Hainan --date 2026-12-25 --json")))] == [
        "hainan"
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("batch 0", "No batch has the number 0: batches are numbered 1 to 8."),
        ("batch 9", "No batch has the number 9: batches are numbered 1 to 8."),
        ("batch 99", "No batch has the number 99: batches are numbered 1 to 8."),
        ("zones Jiangxi --province Hunan", "Two provinces are given, 'Jiangxi' and --province 'Hunan': leave one out."),
        ("batch 123456789", "'123456789' is the code of a township or village"),
        ("batch 5 --province 浙江", "No place has the name '5'."),
        ("zone Taizhou", "'Taizhou' is the name of 2 places with different answers: "),
        ("zones Hainan --batch 9", "No batch has the number 9"),
        ("zones --since 2020-01-02 --until 2020-01-01", "2020-01-02 is after 2020-01-01: give the first day before"),
    ],
)
def test_what_has_no_answer_is_said_in_one_sentence(words, says, capsys):
    """On standard error; a number of one digit is never a code, and of two only where a province has it."""
    assert main(words.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"pilotzones: {says}")
    assert err.count("\n") == 1


def test_the_province_may_be_an_option_as_for_other_commands(capsys):
    """The same answer as for the word."""
    told = []
    for words in (["zones", "Jiangxi"], ["zones", "--province", "Jiangxi"]):
        assert main(words) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert told[0].startswith("Jiangxi 江西省: ")
