"""From a file to an annex, read and checked; nothing is written here."""

from __future__ import annotations

import hashlib
import pathlib
from typing import TYPE_CHECKING

import attrs

from pilotzones.annex import announced, checks
from pilotzones.annex.changes import lines_of
from pilotzones.annex.errors import AnnexError, AnnexFileError
from pilotzones.annex.own_process import extract_apart
from pilotzones.annex.records import Difference, Reading
from pilotzones.arguments import ArgumentTypeError, quoted
from pilotzones.dataset import Dataset

if TYPE_CHECKING:
    import os

    from pilotzones.annex.announced import NewAnnouncement
    from pilotzones.annex.readers.document import Progress
    from pilotzones.annex.records import Extract, Row
    from pilotzones.records.announcements import Announcement


def rows(path: str | os.PathLike[str]) -> tuple[Row, ...]:
    """Read the rows of any official table of tariff codes, whatever it announces, unchecked.

    Args:
        path: a PDF, XLS, XLSX, ODS, DOCX, HTML, CSV, TSV or text file, told by what is in it.

    Returns:
        The rows in the order of the file: number, code (digits alone), name, remark, page and
        row, and whatever else stands beside them.

    Raises:
        ArgumentTypeError: for what is no path.
        AnnexFileError: for a file that cannot be read (empty, cut off, encrypted, a scan ...),
            or has no row with a code.
        ImportError: names the extra, where a library is missing.
    """
    return _extract(path, None).rows


def read(
    path: str | os.PathLike[str],
    announcement: str | Announcement | None = None,
    *,
    new: NewAnnouncement | None = None,
    data: Dataset | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read an annex and hold it against its announcement; nothing is written.

    Args:
        path: the ministry's attachment, as ``rows`` takes it.
        announcement: its id ("2019-96") or number; by default told by title and count.
        new: describes an announcement that the data does not have, instead.
        data: the dataset that has the announcements; by default the default one.
        progress: is told, page by page, which was read and how many there are.

    Returns:
        The reading; ``differences`` is empty if every check holds, and ``print`` shows it all.

    Raises:
        AnnexError: for an announcement there is not, or that cannot be told.
        AnnexFileError, ArgumentTypeError, ImportError: as ``rows`` does.

    Source:
        The announcement's own statements (its counts), and what the data knows of its lines.
    """
    if new is not None and announcement is not None:
        raise AnnexError("Name an announcement or describe a new one, not both.")
    if data is None:
        data = Dataset.default()
    chosen = None
    if new is not None:
        chosen = announced.described(new, data)
    elif announcement is not None:
        chosen = announced.named(announcement, data)
    extract = _extract(path, progress)
    file = pathlib.Path(path)
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    return held_against(chosen, extract, data, file=file.name, sha256=sha256, new=new)


def held_against(  # noqa: PLR0913 - what is known of the file, by keyword
    chosen: Announcement | None,
    extract: Extract,
    data: Dataset,
    *,
    file: str,
    sha256: str,
    new: NewAnnouncement | None = None,
) -> Reading:
    """Hold what was read against its announcement; None is told by the title or the count.

    Raises:
        AnnexError: if neither tells.
    """
    titled = None if new else _by_title(extract, data)
    how = "you"
    if chosen is None:
        chosen, how = announced.guessed(extract, data)
    lines, untold = lines_of(chosen, extract.rows)
    if new:
        chosen = announced.counted(_titled(chosen, new, extract), lines, data)
    differences = (*untold, *checks.differences_of(chosen, lines, extract, data))
    if titled and titled.id != chosen.id:
        problem = f"the file's own title is that of {titled.id} ({titled.title_zh}), not of {chosen.id}"
        differences = (Difference("announcement", titled.id, "", problem), *differences)
    return Reading(
        announcement=chosen,
        chosen_by=how,
        file=file,
        sha256=sha256,
        extract=extract,
        lines=lines,
        differences=differences,
        hints=tuple(checks.hints_of(chosen, lines, extract, data)),
        is_new=new is not None,
    )


def _extract(path: str | os.PathLike[str], progress: Progress | None) -> Extract:
    """Read a file that must have rows."""
    try:
        file = pathlib.Path(path)
    except TypeError:
        raise ArgumentTypeError(f"{quoted(path)} is no path: pass a str or pathlib.Path of a file.") from None
    extract = extract_apart(file, progress)
    if extract.rows:
        return extract
    seen = "; ".join(map(str, extract.left_out[:3])) or "; ".join(extract.title[:3]) or "no text at all"
    msg = (
        f"{quoted(file.name)} has no row with a tariff code (税则号列): it is a {extract.kind} file of "
        f"{extract.pages:,} pages, with {quoted(seen)}. Is it the annex itself, and not the announcement's text?"
    )
    raise AnnexFileError(msg, file=file.name, page=None)


def _by_title(extract: Extract, data: Dataset) -> Announcement | None:
    """Find the announcement that the file itself names; None where its title is that of any list."""
    try:
        found, how = announced.guessed(attrs.evolve(extract, rows=()), data)
    except AnnexError:
        return None
    return None if found is data.announcements()[0] and "number" not in how else found


def _titled(announcement: Announcement, new: NewAnnouncement, extract: Extract) -> Announcement:
    """Give a new announcement the title that stands in its file."""
    titles = [line for line in extract.title if "清单" in line or "目录" in line]
    return announcement if new.title_zh or not titles else attrs.evolve(announcement, title_zh=titles[-1])
