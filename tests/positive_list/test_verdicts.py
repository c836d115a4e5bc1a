"""Verdicts: what an answer says besides yes, no or unknown."""

import datetime

import pytest
from tables import announcement, in_memory, line

from pilotzones import ArgumentTypeError, Dataset, InvalidDateError, NoListInForceError, UnknownEligibilityError

DATA = Dataset.bundled()


def test_a_listed_line_shows_its_row_and_sources():
    """Row 14 of the first list, read on two pages."""
    verdict = DATA.eligibility("04090000", "2016-04-08")
    assert verdict.is_eligible is True
    assert verdict.edition.id == "2016-40"
    assert (verdict.item.name_zh, verdict.remark, verdict.evidence) == ("天然蜂蜜", "", "confirmed")
    assert verdict.why == "财政部等11部门公告2016年第40号 (First list) lists it as 天然蜂蜜 (line 14)."
    assert verdict.sources[:2] == ("S089", "S088")
    assert verdict.notes == ()


def test_a_line_kept_by_a_supplement_says_so():
    """The second list supplements the first."""
    verdict = DATA.eligibility("04090000", "2016-04-16")
    assert verdict.why.endswith("; 财政部等13部门公告2016年第47号 (Second list) did not change that.")
    assert verdict.evidence == "confirmed"


def test_a_remark_is_shown():
    """Row 12 of the first list."""
    verdict = DATA.eligibility("04079090", "2016-04-08")
    assert verdict.remark == "列入《进出口野生动植物种商品目录》的商品除外"
    assert verdict.notes == ("The line has a remark (备注): 列入《进出口野生动植物种商品目录》的商品除外",)


def test_an_unknown_remark_is_none_and_has_a_note():
    """It never passes for an empty remark."""
    verdict = DATA.eligibility("02101900", "2016-04-16")
    assert verdict.remark is None
    assert "remark (备注) of the line is not known" in verdict.notes[0]
    assert str(verdict.item) == "02101900 干、熏、盐制的其他猪肉 (remark unknown)"


def test_a_paraphrased_remark_has_a_note():
    """32151900's Chinese wording is a back-translation."""
    verdict = DATA.eligibility("32151900", "2022-03-01")
    assert verdict.remark == "仅限家用打印机墨水"
    assert "translated back, not the original wording" in verdict.notes[0]
    assert verdict.why == (
        "The list after 财政部等8部门公告2022年第7号 (2022 adjustment) has it as 其他印刷油墨 (stated outside the annex)."
    )


def test_not_listed_is_derived_from_the_known_ranges():
    """Both lists of 2016 are known around 0101.21.00, and it is on neither."""
    verdict = DATA.eligibility("01012100", "2018-12-31")
    assert (verdict.is_eligible, verdict.item, verdict.evidence) == (False, None, "derived")
    assert "公告2016年第40号 (First list) and 财政部等13部门公告2016年第47号 (Second list)" in verdict.why
    assert "S063" in verdict.sources


def test_what_is_inferred_backwards_is_derived():
    """An addition in 2022 decides the 2019 edition; a page prints the addition, no page the conclusion."""
    added = DATA.eligibility("95061100", "2021-06-01")
    assert (added.status, added.evidence) == ("not listed", "derived")
    assert added.why.endswith("adds it from 2022-03-01, so just before it was not listed.")
    deleted = DATA.eligibility("93070090", "2021-06-01")
    assert (deleted.status, deleted.remark, deleted.item.remark_known) == ("listed", None, "no")


def test_what_was_deleted_is_confirmed():
    """Two pages print the one line deleted."""
    verdict = DATA.eligibility("93070090", "2022-03-01")
    assert (verdict.status, verdict.evidence) == ("not listed", "confirmed")
    assert "deletes it" in verdict.why


def test_unknown_names_the_annexes_that_would_decide_it():
    """Only those that are not known for the code already."""
    verdict = DATA.eligibility("07123100", "2016-04-16")
    assert (verdict.status, verdict.is_eligible, verdict.evidence) == ("unknown", None, None)
    assert [announcement.id for announcement in verdict.missing] == ["2016-47"]
    assert "19 of 151 lines" in verdict.why
    both = DATA.eligibility("33049900", "2026-01-01").missing
    assert [announcement.id for announcement in both] == ["2019-96", "2022-7"]


def test_the_error_for_unknown_says_what_is_missing_where_to_find_it_and_what_to_do():
    """For a person who does not know of annexes."""
    with pytest.raises(UnknownEligibilityError) as caught:
        DATA.is_eligible("33049900", "2022-03-01")
    message = str(caught.value)
    for part in (
        "3304.99.00",
        "2022-03-01",
        "neither yes nor no",
        "财政部等公告2019年第96号",
        "《跨境电子商务零售进口商品清单（2019年版）》",
        "0 of 1,413 lines",
        "7 of 431 lines",
        "http://www.mof.gov.cn/jrttts/202202/t20220221_3788894.htm",
        "look for 33049900 in the column 税则号列",
        "pilotzones annex install FILE",
        "pilotzones annex fetch 2019-96 2022-7",
        "if_unknown=False",
    ):
        assert part in message
    assert caught.value.verdict.status == "unknown"
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize("answer", [True, False])
def test_the_caller_may_say_what_unknown_means(answer):
    """Only by saying so."""
    assert DATA.is_eligible("33049900", "2022-03-01", if_unknown=answer) is answer


@pytest.mark.parametrize("answer", [None, 0, 1, "no", "RAISE"])
def test_nothing_else_may_be_given_for_unknown(answer):
    """None would be taken for no."""
    with pytest.raises(ArgumentTypeError, match="if_unknown must be True, False or 'raise'"):
        DATA.is_eligible("04090000", "2016-04-08", if_unknown=answer)


def test_a_verdict_has_no_truth_value():
    """``if eligibility(...)`` would take unknown for yes."""
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(DATA.eligibility("33049900", "2022-03-01"))


def test_a_day_after_the_last_verified_one_is_noted():
    """The edition in force then may have been replaced since."""
    assert DATA.eligibility("95061100", "2026-11-25").notes == DATA.eligibility("95061100", "2022-03-01").notes
    assert (
        "after 2026-11-25, the last day on which the data about the positive list was checked"
        in DATA.eligibility("95061100", "2026-11-26").notes[-1]
    )


@pytest.mark.parametrize("ask", [DATA.is_eligible, DATA.eligibility])
def test_before_the_first_list_there_is_no_answer(ask):
    """This does not mean "not listed"."""
    with pytest.raises(NoListInForceError, match="No positive list was in force on 2016-04-07") as caught:
        ask("04090000", "2016-04-07")
    assert caught.value.first_day == datetime.date(2016, 4, 8)
    assert caught.value.date == datetime.date(2016, 4, 7)
    for question in (DATA.edition_on, DATA.items):
        with pytest.raises(NoListInForceError):
            question("2016-04-07")


def test_items_are_those_known_to_be_listed_in_code_order():
    """Rows 1 to 11 of the first list are heading 0402 to 0406."""
    assert [item.hs_code for item in DATA.items("2016-04-08", under="0405")] == ["04051000", "04052000"]
    assert len(DATA.items("2016-04-08")) == 69
    assert len(DATA.items("2016-04-16")) == 88
    assert DATA.items("2019-06-01") == ()
    assert [item.hs_code for item in DATA.items("2021-06-01")] == ["93070090"]


def test_records_print_as_a_person_would_write_them():
    """Editions, announcements and coverage."""
    first, *_, last = DATA.editions()
    assert str(first) == "First list (2016-40): from 2016-04-08 until 2016-04-16, exclusive; 69 of 1,142 lines known"
    assert str(last) == "2022 adjustment (2022-7): from 2022-03-01 onwards; 9 of 1,476 lines known"
    assert str(DATA.announcements()[0]) == "First list: 财政部等11部门公告2016年第40号, in force from 2016-04-08"
    assert str(DATA.coverage()).splitlines()[3].split() == [
        "2016-40", "2016-04-08", "69", "1,142", "6.0%", "0", "00000000-09083200", "First", "list",
    ]  # fmt: skip
    assert DATA.coverage().annexes[1].share == 19 / 151
    assert str(DATA.sources()[0]).startswith("S001 http://english.www.gov.cn")


# From the announcements' lines and known ranges, by the rules: yes, no or unknown from each day on.
SPANS = {
    "04090000": [("2016-04-08", True), ("2018-12-31", True), ("2019-01-01", None), ("2026-11-25", None)],
    "01012100": [("2016-04-08", False), ("2018-12-31", False), ("2019-01-01", None)],
    "02101900": [("2016-04-08", False), ("2016-04-15", False), ("2016-04-16", True), ("2018-12-31", True)],
    "07123100": [("2016-04-15", False), ("2016-04-16", None)],
    "33049900": [("2016-04-08", None), ("2017-01-01", None), ("2019-06-01", None), ("2021-06-01", None)],
    "93070090": [("2019-12-31", None), ("2020-01-01", True), ("2022-02-28", True), ("2022-03-01", False)],
    "95061100": [("2019-12-31", None), ("2020-01-01", False), ("2022-02-28", False), ("2022-03-01", True)],
    "32151900": [("2016-04-08", None), ("2022-02-28", None), ("2022-03-01", True), ("2026-11-25", True)],
}


@pytest.mark.parametrize("code", SPANS)
@pytest.mark.parametrize("write", [str, lambda code: f"{code[:4]}.{code[4:6]}.{code[6:]}", lambda code: f"{code}00"])
@pytest.mark.parametrize("day", [str, datetime.date.fromisoformat])
def test_eligibility_on_the_days_that_matter(code, write, day):
    """However code and day are written; unknown answers what the caller says, both ways."""
    for date, listed in SPANS[code]:
        for if_unknown in (True, False):
            expected = if_unknown if listed is None else listed
            assert DATA.is_eligible(write(code), day(date), if_unknown=if_unknown) is expected
        assert DATA.eligibility(write(code), day(date)).is_eligible is listed


def test_a_placeholder_for_ever_is_not_a_day_of_the_last_edition():
    """9999-12-31 is refused, also as a date, and so is the day behind the last one accepted."""
    for day in (datetime.date(9999, 12, 31), datetime.date(2100, 1, 1)):
        with pytest.raises(InvalidDateError):
            DATA.is_eligible("95061100", day)
    assert DATA.is_eligible("95061100", datetime.date(2099, 12, 31))


@pytest.mark.parametrize("evidence", ["confirmed", "single"])
def test_a_remark_that_the_annex_s_line_lacks_is_the_one_that_is_stated(evidence):
    """Of one line the remark was not read; a customs decision about the same list has it."""
    data = in_memory(
        announcements=[announcement("2027-1")],
        list_changes=[
            line("2027-1", "list", "10000000", remark_known="no", evidence=evidence),
            line("2027-1", "listed", "10000000", remark_zh="仅限网购保税商品"),
        ],
    )
    verdict = data.eligibility("10000000", "2027-02-01")
    assert (verdict.status, verdict.remark, verdict.item.remark_known) == ("listed", "仅限网购保税商品", "yes")
    assert data.eligibility("10000000", "2027-02-01", shipment="direct").status == "not listed"


def test_what_a_program_assumes_is_no_statement_of_anybody_else():
    """It has a word of its own, and the weakest evidence."""
    verdict = DATA.assume(["33049900"]).eligibility("33049900", "2022-03-01")
    assert (verdict.status, verdict.reason, verdict.evidence) == ("listed", "assumed", "assumed")
    stated = DATA.eligibility("32151900", "2022-03-01")
    assert (stated.status, stated.reason) == ("listed", "stated outside the annex")


def test_a_line_that_a_rule_keeps_is_derived_and_its_remark_may_have_changed(folder):
    """The adjustment of 2022 deleted one line, which is known, and changed 206 remarks, which are not."""
    data = Dataset.load(folder(list_changes=[line("2019-96", "list", "04090000", evidence="confirmed")]))
    before, kept = (data.eligibility("04090000", day) for day in ("2022-02-28", "2022-03-01"))
    assert (before.status, before.reason, before.evidence, before.remark) == ("listed", "annex line", "confirmed", "")
    assert (kept.status, kept.reason, kept.evidence, kept.remark) == ("listed", "kept by a rule", "derived", None)
    assert (before.grounds.inferences, len(kept.grounds.inferences)) == ((), 1)
