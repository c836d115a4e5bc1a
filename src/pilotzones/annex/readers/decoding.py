"""Decode a file's characters: by its byte order mark, or by trial; no character is ever lost."""

from __future__ import annotations

import codecs
import re

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.vocabulary import CJK
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
_CHINESE = re.compile(rf"[{CJK}]")
_BAD_SHARE = 20
# Text in Big5, Shift JIS or EUC-KR is also text in GB18030, of other characters; a Chinese list has one of these words.
_LIST_WORDS = re.compile(
    "税则|稅則|税号|稅號|税目|稅目|序号|序號|商品|货品|貨品|品名|名称|名稱|编码|編碼|清单|清單|备注|備註|附件|公告|其他|的"
)


def decode(data: bytes, file: str, *, declared: str = "") -> str:
    """Decode a file's bytes.

    Args:
        data: all bytes of the file.
        file: its name, for the error.
        declared: the encoding that the file itself names; it is tried after UTF-8.

    Returns:
        The text, without the mark at its beginning.

    Raises:
        AnnexFileError: for a file that is not text, or is damaged.
    """
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)][:1]
    named = bool(marked) or declared.lower().startswith("gb")
    for encoding in marked or _list_encodings(data, declared):
        try:
            text = data.decode(encoding).lstrip("\ufeff")
        except (UnicodeDecodeError, LookupError):
            if encoding == "utf-8" and _is_damaged_utf8(data):
                msg = f"{quoted(file)} is text in UTF-8 with damaged characters in it. Download it again."
                raise AnnexFileError(msg, file=file) from None
            continue
        if encoding == "gb18030" and not named and _is_doubtful(text):
            msg = (
                f"{quoted(file)} is text in an encoding that is not certain: it is not UTF-8, and as GB18030 it has "
                f"characters like {quoted(_CHINESE.findall(text)[0])} but no word of a Chinese list. "
                "Save it as XLSX, or as CSV in UTF-8, and read that."
            )
            raise AnnexFileError(msg, file=file)
        if not _CONTROLS.search(text):
            return text
    msg = (
        f"{quoted(file)} is neither a kind of file that can be read nor text in UTF-8, UTF-16 or GB18030. "
        "Save the table as XLSX, or as CSV in UTF-8, and read that."
    )
    raise AnnexFileError(msg, file=file)


def _list_encodings(data: bytes, declared: str) -> list[str]:
    """List the encodings to try: NUL bytes mean UTF-16, where every digit and space has one."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even or odd:
        return ["utf-16-le" if odd > even else "utf-16-be"]
    # GB18030 includes GB 2312 and GBK.
    named = [declared] if declared and not declared.lower().startswith(("gb", "utf", "iso-8859", "windows-125")) else []
    return ["utf-8", *named, "gb18030"]


def _is_doubtful(text: str) -> bool:
    """Decide whether text that is read as GB18030 may be in another encoding."""
    return bool(_CHINESE.search(text)) and not _LIST_WORDS.search(text)


def _is_damaged_utf8(data: bytes) -> bool:
    """Decide whether all but a few bytes are UTF-8: as GB18030 they would become other characters, without an error."""
    text = data.decode("utf-8", "replace")
    return text.count("\ufffd") * _BAD_SHARE < len(_CHINESE.findall(text))
