"""What callers pass in, nearly valid: codes, days, names of places, words."""

from __future__ import annotations

import datetime
import functools

from hypothesis import strategies as st
from mutations import NO_TEXT, mutated, nearly

from pilotzones import Dataset

DATA = Dataset.bundled()
"""The bundled dataset; it reads its tables when it is first asked."""
FIRST_LIST = datetime.date(2016, 4, 8)


# HS codes


@functools.cache
def known_codes() -> tuple[str, ...]:
    """List codes that announcements name, and as many lines of the tariff."""
    named = sorted({str(code) for annex in DATA.positive_list.annexes for code in annex.lines})
    tariff = sorted(map(str, DATA.tariff.codes("hs2022")))
    return (*named, *tariff[:: len(tariff) // (len(named) + 1)])


def _in_groups(code: str) -> str:
    return f"{code[:4]}.{code[4:6]}.{code[6:]}"


_WRITINGS = (
    str,
    str,
    _in_groups,
    lambda code: f"{code}10",
    lambda code: f"{code}10999",
    lambda code: f" {code[:4]} {code[4:]}",
)
valid_codes = st.deferred(
    lambda: st.builds(lambda code, write: write(code), st.sampled_from(known_codes()), st.sampled_from(_WRITINGS))
)
codes = nearly(valid_codes, most=2)
prefixes = nearly(
    st.deferred(
        lambda: st.builds(lambda code, end: code[:end], st.sampled_from(known_codes()), st.sampled_from((2, 4, 6, 8)))
    ),
    most=2,
)


# Days


class OddZone(datetime.tzinfo):
    """A time zone that says no offset, an offset of none, or raises what it likes."""

    def __init__(self, offset: object = None) -> None:
        """Take the offset, or an exception to raise instead."""
        self._offset = offset

    def utcoffset(self, _: object) -> object:  # type: ignore[override]
        """Give the offset."""
        if isinstance(self._offset, Exception):
            raise self._offset
        return self._offset

    def __repr__(self) -> str:
        """Write how it is made."""
        return f"OddZone({self._offset!r})"

    def dst(self, _: object) -> None:
        """Say nothing."""

    def tzname(self, _: object) -> None:
        """Say nothing."""


_BOUNDARIES = (
    *(FIRST_LIST, datetime.date(2015, 3, 7), datetime.date(2022, 3, 1), datetime.date(2026, 11, 25)),
    *(datetime.date(1949, 9, 30), datetime.date(1949, 10, 1), datetime.date(2099, 12, 31), datetime.date(2100, 1, 1)),
    *(datetime.date(2000, 2, 29), datetime.date(2000, 1, 1), datetime.date(1999, 12, 31)),
    *(datetime.date.min, datetime.date.max),
)
_near_boundary = st.builds(
    lambda day, more: datetime.date.fromordinal(min(max(day.toordinal() + more, 1), datetime.date.max.toordinal())),
    st.sampled_from(_BOUNDARIES),
    st.integers(-1, 1),
)
valid_days = st.integers(0, 4000).map(lambda more: FIRST_LIST + datetime.timedelta(days=more - 60))
_day = valid_days | _near_boundary
_ZONES = (
    *(datetime.timezone.utc, datetime.timezone(datetime.timedelta(hours=14)), None),
    datetime.timezone(-datetime.timedelta(hours=23, minutes=59, seconds=59)),
)
_ODD_ZONES = (
    *(OddZone(), OddZone(NotImplementedError()), OddZone(ZeroDivisionError()), datetime.tzinfo()),
    *(OddZone(datetime.timedelta(days=1)), OddZone("+08:00")),
)


def _moments(zones: tuple[datetime.tzinfo | None, ...]) -> st.SearchStrategy[datetime.datetime]:
    return st.builds(
        lambda day, hour, zone: datetime.datetime(day.year, day.month, day.day, hour, tzinfo=zone),
        _day,
        st.sampled_from((0, 16, 23)),
        st.sampled_from(zones),
    )


odd_moments = _moments((*_ZONES, *_ODD_ZONES))
_iso = _day.map(str)
_FORMS_OF_DAYS = ("%Y%m%d", "%d/%m/%Y", "%Y-W%V-%u", "%Y年%m月%d日", "%Y-%m-%dT00:00:00", "%y-%m-%d", "%Y-%j")
_other_forms = st.builds(lambda day, form: day.strftime(form), valid_days, st.sampled_from(_FORMS_OF_DAYS))
_DAYS = (
    _day,
    _day,
    _day,
    mutated(_iso, most=2),
    mutated(_iso, most=2),
    _moments(_ZONES),
    _other_forms,
    nearly(_iso),
    NO_TEXT,
)
days = st.integers(0, len(_DAYS) - 1).flatmap(_DAYS.__getitem__)


# Places


@functools.cache
def known_names() -> tuple[str, ...]:
    """List names and codes of zones, places of today and former ones, and provinces."""
    zones = [name for zone in DATA.zones() for name in (zone.name_zh, zone.name_en, zone.official_name, zone.adcode)]
    places = DATA.places()[::7]
    former = DATA.places(date="2001-01-01")[::7]
    named = [name for place in (*places, *former) for name in (place.name_zh, place.name_en or "", place.adcode)]
    whole = [
        f"{place.province.name_zh}{place.prefecture.name_zh}{place.name_zh}" for place in places if place.prefecture
    ]
    return tuple(dict.fromkeys(filter(None, (*zones, *named, *whole))))


@functools.cache
def province_names() -> tuple[str, ...]:
    """List names and codes of provinces."""
    found = DATA.provinces()
    return tuple(
        name for province in found for name in (province.name_zh, province.name_en, province.iso, province.adcode)
    )


_SUFFIXES = (
    "市",
    "县",
    "区",
    "省",
    "自治区",
    " City",
    " Shi",
    "综合试验区",
    "新区",
    "，",
    "香港",
    "-",
    "'",
    "(",
    "）",
    " 江苏省",
)
names = nearly(st.deferred(lambda: st.sampled_from(known_names()))) | mutated(
    st.deferred(lambda: st.sampled_from(known_names())), other=_SUFFIXES
)
provinces = st.none() | nearly(st.deferred(lambda: st.sampled_from(province_names())), most=1)


# Words


def words(*allowed: object) -> st.SearchStrategy[object]:
    """Draw one of a few words, nearly one, or what is none."""
    near = mutated(st.sampled_from([word for word in allowed if isinstance(word, str)] or ["word"]), most=1)
    return st.sampled_from(allowed) | st.integers(0, 9).flatmap(
        lambda chance: NO_TEXT | near if chance == 9 else st.sampled_from(allowed)
    )
