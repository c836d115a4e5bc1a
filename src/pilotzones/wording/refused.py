"""Refusals: the sentences of errors about places, days and batches, for Python or for the command."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from pilotzones.records.places import Place
from pilotzones.records.zones import Province

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pilotzones.records.languages import Language

Reader = Literal["in Python", "on the command line"]
"""Who reads a sentence, and so in which words it says what to do next."""


class Refusals:
    """The sentences of one language for one kind of readers."""

    def __init__(self, lang: Language = "en", reader: Reader = "in Python") -> None:
        """Take the wordings of a language."""
        if lang == "zh":
            from pilotzones.wording.refusals_chinese import WORDINGS  # noqa: PLC0415 - an error needs one language
        else:
            from pilotzones.wording.refusals_english import WORDINGS  # noqa: PLC0415 - as above
        self._lang, self._reader, self._wordings = lang, reader, WORDINGS

    def tell(self, wordings: Iterable[str], facts: Mapping[str, object]) -> str:
        """Put the same facts into some wordings, one sentence behind the other.

        Args:
            wordings: their keys; one that differs for Python and the command is named without that.
            facts: texts, which are quoted already if a caller passed them; days, numbers, provinces, tuples of places.
        """
        written = {name: self._write(name, fact) for name, fact in facts.items()}
        return self._wordings["space"].join(self._wording(key).format(**written) for key in wordings)

    def _wording(self, key: str) -> str:
        return self._wordings.get(f"{key}, {self._reader}") or self._wordings[key]

    def _write(self, name: str, fact: object) -> object:
        if isinstance(fact, tuple):
            write = {"near": self._with_english_name, "since": self._on_the_map_since}.get(name, self._place)
            return self._wordings["between"].join(map(write, fact))
        if isinstance(fact, datetime.date):
            return self._wordings["day"].format(day=fact)
        if isinstance(fact, Province):
            return fact.name_zh if self._lang == "zh" else str(fact)
        return fact

    def _place(self, place: Place) -> str:
        province = place.province.name_zh if self._lang == "zh" else place.province.name_en
        facts = {"name_zh": place.name_zh, "adcode": place.adcode, "province": province, "until": place.in_use_until}
        return self._wordings["former place" if place.in_use_until else "place"].format(**facts)

    def _with_english_name(self, place: Place) -> str:
        return f"{place.name_en or ''} {self._place(place)}".strip()

    def _on_the_map_since(self, place: Place) -> str:
        return self._wordings["on the map since"].format(place=self._place(place), year=place.in_use_from)
