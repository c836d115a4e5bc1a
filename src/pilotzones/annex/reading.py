"""Read a file as an annex and check it; nothing is written here."""

from __future__ import annotations

import os
from collections.abc import Mapping

import attrs

from pilotzones.annex import announced, checks
from pilotzones.annex.announced import NewAnnouncement
from pilotzones.annex.changes import decide_changes
from pilotzones.annex.contradictions import find_contradictions
from pilotzones.annex.errors import AnnexError, AnnexFileError
from pilotzones.annex.expansion import expand_ranges
from pilotzones.annex.grids.roles import check_columns
from pilotzones.annex.known_data import find_data
from pilotzones.annex.limits import SECONDS
from pilotzones.annex.list_checks import check_list
from pilotzones.annex.own_process import ReadFile, extract_apart
from pilotzones.annex.readers.document import Progress
from pilotzones.annex.records import Difference, Extract, Reading, Row
from pilotzones.arguments import check_callable, check_flag, check_type, quoted
from pilotzones.dataset import Dataset
from pilotzones.paths import as_path, shown_name
from pilotzones.records.announcements import Announcement

_LONGEST_PROBLEM = 300


def rows(
    path: str | os.PathLike[str],
    *,
    columns: Mapping[str, str] | None = None,
    hidden_sheets: bool = False,
    time_limit: float = SECONDS,
) -> tuple[Row, ...]:
    """Read the rows of any official table of tariff codes, whatever it announces, unchecked.

    What was left out is in the result of ``extract``.

    Args:
        path: a PDF, XLS, XLSX, ODS, DOCX, HTML, CSV or TSV file; its content decides which.
        columns: the titles of columns, where the file has words that are not known, such as
            ``{"code": "HS부호", "name": "한글품목명"}``; the keys are "seq", "code", "name", "remark", "change".
        hidden_sheets: whether the hidden sheets of a workbook are read too.
        time_limit: the most seconds for the whole file, 300 by default. Up to that a page may take 15; with more, it
            may take more in proportion.

    Returns:
        The rows in the order of the file: number, code (digits alone), name, remark, page and
        row, and the texts of all other columns.

    Raises:
        ArgumentTypeError: if path is not a path, columns are not titles of columns, or time_limit is not a number of
            seconds.
        AnnexFileError: for a file that cannot be read (empty, cut off, encrypted, a scan, too slow ...),
            has no row with a code, has several columns with codes, or lacks a title in columns.
        ImportError: names the extra, where a library is missing.
    """
    found = _extract(path, None, columns, hidden_sheets=hidden_sheets, time_limit=time_limit)
    return _check_rows(path, found.extract).rows


def extract(
    path: str | os.PathLike[str],
    *,
    columns: Mapping[str, str] | None = None,
    hidden_sheets: bool = False,
    time_limit: float = SECONDS,
) -> Extract:
    """Read everything of an official table of tariff codes, unchecked: its rows, and what was left out and why.

    Args:
        path: as for ``rows``.
        columns: as for ``rows``.
        hidden_sheets: as for ``rows``.
        time_limit: as for ``rows``.

    Returns:
        What was read. ``rows`` are the rows in the order of the file; ``left_out`` is everything else, each with
        page or sheet, row, text and reason. ``unread`` are those of ``left_out`` that are rows which were not
        understood, each with the text of its cell in the code column, and what to do.

    Raises:
        ArgumentTypeError, AnnexFileError, ImportError: as for ``rows``; but a file whose rows were all
            not understood has no rows and is not an error.
    """
    found = _extract(path, None, columns, hidden_sheets=hidden_sheets, time_limit=time_limit).extract
    return found if found.unread else _check_rows(path, found)


def read(  # noqa: PLR0913 - all but the first by keyword
    path: str | os.PathLike[str],
    announcement: str | Announcement | None = None,
    *,
    new: NewAnnouncement | None = None,
    data: Dataset | None = None,
    progress: Progress | None = None,
    columns: Mapping[str, str] | None = None,
    hidden_sheets: bool = False,
    list_after: str | Announcement | None = None,
    time_limit: float = SECONDS,
) -> Reading:
    """Read an annex, or a consolidated list, and compare it with its announcement; nothing is written.

    Args:
        path: the ministry's attachment, in a format that ``rows`` reads.
        announcement: its id ("2019-96") or number; by default found by title and row count.
        new: instead, a description of an announcement that the data does not have.
        data: the dataset with the announcements, over which the annex would be installed; by default the default
            dataset, which has what is installed in the user's data folder, or the bundled tables if that is
            damaged. For a folder of your own: ``Dataset.load("my-annexes")``.
        progress: is called after each part with its page and the number of pages.
        columns: as for ``rows``.
        hidden_sheets: as for ``rows``.
        list_after: instead, the announcement after which the file is the whole list in force: not an
            annex, but the consolidated list of a broker or a platform, with all its lines.
        time_limit: as for ``rows``.

    Returns:
        The reading; ``differences`` is empty if all checks pass, and then it can be installed over ``data``;
        ``print`` shows everything.

    Raises:
        AnnexError: if the announcement is not known or not clear.
        AnnexFileError, ArgumentTypeError, ImportError: as for ``rows``.

    Source:
        The announcement's own statements (its counts), and what the data knows of its lines.
    """
    if sum(given is not None for given in (announcement, new, list_after)) > 1:
        raise AnnexError(
            "Name only one of the three: announcement, new (a new one), list_after (that of a whole list)."
        )
    data, notes = find_data(data)
    chosen = None
    if new is not None:
        check_type("new", new, announced.NewAnnouncement, "a NewAnnouncement")
        chosen = announced.make_announcement(new, data)
    elif announcement is not None:
        chosen = announced.find_announcement(announcement, data)
    after = None if list_after is None else announced.find_announcement(list_after, data)
    taken, sha256 = _extract(path, progress, columns, hidden_sheets=hidden_sheets, time_limit=time_limit)
    found = _check_rows(path, taken)
    file = shown_name(path)
    if after:
        reading = _with_contradictions(check_list(after, found, data, file=file, sha256=sha256), data)
    else:
        reading = check_against(chosen, found, data, file=file, sha256=sha256, new=new)
    return attrs.evolve(reading, hints=(*notes, *reading.hints))


def check_against(  # noqa: PLR0913 - facts about the file, by keyword
    chosen: Announcement | None,
    extract: Extract,
    data: Dataset,
    *,
    file: str,
    sha256: str,
    new: NewAnnouncement | None = None,
) -> Reading:
    """Compare what was read with its announcement; None is found by the title or the row count.

    Raises:
        AnnexError: if neither decides it.
    """
    titled = None if new else _find_by_title(extract, data)
    how = "you"
    if chosen is None:
        chosen, how = announced.recognise_announcement(extract, data)
    extract = expand_ranges(chosen, extract, data)
    lines, undecided = decide_changes(chosen, extract.rows)
    lines = checks.fill_in_remarks(lines, checks.find_known_lines(chosen))
    if new:
        chosen = announced.fill_in_counts(_fill_in_title(chosen, new, extract), lines, data)
    differences = (*undecided, *checks.find_differences(chosen, lines, extract, data))
    if titled and titled.id != chosen.id:
        problem = f"the file has the title of {titled.id} ({titled.title_zh}), not of {chosen.id}"
        wrong = Difference(rule="announcement", about=titled.id, where="", problem=problem)
        differences = (wrong, *differences)
    reading = Reading(
        announcement=chosen,
        chosen_by=how,
        file=file,
        sha256=sha256,
        extract=extract,
        lines=lines,
        differences=differences,
        hints=tuple(checks.find_hints(chosen, lines, extract, data)),
        is_new=new is not None,
    )
    return _with_contradictions(reading, data)


def _with_contradictions(reading: Reading, data: Dataset) -> Reading:
    """Add what would keep a reading from being installed to its differences."""
    return attrs.evolve(reading, differences=(*reading.differences, *find_contradictions(reading, data)))


def _extract(
    path: str | os.PathLike[str],
    progress: Progress | None,
    columns: Mapping[str, str] | None,
    *,
    hidden_sheets: bool,
    time_limit: float,
) -> ReadFile:
    """Read a file, and take the hash of what was read."""
    file = as_path("path", path)
    named = check_columns(columns)
    check_flag("hidden_sheets", hidden_sheets)
    if progress is not None:
        check_callable("progress", progress)
    return extract_apart(file, progress, named, with_hidden=hidden_sheets, time_limit=time_limit)


def _check_rows(path: str | os.PathLike[str], extract: Extract) -> Extract:
    """Check that a file has rows."""
    if extract.rows:
        return extract
    file = shown_name(path)
    hidden = f" Its hidden sheets were not read: {', '.join(extract.hidden)}." if extract.hidden else ""
    none = f"{quoted(file)} has no row with a tariff code (税则号列)"
    if extract.unread:
        first = extract.unread[0]
        problem = first.problem[:_LONGEST_PROBLEM]
        count = f"{len(extract.unread):,} rows were not understood"
        msg = f"{none}: {count}, the first of them {first.where}: {quoted(first.text)} ({problem}).{hidden}"
        raise AnnexFileError(msg, file=file, page=first.page)
    seen = "; ".join(map(str, extract.left_out[:3])) or "; ".join(extract.title[:3]) or "no text at all"
    msg = (
        f"{none}: it is a {extract.kind} file of {extract.pages:,} pages, with {quoted(seen)}.{hidden} "
        "Is it the annex itself, and not the announcement's text?"
    )
    raise AnnexFileError(msg, file=file)


def _find_by_title(extract: Extract, data: Dataset) -> Announcement | None:
    """Find the announcement that the file itself names; None if its title fits several."""
    try:
        found, how = announced.recognise_announcement(attrs.evolve(extract, rows=()), data)
    except AnnexError:
        return None
    return None if found is data.announcements()[0] and "number" not in how else found


def _fill_in_title(announcement: Announcement, new: NewAnnouncement, extract: Extract) -> Announcement:
    """Fill in the title of a new announcement from its file."""
    titles = [line for line in extract.title if "清单" in line or "目录" in line]
    return announcement if new.title_zh or not titles else attrs.evolve(announcement, title_zh=titles[-1])
