"""Every public callable, from ``__all__`` and the signatures: what it is called with when all is well.

A new parameter is added to ``GOOD``: the tests that go through all callables then hand everything else in for it.
"""

import datetime
import decimal
import functools
import inspect
import itertools
import pathlib
import shutil
import typing
from typing import NamedTuple

import attrs
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

import pilotzones
from pilotzones import annex, face, frames, pictures, serial, strategies
from pilotzones.strategies.drawn_files import screen_few

DAY = datetime.date(2022, 3, 1)
MODULES = {
    "": pilotzones,
    "annex.": annex,
    "frames.": frames,
    "pictures.": pictures,
    "serial.": serial,
    "strategies.": strategies,
}
OFFLINE = {"annex.latest": "it asks the ministry's site: of its parameter, only what is refused is tried"}


@functools.cache
def public_callables():
    """Give all public callables by name: functions, constructors of records, methods of Dataset and of records."""
    found = {}
    for prefix, module in MODULES.items():
        for name in module.__all__:
            value = getattr(module, name)
            if isinstance(value, type) and issubclass(value, Exception):
                continue  # errors are made by the package
            if isinstance(value, typing.NewType) or typing.get_origin(value) or typing.is_typeddict(value):
                continue  # for type checkers
            if not callable(value):
                continue  # constants
            if value is not pilotzones.Dataset:  # "ask Dataset.bundled() or Dataset.load() instead"
                found[f"{prefix}{name}"] = value
            if isinstance(value, type):
                found.update(_methods(f"{prefix}{name}", value))
    # The questions of the module are those of the default dataset: each is asked once.
    for name in face.__all__:
        assert found[name].__func__ is getattr(pilotzones.Dataset, name)
        del found[f"Dataset.{name}"]
    return found


def _methods(name, kind):
    """Give the public methods of a class, of the class or of an instance."""
    for method in vars(kind) if kind is not pilotzones.Dataset else dir(kind):
        bound = inspect.getattr_static(kind, method)
        if method.startswith("_") or method in _INNER or not isinstance(bound, (type(_methods), classmethod)):
            continue
        own = getattr(kind, method)
        yield f"{name}.{method}", own if isinstance(bound, classmethod) else functools.partial(_ask, kind, own)


def _ask(kind, method, *positional, **named):
    return method(instance_of(kind), *positional, **named)


_INNER = {"edition_index", "under"}
"""The inner face of a dataset, which users do not ask."""


def parameters_of(function):
    """Give the parameters of a callable by name."""
    function = function.args[1] if isinstance(function, functools.partial) else function
    return {name: parameter for name, parameter in inspect.signature(function).parameters.items() if name != "self"}


def pairs():
    """Give the name of each callable with the name of each of its parameters."""
    return [(name, parameter) for name, function in public_callables().items() for parameter in parameters_of(function)]


def is_record(name):
    """Tell whether a callable is the constructor of a record: plain data, which is checked where it is used."""
    value = public_callables()[name]
    return isinstance(value, type) and value is not annex.NewAnnouncement


def good(name, parameter):
    """Give a value with which all is well, or fail with what to do."""
    for key in ((name, parameter), (name.rpartition(".")[0], parameter), parameter):
        if key in GOOD:
            value = GOOD[key]
            return value() if callable(value) else value
    kind = public_callables()[name]
    if is_record(name):
        return getattr(instance_of(kind), parameter)
    msg = (
        f"The parameter {parameter!r} of {name}() is new: add a good value for it to GOOD in "
        "tests/makers/public_callables.py, so that everything else is handed in for it too."
    )
    raise AssertionError(msg)


def call(name, /, **changed):
    """Call a public callable with good arguments, some of them changed; a strategy is drawn from."""
    function = public_callables()[name]
    positional, named = [], {}
    for each in parameters_of(function).values():
        value = changed[each.name] if each.name in changed else good(name, each.name)
        if each.kind is each.VAR_POSITIONAL:
            positional.append(value)
        else:
            named[each.name] = value
    answer = function(*positional, **named)
    return draw_one(answer) if isinstance(answer, SearchStrategy) else answer


def draw_one(strategy):
    """Draw one value from a strategy."""
    drawn = []

    @settings(max_examples=1, database=None, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def draw(value):
        drawn.append(value)

    draw()
    return drawn[0]


# Good values


class Home(NamedTuple):
    """A folder with what the good values need."""

    folder: pathlib.Path
    file: pathlib.Path
    reading: annex.Reading
    dataset: pilotzones.Dataset


_HOME = []
_NUMBERS = itertools.count()


def prepare(folder):
    """Write the files that good values name, and install an annex, so that fetching it need not ask anybody."""
    file = folder / "annex.csv"
    file.write_text(
        "序号,税则号列,货品名称,备注\n1,04090000,天然蜂蜜,\n2,33049900,其他美容品,仅限网购保税商品\n", "utf-8"
    )
    reading = annex.read(file, new=annex.NewAnnouncement("2027-1", "2027-01-01"), data=pilotzones.Dataset.bundled())
    annex.install(reading, folder / "installed")
    _HOME[:] = [Home(folder, file, reading, pilotzones.Dataset.load(folder / "installed"))]
    instances()


def fresh():
    """Give the path of a folder that does not exist."""
    return _HOME[0].folder / f"new {next(_NUMBERS)}"


def goods_file():
    """Give the path of a file of goods with a row."""
    file = _HOME[0].folder / "goods.csv"
    file.write_text("hs_code,date\n04090000,2022-03-01\n", "utf-8")
    return file


def fresh_file():
    """Give the path of a file that does not exist."""
    return _HOME[0].folder / f"new {next(_NUMBERS)}.csv"


def installed_again():
    """Give a folder with an installed annex, which may be removed."""
    return shutil.copytree(_HOME[0].folder / "installed", fresh())


@functools.cache
def bundled():
    """Give one dataset, so that what was read and laid out is kept."""
    return pilotzones.Dataset.bundled()


def frame():
    """Make a frame with a row."""
    return pd.DataFrame(
        {"hs_code": ["04090000"], "date": [pd.Timestamp(DAY)], "place": ["杭州市"], "province": ["浙江省"]}
    )


GOOD = {
    "batch": 1,
    "city": "杭州市",
    "code": "04090000",
    "columns": None,
    "complete": None,
    "consumption": 0,
    "data": lambda: _HOME[0].dataset,
    "dataset": bundled,
    "documents": False,
    "lang": "zh",
    "date": DAY,
    "since": DAY,
    "until": DAY,
    "day": DAY,
    "download": None,
    "edition": "2022-7",
    "evidence": None,
    "frame": frame,
    "hidden_sheets": False,
    "time_limit": 60,
    "tables": ["zones"],
    "hs_code": "95061100",
    "if_unknown": "raise",
    "indent": 2,
    "into": "pandas",
    "kind": lambda: pilotzones.Source,
    "level": None,
    "lost_zeros": False,
    "max_size": 2,
    "min_size": 1,
    "most": 2,
    "most_announcements": 2,
    "name": "杭州市",
    "newer": "2022-7",
    "of": None,
    "older": "2019-96",
    "output": lambda: _HOME[0].folder / "installed",
    "page": "https://gss.mof.gov.cn/annex.csv",
    "path": lambda: _HOME[0].file,
    "place": "杭州市",
    "progress": None,
    "province": "浙江省",
    "record": lambda: pilotzones.sources()[0],
    "shipment": None,
    "status": "listed",
    "statuses": "known",
    "any_folders": False,
    "ax": None,
    "max_age": None,
    "subject": "zones",
    "year": 2022,
    "under": "95",
    "vat": "0.13",
    "version": pilotzones.data_version,
    "zone": "杭州市",
    ("Dataset.assume", "after"): "2022-7",
    ("Dataset.assume", "listed"): lambda: {"04090001": ""},
    ("Dataset.assume", "not_listed"): lambda: ["04090002"],
    ("DayTuple", "members"): (),
    ("Dataset.load", "folders"): lambda: _HOME[0].folder / "installed",
    ("annex.fetch", "announcement"): "2027-1",
    ("annex.install", "accept"): (),
    ("annex.install", "output"): fresh,
    ("annex.install", "reading"): lambda: _HOME[0].reading,
    ("annex.read", "announcement"): None,
    ("annex.read", "list_after"): None,
    ("annex.read", "new"): lambda: annex.NewAnnouncement("2027-3", "2027-03-01"),
    ("annex.remove", "announcement"): "2027-1",
    ("annex.remove", "list_after"): None,
    ("annex.remove", "output"): installed_again,
    ("annex.NewAnnouncement", "id"): "2027-3",
    ("annex.NewAnnouncement", "effective_from"): "2027-03-01",
    ("annex.NewAnnouncement", "kind"): "amends",
    ("annex.NewAnnouncement", "amends"): "2022-7",
    ("annex.NewAnnouncement", "document_no"): "",
    ("annex.NewAnnouncement", "title_zh"): "",
    ("annex.NewAnnouncement", "stated_count"): 2,
    ("annex.NewAnnouncement", "tariff_year"): 2027,
    ("frames.export", "folder"): fresh,
    ("frames.export", "format"): "csv",
    ("frames.match", "date"): "date",
    ("frames.match", "place"): "place",
    ("frames.match", "province"): "province",
    ("frames.panel", "boundaries"): "today",
    ("frames.panel", "county_zones"): "prefecture",
    ("frames.panel", "every"): "year",
    ("frames.panel", "first"): 2022,
    ("frames.panel", "last"): 2023,
    ("frames.panel", "level"): "prefecture",
    ("frames.panel", "max_age"): 0,
    ("frames.panel", "revoked"): "end",
    ("frames.panel", "special_zones"): "prefecture",
    ("frames.screen", "date"): "date",
    ("frames.screen", "hs_code"): "hs_code",
    ("frames.screen", "prefix"): "new_",
    ("frames.screen_file", "date"): DAY,
    ("frames.screen_file", "file"): goods_file,
    ("frames.screen_file", "hs_code"): "hs_code",
    ("frames.screen_file", "lang"): "en",
    ("frames.screen_file", "out"): fresh_file,
    ("frames.screen_file", "overwrite"): False,
    ("frames.screen_file", "prefix"): "new_",
    ("frames.screen_file", "progress"): lambda: lambda _done, _all: None,
    ("frames.screen_file", "sheet"): None,
    ("frames.screen_file", "value"): None,
    ("frames.screen_file", "with_mark"): False,
    ("frames.ScreenedFile.count", "statuses"): "listed",
    ("frames.tag_zones", "date"): "date",
    ("frames.tag_zones", "place"): "place",
    ("frames.tag_zones", "prefix"): "new_",
    ("frames.tag_zones", "province"): "province",
    ("pictures.save", "path"): lambda: _HOME[0].folder / "picture.svg",
    ("pictures.save", "picture"): lambda: pictures.growth(dataset=bundled()),
    ("serial.from_json", "text"): lambda: serial.to_json(pilotzones.sources()[0]),
    ("serial.from_plain", "plain"): lambda: serial.to_plain(pilotzones.sources()[0]),
    ("serial.ask_again", "text"): lambda: serial.to_json(pilotzones.eligibility("04090000", DAY)),
    ("for_workers", "dataset"): None,
    ("rule", "name"): "vat_standard",
    ("read_remark", "remark"): "仅限网购保税商品",
    ("set_default", "dataset"): None,
    ("strategies.conditions", "kind"): None,
    ("strategies.instants", "text"): None,
    ("strategies.records", "kind"): lambda: pilotzones.Zone,
    ("strategies.hs_codes", "date"): DAY,
}
"""Good values, or what makes them, by the parameter's name, or by the callable's and the parameter's."""


# Records, to make others of and to ask their methods


@functools.cache
def instances():
    """Gather a record of every kind out of many answers, and make the others."""
    found = {}

    def gather(value):
        if isinstance(value, (tuple, list)):
            for member in value:
                gather(member)
        if attrs.has(type(value)) or hasattr(value, "_fields"):
            found.setdefault(type(value), value)
        if attrs.has(type(value)):
            gather([getattr(value, field.name) for field in attrs.fields(type(value))])

    data = pilotzones.Dataset.bundled()
    gather([data.zones(), data.batches(), data.provinces(), data.announcements(), data.sources(), data.verify()])
    gather([data.coverage(), data.timeline(), data.diff("2016-40", "2022-7"), data.place("昆山市")])
    gather([*data.made_of(), data.zone_answer("昆山市", DAY), data.rules(DAY), data.import_city("昆山市", DAY)])
    gather([data.changes(2022)])
    gather([data.history(item.hs_code) for item in data.items(DAY)[:3]])
    gather([frames.match(frame()), _HOME[0].reading, screen_few(data)])
    found[pilotzones.DayTuple] = data.zones(date=DAY)
    item = data.items(DAY)[0]
    download = annex.Download("https://www.gov.cn/a.csv", "https://www.gov.cn/", "2026-11-26", 5)
    installed = annex.Installed("2022-7", "a.csv", "0" * 64, 2, is_complete=True, download=download)
    row = _HOME[0].reading.extract.rows[0]
    gather(
        [
            annex.Attempt("https://www.gov.cn/", "it is empty"),
            annex.Difference("count", "", "", "1 line is missing"),
            annex.Fetched(installed),
            annex.LeftOut(1, 1, "text", "reason"),
            annex.NewerAnnouncement("清单", DAY, "https://www.gov.cn/"),
            annex.Latest(DAY, 1, DAY, "https://www.gov.cn/", ()),
            annex.RangeRow("0409", "0410", row, 1),
            pilotzones.BondedOnly("仅限网购保税商品"),
            pilotzones.Disagreement("2022-7", item.hs_code, "2022-7", "assumed"),
            pilotzones.ExcludedGoods("人参除外", "人参", "other"),
            pilotzones.NamedGoodsOnly("仅限人参", "人参"),
            pilotzones.QuantityLimit("每人每年2千克以内", decimal.Decimal(2), "kg", together=False),
            pilotzones.RemarkChange(item, item),
            pilotzones.UnreadCondition("其他"),
            data.eligibility("04031000", "2022-05-01"),
            pilotzones.FieldDifference("status", "unknown", "listed"),
            serial.ask_again(serial.to_json(data.eligibility(item.hs_code, DAY)), dataset=data),
            strategies.EligibilityCase(item.hs_code, DAY, "listed"),
            strategies.OrderLine(item.hs_code, DAY, "bonded", 1, decimal.Decimal(100), decimal.Decimal(0)),
            strategies.Remark("", ()),
        ]
    )
    return found


def instance_of(kind):
    """Give a dataset, or a record of a kind, or fail with what to do."""
    if kind is pilotzones.Dataset:
        return pilotzones.Dataset.bundled()
    assert kind in instances(), f"{kind.__name__} is new: make one in instances() of tests/makers/public_callables.py."
    return instances()[kind]
