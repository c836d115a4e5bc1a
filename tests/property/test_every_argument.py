"""One table over all public callables: whatever is handed in for any parameter is answered or refused by our error.

The callables come from ``__all__``, their parameters from the signatures; a parameter that is not known here fails.
"""

import contextlib
import pickle
import re
import signal

import pytest
from examples import examples
from hostile_values import NEVER_FINE, VALUES, OddText, Pretender
from hypothesis import given
from hypothesis import strategies as st
from public_callables import OFFLINE, call, good, is_record, pairs, parameters_of, prepare, public_callables

from pilotzones import PilotZonesError

SECONDS = 120


class HangError(BaseException):
    """A call that takes too long; nothing that catches exceptions catches it."""


@contextlib.contextmanager
def bounded():
    """Stop a call that hangs."""

    def stop(*_):
        raise HangError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module", autouse=True)
def _home(tmp_path_factory):
    prepare(tmp_path_factory.mktemp("home"))


@pytest.fixture(autouse=True)
def _working_folder(tmp_path, monkeypatch):
    """Work in a folder where ' ' is a file: nothing is written outside, and no site asked."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / " ").touch()


def refusal_of(name, parameter, value):
    """Call with one value that may be anything; give our error, None if there is an answer."""
    try:
        with bounded():
            call(name, **{parameter: value})
    except PilotZonesError as raised:
        error = raised
    else:
        return None
    assert str(error).isprintable() or "\n" in str(error)
    assert str(error).encode("utf-8")
    twin = pickle.loads(pickle.dumps(error))  # noqa: S301 - just dumped: a worker's error reaches its parent
    assert (type(twin), str(twin), vars(twin).keys()) == (type(error), str(error), vars(error).keys())
    return error


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in public_callables() if name not in OFFLINE])
def test_good_arguments_are_answered(name):
    """The table calls everything as it should be called; otherwise its refusals would mean nothing."""
    with bounded():
        call(name)


@pytest.mark.long
@pytest.mark.parametrize(("name", "parameter"), pairs())
def test_anything_is_answered_or_refused(name, parameter):
    """And what no parameter takes is refused, except in the fields of records, which are checked where they are used."""
    wrong = []
    for about, make in VALUES.items():
        if (name in OFFLINE and about == "None") or (parameter == "progress" and about == "class"):
            continue  # what a caller's own function raises, as str("x", 1) does, is the caller's
        try:
            error = refusal_of(name, parameter, make())
        except BaseException as raised:
            if isinstance(raised, KeyboardInterrupt):
                raise
            wrong.append(f"{about}: {type(raised).__name__}: {str(raised)[:200]}")
        else:
            if about in NEVER_FINE and error is None and not is_record(name):
                wrong.append(f"{about}: is taken")
    assert not wrong, "\n".join([f"{name}({parameter}=...)", *wrong])


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in public_callables() if name not in OFFLINE])
def test_a_text_of_a_class_of_its_own_is_taken_as_the_text(name):
    """Nothing of what it overrides is asked: what is right as a ``str`` is answered, whatever its class does."""
    for parameter in parameters_of(public_callables()[name]):
        value = good(name, parameter)
        if type(value) is str:
            with bounded():
                call(name, **{parameter: OddText(value)})


TEXTS = st.text(max_size=40) | st.from_regex(r"[0-9./-]{1,12}")
DRAWN = [make for make in VALUES.values() if make is not Pretender]
"""Hypothesis itself asks what it draws for its class, so what raises at that is in the test above alone."""
ANYTHING = st.recursive(
    st.one_of(
        *(st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), TEXTS, st.binary(max_size=9)),
        *(st.dates(), st.datetimes(), st.datetimes(timezones=st.timezones()), st.timedeltas(), st.complex_numbers()),
        *(st.sampled_from(DRAWN).map(lambda make: make()), st.functions(), st.builds(object)),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=4,
)
CHEAP = [pair for pair in pairs() if not pair[0].startswith(("annex.", "frames.", "strategies."))]


@examples(300)
@given(pair=st.sampled_from(CHEAP), value=ANYTHING)
def test_any_value_is_answered_or_refused(pair, value):
    """Whatever Hypothesis thinks of, for the questions and for records as plain data."""
    error = refusal_of(*pair, value)
    assert error is None or len(str(error)) > len("max_age")


def test_a_new_parameter_is_not_forgotten():
    """Every parameter has a good value; for one without, this says what to do."""
    for name, function in public_callables().items():
        for parameter in parameters_of(function):
            good(name, parameter)
    with pytest.raises(AssertionError, match="add a good value for it to GOOD"):
        good("zones", "colour")


@pytest.mark.parametrize("name", public_callables())
def test_the_error_of_a_wrong_type_names_the_parameter(name):
    """Or one of several that it has; what is no date or no place is said so instead."""
    for parameter in parameters_of(public_callables()[name]):
        named = re.match(r"(\w+) must be ", str(refusal_of(name, parameter, object())))
        assert named is None or parameter.startswith(named[1])
