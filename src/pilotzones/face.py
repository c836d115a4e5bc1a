"""The module-level questions: the default dataset's methods, and nothing more."""

from __future__ import annotations

from pilotzones.dataset import Dataset

__all__ = [
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
    "history",
    "import_city",
    "is_eligible",
    "is_zone",
    "items",
    "place",
    "places",
    "provinces",
    "require_data",
    "rule",
    "rules",
    "sources",
    "timeline",
    "verified_through",
    "verify",
    "zone",
    "zone_answer",
    "zones",
    "zones_in",
]

_default = Dataset.default()

announcements = _default.announcements
batch_of = _default.batch_of
batches = _default.batches
changes = _default.changes
composite_rate = _default.composite_rate
coverage = _default.coverage
covering_zone = _default.covering_zone
data_version = _default.data_version
diff = _default.diff
edition_on = _default.edition_on
editions = _default.editions
eligibility = _default.eligibility
history = _default.history
import_city = _default.import_city
is_eligible = _default.is_eligible
is_zone = _default.is_zone
items = _default.items
place = _default.place
places = _default.places
provinces = _default.provinces
require_data = _default.require_data
rule = _default.rule
rules = _default.rules
sources = _default.sources
timeline = _default.timeline
verified_through = _default.verified_through
verify = _default.verify
zone = _default.zone
zone_answer = _default.zone_answer
zones = _default.zones
zones_in = _default.zones_in
