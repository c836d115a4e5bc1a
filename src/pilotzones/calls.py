"""The public call that gives a record: what a record prints as, such as ``pilotzones.zone('hangzhou')``.

A call is printed only if the default dataset, or what stands in its place, gives exactly that record when it is asked.
Nothing is read for it: a record of another dataset, and one of tables that were not read yet, prints with its fields.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import attrs

from pilotzones.errors import PilotZonesError
from pilotzones.records import comparisons, knowledge, list_answers, places, zones
from pilotzones.records.announcements import Announcement, Change, KnownRange
from pilotzones.records.conditions import Condition
from pilotzones.records.disagreements import Disagreement
from pilotzones.records.import_answers import ImportAnswer, ImportCity
from pilotzones.records.rules import Rule
from pilotzones.records.shipped_tables import DataFolder, ShippedTable
from pilotzones.records.sources import Source
from pilotzones.records.tariff_lines import TariffLine
from pilotzones.records.zone_answers import ZoneAnswer
from pilotzones.substitution import answering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pilotzones.dataset import Dataset
    from pilotzones.records.record import Record

_FIRST_MAP = 2000
"""The first year whose map is known."""


class Call(NamedTuple):
    """A question of the package with its arguments, and the way from the answer to the record."""

    question: str
    arguments: tuple[object, ...] = ()
    named: tuple[tuple[str, object], ...] = ()
    steps: tuple[str | int, ...] = ()

    def __str__(self) -> str:
        given = [*map(repr, self.arguments), *(f"{name}={value!r}" for name, value in self.named)]
        way = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.steps)
        return f"pilotzones.{self.question}({', '.join(given)}){way}"


def shown(record: Record) -> str:
    """Write a record as the call that gives it, or else as its class with its fields, in one line."""
    try:
        return str(_call_of(record) or "") or _with_fields(record)
    except Exception:  # noqa: BLE001 - fields may hold anything, and tables may be damaged
        return _with_fields(record)


def _call_of(record: Record) -> Call | None:
    """Find the call that gives a record; None if no call does."""
    if isinstance(record, get_args(Condition)):
        return _reading_of(record)
    data = answering()
    if data is None or type(record) not in _CALLS:
        return None
    needed, calls = _CALLS[type(record)]
    if not all(_is_read(data, table) for table in needed):
        return None
    return next((call for call in calls(data, record) if _gives(data, call, record)), None)


def _with_fields(record: Record) -> str:
    fields = []
    for field in attrs.fields(type(record)):  # type: ignore[arg-type] # every class of records is one of attrs
        value = getattr(record, field.name, attrs.NOTHING)
        if field.repr:
            text = field.repr(value) if callable(field.repr) else repr(value)
            fields.append(f"{field.name}={text}")
    return f"{type(record).__name__}({', '.join(fields)})"


def _is_read(data: Dataset, table: str) -> bool:
    """Tell whether what a question needs was read already, such as ``register.by_day``."""
    part: object = data
    for name in table.split("."):
        if name not in vars(part):
            return False
        part = getattr(part, name)
    return True


def _gives(data: Dataset, call: Call, record: Record) -> bool:
    try:
        return _answer(data, call) == record
    except (PilotZonesError, LookupError, AttributeError):  # the question has no answer, or the way ends in a None
        return False


def _answer(data: Dataset, call: Call) -> object:
    """Ask the question of a call, and go the way to the record."""
    if call.question in {"diff", "verify"}:  # the slow ones
        answer = _remembered(data, call._replace(steps=()))
    else:
        question = call.question.rpartition(".")[2]
        answer = getattr(data, question)(*call.arguments, **dict(call.named))
    for step in call.steps:
        answer = answer[step] if isinstance(step, int) else getattr(answer, step)
    return answer


@functools.lru_cache(16)
def _remembered(data: Dataset, call: Call) -> Any:  # noqa: ANN401 - it depends on the question
    return getattr(data, call.question)(*call.arguments)


def _members(data: Dataset, call: Call) -> Iterator[Call]:
    """Go through the members of an answer that is a tuple."""
    members: Any = _answer(data, call)
    for index in range(len(members)):
        yield call._replace(steps=(*call.steps, index))


def _all_of(question: str, *steps: str) -> Callable[[Dataset, Record], Iterator[Call]]:
    """Look among all records of a kind, which are the members of one answer."""
    return lambda data, _: _members(data, Call(question, steps=steps))


def _of_province(data: Dataset, record: zones.Province) -> Iterator[Call]:
    for zone in data.zones():
        if zone.province == record:
            yield Call("zone", (zone.id,), steps=("province",))
    yield from _members(data, Call("provinces"))


def _of_batch(data: Dataset, record: zones.Batch) -> Iterator[Call]:
    for zone in data.zones():
        if zone.batch == record:
            yield Call("batch_of", (zone.id,))


def _of_zone(_: Dataset, record: zones.Zone) -> Iterator[Call]:
    yield Call("zone", (record.id,))


def _of_place(_: Dataset, record: places.Place) -> Iterator[Call]:
    until = record.in_use_until
    on_last_map = () if until is None else (f"{until - 1}-12-31",)
    for name in (record.adcode, record.name_zh):
        yield Call("place", (name, *on_last_map))
        yield Call("place", (name, *on_last_map), (("province", record.province.iso),))


def _of_prefecture(data: Dataset, record: places.Prefecture) -> Iterator[Call]:
    yield Call("place", (record.adcode,), steps=("prefecture",))
    for year in range(data.verified_through().year, _FIRST_MAP - 1, -1):
        yield Call("place", (record.adcode, f"{year}-12-31"), steps=("prefecture",))


def _of_announcement(data: Dataset, record: Announcement) -> Iterator[Call]:
    yield Call("edition_on", (str(record.effective_from),), steps=("announcements", -1))
    yield from _members(data, Call("announcements"))


def _of_change(data: Dataset, record: Change) -> Iterator[Call]:
    for announcement in data.announcements():
        if announcement.id == record.announcement:
            yield from _members(data, Call("changes", (announcement.effective_from.year,)))


def _of_edition(_: Dataset, record: list_answers.Edition) -> Iterator[Call]:
    yield Call("edition_on", (str(record.effective_from),))


def _of_item(data: Dataset, record: list_answers.Item) -> Iterator[Call]:
    days = [str(edition.effective_from) for edition in data.editions()]
    for day in days:
        yield Call("eligibility", (record.hs_code, day), steps=("item",))
    for day in days:
        for status in get_args(list_answers.Status):
            yield Call("items", (day,), (("under", record.hs_code), ("status", status)), (0,))


def _of_verdict(_: Dataset, record: list_answers.Verdict) -> Iterator[Call]:
    asked = (("shipment", record.shipment), ("evidence", record.minimum_evidence))
    yield Call("eligibility", (record.hs_code, str(record.date)), tuple(pair for pair in asked if pair[1]))


def _of_span(data: Dataset, record: list_answers.Span) -> Iterator[Call]:
    yield from _members(data, Call("history", (record.verdict.hs_code,)))


def _of_tariff_line(data: Dataset, record: TariffLine) -> Iterator[Call]:
    yield Call("eligibility", (record.hs_code, str(data.editions()[0].effective_from)), steps=("tariff_line",))


def _of_comparison(_: Dataset, record: comparisons.Comparison) -> Iterator[Call]:
    yield Call("diff", (record.older.id, record.newer.id))


def _of_difference(data: Dataset, _: Record, group: str) -> Iterator[Call]:
    """Go through the comparisons of all editions, those that follow each other first."""
    ids = [edition.id for edition in data.editions()]
    for apart in range(1, len(ids)):
        for older, newer in zip(ids, ids[apart:], strict=False):
            yield from _members(data, Call("diff", (older, newer), steps=(group,)))


def _of_zone_answer(_: Dataset, record: ZoneAnswer) -> Iterator[Call]:
    for place in record.places:
        for name in (place.adcode, place.name_zh):
            yield Call("zone_answer", (name, str(record.date)))
            yield Call("zone_answer", (name, str(record.date)), (("province", place.province.iso),))


def _of_rule(_: Dataset, record: Rule) -> Iterator[Call]:
    day = record.effective_from or record.last_day
    yield Call("rule", (record.name, str(day)) if day else (record.name,))


def _of_import_answer(_: Dataset, record: ImportAnswer) -> Iterator[Call]:
    for place in record.places:
        for name in (place.adcode, place.name_zh):
            yield Call("import_city", (name, str(record.date)))


def _of_import_city(_: Dataset, record: ImportCity) -> Iterator[Call]:
    yield Call("import_city", (record.adcode, str(record.designated_on)), steps=("cities", 0))


def _of_coverage(_: Dataset, __: knowledge.Coverage) -> Iterator[Call]:
    yield Call("coverage")


def _of_known_range(data: Dataset, _: KnownRange) -> Iterator[Call]:
    for annex in _members(data, Call("coverage", steps=("annexes",))):
        for group in ("known_ranges", "list_ranges"):
            yield from _members(data, annex._replace(steps=(*annex.steps, group)))


def _reading_of(record: Record) -> Call | None:
    """Give the reading of a condition's text, if that is the condition: it is the same for every dataset."""
    from pilotzones.positive_list.remarks import read_remark  # noqa: PLC0415 - only where a condition is shown

    text = record.text  # type: ignore[attr-defined] # every condition has one
    return Call("read_remark", (text,), steps=(0,)) if read_remark(text) == (record,) else None


_ZONES, _PLACES = ("register",), ("register", "register.by_day")
_LIST, _GOODS = ("positive_list",), ("positive_list", "tariff")
_CALLS: dict[type, tuple[tuple[str, ...], Callable[[Dataset, Any], Iterator[Call]]]] = {
    zones.Province: (_ZONES, _of_province),
    zones.Batch: (_ZONES, _of_batch),
    zones.Zone: (_ZONES, _of_zone),
    places.Place: (_PLACES, _of_place),
    places.Prefecture: (_PLACES, _of_prefecture),
    Announcement: (_LIST, _of_announcement),
    KnownRange: (_LIST, _of_known_range),
    Change: (_LIST, _of_change),
    list_answers.Edition: (_LIST, _of_edition),
    list_answers.Item: (_GOODS, _of_item),
    list_answers.Verdict: (_GOODS, _of_verdict),
    list_answers.Span: (_GOODS, _of_span),
    TariffLine: (_GOODS, _of_tariff_line),
    comparisons.Comparison: (_GOODS, _of_comparison),
    comparisons.RemarkChange: (_GOODS, functools.partial(_of_difference, group="remark_changes")),
    comparisons.Undecided: (_GOODS, functools.partial(_of_difference, group="undecided")),
    comparisons.Event: ((*_ZONES, *_LIST), _all_of("timeline")),
    Source: ((), _all_of("sources")),
    knowledge.AnnexCoverage: (_LIST, _all_of("coverage", "annexes")),
    knowledge.EditionCoverage: (_LIST, _all_of("coverage", "editions")),
    Disagreement: (_LIST, _all_of("coverage", "disagreements")),
    knowledge.Coverage: (_LIST, _of_coverage),
    ShippedTable: ((), _all_of("verify")),
    DataFolder: (_LIST, _all_of("Dataset.default().made_of")),
    ZoneAnswer: (_PLACES, _of_zone_answer),
    Rule: (("rulebook",), _of_rule),
    ImportAnswer: ((*_PLACES, "imports"), _of_import_answer),
    ImportCity: ((*_PLACES, "imports"), _of_import_city),
}
"""For each kind of record what must have been read already, and the calls that may give it."""
