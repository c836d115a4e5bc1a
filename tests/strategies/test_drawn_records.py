"""Records of every kind are drawn as the dataset answers with them, and ``st.from_type`` draws them too."""

import pytest
from draws import draws, simplest, some
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

import pilotzones
from pilotzones import Dataset, serial, strategies

PUBLIC = tuple(kind for kind in serial.RECORDS if kind.__name__ in pilotzones.__all__)
DATA = Dataset.default()
ASSUMED = (pilotzones.RemarkChange, pilotzones.Disagreement)
"""What the bundled data has none of."""
UNASKED = (pilotzones.Grounds, pilotzones.OffTariff, pilotzones.Review, pilotzones.FieldDifference)
"""Parts of answers that do not say which question they are from."""


@pytest.mark.parametrize("kind", serial.RECORDS, ids=lambda kind: kind.__name__)
def test_every_kind_is_drawn(kind):
    """Exactly that class, each record sound: it reads back from its plain form."""
    drawn = draws(strategies.records(kind), 12)
    assert {type(record) for record in drawn} == {kind}
    for record in drawn:
        assert serial.from_plain(serial.to_plain(record), kind) == record


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.__name__)
def test_from_type_draws_what_the_data_answers(kind):
    """The record prints as the call that gives it, so it is one of the default dataset."""
    DATA.eligibility("04029100", "2022-03-01")
    DATA.place("杭州市", "2020-01-01")
    DATA.import_city("杭州市", "2020-01-01")
    for record in draws(st.from_type(kind), 8):
        assert type(record) is kind
        text = repr(record)
        if kind not in (*ASSUMED, *UNASKED):
            assert eval(text, {"pilotzones": pilotzones}) == record  # noqa: S307 - as a person would type it in


@pytest.mark.parametrize(
    "kind", [*ASSUMED, pilotzones.Span, pilotzones.Verdict, pilotzones.Undecided], ids=lambda kind: kind.__name__
)
def test_records_of_another_dataset(kind):
    """They are drawn from its own answers; what it lacks is refused where the strategy is made."""
    data = simplest(strategies.datasets(complete=True, most_announcements=1))
    if kind is pilotzones.Verdict:
        assert {one.edition for one in draws(strategies.records(kind, dataset=data))} <= set(data.editions())
    elif kind is pilotzones.Span:
        assert {span.edition for span in draws(strategies.records(kind, dataset=data))} == set(data.editions())
    elif kind is pilotzones.Disagreement:
        assert simplest(strategies.records(kind, dataset=data)).announcement == "2016-1"
    else:
        with pytest.raises(InvalidArgument, match="The dataset has no"):
            strategies.records(kind, dataset=data)


def test_answers_that_differ_are_those_of_the_edition_before():
    """Of a dataset that knows no line too: it is asked about another code."""
    data = some(strategies.datasets(complete=False), lambda data: not data.positive_list.named_codes())
    for dataset in (DATA, data):
        drawn = draws(strategies.records(pilotzones.FieldDifference, dataset=dataset))
        assert {difference.field for difference in drawn} == {"data_version", "edition"}


def test_what_the_dataset_has_is_drawn_before_what_is_assumed():
    """A changed remark and a disagreement that are known."""
    code = next(item.hs_code for item in DATA.items("2016-05-01") if item.remark == "")
    changed = Dataset.bundled().assume({code: "仅限网购保税商品"}, after="2018-157")
    (change,) = set(draws(strategies.records(pilotzones.RemarkChange, dataset=changed), 3))
    assert change in changed.diff("2016-47", "2018-157").remark_changes
    differing = Dataset.bundled().assume(not_listed=[code], after="2016-40")
    drawn = draws(strategies.records(pilotzones.Disagreement, dataset=differing))
    assert set(drawn) == set(differing.coverage().disagreements)


def test_the_simplest_records_are_the_first():
    """In the order of the question."""
    assert simplest(strategies.records(pilotzones.Place)) == DATA.places()[0]
    assert simplest(strategies.records(pilotzones.Event)) == DATA.timeline()[0]
    assert simplest(strategies.records(pilotzones.Source)) == DATA.sources()[0]
    assert simplest(strategies.records(pilotzones.Zone)) == DATA.zones()[0]


def test_former_places_are_drawn():
    """As well as those of today."""
    drawn = draws(strategies.records(pilotzones.Place), 300)
    assert {place.in_use_until is None for place in drawn} == {True, False}


@pytest.mark.parametrize("kind", ["Zone", Dataset, None, int])
def test_what_is_not_a_record_is_refused(kind):
    """With the names of the records."""
    with pytest.raises(InvalidArgument, match="kind must be the class of a record, one of Province, Batch, Zone"):
        strategies.records(kind)
