"""A zone on a day."""

import datetime

import pilotzones


def test_a_zone_is_in_force_from_its_day_until_that_of_its_revocation():
    """The day may be text; Haikou was approved on 24 July 2018 and revoked on 25 April 2025."""
    haikou = pilotzones.zone("Haikou")
    days = ("2018-07-23", "2018-07-24", "2025-04-24", datetime.date(2025, 4, 25))
    assert [haikou.in_force(day) for day in days] == [False, True, True, False]
