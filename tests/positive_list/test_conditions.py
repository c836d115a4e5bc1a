"""A verdict's remark as conditions, for a shipment and a minimum evidence; history, items and timeline."""

import datetime

import pytest
from tables import announcement, known_range, line

from pilotzones import (
    ArgumentTypeError,
    Batch,
    BondedOnly,
    Dataset,
    ExcludedGoods,
    NamedGoodsOnly,
    QuantityLimit,
    UnknownEligibilityError,
)

DATA = Dataset.bundled()
DAY = "2019-06-01"


@pytest.fixture
def edition(folder):
    """Lines of the 2018 edition with remarks of every kind."""
    remarks = {
        "10000001": "仅限网购保税商品",
        "10000002": "每人每年2千克以内；仅 限网购\n保税商品",
        "10000003": "列入《进出口野生动植物种商品目录》的商品除外",
        "10000004": "见注三",
        "10000005": "",
    }
    lines = [line("2018-157", "list", code, remark_zh=remark) for code, remark in remarks.items()]
    lines.append(line("2018-157", "list", "10000006", remark_known="no", evidence="unsourced"))
    return Dataset.load(folder(list_changes=lines))


def test_a_remark_is_read_as_conditions(edition):
    """Clause by clause; none where there is no remark."""
    kinds = {
        code: [type(condition) for condition in edition.eligibility(code, DAY).conditions]
        for code in ("10000001", "10000002", "10000003", "10000005", "10000006")
    }
    assert kinds == {
        "10000001": [BondedOnly],
        "10000002": [QuantityLimit, BondedOnly],
        "10000003": [ExcludedGoods],
        "10000005": [],
        "10000006": [],
    }
    assert [type(condition) for condition in DATA.eligibility("32151900", "2022-03-01").conditions] == [NamedGoodsOnly]


@pytest.mark.parametrize(
    ("code", "unconditional", "bonded", "direct"),
    [
        ("10000001", False, "listed", "not listed"),
        ("10000002", False, "listed", "not listed"),
        ("10000003", False, "listed", "listed"),
        ("10000004", False, "listed", "unknown"),
        ("10000005", True, "listed", "listed"),
        ("10000006", None, "listed", "unknown"),
        ("10000007", None, "unknown", "unknown"),
    ],
)
def test_a_shipment_is_held_against_the_remark(edition, code, unconditional, bonded, direct):
    """Bonded only is not a yes for direct shipment; what is not known or not understood is unknown."""
    assert edition.eligibility(code, DAY).is_unconditional is unconditional
    assert edition.eligibility(code, DAY, shipment="bonded").status == bonded
    verdict = edition.eligibility(code, DAY, shipment="direct")
    assert (verdict.status, verdict.shipment) == (direct, "direct")
    answers = {"listed": True, "not listed": False}
    if direct in answers:
        assert edition.is_eligible(code, DAY, shipment="direct") is answers[direct]
    else:
        assert edition.is_eligible(code, DAY, shipment="direct", if_unknown=False) is False
        assert edition.is_eligible(code, DAY, shipment="direct", if_unknown=True) is True


def test_the_reason_against_direct_shipment_is_given(edition):
    """With the words of the remark; the line itself stays on the verdict."""
    verdict = edition.eligibility("10000001", DAY, shipment="direct")
    assert verdict.item.hs_code == "10000001"
    assert verdict.why.endswith("Its remark allows bonded shipment (网购保税) only: 仅限网购保税商品")
    assert (
        "is not clear whether its remark allows direct shipment: 见注三"
        in edition.eligibility("10000004", DAY, shipment="direct").why
    )
    unknown = edition.eligibility("10000006", DAY, shipment="direct")
    assert [announcement.id for announcement in unknown.missing] == ["2018-157"]
    with pytest.raises(UnknownEligibilityError, match="was on the positive list for direct shipment on 2019-06-01"):
        edition.is_eligible("10000006", DAY, shipment="direct")


def test_evidence_sets_what_an_answer_may_rest_on(edition):
    """An unsourced line is unknown for callers who want a page."""
    assert edition.eligibility("10000006", DAY, evidence="unsourced").status == "listed"
    verdict = edition.eligibility("10000006", DAY, evidence="single")
    assert (verdict.status, verdict.missing) == ("unknown", ())
    assert "general knowledge, not printed on any page found" in verdict.why
    assert DATA.is_eligible("93070090", "2022-03-01", evidence="confirmed") is False
    assert DATA.eligibility("01012100", "2017-06-01", evidence="confirmed").status == "unknown"
    assert DATA.eligibility("33049900", "2022-03-01", evidence="confirmed").status == "unknown"


@pytest.mark.parametrize(
    ("argument", "value"), [("shipment", "air"), ("shipment", ""), ("evidence", "sure"), ("evidence", "")]
)
def test_no_other_word_is_taken(argument, value):
    """The error lists the words."""
    with pytest.raises(ArgumentTypeError, match=f"{argument} must be '.*' or '.*', not '{value}'"):
        DATA.is_eligible("04090000", "2016-05-01", **{argument: value})


def test_a_history_is_adjoining_spans():
    """From the first list to now, half-open, each opened by an announcement."""
    spans = DATA.history("0407.90.90")
    assert [span.announcement.id for span in spans] == ["2016-40", "2016-47", "2018-157", "2019-96", "2022-7"]
    assert spans[0].effective_from == datetime.date(2016, 4, 8)
    assert [span.effective_to for span in spans] == [*(span.effective_from for span in spans[1:]), None]
    assert [span.status for span in spans] == ["listed", "listed", "unknown", "unknown", "unknown"]
    assert spans[0].remark == "列入《进出口野生动植物种商品目录》的商品除外"
    assert [type(condition) for condition in spans[1].conditions] == [ExcludedGoods]
    assert (spans[2].remark, spans[2].conditions) == (None, ())


def test_items_of_any_status():
    """Of heading 9506 three lines are known to be listed since 2022, and to have been unlisted before."""
    skis = ["95061100", "95061200", "95061900"]
    assert [item.hs_code for item in DATA.items("2022-03-01", under="9506")] == skis
    assert [item.hs_code for item in DATA.items("2022-02-28", under="9506", status="not listed")] == skis
    unknown = DATA.items("2022-03-01", under="9506", status="unknown")
    assert "95063100" in {item.hs_code for item in unknown}
    assert not {item.hs_code for item in unknown} & set(skis)
    assert {(item.remark, item.evidence, item.announcement) for item in unknown} == {(None, None, "")}
    early = DATA.items("2016-05-01", under="0402", status="not listed")
    assert early == ()  # the tariff of 2016 is not known, and every named line of the heading is listed
    with pytest.raises(ArgumentTypeError, match="status must be 'listed' or 'not listed' or 'unknown', not 'yes'"):
        DATA.items("2022-03-01", status="yes")


def test_the_timeline_holds_every_document_in_order():
    """Eight replies and five announcements, by the day they take effect."""
    events = DATA.timeline()
    assert [event.date for event in events] == sorted(event.date for event in events)
    assert len(events) == 13
    assert sum(isinstance(event.document, Batch) for event in events) == 8
    assert events[2].title_zh == "跨境电子商务零售进口商品清单"
    assert str(events[-1]).startswith("2025-04-25  Batch 8: 国函〔2025〕40号")
    assert [source.id for source in DATA.sources(of=events[0])] == ["S040", "S003"]


def test_coverage_gives_the_consequence_of_each_edition(folder):
    """Lines known and stated, their share, and what that means for an answer."""
    first, *_, last = DATA.coverage().editions
    assert (first.known, first.stated, round(first.share, 3)) == (69, 1142, 0.06)
    assert first.consequence.startswith("every code in 00000000-09083200 has an answer; any other code is unknown")
    assert last.command == "pilotzones annex fetch 2019-96 2022-7"
    assert last.consequence.endswith(f"To decide every code, run: {last.command}")
    own = folder(
        announcements=[announcement("2027-1")],
        list_changes=[line("2027-1", "list", "10000000")],
        list_coverage=[known_range("2027-1")],
    )
    complete = Dataset.load(own).coverage()
    assert (complete.editions[-1].consequence, complete.editions[-1].share) == ("no code is unknown.", None)
    assert complete.editions[-1].command == ""
    assert f"with {own} laid over it" in str(complete)
