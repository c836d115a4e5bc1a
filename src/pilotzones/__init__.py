"""Chinese cross-border e-commerce pilot zones and the retail-import positive list, for any day since 2015.

Everything here is loaded when first used: importing the package opens no file.
"""

from __future__ import annotations

import sys

# Type checkers take this name for true; importing it from typing would cost more than all the rest here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotzones import strategies as strategies
    from pilotzones.arguments import (
        ArgumentTypeError,
    )
    from pilotzones.dataset import (
        Dataset,
    )
    from pilotzones.dates import (
        DateTypeError,
        InvalidDateError,
    )
    from pilotzones.errors import (
        BeyondVerifiedDataError,
        PilotZonesError,
    )
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
        provinces,
        sources,
        timeline,
        verified_through,
        verify,
        zone,
        zones,
        zones_in,
    )
    from pilotzones.hscode import (
        HSCode,
        HSCodeTypeError,
        InvalidHSCodeError,
    )
    from pilotzones.places.errors import (
        AmbiguousPlaceError,
        InvalidPlaceError,
        PlaceTypeError,
        UnknownBatchError,
        UnknownPlaceError,
    )
    from pilotzones.positive_list.errors import (
        EditionOrderError,
        NoListInForceError,
        UnknownEditionError,
        UnknownEligibilityError,
    )
    from pilotzones.records.announcements import (
        Announcement,
    )
    from pilotzones.records.comparisons import (
        Comparison,
        Event,
        RemarkChange,
        Undecided,
    )
    from pilotzones.records.conditions import (
        BondedOnly,
        ExcludedGoods,
        NamedGoodsOnly,
        QuantityLimit,
        UnreadCondition,
    )
    from pilotzones.records.knowledge import (
        AnnexCoverage,
        Coverage,
        EditionCoverage,
        Source,
    )
    from pilotzones.records.list_answers import (
        Edition,
        Item,
        Span,
        Verdict,
    )
    from pilotzones.records.shipped_tables import (
        ShippedTable,
    )
    from pilotzones.records.tariff_lines import (
        TariffLine,
    )
    from pilotzones.records.zones import (
        Batch,
        Province,
        Zone,
    )
    from pilotzones.serial import (
        SerialError,
    )
    from pilotzones.tables.faults import (
        DataIntegrityError,
    )

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
    "Edition",
    "EditionCoverage",
    "EditionOrderError",
    "Event",
    "ExcludedGoods",
    "HSCode",
    "HSCodeTypeError",
    "InvalidDateError",
    "InvalidHSCodeError",
    "InvalidPlaceError",
    "Item",
    "NamedGoodsOnly",
    "NoListInForceError",
    "PilotZonesError",
    "PlaceTypeError",
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
    "history",
    "is_eligible",
    "is_zone",
    "items",
    "provinces",
    "sources",
    "timeline",
    "verified_through",
    "verify",
    "zone",
    "zones",
    "zones_in",
]

_NAMES_IN = {
    "pilotzones.positive_list.errors": (
        "EditionOrderError NoListInForceError UnknownEditionError UnknownEligibilityError"
    ).split(),
    "pilotzones.places.errors": (
        "AmbiguousPlaceError InvalidPlaceError PlaceTypeError UnknownBatchError UnknownPlaceError"
    ).split(),
    "pilotzones.face": (
        "announcements batch_of batches coverage covering_zone data_version diff edition_on editions "
        "eligibility history is_eligible is_zone items provinces sources timeline verified_through "
        "verify zone zones zones_in"
    ).split(),
    "pilotzones.arguments": "ArgumentTypeError".split(),
    "pilotzones.dataset": "Dataset".split(),
    "pilotzones.dates": "DateTypeError InvalidDateError".split(),
    "pilotzones.errors": "BeyondVerifiedDataError PilotZonesError".split(),
    "pilotzones.hscode": "HSCode HSCodeTypeError InvalidHSCodeError".split(),
    "pilotzones.records.announcements": "Announcement".split(),
    "pilotzones.records.comparisons": "Comparison Event RemarkChange Undecided".split(),
    "pilotzones.records.conditions": "BondedOnly ExcludedGoods NamedGoodsOnly QuantityLimit UnreadCondition".split(),
    "pilotzones.records.knowledge": "AnnexCoverage Coverage EditionCoverage Source".split(),
    "pilotzones.records.list_answers": "Edition Item Span Verdict".split(),
    "pilotzones.records.shipped_tables": "ShippedTable".split(),
    "pilotzones.records.tariff_lines": "TariffLine".split(),
    "pilotzones.records.zones": "Batch Province Zone".split(),
    "pilotzones.serial": "SerialError".split(),
    "pilotzones.tables.faults": "DataIntegrityError".split(),
}

_HOOK = "pilotzones.plugins.hypothesis_hook"


def __getattr__(name: str) -> object:
    """Load a public name from its room the first time it is asked for."""
    # Only here: importlib is not needed by those who import the package and nothing of it.
    from importlib import import_module  # noqa: PLC0415

    for room, names in _NAMES_IN.items():
        if name in names:
            value: object = getattr(import_module(room), name)
            globals()[name] = value
            if _HOOK in sys.modules:  # Hypothesis is there, and so may be those who ask it for our types
                sys.modules[_HOOK].register_all()
            return value
    if name == "strategies":  # what ``hypothesis write`` writes imports the package alone
        return import_module("pilotzones.strategies")
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return __all__
