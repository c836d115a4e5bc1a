"""A list that stands in a page itself, or is spread over several: joined to one document for the reader."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from pilotzones.annex.fetching.errors import DownloadError
from pilotzones.annex.fetching.web_pages import split_number

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable

    from pilotzones.annex.fetching.web_pages import WebPage

_HEAD = '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{}</title></head><body>\n'


def collect_parts(first: WebPage, open_page: Callable[[str], WebPage], most: int) -> tuple[WebPage, ...]:
    """Open the further pages of a list.

    Args:
        first: the page that was found.
        open_page: opens a page by its address.
        most: the most pages.

    Returns:
        All pages in their order: by their numbers, or as each leads to the next.

    Raises:
        DownloadError: if one cannot be opened, or there are more.
    """
    pages = {first.address: first}
    waiting = list(first.list_parts())
    while waiting:
        address = waiting.pop(0)
        if address in pages:
            continue
        if len(pages) == most:
            raise DownloadError(f"its list is spread over more than {most} pages", address=first.address)
        try:
            pages[address] = open_page(address)
        except DownloadError as error:
            msg = f"a further page of its list, {address}, could not be read: {error}"
            raise DownloadError(msg, address=first.address) from None
        waiting += pages[address].list_parts()
    return tuple(sorted(pages.values(), key=lambda page: split_number(page.address)[1]))


def join_pages(pages: tuple[WebPage, ...], folder: pathlib.Path) -> pathlib.Path:
    """Write the texts and tables of several pages as one document.

    Returns:
        The file, named after the first page.
    """
    from lxml import etree  # noqa: PLC0415 - installed, since the pages are parsed

    parts = [etree.tostring(page.content, method="html", encoding="unicode", with_tail=False) for page in pages]
    file = folder / f"joined-{pages[0].answer.file.name}"
    file.write_text(_HEAD.format(html.escape(pages[0].title)) + "\n".join(parts) + "\n</body></html>\n", "utf-8")
    return file
