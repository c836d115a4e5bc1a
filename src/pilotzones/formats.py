"""The public format of every table: its columns in order, what a cell may hold, what it refers to.

``datapackage.json`` and the tables of ``docs/data-format.md`` are made of this by ``tools/make_datapackage.py``.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from pilotzones.cells import (
    COUNT,
    DAY,
    IDS,
    REQUIRED,
    REQUIRED_COUNT,
    REQUIRED_DAY,
    TEXT,
    WORDS,
    Cell,
    degrees,
    digits,
    one_of,
)

TableName = Literal[
    "announcements",
    "batches",
    "divisions",
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


class Column(NamedTuple):
    """A column: what its cells hold, in a sentence, and the table and column that they must stand in."""

    cell: Cell
    about: str
    refers_to: tuple[TableName, str] | None = None


class Format(NamedTuple):
    """A table: what a record of it is, what makes a record unique, and its columns.

    The first column is what a later folder's rows are laid over by.
    """

    about: str
    key: tuple[str, ...]
    columns: dict[str, Column]


EVIDENCE = Column(
    one_of("confirmed", "single", "derived", "unsourced"),
    "How well the record is known: confirmed by two pages or more, printed on a single one, derived by a stated rule, "
    "or unsourced.",
)
SOURCES = Column(IDS, "Ids of sources.csv, joined by semicolons.")
NOTE = Column(TEXT, "Anything else worth knowing.")
HS_CODE = digits(8)
ADCODE = digits(6)
ANNOUNCEMENT = Column(REQUIRED, "The announcement.", ("announcements", "id"))
_SPELLINGS = {
    "place": Column(REQUIRED, "The GB/T 2260 code of the place, or the id of a zone that is no division."),
    "short_zh": Column(TEXT, "The short Chinese name."),
    "traditional": Column(IDS, "The name in traditional characters, joined by semicolons."),
    "pinyin": Column(TEXT, "The name in Hanyu Pinyin with tone marks."),
    "spellings": Column(IDS, "Other spellings, joined by semicolons."),
}

FORMATS: dict[TableName, Format] = {
    "announcements": Format(
        "A Ministry of Finance announcement that makes or changes the positive list.",
        ("id",),
        {
            "id": Column(REQUIRED, "Year and number, such as 2019-96."),
            "kind": Column(
                one_of("replaces", "supplements", "amends"),
                "Whether it replaces everything before it, or supplements or amends the list in force.",
            ),
            "amends": Column(
                TEXT, "The announcement it supplements or amends; blank if it replaces.", ("announcements", "id")
            ),
            "document_no": Column(REQUIRED, "The number it bears."),
            "title_zh": Column(REQUIRED, "Its Chinese title."),
            "title_en": Column(REQUIRED, "A short English title."),
            "issued_on": Column(DAY, "The day it was signed."),
            "published_on": Column(DAY, "The day it was made public."),
            "effective_from": Column(REQUIRED_DAY, "The first day it is in force."),
            "stated_count": Column(COUNT, "The lines of its annex, as stated; blank for an adjustment."),
            "list_total_after": Column(COUNT, "The lines in force after it, as stated."),
            "added": Column(COUNT, "The lines added, as stated."),
            "deleted": Column(COUNT, "The lines deleted, as stated."),
            "converted_in": Column(COUNT, "The lines brought in by tariff conversion, as stated."),
            "converted_out": Column(COUNT, "The lines taken out by tariff conversion, as stated."),
            "remarks_changed": Column(COUNT, "The lines with a new remark, as stated."),
            "tariff_year": Column(COUNT, "The year of the tariff its lines follow."),
            "official_pages": Column(WORDS, "Where the document stands, joined by spaces."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
            "note": NOTE,
        },
    ),
    "list_changes": Format(
        "One line of an announcement's annex, as far as it is known.",
        ("announcement", "hs_code"),
        {
            "announcement": ANNOUNCEMENT,
            "seq": Column(COUNT, "The annex's own row number (序号)."),
            "change": Column(
                one_of("list", "add", "delete", "convert_in", "convert_out", "remark", "listed"),
                "What the announcement does: list (a line of a whole list); of an adjustment add, delete, convert_in, "
                "convert_out, remark (a new remark); or listed, in the list after it, what it did being unknown.",
            ),
            "hs_code": Column(HS_CODE, "The 8-digit tariff line (税则号列)."),
            "name_zh": Column(TEXT, "The name of the goods (货品名称)."),
            "remark_zh": Column(TEXT, "The remark (备注)."),
            "remark_known": Column(
                one_of("yes", "no", "paraphrase"),
                "Whether the remark is known: a blank one is no remark under yes, and an unknown one under no; "
                "paraphrase if the wording is not the annex's.",
            ),
            "evidence": EVIDENCE,
            "sources": SOURCES,
            "note": NOTE,
        },
    ),
    "list_coverage": Format(
        "A range of codes, both ends inside, for which an annex is wholly known.",
        ("announcement", "code_from"),
        {
            "announcement": ANNOUNCEMENT,
            "code_from": Column(HS_CODE, "The first code of the range."),
            "code_to": Column(HS_CODE, "The last code of the range."),
            "basis": Column(TEXT, "Why nothing is missing there."),
        },
    ),
    "list_inferences": Format(
        "A rule by which answers follow from an announcement whose annex is not known.",
        ("announcement", "rule"),
        {
            "announcement": ANNOUNCEMENT,
            "rule": Column(
                one_of("takes_out_only_abolished_lines"),
                "takes_out_only_abolished_lines: the announcement takes a line out only by deleting it or because the "
                "tariff has it no more; so a listed line that the tariff has stays listed, unless its annex says "
                "otherwise. It counts only where as many deletions are known as are stated.",
            ),
            "tariff": Column(REQUIRED, "The tariff meant.", ("tariffs", "id")),
            "basis": Column(REQUIRED, "Where the rule comes from, in a sentence."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
        },
    ),
    "tariffs": Format(
        "An edition of the Chinese customs tariff (税则) of which the lines are known.",
        ("id",),
        {
            "id": Column(REQUIRED, "A short id, such as hs2022."),
            "title": Column(REQUIRED, "What it is called."),
            "effective_from": Column(REQUIRED_DAY, "The first day it is in force."),
            "effective_to": Column(DAY, "The first day it is not; blank while it is in force."),
            "as_of": Column(REQUIRED, "When the lines were read: lines are split and joined every year."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
            "note": NOTE,
        },
    ),
    "tariff_lines": Format(
        "An 8-digit line of the Chinese customs tariff.",
        ("hs_code",),
        {
            "hs_code": Column(HS_CODE, "The tariff line (税则号列)."),
            "tariffs": Column(IDS, "The tariffs that have it: ids of tariffs.csv, joined by semicolons."),
            "name_zh": Column(TEXT, "Its Chinese name, where known."),
        },
    ),
    "batches": Format(
        "A reply of the State Council (国函) that approves a batch of pilot zones.",
        ("number",),
        {
            "number": Column(REQUIRED_COUNT, "The batch, from 1."),
            "document_no": Column(REQUIRED, "The number of the reply."),
            "title_zh": Column(REQUIRED, "Its Chinese title."),
            "approved_on": Column(DAY, "The day it was signed; blank if not known, then published_on serves."),
            "published_on": Column(REQUIRED_DAY, "The day it was made public."),
            "zone_count": Column(REQUIRED_COUNT, "The zones it approves."),
            "ever_approved": Column(REQUIRED_COUNT, "The zones approved by then."),
            "in_force_after": Column(REQUIRED_COUNT, "The zones in force after it."),
            "unsourced_fields": Column(TEXT, "The columns that no page has confirmed."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
        },
    ),
    "zones": Format(
        "A cross-border e-commerce pilot zone, in the reply's own order within a batch.",
        ("id",),
        {
            "id": Column(REQUIRED, "A short id, such as hangzhou."),
            "batch": Column(REQUIRED_COUNT, "The batch that approved it.", ("batches", "number")),
            "name_zh": Column(REQUIRED, "The Chinese name of the city or region."),
            "name_en": Column(REQUIRED, "Its English name."),
            "province": Column(REQUIRED, "The ISO 3166-2 code of its province.", ("provinces", "iso")),
            "adcode": Column(ADCODE, "Its GB/T 2260 code."),
            "level": Column(one_of("municipality", "prefecture", "county", "special"), "Its level."),
            "longitude": Column(degrees(180), "WGS 84 degrees east."),
            "latitude": Column(degrees(90), "WGS 84 degrees north."),
            "coordinates_from": Column(TEXT, "Where the coordinates come from."),
            "geonames_id": Column(TEXT, "Its GeoNames id."),
            "revoked_by": Column(
                TEXT, "The reply that ended it; blank while it is in force.", ("batches", "document_no")
            ),
            "evidence": EVIDENCE,
            "sources": SOURCES,
            "note": NOTE,
        },
    ),
    "territories": Format(
        "A division that a zone consists of which is no division of its own.",
        ("zone", "adcode"),
        {
            "zone": Column(REQUIRED, "The zone.", ("zones", "id")),
            "adcode": Column(ADCODE, "The GB/T 2260 code of the division."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
            "note": NOTE,
        },
    ),
    "provinces": Format(
        "A provincial-level division.",
        ("iso",),
        {
            "iso": Column(REQUIRED, "Its ISO 3166-2 code."),
            "adcode": Column(ADCODE, "Its GB/T 2260 code."),
            "name_zh": Column(REQUIRED, "Its full Chinese name."),
            "short_zh": Column(REQUIRED, "Its short Chinese name."),
            "abbreviation_zh": Column(REQUIRED, "Its one-character name."),
            "name_en": Column(REQUIRED, "Its English name."),
            "kind": Column(one_of("municipality", "province", "autonomous region"), "What it is."),
        },
    ),
    "divisions": Format(
        "A prefecture- or county-level division.",
        ("adcode",),
        {
            "adcode": Column(ADCODE, "Its GB/T 2260 code."),
            "name_zh": Column(REQUIRED, "Its full Chinese name."),
            "level": Column(one_of("prefecture", "county"), "Its level."),
            "parent": Column(ADCODE, "The code of the division that contains it."),
        },
    ),
    "place_names": Format("The spellings of a division's name.", ("place",), _SPELLINGS),
    "province_names": Format("The spellings of a province's name.", ("place",), _SPELLINGS),
    "sources": Format(
        "A page or document that facts were read from.",
        ("id",),
        {
            "id": Column(REQUIRED, "The id that other tables name it by."),
            "source": Column(REQUIRED, "Its address or description."),
        },
    ),
}
"""The tables that answers are read from."""
