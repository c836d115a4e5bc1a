"""The question how much of the list is known, and where the rest is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.cli.below import list_sources
from pilotzones.cli.command import AskingCommand
from pilotzones.cli.options import add_nothing
from pilotzones.cli.results import Gives, Result, ShownColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.cli.asked import Asked
    from pilotzones.records.knowledge import AnnexCoverage, Coverage, EditionCoverage


def _known_codes(annex: AnnexCoverage) -> tuple[str, ...]:
    return tuple(f"{known.code_from}-{known.code_to}" for known in (*annex.known_ranges, *annex.list_ranges))


_COVERED = (
    ShownColumn("announcement", lambda annex: annex.announcement.id),
    ShownColumn("effective_from", lambda annex: annex.announcement.effective_from),
    ShownColumn("lines_known", lambda annex: annex.known),
    ShownColumn("lines_stated", lambda annex: annex.stated),
    ShownColumn("share", lambda annex: None if annex.share is None else f"{annex.share:.1%}"),
    ShownColumn("outside", lambda annex: annex.outside),
    ShownColumn("known_codes", _known_codes),
)


def _ask_coverage(asked: Asked) -> Result:
    found = asked.data.coverage()
    last = found.editions[-1]
    stated = {"known": last.known, "edition": last.edition.id}
    of_the_list = (
        asked.say("known of an unstated number", **stated)
        if last.stated is None
        else asked.say("known of stated", stated=last.stated, **stated)
    )
    return Result(
        first=asked.say("coverage", version=found.data_version, day=found.verified_through),
        gives=found,
        columns=_COVERED,
        rows=found.annexes,
        notes=(
            of_the_list,
            *((asked.say("gap", command=last.command),) if last.missing else ()),
            *(asked.say("folder", folder=folder) for folder in found.folders),
            *((asked.say("disagreements", count=len(found.disagreements)),) if found.disagreements else ()),
        ),
        details=tuple(_tell_coverage(asked, found)) if asked.options.verbose else (),
    )


def _tell_coverage(asked: Asked, found: Coverage) -> Iterator[str]:
    """Say of each edition what is known, by which command the rest is, and where its pages are."""
    for covered in found.editions:
        edition = covered.edition
        yield asked.say(
            "edition covered", id=edition.id, day=edition.effective_from, consequence=_consequence(asked, covered)
        )
    missing = dict.fromkeys(announcement for covered in found.editions for announcement in covered.missing)
    yield from (asked.say("by hand"),) if missing else ()
    for announcement in missing:
        pages = " ".join(announcement.official_pages) or f"{announcement.document_no}《{announcement.title_zh}》"
        yield asked.say("source", id=announcement.id, source=pages)
    yield from map(str, found.disagreements)
    yield from list_sources(asked, [annex.announcement for annex in found.annexes])


def _consequence(asked: Asked, covered: EditionCoverage) -> str:
    """Say what is known of the codes under an edition."""
    if covered.is_complete:
        return asked.say("no code is unknown")
    ranges = asked.say("comma").join(f"{first}-{last}" for first, last in covered.known_ranges)
    return asked.say("ranges known", ranges=ranges) if ranges else asked.say("no range known")


COMMANDS = (
    AskingCommand(
        "coverage", "show how much of the positive list is known", Gives("Coverage"), add_nothing, _ask_coverage
    ),
)
