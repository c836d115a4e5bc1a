"""Lines that a program assumes to be on the list after an announcement, or not: a folder of tables in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pilotzones.arguments import ArgumentTypeError, as_members, as_pairs, can_be_written, is_a, plain_text, quoted
from pilotzones.hscode import InvalidHSCodeError, dotted, parse
from pilotzones.tables.in_memory import FolderInMemory
from pilotzones.tables.writing import as_csv

if TYPE_CHECKING:
    from pilotzones.hscode import HSCode
    from pilotzones.positive_list.questions import Listed
    from pilotzones.tables.formats import TableName

SOURCE = "assumed"
"""The source of every assumed line."""

_CODES = "a collection of codes, such as ['33049900']"


class Assumptions(FolderInMemory):
    """The lines that a program assumes; prints as the call that makes them."""

    def __init__(self, listed: Mapping[HSCode, str | None], not_listed: tuple[HSCode, ...], after: str) -> None:
        """Hold the lines, to be written as tables."""
        super().__init__(SOURCE, self._write)
        self._given = listed, not_listed, after

    def _write(self) -> dict[TableName, bytes]:
        listed, not_listed, after = self._given
        rows = [
            *(_row(after, "listed", code, remark) for code, remark in listed.items()),
            *(_row(after, "not_listed", code, None) for code in not_listed),
        ]
        sources = [{"id": SOURCE, "source": "Assumed by the program that asks (Dataset.assume): no page prints it."}]
        return {"list_changes": as_csv("list_changes", rows), "sources": as_csv("sources", sources)}

    def __repr__(self) -> str:
        listed, not_listed, after = self._given
        return f"assume(listed={listed}, not_listed={list(not_listed)}, after={after!r})"

    def __reduce__(self) -> tuple[type[Assumptions], tuple[object, ...]]:
        return Assumptions, self._given


def assumptions(listed: Listed, not_listed: Iterable[str], after: str) -> Assumptions:
    """Check what a program assumes.

    Raises:
        ArgumentTypeError: if the codes are not a collection, a remark is not text, or nothing is assumed.
        InvalidHSCodeError: for what is not a tariff line, and for a code that is given twice.
    """
    pairs: Iterable[tuple[str, str | None]] = (
        as_pairs("listed", listed, _CODES)
        if is_a(listed, Mapping)
        else [(code, None) for code in as_members("listed", listed, _CODES)]
    )
    on: dict[HSCode, str | None] = {}
    for text, remark in pairs:
        written = plain_text(remark)
        if not (written is None or (type(written) is str and can_be_written(written))):
            msg = f"The remark of {quoted(text)} must be text, or None if it is not known, not {quoted(remark)}."
            raise ArgumentTypeError(msg)
        on[_once(text, on)] = written
    off: dict[HSCode, None] = {}
    for text in as_members("not_listed", not_listed, _CODES):
        off[_once(text, {**on, **off})] = None
    if not on and not off:
        msg = "Nothing is assumed: pass listed={code: remark} or not_listed=[code]."
        raise ArgumentTypeError(msg)
    return Assumptions(on, tuple(off), after)


def _once(text: str, earlier: Iterable[HSCode]) -> HSCode:
    """Read a code that was not given before."""
    code = parse(text)
    if code in earlier:
        msg = f"{dotted(code)} is assumed twice."
        raise InvalidHSCodeError(msg, text=text, reason="given twice")
    return code


def _row(after: str, change: str, code: HSCode, remark: str | None) -> dict[str, object]:
    return {
        "announcement": after,
        "change": change,
        "hs_code": code,
        "remark_zh": remark or "",
        "remark_known": "no" if remark is None else "yes",
        "evidence": "assumed",
        "sources": SOURCE,
    }
