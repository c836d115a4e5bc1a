"""What follows from the tariff where the 2019 annex is loaded and the 2022 adjustment is not."""

import pytest
from tables import announcement, line

from pilotzones import Dataset, UnknownEligibilityError

# By the shipped lists of tariff lines: 0409.00.00 is a line of HS 2017 and of HS 2022, 0403.10.00 of HS 2017 alone.
STILL_A_LINE, ABOLISHED = "04090000", "04031000"


@pytest.fixture
def load(folder):
    """Load a 2019 edition of four lines, with some lines of the 2022 adjustment."""

    def make(*adjusted, **tables):
        lines = [
            line("2019-96", "list", STILL_A_LINE, name_zh="天然蜂蜜", evidence="confirmed"),
            line("2019-96", "list", ABOLISHED, name_zh="酸乳", evidence="confirmed"),
            line("2019-96", "list", "93070090", evidence="confirmed"),
            line("2019-96", "list", "08062000", evidence="confirmed"),
            *(line("2022-7", *known) for known in adjusted or [("delete", "93070090")]),
        ]
        return Dataset.load(folder(list_changes=lines, **tables))

    return make


def test_a_line_the_tariff_still_has_stays_listed(load):
    """The adjustment took out one line by deleting it and else only what the tariff had abolished."""
    verdict = load().eligibility(STILL_A_LINE, "2022-03-01")
    assert (verdict.status, verdict.evidence) == ("listed", "derived")
    assert verdict.why.startswith("财政部等公告2019年第96号 (2019 edition) lists it as 天然蜂蜜; ")
    assert "This follows from a rule: Beside the one line deleted (93070090), the 80 lines" in verdict.why
    assert {"S074", "S084"} <= set(verdict.sources)
    assert load().is_eligible(STILL_A_LINE, "2022-03-01") is True


def test_before_the_adjustment_nothing_is_inferred(load):
    """The edition's own line decides."""
    before = load().eligibility(STILL_A_LINE, "2022-02-28")
    assert (before.status, before.evidence, before.remark) == ("listed", "confirmed", "")


def test_its_remark_is_not_known_any_more(load):
    """206 remarks were changed, 90 of them to bonded shipment only."""
    verdict = load().eligibility(STILL_A_LINE, "2022-03-01")
    assert (verdict.remark, verdict.conditions, verdict.is_unconditional) == (None, (), None)
    direct = load().eligibility(STILL_A_LINE, "2022-03-01", shipment="direct")
    assert (direct.status, [announcement.id for announcement in direct.missing]) == ("unknown", ["2022-7"])


@pytest.mark.parametrize("minimum", ["confirmed", "single"])
def test_it_is_unknown_if_the_minimum_evidence_is_better_than_derived(load, minimum):
    """With the annex that would decide it."""
    data = load()
    verdict = data.eligibility(STILL_A_LINE, "2022-03-01", evidence=minimum)
    assert (verdict.status, verdict.is_eligible, verdict.evidence) == ("unknown", None, "derived")
    assert f"That is derived by a rule, and evidence='{minimum}' accepts nothing weaker." in verdict.why
    assert [announcement.id for announcement in verdict.missing] == ["2022-7"]
    with pytest.raises(UnknownEligibilityError, match="evidence="):
        data.is_eligible(STILL_A_LINE, "2022-03-01", evidence=minimum)
    assert data.is_eligible(STILL_A_LINE, "2022-03-01", evidence=minimum, if_unknown=False) is False
    assert data.is_eligible(STILL_A_LINE, "2022-03-01", evidence="derived") is True
    assert data.is_eligible(STILL_A_LINE, "2022-03-01", evidence="unsourced") is True


def test_a_line_the_tariff_abolished_is_unknown(load):
    """Whether its goods went or came back under another code is in the annex."""
    verdict = load().eligibility(ABOLISHED, "2022-03-01")
    assert (verdict.status, [announcement.id for announcement in verdict.missing]) == ("unknown", ["2022-7"])
    assert any("0403.10.00 is a line of the HS 2017 tariff, but not of HS 2022" in note for note in verdict.notes)


def test_the_line_deleted_is_not_kept_though_the_tariff_has_it(load):
    """Its own row decides."""
    assert load().is_eligible("93070090", "2022-03-01") is False


def test_while_a_deletion_is_not_known_nothing_is_kept(load):
    """Any line might be the one deleted."""
    states_two = announcement("2022-7", "amends", "2019-96", effective_from="2022-03-01", deleted="2")
    data = load(("add", "95061100"), announcements=[states_two])
    assert data.eligibility(STILL_A_LINE, "2022-03-01").status == "unknown"


def test_the_rule_is_data_of_the_announcement(load):
    """Without its row there is no rule; with a row of another announcement, that one keeps its lines."""
    adjustment = announcement("2027-1", "amends", "2019-96", deleted="0")
    rule = {
        "announcement": "2027-1",
        "rule": "takes_out_only_abolished_lines",
        "tariff": "hs2022",
        "basis": "made up",
        "evidence": "derived",
    }
    without = load(announcements=[adjustment])
    assert [without.eligibility(STILL_A_LINE, day).status for day in ("2026-12-31", "2027-01-01")] == [
        "listed",
        "unknown",
    ]
    kept = load(announcements=[adjustment], list_inferences=[rule])
    verdict = kept.eligibility(STILL_A_LINE, "2027-01-01")
    assert (verdict.status, verdict.evidence) == ("listed", "derived")
    assert verdict.why.count("This follows from a rule") == 2
    assert kept.eligibility(ABOLISHED, "2027-01-01").status == "unknown"
    guessed = load(announcements=[adjustment], list_inferences=[{**rule, "evidence": "assumed"}])
    assert guessed.eligibility(STILL_A_LINE, "2027-01-01").evidence == "assumed"


def test_what_was_not_listed_afterwards_was_not_before(folder):
    """A line that the adjustment would have kept, and that is added later, was not on the edition either."""
    adjustment = announcement("2027-1", "amends", "2019-96")
    lines = [line("2022-7", "delete", "93070090"), line("2027-1", "add", "22011010")]
    data = Dataset.load(folder(announcements=[adjustment], list_changes=lines))
    assert [span.status for span in data.history("22011010")[-3:]] == ["not listed", "not listed", "listed"]
    verdict = data.eligibility("22011010", "2021-01-01")
    assert verdict.evidence == "derived"
    assert verdict.why.endswith(
        "the 80 lines that the adjustment took out are those which the 2022 tariff had abolished."
    )
