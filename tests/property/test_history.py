"""A code through all editions, one edition against another, and records as text: over histories that might have been."""

import itertools

from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from known_rows import codes_of, known_history, probes
from rules import status

import pilotzones
from pilotzones import strategies
from pilotzones.serial import from_json, to_json


@examples(60)
@given(data=strategies.datasets())
def test_a_history_is_the_rules_reading_of_every_edition(data):
    """Span by span, each until the next begins; asked of the dataset and of the module in its place."""
    history = known_history(data)
    days = [announced.day for announced in history]
    for code in probes(history):
        spans = data.history(code)
        assert [span.status for span in spans] == [status(history, code, at) for at in range(len(history))]
        assert [(span.effective_from, span.effective_to) for span in spans] == list(
            zip(days, [*days[1:], None], strict=True)
        )
        assert [span.announcement.id for span in spans] == [announced.id for announced in history]
        with data.as_default():
            assert pilotzones.history(code) == spans


@examples(60)
@given(data=strategies.datasets())
def test_a_difference_is_what_two_editions_say(data):
    """Of every pair: what came, what went, and what is undecided because one side is not known."""
    history = known_history(data)
    codes = probes(history)
    for older, newer in itertools.combinations(range(len(history)), 2):
        before = {code: status(history, code, older) for code in codes}
        after = {code: status(history, code, newer) for code in codes}
        difference = data.diff(history[older].id, history[newer].id)
        came = {item.hs_code for item in (*difference.added, *difference.converted_in)}
        went = {item.hs_code for item in (*difference.removed, *difference.converted_out)}
        assert came == {code for code in codes if (before[code], after[code]) == ("not listed", "listed")}
        assert went == {code for code in codes if (before[code], after[code]) == ("listed", "not listed")}
        unknown = {code for code in codes if "unknown" in {before[code], after[code]}}
        named = set(codes_of(history))
        assert {undecided.hs_code for undecided in difference.undecided} & unknown == unknown & named
        for code in set(codes) - named:
            assert any(first <= code <= last for first, last in difference.unknown_ranges) == (code in unknown)
        for undecided in difference.undecided:
            assert (undecided.older, undecided.newer) == (before[undecided.hs_code], after[undecided.hs_code])
            assert "unknown" in {undecided.older, undecided.newer} or a_remark_is_unknown(data, undecided)
        with data.as_default():
            assert pilotzones.diff(history[older].id, history[newer].id) == difference


def a_remark_is_unknown(data, undecided):
    """Tell whether a code stayed on the list with a remark that may have changed."""
    remarks = [span.remark for span in data.history(undecided.hs_code) if span.status == "listed"]
    return undecided.older == undecided.newer == "listed" and None in remarks


@examples(40)
@given(data=strategies.datasets(complete=True))
def test_nothing_is_undecided_between_whole_editions(data):
    """Except changes of remarks that are not known on both sides; and no code both came and went."""
    ids = [edition.id for edition in data.editions()]
    for older, newer in itertools.combinations(ids, 2):
        difference = data.diff(older, newer)
        assert difference.unknown_ranges == ()
        assert all(a_remark_is_unknown(data, undecided) for undecided in difference.undecided)
        assert {item.hs_code for item in difference.added}.isdisjoint(item.hs_code for item in difference.removed)


@examples(80)
@given(data=st.data(), world=strategies.datasets())
def test_records_of_any_history_read_back_from_json(data, world):
    """Zones, batches, editions, announcements, verdicts and spans."""
    verdict = data.draw(strategies.verdicts(dataset=world))
    records = [*world.zones(), *world.batches(), *world.editions(), *world.announcements()]
    for record in (*records, verdict, *world.history(verdict.hs_code)):
        assert from_json(to_json(record), type(record), dataset=world) == record


@examples(80)
@given(data=st.data(), world=strategies.datasets())
def test_the_remark_of_a_drawn_line_comes_back_as_its_conditions(data, world):
    """With the answer for its code; "bonded only" is not a yes for direct shipment."""
    edition = data.draw(strategies.editions(dataset=world))
    for item in world.items(edition.effective_from):
        verdict = world.eligibility(item.hs_code, edition.effective_from, shipment="direct")
        assert verdict.remark == item.remark
        if item.remark is None:
            assert verdict.status == "unknown"
        else:
            assert verdict.status == ("not listed" if "仅限网购保税商品" in item.remark else "listed")
