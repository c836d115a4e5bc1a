"""Questions about zones and the replies that approved them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.cli.below import list_sources, note_age
from pilotzones.cli.command import AskingCommand
from pilotzones.cli.options import add_max_age, add_province
from pilotzones.cli.results import Gives, Result, ShownColumn

if TYPE_CHECKING:
    import argparse

    from pilotzones.cli.asked import Asked
    from pilotzones.records.zones import Zone

_COLUMNS = (
    ShownColumn("name_en", lambda zone: zone.name_en),
    ShownColumn("name_zh", lambda zone: zone.name_zh),
    ShownColumn("province", lambda zone: zone.province.name_en),
    ShownColumn("batch", lambda zone: zone.batch.number),
    ShownColumn("established_on", lambda zone: zone.established_on),
    ShownColumn("revoked_on", lambda zone: zone.revoked_on),
    ShownColumn("adcode", lambda zone: zone.adcode),
    ShownColumn("level", lambda zone: zone.level, shown=False),
    ShownColumn("evidence", lambda zone: zone.evidence, shown=False),
    ShownColumn("sources", lambda zone: zone.sources, shown=False),
)


def _add_zones(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("province", nargs="?", help="any name or code; by default all provinces")
    parser.add_argument(
        "--date", help="the day (YYYY-MM-DD) on which they are in force; by default the last verified day"
    )
    add_max_age(parser)


def _ask_zones(asked: Asked) -> Result:
    province, max_age = asked.options.province, asked.options.max_age
    day = asked.options.date or asked.data.verified_through("zones")
    if province is None:
        found = asked.data.zones(date=day, max_age=max_age)
    else:
        found = asked.data.zones_in(province, day, max_age=max_age)
    return Result(
        first=asked.say("zones in force", count=len(found), date=found.date),
        gives=found,
        columns=_COLUMNS,
        rows=found,
        notes=note_age(asked, found.date, found.verified_through),
        details=list_sources(asked, found),
    )


def _add_batch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("city", help="any name or code")
    add_province(parser)


def _ask_batch(asked: Asked) -> Result:
    zone: Zone = asked.data.zone(asked.options.city, province=asked.options.province)
    return Result(
        first=str(zone.batch),
        gives=zone.batch,
        columns=_COLUMNS,
        rows=(zone,),
        notes=(zone.batch.title_zh,),
        details=list_sources(asked, [zone.batch]),
    )


COMMANDS = (
    AskingCommand(
        "zones", "list the pilot zones of a province, or all of them", Gives("Zone", many=True), _add_zones, _ask_zones
    ),
    AskingCommand("batch", "show the batch that approved a city", Gives("Batch"), _add_batch, _ask_batch),
)
