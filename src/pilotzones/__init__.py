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
    from pilotzones.dates import DateTypeError, InvalidDateError
    from pilotzones.errors import PilotZonesError
    from pilotzones.face import (
        announcements,
        batch_of,
        batches,
        coverage,
        covering_zone,
        data_version,
        diff,
        edition_on,
        editions,
        eligibility,
        history,
        is_eligible,
        is_zone,
        items,
        place,
        places,
        provinces,
        sources,
        timeline,
        verified_through,
        verify,
        zone,
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
    from pilotzones.positive_list.remarks import read_remark
    from pilotzones.records.announcements import Announcement
    from pilotzones.records.comparisons import Comparison, Event, RemarkChange, Undecided
    from pilotzones.records.conditions import BondedOnly, ExcludedGoods, NamedGoodsOnly, QuantityLimit, UnreadCondition
    from pilotzones.records.disagreements import Disagreement
    from pilotzones.records.knowledge import AnnexCoverage, Coverage, EditionCoverage, Source
    from pilotzones.records.list_answers import Edition, Item, Span, Verdict
    from pilotzones.records.places import Place, Prefecture
    from pilotzones.records.shipped_tables import ShippedTable
    from pilotzones.records.tariff_lines import TariffLine
    from pilotzones.records.zones import Batch, Province, Zone
    from pilotzones.serial import SerialError
    from pilotzones.staleness import BeyondVerifiedDataError
    from pilotzones.substitution import for_workers, set_default
    from pilotzones.tables.faults import DataIntegrityError

__version__ = "0.1.0"

__all__ = [
    "AmbiguousPlaceError",
    "AnnexCoverage",
    "Announcement",
    "ArgumentTypeError",
    "Batch",
    "BeyondVerifiedDataError",
    "BondedOnly",
    "Comparison",
    "Coverage",
    "DataIntegrityError",
    "Dataset",
    "DateTypeError",
    "Disagreement",
    "Edition",
    "EditionCoverage",
    "EditionOrderError",
    "Event",
    "ExcludedGoods",
    "HSCode",
    "HSCodeTypeError",
    "InvalidDateError",
    "InvalidHSCodeError",
    "InvalidPathError",
    "InvalidPlaceError",
    "Item",
    "NamedGoodsOnly",
    "NoListInForceError",
    "OutsideMainlandError",
    "PilotZonesError",
    "Place",
    "PlaceTypeError",
    "Prefecture",
    "Province",
    "QuantityLimit",
    "RemarkChange",
    "SerialError",
    "ShippedTable",
    "Source",
    "Span",
    "TariffLine",
    "Undecided",
    "UnknownBatchError",
    "UnknownDayOfChangeError",
    "UnknownEditionError",
    "UnknownEligibilityError",
    "UnknownPlaceError",
    "UnreadCondition",
    "Verdict",
    "Zone",
    "__version__",
    "announcements",
    "batch_of",
    "batches",
    "coverage",
    "covering_zone",
    "data_version",
    "diff",
    "edition_on",
    "editions",
    "eligibility",
    "for_workers",
    "history",
    "is_eligible",
    "is_zone",
    "items",
    "place",
    "places",
    "provinces",
    "read_remark",
    "set_default",
    "sources",
    "timeline",
    "verified_through",
    "verify",
    "zone",
    "zones",
    "zones_in",
]

_MODULE_OF = {
    "AmbiguousPlaceError": "pilotzones.geography.errors",
    "AnnexCoverage": "pilotzones.records.knowledge",
    "Announcement": "pilotzones.records.announcements",
    "ArgumentTypeError": "pilotzones.arguments",
    "Batch": "pilotzones.records.zones",
    "BeyondVerifiedDataError": "pilotzones.staleness",
    "BondedOnly": "pilotzones.records.conditions",
    "Comparison": "pilotzones.records.comparisons",
    "Coverage": "pilotzones.records.knowledge",
    "DataIntegrityError": "pilotzones.tables.faults",
    "Dataset": "pilotzones.dataset",
    "DateTypeError": "pilotzones.dates",
    "Edition": "pilotzones.records.list_answers",
    "Disagreement": "pilotzones.records.disagreements",
    "EditionCoverage": "pilotzones.records.knowledge",
    "EditionOrderError": "pilotzones.positive_list.errors",
    "Event": "pilotzones.records.comparisons",
    "ExcludedGoods": "pilotzones.records.conditions",
    "HSCode": "pilotzones.hscode",
    "HSCodeTypeError": "pilotzones.hscode",
    "InvalidDateError": "pilotzones.dates",
    "InvalidHSCodeError": "pilotzones.hscode",
    "InvalidPathError": "pilotzones.paths",
    "InvalidPlaceError": "pilotzones.geography.errors",
    "Item": "pilotzones.records.list_answers",
    "NamedGoodsOnly": "pilotzones.records.conditions",
    "NoListInForceError": "pilotzones.positive_list.errors",
    "OutsideMainlandError": "pilotzones.geography.errors",
    "PilotZonesError": "pilotzones.errors",
    "Place": "pilotzones.records.places",
    "PlaceTypeError": "pilotzones.geography.errors",
    "Prefecture": "pilotzones.records.places",
    "Province": "pilotzones.records.zones",
    "QuantityLimit": "pilotzones.records.conditions",
    "RemarkChange": "pilotzones.records.comparisons",
    "SerialError": "pilotzones.serial",
    "ShippedTable": "pilotzones.records.shipped_tables",
    "Source": "pilotzones.records.knowledge",
    "Span": "pilotzones.records.list_answers",
    "TariffLine": "pilotzones.records.tariff_lines",
    "Undecided": "pilotzones.records.comparisons",
    "UnknownBatchError": "pilotzones.geography.errors",
    "UnknownDayOfChangeError": "pilotzones.geography.errors",
    "UnknownEditionError": "pilotzones.positive_list.errors",
    "UnknownEligibilityError": "pilotzones.positive_list.errors",
    "UnknownPlaceError": "pilotzones.geography.errors",
    "UnreadCondition": "pilotzones.records.conditions",
    "Verdict": "pilotzones.records.list_answers",
    "Zone": "pilotzones.records.zones",
    "for_workers": "pilotzones.substitution",
    "read_remark": "pilotzones.positive_list.remarks",
    "set_default": "pilotzones.substitution",
}
"""Where a public name is defined; those that are not here are the questions of ``pilotzones.face``."""


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first used."""
    # Only here: those who import the package and use nothing of it do not need importlib.
    from importlib import import_module  # noqa: PLC0415

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
