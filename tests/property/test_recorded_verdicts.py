"""Verdicts of drawn lists as JSON: they read back exactly, and nothing that is nearly one is read as another."""

import json

import jsonschema
import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from plain_data import STRAY, exactly, leaves, places

from pilotzones import Dataset, PilotZonesError, SerialError, Span, Verdict, strategies
from pilotzones.serial import ask_again, from_json, from_plain, json_schema, to_json, to_plain

BUNDLED = Dataset.bundled()
VALID = {kind: jsonschema.Draft202012Validator(json_schema(kind)) for kind in (Verdict, Span)}


@st.composite
def recorded(draw):
    """Draw a dataset and a verdict of it, or a span with one."""
    data = draw(strategies.datasets())
    case = draw(strategies.eligibility_cases(dataset=data))
    if draw(st.booleans()):
        return data, draw(st.sampled_from(data.history(case.hs_code)))
    shipment = draw(st.sampled_from([None, "bonded", "direct"]))
    evidence = draw(st.sampled_from([None, "confirmed", "derived"]))
    return data, data.eligibility(case.hs_code, case.date, shipment=shipment, evidence=evidence)


@examples(60)
@given(recorded(), st.booleans())
def test_every_verdict_reads_back_exactly(case, documents):
    """By its ids in the data that answered, or by its documents in any data."""
    data, record = case
    kind = type(record)
    plain = to_plain(record, documents=documents, dataset=data)
    assert leaves(plain) <= {str, int, float, bool, type(None)}
    assert VALID[kind].is_valid(plain)
    text = to_json(record, documents=documents, dataset=data)
    assert json.loads(text) == plain
    at_hand = BUNDLED if documents else data
    for copy in (from_plain(plain, kind, dataset=at_hand), from_json(text, kind, dataset=at_hand)):
        assert copy == record
        assert exactly(copy) == exactly(record)


@examples(60)
@given(recorded())
def test_a_question_asked_again_has_the_same_answer(case):
    """And of other data another one, or none."""
    data, record = case
    verdict = record.verdict if isinstance(record, Span) else record
    text = to_json(verdict)
    assert not ask_again(text, dataset=data)
    try:
        now = BUNDLED.eligibility(
            verdict.hs_code, verdict.date, shipment=verdict.shipment, evidence=verdict.minimum_evidence
        )
    except PilotZonesError:
        with pytest.raises(SerialError):
            ask_again(text, dataset=BUNDLED)
    else:
        review = ask_again(text, dataset=BUNDLED)
        differing = {one.field: (one.then, one.now) for one in review.differences}
        assert differing["data_version"] == (verdict.data_version, BUNDLED.data_version())
        assert ("status" in differing) == (verdict.status != now.status)
        assert ("reason" in differing) == (verdict.reason != now.reason)
        assert review.status == now.status


@examples(150)
@given(recorded(), st.data())
def test_what_is_nearly_a_verdict_is_refused_or_read_as_it_is(case, drawn):
    """Something is changed, dropped or added: whatever is read satisfies the schema, is written alike and explains itself."""
    data, record = case
    has_documents = drawn.draw(st.booleans())
    plain = to_plain(record, documents=has_documents, dataset=data)
    inside, key = drawn.draw(st.sampled_from(places(plain)))
    change = drawn.draw(st.sampled_from(["replace", "drop", "add"]))
    if change == "replace":
        inside[key] = drawn.draw(st.sampled_from([*STRAY, "known range", "assumed", "annex line", "delete", "listed"]))
    elif change == "drop":
        del inside[key]
    elif type(inside) is dict:
        inside["stray"] = 1
    else:
        inside.append(drawn.draw(st.sampled_from(STRAY)))
    kind = type(record)
    read, faults = None, None
    try:
        read = from_plain(plain, kind, dataset=data)
    except SerialError as error:
        faults = error.faults
    assert (read is None) == bool(faults)
    if read is not None:
        assert VALID[kind].is_valid(plain)
        verdict = read.verdict if kind is Span else read
        assert verdict.explain("zh")
        assert str(read)
        # Documents may be changed: the record then has what they say, and not what the data has.
        assert has_documents or from_plain(to_plain(read), kind, dataset=data) == read
