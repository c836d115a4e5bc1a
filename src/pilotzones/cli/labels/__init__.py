"""The command line's own words in English and Chinese: titles of columns, first lines, notes.

Each module has a subject and a table: the key, the English, the Chinese. A name in braces is a fact, the same in both.
The sentences of answers and errors are in ``pilotzones.wording``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pilotzones.messages import Counted
from pilotzones.paths import shown_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilotzones.records.languages import Language

_LANGUAGES: tuple[Language, ...] = ("en", "zh")


class Labels:
    """The words of one language: ``say("in force", count=2)``."""

    def __init__(self, lang: Language) -> None:
        """Take the words of a language."""
        self.lang = lang
        self._at = _LANGUAGES.index(lang)

    def __call__(self, key: str, **facts: object) -> str:
        """Put facts into a label.

        Raises:
            KeyError: if there is no such label.
        """
        return all_labels()[key][self._at].format(**{name: _shown(fact) for name, fact in facts.items()})


def _shown(fact: object) -> object:
    """Give a fact as it is shown: a number with the name of what is counted, a path without control characters."""
    if isinstance(fact, os.PathLike):
        return shown_path(fact)
    return Counted(fact) if type(fact) is int else fact


def all_labels() -> Mapping[str, tuple[str, str]]:
    """Give every label: its English and its Chinese, by its key."""
    if not _ALL:
        from pilotzones.cli.labels import (  # noqa: PLC0415 - read when the first one is said
            annex_labels,
            common_labels,
            file_labels,
            goods_labels,
            place_labels,
            rule_labels,
            source_labels,
            zone_labels,
        )

        subjects = (
            annex_labels,
            common_labels,
            file_labels,
            goods_labels,
            place_labels,
            rule_labels,
            source_labels,
            zone_labels,
        )
        for subject in subjects:
            _ALL.update(subject.LABELS)
    return _ALL


_ALL: dict[str, tuple[str, str]] = {}
