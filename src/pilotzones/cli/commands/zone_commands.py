"""Questions about zones and the replies that approved them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.cli.below import list_sources, note_age
from pilotzones.cli.command import AskingCommand
from pilotzones.cli.options import add_date, add_max_age, add_nothing, add_province
from pilotzones.cli.results import Gives, Result, ShownColumn
from pilotzones.cli.wrong_use import wrong_use

if TYPE_CHECKING:
    import argparse

    from pilotzones.cli.asked import Asked
    from pilotzones.records.zones import Batch, Zone


def _zone_columns(asked: Asked) -> tuple[ShownColumn, ...]:
    in_chinese = asked.lang == "zh"
    return (
        ShownColumn("id", lambda zone: zone.id, shown=False),
        ShownColumn("name_en", lambda zone: zone.name_en),
        ShownColumn("name_zh", lambda zone: zone.name_zh),
        ShownColumn("official_name", lambda zone: zone.official_name, shown=False),
        ShownColumn("province", lambda zone: zone.province.name_en, shown=not in_chinese),
        ShownColumn("province_zh", lambda zone: zone.province.name_zh, shown=in_chinese),
        ShownColumn("batch", lambda zone: zone.batch.number),
        ShownColumn("document_no", lambda zone: zone.batch.document_no, shown=False),
        ShownColumn("established_on", lambda zone: zone.established_on),
        ShownColumn("revoked_on", lambda zone: zone.revoked_on),
        ShownColumn("revoked_by", lambda zone: zone.revoked_by, shown=False),
        ShownColumn("adcode", lambda zone: zone.adcode),
        ShownColumn("level", lambda zone: zone.level, words="level", shown=asked.options.verbose),
        ShownColumn("longitude", lambda zone: zone.longitude, shown=False),
        ShownColumn("latitude", lambda zone: zone.latitude, shown=False),
        ShownColumn("evidence", lambda zone: zone.evidence, words="evidence", shown=asked.options.verbose),
        ShownColumn("sources", lambda zone: zone.sources, shown=False),
        ShownColumn("note", lambda zone: zone.note, shown=False),
    )


_BATCH_COLUMNS = (
    ShownColumn("number", lambda batch: batch.number),
    ShownColumn("document_no", lambda batch: batch.document_no),
    ShownColumn("established_on", lambda batch: batch.established_on),
    ShownColumn("approved_on", lambda batch: batch.approved_on, shown=False),
    ShownColumn("published_on", lambda batch: batch.published_on, shown=False),
    ShownColumn("zone_count", lambda batch: batch.zone_count),
    ShownColumn("ever_approved", lambda batch: batch.ever_approved),
    ShownColumn("in_force_after", lambda batch: batch.in_force_after),
    ShownColumn("title_zh", lambda batch: batch.title_zh),
    ShownColumn("evidence", lambda batch: batch.evidence, words="evidence", shown=False),
    ShownColumn("sources", lambda batch: batch.sources, shown=False),
)


def _add_zones(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("province", nargs="?", help="any name or code; by default all provinces")
    parser.add_argument("--province", dest="province_named", metavar="PROVINCE", help="the same as an option")
    add_date(parser, "the last verified day; with --batch, --since or --until every zone ever approved")
    parser.add_argument("--batch", metavar="NUMBER", type=int, help="only those that this batch approved")
    parser.add_argument("--since", metavar="DATE", help="only those established on this day or later")
    parser.add_argument("--until", metavar="DATE", help="only those established on this day or earlier")
    add_max_age(parser)


def _ask_zones(asked: Asked) -> Result:
    options, data = asked.options, asked.data
    if options.province and options.province_named:
        raise wrong_use(
            "Two provinces are given, {word} and --province {given}: leave one out.",
            word=quoted(options.province),
            given=quoted(options.province_named),
        )
    in_province = options.province or options.province_named
    narrowed = {"batch": options.batch, "province": in_province, "since": options.since, "until": options.until}
    last = data.verified_through("zones")
    is_history = options.date is None and not {None} >= {options.batch, options.since, options.until}
    found = data.zones(date=None if is_history else options.date or last, max_age=options.max_age, **narrowed)
    if is_history:
        in_force = sum(zone.in_force(last) for zone in found)
        first = asked.say("zones approved", count=len(found), in_force=in_force, date=last)
    elif in_province and found:
        province, day = found[0].province, found.date
        facts = {"name_en": province.name_en, "name_zh": province.name_zh}
        first = asked.say("zones of province in force", count=len(found), date=day, **facts)
    else:
        first = asked.say("zones in force", count=len(found), date=found.date)
    return Result(
        first=first,
        gives=found,
        columns=_zone_columns(asked),
        rows=found,
        notes=note_age(asked, found.date, found.verified_through, ["zones"]),
        details=list_sources(asked, found),
    )


def _add_zone(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="any name or code of the zone, its title or its id")
    add_province(parser)


def _ask_zone(asked: Asked) -> Result:
    zone = asked.data.zone(asked.options.name, province=asked.options.province)
    return Result(
        first=_say_zone(asked, zone),
        gives=zone,
        columns=_zone_columns(asked),
        rows=(zone,),
        notes=(zone.official_name,),
        details=list_sources(asked, [zone, zone.batch]),
    )


def _say_zone(asked: Asked, zone: Zone) -> str:
    until = {} if zone.revoked_on is None else {"until": zone.revoked_on}
    facts = {"batch": zone.batch.number, "since": zone.established_on, **_names(asked, zone), **until}
    return asked.say("zone until" if until else "zone", **facts)


def _names(asked: Asked, zone: Zone) -> dict[str, str]:
    return {
        "name_en": zone.name_en,
        "name_zh": zone.name_zh,
        "province": zone.province.name_zh if asked.lang == "zh" else zone.province.name_en,
    }


def _add_batch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="any name or code of a zone, or the number of a batch")
    add_province(parser)


def _ask_batch(asked: Asked) -> Result:
    name, province = asked.options.name, asked.options.province
    batch = _find_batch(asked, name) if province is None else None
    if batch:
        first = asked.say("batch", count=batch.zone_count, **_facts(batch))
    else:
        zone = asked.data.zone(name, province=province)
        batch = zone.batch
        first = asked.say("batch of zone", **_facts(batch), **_names(asked, zone))
    return Result(
        first=first,
        gives=batch,
        columns=_BATCH_COLUMNS,
        rows=(batch,),
        notes=(asked.say("see zones of batch", number=batch.number),),
        details=list_sources(asked, [batch]),
    )


def _ask_batches(asked: Asked) -> Result:
    batches = asked.data.batches()
    first, last = batches[0].established_on, batches[-1].established_on
    return Result(
        first=asked.say("batches", count=len(batches), first=first, last=last, zones=batches[-1].ever_approved),
        gives=batches,
        columns=_BATCH_COLUMNS,
        rows=batches,
        details=list_sources(asked, batches),
    )


def _find_batch(asked: Asked, name: str) -> Batch | None:
    """Find the batch of a number; None for a name, and for what may be the code of a province, such as 11."""
    text = name.strip()
    is_number = text.isascii() and text.isdecimal() and 0 < len(text) <= _LONGEST_NUMBER
    batches = len(asked.data.batches())
    if is_number and (int(text) <= batches or text not in {one.adcode[:2] for one in asked.data.provinces()}):
        return asked.data.zones(batch=int(text))[0].batch
    return None


def _facts(batch: Batch) -> dict[str, object]:
    return {"number": batch.number, "document_no": batch.document_no, "date": batch.established_on}


_LONGEST_NUMBER = 2

COMMANDS = (
    AskingCommand(
        "zones",
        "list pilot zones: of a province, a day, a batch, a span",
        Gives("Zone", many=True),
        _add_zones,
        _ask_zones,
    ),
    AskingCommand("zone", "show a pilot zone", Gives("Zone"), _add_zone, _ask_zone),
    AskingCommand(
        "batch", "show the batch that approved a zone, or that of a number", Gives("Batch"), _add_batch, _ask_batch
    ),
    AskingCommand("batches", "list the batches", Gives("Batch", many=True), add_nothing, _ask_batches),
)
