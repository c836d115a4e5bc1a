"""NearMisses: the names that are most like a name that no place has, for errors and reports alone."""

from __future__ import annotations

import collections
import difflib
from typing import TYPE_CHECKING

from pilotzones.geography.names import FIRST_IDEOGRAPH, NameKey
from pilotzones.records.short_names import short_form

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_MOST = 3
_COMPARED = 60
_CUTOFF = 0.75
_CUTOFFS = {2: 0.5, 3: 0.66}
"""How similar short Chinese names have to be: one character in two or three may be wrong."""


class NearMisses:
    """Finds similar names among many: an index of their pieces keeps one search below two milliseconds."""

    def __init__(self, names: Iterable[NameKey]) -> None:
        self._with_piece: dict[str, list[NameKey]] = {}
        for name in names:
            for piece in _pieces(name):
                self._with_piece.setdefault(piece, []).append(name)

    def of(self, name: NameKey) -> tuple[NameKey, ...]:
        """List at most three names that are like a name, or like its short form, the most similar first."""
        return self._like(name) or self._like(NameKey(short_form(name)))

    def _like(self, name: NameKey) -> tuple[NameKey, ...]:
        shared = collections.Counter(near for piece in _pieces(name) for near in self._with_piece.get(piece, ()))
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(name)
        found = []
        for near, _ in shared.most_common(_COMPARED):
            matcher.set_seq1(near)
            ratio = matcher.ratio()
            if ratio >= _cutoff(name):
                found.append((-ratio, near[0] != name[0], near))
        return tuple(near for *_, near in sorted(found)[:_MOST])


def _pieces(name: NameKey) -> Collection[str]:
    """Cut a name into what similar names share: the characters of a Chinese one, pairs of letters of another.

    Always in the same order, so that the same near misses are found each time.
    """
    if name[0] >= FIRST_IDEOGRAPH:
        return dict.fromkeys(name)
    return dict.fromkeys(name[index : index + 2] for index in range(len(name) - 1))


def _cutoff(name: NameKey) -> float:
    return _CUTOFF if name.isascii() else _CUTOFFS.get(len(name), _CUTOFF)
