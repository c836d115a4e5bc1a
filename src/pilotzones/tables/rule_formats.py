"""The format of the shipped tables that no answer comes from: taxes, modes of customs supervision, import cities.

They ship beside the others and are exported with them; a folder that is laid over the shipped tables has none of them.
"""

from __future__ import annotations

from typing import Literal

from pilotzones.tables.cells import DAY, NUMBER, REQUIRED, REQUIRED_DAY, TEXT, digits
from pilotzones.tables.formats import EVIDENCE, SOURCES, ColumnFormat, TableFormat

RuleTableName = Literal["import_cities", "supervision_codes", "tax_examples", "tax_parameters"]

RULE_FORMATS: dict[RuleTableName, TableFormat] = {
    "tax_parameters": TableFormat(
        "A limit or rate of the taxes on retail imports in some years.",
        ("parameter", "document"),
        {
            "parameter": ColumnFormat(REQUIRED, "What it is, such as single_transaction_limit."),
            "value": ColumnFormat(NUMBER, "Its value."),
            "unit": ColumnFormat(REQUIRED, "The unit of the value: CNY, or a ratio, 0.17 for 17 %."),
            "effective_from": ColumnFormat(DAY, "The first day in force; blank if before 2016."),
            "effective_to": ColumnFormat(DAY, "The last day in force; blank while it is in force."),
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
        ("code",),
        {
            "code": ColumnFormat(digits(4), "Its code."),
            "name_zh": ColumnFormat(REQUIRED, "Its Chinese name."),
            "name_en": ColumnFormat(REQUIRED, "What that means in English."),
            "direction": ColumnFormat(REQUIRED, "import, export, or import and export."),
            "effective_from": ColumnFormat(REQUIRED_DAY, "The first day in force."),
            "announcement": ColumnFormat(REQUIRED, "The customs' announcement that made it."),
            "scope": ColumnFormat(REQUIRED, "What it is for, and where."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
        },
    ),
    "import_cities": TableFormat(
        "A city designated for retail imports.",
        ("name_zh",),
        {
            "name_zh": ColumnFormat(REQUIRED, "Its Chinese name, as the document has it."),
            "name_en": ColumnFormat(REQUIRED, "Its English name."),
            "province_zh": ColumnFormat(REQUIRED, "The Chinese name of its province.", ("provinces", "name_zh")),
            "designated_on": ColumnFormat(REQUIRED_DAY, "The first day."),
            "document": ColumnFormat(REQUIRED, "The document that designates it."),
            "evidence": EVIDENCE,
            "sources": SOURCES,
        },
    ),
}
"""The tables that no answer comes from."""
