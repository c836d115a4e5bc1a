"""Pieces of a cell's text in an office file: those that are read, and those that are named because they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.annex.readers.document import Cell, name_unread

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLANK = Cell(text="")
AS_PLAIN_TEXT = "write it as plain text in {}, save the file, and read it again"
"""What to do about what is not read, with the name of the program."""


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
        return Cell(text, fault=name_unread(unread, AS_PLAIN_TEXT.format(program)))
    return Cell(text) if text else _BLANK


def read_name(element: Any) -> str:  # noqa: ANN401 - lxml's
    """Read an element's local name: strict and transitional files have different namespaces."""
    return str(element.tag).rpartition("}")[2]
