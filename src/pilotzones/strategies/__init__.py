"""Hypothesis strategies for zones, dates, codes, remarks, cases and whole datasets: test your own rules with them.

Needs the extra "hypothesis" (``pip install 'pilotzones[hypothesis]'``). Strategies that draw from a dataset take
``dataset=``; without it they draw from the dataset that is the default one at that moment. Arguments that contradict
each other, or leave nothing to draw, raise ``StrategyError``, which is a PilotZonesError and Hypothesis'
``InvalidArgument``, where the strategy is made.
"""

from __future__ import annotations

try:
    import hypothesis as _hypothesis  # noqa: F401 - only to say which extra is missing
except ImportError as _missing:
    _msg = "pilotzones.strategies needs Hypothesis: pip install 'pilotzones[hypothesis]'."
    raise ImportError(_msg) from _missing

from pilotzones.strategies.assumed import AssumedList, assumed_lists
from pilotzones.strategies.cases import (
    EligibilityCase,
    announcements,
    editions,
    eligibility_cases,
    items,
    verdicts,
)
from pilotzones.strategies.codes import hs_codes, malformed_hs_codes, near_misses, spelled_hs_codes
from pilotzones.strategies.drawn_datasets import complete_positive_list, datasets
from pilotzones.strategies.drawn_dates import boundary_dates, dates_before_any_list, dates_in_force
from pilotzones.strategies.drawn_instants import instants
from pilotzones.strategies.drawn_records import records
from pilotzones.strategies.errors import StrategyError
from pilotzones.strategies.orders import OrderLine, order_lines
from pilotzones.strategies.remark_texts import Remark, conditions, remarks
from pilotzones.strategies.zones_and_names import (
    ambiguous_names,
    batches,
    non_zone_places,
    province_names,
    provinces,
    zone_names,
    zones,
)

__all__ = [
    "AssumedList",
    "EligibilityCase",
    "OrderLine",
    "Remark",
    "StrategyError",
    "ambiguous_names",
    "announcements",
    "assumed_lists",
    "batches",
    "boundary_dates",
    "complete_positive_list",
    "conditions",
    "datasets",
    "dates_before_any_list",
    "dates_in_force",
    "editions",
    "eligibility_cases",
    "hs_codes",
    "instants",
    "items",
    "malformed_hs_codes",
    "near_misses",
    "non_zone_places",
    "order_lines",
    "province_names",
    "provinces",
    "records",
    "remarks",
    "spelled_hs_codes",
    "verdicts",
    "zone_names",
    "zones",
]
