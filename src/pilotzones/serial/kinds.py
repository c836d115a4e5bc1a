"""The kinds of records, and the error for what is not one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pilotzones.arguments import is_a, quoted
from pilotzones.errors import PilotZonesError
from pilotzones.records import announcements as announced
from pilotzones.records import (
    comparisons,
    conditions,
    disagreements,
    grounds,
    import_answers,
    knowledge,
    list_answers,
    places,
    reviews,
    rules,
    screened_files,
    shipped_tables,
    sources,
    tariff_lines,
    zone_answers,
    zones,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = TypeVar("Kind")

RECORDS: tuple[type, ...] = (
    *(zones.Province, zones.Batch, zones.Zone),
    *(places.Prefecture, places.Place),
    *(announced.Announcement, announced.Change, announced.Inference, announced.KnownRange),
    *(list_answers.Edition, list_answers.Item, list_answers.Verdict, list_answers.Span),
    *(grounds.Grounds, reviews.Review, reviews.FieldDifference),
    *(comparisons.RemarkChange, comparisons.Undecided, comparisons.Comparison, comparisons.Event),
    *(conditions.ExcludedGoods, conditions.NamedGoodsOnly, conditions.BondedOnly),
    *(conditions.QuantityLimit, conditions.UnreadCondition),
    *(sources.Source, knowledge.AnnexCoverage, knowledge.EditionCoverage),
    *(disagreements.Disagreement, knowledge.Coverage),
    *(shipped_tables.ShippedTable, shipped_tables.VerifiedDays, shipped_tables.Manifest),
    *(shipped_tables.DataFolder, zone_answers.ZoneAnswer),
    *(screened_files.StatusCount, screened_files.AnnexesNeeded, screened_files.RejectedRow),
    screened_files.ScreenedFile,
    *(tariff_lines.Tariff, tariff_lines.TariffLine, tariff_lines.OffTariff),
    *(rules.Rule, import_answers.ImportCity, import_answers.ImportAnswer),
)
"""Every record of the package; add a new one here."""


class SerialError(PilotZonesError, ValueError):
    """Plain data, JSON or a value that is not a record; ``faults`` holds every fault with its path."""

    def __init__(self, message: str, *, faults: tuple[str, ...]) -> None:
        super().__init__(message)
        self.faults = faults


def check_kind(kind: type[Kind]) -> type[Kind]:
    """Check that a value is the class of a record.

    Raises:
        SerialError: if it is not.
    """
    if is_a(kind, type) and kind in RECORDS:
        return kind
    problem = (
        f"{quoted(kind)} is not a record of pilotzones; the records are: {', '.join(r.__name__ for r in RECORDS)}."
    )
    raise SerialError(problem, faults=(problem,))


def serial_error(kind: type, faults: Iterable[str]) -> SerialError:
    """Make the error about a record of a kind, with every fault."""
    named = tuple(faults)
    return SerialError(
        "\n- ".join((f"This is not a {kind.__name__} that can be read or written:", *named)), faults=named
    )
