"""The codes of one status under an edition, against single answers over drawn datasets."""

from examples import examples
from hypothesis import given
from known_rows import known_history, probes

from pilotzones import strategies


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
