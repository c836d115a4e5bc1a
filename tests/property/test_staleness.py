"""Whatever data are drawn, an answer says that its day is beyond the last verified one exactly when it is."""

import datetime

from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from sound_errors import raised_by

from pilotzones import BeyondVerifiedDataError, PilotZonesError, strategies


@examples(20)
@given(data=strategies.datasets(most_announcements=2), days_after=st.integers(-400, 400), max_age=st.integers(0, 400))
def test_an_answer_is_beyond_the_verified_day_exactly_if_its_day_is_later(data, days_after, max_age):
    """For every question about a day; max_age refuses it exactly if it is more days later."""
    verified = data.verified_through()
    day = verified + datetime.timedelta(days=days_after)
    questions = [
        lambda **age: data.zones(date=day, **age),
        lambda **age: data.zones_in("浙江", day, **age),
        lambda **age: data.items(day, **age),
        lambda **age: data.zone_answer("杭州市", day, **age),
    ]
    for ask in questions:
        try:
            answer = ask()
        except PilotZonesError:  # no list was in force yet
            assert days_after <= 0
            continue
        assert (answer.date, answer.verified_through) == (day, verified)
        assert answer.is_beyond_verified is (day > verified)
        if days_after > max_age:
            error = raised_by(BeyondVerifiedDataError, ask, max_age=max_age)
            assert (error.date, error.verified_through, error.max_age) == (day, verified, max_age)
        else:
            assert ask(max_age=max_age) == answer
