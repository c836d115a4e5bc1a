"""Questions about where the data comes from: the pages it was read from, and whether the tables are as shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.cli.command import AskingCommand
from pilotzones.cli.options import add_nothing
from pilotzones.cli.results import Gives, Result, ShownColumn
from pilotzones.cli.wrong_use import like, wrong_use

if TYPE_CHECKING:
    import argparse

    from pilotzones.cli.asked import Asked
    from pilotzones.records.sources import Source

_SOURCE_COLUMNS = (
    ShownColumn("id", lambda source: source.id),
    ShownColumn("source", lambda source: source.source),
    ShownColumn("address", lambda source: source.address, shown=False),
)
_TABLE_COLUMNS = (
    ShownColumn("file", lambda table: table.file),
    ShownColumn("records", lambda table: table.records),
    ShownColumn("sha256", lambda table: table.sha256),
)


def _add_sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source_ids", nargs="*", metavar="ID", help="ids of sources, such as S001; by default all")


def _ask_sources(asked: Asked) -> Result:
    pages = {source.id: source for source in asked.data.sources()}
    found = tuple(_find_page(pages, word) for word in asked.options.source_ids) or tuple(pages.values())
    offline = [source.id for source in found if source.address is None]
    return Result(
        first=asked.say("all sources", count=len(found), online=len(found) - len(offline)),
        gives=found,
        columns=_SOURCE_COLUMNS,
        rows=found,
        notes=(asked.say("not online", ids=", ".join(offline)),) if offline else (),
    )


def _find_page(pages: dict[str, Source], word: str) -> Source:
    """Find a source by its id.

    Raises:
        WrongUseError: if there is none; says which ids are like it.
    """
    found = pages.get(word.strip().upper())
    if found is None:
        near = like(word.strip().upper(), pages)
        raise wrong_use("No source has the id {word}.", near=near, word=quoted(word))
    return found


def _ask_verify(asked: Asked) -> Result:
    tables = asked.data.verify()
    return Result(
        first=asked.say("as shipped", version=asked.data.data_version(), count=len(tables)),
        gives=tables,
        columns=_TABLE_COLUMNS,
        rows=tables,
    )


COMMANDS = (
    AskingCommand(
        "sources", "show the pages that facts were read from", Gives("Source", many=True), _add_sources, _ask_sources
    ),
    AskingCommand(
        "verify", "check the hashes of the tables", Gives("ShippedTable", many=True), add_nothing, _ask_verify
    ),
)
