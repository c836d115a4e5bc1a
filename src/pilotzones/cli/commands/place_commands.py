"""Questions about places: what they are, and in which pilot zone they lay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.cli.below import list_sources, note_age
from pilotzones.cli.command import AskingCommand
from pilotzones.cli.ending import NO, YES
from pilotzones.cli.options import add_date, add_max_age, add_province, find_day
from pilotzones.cli.results import Gives, Result, ShownColumn
from pilotzones.dates import as_date

if TYPE_CHECKING:
    import argparse

    from pilotzones.cli.asked import Asked
    from pilotzones.records.places import Place
    from pilotzones.records.zone_answers import ZoneAnswer

_ANSWER_COLUMNS = (
    ShownColumn("place", lambda answer: tuple(place.name_zh for place in answer.places)),
    ShownColumn("adcode", lambda answer: tuple(place.adcode for place in answer.places)),
    ShownColumn("date", lambda answer: answer.date),
    ShownColumn("is_zone", lambda answer: answer.is_zone),
    ShownColumn("zone_id", lambda answer: answer.zone and answer.zone.id, shown=False),
    ShownColumn("zone_en", lambda answer: answer.zone and answer.zone.name_en),
    ShownColumn("zone_zh", lambda answer: answer.zone and answer.zone.name_zh),
    ShownColumn("batch", lambda answer: answer.zone and answer.zone.batch.number),
    ShownColumn("established_on", lambda answer: answer.zone and answer.zone.established_on),
    ShownColumn("revoked_on", lambda answer: answer.zone and answer.zone.revoked_on),
    ShownColumn("data_version", lambda answer: answer.data_version, shown=False),
    ShownColumn("verified_through", lambda answer: answer.verified_through, shown=False),
    ShownColumn("is_beyond_verified", lambda answer: answer.is_beyond_verified, shown=False),
    ShownColumn("unverified", lambda answer: answer.unverified, shown=False),
    ShownColumn("sources", lambda answer: answer.sources, shown=False),
)


def _place_columns(asked: Asked) -> tuple[ShownColumn, ...]:
    in_chinese = asked.lang == "zh"
    return (
        ShownColumn("adcode", lambda place: place.adcode),
        ShownColumn("name_zh", lambda place: place.name_zh),
        ShownColumn("name_en", lambda place: place.name_en),
        ShownColumn("level", lambda place: place.level, words="level"),
        ShownColumn("prefecture_adcode", lambda place: place.prefecture and place.prefecture.adcode, shown=False),
        ShownColumn("prefecture", lambda place: place.prefecture and place.prefecture.name_zh),
        ShownColumn("province", lambda place: place.province.name_en, shown=not in_chinese),
        ShownColumn("province_zh", lambda place: place.province.name_zh, shown=in_chinese),
        # A year is written without a comma.
        ShownColumn("in_use_from", lambda place: place.in_use_from and str(place.in_use_from)),
        ShownColumn("in_use_until", lambda place: place.in_use_until and str(place.in_use_until)),
        ShownColumn("successors", lambda place: place.successors),
        ShownColumn("evidence", lambda place: place.evidence, words="evidence", shown=asked.options.verbose),
        ShownColumn("sources", lambda place: place.sources, shown=False),
    )


def _add_whose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", help="a city, prefecture or county by any name or code that it has or had since 2000")
    add_date(parser, "today in China")
    add_province(parser)
    add_max_age(parser)


def _ask_whose(asked: Asked) -> Result:
    options = asked.options
    answer = asked.data.zone_answer(
        options.place, find_day(options.date), province=options.province, max_age=options.max_age
    )
    return Result(
        first=_say_answer(asked, answer),
        gives=answer,
        columns=_ANSWER_COLUMNS,
        rows=(answer,),
        notes=note_age(asked, answer.date, answer.verified_through, answer.unverified),
        details=list_sources(asked, [answer]),
        status=YES if answer.zone else NO,
    )


def _say_answer(asked: Asked, answer: ZoneAnswer) -> str:
    places = asked.say("between places").join(_say_place(asked, place) for place in answer.places)
    zone = answer.zone
    if zone is None:
        return asked.say("in no zone", places=places, date=answer.date)
    return asked.say(
        "a zone" if answer.is_zone else "in a zone",
        places=places,
        date=answer.date,
        name_en=zone.name_en,
        name_zh=zone.name_zh,
        batch=zone.batch.number,
        since=zone.established_on,
    )


def _add_place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="a place of today or since 2000: name, code, address, name with its province")
    add_date(parser, "the last verified day")
    add_province(parser)
    add_max_age(parser)


def _ask_place(asked: Asked) -> Result:
    options = asked.options
    place = asked.data.place(options.name, options.date, province=options.province, max_age=options.max_age)
    around = place.prefecture if place.level == "county" else None
    facts = {"place": _say_place(asked, place), "level": asked.say(f"level {place.level}")}
    if around:
        facts |= {"prefecture": around.name_zh, "around": around.adcode}
    day, verified = options.date and as_date(options.date), asked.data.verified_through("divisions")
    return Result(
        first=asked.say("place in prefecture" if around else "place", **facts),
        gives=place,
        columns=_place_columns(asked),
        rows=(place,),
        notes=note_age(asked, day, verified, ["divisions"]),
        details=list_sources(asked, [place]),
    )


def _say_place(asked: Asked, place: Place) -> str:
    province = place.province.name_zh if asked.lang == "zh" else place.province.name_en
    return asked.say(
        "former place in brief" if place.in_use_until else "place in brief",
        name_zh=place.name_zh,
        adcode=place.adcode,
        province=province,
        until=place.in_use_until,
    )


COMMANDS = (
    AskingCommand("whose", "say in which pilot zone a place lay on a day", Gives("ZoneAnswer"), _add_whose, _ask_whose),
    AskingCommand(
        "place",
        "show a place by the map of a day",
        Gives("Place"),
        _add_place,
        _ask_place,
    ),
)
