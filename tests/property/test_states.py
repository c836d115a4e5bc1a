"""The codes of one status under an edition, and answers for whole columns, against single answers over drawn datasets."""

import pandas as pd
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from known_rows import codes_of, known_history, probes
from tables import EMPTIED, in_memory, read

from pilotzones import frames, strategies
from pilotzones.frames.code_answers import edition_answers

EVIDENCE = ("confirmed", "single", "derived", "unsourced")


@examples(60)
@given(strategies.datasets())
def test_every_code_has_one_status(data):
    """The one that ``eligibility`` says; the three sets share no code and leave none out."""
    for edition, state in zip(data.editions(), data.positive_list.states, strict=True):
        sets = {
            "listed": state.codes(listed=True),
            "not listed": state.codes(listed=False),
            "unknown": state.codes(listed=None),
        }
        assert sum(codes.count for codes in sets.values()) == 100_000_000
        for code in probes(known_history(data)):
            having = [status for status, codes in sets.items() if code in codes]
            assert having == [data.eligibility(code, edition.effective_from).status]


@st.composite
def of_differing_evidence(draw):
    """Draw a dataset of which each announcement, line and statement has an evidence of its own."""
    drawn = draw(strategies.datasets())
    tables = {table: read(drawn.folders[0], table) for table in ("announcements", *EMPTIED)}
    for row in (*tables["announcements"], *tables["list_changes"]):
        row["evidence"] = draw(st.sampled_from(EVIDENCE))
        row["sources"] = "" if row["evidence"] == "unsourced" else "S001;S002"
    return in_memory(**tables)


@examples(60)
@given(
    data=of_differing_evidence(),
    shipment=st.sampled_from([None, "bonded", "direct"]),
    evidence=st.sampled_from([None, *EVIDENCE]),
)
def test_columns_are_answered_as_single_codes(data, shipment, evidence):
    """Under every edition, whatever the annexes, the statements and the known lists are based on."""
    history = known_history(data)
    rows = [(code, announced.day) for announced in history for code in probes(history)]
    single = [data.eligibility(*row, shipment=shipment, evidence=evidence).status for row in rows]
    answers = dict(
        zip([announced.day for announced in history], edition_answers(data, shipment, evidence), strict=True)
    )
    assert [answers[day].answer(code).status for code, day in rows] == single
    frame = pd.DataFrame(rows, columns=["hs_code", "date"])
    screened = frames.screen(frame, shipment=shipment, evidence=evidence, dataset=data)
    assert screened["status"].tolist() == single


@examples(40)
@given(data=of_differing_evidence())
def test_known_ranges_hold_the_codes_that_are_not_listed(data):
    """Of the codes that nothing names, under every edition: by annexes, by lists, and by both."""
    history = known_history(data)
    named = set(codes_of(history))
    rows = frames.known_ranges(dataset=data).to_dict("records")
    for announced in history:
        pairs = [(row["code_from"], row["code_to"]) for row in rows if row["edition"] == announced.id]
        for code in set(probes(history)) - named:
            known = any(first <= code <= last for first, last in pairs)
            assert data.eligibility(code, announced.day).status == ("not listed" if known else "unknown")
