"""A real HTTP server on loopback with pages like those of the ministry, also as the proxy through which they are asked."""

from __future__ import annotations

import contextlib
import html
import http.server
import threading
from typing import TYPE_CHECKING, NamedTuple

from lists import HEADINGS, TITLES, lists
from pdf_files import printed

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


class Reply(NamedTuple):
    """What the server answers."""

    body: bytes = b""
    media: str = "text/html"
    status: int = 200
    headers: Mapping[str, str] = {}
    length: int | None = None
    """What it declares as the length, where that is not true."""


class Site:
    """A server's pages by address; those of its own host begin with a slash."""

    def __init__(self, port: int) -> None:
        self.home = f"http://127.0.0.1:{port}"
        self.refuses_with = 502
        """What it answers as a proxy that is asked for HTTPS."""
        self.asked: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        self._replies: dict[str, list[Reply | Callable[[http.server.BaseHTTPRequestHandler], None]]] = {}

    def put(self, address: str, *replies: object, **facts: object) -> str:
        """Put a page at an address, or several answers that are given one after the other, the last one for ever.

        Returns:
            The whole address.
        """
        made = [Reply(reply, **facts) if isinstance(reply, (bytes, bytearray)) else reply for reply in replies]
        whole = self.home + address if address.startswith("/") else address
        self._replies[whole] = list(made) or [Reply(**facts)]
        return whole

    def take(self, address: str) -> object:
        """Take the answer for an address; nothing there is a 404."""
        replies = self._replies.get(address, [Reply(b"<html><body>404</body></html>", status=404)])
        return replies.pop(0) if len(replies) > 1 else replies[0]


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        address = self.path if "://" in self.path[:8] else self.site.home + self.path
        self.site.asked.append(address)
        self.site.headers.append(dict(self.headers))
        reply = self.site.take(address)
        with contextlib.suppress(ConnectionError):  # the other side has seen enough
            if not isinstance(reply, Reply):
                self.close_connection = True
                reply(self)
                return
            self.send_response(reply.status)
            length = len(reply.body) if reply.length is None else reply.length
            for name, value in {"Content-Type": reply.media, "Content-Length": str(length), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)
            self.close_connection = length != len(reply.body)

    def do_CONNECT(self) -> None:
        """Refuse HTTPS: no site here has a certificate."""
        self.site.asked.append(f"https://{self.path.removesuffix(':443')}")
        self.send_error(self.site.refuses_with)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Print nothing if the other side has seen enough."""


@contextlib.contextmanager
def serve() -> Iterator[Site]:
    """Run a server for a block."""

    class Handler(_Handler):
        pass

    server = _Server(("127.0.0.1", 0), Handler)
    Handler.site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Handler.site
    finally:
        server.shutdown()
        server.server_close()


# Pages


def page(*parts: str, title: str = "公告", encoding: str = "utf-8", script: str = "", head: str = "") -> bytes:
    """Write a page as the ministry does: a menu, the text in its own element, a footer."""
    text = (
        f'<!DOCTYPE html>\n<html><head><meta charset="{encoding}"><title>{title}</title>{head}</head><body>\n'
        '<div class="menu"><a href="../index.htm">首页</a> <a href="mailto:gss@mof.gov.cn">联系我们</a></div>\n'
        f'<div class="my_doccontent"><p>{"</p><p>".join(parts)}</p></div>\n'
        f"<script>{script}</script><div>版权所有：中华人民共和国财政部 关税司 地址：北京市西城区三里河南三巷3号</div></body></html>"
    )
    return text.encode("gb18030" if encoding == "gbk" else encoding)


def attachment(address: str, text: str) -> str:
    """Write a link to an attachment."""
    return f'<a href="{address}">{text}</a>'


def table(rows: Iterable[Sequence[str]]) -> str:
    """Write a table of a page."""
    cells = ("".join(f"<td>{html.escape(text)}</td>" for text in row) for row in rows)
    return f"<table border=1>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def annex_page(announcement: str, encoding: str = "utf-8") -> bytes:
    """Write a whole annex as a page."""
    lines = lists()[announcement]
    if lines[0].change == "list":
        return page(TITLES[announcement], table(printed(lines)), encoding=encoding)
    parts = [TITLES[announcement]]
    for change, heading in HEADINGS.items():
        parts += [heading, table(printed(line for line in lines if line.change == change))]
    return page(*parts, encoding=encoding)


def listing(entries: Iterable[tuple[str, str, str]], encoding: str = "utf-8") -> bytes:
    """Write a page of the ministry's list from address, title and day of its entries."""
    items = "".join(
        f'<li><a href="{address}" title="{title}" target="_blank">{title[:20]}...</a><span>{day}</span></li>'
        for address, title, day in entries
    )
    return page(f'<ul class="liBox">{items}</ul>', title="政策发布", encoding=encoding)


def write(path: pathlib.Path, content: bytes) -> pathlib.Path:
    """Write a file, and give its path."""
    path.write_bytes(content)
    return path
