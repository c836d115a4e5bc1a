"""Fetch annexes: find each, hold it against its announcement, and install it."""

from __future__ import annotations

import contextlib
import datetime
import pathlib
import tempfile
from collections.abc import Iterator, Sequence

from pilotzones.annex.announced import find_announcement
from pilotzones.annex.errors import AnnexError
from pilotzones.annex.fetching.addresses import check_address, read_host
from pilotzones.annex.fetching.attachments import find_annex
from pilotzones.annex.fetching.candidates import Candidate, list_candidates, list_known_pages
from pilotzones.annex.fetching.errors import AnnexFetchError
from pilotzones.annex.fetching.left_overs import PREFIX, remove_left_overs
from pilotzones.annex.fetching.listing import MinistryList
from pilotzones.annex.fetching.records import Attempt, Fetched
from pilotzones.annex.fetching.settings import Web
from pilotzones.annex.fetching.web_client import Progress, WebClient, open_client
from pilotzones.annex.known_data import find_data
from pilotzones.annex.records import Download
from pilotzones.annex.store import Output, find_sound, install
from pilotzones.arguments import check_callable
from pilotzones.dataset import Dataset
from pilotzones.paths import as_path, reason_of
from pilotzones.records.announcements import Announcement

_CHINA = datetime.timezone(datetime.timedelta(hours=8))


def fetch(
    announcement: str | Announcement,
    *,
    page: str | None = None,
    output: Output = None,
    data: Dataset | None = None,
    progress: Progress | None = None,
) -> Fetched:
    """Fetch the annex of an announcement from the official pages, check it, and install it.

    The known pages are opened first (``announcement_pages.csv``), then those that the ministry's list of
    announcements has, then archived copies of both. What is downloaded is trusted for nothing: only a file that
    passes every check of ``read`` is installed.

    Args:
        announcement: its id ("2019-96") or number.
        page: instead, the address of the page or file to take, on any host.
        output: the folder to install into, as for ``install``.
        data: the dataset with the announcements; by default the default dataset.
        progress: is called with the name of a file, the bytes received and, if known, their number.

    Returns:
        What is installed, where it came from, and what was tried before. An annex that is installed complete
        already is not downloaded again.

    Raises:
        AnnexFetchError: if no page gives the annex; ``tried`` says why, one by one. Nothing has changed then.
        AnnexInstallError: if the annex was found, and the folder cannot be written.
        AnnexError: if the announcement is not known, or page is not an address.
        ArgumentTypeError, InvalidPathError: if an argument has another type, or output cannot be a path.
        ImportError: names the extra if a library is missing.

    Source:
        The announcement's own pages, and https://gss.mof.gov.cn/gzdt/zhengcefabu/.
    """
    (done,) = fetch_each([announcement], page=page, output=output, data=data, progress=progress)
    if isinstance(done, AnnexError):
        raise done
    return done


def fetch_each(  # noqa: PLR0913 - all but the first by keyword
    announcements: Sequence[str | Announcement],
    *,
    page: str | None = None,
    output: Output = None,
    data: Dataset | None = None,
    progress: Progress | None = None,
    web: Web | None = None,
) -> Iterator[Fetched | AnnexError]:
    """Fetch several annexes as ``fetch`` does, with what is learnt about hosts and the ministry's list.

    Args:
        announcements: their ids, in the order in which they are fetched.
        page: as for ``fetch``.
        output: as for ``fetch``.
        data: as for ``fetch``.
        progress: as for ``fetch``.
        web: where to look, and the limits.

    Yields:
        For each announcement what is installed, or the error that stopped it; the others go on.

    Raises:
        AnnexError: if one is not known, or page is not an address; before anything is asked.
        ImportError: names the extra if a library is missing.
    """
    data, _ = find_data(data)
    if progress is not None:
        check_callable("progress", progress)
    if output is not None:
        output = as_path("output", output)
    wanted = [find_announcement(announcement, data) for announcement in announcements]
    page = None if page is None else check_address(page)
    with make_folder() as folder, open_client(folder, web or Web(), progress) as client:
        listed = MinistryList(client)
        for announcement in wanted:
            try:
                yield _fetch_one(announcement, page, output, data, client, listed)
            except AnnexError as error:  # noqa: PERF203 - one does not stop the others
                if isinstance(error, AnnexFetchError):
                    error.announcement = announcement.id
                yield error


def _fetch_one(  # noqa: PLR0913, PLR0917 - what all announcements of a call share
    announcement: Announcement,
    page: str | None,
    output: Output,
    data: Dataset,
    client: WebClient,
    listed: MinistryList,
) -> Fetched:
    old = find_sound(output, announcement.id)
    if old and old.is_complete:
        return Fetched(old, was_installed=True)
    tried: list[Attempt] = []

    def note(address: str, outcome: str) -> None:
        tried.append(Attempt(address, outcome))

    known = list_known_pages(announcement, data) if page is None else (page,)
    by_hand = known[0] if known else client.web.announcements
    if page is None:
        candidates = list_candidates(announcement, known, listed, client.web, note)
    else:
        candidates = iter([Candidate(page, "your page", hosts=(read_host(page),))])
    for candidate in candidates:
        found = find_annex(announcement, candidate, client, data, note)
        if found is not None:
            download = Download(
                address=found.address,
                page=candidate.page,
                day=datetime.datetime.now(_CHINA).date().isoformat(),
                size=found.size,
                pages=found.pages,
                is_archived=bool(candidate.prefix),
            )
            done = install(found.reading, output, page=found.address, download=download)
            return Fetched(done, found_by=candidate.found_by, tried=tuple(tried))
        if candidate.found_by == "ministry's list" and not known:
            by_hand = candidate.page
    raise _make_error(announcement, by_hand, tuple(tried))


def _make_error(announcement: Announcement, page: str, tried: tuple[Attempt, ...]) -> AnnexFetchError:
    """Say that no page gave an annex, why, and how to get it by hand."""
    why = "\n".join(f"- {attempt}" for attempt in tried)
    msg = (
        f"The annex of {announcement.id} could not be fetched; nothing was installed. These addresses were asked:\n"
        f"{why}\n{say_by_hand(announcement.id, page)}"
    )
    return AnnexFetchError(msg, announcement=announcement.id, tried=tried)


def say_by_hand(announcement: str, page: str) -> str:
    """Say how to get an annex with a browser."""
    return (
        f"Open {page} in a browser, save the attachment (附件) as FILE, and run: "
        f"pilotzones annex install FILE --announcement {announcement}"
    )


@contextlib.contextmanager
def make_folder() -> Iterator[pathlib.Path]:
    """Make a folder for downloads, which is removed whatever happens; after a kill, later by another program."""
    remove_left_overs()
    try:
        folder = tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
    except OSError as error:
        where = f" in {tempfile.tempdir}" if tempfile.tempdir else ""  # none that could be written was found
        msg = (
            f"No folder for downloads can be made{where} ({reason_of(error)}). Free some space there, or name another "
            "folder in the environment variable TMPDIR."
        )
        raise AnnexFetchError(msg) from None
    with folder as path:
        yield pathlib.Path(path)
