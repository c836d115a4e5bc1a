"""The format of the tables of dated rules: limits and taxes, customs modes, benefits of zones, import cities.

``span_rows.py`` lays a later folder over the tables whose rows are in force from a day to another.
"""

from __future__ import annotations

from typing import get_args

from pilotzones.records.rules import Direction
from pilotzones.tables.cells import (
    DAY,
    NUMBER,
    NUMBER_OR_BLANK,
    REQUIRED,
    REQUIRED_COUNT,
    REQUIRED_DAY,
    TEXT,
    digits,
    one_of,
)
from pilotzones.tables.formats import ADCODE, EVIDENCE, NOTE, SOURCES, ColumnFormat, RuleTableName, TableFormat

_NAME_EN = ColumnFormat(TEXT, "What it is in English.")
_NAME_ZH = ColumnFormat(TEXT, "What it is in Chinese.")
_UNIT_ZH = ColumnFormat(TEXT, "The unit in Chinese.")
_TO = ColumnFormat(DAY, "The last day in force; blank while it is in force.")
_DIRECTION = ColumnFormat(one_of(*get_args(Direction)), "import, export, or import and export.")
_SCOPE_ZH = ColumnFormat(TEXT, "The scope in Chinese.")

RULE_FORMATS: dict[RuleTableName, TableFormat] = {
    "tax_parameters": TableFormat(
        "A limit or rate of the taxes on retail imports in some years.",
        ("parameter", "document"),
        {
            "parameter": ColumnFormat(REQUIRED, "Its name, such as single_transaction_limit."),
            "name_en": _NAME_EN,
            "name_zh": _NAME_ZH,
            "value": ColumnFormat(NUMBER, "Its value."),
            "unit": ColumnFormat(REQUIRED, "The unit of the value: CNY, or a ratio, 0.17 for 17 %."),
            "unit_zh": _UNIT_ZH,
            "effective_from": ColumnFormat(DAY, "The first day in force; blank if before 2016."),
            "effective_to": _TO,
            "document": ColumnFormat(REQUIRED, "The document that sets it."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
        },
    ),
    "tax_examples": TableFormat(
        "The composite rate of some goods on a day: 0.7 x (VAT + consumption tax) / (1 - consumption tax).",
        ("date", "goods"),
        {
            "date": ColumnFormat(REQUIRED_DAY, "The day."),
            "goods": ColumnFormat(REQUIRED, "The goods."),
            "vat": ColumnFormat(NUMBER, "The rate of value-added tax, as a ratio."),
            "consumption": ColumnFormat(NUMBER, "The rate of consumption tax, as a ratio."),
            "composite_rate": ColumnFormat(NUMBER, "The composite rate, as a ratio."),
            "basis": ColumnFormat(REQUIRED, "Whether the rate was published, or is computed."),
            "source": ColumnFormat(TEXT, "The page that published it.", ("sources", "id")),
        },
    ),
    "supervision_codes": TableFormat(
        "A mode of customs supervision of cross-border e-commerce.",
        ("code", "effective_from"),
        {
            "code": ColumnFormat(digits(4), "Its code."),
            "name_zh": ColumnFormat(REQUIRED, "Its Chinese name."),
            "name_en": ColumnFormat(REQUIRED, "What that means in English."),
            "direction": _DIRECTION,
            "effective_from": ColumnFormat(REQUIRED_DAY, "The first day in force."),
            "effective_to": _TO,
            "announcement": ColumnFormat(REQUIRED, "The customs' announcement that made it."),
            "scope": ColumnFormat(REQUIRED, "What it is for, and where."),
            "scope_zh": _SCOPE_ZH,
            "evidence": EVIDENCE,
            "sources": SOURCES,
        },
    ),
    "zone_benefits": TableFormat(
        "A tax benefit of the enterprises in pilot zones.",
        ("benefit", "effective_from"),
        {
            "benefit": ColumnFormat(REQUIRED, "Its name, such as deemed_income_tax."),
            "name_en": _NAME_EN,
            "name_zh": _NAME_ZH,
            "direction": _DIRECTION,
            "value": ColumnFormat(NUMBER_OR_BLANK, "Its value; blank if it has none, as an exemption."),
            "unit": ColumnFormat(TEXT, "The unit of the value."),
            "unit_zh": _UNIT_ZH,
            "effective_from": ColumnFormat(REQUIRED_DAY, "The first day in force."),
            "effective_to": _TO,
            "document": ColumnFormat(REQUIRED, "The document that gives it."),
            "scope": ColumnFormat(REQUIRED, "Who has it, for what."),
            "scope_zh": _SCOPE_ZH,
            "evidence": EVIDENCE,
            "sources": SOURCES,
            "note": NOTE,
            "note_zh": ColumnFormat(TEXT, "The note in Chinese."),
        },
    ),
    "import_cities": TableFormat(
        "A city designated for bonded retail imports (mode 1210) before 2021-03-18.",
        ("name_zh",),
        {
            "name_zh": ColumnFormat(REQUIRED, "Its Chinese name, as the document has it."),
            "name_en": ColumnFormat(REQUIRED, "Its English name."),
            "province_zh": ColumnFormat(REQUIRED, "The Chinese name of its province.", ("provinces", "name_zh")),
            "adcode": ColumnFormat(
                ADCODE, "Its GB/T 2260 code of 2023; 460000 for the whole of Hainan.", ("divisions_history", "adcode")
            ),
            "designated_on": ColumnFormat(REQUIRED_DAY, "The first day."),
            "document": ColumnFormat(REQUIRED, "The document that designates it."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
        },
    ),
    "import_lists": TableFormat(
        "How many cities are designated from a day on. Where as many are known by a page, a city that is not among "
        "them is not designated.",
        ("effective_from",),
        {
            "effective_from": ColumnFormat(REQUIRED_DAY, "The first day."),
            "document": ColumnFormat(REQUIRED, "The document that designates the last of them."),
            "document_zh": ColumnFormat(TEXT, "The same in Chinese; blank if it is the same text."),
            "listed": ColumnFormat(REQUIRED_COUNT, "The cities designated by then, as stated."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
            "note": NOTE,
        },
    ),
    "import_grounds": TableFormat(
        "What allows every city that has one to do bonded retail imports, once the local customs confirms. Where pilot "
        "zones are, the data knows; where the others are, it does not.",
        ("ground",),
        {
            "ground": ColumnFormat(REQUIRED, "Its name, such as pilot_zone."),
            "name_en": ColumnFormat(REQUIRED, "What it is in English."),
            "name_zh": ColumnFormat(REQUIRED, "What it is in Chinese."),
            "effective_from": ColumnFormat(REQUIRED_DAY, "The first day."),
            "document": ColumnFormat(REQUIRED, "The document that says so."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
        },
    ),
}
"""The tables of dated rules; for each name, ``rules`` lists them in the order of these tables and of their rows."""
