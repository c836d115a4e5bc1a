"""Draw pilot zones, provinces and batches, and names of places as people write them."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pilotzones.arguments import is_a, quoted
from pilotzones.dataset import Dataset
from pilotzones.dates import DateLike, as_date
from pilotzones.geography.errors import AmbiguousPlaceError, UnknownPlaceError
from pilotzones.records.zones import Batch, Province, Zone
from pilotzones.strategies.drawing import drawn_from, one_of_these

if TYPE_CHECKING:
    from pilotzones.geography.register import ZoneRegister

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)} | {ord(" "): 0x3000}
_BEFORE = ("", " ", "\u3000")
_BETWEEN = ("", "", "", " ", "-", "'", "\u3000", "\u200b")


def zones(
    *,
    date: DateLike | None = None,
    batch: int | None = None,
    province: str | None = None,
    dataset: Dataset | None = None,
) -> SearchStrategy[Zone]:
    """Draw pilot zones; shrinks to the earliest.

    Args:
        date: only those in force on this day (China calendar); None for every zone ever approved.
        batch: only those that this batch approved.
        province: only those in this province, by any of its names.
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for ``Zone``.

    Raises:
        StrategyError: if no zone fits, or if date, batch or province is not valid.

    >>> from pilotzones.strategies import zones
    >>> zones(province="海南", date="2016-01-01")
    Traceback (most recent call last):
        ...
    pilotzones.strategies.errors.StrategyError: No zone fits date='2016-01-01', province='海南': leave one of them out.
    """
    asked = {"date": date, "batch": batch, "province": province}
    given = ", ".join(f"{name}={quoted(value)}" for name, value in asked.items() if value is not None)
    none = f"No zone fits {given}: leave one of them out." if given else "The dataset has no zone."
    return drawn_from(
        dataset, lambda data: one_of_these(data.zones(date=date, batch=batch, province=province), otherwise=none)
    )


def provinces(*, dataset: Dataset | None = None) -> SearchStrategy[Province]:
    """Draw provincial-level divisions; shrinks to Beijing.

    Args:
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for ``Province``.
    """
    return drawn_from(dataset, lambda data: st.sampled_from(data.provinces()))


def province_names(province: Province | str | None = None, *, dataset: Dataset | None = None) -> SearchStrategy[str]:
    """Draw accepted spellings of provinces, written as people write them, as ``zone_names`` does.

    Shrinks to the full Chinese name.

    Args:
        province: the province, or any of its names; None for any.
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for text by which ``zones_in()`` finds the province.

    Raises:
        StrategyError: if ``province`` does not name one.
    """

    def strategy_of(data: Dataset) -> SearchStrategy[str]:
        gazetteer = data.register.gazetteer

        def names_of(found: Province) -> SearchStrategy[str]:
            names = (*gazetteer.spellings(found.adcode), found.name_en, found.iso, found.adcode)
            return st.sampled_from([name for name in names if gazetteer.province(name) == found]).flatmap(_written)

        if province is None:
            return st.sampled_from(data.provinces()).flatmap(names_of)
        name = province.iso if is_a(province, Province) else province
        return names_of(gazetteer.province(name))  # type: ignore[arg-type] # a text, or it is refused

    return drawn_from(dataset, strategy_of)


def batches(*, dataset: Dataset | None = None) -> SearchStrategy[Batch]:
    """Draw batches, the State Council's replies (国函); shrinks to batch 1.

    Args:
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for ``Batch``.

    Raises:
        StrategyError: if the dataset has none.
    """
    return drawn_from(dataset, lambda data: one_of_these(data.batches(), otherwise="The dataset has no batch."))


def zone_names(zone: Zone | str | None = None, *, dataset: Dataset | None = None) -> SearchStrategy[str]:
    """Draw accepted spellings of pilot zones, written as people write them.

    Chinese full and short names, traditional characters, pinyin with and without tones, older
    spellings, official titles, codes and ids; in any case, in full width, with blanks, hyphens and
    apostrophes. Shrinks to the full Chinese name.

    Args:
        zone: the zone, or any of its names; None for any zone.
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for text by which ``zone()`` finds the zone.

    Raises:
        StrategyError: if ``zone`` does not name one.
    """

    def strategy_of(data: Dataset) -> SearchStrategy[str]:
        if zone is not None:
            named = data.zone(zone.id if is_a(zone, Zone) else zone)  # type: ignore[arg-type] # a text, or refused
            return _names_of(data, named)
        some = one_of_these(data.zones(), otherwise="The dataset has no zone.")
        return some.flatmap(functools.partial(_names_of, data))

    return drawn_from(dataset, strategy_of)


def non_zone_places(*, dataset: Dataset | None = None) -> SearchStrategy[str]:
    """Draw names and codes of places that were never a pilot zone of their own.

    Prefectures and counties, many of them inside a zone; shrinks to the code of the first.

    Args:
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for text of which ``is_zone()`` is False on every day.
    """

    def strategy_of(data: Dataset) -> SearchStrategy[str]:
        register = data.register
        others = [code for code in register.gazetteer.divisions() if not _was_ever_a_zone(register, code)]

        def names_of(code: str) -> SearchStrategy[str]:
            names = (code, *register.gazetteer.spellings(code))
            return st.sampled_from([name for name in names if not _was_ever_a_zone(register, name)])

        return st.sampled_from(others).flatmap(names_of)

    return drawn_from(dataset, strategy_of)


def ambiguous_names(*, date: DateLike | None = None, dataset: Dataset | None = None) -> SearchStrategy[str]:
    """Draw names that several places have, with different answers, such as Fuzhou.

    Shrinks to the first of them in the alphabet.

    Args:
        date: the day (China calendar); None for the last verified one.
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for text for which ``covering_zone()`` raises AmbiguousPlaceError on that day.

    Raises:
        StrategyError: if date is not valid, or if no name is ambiguous on that day.
    """

    def strategy_of(data: Dataset) -> SearchStrategy[str]:
        day = data.verified_through("zones") if date is None else as_date(date)
        names = [name for name in data.register.gazetteer.shared_names() if _is_ambiguous(data, name, day)]
        return one_of_these(sorted(names), otherwise=f"No name is ambiguous on {day}: give a later date.")

    return drawn_from(dataset, strategy_of)


def _in_full_width(text: str) -> str:
    return text.translate(_FULL_WIDTH)


_CASES: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower, str.title, _in_full_width)


@functools.lru_cache(1024)
def _names_of(data: Dataset, zone: Zone) -> SearchStrategy[str]:
    """Draw the spellings of a zone, without those that are also another zone's."""
    place = zone.adcode if len(zone.territory) == 1 else zone.id
    names = [zone.name_zh, zone.name_en, zone.id, zone.adcode, zone.short_zh, zone.official_name]
    names += data.register.gazetteer.spellings(place)
    return st.sampled_from([name for name in dict.fromkeys(names) if _is_name_of(data, name, zone)]).flatmap(_written)


def _is_name_of(data: Dataset, name: str, zone: Zone) -> bool:
    try:
        return data.zone(name) == zone
    except (AmbiguousPlaceError, UnknownPlaceError):
        return False


@st.composite
def _written(draw: DrawFn, name: str) -> str:
    """Write a name in any case and width, with what people put before and between its letters."""
    how = draw(st.sampled_from(_CASES))
    between = draw(st.sampled_from(_BETWEEN))
    at = draw(st.integers(0, len(name))) if between else 0
    written = how(name[:at] + between + name[at:])
    return f"{draw(st.sampled_from(_BEFORE))}{written}"


def _was_ever_a_zone(register: ZoneRegister, name: str) -> bool:
    """Tell whether any place of that name was ever a zone."""
    return any(register.zones_at(place) for place in register.gazetteer.candidates(name))


def _is_ambiguous(data: Dataset, name: str, day: datetime.date) -> bool:
    try:
        data.covering_zone(name, day)
    except AmbiguousPlaceError:
        return True
    return False
