"""Questions about dated rules, as people ask them on the command line."""

import csv
import io
import re

import pytest

import pilotzones
from pilotzones.cli import main


@pytest.mark.parametrize(
    ("words", "status", "first"),
    [
        ("rules --date 2018-12-31", 0, "10 rules in force on 2018-12-31"),
        ("rules --lang zh", 0, "2026-11-25施行的规则：13项"),
        (
            "rule annual-limit --date 2018-12-31",
            0,
            "yearly limit of a person: 20,000 CNY per person and calendar year, since 2016-04-08, until 2019-01-01 exclusive",
        ),
        ("rule annual_limit --lang zh", 0, "个人年度交易限值：26,000元，每人每公历年度，自2019年1月1日起施行"),
        # The examples that the tables' page publishes: 9.1 %, 6.3 %, 17.9 %, 23.1 %.
        ("rate --vat 0.13 --date 2019-04-01", 0, "Composite rate on 2019-04-01: 9.1 % = (0 + 0.13) / (1 - 0) x 0.70"),
        ("rate --vat reduced --date 2019-04-01", 0, "Composite rate on 2019-04-01: 6.3 % = (0 + 0.09) / "),
        ("rate --consumption 0.10 --date 2019-04-01", 0, "Composite rate on 2019-04-01: 17.8889 % = (0.10 + 0.13) / "),
        ("rate --consumption 0.15", 0, "Composite rate on 2026-11-25: 23.0588 % = (0.15 + 0.13) / (1 - 0.15) x 0.70"),
        ("rate --vat 0 --lang zh", 0, "2026-11-25的跨境电商综合税率：0%＝（0＋0）÷（1－0）×0.70"),
        (
            "import-city Suzhou --province Jiangsu --date 2019-06-01",
            0,
            "苏州市 on 2019-06-01: bonded retail import (1210) is open.",
        ),
        ("import-city 保定 --date 2019-06-01 --lang zh", 1, "保定市，2019年6月1日：网购保税进口（1210）不可开展。"),
        # That a pilot zone may do it once the customs has confirmed is no yes: whether it has is not known.
        (
            "import-city Urumqi --date 2022-01-01",
            3,
            "乌鲁木齐市 on 2022-01-01: bonded retail import (1210) is open once the local customs has confirmed.",
        ),
        ("import-city 保定 --date 2016-01-15", 3, "保定市 on 2016-01-15: bonded retail import (1210) is unknown."),
    ],
)
def test_the_answer_is_the_first_line_and_the_exit_status(words, status, first, capsys):
    """Whether a place was open is a question with yes, no and cannot tell."""
    assert main(words.split()) == status
    out, err = capsys.readouterr()
    assert out.startswith(first)
    assert err == ""


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ("rule anual_limit", 2, "'anual_limit' is not the name of a rule. Did you mean 'annual_limit'?"),
        ("rule xyz", 2, "'xyz' is not the name of a rule: 'pilotzones rules' lists them."),
        ("rate --vat 13", 2, "Argument --vat: '13' is not a rate. Give a ratio from 0 to less than 1, such as 0.13"),
        ("rate --consumption x", 2, "Argument --consumption: 'x' is not a rate."),
        ("rule mode_9710 --date 2020-01-01", 2, "mode_9710 was not in force on 2020-01-01. It is known to be in force"),
        ("rules --date 2015-01-01", 3, "The rules are known from 2016-01-01 on, and 2015-01-01 is earlier:"),
        ("rate --date 2015-01-01", 3, "vat_standard is known from 2016-01-01 on, and 2015-01-01 is earlier:"),
        ("rate --date 2016-02-01 --vat 0.17", 2, "import_tax_share_within_limits was not in force on 2016-02-01."),
        ("rules --date 2026-11-26 --max-age 0", 2, "2026-11-26 is 1 day after 2026-11-25, the last day on which"),
    ],
)
def test_what_has_no_answer_is_said_in_both_languages(words, status, says, capsys):
    """In one sentence on standard error, with the same numbers; 3 where the data begins later."""
    assert main(words.split()) == status
    english = capsys.readouterr()
    assert english.out == ""
    assert english.err.startswith(f"pilotzones: {says}")
    assert main([*words.split(), "--lang", "zh"]) == status
    chinese = capsys.readouterr()
    assert re.search("[\u4e00-\u9fff]", chinese.err)
    for text in (english.err, chinese.err):
        assert text.count("\n") == 1
        assert not re.search(r"Decimal|\b\w+=", text)
    numbers = [sorted(re.findall(r"[0-9]+(?:[.-][0-9]+)*", text)) for text in (english.err, chinese.err)]
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("words", ["rules", "rule deemed_income_tax", "rate", "import-city 昆山 --date 2020-01-01"])
def test_both_languages_hold_the_same_number_of_lines(words, capsys):
    """With and without reasons and sources; the caveat about benefits of zones is always told."""
    for more in ("", " -v"):
        told = []
        for lang in ("en", "zh"):
            main(f"{words}{more} --lang {lang}".split())
            told.append(capsys.readouterr().out)
        assert len(told[0].splitlines()) == len(told[1].splitlines())
        if words in {"rules", "rule deemed_income_tax"}:
            assert "MOF and STA Announcement 2026 No. 11" in told[0]
            assert "财政部、税务总局公告2026年第11号" in told[1]


def test_csv_has_the_number_and_its_unit(capsys):
    """People read both as one text."""
    assert main(["rules", "--csv"]) == 0
    written = capsys.readouterr().out
    rows = list(csv.DictReader(io.StringIO(written)))
    for row, rule in zip(rows, pilotzones.rules(), strict=True):
        assert (row["name"], row["unit"], row["document"]) == (rule.name, rule.unit, rule.document)
        assert row["value"] == ("" if rule.value is None else str(rule.value))
        assert row["effective_from"] == str(rule.effective_from or "")
        assert row["sources"] == ";".join(rule.sources)
    assert main(["rules", "--csv", "--lang", "zh"]) == 0
    assert capsys.readouterr().out == written
    assert main(["rate", "--vat", "0.13", "--consumption", "0.15", "--csv"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "date,vat,consumption,tax_share,rate",
        "2026-11-25,0.13,0.15,0.70,0.2305882352941176470588235294",
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("rule mode_9710 --date 2020-01-01", "已知的施行期间为：自2020-07-01起。"),
        ("rate --date 2016-02-01", "已知的施行期间为：自2016-04-08起。"),
        ("rule annual_limit --date 2016-02-01", "自2016-04-08起，至2019-01-01止（不含该日）；自2019-01-01起。"),
    ],
)
def test_the_days_of_a_rule_are_chinese_in_a_chinese_sentence(words, says, capsys):
    """No English stands between."""
    assert main([*words.split(), "--lang", "zh"]) == 2
    error = capsys.readouterr().err
    assert says in error
    assert not re.search(r"from|until", error)


@pytest.mark.parametrize(
    ("words", "note"),
    [
        (
            "rate --date 2018-12-31",
            (
                "It holds within the limits of the day: limit of a single order 2,000 CNY, yearly limit of a person 20,000 CNY "
                "per person and calendar year."
            ),
        ),
        ("rate --lang zh", "适用于当日限值以内的进口：单次交易限值5,000元、个人年度交易限值26,000元，每人每公历年度。"),
    ],
)
def test_a_rate_holds_within_the_limits_of_the_day(words, note, capsys):
    """财关税〔2016〕18号, then 财关税〔2018〕49号."""
    assert main(words.split()) == 0
    assert capsys.readouterr().out.splitlines()[-1] == note
