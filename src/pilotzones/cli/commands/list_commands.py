"""Questions about the list as a whole: what changed, and which documents changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.cli.below import list_sources, note_age
from pilotzones.cli.command import AskingCommand
from pilotzones.cli.options import add_nothing
from pilotzones.cli.results import Gives, Result, ShownColumn
from pilotzones.cli.verdicts_told import in_language, show_remark
from pilotzones.cli.wrong_use import calendar_year
from pilotzones.records.actions import ACTIONS, STATEMENTS

if TYPE_CHECKING:
    import argparse
    import datetime
    from collections.abc import Iterator

    from pilotzones.cli.asked import Asked
    from pilotzones.records.announcements import Announcement, Change
    from pilotzones.records.comparisons import Comparison, Event
    from pilotzones.records.list_answers import Edition


def _add_diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("older", metavar="OLDER", help="an edition, such as 2019-96, or a day on which it was in force")
    parser.add_argument("newer", metavar="NEWER", help="a later edition, or a day on which it was in force")


class _ComparedCode(NamedTuple):
    """What happened to a code between two editions; each remark is None where it is not known."""

    change: str
    hs_code: str
    name_zh: str
    remark: str | None
    older_remark: str | None = None
    older: str = ""
    newer: str = ""


_DIFFERENCES = (
    ShownColumn("change", lambda row: row.change, words="difference"),
    ShownColumn("hs_code", lambda row: row.hs_code),
    ShownColumn("name_zh", lambda row: row.name_zh),
    ShownColumn("older_remark", lambda row: row.older_remark, shown=False),
    ShownColumn("older", lambda row: row.older, shown=False),
    ShownColumn("newer", lambda row: row.newer, shown=False),
)


def _ask_diff(asked: Asked) -> Result:
    found = asked.data.diff(asked.options.older, asked.options.newer)
    rows = list(_known_differences(found))
    undecided = [
        _ComparedCode("undecided", one.hs_code, one.name_zh, None, older=one.older, newer=one.newer)
        for one in found.undecided
    ]
    ranges = asked.say("comma").join(f"{first}-{last}" for first, last in found.unknown_ranges)
    notes = [
        *([asked.say("undecided", count=len(undecided))] if undecided else []),
        *([asked.say("changes not known", ranges=ranges)] if ranges else []),
    ]
    return Result(
        first=asked.say("diff", older=found.older.id, newer=found.newer.id, changes=_count_differences(asked, found)),
        gives=found,
        columns=(*_DIFFERENCES[:3], _remarks(asked), *_DIFFERENCES[3:]),
        # People see first what is known; the rest is counted.
        rows=[*rows, *undecided] if asked.options.form or asked.options.verbose else rows,
        notes=notes,
        details=list_sources(asked, (*found.older.announcements, *found.newer.announcements))
        if asked.options.verbose
        else (),
    )


_GROUPS = ("added", "removed", "converted_in", "converted_out")


def _remarks(asked: Asked) -> ShownColumn:
    """Make the column of the remarks of differences and changes, of which some say nothing of one."""

    def cell(row: _ComparedCode | Change) -> str | None:
        if isinstance(row, _ComparedCode):
            remark, has_one = row.remark, row.change != "undecided"
        else:
            remark, has_one = (None if row.remark_known == "no" else row.remark), ACTIONS[row.action].after
        return show_remark(asked, remark) if has_one and not asked.options.form else remark

    return ShownColumn("remark", cell)


def _known_differences(found: Comparison) -> Iterator[_ComparedCode]:
    for group in _GROUPS:
        for item in getattr(found, group):
            yield _ComparedCode(group, item.hs_code, item.name_zh, item.remark)
    for change in found.remark_changes:
        yield _ComparedCode(
            "remark", change.newer.hs_code, change.newer.name_zh, change.newer.remark, change.older.remark
        )


def _count_differences(asked: Asked, found: Comparison) -> str:
    counts = {**{group: len(getattr(found, group)) for group in _GROUPS}, "remark": len(found.remark_changes)}
    return asked.say("comma").join(
        asked.say("counted", count=count, what=asked.say(f"difference {change}")) for change, count in counts.items()
    )


def _add_changes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--year", type=calendar_year, help="the year in which the announcements came into force; by default all years"
    )


_CHANGES = (
    ShownColumn("announcement", lambda change: change.announcement),
    ShownColumn("change", lambda change: change.action, words="action"),
    ShownColumn("hs_code", lambda change: change.hs_code),
    ShownColumn("name_zh", lambda change: change.name_zh),
    ShownColumn("remark_known", lambda change: change.remark_known, shown=False),
    ShownColumn("seq", lambda change: change.seq, shown=False),
    ShownColumn("evidence", lambda change: change.evidence, words="evidence"),
    ShownColumn("sources", lambda change: change.sources, shown=False),
    ShownColumn("note", lambda change: change.note, shown=False),
)


def _ask_changes(asked: Asked) -> Result:
    year = asked.options.year
    found = asked.data.changes(year)
    announced = [one for one in asked.data.announcements() if year is None or one.effective_from.year == year]
    # An announcement that is not known yet may come into force until the year ends.
    last = None if year is None else _last_day(year)
    outside = sum(change.action in STATEMENTS for change in found)
    facts = {"announcements": len(announced), "lines": len(found) - outside, "outside": outside, "year": year}
    key = "changes" if year is None else "changes in a year" if announced else "no changes"
    return Result(
        first=asked.say(key, **facts),
        gives=found,
        columns=(*_CHANGES[:4], _remarks(asked), *_CHANGES[4:]),
        rows=found,
        notes=(
            *(_count_changes(asked, one) for one in announced),
            *note_age(asked, last, asked.data.verified_through("list"), ["list"]),
        ),
        details=list_sources(asked, found) if asked.options.verbose else (),
    )


def _last_day(year: int) -> datetime.date:
    import datetime  # noqa: PLC0415 - for this question alone

    return datetime.date(year, 12, 31)


def _count_changes(asked: Asked, announcement: Announcement) -> str:
    """Say what an announcement states that it does."""
    stated = [
        asked.say(f"stated {field}", count=count)
        for field in ("stated_count", "added", "deleted", "converted_in", "converted_out", "remarks_changed")
        if (count := getattr(announcement, field)) is not None
    ]
    return asked.say(
        "stated",
        id=announcement.id,
        day=announcement.effective_from,
        counts=asked.say("comma").join(stated) or asked.say("nothing stated"),
    )


def _subject_of(event: Event) -> str:
    return "zones" if type(event.document).__name__ == "Batch" else "list"


def _title_of(event: Event) -> str:
    """Give the English title; the replies about zones have none, so what they approve."""
    document: Any = event.document
    if _subject_of(event) == "list":
        return str(document.title_en)
    return f"Batch {document.number} of pilot zones ({document.zone_count})"


_EVENTS = (
    ShownColumn("date", lambda event: event.date),
    ShownColumn("subject", _subject_of, words="subject"),
    ShownColumn("document_no", lambda event: event.document_no),
    ShownColumn("title_en", _title_of),
    ShownColumn("title_zh", lambda event: event.title_zh),
    ShownColumn("sources", lambda event: event.sources, shown=False),
)


def _ask_timeline(asked: Asked) -> Result:
    found = asked.data.timeline()
    return Result(
        first=asked.say("timeline", count=len(found), first=found[0].date, last=found[-1].date),
        gives=found,
        columns=in_language(asked, _EVENTS),
        rows=found,
        details=list_sources(asked, found) if asked.options.verbose else (),
    )


_EDITIONS = (
    ShownColumn("id", lambda edition: edition.id),
    ShownColumn("effective_from", lambda edition: edition.effective_from),
    ShownColumn("effective_to", lambda edition: edition.effective_to),
    ShownColumn("lines_stated", lambda edition: edition.lines_stated),
    ShownColumn("lines_known", lambda edition: edition.lines_known),
    ShownColumn("title_zh", lambda edition: edition.title_zh),
    ShownColumn("title_en", lambda edition: edition.title_en),
    ShownColumn("announcements", lambda edition: tuple(one.id for one in edition.announcements), shown=False),
)


def _ask_editions(asked: Asked) -> Result:
    found = asked.data.editions()
    last: Edition = found[-1]
    return Result(
        first=asked.say("editions", count=len(found), id=last.id, day=last.effective_from),
        gives=found,
        columns=in_language(asked, _EDITIONS),
        rows=found,
        details=list_sources(asked, asked.data.announcements()) if asked.options.verbose else (),
    )


_ANNOUNCEMENTS = (
    ShownColumn("id", lambda announcement: announcement.id),
    ShownColumn("kind", lambda announcement: announcement.kind, words="kind"),
    ShownColumn("effective_from", lambda announcement: announcement.effective_from),
    ShownColumn("lines_stated", lambda announcement: announcement.lines_stated),
    ShownColumn("list_total_after", lambda announcement: announcement.list_total_after),
    ShownColumn("document_no", lambda announcement: announcement.document_no),
    ShownColumn("amends", lambda announcement: announcement.amends, shown=False),
    ShownColumn("title_zh", lambda announcement: announcement.title_zh, shown=False),
    ShownColumn("title_en", lambda announcement: announcement.title_en, shown=False),
    ShownColumn("issued_on", lambda announcement: announcement.issued_on, shown=False),
    ShownColumn("published_on", lambda announcement: announcement.published_on, shown=False),
    ShownColumn("official_pages", lambda announcement: announcement.official_pages, shown=False),
    ShownColumn("evidence", lambda announcement: announcement.evidence, shown=False),
    ShownColumn("sources", lambda announcement: announcement.sources, shown=False),
)


def _ask_announcements(asked: Asked) -> Result:
    found = asked.data.announcements()
    return Result(
        first=asked.say("announcements", count=len(found), id=found[-1].id, day=found[-1].effective_from),
        gives=found,
        columns=_ANNOUNCEMENTS,
        rows=found,
        details=list_sources(asked, found) if asked.options.verbose else (),
    )


COMMANDS = (
    AskingCommand("diff", "compare two editions of the list", Gives("Comparison"), _add_diff, _ask_diff),
    AskingCommand(
        "changes",
        "list what is known of the annexes, line by line, that came into force in a year",
        Gives("Change", many=True),
        _add_changes,
        _ask_changes,
    ),
    AskingCommand(
        "timeline",
        "list all documents on zones and on the list by their days",
        Gives("Event", many=True),
        add_nothing,
        _ask_timeline,
    ),
    AskingCommand(
        "editions",
        "list the states of the list, with the days on which they were in force",
        Gives("Edition", many=True),
        add_nothing,
        _ask_editions,
    ),
    AskingCommand(
        "announcements",
        "list the announcements that made and changed the list",
        Gives("Announcement", many=True),
        add_nothing,
        _ask_announcements,
    ),
)
