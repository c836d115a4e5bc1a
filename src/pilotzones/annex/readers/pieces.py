"""Pieces of a cell's text in an office file: those that are read, and those that are named because they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilotzones.annex.readers.document import Cell, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLANK = Cell(text="")


class OfficePiece(NamedTuple):
    """A piece of text.

    Attributes:
        text: its characters; of what is not understood, those that are in it, or its name.
        unread: the name of the element that is not understood; empty if the text is read.
        position: where it stands in its own size, such as "superscript", if its digits depend on the rest of the cell.
    """

    text: str
    unread: str = ""
    position: str = ""


def join_pieces(pieces: Iterable[OfficePiece], program: str) -> Cell:
    """Join the pieces of a cell; it has a fault if something in it is not understood.

    Args:
        pieces: its text, with line feeds.
        program: the program to correct it with.
    """
    read = tuple(pieces)
    text = "".join(piece.text for piece in read).strip()
    unread = next((piece.unread for piece in read if piece.unread), "")
    if unread:
        reason = f"its cell has the element <{unread}>, which is not read"
        return Cell(text, fault=Fault(reason, f"write it as plain text in {program}, save the file, and read it again"))
    return Cell(text) if text else _BLANK
