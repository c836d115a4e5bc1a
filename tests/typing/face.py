"""What a type checker must make of the public face; checked, never run."""

from __future__ import annotations

import datetime
import decimal
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Literal

import numpy as np
from typing_extensions import assert_type

import pilotzones
from pilotzones import (
    AmbiguousPlaceError,
    Batch,
    DataFolder,
    Dataset,
    DateLike,
    DayTuple,
    Edition,
    Evidence,
    IfUnknown,
    InvalidDateError,
    InvalidHSCodeError,
    Item,
    Place,
    Prefecture,
    Province,
    Rule,
    Shipment,
    Source,
    Status,
    UnknownEligibilityError,
    UnknownPlaceError,
    Verdict,
    Zone,
    ZoneAnswer,
    annex,
)

if TYPE_CHECKING:
    from pilotzones.arguments import Fact
    from pilotzones.dates import DateReason
    from pilotzones.hscode import HSCodeReason

day = datetime.date(2020, 1, 1)

assert_type(pilotzones.zones_in("Zhejiang"), DayTuple[Zone])
assert_type(pilotzones.zones_in("Zhejiang", day), DayTuple[Zone])
assert_type(pilotzones.batch_of("Hangzhou", province="Zhejiang"), Batch)
assert_type(pilotzones.zones_in("Zhejiang").date, datetime.date | None)
assert_type(pilotzones.items(day)[0], Item)
assert_type(pilotzones.items(day, max_age=0).is_beyond_verified, bool)
assert_type(pilotzones.zone_answer("Kunshan", day, max_age=30), ZoneAnswer)
assert_type(pilotzones.zone_answer("Kunshan", day).zone, Zone | None)
assert_type(pilotzones.verified_through("divisions"), datetime.date)
assert_type(pilotzones.require_data("2026.2", any_folders=True), None)
assert_type(Dataset.default().made_of(), tuple[DataFolder, ...])
assert_type(pilotzones.covering_zone("Kunshan", "2020-01-01"), Zone | None)
assert_type(pilotzones.is_eligible("04090000", day), bool)
assert_type(pilotzones.is_eligible("04090000", day, if_unknown=False), bool)
assert_type(pilotzones.eligibility("04090000", day), Verdict)
assert_type(pilotzones.eligibility("04090000", day).is_eligible, bool | None)
assert_type(pilotzones.eligibility("04090000", day).status, Literal["listed", "not listed", "unknown"])
assert_type(pilotzones.eligibility("04090000", day).item, Item | None)
assert_type(pilotzones.edition_on(day), Edition)
assert_type(pilotzones.sources(of=pilotzones.zone("Hangzhou")), tuple[Source, ...])
assert_type(pilotzones.zone("Hangzhou").province, Province)
assert_type(pilotzones.place("即墨市", day), Place)
assert_type(pilotzones.place("Suzhou", province="Jiangsu").prefecture, Prefecture | None)
assert_type(pilotzones.place("Hangzhou").in_use_until, int | None)
assert_type(pilotzones.place("Hangzhou").level, Literal["province", "special", "prefecture", "county"])
assert_type(pilotzones.places(province="Zhejiang", level="county", date=day), DayTuple[Place])
assert_type(Dataset.load("folder").zones(date=day, batch=3), DayTuple[Zone])

evidence: Evidence | None = pilotzones.eligibility("04090000", day).evidence


def sell(code: str, when: DateLike, how: Shipment | None = None, *, otherwise: IfUnknown = False) -> Status:
    """Annotations of a program's own functions, with the names of the package."""
    assert_type(pilotzones.is_eligible(code, when, shipment=how, if_unknown=otherwise), bool)
    return pilotzones.eligibility(code, when, shipment=how).status


sell("04090000", day, "bonded")
sell("04090000", day, "by ship")  # type: ignore[arg-type]  # goods are bonded or direct
pilotzones.set_default(Dataset.bundled())
pilotzones.set_default("tables")  # type: ignore[arg-type]  # not a path
pool = ProcessPoolExecutor(2, **pilotzones.for_workers())
assert_type(pilotzones.read_remark("仅限网购保税商品"), tuple[pilotzones.Condition, ...])


assert_type(pilotzones.rules(day), DayTuple[Rule])
rule = pilotzones.rule("vat_standard", day, max_age=0)
assert_type(rule, Rule)
assert_type(rule.value, decimal.Decimal | None)
assert_type(rule.kind, pilotzones.RuleKind)
assert_type(rule.direction, pilotzones.Direction | None)
assert_type(rule.last_day, datetime.date | None)
assert_type(rule.explain("zh"), str)
assert_type(pilotzones.composite_rate("0.13", decimal.Decimal("0.10"), day), decimal.Decimal)
assert_type(pilotzones.composite_rate("standard"), decimal.Decimal)
pilotzones.composite_rate([0.13])  # type: ignore[arg-type]  # one rate
pilotzones.rule(1210)  # type: ignore[arg-type]  # a name is text
imports = pilotzones.import_city("Kunshan", day, province="Jiangsu")
assert_type(imports, pilotzones.ImportAnswer)
assert_type(imports.status, pilotzones.ImportStatus)
assert_type(imports.reason, pilotzones.ImportReason)
assert_type(imports.cities, tuple[pilotzones.ImportCity, ...])
assert_type(imports.evidence, pilotzones.Evidence | None)


def unknown(error: UnknownEligibilityError) -> Verdict:
    """Errors carry what the caller needs, with its type."""
    return error.verdict


def ambiguous(error: AmbiguousPlaceError) -> tuple[Place, ...]:
    """The places that a name may mean."""
    return error.candidates


def invalid_code(error: InvalidHSCodeError) -> tuple[str, HSCodeReason, str | None]:
    """What was passed, why it is not a code, and the code that was meant."""
    return error.text, error.reason, error.suggestion


def invalid_date(error: InvalidDateError) -> tuple[Fact, DateReason]:
    """What was passed, and why it is not a day."""
    return error.value, error.reason


def unknown_place(error: UnknownPlaceError) -> tuple[Place, ...]:
    """The places that may be meant."""
    return error.near_misses


# Pyright cannot bind numpy's overloads of __rsub__ for a datetime64 of which it does not know the unit.
assert_type(pilotzones.is_eligible("04090000", np.datetime64("2020-01-01")), bool)  # pyright: ignore[reportArgumentType]
assert_type(pilotzones.is_eligible("04090000", datetime.datetime(2020, 1, 1)), bool)  # noqa: DTZ001 - a midnight
pilotzones.is_eligible("04090000", np.int64(20200101))  # type: ignore[arg-type]  # a number is not a day
pilotzones.is_eligible("04090000", 20200101)  # type: ignore[arg-type]  # nor this one

pilotzones.places(level="city")  # type: ignore[arg-type]  # a level is one of four words
pilotzones.place(330100)  # type: ignore[arg-type]  # a code is text
pilotzones.is_eligible(4090000, day)  # type: ignore[arg-type]  # a number loses the leading zero
pilotzones.is_eligible("04090000", day, if_unknown=None)  # type: ignore[arg-type]  # None would pass for no
pilotzones.zones(day)  # type: ignore[call-arg]  # filters are named
pilotzones.zone("Hangzhou").name_en = "X"  # type: ignore[misc]  # records are frozen

reading = annex.read("annex.pdf", "2019-96")
assert_type(annex.rows("annex.pdf"), tuple[annex.Row, ...])
extract = annex.extract("annex.xlsx", columns={"code": "HS Code"}, hidden_sheets=True)
assert_type(extract, annex.Extract)
assert_type(extract.unread, tuple[annex.LeftOut, ...])
assert_type(extract.ranges, tuple[annex.RangeRow, ...])
annex.rows("annex.pdf", columns=["code"])  # type: ignore[arg-type]  # each role has its title
assert_type(reading.rows[0].seq, int | None)
assert_type(reading.differences, tuple[annex.Difference, ...])
assert_type(annex.install(reading, accept=["count"]), annex.Installed)
assert_type(annex.fetch("2019-96", page="https://www.gov.cn/a.htm", output="annexes"), annex.Fetched)
assert_type(annex.latest().found, tuple[annex.NewerAnnouncement, ...])
annex.fetch("2019-96", "annexes")  # type: ignore[call-arg]  # all but the first by keyword
annex.NewAnnouncement("2027-3", day, "ends")  # type: ignore[arg-type]  # an announcement replaces, supplements or amends
