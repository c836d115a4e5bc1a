"""The word for what decides an answer: every one occurs, and each agrees with the status and the facts."""

import typing

import pytest
import rules
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from known_rows import known_history, probes
from tables import EMPTIED, announcement, in_memory, known_range, line, read

from pilotzones import Dataset, Reason, strategies
from pilotzones.records.grounds import ABOUT_THE_LIST, STATUSES_OF

CODE, OTHER = "04090000", "16000000"
DIRECT = {"shipment": "direct"}
LISTS = [announcement("2027-1"), announcement("2028-1", "amends", "2027-1"), announcement("2029-1")]
OF_LIST = {**known_range("2027-1", "04000000", "05000000"), "covers": "list"}


def ask(*lines, ranges=(), year=2027, **asked):
    """Ask about a code where some lines and ranges are known."""
    deleted = sum(row["change"] == "delete" for row in lines)
    rule = {"announcement": "2028-1", "rule": "takes_out_only_abolished_lines", "tariff": "hs2022", "basis": "so"}
    data = in_memory(
        announcements=[LISTS[0], {**LISTS[1], "deleted": deleted}, LISTS[2]],
        list_changes=lines,
        list_coverage=ranges,
        list_inferences=[{**rule, "evidence": "derived", "sources": "S074"}],
        tariffs=[
            {
                "id": "hs2022",
                "title": "HS 2022",
                "effective_from": "2022-01-01",
                "as_of": "2022",
                "evidence": "single",
                "sources": "S074",
            }
        ],
        tariff_lines=[{"hs_code": CODE, "tariffs": "hs2022"}],
    )
    return data.eligibility(CODE, f"{year}-01-01", **asked)


LISTED = line("2027-1", "list", CODE)
STATED = line("2027-1", "listed", CODE)
CASES = {
    "annex line": [
        ("listed", lambda: ask(LISTED)),
        ("not listed", lambda: ask(line("2028-1", "delete", CODE), year=2028)),
    ],
    "known range": [("not listed", lambda: ask(ranges=[known_range("2027-1")]))],
    "inferred backwards": [
        ("listed", lambda: ask(line("2028-1", "delete", CODE))),
        ("not listed", lambda: ask(line("2028-1", "add", CODE))),
    ],
    "kept by a rule": [("listed", lambda: ask(LISTED, year=2028)), ("listed", lambda: ask(STATED, year=2028))],
    "stated outside the annex": [
        ("listed", lambda: ask(STATED)),
        ("not listed", lambda: ask(line("2027-1", "not_listed", CODE))),
    ],
    "consolidated list": [
        ("listed", lambda: ask(STATED, ranges=[OF_LIST])),
        ("not listed", lambda: ask(ranges=[OF_LIST])),
    ],
    "assumed": [
        ("listed", lambda: in_memory(announcements=LISTS).assume([CODE]).eligibility(CODE, "2029-01-01")),
        (
            "not listed",
            lambda: in_memory(announcements=LISTS).assume(not_listed=[CODE]).eligibility(CODE, "2029-01-01"),
        ),
        (
            "listed",
            lambda: in_memory(announcements=LISTS).assume([CODE], after="2027-1").eligibility(CODE, "2027-05-01"),
        ),
    ],
    "missing annex": [("unknown", ask), ("unknown", lambda: ask(**DIRECT, evidence="confirmed"))],
    "bonded only": [("not listed", lambda: ask(line("2027-1", "list", CODE, remark_zh="仅限网购保税商品"), **DIRECT))],
    "remark not known": [
        ("unknown", lambda: ask(line("2027-1", "list", CODE, remark_known="no"), **DIRECT)),
        ("unknown", lambda: ask(line("2027-1", "list", CODE, remark_known="no"), **DIRECT, evidence="confirmed")),
    ],
    "remark not understood": [("unknown", lambda: ask(line("2027-1", "list", CODE, remark_zh="某某"), **DIRECT))],
    "evidence below minimum": [
        ("unknown", lambda: ask(LISTED, evidence="confirmed")),
        (
            "unknown",
            lambda: ask(line("2027-1", "list", CODE, remark_zh="仅限网购保税商品"), **DIRECT, evidence="confirmed"),
        ),
    ],
}


@pytest.mark.parametrize(
    ("word", "status", "question"),
    [(word, status, question) for word, cases in CASES.items() for status, question in cases],
)
def test_every_word_occurs(word, status, question):
    """With every status that it can have."""
    verdict = question()
    assert (verdict.reason, verdict.status) == (word, status)
    assert status in STATUSES_OF[word]
    assert verdict.grounds.reason == word or word not in ABOUT_THE_LIST


def test_every_word_has_a_case_a_status_and_a_line_in_the_documentation():
    """None is forgotten."""
    words = set(typing.get_args(Reason))
    assert words == set(CASES) == set(STATUSES_OF)
    assert {word: {status for status, _ in cases} for word, cases in CASES.items()} == {
        word: set(statuses) for word, statuses in STATUSES_OF.items()
    }


def test_what_was_asked_and_which_data_answered_is_in_the_verdict():
    """Also that the day is after the last verified one."""
    verdict = ask(LISTED, **DIRECT, evidence="single")
    assert (verdict.hs_code, str(verdict.date), verdict.shipment, verdict.minimum_evidence) == (
        CODE,
        "2027-01-01",
        "direct",
        "single",
    )
    assert (str(verdict.verified_through), verdict.is_beyond_verified) == ("2026-11-25", True)
    assert verdict.data_version == "drawn"
    bundled = Dataset.bundled()
    known = bundled.eligibility(CODE, bundled.verified_through("list"))
    assert (known.data_version, known.is_beyond_verified) == (bundled.data_version(), False)


@st.composite
def of_differing_evidence(draw):
    """Draw a dataset whose announcements and rows are known unequally well."""
    drawn = draw(strategies.datasets())
    tables = {table: read(drawn.folders[0], table) for table in ("announcements", *EMPTIED)}
    for row in (*tables["announcements"], *tables["list_changes"]):
        row["evidence"] = draw(st.sampled_from(("confirmed", "single", "derived", "unsourced")))
        row["sources"] = "" if row["evidence"] == "unsourced" else "S001;S002"
    return in_memory(**tables)


@examples(40)
@given(
    data=of_differing_evidence(),
    shipment=st.sampled_from([None, "bonded", "direct"]),
    evidence=st.sampled_from([None, "confirmed", "single"]),
)
def test_the_word_is_what_decides(data, shipment, evidence):
    """The oracle tells which way an answer comes about, the rows what each way needs."""
    history = known_history(data)
    for at, announced in enumerate(history):
        first = max(index for index in range(at + 1) if history[index].kind == "replaces")
        made_by = history[first : at + 1]
        for code in probes(history):
            verdict = data.eligibility(code, announced.day, shipment=shipment, evidence=evidence)
            assert verdict.status in STATUSES_OF[verdict.reason]
            plain = data.eligibility(code, announced.day)
            assert plain.reason == verdict.grounds.reason
            forward, backward = rules._forward(history, code, at), rules._backward(history, code, at + 1)
            ways = {
                "missing annex": forward is None and backward is None,
                "inferred backwards": backward is not None and (forward is None or forward.listed != backward.listed),
                "annex line": forward is not None and any(code in known.lines for known in made_by),
                "known range": forward is not None and forward.by_annexes and not forward.listed,
                "consolidated list": any(known.lists(code) for known in made_by),
                "stated outside the annex": any(code in known.statements for known in made_by),
            }
            assert ways[plain.reason]
            if verdict.reason == "evidence below minimum":
                assert data.eligibility(code, announced.day, shipment=shipment).status != "unknown"
            elif verdict.reason not in ABOUT_THE_LIST:
                assert shipment == "direct"
                assert plain.status == "listed"
