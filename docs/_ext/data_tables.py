"""Tables of the shipped records with their evidence and sources, made when the site is built."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive

import pilotzones

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx.application import Sphinx

    from pilotzones import Announcement, Batch, Zone

DATA = pilotzones.Dataset.bundled()
ONLINE = {source.id: source.address for source in DATA.sources()}
Cell = str | list[nodes.Node]


def text(value: object) -> str:
    """Write a value; nothing where it is not known."""
    return "" if value is None else str(value)


def link(shown: str, address: str) -> nodes.reference:
    """Link to another site."""
    return nodes.reference("", shown, refuri=address, internal=False)


def joined(parts: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Put spaces between parts of a cell, where a line may end."""
    return [node for part in parts for node in (nodes.Text(" "), part)][1:]


def pages_of(record: Zone | Batch | Announcement) -> list[nodes.Node]:
    """Link each source of a record: to its page, or to what is said of it at the end of this page."""
    ids = (source.id for source in DATA.sources(of=record))
    return joined(
        link(id_, ONLINE[id_] or "") if ONLINE[id_] else nodes.reference("", id_, refid=id_.lower()) for id_ in ids
    )


def zones() -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
    """Every zone that was ever approved, in the order of the replies."""
    provinces = {province.iso: province.name_en for province in DATA.provinces()}
    names = "Zone|中文|Province|Batch|Code|From|Revoked on|Evidence|Sources".split("|")
    return names, (
        [
            zone.name_en,
            zone.name_zh,
            provinces[zone.province.iso],
            text(zone.batch.number),
            zone.adcode,
            text(zone.established_on),
            text(zone.revoked_on),
            zone.evidence,
            pages_of(zone),
        ]
        for zone in DATA.zones()
    )


def replies() -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
    """Every reply of the State Council."""
    names = "Batch|Reply|Title|Signed on|Published on|Zones|In force after it|Evidence|Sources".split("|")
    return names, (
        [
            text(batch.number),
            batch.document_no,
            batch.title_zh,
            text(batch.approved_on),
            text(batch.published_on),
            text(batch.zone_count),
            text(batch.in_force_after),
            batch.evidence,
            pages_of(batch),
        ]
        for batch in DATA.batches()
    )


def announcements() -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
    """Every announcement on the positive list."""
    known = {annex.announcement.id: annex.known for annex in DATA.coverage().annexes}
    names = "Id|Announcement|Title|In force from|Lines after it|Known of its annex|Evidence|Official pages|Sources"
    return names.split("|"), (
        [
            one.id,
            one.document_no,
            f"{one.title_zh} ({one.title_en})",
            text(one.effective_from),
            text(one.list_total_after),
            text(known[one.id]),
            one.evidence,
            joined(link(f"page {index}", page) for index, page in enumerate(one.official_pages, 1)),
            pages_of(one),
        ]
        for one in DATA.announcements()
    )


def sources() -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
    """Every source: a link where it has an address, otherwise what it is."""
    return ["Id", "Source"], (
        [
            [nodes.inline("", source.id, ids=[source.id.lower()])],
            [link(source.address, source.address), nodes.Text(source.source.replace(source.address, "", 1))]
            if source.address
            else source.source,
        ]
        for source in DATA.sources()
    )


TABLES: dict[str, Callable[[], tuple[Sequence[str], Iterable[Sequence[Cell]]]]] = {
    "zones": zones,
    "replies": replies,
    "announcements": announcements,
    "sources": sources,
}


class DataTable(Directive):
    """``{data-table} zones``: a table that a reader can sort and search."""

    required_arguments: ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        """Make the table."""
        titles, rows = TABLES[self.arguments[0]]()
        head = nodes.thead("", row(titles))
        body = nodes.tbody("", *map(row, rows))
        group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in titles), head, body, cols=len(titles))
        return [nodes.table("", group, classes=["sortable", f"data-{self.arguments[0]}"])]


def row(cells: Sequence[Cell]) -> nodes.row:
    """Make one row."""
    made = nodes.row()
    for cell in cells:
        made += nodes.entry("", nodes.paragraph("", "", *([nodes.Text(cell)] if isinstance(cell, str) else cell)))
    return made


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive."""
    app.add_directive("data-table", DataTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
