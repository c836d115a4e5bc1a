"""The public format of every table: its columns in order, what a cell may hold, what it refers to.

``tools/make_datapackage.py`` makes ``datapackage.json`` and the tables of ``docs/reference/data-format.md`` of this.
"""

from __future__ import annotations

from typing import Literal, get_args

from pilotzones.records.actions import ACTIONS
from pilotzones.records.evidence import STRONGEST_FIRST
from pilotzones.tables.cells import (
    ADDRESS,
    COUNT,
    DAY,
    IDS,
    PARTS,
    REQUIRED,
    REQUIRED_COUNT,
    REQUIRED_DAY,
    REQUIRED_YEAR,
    TARIFF_YEAR,
    TEXT,
    WORDS,
    YEAR,
    CellFormat,
    degrees,
    digits,
    one_of,
)

TableName = Literal[
    "announcement_pages",
    "announcements",
    "batches",
    "division_changes",
    "divisions",
    "divisions_history",
    "former_names",
    "list_changes",
    "list_coverage",
    "list_inferences",
    "place_names",
    "province_names",
    "provinces",
    "sources",
    "tariff_lines",
    "tariffs",
    "territories",
    "zones",
]

RuleTableName = Literal[
    "import_cities",
    "import_grounds",
    "import_lists",
    "supervision_codes",
    "tax_examples",
    "tax_parameters",
    "zone_benefits",
]
RULE_TABLES: tuple[RuleTableName, ...] = get_args(RuleTableName)
"""The tables of dated rules. Their formats are in ``rule_formats.py``, because few questions need them."""

FORMAT_VERSION = 4
"""The version of the format of all tables. It grows when a table or column is added, changed or removed."""


class ColumnFormat:
    """A column: the kind of its cells, what they mean, and the table and column that must have their value."""

    __slots__ = ("about", "cell", "refers_to")

    def __init__(self, cell: CellFormat, about: str, refers_to: tuple[TableName, str] | None = None) -> None:
        self.cell = cell
        self.about = about
        self.refers_to = refers_to

    @property
    def may_be_blank(self) -> bool:
        """Whether a cell of it may be blank, and so a folder of an older format may lack it."""
        return not self.cell.constraints.get("required")


class TableFormat:
    """A table: what a record of it is, what makes a record unique, and its columns.

    Rows of a later folder replace rows with the same first column, but for those of ``span_rows.py``.
    """

    __slots__ = ("about", "columns", "key")

    def __init__(self, about: str, key: tuple[str, ...], columns: dict[str, ColumnFormat]) -> None:
        self.about = about
        self.key = key
        self.columns = columns


EVIDENCE = ColumnFormat(
    one_of(*STRONGEST_FIRST),
    "How well the record is known: confirmed by two pages or more, printed on a single one, derived by a stated rule, "
    "unsourced, or assumed by a program (never in a shipped table).",
)
SOURCES = ColumnFormat(IDS, "Ids of sources.csv, joined by semicolons.")
NOTE = ColumnFormat(TEXT, "Anything else worth knowing.")
HS_CODE = digits(8)
ADCODE = digits(6)
ANNOUNCEMENT = ColumnFormat(REQUIRED, "The announcement.", ("announcements", "id"))
_SPELLINGS = {
    "place": ColumnFormat(REQUIRED, "The GB/T 2260 code of the place, or the id of a zone that is not a division."),
    "short_zh": ColumnFormat(TEXT, "The short Chinese name."),
    "traditional": ColumnFormat(IDS, "The name in traditional characters, joined by semicolons."),
    "pinyin": ColumnFormat(TEXT, "The name in Hanyu Pinyin with tone marks."),
    "spellings": ColumnFormat(IDS, "Other spellings, joined by semicolons."),
}

FORMATS: dict[TableName, TableFormat] = {
    "announcements": TableFormat(
        "A Ministry of Finance announcement that makes or changes the positive list.",
        ("id",),
        {
            "id": ColumnFormat(REQUIRED, "Year and number, such as 2019-96."),
            "kind": ColumnFormat(
                one_of("replaces", "supplements", "amends"),
                "Whether it replaces everything before it, or supplements or amends the list in force.",
            ),
            "amends": ColumnFormat(
                TEXT, "The announcement it supplements or amends; blank if it replaces.", ("announcements", "id")
            ),
            "document_no": ColumnFormat(REQUIRED, "The number of the document."),
            "title_zh": ColumnFormat(REQUIRED, "Its Chinese title."),
            "title_en": ColumnFormat(REQUIRED, "A short English title."),
            "issued_on": ColumnFormat(DAY, "The day it was signed."),
            "published_on": ColumnFormat(DAY, "The day it was made public."),
            "effective_from": ColumnFormat(REQUIRED_DAY, "The first day it is in force."),
            "stated_count": ColumnFormat(COUNT, "The lines of its annex, as stated; blank for an adjustment."),
            "list_total_after": ColumnFormat(COUNT, "The lines in force after it, as stated."),
            "added": ColumnFormat(COUNT, "The lines added, as stated."),
            "deleted": ColumnFormat(COUNT, "The lines deleted, as stated."),
            "converted_in": ColumnFormat(COUNT, "The lines brought in by tariff conversion, as stated."),
            "converted_out": ColumnFormat(COUNT, "The lines taken out by tariff conversion, as stated."),
            "remarks_changed": ColumnFormat(COUNT, "The lines with a new remark, as stated."),
            "tariff_year": ColumnFormat(TARIFF_YEAR, "The year of the tariff its lines follow."),
            "official_pages": ColumnFormat(WORDS, "The addresses of the document, joined by spaces."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
            "note": NOTE,
        },
    ),
    "announcement_pages": TableFormat(
        "A page on which an announcement or its annex stands: where ``pilotzones annex fetch`` looks first.",
        ("announcement", "page"),
        {
            "announcement": ANNOUNCEMENT,
            "page": ColumnFormat(ADDRESS, "Its address."),
            "publisher": ColumnFormat(TEXT, "Who publishes it."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
            "note": NOTE,
        },
    ),
    "list_changes": TableFormat(
        "One line of an announcement's annex, as far as it is known, or what is stated of a code from outside it. "
        "The annex has one line about a code; besides, a row may say listed or not_listed of it.",
        ("announcement", "hs_code", "change"),
        {
            "announcement": ANNOUNCEMENT,
            "seq": ColumnFormat(COUNT, "The annex's own row number (序号)."),
            "change": ColumnFormat(
                one_of(*ACTIONS),
                "What the announcement does: list (a line of a whole list); in an adjustment add, delete, convert_in, "
                "convert_out, remark (a new remark). Or what is stated from outside the annex, at any announcement: "
                "listed or not_listed, on the list after it or not, while what it did is not known.",
            ),
            "hs_code": ColumnFormat(HS_CODE, "The 8-digit tariff line (税则号列)."),
            "name_zh": ColumnFormat(TEXT, "The name of the goods (货品名称)."),
            "remark_zh": ColumnFormat(TEXT, "The remark (备注)."),
            "remark_known": ColumnFormat(
                one_of("yes", "no", "paraphrase"),
                "Whether the remark is known: yes, no, or paraphrase (translated). With yes, a blank remark means "
                "that the line has none.",
            ),
            "evidence": EVIDENCE,
            "sources": SOURCES,
            "note": NOTE,
        },
    ),
    "list_coverage": TableFormat(
        "A range of codes, both ends inside, for which an annex, or the list after it, is wholly known.",
        ("announcement", "covers", "code_from"),
        {
            "announcement": ANNOUNCEMENT,
            "code_from": ColumnFormat(HS_CODE, "The first code of the range."),
            "code_to": ColumnFormat(HS_CODE, "The last code of the range."),
            "basis": ColumnFormat(TEXT, "Why nothing is missing there."),
            "covers": ColumnFormat(
                one_of("annex", "list", blank="annex"),
                "What is wholly known there: the annex (also if blank), or the list as it stands after it.",
            ),
        },
    ),
    "list_inferences": TableFormat(
        "A rule by which answers follow from an announcement whose annex is not known.",
        ("announcement", "rule"),
        {
            "announcement": ANNOUNCEMENT,
            "rule": ColumnFormat(
                one_of("takes_out_only_abolished_lines"),
                "takes_out_only_abolished_lines: the announcement takes a line out only by deleting it or because the "
                "tariff has it no more; so a listed line that the tariff has stays listed, unless its annex says "
                "otherwise. It counts only where as many deletions are known as are stated.",
            ),
            "tariff": ColumnFormat(REQUIRED, "The tariff meant.", ("tariffs", "id")),
            "basis": ColumnFormat(REQUIRED, "Where the rule comes from, in a sentence."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
        },
    ),
    "tariffs": TableFormat(
        "An edition of the Chinese customs tariff (税则) of which the lines are known.",
        ("id",),
        {
            "id": ColumnFormat(REQUIRED, "A short id, such as hs2022."),
            "title": ColumnFormat(REQUIRED, "What it is called."),
            "effective_from": ColumnFormat(REQUIRED_DAY, "The first day it is in force."),
            "effective_to": ColumnFormat(DAY, "The first day it is not; blank while it is in force."),
            "as_of": ColumnFormat(REQUIRED, "When the lines were read: lines are split and joined every year."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
            "note": NOTE,
        },
    ),
    "tariff_lines": TableFormat(
        "An 8-digit line of the Chinese customs tariff.",
        ("hs_code",),
        {
            "hs_code": ColumnFormat(HS_CODE, "The tariff line (税则号列)."),
            "tariffs": ColumnFormat(IDS, "The tariffs that have it: ids of tariffs.csv, joined by semicolons."),
            "name_zh": ColumnFormat(TEXT, "Its Chinese name, where known."),
        },
    ),
    "batches": TableFormat(
        "A reply of the State Council (国函) that approves a batch of pilot zones.",
        ("number",),
        {
            "number": ColumnFormat(REQUIRED_COUNT, "The batch, from 1."),
            "document_no": ColumnFormat(REQUIRED, "The number of the reply."),
            "title_zh": ColumnFormat(REQUIRED, "Its Chinese title."),
            "approved_on": ColumnFormat(DAY, "The day it was signed; blank if not known, then published_on serves."),
            "published_on": ColumnFormat(REQUIRED_DAY, "The day it was made public."),
            "zone_count": ColumnFormat(REQUIRED_COUNT, "The zones it approves."),
            "ever_approved": ColumnFormat(REQUIRED_COUNT, "The zones approved by then."),
            "in_force_after": ColumnFormat(REQUIRED_COUNT, "The zones in force after it."),
            "unsourced_fields": ColumnFormat(TEXT, "The columns that no page has confirmed."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
        },
    ),
    "zones": TableFormat(
        "A cross-border e-commerce pilot zone, in the reply's own order within a batch.",
        ("id",),
        {
            "id": ColumnFormat(REQUIRED, "A short id, such as hangzhou."),
            "batch": ColumnFormat(REQUIRED_COUNT, "The batch that approved it.", ("batches", "number")),
            "name_zh": ColumnFormat(REQUIRED, "The Chinese name of the city or region."),
            "name_en": ColumnFormat(REQUIRED, "Its English name."),
            "province": ColumnFormat(REQUIRED, "The ISO 3166-2 code of its province.", ("provinces", "iso")),
            "adcode": ColumnFormat(ADCODE, "Its GB/T 2260 code."),
            "level": ColumnFormat(one_of("municipality", "prefecture", "county", "special"), "Its level."),
            "longitude": ColumnFormat(degrees(180), "WGS 84 degrees east."),
            "latitude": ColumnFormat(degrees(90), "WGS 84 degrees north."),
            "coordinates_from": ColumnFormat(TEXT, "Where the coordinates come from."),
            "geonames_id": ColumnFormat(TEXT, "Its GeoNames id."),
            "revoked_by": ColumnFormat(
                TEXT, "The reply that ended it; blank while it is in force.", ("batches", "document_no")
            ),
            "evidence": EVIDENCE,
            "sources": SOURCES,
            "note": NOTE,
        },
    ),
    "territories": TableFormat(
        "A division that belongs to a zone which is not a division itself.",
        ("zone", "adcode"),
        {
            "zone": ColumnFormat(REQUIRED, "The zone.", ("zones", "id")),
            "adcode": ColumnFormat(ADCODE, "The GB/T 2260 code of the division.", ("divisions", "adcode")),
            "evidence": EVIDENCE,
            "sources": SOURCES,
            "note": NOTE,
        },
    ),
    "provinces": TableFormat(
        "A provincial-level division.",
        ("iso",),
        {
            "iso": ColumnFormat(REQUIRED, "Its ISO 3166-2 code."),
            "adcode": ColumnFormat(ADCODE, "Its GB/T 2260 code."),
            "name_zh": ColumnFormat(REQUIRED, "Its full Chinese name."),
            "short_zh": ColumnFormat(REQUIRED, "Its short Chinese name."),
            "abbreviation_zh": ColumnFormat(REQUIRED, "Its one-character name."),
            "name_en": ColumnFormat(REQUIRED, "Its English name."),
            "kind": ColumnFormat(one_of("municipality", "province", "autonomous region"), "What it is."),
        },
    ),
    "divisions": TableFormat(
        "A prefecture- or county-level division.",
        ("adcode",),
        {
            "adcode": ColumnFormat(ADCODE, "Its GB/T 2260 code."),
            "name_zh": ColumnFormat(REQUIRED, "Its full Chinese name."),
            "level": ColumnFormat(one_of("prefecture", "county"), "Its level."),
            "parent": ColumnFormat(ADCODE, "The code of the division that contains it."),
        },
    ),
    "divisions_history": TableFormat(
        "A division as it stood in some years since 2000, by the map of 31 December. Its code says its level, and what "
        "contained it.",
        ("adcode", "in_use_from"),
        {
            "adcode": ColumnFormat(ADCODE, "Its GB/T 2260 code."),
            "name_zh": ColumnFormat(REQUIRED, "Its full Chinese name in these years."),
            "in_use_from": ColumnFormat(REQUIRED_YEAR, "The first year on whose 31 December it was in use."),
            "in_use_until": ColumnFormat(
                YEAR, "The first year on whose 31 December it was not; blank while it is in use."
            ),
            "succeeded_by": ColumnFormat(
                PARTS,
                "The codes that took its area over, joined by semicolons; a year in brackets where a part went to a "
                "code in another year.",
            ),
        },
    ),
    "division_changes": TableFormat(
        "What the yearly map leaves open about a change of a division: between which days it happened, or what a "
        "prefecture became.",
        ("adcode", "year"),
        {
            "adcode": ColumnFormat(
                ADCODE, "The code that came into use or went out of it.", ("divisions_history", "adcode")
            ),
            "year": ColumnFormat(REQUIRED_YEAR, "The year of the change by the yearly map."),
            "not_before": ColumnFormat(DAY, "The first day on which it can have happened; blank for 1 January."),
            "not_after": ColumnFormat(DAY, "The last day on which it can have happened; blank for 31 December."),
            "succeeded_by": ColumnFormat(
                PARTS, "The codes that took the area over, where the yearly map does not have them."
            ),
            "evidence": EVIDENCE,
            "sources": SOURCES,
            "note": NOTE,
        },
    ),
    "former_names": TableFormat(
        "The spellings of a name that divisions.csv does not have: of a division that ended, was renamed or is new.",
        ("place", "name_zh"),
        {
            "place": ColumnFormat(ADCODE, "The GB/T 2260 code.", ("divisions_history", "adcode")),
            "name_zh": ColumnFormat(REQUIRED, "The full Chinese name."),
            **{name: column for name, column in _SPELLINGS.items() if name != "place"},
        },
    ),
    "place_names": TableFormat("The spellings of a division's name.", ("place",), _SPELLINGS),
    "province_names": TableFormat(
        "The spellings of a province's name.",
        ("place",),
        {
            **_SPELLINGS,
            "place": ColumnFormat(REQUIRED, "The GB/T 2260 code of the province.", ("provinces", "adcode")),
        },
    ),
    "sources": TableFormat(
        "A page or document that facts were read from.",
        ("id",),
        {
            "id": ColumnFormat(REQUIRED, "The id that other tables name it by."),
            "source": ColumnFormat(REQUIRED, "Its address or description."),
        },
    ),
}
"""The tables about zones, places, the list and the tariff; ``rule_formats.py`` has those of dated rules."""
