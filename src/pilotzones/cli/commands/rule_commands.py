"""Questions about dated rules: limits, taxes, customs modes, benefits of zones; rates; where bonded import was open."""

from __future__ import annotations

import decimal
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.arguments import quoted
from pilotzones.cli.below import list_sources, note_age
from pilotzones.cli.command import AskingCommand
from pilotzones.cli.ending import NO, UNKNOWN, YES
from pilotzones.cli.options import add_date, add_max_age, add_province, find_day
from pilotzones.cli.results import Gives, Result, ShownColumn
from pilotzones.cli.wrong_use import wrong_use

if TYPE_CHECKING:
    import argparse
    import datetime

    from pilotzones.cli.asked import Asked
    from pilotzones.records.import_answers import ImportStatus
    from pilotzones.records.rules import Rule

_LAST = "the last verified day"
# Whether the customs has confirmed is not known, and what is not known is never a yes.
_STATUS: dict[ImportStatus, int] = {"open": YES, "open once confirmed": UNKNOWN, "not open": NO, "unknown": UNKNOWN}
_LIMITS = ("single_transaction_limit", "annual_limit")
_SHARE = "import_tax_share_within_limits"


def _rule_columns(asked: Asked) -> tuple[ShownColumn, ...]:
    from pilotzones.wording.rule_sentences import value_of  # noqa: PLC0415 - for rules alone

    in_chinese = asked.lang == "zh"
    # CSV has the number and its unit; people read both as one text.
    told = ShownColumn("value_told", lambda rule: value_of(rule, asked.lang))
    return (
        ShownColumn("name", lambda rule: rule.name),
        ShownColumn("kind", lambda rule: rule.kind, shown=False),
        ShownColumn("title", lambda rule: rule.name_en, shown=not in_chinese),
        ShownColumn("title_of_rule_zh", lambda rule: rule.name_zh, shown=in_chinese),
        ShownColumn("value", lambda rule: rule.value, shown=False),
        ShownColumn("unit", lambda rule: rule.unit, shown=False),
        *(() if asked.options.form else (told,)),
        ShownColumn("direction", lambda rule: rule.direction, shown=False),
        ShownColumn("scope", lambda rule: rule.scope, shown=False),
        ShownColumn("scope_zh", lambda rule: rule.scope_zh, shown=False),
        ShownColumn("effective_from", lambda rule: rule.effective_from),
        ShownColumn("effective_to", lambda rule: rule.effective_to),
        ShownColumn("document", lambda rule: rule.document),
        ShownColumn("evidence", lambda rule: rule.evidence, words="evidence", shown=asked.options.verbose),
        ShownColumn("note", lambda rule: rule.note, shown=False),
        ShownColumn("note_zh", lambda rule: rule.note_zh, shown=False),
        ShownColumn("sources", lambda rule: rule.sources, shown=False),
    )


def _add_rules(parser: argparse.ArgumentParser) -> None:
    add_date(parser, _LAST)
    add_max_age(parser)


def _ask_rules(asked: Asked) -> Result:
    found = asked.data.rules(asked.options.date, max_age=asked.options.max_age)
    return Result(
        first=asked.say("rules in force", count=len(found), date=found.date),
        gives=found,
        columns=_rule_columns(asked),
        rows=found,
        notes=(
            *(asked.say("rule note", name=rule.name, note=_note_of(asked, rule)) for rule in found if rule.note),
            *note_age(asked, found.date, found.verified_through, ["rules"]),
        ),
        details=(
            *(line for rule in found for line in rule.explain(asked.lang).split("\n")),
            *list_sources(asked, found),
        ),
    )


def _note_of(asked: Asked, rule: Rule) -> str:
    return (asked.lang == "zh" and rule.note_zh) or rule.note


def _add_rule(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="NAME", help="as 'pilotzones rules' lists it, such as annual_limit")
    _add_rules(parser)


def _ask_rule(asked: Asked) -> Result:
    from pilotzones.dated_rules.errors import UnknownRuleError  # noqa: PLC0415 - for this command alone

    options = asked.options
    name = options.rule.strip().replace("-", "_")
    try:
        rule = asked.data.rule(name, options.date, max_age=options.max_age)
    except UnknownRuleError as error:
        raise wrong_use(
            "{word} is not the name of a rule."
            if error.near_misses
            else "{word} is not the name of a rule: 'pilotzones rules' lists them.",
            near=error.near_misses,
            word=quoted(options.rule),
        ) from error
    first, *others = rule.explain(asked.lang).split("\n")
    return Result(
        first=first,
        gives=rule,
        columns=_rule_columns(asked),
        rows=(rule,),
        notes=(*others, *note_age(asked, _rule_day(asked), asked.data.verified_through("rules"), ["rules"])),
        details=list_sources(asked, [rule]),
    )


class _Rate(NamedTuple):
    """A composite rate, and what it is made of."""

    date: datetime.date
    vat: decimal.Decimal
    consumption: decimal.Decimal
    tax_share: decimal.Decimal
    rate: decimal.Decimal


def _add_rate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--vat",
        metavar="RATE",
        default="standard",
        help="the rate of value-added tax, such as 0.13 for 13 %%, or standard or reduced; by default standard",
    )
    parser.add_argument(
        "--consumption", metavar="RATE", default="0", help="the rate of consumption tax, such as 0.15; by default 0"
    )
    _add_rules(parser)


def _ask_rate(asked: Asked) -> Result:
    from pilotzones.dated_rules.errors import InvalidRateError  # noqa: PLC0415 - for this command alone

    options, data = asked.options, asked.data
    try:
        rate = data.composite_rate(options.vat, options.consumption, options.date, max_age=options.max_age)
    except InvalidRateError as error:
        raise wrong_use(
            "Argument {option}: {word} is not a rate. Give a ratio from 0 to less than 1, such as 0.13 for 13 %, with "
            "at most 30 decimal places.",
            option=f"--{error.argument}",
            word=quoted(str(error.value)),
        ) from error
    day = _rule_day(asked)
    share = data.rule(_SHARE, day)
    vat, consumption = _vat(asked, day), decimal.Decimal(options.consumption.strip())
    found = _Rate(day, vat, consumption, share.value or decimal.Decimal(), rate)
    return Result(
        first=asked.say(
            "composite rate",
            date=day,
            percent=f"{round(rate * 100, _PLACES).normalize():f}",
            vat=found.vat,
            consumption=found.consumption,
            share=found.tax_share,
        ),
        gives=rate,
        columns=[
            ShownColumn("date", lambda row: row.date),
            ShownColumn("vat", lambda row: row.vat),
            ShownColumn("consumption", lambda row: row.consumption),
            ShownColumn("tax_share", lambda row: row.tax_share),
            ShownColumn("rate", lambda row: row.rate),
        ],
        rows=(found,),
        notes=(*_note_limits(asked, day), *note_age(asked, day, data.verified_through("rules"), ["rules"])),
        details=(*share.explain(asked.lang).split("\n"), *list_sources(asked, [share])),
    )


def _note_limits(asked: Asked, day: datetime.date) -> tuple[str, ...]:
    """Say up to which amounts a rate holds; nothing where no limit was in force."""
    from pilotzones.wording.rule_sentences import value_of  # noqa: PLC0415 - for rules alone

    limits = asked.say("comma").join(
        asked.say("limit", name=_title_of(asked, rule), value=value_of(rule, asked.lang))
        for rule in asked.data.rules(day)
        if rule.name in _LIMITS
    )
    return (asked.say("within limits", limits=limits),) if limits else ()


def _title_of(asked: Asked, rule: Rule) -> str:
    return rule.name_zh if asked.lang == "zh" else rule.name_en


_PLACES = 4
"""Of a percentage in words; the table has the whole number."""


def _schema_of_rate() -> dict[str, object]:
    from pilotzones.serial.converting import LEAVES  # noqa: PLC0415 - for who asks for the schema

    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {}, **LEAVES[decimal.Decimal].schema}


def _vat(asked: Asked, day: datetime.date) -> decimal.Decimal:
    """Give the rate of value-added tax that was meant, by its number or its name."""
    text = asked.options.vat.strip()
    named = {
        rule.name.removeprefix("vat_"): rule.value for rule in asked.data.rules(day) if rule.name.startswith("vat_")
    }
    return named.get(text) or decimal.Decimal(text)


def _rule_day(asked: Asked) -> datetime.date:
    from pilotzones.dates import as_date  # noqa: PLC0415 - as above

    return as_date(asked.options.date) if asked.options.date else asked.data.verified_through("rules")


def _add_import_city(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", help="a city, prefecture or county by any name or code that it has or had since 2000")
    add_date(parser)
    add_province(parser)
    add_max_age(parser)


_IMPORT_COLUMNS = (
    ShownColumn("place", lambda answer: tuple(place.name_zh for place in answer.places)),
    ShownColumn("adcode", lambda answer: tuple(place.adcode for place in answer.places)),
    ShownColumn("date", lambda answer: answer.date),
    ShownColumn("import_status", lambda answer: answer.status, words="import_status"),
    ShownColumn("reason", lambda answer: answer.reason, shown=False),
    ShownColumn("cities", lambda answer: tuple(city.name_zh for city in answer.cities)),
    ShownColumn("zone_en", lambda answer: answer.zone and answer.zone.name_en),
    ShownColumn("zone_zh", lambda answer: answer.zone and answer.zone.name_zh),
    ShownColumn("document", lambda answer: answer.document, shown=False),
    ShownColumn("document_zh", lambda answer: answer.document_zh, shown=False),
    ShownColumn("evidence", lambda answer: answer.evidence, words="evidence"),
    ShownColumn("data_version", lambda answer: answer.data_version, shown=False),
    ShownColumn("verified_through", lambda answer: answer.verified_through, shown=False),
    ShownColumn("is_beyond_verified", lambda answer: answer.is_beyond_verified, shown=False),
    ShownColumn("unverified", lambda answer: answer.unverified, shown=False),
    ShownColumn("sources", lambda answer: answer.sources, shown=False),
)


def _ask_import_city(asked: Asked) -> Result:
    options = asked.options
    answer = asked.data.import_city(
        options.place, find_day(options.date), province=options.province, max_age=options.max_age
    )
    first, *notes = answer.explain(asked.lang).split("\n")
    return Result(
        first=first,
        gives=answer,
        columns=_IMPORT_COLUMNS,
        rows=(answer,),
        notes=notes,
        details=list_sources(asked, [answer]),
        status=_STATUS[answer.status],
    )


COMMANDS = (
    AskingCommand(
        "rules",
        "list limits, taxes, customs modes and benefits of a day",
        Gives("Rule", many=True),
        _add_rules,
        _ask_rules,
    ),
    AskingCommand("rule", "show a rule as it stood on a day", Gives("Rule"), _add_rule, _ask_rule),
    AskingCommand(
        "rate",
        "calculate the composite rate of tax on a retail import",
        Gives(schema=_schema_of_rate),
        _add_rate,
        _ask_rate,
    ),
    AskingCommand(
        "import-city",
        "say whether bonded retail import (1210) was open at a place on a day",
        Gives("ImportAnswer"),
        _add_import_city,
        _ask_import_city,
    ),
)
