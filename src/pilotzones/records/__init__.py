"""The frozen records that every answer is made of.

One module a subject, so that a question about zones does not build the records of goods: ``zones`` (Province, Batch,
Zone), ``announcements`` (Announcement, Change), ``conditions`` (what a remark asks for), ``list_answers`` (Edition,
Item, Verdict, Span), ``comparisons`` (what ``diff`` and ``timeline`` give), ``tariff_lines``, ``knowledge``
(Coverage), ``sources``, ``shipped_tables`` and ``evidence``. The names that ``pilotzones`` offers are public; the
modules may change.

The annotations of questions name them as ``records.Zone``, so that who reads the annotations loads the record, and who
asks the question does not.
"""

from __future__ import annotations

# Type checkers take this name for true; see pilotzones/__init__.py.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotzones.records.announcements import Announcement as Announcement
    from pilotzones.records.announcements import Change as Change
    from pilotzones.records.comparisons import Comparison as Comparison
    from pilotzones.records.comparisons import Event as Event
    from pilotzones.records.conditions import Shipment as Shipment
    from pilotzones.records.evidence import Evidence as Evidence
    from pilotzones.records.import_answers import ImportAnswer as ImportAnswer
    from pilotzones.records.knowledge import Coverage as Coverage
    from pilotzones.records.languages import Language as Language
    from pilotzones.records.levels import PlaceLevel as PlaceLevel
    from pilotzones.records.list_answers import Edition as Edition
    from pilotzones.records.list_answers import Item as Item
    from pilotzones.records.list_answers import Span as Span
    from pilotzones.records.list_answers import Status as Status
    from pilotzones.records.list_answers import Verdict as Verdict
    from pilotzones.records.places import Place as Place
    from pilotzones.records.rules import Decimal as Decimal
    from pilotzones.records.rules import RateLike as RateLike
    from pilotzones.records.rules import Rule as Rule
    from pilotzones.records.screened_files import ScreenedFile as ScreenedFile
    from pilotzones.records.shipped_tables import DataFolder as DataFolder
    from pilotzones.records.shipped_tables import ShippedTable as ShippedTable
    from pilotzones.records.sources import Source as Source
    from pilotzones.records.zone_answers import ZoneAnswer as ZoneAnswer
    from pilotzones.records.zones import Batch as Batch
    from pilotzones.records.zones import Province as Province
    from pilotzones.records.zones import Zone as Zone

_MODULE_OF = {
    "Announcement": "announcements",
    "Batch": "zones",
    "Change": "announcements",
    "Comparison": "comparisons",
    "Coverage": "knowledge",
    "DataFolder": "shipped_tables",
    "Decimal": "rules",
    "Edition": "list_answers",
    "Event": "comparisons",
    "Evidence": "evidence",
    "ImportAnswer": "import_answers",
    "Item": "list_answers",
    "Language": "languages",
    "Place": "places",
    "PlaceLevel": "levels",
    "Province": "zones",
    "RateLike": "rules",
    "Rule": "rules",
    "ScreenedFile": "screened_files",
    "Shipment": "conditions",
    "ShippedTable": "shipped_tables",
    "Source": "sources",
    "Span": "list_answers",
    "Status": "list_answers",
    "Verdict": "list_answers",
    "Zone": "zones",
    "ZoneAnswer": "zone_answers",
}
"""Where what the annotations of questions name is defined."""


def __getattr__(name: str) -> object:
    """Load a record when an annotation that names it is read."""
    if name not in _MODULE_OF:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module  # noqa: PLC0415 - see pilotzones/__init__.py

    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
