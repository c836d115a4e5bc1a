"""The map of every year, read slowly from the shipped tables by the standard library alone, for oracles of places."""

from __future__ import annotations

import collections
import datetime
import functools
import pathlib
from typing import TYPE_CHECKING, NamedTuple

from tables import read

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = pathlib.Path(__file__).parents[2] / "src" / "pilotzones" / "data"
FOR_EVER = 9999
OUTSIDE = ("71", "81", "82")


class Span(NamedTuple):
    """A row of the history: a code with a name from one year to another."""

    code: str
    name: str
    begin: int
    end: int
    successors: tuple[str, ...]


def _split(cell: str) -> list[str]:
    return cell.split(";") if cell else []


CHANGES = {(row["adcode"], int(row["year"])): row for row in read(DATA, "division_changes")}


def _spans() -> Iterable[Span]:
    for row in read(DATA, "divisions_history"):
        if row["adcode"].startswith(OUTSIDE):
            continue
        end = int(row["in_use_until"] or FOR_EVER)
        whole = [part for part in _split(row["succeeded_by"]) if "[" not in part]
        if not whole and (row["adcode"], end) in CHANGES:
            whole = _split(CHANGES[row["adcode"], end]["succeeded_by"])
        yield Span(row["adcode"], row["name_zh"], int(row["in_use_from"]), end, tuple(whole))


SPANS = tuple(_spans())
BY_CODE: dict[str, list[Span]] = collections.defaultdict(list)
for _span in sorted(SPANS, key=lambda span: span.begin):
    BY_CODE[_span.code].append(_span)


@functools.cache
def map_of(year: int) -> dict[str, str]:
    """Give the name of every code that is in use on 31 December of a year."""
    return {span.code: span.name for span in SPANS if span.begin <= year < span.end}


def window(code: str, year: int) -> tuple[datetime.date, datetime.date]:
    """Give the days on one of which a code's change of a year happened."""
    change = CHANGES.get((code, year))
    if change and change["not_before"]:
        return datetime.date.fromisoformat(change["not_before"]), datetime.date.fromisoformat(change["not_after"])
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def is_settled(span: Span, day: datetime.date) -> bool:
    """Tell whether it is known of a day if a division has begun, and if it has ended."""
    for year in (span.begin, span.end):
        first, last = window(span.code, year)
        if first <= day < last:
            return False
    return True


def is_in_use(span: Span, day: datetime.date) -> bool:
    """Tell whether a division is surely in use on a day, change for change by the last day that it can be."""
    begun = span.begin <= 1981 or day >= window(span.code, span.begin)[1]
    return begun and (span.end == FOR_EVER or day < window(span.code, span.end)[0])


def standing(span: Span, year: int) -> set[Span]:
    """Follow a division to what stands for it on 31 December of a year when it has ended."""
    if year < span.end:
        return {span}
    return {
        found
        for code in span.successors
        for successor in BY_CODE[code]
        if successor.begin <= span.end < successor.end
        for found in standing(successor, year)
    }
