"""Draw records of any kind, as a dataset answers with them."""

from __future__ import annotations

import datetime
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pilotzones import serial
from pilotzones.arguments import is_a, quoted
from pilotzones.dataset import Dataset
from pilotzones.hscode import HEADING, HSCode
from pilotzones.records import announcements as announced
from pilotzones.records import comparisons, knowledge, list_answers, places, zones
from pilotzones.records.conditions import BondedOnly, ExcludedGoods, NamedGoodsOnly, QuantityLimit, UnreadCondition
from pilotzones.records.day_tuples import DayTuple
from pilotzones.records.disagreements import Disagreement
from pilotzones.records.grounds import Grounds
from pilotzones.records.import_answers import ImportAnswer, ImportCity
from pilotzones.records.reviews import FieldDifference, Review
from pilotzones.records.rules import Rule
from pilotzones.records.screened_files import AnnexesNeeded, RejectedRow, ScreenedFile, StatusCount
from pilotzones.records.shipped_tables import DataFolder, Manifest, ShippedTable, VerifiedDays
from pilotzones.records.sources import Source
from pilotzones.records.tariff_lines import OffTariff, Tariff, TariffLine
from pilotzones.records.zone_answers import ZoneAnswer
from pilotzones.staleness import SUBJECTS
from pilotzones.strategies import cases, drawn_files, remark_texts, zones_and_names
from pilotzones.strategies.codes import hs_codes
from pilotzones.strategies.drawing import drawn_from, one_of_these
from pilotzones.strategies.drawn_dates import dates_in_force
from pilotzones.strategies.errors import StrategyError

Record = TypeVar("Record")
_DAYS_ASKED = 300
_DAYS_AFTER = 30
_FORMER_MAP = "2005-12-31"
_FIRST_IMPORTS = datetime.date(2014, 8, 1)
_UNREAD = ("须经核准", "参见公告附注", "商品须符合附注要求")
"""Clauses with a wording that no annex has."""


def records(kind: type[Record], *, dataset: Dataset | None = None) -> SearchStrategy[Record]:
    """Draw records of a kind, as the questions answer with them; ``st.from_type`` draws the same.

    Conditions of remarks are those that ``conditions()`` draws. Where the dataset has no changed remark, or no
    disagreement, the record is what the dataset answers once a line is assumed. Shrinks to the first of its kind, in
    the order of the question.

    Args:
        kind: the class of the record, such as ``Place``.
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for records of exactly this class.

    Raises:
        StrategyError: if kind is not the class of a record, or if the dataset has no record of it.
    """
    if not is_a(kind, type) or kind not in _DRAWN:
        names = ", ".join(record.__name__ for record in serial.RECORDS)
        msg = f"kind must be the class of a record, one of {names}; not {quoted(kind)}."
        raise StrategyError(msg)
    return drawn_from(dataset, _DRAWN[kind])


def day_tuples(member: object = None) -> SearchStrategy[DayTuple[Any]]:
    """Draw what a question about a day answers, of the default dataset: zones, prefectures, items, or rules.

    Days are those that ``dates_in_force()`` draws, and the month after the last verified one. Shrinks to the first.

    Args:
        member: the class of its members; a type variable, or nothing, for any.

    Returns:
        A strategy for tuples of records of exactly this class.

    Raises:
        StrategyError: if no question answers with a DayTuple of such members.
    """
    if member is None or member is Any or is_a(member, TypeVar):
        return st.one_of([drawn_from(None, answers) for answers in _ON_A_DAY.values()])
    if not is_a(member, type) or member not in _ON_A_DAY:
        names = ", ".join(record.__name__ for record in _ON_A_DAY)
        msg = f"The questions about a day answer with a DayTuple of {names}; not of {quoted(member)}."
        raise StrategyError(msg)
    return drawn_from(None, _ON_A_DAY[member])


def _asking(
    question: Callable[[Dataset, datetime.date, Any], DayTuple[Any]], about: Callable[[Dataset], Sequence[Any]]
) -> Callable[[Dataset], SearchStrategy[DayTuple[Any]]]:
    """Ask a question about one of several things, on a day of a list, or after the last verified one."""

    def strategy_of(data: Dataset) -> SearchStrategy[DayTuple[Any]]:
        after = st.integers(1, _DAYS_AFTER).map(lambda days: data.verified_through() + datetime.timedelta(days))
        days = st.one_of(dates_in_force(), after)
        return st.builds(question, st.just(data), days, st.sampled_from(about(data)))

    return strategy_of


def _headings(data: Dataset) -> Sequence[str]:
    return sorted({code[:HEADING] for code in data.positive_list.named_codes()}) or ["0101"]


_ON_A_DAY = {
    zones.Zone: _asking(lambda data, day, province: data.zones_in(province.iso, day), Dataset.provinces),
    places.Place: _asking(
        lambda data, day, province: data.places(province=province.iso, level="prefecture", date=day), Dataset.provinces
    ),
    list_answers.Item: _asking(lambda data, day, heading: data.items(day, under=heading), _headings),
    Rule: _asking(lambda data, day, _: data.rules(day), lambda _: [None]),
}
"""The questions about a day that answer with several records, asked narrowly, so that a person can read the answer."""


def _of(members: Callable[[Dataset], Iterable[object]]) -> Callable[[Dataset], SearchStrategy[Any]]:
    """Draw one of the members of an answer, each once."""

    def strategy_of(data: Dataset) -> SearchStrategy[Any]:
        found = tuple(dict.fromkeys(members(data)))
        return one_of_these(found, otherwise="The dataset has no record of this kind.")

    return strategy_of


def _places(data: Dataset) -> Iterator[places.Place]:
    yield from data.places()
    yield from data.places(date=_FORMER_MAP)


def _prefectures(data: Dataset) -> Iterator[places.Prefecture]:
    return (place.prefecture for place in _places(data) if place.prefecture)


def _zone_answers(data: Dataset) -> SearchStrategy[ZoneAnswer]:
    """Draw what is said of a place of today."""
    codes = one_of_these([zone.adcode for zone in data.zones()], otherwise="The dataset has no zone.")
    days = st.integers(0, _DAYS_ASKED).map(lambda days: data.verified_through() - datetime.timedelta(days))
    return st.tuples(codes, days).map(lambda asked: data.zone_answer(*asked))


def _rules(data: Dataset) -> Iterator[Rule]:
    return (rule for rules in data.rulebook.by_name.values() for rule in rules)


def _import_answers(data: Dataset) -> SearchStrategy[ImportAnswer]:
    """Draw what is said of a place of today, on any day since its customs mode began."""
    codes = one_of_these([zone.adcode for zone in data.zones()], otherwise="The dataset has no zone.")
    last = data.verified_through()
    days = st.dates(min(_FIRST_IMPORTS, last), last)
    return st.tuples(codes, days).map(lambda asked: data.import_city(*asked))


def _spans(data: Dataset) -> SearchStrategy[list_answers.Span]:
    return hs_codes(dataset=data).flatmap(lambda code: st.sampled_from(data.history(code)))


def _comparisons(data: Dataset) -> SearchStrategy[comparisons.Comparison]:
    ids = [edition.id for edition in data.editions()]
    pairs = list(itertools.combinations_with_replacement(ids, 2))
    return st.sampled_from(pairs).map(lambda pair: data.diff(*pair))


def _changes_between(data: Dataset) -> Iterator[comparisons.Comparison]:
    """Compare every edition with the next."""
    return itertools.starmap(data.diff, itertools.pairwise(data.editions()))


def _remark_changes(data: Dataset) -> SearchStrategy[comparisons.RemarkChange]:
    known = [change for comparison in _changes_between(data) for change in comparison.remark_changes]
    return st.sampled_from(known) if known else _assumed_remark_changes(data)


def _assumed_remark_changes(data: Dataset) -> SearchStrategy[comparisons.RemarkChange]:
    """Assume another remark of a line in the first edition that does not know whether the line is on it."""
    found = [
        (older, newer, item)
        for older, newer in itertools.pairwise(data.editions())
        for item in data.items(older.effective_from)
        if item.remark is not None and data.eligibility(item.hs_code, newer.effective_from).status == "unknown"
    ]

    def changed(drawn: tuple[Any, Any, list_answers.Item], clause: Any) -> comparisons.RemarkChange:  # noqa: ANN401
        older, newer, item = drawn
        remark = clause.text if clause.text != item.remark else ""
        change: comparisons.RemarkChange
        (change,) = data.assume({item.hs_code: remark}, after=newer.id).diff(older.id, newer.id).remark_changes
        return change

    lines = one_of_these(found, otherwise="The dataset has no changed remark, and no line of which one can be assumed.")
    return st.builds(changed, lines, remark_texts.conditions())


def _disagreements(data: Dataset) -> SearchStrategy[Disagreement]:
    known = data.coverage().disagreements
    return st.sampled_from(known) if known else _assumed_disagreements(data)


def _assumed_disagreements(data: Dataset) -> SearchStrategy[Disagreement]:
    """Assume that a line is not on a list whose annex is known to have it."""
    found = [
        (annex.announcement.id, code)
        for annex in data.positive_list.annexes
        for code in annex.lines
        if annex.announcement.kind == "replaces" and code in annex.known
    ]
    lines = one_of_these(found, otherwise="The dataset has no disagreement, and no annex that one could be about.")
    return lines.map(lambda line: _disagreement(data, *line))


def _disagreement(data: Dataset, announcement: str, code: str) -> Disagreement:
    return data.assume(not_listed=[code], after=announcement).coverage().disagreements[-1]


def _tariff_lines(data: Dataset) -> SearchStrategy[Any]:
    codes = one_of_these(data.tariff.every_code(), otherwise="The dataset has no line of a tariff.")
    return codes.map(data.tariff.line)


def _manifest(data: Dataset) -> Manifest:
    return Manifest(data_version=data.data_version(), verified_through=_verified_days(data), tables=data.verify())


def _verified_days(data: Dataset) -> VerifiedDays:
    return VerifiedDays(**{subject: data.verified_through(subject) for subject in SUBJECTS})


def _lines(data: Dataset) -> Iterator[object]:
    """Go through the known lines of all annexes."""
    return (annex.change(code) for annex in data.positive_list.annexes for code in annex.lines)


def _known_ranges(data: Dataset) -> Iterator[object]:
    for annex in data.coverage().annexes:
        yield from (*annex.known_ranges, *annex.list_ranges)


def _reviews(data: Dataset) -> SearchStrategy[Review]:
    """Ask a drawn question again of the same data."""
    recorded = cases.verdicts(dataset=data).map(serial.to_json)
    return recorded.map(lambda text: serial.ask_again(text, dataset=data))


def _field_differences(data: Dataset) -> Iterator[FieldDifference]:
    """Ask about the first code under each edition as if the edition before had answered."""
    code = min(data.positive_list.named_codes(), default="01012100")
    for edition in data.editions():
        recorded = serial.to_plain(data.eligibility(code, edition.effective_from))
        then = {**recorded, "data_version": "", "edition": ""}
        yield from serial.ask_again(json.dumps(then), dataset=data).differences


def _off_tariff(data: Dataset) -> Iterator[OffTariff]:
    """Ask about a code that no tariff has, and those that the tariff of the last edition does not have."""
    day = data.editions()[-1].effective_from
    for code in (HSCode("77010000"), *data.positive_list.named_codes()):
        off = data.tariff.off_tariff(code, day)
        if off:
            yield off


_DRAWN: Mapping[type, Callable[[Dataset], SearchStrategy[Any]]] = {
    zones.Province: lambda data: zones_and_names.provinces(dataset=data),
    zones.Batch: lambda data: zones_and_names.batches(dataset=data),
    zones.Zone: lambda data: zones_and_names.zones(dataset=data),
    places.Place: _of(_places),
    places.Prefecture: _of(_prefectures),
    announced.Announcement: lambda data: cases.announcements(dataset=data),
    announced.Change: _of(_lines),
    announced.Inference: _of(lambda data: (one for annex in data.positive_list.annexes for one in annex.inferences)),
    announced.KnownRange: _of(_known_ranges),
    list_answers.Edition: lambda data: cases.editions(dataset=data),
    list_answers.Item: lambda data: cases.items(dataset=data),
    list_answers.Verdict: lambda data: cases.verdicts(dataset=data),
    list_answers.Span: _spans,
    Grounds: lambda data: cases.verdicts(dataset=data).map(lambda verdict: verdict.grounds),
    Review: _reviews,
    FieldDifference: _of(_field_differences),
    comparisons.Comparison: _comparisons,
    comparisons.RemarkChange: _remark_changes,
    comparisons.Undecided: _of(lambda data: (one for each in _changes_between(data) for one in each.undecided)),
    comparisons.Event: _of(Dataset.timeline),
    **{
        kind: lambda _, kind=kind: remark_texts.conditions(kind)  # type: ignore[misc] # bound here
        for kind in (BondedOnly, ExcludedGoods, NamedGoodsOnly, QuantityLimit)
    },
    UnreadCondition: lambda _: st.sampled_from(_UNREAD).map(UnreadCondition),
    Source: _of(Dataset.sources),
    knowledge.AnnexCoverage: _of(lambda data: data.coverage().annexes),
    knowledge.EditionCoverage: _of(lambda data: data.coverage().editions),
    Disagreement: _disagreements,
    knowledge.Coverage: _of(lambda data: [data.coverage()]),
    ShippedTable: _of(Dataset.verify),
    DataFolder: _of(lambda data: data.made_of()),
    ZoneAnswer: _zone_answers,
    Rule: _of(_rules),
    ImportAnswer: _import_answers,
    ImportCity: _of(lambda data: data.imports.cities),
    ScreenedFile: drawn_files.screened_files,
    StatusCount: _of(lambda data: drawn_files.screen_few(data).statuses),
    AnnexesNeeded: _of(lambda data: drawn_files.screen_few(data).annexes),
    RejectedRow: _of(lambda data: drawn_files.screen_few(data).rejected),
    VerifiedDays: _of(lambda data: [_verified_days(data)]),
    Manifest: _of(lambda data: [_manifest(data)]),
    Tariff: _of(lambda data: data.tariff.tariffs),
    TariffLine: _tariff_lines,
    OffTariff: _of(_off_tariff),
}
"""How records of each kind are drawn from a dataset."""
