"""DivisionHistory: the divisions of the map since 2000, and what stood for each of them on a day."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.arguments import quoted
from pilotzones.once import once
from pilotzones.tables.faults import Faults
from pilotzones.tables.reading import TableRow, read_sound_table, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pilotzones.tables.folders import Folder

SOURCE = "S901"
"""The source of the history, in ``sources.csv``."""

FIRST_YEAR = 2000
"""The first year of which every division is known."""

_OLDEST = 1981
"""The first year of the source: what is in use then may be older."""


class Window(NamedTuple):
    """The days on one of which a change happened, both ends included."""

    first: datetime.date
    last: datetime.date


class Division(NamedTuple):
    """A division as it stood from one year to another.

    ``key`` is its code while it is in use, else the code and the year it ended. ``successors``
    are the codes that took its area over when it ended; ``gave_parts_to`` the codes that took a
    part of it over in another year, with that year.
    """

    key: str
    adcode: str
    name_zh: str
    in_use_from: int
    in_use_until: int | None
    begins: Window
    ends: Window | None
    successors: tuple[str, ...]
    gave_parts_to: tuple[tuple[str, int], ...]

    def has_begun(self, day: datetime.date, *, late: bool) -> bool:
        """Tell whether it has begun by a day, if every change is as late as it can be, or as early."""
        return day >= (self.begins.last if late else self.begins.first)

    def has_ended(self, day: datetime.date, *, late: bool) -> bool:
        """Tell whether it has ended by a day, if every change is as late as it can be, or as early."""
        return self.ends is not None and day >= (self.ends.last if late else self.ends.first)

    def is_in_use(self, day: datetime.date, *, late: bool) -> bool:
        """Tell whether it is in use on a day, if every change is as late as it can be, or as early."""
        return self.has_begun(day, late=late) and not self.has_ended(day, late=late)


class DivisionHistory:
    """The divisions of every year since 2000, by the state on 31 December.

    A division is made of its row when it is first needed: most questions need one of thousands.
    """

    def __init__(self, folders: Sequence[Folder]) -> None:
        """Read the history from tables.

        That comes before the names of places are indexed: read afterwards, it would take 0.6 MiB more.
        """
        self._folders = folders
        self._made: dict[str, Division] = {}
        self._rows = _read_rows(folders)

    @once
    def _changes(self) -> dict[tuple[str, int], TableRow]:
        """What is known of single changes, by code and year."""
        faults = Faults()
        found: dict[tuple[str, int], TableRow] = {}
        for row in read_table(self._folders, "division_changes", faults):
            first = found.setdefault((row["adcode"], row["year"]), row)
            if first is not row:
                faults.add(row.where, f"the change of {row['adcode']} in {row['year']} is already in {first.where}.")
        faults.raise_all()
        return found

    def get(self, key: str) -> Division | None:
        """Give a division by its key; None if it is not in the history."""
        if key not in self._made:
            row = self._rows.get(key)
            if row is None:
                return None
            self._made[key] = _division(key, row.split(_SEPARATOR), self._changes)
        return self._made[key]

    @once
    def divisions(self) -> tuple[Division, ...]:
        """Every division, in the order of the codes."""
        return tuple(filter(None, map(self.get, self._rows)))

    @once
    def by_code(self) -> dict[str, tuple[str, ...]]:
        """The keys of the divisions that ever had a code, in the order of the table."""
        found: dict[str, tuple[str, ...]] = {}
        for key in self._rows:
            found[key[:6]] = (*found.get(key[:6], ()), key)
        return found

    def check(self) -> None:
        """Check the two tables against each other.

        Raises:
            DataIntegrityError: names every row that contradicts another.
        """
        faults = Faults()
        where: dict[str, str] = {}
        for row in read_table(self._folders, "divisions_history", faults):
            key = _key(row.text("adcode"), row.text("in_use_until"))
            if key in where:
                faults.add(row.where, f"{row['adcode']} with this end is already in {where[key]}.", "in_use_until")
            where[key] = row.where
        if not faults.found:
            _check(self.divisions, where, faults)
            _check_changes(self.divisions, self._changes, faults)
        faults.raise_all()

    def is_in_use(self, key: str, day: datetime.date, *, late: bool) -> bool:
        """Tell whether a place is in use on a day; one that is not in the history always is."""
        division = self.get(key)
        return division is None or division.is_in_use(day, late=late)

    def has_ended(self, key: str, day: datetime.date, *, late: bool) -> bool:
        """Tell whether a place has ended by a day."""
        division = self.get(key)
        return division is not None and division.has_ended(day, late=late)

    def standing(self, key: str, day: datetime.date, *, late: bool) -> tuple[str, ...]:
        """List the keys of what stands for a division on a day.

        Args:
            key: a division's; a place that is not in the history stands for itself.
            day: the day.
            late: take every change whose day is not known for as late as it can be, not as early.

        Returns:
            Itself while it is in use, its successors afterwards, and before it what its area
            belonged to; nothing where that is not known.
        """
        division = self.get(key)
        if division is None or division.is_in_use(day, late=late):
            return (key,)
        forward = division.has_ended(day, late=late)
        near = self._successors[key] if forward else self._predecessors.get(key, ())
        if not near and division.in_use_from < FIRST_YEAR:
            return (key,)  # what was there before is in none of the tables
        found: dict[str, None] = {}
        for other in near:
            moved_on = other.has_ended(day, late=late) if forward else not other.has_begun(day, late=late)
            found.update(dict.fromkeys(self.standing(other.key, day, late=late) if moved_on else (other.key,)))
        return tuple(found)

    def related(self, key: str) -> tuple[Division, ...]:
        """List a division and all that ever stood, or will stand, for it; empty if it is not in the history."""
        division = self.get(key)
        seen: dict[str, Division] = {}
        for near in (self._successors, self._predecessors):
            waiting = [division] if division else []
            while waiting:
                reached = waiting.pop()
                seen[reached.key] = reached
                waiting += [other for other in near.get(reached.key, ()) if other.key not in seen]
        return tuple(seen.values())

    def named_otherwise(self, names: Mapping[str, str]) -> dict[str, str]:
        """Give the names of the divisions that a table of names by key does not have, or not by this name."""
        named = ((key, row.partition(_SEPARATOR)[0]) for key, row in self._rows.items())
        return {key: name for key, name in named if names.get(key) != name}

    @once
    def _successors(self) -> dict[str, tuple[Division, ...]]:
        return {division.key: tuple(self._taking_over(division)) for division in self.divisions}

    def _taking_over(self, division: Division) -> Iterator[Division]:
        """Go through what took a division's area over: of each code the division in use at the end of that year."""
        for other in self._of_codes(division.successors):
            if other.in_use_from <= (division.in_use_until or 0) < (other.in_use_until or _FOR_EVER):
                yield other

    def _of_codes(self, codes: Iterable[str]) -> Iterator[Division]:
        keys = (key for code in codes for key in self.by_code.get(code, ()))
        return filter(None, map(self.get, keys))

    @once
    def _predecessors(self) -> dict[str, tuple[Division, ...]]:
        """What a division's area belonged to before it, by its key; what gave it a part, where nothing became it."""
        found: dict[str, tuple[Division, ...]] = {}
        for division in self.divisions:
            for successor in self._successors[division.key]:
                if successor.in_use_from == division.in_use_until:
                    found[successor.key] = (*found.get(successor.key, ()), division)
        givers: dict[str, tuple[Division, ...]] = {}
        for division in self.divisions:
            for code, year in division.gave_parts_to:
                for other in self._of_codes([code]):
                    if other.in_use_from == year and other.key not in found:
                        givers[other.key] = (*givers.get(other.key, ()), division)
        return {**givers, **found}


_SEPARATOR = "\x1f"


def _read_rows(folders: Sequence[Folder]) -> dict[str, str]:
    """Read the rows of the history by key, in the order of the codes, each as one text: a third of the memory."""
    rows = read_sound_table(folders, "divisions_history")
    found = {}
    rows.reverse()
    while rows:  # each row is let go when its text is made
        code, *rest = rows.pop().cells
        ends = rest[2]
        found[_key(code, ends)] = _SEPARATOR.join(rest)
    return found


def _key(code: str, ends: str) -> str:
    return f"{code}-{ends}" if ends else code


_FOR_EVER = 9999
_ALWAYS = Window(datetime.date.min, datetime.date.min)


def _division(key: str, cells: Sequence[str], changes: Mapping[tuple[str, int], TableRow]) -> Division:
    code = key[:6]
    name, begins, ends, succeeded_by = cells
    begin, end = int(begins), int(ends) if ends else None
    change = changes.get((code, end or 0))
    successors = succeeded_by.split(";") if succeeded_by else change["succeeded_by"] if change else ()
    parts = [text.rstrip("]").split("[") for text in successors if "[" in text]
    whole = tuple(text for text in successors if "[" not in text)
    return Division(
        key=key,
        adcode=code,
        name_zh=name,
        in_use_from=begin,
        in_use_until=end,
        begins=_window(begin, changes.get((code, begin))) if begin > _OLDEST else _ALWAYS,
        ends=_window(end, change) if end else None,
        successors=whole or (change["succeeded_by"] if change else ()),
        gave_parts_to=tuple((part, int(year)) for part, year in parts),
    )


def _window(year: int, change: TableRow | None) -> Window:
    """Give the days between which a change of a year happened."""
    if change is None or not change["not_before"]:
        return _whole_year(year)
    return Window(change["not_before"], change["not_after"])


@functools.lru_cache
def _whole_year(year: int) -> Window:
    return Window(datetime.date(year, 1, 1), datetime.date(year, 12, 31))


def _check(made: Sequence[Division], where: Mapping[str, str], faults: Faults) -> None:
    """Note rows of the history that contradict each other."""
    known = {division.adcode for division in made}
    earlier: Division | None = None
    for division in sorted(made, key=lambda division: (division.adcode, division.in_use_from)):
        row, code, end = where[division.key], division.adcode, division.in_use_until
        if end and end <= division.in_use_from:
            faults.add(row, f"{code} ends in {end} and begins in {division.in_use_from}.", "in_use_until")
        if end and not division.successors:
            faults.add(row, f"{code} ends in {end} without a successor.", "succeeded_by")
        if earlier and earlier.adcode == code and (earlier.in_use_until or _FOR_EVER) > division.in_use_from:
            problem = f"{code} begins in {division.in_use_from}, before it ends in {where[earlier.key]}."
            faults.add(row, problem, "in_use_from")
        for successor in division.successors:
            if successor not in known:
                faults.add(row, f"{quoted(successor)}, a successor of {code}, is not in the table.", "succeeded_by")
        earlier = division


def _check_changes(made: Iterable[Division], changes: Mapping[tuple[str, int], TableRow], faults: Faults) -> None:
    """Note single changes that the history does not have, or on days that cannot be."""
    years = {(division.adcode, year) for division in made for year in (division.in_use_from, division.in_use_until)}
    for (code, year), row in changes.items():
        first, last = row["not_before"], row["not_after"]
        if (code, year) not in years:
            faults.add(row.where, f"no division {code} begins or ends in {year}.", "year")
        elif bool(first) != bool(last):
            faults.add(row.where, "give both not_before and not_after, or neither.", "not_after")
        elif first and last < first:
            faults.add(row.where, "not_after is earlier than not_before.", "not_after")
        elif first and not first.year <= year <= last.year:
            faults.add(row.where, f"the days from {first} to {last} are not in {year}.", "not_before")
