"""The sentences about a rule, and about where bonded retail imports were open, made of the facts of the records."""

from __future__ import annotations

import decimal
from typing import TYPE_CHECKING

from pilotzones.records.languages import as_language
from pilotzones.records.rules import FIRST_KNOWN
from pilotzones.wording.sentences import in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.records.import_answers import ImportAnswer
    from pilotzones.records.languages import Language
    from pilotzones.records.rules import Rule
    from pilotzones.wording.sentences import Sentences

_RATIO = "ratio"
"""The unit of a ratio, or the first word of it."""

_EXACT = decimal.Context(prec=100)
"""More digits than any value has, whatever the precision of the program that asks is."""


def explain_rule(rule: Rule, lang: Language) -> str:
    """Say what a rule is, since when, by which document; then what it is for, and what to know.

    Raises:
        ArgumentTypeError: if ``lang`` is not the word for a language.
    """
    lang = as_language(lang)
    return "\n".join(_about_rule(rule, in_language(lang), is_chinese=lang == "zh"))


def value_of(rule: Rule, lang: Language) -> str:
    """Write the value of a rule with its unit; empty if it has none."""
    if rule.value is None:
        return ""
    sentences = in_language(lang)
    unit = (rule.unit_zh if lang == "zh" else "") or rule.unit
    if rule.unit.partition(" ")[0] != _RATIO:
        return sentences.say("amount", amount=f"{_plain(rule.value):,f}", unit=unit).rstrip()
    of_what = rule.unit != _RATIO
    return sentences.say(
        "ratio of" if of_what else "ratio", percent=f"{_plain(_EXACT.multiply(rule.value, 100)):f}", unit=unit
    )


def why_import(answer: ImportAnswer, lang: Language) -> str:
    """Say what decides whether bonded retail imports were open.

    Raises:
        ArgumentTypeError: if ``lang`` is not the word for a language.
    """
    lang = as_language(lang)
    sentences = in_language(lang)
    cities = sentences.say("and").join(_named(city.name_en, city.name_zh, lang) for city in answer.cities)
    zone = answer.zone and _named(answer.zone.name_en, answer.zone.short_zh, lang)
    return sentences.say(
        f"import {answer.reason}",
        cities=cities,
        zone=zone,
        names=cities or zone,
        document=answer.document_zh if lang == "zh" else answer.document,
        evidence=answer.evidence and sentences.say(f"evidence {answer.evidence}"),
        first=sentences.day(answer.cities[0].designated_on) if answer.cities else None,
        listed=answer.listed,
        listed_known=answer.listed_known,
    )


def explain_import(answer: ImportAnswer, lang: Language) -> str:
    """Say whether bonded retail imports were open at a place on a day, why, and how old the data is.

    Raises:
        ArgumentTypeError: if ``lang`` is not the word for a language.
    """
    sentences = in_language(lang)
    places, day = sentences.say("comma").join(place.name_zh for place in answer.places), sentences.day(answer.date)
    status, why = sentences.say(f"import {answer.status}"), why_import(answer, lang)
    lines = [sentences.say("import answer", places=places, day=day, status=status, why=why)]
    if answer.is_beyond_verified:
        lines.append(sentences.on_age(answer.date, answer.verified_through, answer.unverified))
    return "\n".join(lines)


def _about_rule(rule: Rule, sentences: Sentences, *, is_chinese: bool) -> Iterator[str]:
    facts = {
        "name": (rule.name_zh if is_chinese else rule.name_en) or rule.name,
        "value": value_of(rule, "zh" if is_chinese else "en"),
        "days": _days(rule, sentences),
        "document": rule.document,
        "evidence": sentences.say(f"evidence {rule.evidence}"),
    }
    yield sentences.say("rule in force" if rule.value is not None else "rule without value", **facts)
    if rule.direction:
        yield sentences.say(f"direction {rule.direction}")
    for wording, text, chinese in (("scope", rule.scope, rule.scope_zh), ("note", rule.note, rule.note_zh)):
        if text:
            yield sentences.say(wording, **{wording: (chinese if is_chinese else "") or text})


def _named(name_en: str, name_zh: str, lang: Language) -> str:
    return name_zh if lang == "zh" else f"{name_en} {name_zh}"


def _days(rule: Rule, sentences: Sentences) -> str:
    first = sentences.day(rule.effective_from or FIRST_KNOWN)
    since = sentences.say("since" if rule.effective_from else "since before", first=first)
    if rule.effective_to is None:
        return since
    return sentences.say("until", since=since, end=sentences.day(rule.effective_to))


def _plain(number: decimal.Decimal) -> decimal.Decimal:
    """Leave out zeros at the end: 70, not 70.00."""
    return number.normalize(_EXACT)
