"""The lines of the tariffs: what a code was in which year. They never change an answer by themselves."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import attrs

from pilotzones.arguments import quoted
from pilotzones.hscode import HSCode, HSPrefix
from pilotzones.records.tariff_lines import OffTariff, Tariff, TariffLine
from pilotzones.tables.faults import Faults
from pilotzones.tables.reading import TableRow, read_table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from pilotzones.positive_list.event_log import Annex
    from pilotzones.tables.folders import Folder

_OFFERED = 8
"""How many lines under the heading are named."""


class TariffLines:
    """The editions of the tariff that are known, and their lines."""

    def __init__(self, folders: Sequence[Folder]) -> None:
        """Read the tables.

        Raises:
            DataIntegrityError: for a damaged table, or a line of a tariff that is missing.
        """
        faults = Faults()
        self.tariffs = tuple(
            Tariff(**row.values_of(field.name for field in attrs.fields(Tariff)))
            for row in read_table(folders, "tariffs", faults)
        )
        ids = {tariff.id for tariff in self.tariffs}
        self._rows: dict[HSCode, TableRow] = {}
        for row in read_table(folders, "tariff_lines", faults):
            self._rows[row["hs_code"]] = row
            if not ids.issuperset(row["tariffs"]) and "tariffs" not in faults.unreadable:
                faults.add(
                    row.where, f"tariffs.csv does not have every id in {quoted(row.text('tariffs'))}.", "tariffs"
                )
        faults.raise_all()
        self._codes = sorted(self._rows)

    def line(self, code: HSCode) -> TariffLine | None:
        """Give the line of a code in any tariff."""
        row = self._rows.get(code)
        return _line(code, row) if row else None

    def on(self, day: datetime.date) -> Tariff | None:
        """Find the tariff of a day; None if its lines are not known."""
        return next((tariff for tariff in self.tariffs if tariff.in_force(day)), None)

    def under(self, prefix: HSPrefix | None, tariff: Tariff) -> tuple[TariffLine, ...]:
        """List a tariff's lines under a chapter, heading or subheading, in the order of their codes."""
        first = bisect_left(self._codes, prefix or "")
        end = bisect_left(self._codes, f"{prefix or ''}:")  # the sign behind the digits
        rows = ((code, self._rows[code]) for code in self._codes[first:end])
        return tuple(_line(code, row) for code, row in rows if tariff.id in row["tariffs"])

    def codes(self, tariff: str) -> frozenset[HSCode]:
        """Gather the codes of a tariff's lines, by its id."""
        return frozenset(code for code, row in self._rows.items() if tariff in row["tariffs"])

    def every_code(self) -> Sequence[HSCode]:
        """List the codes of the lines of all tariffs, in order."""
        return self._codes

    def check(self, annexes: Iterable[Annex]) -> None:
        """Check that the inferences of all annexes name a known tariff.

        Raises:
            DataIntegrityError: names those that do not.
        """
        ids = {tariff.id for tariff in self.tariffs}
        faults = Faults()
        for inference in (inference for annex in annexes for inference in annex.inferences):
            if inference.tariff not in ids:
                problem = f"{inference.announcement} names {quoted(inference.tariff)}, and tariffs.csv has no such id."
                faults.add("list_inferences.csv", problem)
        faults.raise_all()

    def off_tariff(self, code: HSCode, day: datetime.date) -> OffTariff | None:
        """Say that a code was not a line of the tariff of a day, and which lines are near; None if it was.

        Nothing is said of a day whose tariff is not known.
        """
        tariff = self.on(day)
        line = self.line(code)
        if tariff is None or (line and tariff.id in line.tariffs):
            return None
        near = self.under(HSPrefix(code[:4]), tariff)
        return OffTariff(
            tariff=tariff,
            elsewhere=tuple(other for other in self.tariffs if line and other.id in line.tariffs),
            near=near[:_OFFERED],
            near_count=len(near),
        )


def _line(code: HSCode, row: TableRow) -> TariffLine:
    return TariffLine(hs_code=code, tariffs=row["tariffs"], name_zh=row["name_zh"])
