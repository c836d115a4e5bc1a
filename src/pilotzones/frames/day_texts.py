"""Texts of a column read as days, as ``as_date`` reads them: by itself in memory, and by the engine's parser in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

from pilotzones.dates import InvalidDateError, as_date
from pilotzones.frames.texts import MALFORMED, WHITE_SPACE, Reader
from pilotzones.iso_texts import LONGEST

if TYPE_CHECKING:
    from pilotzones.frames.engines.engine import Engine, Frame


def _ordinal(value: object) -> int:
    """Number the day of a text or another Python object."""
    try:
        return as_date(value).toordinal()  # type: ignore[arg-type]  # as_date refuses the rest
    except InvalidDateError:
        return MALFORMED


def _ordinal_in_sql(frame: Frame, _: Engine, column: str, into: str) -> Frame:
    """Number the days of texts as ``as_date`` does, in SQL.

    The engine parses only days that the calendar has: some engines stop at any other.
    """
    text, plain, behind, offset, day = (
        nw.col(f"{into}_{name}") for name in ("text", "plain", "behind", "offset", "day")
    )
    given = nw.col(column).cast(nw.String)
    # Most texts are plain days: they are null in what is done with the others, which costs many times as much.
    is_plain = given.str.contains(_PLAIN)
    frame = frame.with_columns(
        nw.when(is_plain).then(given).alias(f"{into}_plain"), nw.when(~is_plain).then(given).alias(f"{into}_text")
    )
    stripped = text.str.strip_chars(WHITE_SPACE)
    frame = frame.with_columns(nw.when(stripped.str.len_chars() <= LONGEST).then(stripped).alias(f"{into}_text"))
    is_valid, is_extended = text.str.contains(_VALID), text.str.contains(_EXTENDED)
    digits = nw.when(is_extended).then(text.str.slice(0, 10).str.replace_all("-", "")).otherwise(text.str.slice(0, 8))
    rest = nw.when(is_extended).then(text.str.slice(10)).otherwise(text.str.slice(8))
    odd = nw.when(is_valid).then(digits).str.to_date(format="%Y%m%d")
    frame = frame.with_columns(
        nw.coalesce(plain.str.to_date(format="%Y-%m-%d"), odd).alias(f"{into}_day"),
        nw.when(is_valid & rest.str.contains(_WITH_OFFSET)).then(rest.str.replace_all(":", "")).alias(f"{into}_behind"),
    )
    frame = frame.with_columns(behind.str.replace_all(_CLOCK, "").alias(f"{into}_offset"))
    before = day.dt.year().cast(nw.Int64) - 1
    leap_days = before // 4 - before // 100 + before // 400
    number = before * 365 + leap_days + day.dt.ordinal_day().cast(nw.Int64)
    # China is eight hours ahead. The instants of a day with any offset begin on the day before, and end two days after.
    minutes = _minutes(behind) - _signed(offset, _minutes(offset)) + 8 * 60
    shifted = number + (minutes + _A_DAY) // _A_DAY - 1
    found = nw.when(~behind.is_null()).then(shifted).otherwise(number)
    read = nw.when(~day.is_null()).then(found).otherwise(nw.lit(MALFORMED))
    return frame.with_columns(nw.when(~nw.col(column).is_null()).then(read).alias(into))


def _minutes(text: nw.Expr) -> nw.Expr:
    """Count the minutes that two digits of hours and, perhaps, two of minutes give behind a sign; 0 without digits."""
    hours = nw.when(text.str.contains("^.[0-9]{2}")).then(text.str.slice(1, 2)).otherwise(nw.lit("0"))
    minutes = nw.when(text.str.contains("^.[0-9]{4}")).then(text.str.slice(3, 2)).otherwise(nw.lit("0"))
    return hours.cast(nw.Int64) * 60 + minutes.cast(nw.Int64)


def _signed(offset: nw.Expr, minutes: nw.Expr) -> nw.Expr:
    return nw.when(offset.str.contains("^-")).then(minutes * -1).otherwise(minutes)


_A_DAY = 24 * 60
_LEAP = "(?:19(?:[579][26]|[68][048])|20(?:[02468][048]|[13579][26]))"
"""The leap years in range: every fourth."""


def _calendar(dash: str) -> str:
    """Write the days of the calendar, those in range and others before, as a regular expression."""
    months = (
        f"(?:0[13578]|1[02]){dash}(?:0[1-9]|[12][0-9]|3[01])",
        f"(?:0[469]|11){dash}(?:0[1-9]|[12][0-9]|30)",
        f"02{dash}(?:0[1-9]|1[0-9]|2[0-8])",
    )
    return f"(?:(?:19[0-9]{{2}}|20[0-9]{{2}}|2100){dash}(?:{'|'.join(months)})|{_LEAP}{dash}02{dash}29)"


def _clock(hour: str, sixty: str, fraction: str) -> str:
    """Write the times of day to the hour, minute or second, with colons or without, as a regular expression."""
    behind = (f"(?:{colon}{sixty}(?:{colon}{sixty}(?:[.,]{fraction}+)?)?)" for colon in (":", ""))
    return f"{hour}(?:{'|'.join(behind)})?"


_HOUR, _SIXTY = "(?:[01][0-9]|2[0-3])", "[0-5][0-9]"
_OFFSET = f"(?:[Zz]|[+-]{_HOUR}(?::?{_SIXTY})?)"
_PLAIN = rf"^{_calendar('-')}\z"
_EXTENDED = "^[0-9]{4}-"
_VALID = (
    rf"^(?:{_calendar('-')}|{_calendar('')})"
    rf"(?:[Tt ](?:{_clock(_HOUR, _SIXTY, '[0-9]')} ?{_OFFSET}|{_clock('00', '00', '0')}))?\z"
)
_WITH_OFFSET = rf"{_OFFSET}\z"
_CLOCK = "^[Tt ][0-9]+([.,][0-9]+)? ?"

DAYS = Reader(_ordinal, _ordinal_in_sql)
"""Reads a day as its proleptic Gregorian ordinal, in which 1 January of the year 1 is the first."""
