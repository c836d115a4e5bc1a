"""Lines that a program assumes: a dataset for a test or a shop in one line."""

import pickle

import pytest
from tables import announcement, in_memory, known_range, line

from pilotzones import (
    ArgumentTypeError,
    DataIntegrityError,
    Dataset,
    InvalidHSCodeError,
    PilotZonesError,
    UnknownEditionError,
)

DATA = Dataset.bundled()
SHOP = DATA.assume(listed={"3304.99.00": "仅限网购保税商品"}, not_listed=["30045000"], after="2022-7")


def test_what_is_assumed_is_answered_and_says_so():
    """With its remark, from that announcement on, and nothing else changes."""
    listed = SHOP.eligibility("33049900", "2024-06-18")
    assert (listed.status, listed.evidence, listed.sources[0]) == ("listed", "assumed", "assumed")
    assert listed.why == "The list after 财政部等8部门公告2022年第7号 (2022 adjustment) has it (assumed)."
    assert SHOP.is_eligible("33049900", "2024-06-18", shipment="direct") is False
    off = SHOP.eligibility("30045000", "2024-06-18")
    assert (off.status, off.why.endswith("does not have it (assumed).")) == ("not listed", True)
    assert SHOP.eligibility("33049900", "2022-02-28").status == "unknown"
    assert SHOP.eligibility("33049900", "2024-06-18", evidence="unsourced").status == "unknown"
    assert SHOP.eligibility("33049900", "2024-06-18", evidence="assumed").status == "listed"
    assert SHOP.sources(of=listed)[0].source.startswith("Assumed by the program")
    assert DATA.eligibility("33049900", "2024-06-18").status == "unknown"


def test_by_default_it_is_assumed_of_the_last_list_and_codes_alone_have_no_known_remark():
    """So direct shipment stays unknown."""
    data = DATA.assume(listed=["33049900"])
    assert data.is_eligible("33049900", "2026-01-01") is True
    assert data.eligibility("33049900", "2026-01-01", shipment="direct").status == "unknown"
    blank = DATA.assume(listed={"33049900": "", "19011010": None})
    assert blank.is_eligible("33049900", "2026-01-01", shipment="direct") is True
    assert blank.eligibility("19011010", "2026-01-01").is_unconditional is None


def test_it_may_be_assumed_again_and_of_other_announcements():
    """Each is laid over those before."""
    data = SHOP.assume(not_listed=["33049900"], after="2022-7").assume(listed=["33049900"], after="2018-157")
    assert [span.status for span in data.history("33049900")] == [
        "unknown", "unknown", "listed", "unknown", "not listed",
    ]  # fmt: skip
    (other,) = data.coverage().disagreements
    assert (other.announcement, other.hs_code) == ("2022-7", "33049900")
    assert other.answered_by == "assumed/list_changes.csv, line 2 (not_listed)"


def test_a_whole_annex_outranks_what_is_assumed(folder):
    """Where the two differ the annex answers, and the coverage and the answer show it."""
    own = folder(
        announcements=[announcement("2027-1")],
        list_changes=[line("2027-1", "list", "10000000")],
        list_coverage=[known_range("2027-1")],
    )
    data = Dataset.load(own).assume(listed=["20000000"], not_listed=["10000000"])
    assert data.is_eligible("10000000", "2027-02-01") is True
    assert data.is_eligible("20000000", "2027-02-01") is False
    assert [one.hs_code for one in data.coverage().disagreements] == ["10000000", "20000000"]
    assert "What is known differs:\n10000000 after 2027-1: own/list_changes.csv, line 2 (list) answers" in str(
        data.coverage()
    )
    assert data.eligibility("10000000", "2027-02-01").notes[0] == (
        "What is known of it after 2027-1 differs: own/list_changes.csv, line 2 (list) answers, and "
        "assumed/list_changes.csv, line 3 (not_listed) says otherwise. Compare the two."
    )


def test_it_prints_as_the_call_that_makes_it_and_can_be_pickled():
    """A failing test shows it, and another process has it."""
    call = "Dataset.bundled().assume(listed={'33049900': '仅限网购保税商品'}, not_listed=['30045000'], after='2022-7')"
    assert repr(SHOP) == call
    assert eval(call, {"Dataset": Dataset}).data_version() == SHOP.data_version()  # noqa: S307 - this file's own
    other = pickle.loads(pickle.dumps(SHOP))  # noqa: S301 - this test's own
    assert (repr(other), other.is_eligible("33049900", "2024-06-18")) == (call, True)
    assert SHOP.data_version().startswith(f"{DATA.data_version()}+")
    with SHOP.as_default():
        from pilotzones import is_eligible

        assert is_eligible("33049900", "2024-06-18")


@pytest.mark.parametrize(
    ("assumed", "error", "says"),
    [
        ({}, ArgumentTypeError, r"Nothing is assumed: pass listed=\{code: remark\} or not_listed=\[code\]\."),
        ({"listed": "33049900"}, ArgumentTypeError, "listed must be a collection of codes"),
        ({"not_listed": 5}, ArgumentTypeError, "not_listed must be a collection of codes"),
        ({"listed": {"33049900": 5}}, ArgumentTypeError, "The remark of '33049900' must be text, or None"),
        ({"listed": ["3304"]}, InvalidHSCodeError, "is a heading"),
        ({"listed": [None]}, TypeError, "None"),
        ({"listed": ["33049900", "3304.99.00"]}, InvalidHSCodeError, r"3304\.99\.00 is assumed twice\."),
        ({"listed": ["33049900"], "not_listed": ["3304990010"]}, InvalidHSCodeError, "is assumed twice"),
        ({"listed": ["33049900"], "after": "2030-1"}, UnknownEditionError, "'2030-1' is not an edition: give one of"),
        (
            {"listed": ["95061100"], "after": "2019-96"},
            DataIntegrityError,
            "95061100 after 2019-96: assumed/list_changes",
        ),
    ],
)
def test_bad_input_is_one_clear_error(assumed, error, says):
    """Nothing is half assumed."""
    with pytest.raises(error, match=says):
        DATA.assume(**assumed)


def test_what_is_assumed_of_one_code_changes_no_other(folder):
    """The annex's own line stays: it is counted among those it deletes, and shows what was listed before."""
    data = Dataset.load(folder(list_changes=[line("2019-96", "list", "04090000", evidence="confirmed")]))
    assert data.eligibility("04090000", "2022-03-01").status == "listed"  # by the rule of the tariff
    other = data.assume(listed=["93070090"], after="2022-7")
    assert other.eligibility("04090000", "2022-03-01").status == "listed"
    assert [span.status for span in other.history("93070090")][3:] == ["listed", "listed"]
    assert [one.hs_code for one in other.coverage().disagreements] == ["93070090"]
    assert DATA.assume(not_listed=["95061100"]).eligibility("95061100", "2021-01-01").status == "not listed"


@pytest.fixture
def listed_whole(folder):
    """Make a dataset in which the list after an announcement of 2027 is known from outside its annex."""
    rows = [line("2027-1", "listed", "10000000", remark_zh="仅限网购保税商品")]
    ranges = [{**known_range("2027-1"), "covers": "list", "basis": "by a list"}]
    one = announcement("2027-1", list_total_after="1")
    return Dataset.load(folder(announcements=[one], list_changes=rows, list_coverage=ranges))


def test_an_assumed_line_beside_a_known_list_is_assumed_alone(listed_whole):
    """Every other answer keeps its evidence and reason, and the stated total is that of the list."""
    data = listed_whole.assume(listed=["20000000"], not_listed=["10000000"])
    assert data.is_eligible("20000000", "2027-02-01") is True
    assert data.eligibility("10000000", "2027-02-01").why.endswith("does not have it (assumed).")
    assert data.eligibility("20000000", "2027-02-01").why.endswith("has it (assumed).")
    absent = data.eligibility("30000000", "2027-02-01", evidence="single")
    assert (absent.status, absent.evidence) == ("not listed", "single")
    assert absent.why.endswith("does not have it (by a list).")
    assert "assumed" not in absent.sources
    assert [one.hs_code for one in data.coverage().disagreements] == ["10000000", "20000000"]


def test_a_known_list_has_as_many_lines_as_are_stated(folder):
    """Or it is not that list."""
    one = announcement("2027-1", list_total_after="2")
    ranges = [{**known_range("2027-1"), "covers": "list"}]
    rows = [line("2027-1", "listed", "10000000")]
    with pytest.raises(
        DataIntegrityError, match=r"2027-1 states 2 lines in force after it; the whole list after it has 1\."
    ):
        Dataset.load(folder(announcements=[one], list_changes=rows, list_coverage=ranges))


def test_a_stated_line_without_a_known_remark_has_none_from_elsewhere(folder):
    """The annex is known around the code, and says nothing of it."""
    rows = [line("2027-1", "listed", "10000000", remark_known="no")]
    ranges = [known_range("2027-1", "10000000", "10000001")]
    data = Dataset.load(folder(announcements=[announcement("2027-1")], list_changes=rows, list_coverage=ranges))
    verdict = data.eligibility("10000000", "2027-02-01")
    assert (verdict.status, verdict.remark) == ("listed", None)
    assert [one.hs_code for one in data.coverage().disagreements] == ["10000000"]


def test_where_every_annex_is_known_there_is_nothing_to_open_by_hand():
    """The coverage ends with its last edition."""
    whole = in_memory(announcements=[announcement("2027-1")], list_coverage=[known_range("2027-1")])
    assert str(whole.coverage()).endswith("From 2027-01-01 onwards: no code is unknown.")


def test_what_is_assumed_last_answers_and_is_shown_once():
    """Of three assumptions about one code."""
    data = DATA.assume(listed=["33049900"]).assume(not_listed=["33049900"]).assume(listed=["33049900"])
    assert data.is_eligible("33049900", "2026-01-01") is True
    assert len(data.coverage().disagreements) == 1


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (lambda: DATA.assume(listed=[["33049900"]]), TypeError),
        (lambda: DATA.assume(listed={"33049900": "\ud800"}), ArgumentTypeError),
        (lambda: DATA.assume(listed=["33049900"], after=7), PilotZonesError),
        (lambda: DATA.diff(7, "2022-7"), PilotZonesError),
    ],
)
def test_odd_arguments_are_errors_of_the_library(asked, error):
    """Nothing else is raised."""
    with pytest.raises(error) as caught:
        asked()
    assert isinstance(caught.value, PilotZonesError)
