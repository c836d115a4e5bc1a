"""In which characters a text file is written, found from all of its bytes: nothing is guessed of a part."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from pilotzones.arguments import quoted
from pilotzones.frames.files.errors import TableFileError
from pilotzones.messages import Message, OwnWord

if TYPE_CHECKING:
    from pilotzones.frames.files.open_files import OpenFile

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CHUNK = 1 << 20
_FORMATS = {
    b"PK\x03\x04": "a workbook or an archive: give it its own ending, such as .xlsx",
    b"\xd0\xcf\x11\xe0": "a workbook of an old Excel: save it as .xlsx",
    b"PAR1": "a Parquet file: give it the ending .parquet",
    b"%PDF": "a PDF, and no table",
    b"\x1f\x8b": "compressed: unpack it first",
}


class TextEncoding(NamedTuple):
    """An encoding, and the mark at the beginning of the file, which is no part of the text."""

    name: str
    mark: bytes


def find_encoding(file: OpenFile) -> TextEncoding:
    """Find how a file is encoded: by its mark, else UTF-8 if all of it is, else GB18030, which contains GBK.

    In each of these every text can be written back as the same bytes.

    Raises:
        TableFileError: if it is neither, or no text.
        TableFileAccessError: if the system does not let it be read.
    """
    stream = file.stream
    stream.seek(0)
    head = stream.read(4)
    for signature, what in _FORMATS.items():
        if head.startswith(signature):
            told = Message("{file} is {what}.", file=quoted(file.name), what=OwnWord(what))
            raise TableFileError(told, file=file.name)
    mark = next((mark for mark in _MARKS if head.startswith(mark)), b"")
    for name in [_MARKS[mark]] if mark else ["utf-8", "gb18030"]:
        stream.seek(len(mark))
        if _is_in(stream, name):
            return TextEncoding(name, mark)
    msg = Message(
        "{file} is not text in UTF-8, GBK or GB18030. Save it as CSV in UTF-8, and read that.", file=quoted(file.name)
    )
    raise TableFileError(msg, file=file.name)


def _is_in(stream: BinaryIO, name: str) -> bool:
    """Decide whether all that follows can be decoded, and has no character NUL."""
    decoder = codecs.getincrementaldecoder(name)()
    try:
        while chunk := stream.read(_CHUNK):
            if "\0" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
