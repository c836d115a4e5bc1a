"""Values that a caller's program may hand in by mistake, or a stranger on purpose."""

import collections.abc
import datetime
import decimal
import itertools

import numpy as np
import pandas as pd


class Hostile:
    """An object that raises at whatever is done with it."""

    def _refuse(self, *_):
        raise RuntimeError

    __eq__ = __ne__ = __lt__ = __le__ = __bool__ = __hash__ = __str__ = __repr__ = __index__ = _refuse
    __iter__ = __len__ = __contains__ = __getitem__ = __fspath__ = _refuse


class Pretender:
    """An object that raises when it is asked for its class, or for anything else."""

    def __getattribute__(self, name):
        raise RuntimeError


class PathOf:
    """A path-like object that gives anything for its path."""

    def __init__(self, given):
        self.given = given

    def __fspath__(self):
        return self.given


class Zone(datetime.tzinfo):
    """A time zone that gives anything for its offset, or raises it."""

    def __init__(self, given):
        self.given = given

    def utcoffset(self, _):
        """Give what it was made with."""
        if isinstance(self.given, Exception):
            raise self.given
        return self.given

    tzname = dst = utcoffset


class OddDate(datetime.date):
    """A date that raises when it is compared."""

    def _refuse(self, *_):
        raise RuntimeError

    __lt__ = __le__ = __gt__ = __ge__ = _refuse


class YearlessDate(datetime.date):
    """A date that raises when it is asked for its year."""

    @property
    def year(self):
        """Raise."""
        raise RuntimeError


def _refusing(*_, **__):
    raise RuntimeError


_HARMLESS = {"__new__", "__init__", "__getattribute__", "__class__", "__init_subclass__", "__subclasshook__", "__dir__"}
"""What a class needs to have objects at all, and asking these for an attribute."""


def _odd(kind):
    """Make a subclass whose objects raise at whatever is asked of them: length, hash, parts, whether they equal others."""
    methods = {name for name in dir(kind) if callable(getattr(kind, name))} - _HARMLESS
    return type(f"Odd{kind.__name__}", (kind,), {"__slots__": (), **dict.fromkeys(methods, _refusing)})


OddText, OddNumber, OddFloat, OddDict, OddList = map(_odd, (str, int, float, dict, list))


class EndlessMapping(collections.abc.Mapping):
    """A mapping that never comes to an end, though it says that it has one key."""

    def __getitem__(self, key):
        """Have every key."""
        return str(key)

    def __iter__(self):
        """Go on for ever."""
        return map(str, itertools.count())

    def __len__(self):
        """Say so."""
        return 1


def _raising():
    yield "04090000"
    raise RuntimeError


NOON = datetime.datetime(2017, 1, 1, 12)  # noqa: DTZ001 - that is the point

VALUES = {
    "None": lambda: None,
    "Ellipsis": lambda: ...,
    "5": lambda: 5,
    "-1": lambda: -1,
    "10**400": lambda: 10**400,
    "10**5000": lambda: 10**5000,
    "True": lambda: True,
    "1.5": lambda: 1.5,
    "nan": lambda: float("nan"),
    "decimal": lambda: decimal.Decimal("NaN"),
    "empty text": lambda: "",
    "space": lambda: " ",
    "NUL": lambda: "\0",
    "surrogate": lambda: "\ud800",
    "byte of a name": lambda: "\udcb8",
    "300 characters": lambda: "x" * 300,
    "200,000 characters": lambda: "x" * 200_000,
    "odd text": lambda: OddText("04090000"),
    "odd number": lambda: OddNumber(2019),
    "odd float": lambda: OddFloat(5),
    "odd dict": lambda: OddDict({"04090000": None}),
    "odd list": lambda: OddList(["04090000"]),
    "endless mapping": EndlessMapping,
    "bytes": lambda: b"04090000",
    "list": list,
    "list of lists": lambda: [[]],
    "list of None": lambda: [None],
    "dict": dict,
    "dict of dicts": lambda: {"x": {}},
    "dict of numbers": lambda: {5: 5},
    "set": set,
    "object": object,
    "class": lambda: str,
    "function": lambda: lambda *_: None,
    "hostile": Hostile,
    "list of hostile": lambda: [Hostile()],
    "pretender": Pretender,
    "path of bytes": lambda: PathOf(b"x"),
    "path of nothing": lambda: PathOf(None),
    "array": lambda: np.array(["04090000", "04090000"]),
    "no array": lambda: np.array([]),
    "numpy number": lambda: np.int64(5),
    "numpy text": lambda: np.str_("x"),
    "numpy truth": lambda: np.True_,
    "numpy day": lambda: np.datetime64("2017-01-01"),
    "NA": lambda: pd.NA,
    "NaT": lambda: pd.NaT,
    "Timestamp": lambda: pd.Timestamp("2017-01-01"),
    "Timestamp in a zone": lambda: pd.Timestamp("2017-01-01", tz="Asia/Shanghai"),
    "Series": lambda: pd.Series(["04090000", "04090000"]),
    "DataFrame": lambda: pd.DataFrame({"a": [1, 2]}),
    "naive": lambda: NOON,
    "no offset": lambda: NOON.replace(tzinfo=Zone(None)),
    "number as offset": lambda: NOON.replace(tzinfo=Zone(8)),
    "raising offset": lambda: NOON.replace(tzinfo=Zone(RuntimeError())),
    "long offset": lambda: NOON.replace(tzinfo=Zone(datetime.timedelta(days=2))),
    "first moment": lambda: datetime.datetime.min.replace(tzinfo=datetime.timezone.utc),
    "last moment": lambda: datetime.datetime.max.replace(tzinfo=datetime.timezone.utc),
    "odd date": lambda: OddDate(2017, 1, 1),
    "date without a year": lambda: YearlessDate(2017, 1, 1),
    "endless": itertools.count,
    "endless text": lambda: itertools.repeat("04090000"),
    "raising generator": _raising,
}
"""By name, each made anew: pytest could not show some of them, and an iterator is used up."""

NEVER_FINE = ("Ellipsis", "nan", "object", "hostile", "pretender", "NA", "decimal", "path of nothing")
"""What no parameter takes, whatever it is: to be refused, not only to be survived."""
