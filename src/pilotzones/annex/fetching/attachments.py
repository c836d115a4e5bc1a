"""From a page to the annex on it: its attachments and the page itself, each read and held against the announcement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.fetching.errors import DownloadError
from pilotzones.annex.fetching.spread_pages import collect_parts, join_pages
from pilotzones.annex.fetching.web_pages import WebPage
from pilotzones.annex.reading import read

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable, Iterator, Sequence

    from pilotzones.annex.fetching.candidates import Candidate
    from pilotzones.annex.fetching.web_client import Answer, WebClient
    from pilotzones.annex.records import Difference, Reading
    from pilotzones.dataset import Dataset
    from pilotzones.records.announcements import Announcement

_TAGS = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|script|table|div)\b", re.IGNORECASE)
_FILES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BEGINNING = 4096
_NEVER = {"image", "audio", "video", "font"}
_NEVER_KINDS = {"application/json", "application/javascript", "text/javascript", "text/css"}


class Found(NamedTuple):
    """A sound reading, the address of its file, the size of that in bytes, and over how many pages it was spread."""

    reading: Reading
    address: str
    size: int
    pages: int


class _DownloadedFile(NamedTuple):
    """A file that may be the annex; ``pages`` are those that were joined to it, or 1."""

    file: pathlib.Path
    address: str
    size: int
    pages: int = 1


def find_annex(
    announcement: Announcement,
    candidate: Candidate,
    client: WebClient,
    data: Dataset,
    note: Callable[[str, str], object],
) -> Found | None:
    """Look for the annex of an announcement on a page.

    Args:
        announcement: whose annex is wanted.
        candidate: the page, or the file itself.
        client: downloads.
        data: the dataset with the announcement.
        note: takes each address that gave no annex, and what happened.

    Returns:
        The first file that passes all checks; None if none does.

    Raises:
        AnnexFetchError: if nothing can be saved.
    """
    for downloaded in _list_downloads(candidate, client):
        if isinstance(downloaded, DownloadError):
            note(downloaded.address, str(downloaded))
            continue
        try:
            reading = read(downloaded.file, announcement, data=data)
        except AnnexFileError as error:
            note(downloaded.address, f"it cannot be read as the annex: {error}")
            continue
        if reading.is_sound:
            return Found(reading, downloaded.address, downloaded.size, downloaded.pages)
        note(downloaded.address, _describe(reading.differences))
    return None


def _describe(differences: Sequence[Difference]) -> str:
    """Say which checks a file fails: the first difference, and how many more there are."""
    more = f" (and {len(differences) - 1:,} more)" if len(differences) > 1 else ""
    return f"it fails the checks for the annex: {differences[0]}{more}"


def _list_downloads(candidate: Candidate, client: WebClient) -> Iterator[_DownloadedFile | DownloadError]:
    """Download what may be the annex, one file after the other: attachments first, then the page itself."""
    try:
        answer = _download(candidate, client, candidate.page)
        if not _is_page(answer, client.web.largest_page):
            yield _DownloadedFile(answer.file, answer.address, answer.size)
            return
        page = _open_page(candidate, answer, candidate.page)
    except DownloadError as error:
        yield error
        return
    attachments = page.list_attachments()[: client.web.attachments]
    for link in attachments:
        try:
            answer = _download(candidate, client, link.address)
        except DownloadError as error:  # noqa: PERF203 - one does not stop the others
            yield error
        else:
            yield _DownloadedFile(answer.file, answer.address, answer.size)
    if page.holds_codes:
        try:
            yield _join(candidate, client, page)
        except DownloadError as error:
            yield error
    elif not attachments:
        what = "it has no attachment and no table of tariff codes"
        if page.is_scripts_only:
            what = "it is a page of scripts only, which a browser has to run"
        yield DownloadError(what, address=page.answer.address)


def _download(candidate: Candidate, client: WebClient, address: str) -> Answer:
    """Download a file, if it is of a kind that can be an annex or a page."""
    answer = client.get(candidate.prefix + address, candidate.hosts)
    if answer.media.partition("/")[0] in _NEVER or answer.media in _NEVER_KINDS:
        raise DownloadError(f"it is {answer.media}, and neither a page nor a file with a table", address=answer.address)
    return answer


def _is_page(answer: Answer, largest: int) -> bool:
    """Decide by its content whether a file is a web page whose links can be read."""
    with answer.file.open("rb") as opened:
        beginning = opened.read(_BEGINNING)
    return answer.size <= largest and not beginning.startswith(_FILES) and bool(_TAGS.search(beginning))


def _open_page(candidate: Candidate, answer: Answer, address: str) -> WebPage:
    """Read a downloaded page; the links of an archived copy are those of the original."""
    try:
        return WebPage(answer, address if candidate.prefix else answer.address)
    except AnnexFileError as error:
        raise DownloadError(f"it cannot be read: {error}", address=answer.address) from None


def _join(candidate: Candidate, client: WebClient, page: WebPage) -> _DownloadedFile:
    """Take the list in a page itself, with its further pages."""

    def open_part(address: str) -> WebPage:
        return _open_page(candidate, _download(candidate, client, address), address)

    pages = collect_parts(page, open_part, client.web.parts)
    if len(pages) == 1:
        return _DownloadedFile(page.answer.file, page.answer.address, page.answer.size)
    file = join_pages(pages, page.answer.file.parent)
    return _DownloadedFile(file, page.answer.address, file.stat().st_size, len(pages))
