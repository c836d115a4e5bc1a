"""The event log: the announcements on the positive list with what is known of their annexes, read and checked."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.code_ranges import EVERY_CODE, FIRST_CODE
from pilotzones.hscode import HSCode
from pilotzones.once import once
from pilotzones.positive_list.layers import CHANGE, Conflict, Known, KnownRangeRow, codes_of, range_of
from pilotzones.records.actions import ACTIONS, WHOLE_LIST
from pilotzones.records.evidence import weakest
from pilotzones.records.stated_counts import counts_of_kind, wrong_counts, wrong_numbers
from pilotzones.tables.formats import FORMATS
from pilotzones.tables.reading import TableRow, read_layers, read_table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pilotzones.records.actions import Action
    from pilotzones.records.announcements import Announcement, AnnouncementKind, Change, Inference, KnownRange
    from pilotzones.records.evidence import Evidence
    from pilotzones.tables.faults import Faults
    from pilotzones.tables.folders import Folder


class Annex:
    """An announcement with what is known of its annex, and of the list after it from outside the annex.

    ``lines`` and ``known`` are of the annex, ``statements`` and ``known_after`` of the list
    after it; ``known_ranges`` and ``list_ranges`` are what ``known`` and ``known_after`` were
    read from, in order. A row becomes a record only when it is asked for: there are thousands
    of lines, and a plain yes or no needs neither records nor attrs, which takes longer to
    load than all the rest.
    """

    def __init__(self, row: TableRow, known: Known, inference_rows: Sequence[TableRow]) -> None:
        self.row = row
        self.id: str = row["id"]
        self.kind: AnnouncementKind = row["kind"]
        self.effective_from: datetime.date = row["effective_from"]
        self.lines = known.lines
        self.statements = known.statements
        self._range_rows = _in_order(known.of_annex)
        self._list_range_rows = _in_order(known.of_list)
        self.known = codes_of(self._range_rows)
        self.known_after = codes_of(self._list_range_rows)
        self._inference_rows = inference_rows
        self.actions = _actions(known.lines)
        self.stated = _actions(known.statements)
        self.overruled = known.overruled
        self.conflicts = tuple(
            Conflict(self.id, code, answer, other) for code, (answer, other) in known.replaced.items()
        )
        self._list_rows = known.list_rows

    @once
    def announcement(self) -> Announcement:
        """The announcement as a record."""
        from pilotzones.records.announcements import Announcement  # noqa: PLC0415 - see above

        return Announcement(**self.row.values_of(FORMATS["announcements"].columns))

    @once
    def inferences(self) -> tuple[Inference, ...]:
        """The rules of the announcement, as records."""
        from pilotzones.records.announcements import Inference  # noqa: PLC0415 - see above

        columns = FORMATS["list_inferences"].columns
        return tuple(Inference(**row.values_of(columns)) for row in self._inference_rows)

    @property
    def kept_tariff(self) -> str | None:
        """The tariff whose lines the announcement takes off the list only by naming them; None if there is no rule."""
        return next((row["tariff"] for row in self._inference_rows), None)

    @once
    def known_ranges(self) -> tuple[KnownRange, ...]:
        """The ranges of codes for which the annex is known, as records."""
        return tuple(map(_known_range, self._range_rows))

    @once
    def list_ranges(self) -> tuple[KnownRange, ...]:
        """The ranges of codes for which the list after the announcement is known, as records."""
        return tuple(map(_known_range, self._list_range_rows))

    def change(self, code: HSCode, *, stated: bool = False) -> Change | None:
        """Make a record of the known line about a code, or of what is stated of it from outside the annex."""
        row = (self.statements if stated else self.lines).get(code)
        return _change(row) if row else None

    def changes(self) -> Iterator[Change]:
        """Make a record of each known line, in the order of codes; then of what is stated outside the annex."""
        for rows in (self.lines, self.statements):
            for code in sorted(rows):
                yield _change(rows[code])

    def names(self, code: HSCode) -> bool:
        """Tell whether a line or a statement is about a code."""
        return code in self.lines or code in self.statements

    def list_range(self, code: HSCode) -> KnownRangeRow | None:
        """Find the known range of the list after the announcement that decides a code; None if none does."""
        stated = self.statements.get(code)
        return range_of(code, self._list_range_rows) if stated is None or self._list_rows.get(code) is stated else None

    @property
    def lines_of_list(self) -> int:
        """How many codes the known ranges of the list after the announcement put on it."""
        return sum(ACTIONS[row["change"]].after for row in self._list_rows.values())

    @property
    def is_complete(self) -> bool:
        """Whether the annex is known for every code."""
        return self.known == EVERY_CODE

    @property
    def names_all_it_deletes(self) -> bool:
        """Whether as many deletions are known as the announcement states."""
        stated: int | None = self.row["deleted"]
        return stated == list(self.actions.values()).count("delete")

    @once
    def evidence_of_absence(self) -> Evidence:
        """The evidence that the annex has no line about a code: derived by a rule, unless all of it is known."""
        lines = {row["evidence"] for row in self.lines.values()}
        return weakest(self.row["evidence"], *lines, *(() if self.is_complete else ("derived",)))

    @once
    def sources_of_list(self) -> tuple[str, ...]:
        """The pages that the known ranges of the list after the announcement were read from."""
        return tuple(dict.fromkeys(source for row in self._list_rows.values() for source in row["sources"]))

    @once
    def evidence_of_list(self) -> Evidence:
        """The evidence that the list after the announcement does not have a code: that of what is stated of it."""
        return weakest(self.row["evidence"], *{row["evidence"] for row in self._list_rows.values()})


def read_annexes(folders: Sequence[Folder], faults: Faults) -> tuple[Annex, ...]:
    """Read the announcements in the order in which they came into force, each with its annex.

    ``faults`` takes what is wrong: a damaged table, two lines of one annex about one code,
    an announcement that amends nothing, more lines than the announcement states.
    """
    announcements = _announcements(folders, faults)
    known = _known(folders, announcements, faults)
    inferences: dict[str, list[TableRow]] = {key: [] for key in announcements}
    for row in _with_announcement(read_table(folders, "list_inferences", faults), announcements, faults):
        inferences[row.cells[0]].append(row)
    annexes = tuple(
        Annex(row, known[key], inferences[key])
        for key, row in sorted(announcements.items(), key=lambda item: item[1]["effective_from"])
    )
    _check(annexes, faults)
    return annexes


def _announcements(folders: Sequence[Folder], faults: Faults) -> dict[str, TableRow]:
    """Read the announcements by their ids."""
    rows: dict[str, TableRow] = {}
    for row in read_table(folders, "announcements", faults):
        earlier = rows.setdefault(row["id"], row)
        if earlier is not row:
            faults.add(row.where, f"{quoted(row['id'])} appears already in {earlier.where}.", "id")
            faults.unreadable.add("announcements")
    if not rows and "announcements" not in faults.unreadable:
        faults.add("announcements.csv", "it has no announcement.")
        faults.unreadable.add("announcements")
    for row in rows.values():
        known = [day for day in (row["issued_on"], row["published_on"], row["effective_from"]) if day]
        if known != sorted(known):
            faults.add(row.where, "the days of issue, publication and effect are out of order.", "effective_from")
    return rows


def _known(folders: Sequence[Folder], announcements: Mapping[str, object], faults: Faults) -> dict[str, Known]:
    """Lay what each folder knows of the announcements over what the folders before it know."""
    known = {key: Known() for key in announcements}
    changes = read_layers(folders, "list_changes", faults)
    coverage = read_layers(folders, "list_coverage", faults)
    for rows, range_rows in zip(changes, coverage, strict=True):
        lines: dict[str, list[TableRow]] = {}
        ranges: dict[str, list[KnownRangeRow]] = {}
        for row in _with_announcement(rows, announcements, faults):
            lines.setdefault(row.cells[0], []).append(row)
        for row in _with_announcement(range_rows, announcements, faults):
            ranges.setdefault(row.cells[0], []).extend(_range_row(row, faults))
        for key in dict.fromkeys([*lines, *ranges]):
            known[key].lay_over(lines.get(key, ()), ranges.get(key, ()), faults)
    return known


def _range_row(row: TableRow, faults: Faults) -> Iterator[KnownRangeRow]:
    """Take the known range of a row, unless it ends before it begins."""
    known = KnownRangeRow(row)
    if known.code_from > known.code_to:
        faults.add(row.where, f"{known.code_to} comes before {known.code_from}.", "code_to")
    else:
        yield known


def _with_announcement(
    rows: Sequence[TableRow], announcements: Mapping[str, object], faults: Faults
) -> Iterator[TableRow]:
    """Go through the rows whose announcement exists."""
    for row in rows:
        if row.cells[0] in announcements:
            yield row
        elif "announcements" not in faults.unreadable:
            faults.add(row.where, f"announcements.csv has no id {quoted(row.cells[0])}.", "announcement")
            faults.unreadable.add("list_changes")


def _in_order(ranges: Iterable[KnownRangeRow]) -> tuple[KnownRangeRow, ...]:
    return tuple(sorted(ranges, key=lambda known: (known.code_from, known.code_to)))


def _actions(rows: Mapping[HSCode, TableRow]) -> dict[HSCode, Action]:
    return {code: row.cells[CHANGE] for code, row in rows.items()}  # type: ignore[misc]


def _known_range(known: KnownRangeRow) -> KnownRange:
    from pilotzones.records.announcements import KnownRange  # noqa: PLC0415 - see Annex

    return KnownRange(**known.row.values_of(FORMATS["list_coverage"].columns), where=known.where)


def _change(row: TableRow) -> Change:
    from pilotzones.records.announcements import Change  # noqa: PLC0415 - see Annex

    return Change(
        announcement=row["announcement"],
        seq=row["seq"],
        action=row["change"],
        hs_code=HSCode(row["hs_code"]),
        name_zh=row["name_zh"],
        remark=row["remark_zh"],
        remark_known=row["remark_known"],
        evidence=row["evidence"],
        sources=row["sources"],
        note=row["note"],
        where=row.where,
    )


def _check(annexes: Sequence[Annex], faults: Faults) -> None:
    """Check the order of the announcements, and compare each annex with what its announcement states."""
    if "announcements" in faults.unreadable:
        return
    in_force: list[str] = []
    amends: dict[str, str] = {annex.id: annex.row["amends"] for annex in annexes}
    for annex in annexes:
        for problem in _faults_of_kind(annex, in_force, amends):
            faults.add("announcements.csv", problem)
        in_force = [*([] if annex.kind == "replaces" else in_force), annex.id]
        _check_lines(annex, faults)
        if not faults.unreadable & {"list_changes", "list_coverage"}:
            _check_counts(annex, faults)
            _check_numbers(annex, faults)
    for earlier, later in itertools.pairwise(annexes):
        if earlier.effective_from == later.effective_from:
            faults.add("announcements.csv", f"{earlier.id} and {later.id} come into force on the same day.")


def _faults_of_kind(annex: Annex, in_force: Sequence[str], amends: Mapping[str, str]) -> Iterator[str]:
    """Check that an announcement amends one that is in force, or none if it replaces all."""
    amended = amends[annex.id]
    if annex.kind == "replaces":
        if amended:
            yield f"{annex.id} replaces the whole list, so it cannot amend {quoted(amended)}."
    elif amended not in in_force:
        chain = [annex.id]
        while chain[-1] in amends and chain[-1] not in chain[:-1]:
            chain.append(amends[chain[-1]])
        circle = f" ({' amends '.join(chain)}: a circle)" if chain[-1] in chain[:-1] else ""
        yield f"{annex.id} {annex.kind} {quoted(amended)}, which is not an announcement in force before it{circle}."


def _check_lines(annex: Annex, faults: Faults) -> None:
    """Check that the changes fit the announcement's kind."""
    kind = annex.kind
    for row in annex.lines.values():
        change = row.cells[CHANGE]
        if (change == WHOLE_LIST) == (kind == "amends"):
            faults.add(row.where, f"an announcement that {kind} cannot have the change {change!r}.", "change")


def _check_counts(annex: Annex, faults: Faults) -> None:
    """Compare the known lines with the stated ones: never more, and all where the annex is complete."""
    actions = list(annex.actions.values())
    stated = counts_of_kind(annex.kind, annex.row.__getitem__)
    for wrong in wrong_counts(stated, actions, is_complete=annex.is_complete):
        problem = f"{annex.id} states {wrong.stated:,} lines to {wrong.action}; list_changes.csv has {wrong.found:,}."
        faults.add("announcements.csv", problem)


def _check_numbers(annex: Annex, faults: Faults) -> None:
    """Check the annex's own numbers (序号): no line is missing from a known range that begins the list."""
    if annex.kind == "amends" or FIRST_CODE not in annex.known:
        return
    _, last = next(iter(annex.known))
    rows = [annex.lines[code] for code in sorted(annex.lines) if code <= last]
    stated = [row["seq"] for row in rows]
    numbers = [due if number is None else number for due, number in enumerate(stated, 1)]
    for index, due in wrong_numbers(numbers):
        problem = f"number {stated[index]} is line {due} of the annex in code order; a line is missing."
        faults.add(rows[index].where, problem, "seq")
        return
