"""Every kind of error that a question raises, and the words and numbers that raise one."""

import copy
import datetime
import pickle
import typing

import numpy as np
import pytest
from examples import examples
from hypothesis import example, given
from hypothesis import strategies as st
from sound_errors import BUILTIN, Unprintable, attempt, check, raised_by

import pilotzones
from pilotzones import annex, serial, strategies
from pilotzones.geography.errors import PlaceReason

DAY = datetime.date(2017, 1, 1)


@pytest.mark.parametrize(
    "value",
    [None, 0, 1, "yes", "raise ", "Raise", b"raise", float("nan"), [], Unprintable()],
    ids=lambda value: type(value).__name__,
)
def test_if_unknown_is_true_false_or_raise(value):
    """Any other value of if_unknown raises ArgumentTypeError, also where the answer is known."""
    for code in ("04090000", "33049900"):
        raised_by(pilotzones.ArgumentTypeError, pilotzones.is_eligible, code, DAY, if_unknown=value)


@pytest.mark.parametrize(
    "value",
    [0, 9, -1, 10**5000, "1", 1.5, "four", b"4", (), [4]],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_a_batch_is_refused(value):
    """An unknown batch raises an error of the package, whatever its type."""
    raised_by((pilotzones.UnknownBatchError, pilotzones.ArgumentTypeError), lambda: pilotzones.zones(batch=value))


def test_a_batch_that_cannot_be_shown_is_refused():
    """A foreign object whose repr fails is not a batch either, and the error can be written."""
    with pytest.raises((pilotzones.UnknownBatchError, pilotzones.ArgumentTypeError), match="batch"):
        pilotzones.zones(batch=Unprintable())


def one_of_each():
    """Raise an error of every kind that a question can raise."""
    questions = {
        "AmbiguousPlaceError": lambda: pilotzones.zone("Taizhou"),
        "ArgumentTypeError": lambda: pilotzones.is_eligible("04090000", DAY, if_unknown=None),
        "BeforeKnownRulesError": lambda: pilotzones.rules("2015-12-31"),
        "BeyondVerifiedDataError": lambda: pilotzones.zones(date="2027-01-01", max_age=0),
        "DataIntegrityError": lambda: pilotzones.Dataset.load("no such folder"),
        "DataVersionError": lambda: pilotzones.require_data("2026.1"),
        "DateTypeError": lambda: pilotzones.zones(date=20170101),
        "EditionOrderError": lambda: pilotzones.diff("2022-7", "2019-96"),
        "HSCodeTypeError": lambda: pilotzones.is_eligible(4090000, DAY),
        "InvalidDateError": lambda: pilotzones.zones(date="2017-13-01"),
        "InvalidHSCodeError": lambda: pilotzones.is_eligible("0409", DAY),
        "InvalidPathError": lambda: annex.rows(""),
        "InvalidPlaceError": lambda: pilotzones.zone(""),
        "InvalidRateError": lambda: pilotzones.composite_rate(13),
        "NoListInForceError": lambda: pilotzones.is_eligible("04090000", "2016-04-07"),
        "OutsideMainlandError": lambda: pilotzones.covering_zone("Hong Kong", DAY),
        "PlaceTypeError": lambda: pilotzones.zone(330100),
        "RateTypeError": lambda: pilotzones.composite_rate(True),
        "RuleNotInForceError": lambda: pilotzones.rule("annual_limit", "2016-04-07"),
        "SerialError": lambda: serial.to_plain("no record"),
        "UnknownBatchError": lambda: pilotzones.zones(batch=9),
        "UnknownDayOfChangeError": lambda: pilotzones.place("220381", "2020-07-01"),
        "UnknownEditionError": lambda: pilotzones.diff("2019-97", "2022-7"),
        "UnknownEligibilityError": lambda: pilotzones.is_eligible("33049900", DAY),
        "UnknownPlaceError": lambda: pilotzones.zone("Hangzhu"),
        "UnknownRuleError": lambda: pilotzones.rule("vat_standart"),
    }
    for name, question in questions.items():
        yield name, attempt(pilotzones.PilotZonesError, question)[1]


@pytest.mark.parametrize(
    ("name", "error"), list(one_of_each()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_errors_are_what_they_are_called_and_travel(name, error):
    """Every kind of error is the builtins it should be, says so in one line, and pickles and copies whole."""
    assert type(error).__name__ == name
    check(error)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        twin = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301
        assert (type(twin), str(twin), vars(twin)) == (type(error), str(error), vars(error))
    deep = copy.deepcopy(error)
    assert (type(deep), str(deep), vars(deep)) == (type(error), str(error), vars(error))


def test_there_is_an_error_of_every_kind():
    """The kinds raised above are all the package has, its base apart."""
    exported = {name for name in dir(pilotzones) if name.endswith("Error")}
    assert {name for name, _ in one_of_each()} == exported - {"PilotZonesError"} == set(BUILTIN)


def test_errors_carry_what_a_caller_needs():
    """Names, candidates, days and verdicts are attributes, so that nobody reads the message for them."""
    errors = dict(one_of_each())
    assert errors["AmbiguousPlaceError"].name == "Taizhou"
    assert len(errors["AmbiguousPlaceError"].candidates) == 2
    assert errors["UnknownPlaceError"].name == "Hangzhu"
    assert any(near.name_en == "Hangzhou" for near in errors["UnknownPlaceError"].near_misses)
    assert errors["UnknownBatchError"].number == 9
    assert errors["BeyondVerifiedDataError"].date == datetime.date(2027, 1, 1)
    assert (errors["DataVersionError"].required, errors["DataVersionError"].at_hand) == ("2026.1", "2026.2")
    assert errors["NoListInForceError"].first_day == datetime.date(2016, 4, 8)
    assert errors["UnknownEligibilityError"].verdict == pilotzones.eligibility("33049900", DAY)
    assert errors["DataIntegrityError"].table == "no such folder"


NAMES = st.sampled_from([zone.name_zh for zone in pilotzones.zones()] + [zone.name_en for zone in pilotzones.zones()])
MISSPELT = st.tuples(NAMES, st.integers(0, 9), st.sampled_from("aeiou州市")).map(
    lambda drawn: drawn[0][: drawn[1]] + drawn[2] + drawn[0][drawn[1] + 1 :]
)


@examples(100)
@given(name=NAMES | MISSPELT | strategies.ambiguous_names())
@example(name="浙江省")
@example(name="昆山市")
@example(name="Suzhou")
def test_near_misses_and_candidates_are_records_of_places(name):
    """Whatever error it is: each can be asked about again by its code, without reading the message."""
    kinds = (pilotzones.UnknownPlaceError, pilotzones.AmbiguousPlaceError)
    for question in (pilotzones.zone, pilotzones.zones_in, lambda name: pilotzones.place(name, DAY)):
        error = attempt(kinds, question, name)[1]
        if error is not None:
            is_ambiguous = isinstance(error, pilotzones.AmbiguousPlaceError)
            places = error.candidates if is_ambiguous else error.near_misses
            assert type(places) is tuple
            assert {type(place) for place in places} <= {pilotzones.Place}
            assert len(places) > 1 or not is_ambiguous
            assert error.name == name


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "blank"),
        (" - ", "blank"),
        (330100, "not text"),
        ("x" * 101, "too long"),
        ("杭\x00州", "control character"),
        ("330100.0", "read as a number"),
        ("330106109001", "township or village"),
    ],
)
def test_an_invalid_place_has_its_reason_as_a_word(name, reason):
    """Of the documented set, and what was passed."""
    error = raised_by(pilotzones.InvalidPlaceError, pilotzones.covering_zone, name, DAY)
    assert (error.name, error.reason) == (name if isinstance(name, str) else repr(name), reason)
    assert reason in typing.get_args(PlaceReason)


def test_raise_may_be_any_text_that_says_so():
    """Also one that is not the same object, such as NumPy's."""
    for word in (np.str_("raise"), "RAISE".lower()):
        with pytest.raises(pilotzones.UnknownEligibilityError):
            pilotzones.is_eligible("33049900", DAY, if_unknown=word)
