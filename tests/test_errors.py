"""Every error: a builtin too, and the same with all its facts after a trip to another process."""

import copy
import datetime
import inspect
import pickle

import pytest
from hostile_values import VALUES

import pilotzones
from pilotzones import annex, arguments, dates, frames, hscode, paths, pictures, serial, strategies
from pilotzones.annex.fetching.errors import DownloadError
from pilotzones.annex.records import Difference
from pilotzones.cli.wrong_use import WrongUseError
from pilotzones.dataset_base import DataVersionError
from pilotzones.dated_rules import errors as of_rules
from pilotzones.errors import PilotZonesError
from pilotzones.frames.files.errors import TableFileAccessError, TableFileError
from pilotzones.geography import errors as of_places
from pilotzones.positive_list import errors as of_the_list
from pilotzones.staleness import BeyondVerifiedDataError
from pilotzones.tables.faults import DataIntegrityError

DAY = datetime.date(2016, 4, 8)
FAULT = DataIntegrityError("zones.csv, line 2: wrong.", table="zones.csv", line=2, column="id")
DIFFERENCE = Difference(rule="count", about="", where="", problem="1 line is missing", accepted="incomplete")
TWO = (pilotzones.place("福州市"), pilotzones.place("抚州市"))
FACTS = {
    PilotZonesError: {},
    BeyondVerifiedDataError: {"date": DAY, "verified_through": DAY, "subject": "zones", "max_age": 0},
    DataVersionError: {"required": "2026.1", "at_hand": "2026.2"},
    arguments.ArgumentTypeError: {},
    hscode.InvalidHSCodeError: {"text": "4029100", "reason": "lost zero", "suggestion": "04029100"},
    hscode.HSCodeTypeError: {"text": "None", "reason": "not text", "suggestion": None},
    dates.InvalidDateError: {"value": DAY, "reason": "out of range"},
    dates.DateTypeError: {"value": 20160408, "reason": "not a date"},
    paths.InvalidPathError: {},
    of_places.InvalidPlaceError: {"name": "330100.0", "reason": "read as a number"},
    of_places.PlaceTypeError: {"name": "330100", "reason": "not text"},
    of_places.UnknownPlaceError: {"name": "Hangzou", "near_misses": (pilotzones.place("杭州市"),)},
    of_places.OutsideMainlandError: {"name": "Macao", "near_misses": ()},
    of_places.AmbiguousPlaceError: {"name": "Fuzhou", "candidates": TWO},
    of_places.UnknownDayOfChangeError: {"name": "Fuzhou", "candidates": TWO},
    of_places.UnknownBatchError: {"number": 9},
    of_the_list.NoListInForceError: {"date": DAY, "first_day": DAY},
    of_the_list.UnknownEditionError: {"edition": "2019-97", "editions": ("2019-96", "2022-7")},
    of_the_list.EditionOrderError: {"older": "2019-96", "newer": "2022-7"},
    of_the_list.UnknownEligibilityError: {"verdict": pilotzones.eligibility("33049900", "2022-03-01")},
    of_rules.UnknownRuleError: {"name": "vat", "rules": ("vat_standard",), "near_misses": ()},
    of_rules.RuleNotInForceError: {"name": "annual_limit", "date": DAY, "first_day": DAY},
    of_rules.BeforeKnownRulesError: {"date": DAY, "first_day": DAY, "name": None},
    of_rules.InvalidRateError: {"argument": "vat", "value": 13},
    of_rules.RateTypeError: {"argument": "vat", "value": True},
    DataIntegrityError: {"table": "zones.csv", "line": 2, "column": "id", "faults": (FAULT,)},
    serial.SerialError: {"faults": ("id: missing",)},
    annex.AnnexError: {},
    annex.AnnexFileError: {"file": "a.pdf", "page": 3},
    annex.AnnexCheckError: {"differences": (DIFFERENCE,)},
    annex.AnnexInstallError: {},
    annex.AnnexFetchError: {"announcement": "2019-96", "tried": (annex.Attempt("http://a.gov.cn/", "it is empty"),)},
    DownloadError: {"address": "http://a.gov.cn/", "status": 403, "is_refusal": True},
    frames.FrameError: {},
    frames.FrameTypeError: {},
    frames.FrameColumnError: {"column": "code"},
    frames.ExportError: {},
    TableFileError: {"file": "goods.csv"},
    TableFileAccessError: {
        "file": "goods.csv",
        "errno": 2,
        "strerror": "No such file or directory",
        "filename": "a/goods.csv",
    },
    pictures.MissingFontError: {"characters": "跨"},
    pictures.PictureFileError: {},
    strategies.StrategyError: {},
    WrongUseError: {},
}


def every_error(kind=PilotZonesError):
    """Go through a class of errors and all below it."""
    yield kind
    for below in kind.__subclasses__():
        if below.__module__.startswith("pilotzones"):
            yield from every_error(below)


def test_every_error_is_here():
    """A new one is added above."""
    assert set(every_error()) == set(FACTS)


def facts(error):
    """What an error tells: its kind, its message and its attributes, errors inside it likewise."""
    if isinstance(error, PilotZonesError):
        return type(error), str(error), {name: facts(fact) for name, fact in vars(error).items()}
    return tuple(map(facts, error)) if isinstance(error, tuple) else error


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.__name__)
def test_an_error_is_pickled_with_its_facts(kind):
    """Message and attributes, as a worker's error reaches its parent."""
    error = kind("What is wrong, and what to do.", **FACTS[kind])
    assert facts(error) == (
        kind,
        "What is wrong, and what to do.",
        {name: facts(fact) for name, fact in FACTS[kind].items()},
    )
    assert facts(pickle.loads(pickle.dumps(error))) == facts(error)  # noqa: S301 - just dumped


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.__name__)
def test_a_message_may_be_passed_by_its_name(kind):
    """As every fact is."""
    error = kind(message="What is wrong, and what to do.", **FACTS[kind])
    assert (str(error), error.args) == ("What is wrong, and what to do.", ("What is wrong, and what to do.",))


@pytest.mark.parametrize(
    "kind", [kind for kind in FACTS if kind is not PilotZonesError], ids=lambda kind: kind.__name__
)
def test_an_error_is_a_builtin_too(kind):
    """So that code that knows nothing of this package can handle it."""
    assert issubclass(kind, (ValueError, TypeError, LookupError, OSError))


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.__name__)
def test_a_fact_is_named_and_no_other_is_taken(kind):
    """A type checker and Python refuse a wrong fact."""
    parameters = inspect.signature(kind).parameters
    assert [name for name in parameters if name not in {"message", "args", "kwargs"}] == list(FACTS[kind])
    with pytest.raises(TypeError):
        kind("A message.", wrong_fact=1)


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.__name__)
def test_a_fact_has_a_type(kind):
    """Each is annotated; what may be anything when it is passed is kept as text, number or day."""
    for name, parameter in inspect.signature(kind).parameters.items():
        assert parameter.annotation not in {inspect.Parameter.empty, "Any"} or name in {"args", "kwargs"}
        if parameter.annotation == "object":
            assert type(getattr(kind("A message.", **{name: object()}), name)) is str


@pytest.mark.parametrize("about", VALUES)
def test_an_error_about_anything_is_pickled_and_copied(about):
    """The value itself may be unpicklable, raise when it is compared, or be of any size."""
    import polars as pl

    make, frame = VALUES[about], pl.DataFrame({"a": ["x"]})
    questions = (
        lambda: dates.as_date(make()),
        lambda: hscode.parse(make()),
        lambda: pilotzones.place(make()),
        lambda: pilotzones.zones(batch=make()),
        lambda: pilotzones.diff(make(), "2022-7"),
        lambda: frames.screen(frame, make(), DAY),
    )
    errors = [error for error in map(refusal, questions) if error]
    assert len(errors) >= len(questions) - 3
    for error in errors:
        for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301
            assert facts(twin) == facts(error)


def refusal(question):
    """Ask a question, and give the error that it raises; None if it is answered."""
    try:
        question()
    except PilotZonesError as error:
        return error
