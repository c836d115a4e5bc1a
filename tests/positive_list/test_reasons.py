"""Which announcements an answer is based on, and how well it is known."""

import pytest
from tables import announcement, in_memory, known_range, line, read

from pilotzones import ArgumentTypeError, DataIntegrityError, Dataset

DATA = Dataset.bundled()

# The first list, which the second supplements; the editions of 2018 and 2019, each of which replaces all before it;
# the adjustment of the latter in 2022.
MADE_BY = {
    "2016-04-08": ["2016-40"],
    "2016-04-15": ["2016-40"],
    "2016-04-16": ["2016-40", "2016-47"],
    "2018-12-31": ["2016-40", "2016-47"],
    "2019-01-01": ["2018-157"],
    "2019-12-31": ["2018-157"],
    "2020-01-01": ["2019-96"],
    "2022-02-28": ["2019-96"],
    "2022-03-01": ["2019-96", "2022-7"],
    "2026-11-25": ["2019-96", "2022-7"],
}


def cited(verdict):
    """Find the announcements whose document numbers are in the reason, and those all of whose pages are sources."""
    announcements = DATA.announcements()
    in_reason = [known.id for known in announcements if known.document_no in verdict.why]
    sources = [source for known in announcements if known.id in in_reason for source in known.sources]
    assert set(verdict.sources) == set(sources)
    return in_reason


@pytest.mark.parametrize("day", MADE_BY)
def test_a_code_that_is_not_listed_cites_the_announcements_that_made_the_list_of_the_day(day):
    """None that it replaced, and none that came later, where all annexes are known around the code."""
    data = in_memory(list_coverage=[known_range(known.id, "10000000", "20000000") for known in DATA.announcements()])
    verdict = data.eligibility("15000000", day)
    assert (verdict.status, cited(verdict)) == ("not listed", MADE_BY[day])


@pytest.mark.parametrize("day", ["2016-04-08", "2016-04-15", "2016-04-16", "2018-12-31"])
def test_a_horse_cites_the_lists_of_2016(day):
    """The shipped tables know both lists around 0101.21.00."""
    verdict = DATA.eligibility("01012100", day)
    assert (verdict.status, verdict.evidence, cited(verdict)) == ("not listed", "derived", MADE_BY[day])


def test_what_follows_backwards_from_a_line_is_derived():
    """Two pages print the deletion of 2022; that the edition of 2019 had the line is a conclusion."""
    verdict = DATA.eligibility("93070090", "2021-06-01")
    assert (verdict.status, verdict.evidence, verdict.item.evidence) == ("listed", "derived", "derived")
    assert DATA.eligibility("93070090", "2022-03-01").evidence == "confirmed"
    assert verdict.why == (
        "财政部等8部门公告2022年第7号 (2022 adjustment) deletes it from 2022-03-01, so just before it was listed."
    )


UNSOURCED = {"evidence": "unsourced", "sources": ""}
KEPT, DELETED, ADDED = "15000000", "16000000", "17000000"
STATUSES = {  # by year: of the line that stays, of the one deleted in 2029, of the one added in 2029
    "2027": [("listed", "confirmed"), ("listed", "unsourced"), ("not listed", "derived")],
    "2028": [("listed", "confirmed"), ("listed", "derived"), ("not listed", "derived")],
    "2029": [("listed", "derived"), ("not listed", "confirmed"), ("listed", "confirmed")],
    "2030": [("listed", "derived"), ("not listed", "unsourced"), ("listed", "confirmed")],
}


@pytest.mark.parametrize("year", STATUSES)
def test_an_answer_is_as_well_known_as_the_annexes_that_could_have_changed_it(year):
    """A supplement only adds: what was listed before stays, what is not listed after was not; the rest needs its annex."""
    data = in_memory(
        announcements=[
            announcement("2027-1", evidence="confirmed", sources="S001;S002"),
            announcement("2028-1", "supplements", "2027-1", **UNSOURCED),
            announcement("2029-1", "amends", "2027-1", evidence="confirmed", sources="S001;S002"),
            announcement("2030-1", "supplements", "2027-1", **UNSOURCED),
        ],
        list_coverage=[known_range(f"{made}-1", "10000000", "20000000") for made in (2028, 2029, 2030)],
        list_changes=[
            line("2027-1", "list", KEPT, evidence="confirmed", sources="S001;S002"),
            line("2029-1", "delete", DELETED, evidence="confirmed", sources="S001;S002"),
            line("2029-1", "add", ADDED, evidence="confirmed", sources="S001;S002"),
        ],
    )
    verdicts = [data.eligibility(code, f"{year}-06-01") for code in (KEPT, DELETED, ADDED)]
    assert [(verdict.status, verdict.evidence) for verdict in verdicts] == STATUSES[year]


CODE = "15000000"
AROUND = ("10000000", "20000000")


def of_list(id_, *ends):
    """Make the row of a range of codes for which the list after an announcement is known, from outside its annex."""
    return {**known_range(id_, *ends), "covers": "list", "basis": "by a list"}


def test_a_supplement_takes_nothing_off():
    """A statement that a line of the list before it is gone contradicts that line."""
    data = in_memory(
        announcements=[announcement("2027-1"), announcement("2028-1", "supplements", "2027-1")],
        list_changes=[line("2027-1", "list", CODE), line("2028-1", "not_listed", CODE)],
    )
    with pytest.raises(DataIntegrityError, match=r"15000000 after 2028-1: .*\(list\) contradicts .*\(not_listed\)"):
        data.check()


@pytest.mark.parametrize(("total", "is_right"), [("2", True), ("1", False)])
def test_what_the_annexes_show_counts_as_theirs_also_if_a_statement_says_it_too(total, is_right):
    """Two lines that an adjustment leaves are more than one in force after it."""
    data = in_memory(
        announcements=[announcement("2027-1"), announcement("2028-1", "amends", "2027-1", list_total_after=total)],
        list_coverage=[known_range("2028-1", *AROUND)],
        list_changes=[
            *(line("2027-1", "list", code) for code in (CODE, "16000000")),
            *(line("2028-1", "listed", code) for code in (CODE, "16000000")),
        ],
    )
    if is_right:
        assert data.eligibility(CODE, "2028-01-01").status == "listed"
    else:
        with pytest.raises(DataIntegrityError, match=r"2028-1 states 1 lines in force after it; its annexes give 2\."):
            data.check()


@pytest.mark.parametrize("statement", [[], [line("2027-1", "listed", CODE)]])
def test_an_annex_answers_without_the_basis_of_a_known_list_that_says_the_same(statement):
    """By its line, or by what is known of all its lines; where it is not known the list answers, from its basis."""
    listed = [line("2027-1", "list", CODE), *statement]
    grounds = {}
    for name, known in {"annex": [known_range("2027-1", *AROUND)], "line": []}.items():
        ranges = [*known, of_list("2027-1", *AROUND)]
        data = in_memory(announcements=[announcement("2027-1")], list_coverage=ranges, list_changes=listed)
        for code in (CODE, "16000000"):
            found = data.eligibility(code, "2027-06-01").grounds
            grounds[name, code] = (found.reason, found.basis)
    assert grounds == {
        ("annex", CODE): ("annex line", None),
        ("annex", "16000000"): ("known range", None),
        ("line", CODE): ("annex line", None),
        ("line", "16000000"): ("consolidated list", "by a list"),
    }


def test_what_a_known_list_leaves_out_cites_the_pages_of_the_list():
    """The announcement's own page and those on which the known lines of the list stand."""
    data = in_memory(
        announcements=[announcement("2027-1", sources="S001")],
        list_coverage=[of_list("2027-1", *AROUND)],
        list_changes=[line("2027-1", "listed", "16000000", sources="S002")],
    )
    verdict = data.eligibility(CODE, "2027-01-01")
    assert (verdict.status, verdict.sources) == ("not listed", ("S002", "S001"))
    assert verdict.why == "The list after No. 2027-1 (List 2027-1) does not have it (by a list)."


def test_a_statement_that_a_known_annex_confirms_is_the_reason():
    """It names the code, which the known range does not."""
    data = in_memory(
        announcements=[announcement("2027-1")],
        list_coverage=[known_range("2027-1", *AROUND)],
        list_changes=[line("2027-1", "not_listed", CODE, sources="S002")],
    )
    verdict = data.eligibility(CODE, "2027-01-01")
    assert verdict.why == "The list after No. 2027-1 (List 2027-1) does not have it (stated outside the annex)."
    assert verdict.sources == ("S002", "S074")


def test_of_two_remarks_that_of_the_statement_about_the_later_list_answers():
    """The annex of the adjustment does not change the line, and is known in part; what answers comes first."""
    data = in_memory(
        announcements=[announcement("2027-1"), announcement("2028-1", "amends", "2027-1")],
        list_coverage=[known_range("2028-1", *AROUND)],
        list_changes=[
            line("2027-1", "list", CODE, remark_zh="每人每年2千克以内"),
            line("2028-1", "listed", CODE, remark_zh="仅限网购保税商品"),
        ],
    )
    verdict = data.eligibility(CODE, "2028-01-01")
    assert verdict.remark == "仅限网购保税商品"
    [conflict] = data.coverage().disagreements
    assert (conflict.answered_by.endswith("(listed)"), conflict.against.endswith("(list)")) == (True, True)
    assert f"{conflict.answered_by} answers, and {conflict.against} says otherwise" in " ".join(verdict.notes)


@pytest.mark.parametrize(
    ("ranges", "against"),
    [
        ([known_range("2027-1", *AROUND)], "the known range of 2027-1, which does not list it,"),
        ([of_list("2027-1", *AROUND)], "list_coverage.csv, line 2 (the whole list, without it)"),
        (
            [known_range("2027-1", *AROUND), of_list("2027-1", *AROUND)],
            "the known range of 2027-1, which does not list it,",
        ),
    ],
)
def test_a_contradiction_names_what_is_known_of_the_annex_or_of_the_list(ranges, against):
    """A line that was not on the list of 2027 cannot be deleted in 2028."""
    with pytest.raises(DataIntegrityError) as caught:
        in_memory(
            announcements=[announcement("2027-1"), announcement("2028-1", "amends", "2027-1")],
            list_coverage=ranges,
            list_changes=[line("2028-1", "delete", CODE)],
        ).check()
    [fault] = [fault for fault in str(caught.value).splitlines() if CODE in fault]
    assert fault.startswith("list_changes.csv: 15000000 after 2027-1: ")
    assert f"{against} contradicts list_changes.csv, line 2 (delete)" in fault.replace("made up/", "")


@pytest.mark.parametrize(
    ("ranges", "change", "says"),
    [
        ([known_range("2027-1")], "list", "2027-1 states 2 lines in force after it; its annexes give 1."),
        (
            [of_list("2027-1")],
            "listed",
            "2027-1 states 2 lines in force after it; the whole list after it has 1.",
        ),
    ],
)
def test_a_total_that_is_not_the_stated_one_is_refused(ranges, change, says):
    """Of annexes that are wholly known, and of a whole list after them; the error names the table."""
    with pytest.raises(DataIntegrityError) as caught:
        in_memory(
            announcements=[announcement("2027-1", list_total_after="2")],
            list_coverage=ranges,
            list_changes=[line("2027-1", change, CODE)],
        ).check()
    assert f"list_changes.csv: {says}" in str(caught.value)


def test_a_total_of_annexes_known_in_part_may_be_larger_and_not_smaller():
    """What is not known of them may be the rest; nothing takes off what is too much."""

    def load(total):
        rows = [announcement("2027-1", list_total_after=total)]
        return in_memory(
            announcements=rows,
            list_coverage=[known_range("2027-1", *AROUND)],
            list_changes=[line("2027-1", "list", CODE), line("2027-1", "list", "16000000")],
        )

    assert [load(total).eligibility(CODE, "2027-01-01").status for total in ("3", "2")] == ["listed", "listed"]
    with pytest.raises(DataIntegrityError, match=r"2027-1 states 1 lines in force after it; its annexes give 2\."):
        load("1").check()


def test_what_is_stated_outside_the_annex_does_not_count_as_a_line_of_it():
    """One line is all that the announcement states; whether the other code is one is for the whole annex to show."""
    data = in_memory(
        announcements=[announcement("2027-1", list_total_after="1")],
        list_changes=[line("2027-1", "list", CODE), line("2027-1", "listed", "16000000")],
    )
    assert [data.eligibility(code, "2027-01-01").status for code in (CODE, "16000000")] == ["listed", "listed"]


RULE = {"announcement": "2028-1", "rule": "takes_out_only_abolished_lines", "tariff": "hs2022", "basis": "made up"}


@pytest.mark.parametrize("evidence", ["derived", "unsourced"])
def test_what_a_rule_keeps_is_no_better_known_than_the_rule(evidence):
    """0409.00.00 is a line of HS 2022, so that the adjustment left it; the shipped tariff says so."""
    data = Dataset.bundled()
    tables = {
        "announcements": [
            announcement("2027-1", evidence="confirmed", sources="S001;S002"),
            announcement("2028-1", "amends", "2027-1", deleted="0", evidence="confirmed", sources="S001;S002"),
        ],
        "list_changes": [line("2027-1", "list", "04090000", evidence="confirmed", sources="S001;S002")],
        "list_inferences": [{**RULE, "evidence": evidence, "sources": "" if evidence == "unsourced" else "S001"}],
        "tariff_lines": read(data.folders[0], "tariff_lines"),
    }
    verdict = in_memory(**tables).eligibility("04090000", "2028-01-01")
    assert (verdict.status, verdict.evidence) == ("listed", evidence)


@pytest.mark.parametrize("ranges", [[], [known_range("2028-1", "04000000", "05000000")]])
def test_the_old_remark_of_a_line_that_a_rule_keeps_contradicts_none(ranges):
    """The adjustment may have changed it; not where its annex is known around the code and has no line about it."""
    data = in_memory(
        announcements=[announcement("2027-1"), announcement("2028-1", "amends", "2027-1", deleted="0")],
        list_coverage=ranges,
        list_changes=[
            line("2027-1", "list", "04090000", remark_zh="每人每年2千克以内"),
            line("2028-1", "listed", "04090000", remark_zh="仅限网购保税商品"),
        ],
        list_inferences=[{**RULE, "evidence": "derived", "sources": "S001"}],
        tariff_lines=read(DATA.folders[0], "tariff_lines"),
    )
    assert data.eligibility("04090000", "2028-01-01").remark == "仅限网购保税商品"
    assert len(data.coverage().disagreements) == len(ranges)


def test_a_remark_that_is_not_read_leaves_direct_shipment_unknown():
    """Bonded shipment does not depend on it; a remark for bonded shipment only is a no for direct shipment."""
    data = in_memory(
        announcements=[announcement("2027-1")],
        list_changes=[
            line("2027-1", "list", "15000000", remark_zh="需冷藏运输"),
            line("2027-1", "list", "16000000", remark_zh="仅限网购保税商品"),
            line("2027-1", "list", "17000000", remark_known="no"),
            line("2027-1", "list", "18000000"),
        ],
    )

    def statuses(shipment):
        codes = ("15000000", "16000000", "17000000", "18000000")
        return [data.eligibility(code, "2027-01-01", shipment=shipment).status for code in codes]

    assert statuses("bonded") == ["listed"] * 4
    assert statuses("direct") == ["unknown", "not listed", "unknown", "listed"]


def test_a_translation_of_no_remark_is_no_remark_that_is_known():
    """A page in another language that prints none may have left it out."""
    data = in_memory(
        announcements=[announcement("2027-1")],
        list_changes=[
            line("2027-1", "list", "15000000", remark_known="paraphrase"),
            line("2027-1", "list", "16000000", remark_known="paraphrase", remark_zh=" 仅限 "),
            line("2027-1", "list", "17000000", remark_zh=" 仅限 "),
        ],
    )
    assert [item.remark for item in data.items("2027-01-01")] == [None, "仅限", "仅限"]


@pytest.mark.parametrize(
    ("later", "remark"),
    [
        ([], "仅限网购保税商品"),
        ([line("2028-1", "remark", CODE, remark_known="no")], None),
        ([line("2028-1", "remark", CODE, remark_zh="每人每年2千克以内")], "每人每年2千克以内"),
    ],
)
def test_a_remark_that_the_annex_does_not_show_is_the_one_stated_outside(later, remark):
    """As long as no later annex changes it; that of 2028 is known around the code."""
    data = in_memory(
        announcements=[announcement("2027-1"), announcement("2028-1", "amends", "2027-1")],
        list_coverage=[known_range("2028-1", *AROUND)],
        list_changes=[
            line("2027-1", "list", CODE, remark_known="no"),
            line("2027-1", "listed", CODE, remark_zh="仅限网购保税商品", sources="S002"),
            *later,
        ],
    )
    before, after = (data.eligibility(CODE, day).item for day in ("2027-01-01", "2028-01-01"))
    assert (before.remark, before.remark_known, before.sources) == ("仅限网购保税商品", "yes", ("S002",))
    assert (after.remark, after.remark_known) == (remark, "yes" if remark else "no")


def test_a_code_that_nothing_is_known_of_has_an_item_without_a_word():
    """Such as the lines of the tariff that an edition may have."""
    first, *others = DATA.items("2021-06-01", status="unknown", under="0409")
    assert [first.hs_code, *(item.hs_code for item in others)] == ["04090000"]
    assert (first.announcement, first.note, first.sources, first.conditions) == ("", "", (), ())
    assert (first.remark, first.remark_known, first.evidence, first.name_zh) == (None, "no", None, "天然蜂蜜")


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (
            lambda: DATA.eligibility("04090000", "2016-04-08", shipment="air"),
            r"^shipment must be 'bonded' or 'direct', ",
        ),
        (lambda: DATA.eligibility("04090000", "2016-04-08", evidence="good"), r"^evidence must be 'confirmed' or "),
        (lambda: DATA.items("2016-04-08", status="yes"), r"^status must be 'listed' or 'not listed' or 'unknown', "),
    ],
)
def test_a_word_that_does_not_exist_is_refused_with_the_name_of_the_argument(ask, says):
    """And with the words that do."""
    with pytest.raises(ArgumentTypeError, match=says):
        ask()


def test_the_annexes_that_an_edition_lacks_are_those_that_made_it_and_are_not_wholly_known():
    """Of the shipped tables all; none where annexes are whole, nor before a list that is known as a whole."""

    def missing(data):
        return [[lacking.id for lacking in edition.missing] for edition in data.coverage().editions]

    assert missing(DATA) == [["2016-40"], ["2016-40", "2016-47"], ["2018-157"], ["2019-96"], ["2019-96", "2022-7"]]
    made = [
        announcement("2027-1"),
        announcement("2028-1", "amends", "2027-1"),
        announcement("2029-1", "amends", "2027-1"),
    ]
    whole = in_memory(announcements=made, list_coverage=[known_range("2027-1"), known_range("2028-1", *AROUND)])
    assert missing(whole) == [[], ["2028-1"], ["2028-1", "2029-1"]]
    by_list = in_memory(announcements=made, list_coverage=[of_list("2028-1", "00000000", "99999999")])
    assert missing(by_list) == [["2027-1"], [], ["2029-1"]]
