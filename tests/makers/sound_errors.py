"""What every error of the package is, and values that are not text."""

import copy
import datetime
import pickle
import unicodedata

import pytest
from hypothesis import strategies as st

import pilotzones

DAY = datetime.date(2017, 1, 1)

BUILTIN = {
    "AmbiguousPlaceError": LookupError,
    "ArgumentTypeError": TypeError,
    "BeforeKnownRulesError": LookupError,
    "BeyondVerifiedDataError": LookupError,
    "DataIntegrityError": ValueError,
    "DataVersionError": LookupError,
    "DateTypeError": (ValueError, TypeError),
    "EditionOrderError": ValueError,
    "HSCodeTypeError": (ValueError, TypeError),
    "InvalidDateError": ValueError,
    "InvalidHSCodeError": ValueError,
    "InvalidPathError": ValueError,
    "InvalidPlaceError": ValueError,
    "InvalidRateError": ValueError,
    "NoListInForceError": LookupError,
    "OutsideMainlandError": LookupError,
    "PlaceTypeError": (ValueError, TypeError),
    "RateTypeError": (ValueError, TypeError),
    "RuleNotInForceError": LookupError,
    "SerialError": ValueError,
    "UnknownBatchError": LookupError,
    "UnknownDayOfChangeError": LookupError,
    "UnknownEditionError": LookupError,
    "UnknownEligibilityError": LookupError,
    "UnknownPlaceError": LookupError,
    "UnknownRuleError": LookupError,
}


def check(error, value=None):
    """Hold an error against what every error of the package is."""
    assert isinstance(error, pilotzones.PilotZonesError)
    builtins = BUILTIN[type(error).__name__]
    for builtin in builtins if isinstance(builtins, tuple) else (builtins,):
        assert isinstance(error, builtin)
    message = str(error)
    assert message.strip() == message != ""
    assert message.splitlines() == [message]
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in message)
    assert len(message) < 2000
    if isinstance(value, (str, bytes)):
        assert message not in {repr(value), str(value, "latin-1") if isinstance(value, bytes) else value}
    assert len(message.split()) >= 3
    message.encode("utf-8")
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301
        assert type(twin) is type(error)
        assert str(twin) == message
        assert twin.args == error.args
        assert vars(twin) == vars(error)


def raised_by(kinds, question, *arguments, **options):
    """Ask a question that must raise one of these errors, whole and sound; give the error."""
    with pytest.raises(kinds) as caught:
        question(*arguments, **options)
    check(caught.value, arguments[0] if arguments else None)
    return caught.value


def attempt(kinds, question, *arguments):
    """Ask a question that may raise one of these errors; give its answer and its error, one of them None."""
    try:
        return question(*arguments), None
    except kinds as error:
        check(error, arguments[0] if arguments else None)
        return None, error


class Unprintable:
    """A foreign object that cannot even be shown."""

    def __repr__(self):
        raise RuntimeError

    def __len__(self):
        raise RuntimeError


NOT_TEXT = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**5000),
    st.floats(),
    st.binary(max_size=40),
    st.just(b"04090000"),
    st.just(bytearray(b"04090000")),
    st.lists(st.text(max_size=5), max_size=3),
    st.tuples(st.text(max_size=5)),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
    st.builds(Unprintable),
    st.builds(object),
    st.just(str),
)
