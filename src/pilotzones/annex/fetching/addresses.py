"""Addresses: what is one, how a link leads to one, which ones may be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

from pilotzones.annex.errors import AnnexError
from pilotzones.arguments import is_a, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAFE = "%/:=&?~+!$,;'@()*[]|"


def check_address(page: object) -> str:
    """Check that what a user names is the address of a page.

    Raises:
        AnnexError: if it is not.
    """
    address = follow_link(str.__str__(page), "") if is_a(page, str) else None
    if address is None:
        msg = f"{quoted(page)} is not the address of a page: write it like https://www.gov.cn/zhengce/page.htm."
        raise AnnexError(msg)
    return address


def follow_link(base: str, link: str) -> str | None:
    """Join a link to the address of its page; None for what is not on the web, such as a mail address.

    Line breaks and tabs inside a link are nothing, as in a browser: ``urllib.parse`` leaves them out.
    """
    try:
        joined = urlsplit(urldefrag(urljoin(base.strip(), link.strip()))[0])
        joined.port  # noqa: B018 - raises if it is not a number
    except ValueError:
        return None
    if joined.scheme not in {"http", "https"} or not joined.hostname or " " in joined.hostname:
        return None
    path, query = quote(joined.path, safe=_SAFE), quote(joined.query, safe=_SAFE)
    return urlunsplit((joined.scheme, joined.netloc, path, query, ""))


def list_ways(address: str) -> tuple[str, ...]:
    """List the ways to ask for an address: HTTPS first, unless it has a port of its own."""
    parts = urlsplit(address)
    if parts.scheme == "https" or parts.port is not None:
        return (address,)
    return (urlunsplit(parts._replace(scheme="https")), address)


def read_host(address: str) -> str:
    """Read the host of an address, without its port."""
    return urlsplit(address).hostname or ""


def read_origin(address: str) -> str:
    """Read scheme, host and port of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def is_allowed(address: str, hosts: Sequence[str]) -> bool:
    """Decide whether an address is on one of some hosts, or below one of them."""
    host = read_host(address)
    return any(host == allowed or host.endswith(f".{allowed}") for allowed in hosts)


def keep_printable(text: str) -> str:
    r"""Put the text of a server on one line, without characters that could move a terminal's cursor or turn its text.

    >>> keep_printable("a\x1b[2J\n b\u202e")
    'a[2J b'
    """
    return "".join(character for character in " ".join(text.split()) if character.isprintable())
