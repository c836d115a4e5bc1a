"""Questions about places: the zone around one on a day, and what a name means on the map of a day."""

import datetime
import json
import re

import pytest

import pilotzones
from pilotzones.cli import main
from pilotzones.dates import today_in_china


@pytest.mark.parametrize(
    ("words", "status", "first"),
    [
        (
            "whose Kunshan --date 2020-01-01",
            0,
            "昆山市 (320583, Jiangsu) on 2020-01-01: yes, in the pilot zone Suzhou 苏州市 (batch 2, since 2016-01-12)",
        ),
        (
            "whose 昆山 --date 2020-01-01 --lang zh",
            0,
            "昆山市（320583，江苏省），2020-01-01：是，位于苏州市（Suzhou）综试区（第2批，2016-01-12设立）",
        ),
        ("whose 义乌市 --date 2018-07-23", 1, "义乌市 (330782, Zhejiang) on 2018-07-23: no, not in a pilot zone"),
        (
            "whose 义乌市 --date 2018-07-24",
            0,
            "义乌市 (330782, Zhejiang) on 2018-07-24: yes, itself the pilot zone Yiwu 义乌市 (batch 3, since 2018-07-24)",
        ),
        ("whose 拉萨 --date 2017-01-01 --lang zh", 1, "拉萨市（540100，西藏自治区），2017-01-01：否，不在任何综试区内"),
        (
            "whose Taizhou --date 2020-01-01",
            1,
            "泰州市 (321200, Jiangsu), 台州市 (331000, Zhejiang) on 2020-01-01: no, not in a pilot zone",
        ),
        ("whose 朝阳 --province 北京 --date 2019-01-01", 0, "朝阳区 (110105, Beijing) on 2019-01-01: yes, in the"),
        ("place 即墨市 --date 2016-01-01", 0, "即墨市 (370282, Shandong, until 2017): county in 青岛市 (370200)"),
        ("place 即墨市 --date 2016-01-01 --lang zh", 0, "即墨市（370282，山东省，至2017年）：县级，属青岛市（370200）"),
        ("place 昆山 --lang zh", 0, "昆山市（320583，江苏省）：县级，属苏州市（320500）"),
        ("place Suzhou --province Jiangsu", 0, "苏州市 (320500, Jiangsu): prefecture"),
        ("place 雄安新区", 0, "雄安新区 ("),
        ("place 仙桃", 0, "仙桃市 (429004, Hubei): county"),
    ],
)
def test_the_answer_is_the_first_line_and_the_exit_status(words, status, first, capsys):
    """0 for yes, 1 for no zone; a question about what a place is has no such answer."""
    assert main(words.split()) == status
    out, err = capsys.readouterr()
    assert out.splitlines()[0].startswith(first)
    assert err == ""


@pytest.mark.parametrize("words", ["whose 公主岭市 --date 2020-03-01", "place 220381 --date 2020-07-01"])
@pytest.mark.parametrize("form", ["", " --json", " --csv", " --lang zh"])
def test_what_the_data_cannot_tell_has_a_status_of_its_own(words, form, capsys):
    """公主岭 went to Changchun on a day of 2020 that is not known: neither yes nor no, and nothing to read."""
    assert main((words + form).split()) == 3
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert re.search("具体日期未知" if "zh" in form else "which day is not known", err)


@pytest.mark.parametrize(
    "words", ["whose Nowhereville", "whose Taizhou --date 2021-01-01", "whose 浙江", "place 浦东新区 --date 1991-06-30"]
)
def test_a_name_that_is_no_single_place_is_wrong_use(words, capsys):
    """What to type instead is said, so it is no "cannot tell"."""
    assert main(words.split()) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    "words", ["whose 昆山 --date 2020-01-01", "whose 拉萨 --date 2017-01-01", "place 莱芜市 --date 2017-01-01"]
)
def test_both_languages_hold_the_same_numbers_codes_and_days(words, capsys):
    """And as many lines, with and without sources."""
    told = []
    for more in (" -v", " -v --lang zh"):
        main((words + more).split())
        told.append(capsys.readouterr().out)
    english, chinese = told
    assert len(english.splitlines()) == len(chinese.splitlines())
    assert sorted(re.findall(r"[0-9][0-9-]*", english)) == sorted(re.findall(r"[0-9][0-9-]*", chinese))


def test_without_a_day_the_question_is_about_today_in_china(capsys):
    """As a person means it; the note says how old the data is."""
    before = today_in_china()
    assert main(["whose", "Kunshan", "--json"]) == 0
    asked = datetime.date.fromisoformat(json.loads(capsys.readouterr().out)["date"])
    assert before <= asked <= today_in_china()
    assert main(["whose", "Kunshan"]) == 0
    assert "is after 2024-12-31, the last day on which the data about " in capsys.readouterr().out


@pytest.mark.parametrize(("day", "notes"), [("2024-12-31", 0), ("2025-01-01", 1)])
def test_a_day_after_the_last_known_map_is_said_to_be(day, notes, capsys):
    """The map is known to the end of 2024."""
    assert main(["place", "Kunshan", "--date", day]) == 0
    assert capsys.readouterr().out.count("is after 2024-12-31") == notes
    assert main(["place", "Kunshan", "--date", day, "--max-age", "0"]) == 2 * notes


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        ("whose Haikou --date 2025-04-25", "the map of divisions", "行政区划"),
        ("whose Haikou --date 2027-01-01", "pilot zones and the map of divisions", "综试区、行政区划"),
        ("place Haikou --date 2027-01-01", "the map of divisions", "行政区划"),
        ("import-city Haikou --date 2025-04-25", "the map of divisions", "行政区划"),
        ("zones --date 2027-01-01", "pilot zones", "综试区"),
        ("eligible 95061100 --date 2027-01-01", "the positive list", "正面清单"),
        ("items --under 95 --date 2027-01-01", "the positive list", "正面清单"),
        ("rules --date 2027-01-01", "limits, tax and customs modes", "限值、税收和监管方式"),
    ],
)
def test_the_note_on_age_names_what_was_not_checked_since(words, english, chinese, capsys):
    """Zones are checked to a later day than the map: who asks about a zone is told which of them is old."""
    main(words.split())
    note = capsys.readouterr().out.splitlines()[-1]
    assert f"the last day on which the data about {english} was checked: " in note
    main([*words.split(), "--lang", "zh"])
    assert f"，即{chinese}数据的最后核对日：" in capsys.readouterr().out.splitlines()[-1]


def test_an_answer_tells_what_was_not_checked_since():
    """The map ends in 2024; zones and rules were checked until 2026-11-25."""
    assert pilotzones.zone_answer("Haikou", "2024-12-31").unverified == ()
    assert pilotzones.zone_answer("Haikou", "2025-04-25").unverified == ("divisions",)
    assert "about the map of divisions was checked" in str(pilotzones.zone_answer("Haikou", "2025-04-25"))
    assert pilotzones.import_city("Haikou", "2026-11-26").unverified == ("zones", "rules", "divisions")
