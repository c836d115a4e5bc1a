"""The sentences of an answer, whole: why it is so, what is missing, what to do."""

import datetime

import pytest
from tables import announcement, in_memory, known_range, line

from pilotzones import UnknownEligibilityError

CODE, OTHER = "15000000", "16000000"
AROUND = ("10000000", "20000000")
LIST, ADJUSTMENT = "No. 2027-1 (List 2027-1)", "No. 2028-1 (List 2028-1)"


def load(*lines, ranges=(), **stated):
    """Load a list of 2027, which is adjusted in 2028 and replaced in 2029."""
    return in_memory(
        announcements=[
            announcement("2027-1", **stated),
            announcement("2028-1", "amends", "2027-1"),
            announcement("2029-1"),
        ],
        list_changes=lines,
        list_coverage=ranges,
    )


def why(data, code=CODE, year=2027):
    """Ask why a code is listed or not on the first day of a year."""
    return data.eligibility(code, f"{year}-01-01").why


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({}, f"{LIST} lists it."),
        ({"name_zh": "乳"}, f"{LIST} lists it as 乳."),
        ({"seq": "1"}, f"{LIST} lists it (line 1)."),
        ({"seq": "1", "name_zh": "乳"}, f"{LIST} lists it as 乳 (line 1)."),
    ],
)
def test_a_line_of_the_annex_is_quoted(cells, says):
    """With its name and its number (序号), if they are known."""
    data = load(line("2027-1", "list", CODE, **cells), ranges=[known_range("2028-1", *AROUND)])
    assert why(data) == says
    assert why(data, year=2028) == f"{says[:-1]}; {ADJUSTMENT} did not change that."


@pytest.mark.parametrize(
    ("action", "words", "before", "after"),
    [
        ("add", "adds it", "not listed", "listed"),
        ("delete", "deletes it", "listed", "not listed"),
        ("convert_in", "brings it in by tariff conversion", "not listed", "listed"),
        ("convert_out", "takes it out by tariff conversion", "listed", "not listed"),
        ("remark", "changes its remark", "listed", "listed"),
    ],
)
def test_a_change_says_what_was_before(action, words, before, after):
    """Without the name, which is that of the line afterwards."""
    data = load(line("2028-1", action, CODE, name_zh="乳"))
    assert why(data, year=2028) == f"{ADJUSTMENT} {words} as 乳."
    assert why(data) == f"{ADJUSTMENT} {words} from 2028-01-01, so just before it was {before}."
    assert [data.eligibility(CODE, f"{year}-01-01").status for year in (2027, 2028)] == [before, after]


def test_what_is_inferred_over_an_announcement_names_it():
    """It has no line about the code, and its annex is known around it."""
    data = in_memory(
        announcements=[
            announcement("2027-1"),
            announcement("2028-1", "amends", "2027-1"),
            announcement("2029-1", "amends", "2027-1"),
        ],
        list_changes=[line("2029-1", "add", CODE)],
        list_coverage=[known_range("2028-1", *AROUND)],
    )
    assert why(data) == (
        "No. 2029-1 (List 2029-1) adds it from 2029-01-01, so just before it was not listed; "
        f"{ADJUSTMENT} did not change that."
    )


@pytest.mark.parametrize(("action", "has"), [("listed", "has it as 乳"), ("not_listed", "does not have it as 乳")])
def test_a_statement_says_where_it_is_from(action, has):
    """From outside the annex, or from a known list, whose basis is quoted."""
    stated = line("2027-1", action, CODE, name_zh="乳")
    assert why(load(stated)) == f"The list after {LIST} {has} (stated outside the annex)."
    whole = {**known_range("2027-1", *AROUND), "covers": "list", "basis": "read in a consolidated list"}
    assert why(load(stated, ranges=[whole])) == f"The list after {LIST} {has} (read in a consolidated list)."


def test_what_is_on_no_line_names_all_announcements_and_what_is_not_on_a_known_list_the_first():
    """Each by its number and title."""
    annexes = [known_range("2027-1", *AROUND), known_range("2028-1", *AROUND)]
    assert why(load(ranges=annexes)) == (f"All lines of {LIST} near this code are known, and it is not one of them.")
    assert why(load(ranges=annexes), year=2028) == (
        f"All lines of {LIST} and {ADJUSTMENT} near this code are known, and it is not one of them."
    )
    whole = {**known_range("2027-1", *AROUND), "covers": "list", "basis": "read in a consolidated list"}
    data = load(ranges=[whole, known_range("2028-1", *AROUND)])
    assert why(data) == f"The list after {LIST} does not have it (read in a consolidated list)."
    assert why(data, year=2028) == (
        f"The list after {LIST} does not have it (read in a consolidated list); {ADJUSTMENT} did not change that."
    )


@pytest.mark.parametrize(("stated", "count"), [({}, "an unstated number of"), ({"stated_count": "1413"}, "1,413")])
def test_what_is_missing_and_what_to_do(stated, count):
    """How many lines are known of how many, where the annex is, and how it is installed."""
    data = load(line("2027-1", "list", OTHER), **stated)
    verdict = data.eligibility(CODE, "2027-01-01")
    assert verdict.why == f"The data has 1 of {count} lines of {LIST}; none of those it has is about this code."
    assert verdict.notes[:2] == (
        "To decide all codes, run: pilotzones annex fetch 2027-1 (it needs: pip install 'pilotzones[annex]').",
        (
            "By hand, open the attachment (附件) of No. 2027-1 《清单》 (published on mof.gov.cn) and look for 15000000 in the "
            "column 税则号列 (tariff line); or save it and run: pilotzones annex install FILE."
        ),
    )
    both = data.eligibility(CODE, "2028-01-01")
    assert both.why.endswith(
        f"{LIST} and 0 of an unstated number of lines of {ADJUSTMENT}; none of those it has is about this code."
    )


def test_the_pages_of_an_announcement_are_given():
    """All of them, instead of the site."""
    pages = "http://www.mof.gov.cn/a.htm http://www.mof.gov.cn/b.htm"
    [_, by_hand, *_] = load(official_pages=pages).eligibility(CODE, "2027-01-01").notes
    assert "《清单》 (http://www.mof.gov.cn/a.htm http://www.mof.gov.cn/b.htm) and look for" in by_hand


@pytest.mark.parametrize(
    ("cells", "notes"),
    [
        ({}, []),
        ({"remark_zh": "每人每年2千克以内"}, ["The line has a remark (备注): 每人每年2千克以内"]),
        (
            {"remark_zh": "每人每年2千克以内", "remark_known": "paraphrase"},
            ["The line has a remark (备注) (translated back, not the original wording): 每人每年2千克以内"],
        ),
        (
            {"remark_known": "no"},
            ["The remark (备注) of the line is not known, and may be a condition. Read it in the annex."],
        ),
    ],
)
def test_a_remark_has_a_note(cells, notes):
    """A blank one has none."""
    assert (
        list(load(line("2027-1", "list", CODE, **cells)).eligibility(CODE, "2027-01-01").notes[: len(notes)]) == notes
    )


def test_a_day_after_the_last_one_checked_has_a_note():
    """The last day itself has none."""
    lines = [line("2016-1", "list", "04090000")]
    tariff = [{"hs_code": "04090000", "tariffs": "hs2022"}]
    data = in_memory(announcements=[announcement("2016-1")], list_changes=lines, tariff_lines=tariff)
    assert data.eligibility("04090000", "2026-11-25").notes == ()
    assert data.eligibility("04090000", datetime.date(2026, 11, 26)).notes == (
        (
            "2026-11-26 is after 2026-11-25, the last day on which the data about the positive list was checked: the "
            "answer is right if nothing of that changed since."
        ),
    )


@pytest.mark.parametrize(
    ("evidence", "minimum", "words"),
    [
        ("single", "confirmed", "printed on a single page"),
        ("derived", "single", "derived by a rule"),
        ("unsourced", "derived", "general knowledge, not printed on any page found"),
    ],
)
def test_evidence_is_said_in_words(evidence, minimum, words):
    """Where the caller accepts nothing weaker than something better."""
    cells = {"evidence": evidence, "sources": "" if evidence == "unsourced" else "S001"}
    data = load(line("2027-1", "list", CODE, **cells))
    verdict = data.eligibility(CODE, "2027-01-01", evidence=minimum)
    assert (verdict.status, data.eligibility(CODE, "2027-01-01", evidence=evidence).status) == ("unknown", "listed")
    assert verdict.why == f"{LIST} lists it. That is {words}, and evidence='{minimum}' accepts nothing weaker."


def test_what_is_assumed_is_said_to_be():
    """By the program itself."""
    data = load().assume(listed=[CODE], after="2027-1")
    assert data.eligibility(CODE, "2027-01-01", evidence="unsourced").why == (
        f"The list after {LIST} has it (assumed). That is assumed by the program that asks, and evidence='unsourced' "
        "accepts nothing weaker."
    )


def test_the_error_for_unknown_says_for_which_shipment_only_if_the_line_is_listed():
    """A code of which nothing is known is not asked about by shipment."""
    data = load(line("2027-1", "list", CODE, remark_known="no"))
    with pytest.raises(UnknownEligibilityError) as caught:
        data.is_eligible(CODE, "2027-01-01", shipment="direct")
    asked = "It is unknown whether 1500.00.00 was on the positive list for direct shipment on 2027-01-01: the answer is"
    assert str(caught.value).startswith(f"{asked} neither yes nor no. The positive list is published as tables")
    with pytest.raises(UnknownEligibilityError, match=r"whether 1600\.00\.00 was on the positive list on 2027-01-01: "):
        data.is_eligible(OTHER, "2027-01-01", shipment="direct")
    weak = load(line("2027-1", "list", CODE), ranges=[known_range("2027-1")])
    with pytest.raises(UnknownEligibilityError, match=r"neither yes nor no\. What is known: No\. 2027-1 .* To get an"):
        weak.is_eligible(CODE, "2027-01-01", evidence="confirmed")


def test_a_conflict_is_a_note_of_its_own_code_alone():
    """And only from the announcement on after which the two differ."""
    data = load(
        line("2027-1", "list", CODE, remark_zh="每人每年2千克以内"),
        line("2027-1", "list", OTHER),
        line("2028-1", "listed", CODE, remark_zh="仅限网购保税商品"),
        ranges=[known_range("2028-1", *AROUND)],
    )

    def differing(code, year):
        return ["differs" in note for note in data.eligibility(code, f"{year}-01-01").notes].count(True)

    assert [differing(CODE, 2027), differing(CODE, 2028), differing(CODE, 2029)] == [0, 1, 0]
    assert [differing(OTHER, 2027), differing(OTHER, 2028)] == [0, 0]


def test_a_code_of_no_tariff_has_the_name_of_its_latest_line():
    """Also under an edition of which nothing is known."""
    data = load(
        line("2027-1", "list", CODE, name_zh="乳"),
        line("2028-1", "remark", CODE, name_zh="鲜乳"),
        line("2027-1", "list", OTHER),
    )
    assert [(item.hs_code, item.name_zh) for item in data.items("2029-01-01", status="unknown")] == [
        (CODE, "鲜乳"),
        (OTHER, ""),
    ]
