"""The name of a downloaded file, as the server or its address gives it, made safe for a folder."""

from __future__ import annotations

import re
from email.message import Message
from urllib.parse import unquote, urlsplit

from pilotzones.annex.fetching.addresses import keep_printable

_UNSAFE = re.compile(r'[<>:"|?*]')
_LONGEST = 60


def name_file(disposition: bytes, address: str) -> str:
    r"""Name a file after its ``Content-Disposition``, or else after its address.

    Args:
        disposition: the header as it was sent; empty if there is none.
        address: the address of the file.

    Returns:
        A name without folders and without characters that a system refuses.

    >>> name_file(b'attachment; filename="../\xc7\xe5\xb5\xa5.xls"', "https://www.gov.cn/down?id=3")
    '清单.xls'
    >>> name_file(b"", "https://www.gov.cn/files/P02.pdf?v=1")
    'P02.pdf'
    """
    message = Message()
    message["Content-Disposition"] = _decode(disposition)
    named = message.get_filename() or unquote(urlsplit(address).path)
    last = re.split(r"[/\\]", named.rstrip("/\\"))[-1]
    # No control characters for a terminal, and nothing that a spreadsheet takes for a formula.
    stem, dot, suffix = _UNSAFE.sub("", keep_printable(last)).strip(" .=+-@").rpartition(".")
    return f"{stem[-_LONGEST:]}{dot}{suffix[:10]}" or "page"


def _decode(header: bytes) -> str:
    """Decode a header on one line: servers send names in UTF-8 or GBK, whatever the standard says."""
    line = b" ".join(header.split())
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("gb18030", "replace")
