"""Questions about goods: every spelling has the answer of its digits, and unknown is never yes or no."""

import datetime

from fuzzing import INPUTS, attempt, fuzzed
from hypothesis import example
from hypothesis import strategies as st
from mutations import Undecided
from near_arguments import DATA, codes, days, prefixes, valid_codes, valid_days, words

from pilotzones import (
    ArgumentTypeError,
    EditionOrderError,
    NoListInForceError,
    UnknownEditionError,
    UnknownEligibilityError,
)
from pilotzones.dates import as_date
from pilotzones.hscode import parse

STATUSES = ("listed", "not listed", "unknown")
EDITIONS = ("2016-40", "2016-47", "2018-157", "2019-96", "2022-7")
YES_OR_NO = {"listed": True, "not listed": False, "unknown": None}
shipments = words(None, "bonded", "direct")
evidences = words(None, "confirmed", "single", "derived", "unsourced", "assumed")
ages = words(None, 0, 1, 100_000)


@fuzzed(INPUTS, code=codes, day=days)
def test_every_spelling_has_the_answer_of_its_digits(code, day):
    """With reasons and without; unknown raises, and is what the caller wants it to be."""
    verdict, error = attempt(DATA.eligibility, code, day)
    listed, refused = attempt(DATA.is_eligible, code, day)
    if error is not None:
        assert type(refused) is type(error)
        assert str(refused) == str(error)
        return
    assert verdict == DATA.eligibility(parse(code), as_date(day))
    assert verdict.is_eligible is YES_OR_NO[verdict.status]
    assert listed is verdict.is_eligible
    assert isinstance(refused, UnknownEligibilityError) is (verdict.status == "unknown")
    for answer in (True, False):
        expected = answer if verdict.status == "unknown" else listed
        assert DATA.is_eligible(code, day, if_unknown=answer) is expected


@fuzzed(
    INPUTS,
    code=valid_codes,
    day=valid_days,
    shipment=shipments,
    evidence=evidences,
    max_age=ages,
    if_unknown=words("raise", True, False),
)
# A list has no hash, and what is compared to an array, or asked for its truth, is neither true nor false.
@example(
    code="01012100", day=datetime.date(2020, 1, 1), shipment=None, evidence=None, max_age=Undecided(), if_unknown=False
)
@example(
    code="01012100", day=datetime.date(2020, 1, 1), shipment=None, evidence=None, max_age=None, if_unknown=Undecided()
)
@example(code="01012100", day=datetime.date(2020, 1, 1), shipment=[], evidence=None, max_age=None, if_unknown="raise")
@example(code="01012100", day=datetime.date(2020, 1, 1), shipment=None, evidence={}, max_age=None, if_unknown="raise")
def test_what_narrows_a_question_never_turns_an_answer_round(code, day, shipment, evidence, max_age, if_unknown):
    """With more evidence asked for, an answer is the same or unknown; directly, a line is listed only if it is at all."""
    named = {"shipment": shipment, "evidence": evidence, "max_age": max_age}
    verdict, error = attempt(DATA.eligibility, code, day, **named)
    listed, refused = attempt(DATA.is_eligible, code, day, **named, if_unknown=if_unknown)
    if error is not None:
        assert refused is not None
        return
    plain = DATA.eligibility(code, day)
    if shipment == "direct":
        assert plain.status == "listed" or verdict.status in {plain.status, "unknown"}
    else:
        assert verdict.status in {plain.status, "unknown"}
    if refused is None:
        assert listed is (if_unknown if verdict.status == "unknown" else verdict.is_eligible)


@fuzzed(INPUTS, code=codes, day=valid_days)
def test_a_history_has_the_answer_of_each_day(code, day):
    """One span for each edition, without gaps."""
    spans, error = attempt(DATA.history, code)
    if error is not None:
        return
    assert [span.effective_to for span in spans[:-1]] == [span.effective_from for span in spans[1:]]
    inside = [
        span for span in spans if span.effective_from <= day and (span.effective_to is None or day < span.effective_to)
    ]
    assert [span.verdict.status for span in inside] == (
        [DATA.eligibility(code, day).status] if day >= spans[0].effective_from else []
    )


@fuzzed(INPUTS, day=days, max_age=ages)
def test_an_edition_is_in_force_on_its_day(day, max_age):
    """From its first day until the day before the next one."""
    edition, error = attempt(DATA.edition_on, day, max_age=max_age)
    if error is None:
        asked = as_date(day)
        assert edition.effective_from <= asked
        assert edition.effective_to is None or asked < edition.effective_to


editions = st.one_of(
    words(*EDITIONS), days, st.sampled_from(EDITIONS).map(lambda id_: DATA.editions()[EDITIONS.index(id_)])
)


@fuzzed(INPUTS, older=editions, newer=editions)
# AttributeError and TypeError.
@example(older=None, newer=None)
@example(older=Undecided(), newer="2022-7")
@example(older="2016-40", newer=[])
def test_a_comparison_adds_what_was_not_listed_and_is(older, newer):
    """Of two editions that are found; otherwise one of four errors."""
    comparison, error = attempt(DATA.diff, older, newer)
    if error is not None:
        assert isinstance(error, (ArgumentTypeError, EditionOrderError, UnknownEditionError, NoListInForceError))
        return
    old, new = comparison.older.effective_from, comparison.newer.effective_from
    assert old <= new
    for item in comparison.added[:2]:
        assert (DATA.is_eligible(item.hs_code, old), DATA.is_eligible(item.hs_code, new)) == (False, True)
    for item in comparison.removed[:2]:
        assert (DATA.is_eligible(item.hs_code, old), DATA.is_eligible(item.hs_code, new)) == (True, False)


@fuzzed(INPUTS, day=days, under=prefixes, status=words(*STATUSES), max_age=ages)
@example(day=datetime.date(2020, 1, 1), under="0402", status=[], max_age=None)
@example(day=datetime.date(2020, 1, 1), under=None, status="unknown", max_age=None)
def test_items_have_their_prefix_and_status(day, under, status, max_age):
    """In the order of their codes."""
    found, error = attempt(DATA.items, day, under=under, status=status, max_age=max_age)
    if error is None:
        listed = [item.hs_code for item in found]
        assert listed == sorted(set(listed))
        digits = "".join(str(int(sign)) for sign in under or "" if sign.isdecimal())
        assert all(code.startswith(digits) for code in listed)
        assert {DATA.eligibility(code, day).status for code in listed[:2]} <= {status}
