"""Texts that are a day or an instant, nearly, or not at all, for readers of columns."""

import itertools
import random

_DAYS = (
    *("2022-03-01", "2022-02-28", "2024-02-29", "2022-02-29", "2000-02-29", "2100-02-29", "2099-12-31", "2100-01-01"),
    *("2100-01-02", "1949-10-01", "1949-09-30", "1949-09-29", "1948-02-29", "1952-02-29", "2022-04-31", "2022-12-31"),
    *("2022-13-01", "2022-00-10", "2022-01-00", "2022-01-32", "0001-01-01", "0000-01-01", "9999-12-31", "1900-01-01"),
)
_TIMES = (
    *("", "T00", "T00:00", " 00:00:00", "T00:00:00.000", "t00:00:00,0", "T0000", "T000000.0", "T00:00:00.001", "T1000"),
    *("T15:59", "T16:00", "T16", "T07:59:59", " 08:00:00.5", "T23:59:59.999999999", "T24:00", "T23:59:60", "T10:60"),
    *("T100000", "T10:0000", "T1000:00", "T", " ", "T1", "T10:0", "  10:00", "T10:00:00.", "T10:00:00.5,5", "T25"),
)
_OFFSETS = (
    *("", "Z", "z", "+00:00", "-00:00", "+08:00", "+0900", "-05", "-1200", "+14:00", "+23:59", "-23:59", " +08:00"),
    *(
        " Z",
        "+24:00",
        "+08:60",
        "+8",
        "+080",
        "+08:00:00",
        "UTC",
        "  Z",
        "+",
        "\u221208:00",
        "[Asia/Shanghai]",
        "+08:0",
    ),
)
_ROUND = ("", " ", "\n", "\u3000", "\x1f", "\u200b", "\x00", "\u2028", "\r\n")
_SIGNS = "0123456789-:TZ+. \n٢２é\\'\"$"


def day_texts(count=4000):
    """Give all these parts put together in some ways, and texts in which a character is another, doubled or missing."""
    chance = random.Random(2026)  # noqa: S311 - the same every time
    found = [f"{day}{time}{offset}" for day, time, offset in itertools.product(_DAYS[:1], _TIMES, _OFFSETS)]
    found += [
        f"{before}{text}{after}"
        for text in ("2022-03-01", "20220301", "2022-02-28T16:00Z")
        for before in _ROUND
        for after in _ROUND
    ]
    found += [
        "",
        "None",
        "NaN",
        "nan",
        "2022",
        "20220301.0",
        "44621",
        "infinity",
        "now",
        "2022-3-1",
        f"{'0' * 200}",
        *(f"2022-03-01T10:00:00.{'0' * zeros}Z" for zeros in (79, 80, 90)),  # 100 characters are read, no more
    ]
    while len(found) < count:
        # One half are instants of a real day, most of them well written.
        days, times, offsets = (
            (_DAYS, _TIMES, _OFFSETS) if chance.random() < 0.5 else (_DAYS[:3], _TIMES[10:14], _OFFSETS[1:13])
        )
        day = chance.choice(days)
        text = (day if chance.random() < 0.6 else day.replace("-", "")) + chance.choice(times) + chance.choice(offsets)
        if chance.random() < 0.2:
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(("", text[at] * 2, chance.choice(_SIGNS))) + text[at + 1 :]
        found.append(text)
    return found
