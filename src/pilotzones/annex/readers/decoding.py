"""Which encoding a file's characters are in: told by its marks, or by trial; never by a guess that loses any."""

from __future__ import annotations

import codecs
import re

from pilotzones.annex.errors import AnnexFileError
from pilotzones.arguments import quoted

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SAMPLE = 4096
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_CJK = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_BAD_SHARE = 20


def decoded(data: bytes, file: str, *, declared: str = "") -> str:
    """Decode a file's bytes.

    Args:
        data: all of them.
        file: its name, for the error.
        declared: the encoding that the file itself names; it is tried after UTF-8.

    Returns:
        The text, without the mark at its beginning.

    Raises:
        AnnexFileError: for what is no text, or is damaged.
    """
    encodings = [encoding for mark, encoding in _MARKS if data.startswith(mark)][:1] or _without_mark(data, declared)
    for encoding in encodings:
        try:
            text = data.decode(encoding).lstrip("\ufeff")
        except (UnicodeDecodeError, LookupError):
            if encoding == "utf-8" and _is_damaged_utf8(data):
                msg = f"{quoted(file)} is text in UTF-8 with damaged characters in it. Download it again."
                raise AnnexFileError(msg, file=file, page=None) from None
            continue
        if not _CONTROLS.search(text):
            return text
    msg = (
        f"{quoted(file)} is neither a kind of file that can be read nor text in UTF-8, UTF-16 or GB18030. "
        "Save the table as XLSX, or as CSV in UTF-8, and read that."
    )
    raise AnnexFileError(msg, file=file, page=None)


def _without_mark(data: bytes, declared: str) -> list[str]:
    """List what to try: UTF-16 is told by its NUL bytes, which digits and spaces have."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even or odd:
        return ["utf-16-le" if odd > even else "utf-16-be"]
    # GB18030 holds all that GB 2312 and GBK have.
    named = [declared] if declared and not declared.lower().startswith(("gb", "utf", "iso-8859", "windows-125")) else []
    return ["utf-8", *named, "gb18030"]


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 but for a few: read as GB18030 they would be other characters, without an error."""
    text = data.decode("utf-8", "replace")
    return text.count("\ufffd") * _BAD_SHARE < len(_CJK.findall(text))
