"""Chinese cross-border e-commerce pilot zones and the retail-import positive list, for any day since 2015.

Everything here is loaded when first used: importing the package opens no file.
"""

from __future__ import annotations

import sys
from _thread import get_ident

# Type checkers take this name for true. To import it from typing would take longer than everything else here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotzones import strategies as strategies
    from pilotzones.arguments import ArgumentTypeError
    from pilotzones.dataset import Dataset
    from pilotzones.dataset_base import DataVersionError
    from pilotzones.dated_rules.errors import (
        BeforeKnownRulesError,
        InvalidRateError,
        RateTypeError,
        RuleNotInForceError,
        UnknownRuleError,
    )
    from pilotzones.dates import DateLike, DateTypeError, InvalidDateError
    from pilotzones.errors import PilotZonesError
    from pilotzones.face import (
        announcements,
        batch_of,
        batches,
        changes,
        composite_rate,
        coverage,
        covering_zone,
        data_version,
        diff,
        edition_on,
        editions,
        eligibility,
        history,
        import_city,
        is_eligible,
        is_zone,
        items,
        place,
        places,
        provinces,
        require_data,
        rule,
        rules,
        sources,
        timeline,
        verified_through,
        verify,
        zone,
        zone_answer,
        zones,
        zones_in,
    )
    from pilotzones.geography.errors import (
        AmbiguousPlaceError,
        InvalidPlaceError,
        OutsideMainlandError,
        PlaceTypeError,
        UnknownBatchError,
        UnknownDayOfChangeError,
        UnknownPlaceError,
    )
    from pilotzones.hscode import HSCode, HSCodeTypeError, InvalidHSCodeError
    from pilotzones.paths import InvalidPathError
    from pilotzones.positive_list.errors import (
        EditionOrderError,
        NoListInForceError,
        UnknownEditionError,
        UnknownEligibilityError,
    )
    from pilotzones.positive_list.questions import IfUnknown
    from pilotzones.positive_list.remarks import read_remark
    from pilotzones.records.announcements import Announcement, AnnouncementKind, Change, RemarkKnown
    from pilotzones.records.comparisons import Comparison, Event, RemarkChange, Undecided
    from pilotzones.records.conditions import (
        BondedOnly,
        Condition,
        ExcludedGoods,
        Ground,
        NamedGoodsOnly,
        QuantityLimit,
        Shipment,
        UnreadCondition,
    )
    from pilotzones.records.day_tuples import DayTuple
    from pilotzones.records.disagreements import Disagreement
    from pilotzones.records.evidence import Evidence
    from pilotzones.records.grounds import Grounds, Reason
    from pilotzones.records.import_answers import ImportAnswer, ImportCity, ImportReason, ImportStatus
    from pilotzones.records.knowledge import AnnexCoverage, Coverage, EditionCoverage
    from pilotzones.records.languages import Language
    from pilotzones.records.levels import PlaceLevel
    from pilotzones.records.list_answers import Edition, Item, Span, Status, Verdict
    from pilotzones.records.places import Place, Prefecture
    from pilotzones.records.reviews import FieldDifference, Review
    from pilotzones.records.rules import Direction, RateLike, Rule, RuleKind
    from pilotzones.records.shipped_tables import DataFolder, ShippedTable
    from pilotzones.records.sources import Source
    from pilotzones.records.tariff_lines import OffTariff, TariffLine
    from pilotzones.records.zone_answers import ZoneAnswer
    from pilotzones.records.zones import Batch, Province, ProvinceKind, Zone, ZoneLevel
    from pilotzones.serial import SerialError
    from pilotzones.staleness import BeyondVerifiedDataError, Subject
    from pilotzones.substitution import for_workers, set_default
    from pilotzones.tables.faults import DataIntegrityError

__version__ = "0.1.0"

__all__ = [
    "AmbiguousPlaceError",
    "AnnexCoverage",
    "Announcement",
    "AnnouncementKind",
    "ArgumentTypeError",
    "Batch",
    "BeforeKnownRulesError",
    "BeyondVerifiedDataError",
    "BondedOnly",
    "Change",
    "Comparison",
    "Condition",
    "Coverage",
    "DataFolder",
    "DataIntegrityError",
    "DataVersionError",
    "Dataset",
    "DateLike",
    "DateTypeError",
    "DayTuple",
    "Direction",
    "Disagreement",
    "Edition",
    "EditionCoverage",
    "EditionOrderError",
    "Event",
    "Evidence",
    "ExcludedGoods",
    "FieldDifference",
    "Ground",
    "Grounds",
    "HSCode",
    "HSCodeTypeError",
    "IfUnknown",
    "ImportAnswer",
    "ImportCity",
    "ImportReason",
    "ImportStatus",
    "InvalidDateError",
    "InvalidHSCodeError",
    "InvalidPathError",
    "InvalidPlaceError",
    "InvalidRateError",
    "Item",
    "Language",
    "NamedGoodsOnly",
    "NoListInForceError",
    "OffTariff",
    "OutsideMainlandError",
    "PilotZonesError",
    "Place",
    "PlaceLevel",
    "PlaceTypeError",
    "Prefecture",
    "Province",
    "ProvinceKind",
    "QuantityLimit",
    "RateLike",
    "RateTypeError",
    "Reason",
    "RemarkChange",
    "RemarkKnown",
    "Review",
    "Rule",
    "RuleKind",
    "RuleNotInForceError",
    "SerialError",
    "Shipment",
    "ShippedTable",
    "Source",
    "Span",
    "Status",
    "Subject",
    "TariffLine",
    "Undecided",
    "UnknownBatchError",
    "UnknownDayOfChangeError",
    "UnknownEditionError",
    "UnknownEligibilityError",
    "UnknownPlaceError",
    "UnknownRuleError",
    "UnreadCondition",
    "Verdict",
    "Zone",
    "ZoneAnswer",
    "ZoneLevel",
    "__version__",
    "announcements",
    "batch_of",
    "batches",
    "changes",
    "composite_rate",
    "coverage",
    "covering_zone",
    "data_version",
    "diff",
    "edition_on",
    "editions",
    "eligibility",
    "for_workers",
    "history",
    "import_city",
    "is_eligible",
    "is_zone",
    "items",
    "place",
    "places",
    "provinces",
    "read_remark",
    "require_data",
    "rule",
    "rules",
    "set_default",
    "sources",
    "timeline",
    "verified_through",
    "verify",
    "zone",
    "zone_answer",
    "zones",
    "zones_in",
]

_MODULE_OF = {
    "AmbiguousPlaceError": "pilotzones.geography.errors",
    "AnnexCoverage": "pilotzones.records.knowledge",
    "Announcement": "pilotzones.records.announcements",
    "AnnouncementKind": "pilotzones.records.announcements",
    "ArgumentTypeError": "pilotzones.arguments",
    "Batch": "pilotzones.records.zones",
    "BeforeKnownRulesError": "pilotzones.dated_rules.errors",
    "BeyondVerifiedDataError": "pilotzones.staleness",
    "BondedOnly": "pilotzones.records.conditions",
    "Change": "pilotzones.records.announcements",
    "Comparison": "pilotzones.records.comparisons",
    "Condition": "pilotzones.records.conditions",
    "Coverage": "pilotzones.records.knowledge",
    "DataFolder": "pilotzones.records.shipped_tables",
    "DataIntegrityError": "pilotzones.tables.faults",
    "DataVersionError": "pilotzones.dataset_base",
    "Dataset": "pilotzones.dataset",
    "DateLike": "pilotzones.dates",
    "DateTypeError": "pilotzones.dates",
    "DayTuple": "pilotzones.records.day_tuples",
    "Direction": "pilotzones.records.rules",
    "Disagreement": "pilotzones.records.disagreements",
    "Edition": "pilotzones.records.list_answers",
    "EditionCoverage": "pilotzones.records.knowledge",
    "EditionOrderError": "pilotzones.positive_list.errors",
    "Event": "pilotzones.records.comparisons",
    "Evidence": "pilotzones.records.evidence",
    "ExcludedGoods": "pilotzones.records.conditions",
    "FieldDifference": "pilotzones.records.reviews",
    "Ground": "pilotzones.records.conditions",
    "Grounds": "pilotzones.records.grounds",
    "HSCode": "pilotzones.hscode",
    "HSCodeTypeError": "pilotzones.hscode",
    "IfUnknown": "pilotzones.positive_list.questions",
    "ImportAnswer": "pilotzones.records.import_answers",
    "ImportCity": "pilotzones.records.import_answers",
    "ImportReason": "pilotzones.records.import_answers",
    "ImportStatus": "pilotzones.records.import_answers",
    "InvalidDateError": "pilotzones.dates",
    "InvalidHSCodeError": "pilotzones.hscode",
    "InvalidPathError": "pilotzones.paths",
    "InvalidPlaceError": "pilotzones.geography.errors",
    "InvalidRateError": "pilotzones.dated_rules.errors",
    "Item": "pilotzones.records.list_answers",
    "Language": "pilotzones.records.languages",
    "NamedGoodsOnly": "pilotzones.records.conditions",
    "NoListInForceError": "pilotzones.positive_list.errors",
    "OffTariff": "pilotzones.records.tariff_lines",
    "OutsideMainlandError": "pilotzones.geography.errors",
    "PilotZonesError": "pilotzones.errors",
    "Place": "pilotzones.records.places",
    "PlaceLevel": "pilotzones.records.levels",
    "PlaceTypeError": "pilotzones.geography.errors",
    "Prefecture": "pilotzones.records.places",
    "Province": "pilotzones.records.zones",
    "ProvinceKind": "pilotzones.records.zones",
    "QuantityLimit": "pilotzones.records.conditions",
    "RateLike": "pilotzones.records.rules",
    "RateTypeError": "pilotzones.dated_rules.errors",
    "Reason": "pilotzones.records.grounds",
    "RemarkChange": "pilotzones.records.comparisons",
    "RemarkKnown": "pilotzones.records.announcements",
    "Review": "pilotzones.records.reviews",
    "Rule": "pilotzones.records.rules",
    "RuleKind": "pilotzones.records.rules",
    "RuleNotInForceError": "pilotzones.dated_rules.errors",
    "SerialError": "pilotzones.serial",
    "Shipment": "pilotzones.records.conditions",
    "ShippedTable": "pilotzones.records.shipped_tables",
    "Source": "pilotzones.records.sources",
    "Span": "pilotzones.records.list_answers",
    "Status": "pilotzones.records.list_answers",
    "Subject": "pilotzones.staleness",
    "TariffLine": "pilotzones.records.tariff_lines",
    "Undecided": "pilotzones.records.comparisons",
    "UnknownBatchError": "pilotzones.geography.errors",
    "UnknownDayOfChangeError": "pilotzones.geography.errors",
    "UnknownEditionError": "pilotzones.positive_list.errors",
    "UnknownEligibilityError": "pilotzones.positive_list.errors",
    "UnknownPlaceError": "pilotzones.geography.errors",
    "UnknownRuleError": "pilotzones.dated_rules.errors",
    "UnreadCondition": "pilotzones.records.conditions",
    "Verdict": "pilotzones.records.list_answers",
    "Zone": "pilotzones.records.zones",
    "ZoneAnswer": "pilotzones.records.zone_answers",
    "ZoneLevel": "pilotzones.records.zones",
    "for_workers": "pilotzones.substitution",
    "read_remark": "pilotzones.positive_list.remarks",
    "set_default": "pilotzones.substitution",
}
"""Where a public name is defined; those that are not here are the questions of ``pilotzones.face``."""


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first used."""
    from importlib import import_module  # noqa: PLC0415 - those who use nothing of the package do not need it

    if name == "strategies":  # tests that import the package alone write pilotzones.strategies.zones()
        return import_module("pilotzones.strategies")
    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value: object = getattr(import_module(_MODULE_OF.get(name, "pilotzones.face")), name)
    globals()[name] = value
    # Hypothesis, if it is in use, may be asked for the types of the package from now on.
    hook = sys.modules.get("pilotzones.plugins.hypothesis_hook")
    if hook:
        hook.register_all()
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return __all__


def _forget_half_imported() -> None:
    """Let a forked child import anew what a thread that does not exist there was importing.

    A first answer is mostly imports. Python keeps a lock for each module while it is imported, and renews in a child
    only the lock around these, so the child would wait for ever. The locks are no public part of importlib: where
    they are not found, nothing is done.
    """
    locks = getattr(sys.modules.get("_frozen_importlib"), "_module_locks", {})
    for name, find_lock in tuple(locks.items()):
        if getattr(find_lock(), "owner", None) not in {None, get_ident()}:
            del locks[name]
            sys.modules.pop(name, None)


# Here, before anything else is imported, os too; on Windows nothing is ever forked.
getattr(sys.modules.get("posix"), "register_at_fork", lambda **_: None)(after_in_child=_forget_half_imported)
