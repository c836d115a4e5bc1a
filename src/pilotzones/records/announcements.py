"""Records of the positive list: announcements and what is known of their annexes."""

from __future__ import annotations

import datetime
from typing import Literal

import attrs

from pilotzones.hscode import HSCode
from pilotzones.records.actions import ADJUSTING, Action
from pilotzones.records.evidence import Evidence
from pilotzones.records.record import Record

AnnouncementKind = Literal["replaces", "supplements", "amends"]
RemarkKnown = Literal["yes", "no", "paraphrase"]
Rule = Literal["takes_out_only_abolished_lines"]
Covers = Literal["annex", "list"]


@attrs.frozen(repr=False)
class Announcement(Record):
    """A Ministry of Finance announcement that makes or changes the positive list.

    ``kind`` says what it does to the list before it; ``amends`` is the id of the
    announcement it supplements or amends. ``stated_count`` is the number of lines in
    its annex and ``list_total_after`` that of the list after it, as the documents
    state them. ``added``, ``deleted``, ``converted_in``, ``converted_out`` and
    ``remarks_changed`` are the counts of an adjustment. ``official_pages`` are the
    addresses of the document, as other pages cite them.
    """

    id: str
    kind: AnnouncementKind
    amends: str
    document_no: str
    title_zh: str
    title_en: str
    issued_on: datetime.date | None = attrs.field(repr=str)
    published_on: datetime.date | None = attrs.field(repr=str)
    effective_from: datetime.date = attrs.field(repr=str)
    stated_count: int | None
    list_total_after: int | None
    added: int | None = attrs.field(repr=False)
    deleted: int | None = attrs.field(repr=False)
    converted_in: int | None = attrs.field(repr=False)
    converted_out: int | None = attrs.field(repr=False)
    remarks_changed: int | None = attrs.field(repr=False)
    tariff_year: int | None = attrs.field(repr=False)
    official_pages: tuple[str, ...] = attrs.field(repr=False)
    evidence: Evidence
    sources: tuple[str, ...] = attrs.field(repr=False)
    note: str = attrs.field(repr=False)

    @property
    def lines_stated(self) -> int | None:
        """How many lines the annex has, as stated or as the sum of an adjustment's counts."""
        if self.stated_count is not None:
            return self.stated_count
        counts = [count for field in ADJUSTING.values() if (count := getattr(self, field)) is not None]
        return sum(counts) if counts else None

    def __str__(self) -> str:
        return f"{self.title_en}: {self.document_no}, in force from {self.effective_from}"


@attrs.frozen(repr=False)
class Change(Record):
    """One known line of an annex.

    ``action`` is what the announcement did to the code: ``list`` (a line of a whole
    list), ``add``, ``delete``, ``convert_in``, ``convert_out``, ``remark`` (a new
    remark); or what is stated from outside the annex: ``listed`` or ``not_listed``, on the
    list after it or not, while what it did itself is not known.
    ``seq`` is the annex's own row number (序号), ``where`` the file and line of the table.
    """

    announcement: str
    seq: int | None
    action: Action
    hs_code: HSCode
    name_zh: str
    remark: str
    remark_known: RemarkKnown
    evidence: Evidence
    sources: tuple[str, ...]
    note: str
    where: str = attrs.field(repr=False, eq=False)


@attrs.frozen(repr=False)
class Inference(Record):
    """A rule from which answers follow where the annex of an announcement is not known.

    ``takes_out_only_abolished_lines``: the announcement takes a line off the list only by
    deleting it, or because ``tariff`` no longer has it; so a listed line that this tariff
    has stays listed.
    """

    announcement: str
    rule: Rule
    tariff: str
    basis: str
    evidence: Evidence
    sources: tuple[str, ...]


@attrs.frozen(repr=False)
class KnownRange(Record):
    """A range of codes, both ends included, for which an annex is wholly known.

    ``covers`` is ``annex``, or ``list`` where the list as it stands after the announcement
    is wholly known instead.
    """

    announcement: str
    code_from: HSCode
    code_to: HSCode
    basis: str
    covers: Covers = attrs.field(default="annex", kw_only=True)
    where: str = attrs.field(repr=False, eq=False)
