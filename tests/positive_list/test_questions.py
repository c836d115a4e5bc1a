"""What may be asked of the list, and how a question that is not one is refused."""

import pytest
from tables import line

from pilotzones import ArgumentTypeError, Dataset

DATA = Dataset.bundled()


@pytest.mark.parametrize("year", [1948, 2100, "2022", 2022.0, True])
def test_a_year_is_a_whole_number_that_a_document_may_be_of(year):
    """From the founding of the People's Republic to the end of the century."""
    with pytest.raises(ArgumentTypeError, match=r"^year must be a whole number from 1949 to 2099, not "):
        DATA.changes(year)
    assert DATA.changes(1949) == DATA.changes(2099) == ()


def test_a_rule_about_the_tariff_asks_the_tariff(folder):
    """The adjustment of 2022 kept a line of 2019 that is a line of HS 2022, as 0409.00.00; of 0403.10.00 nobody knows."""
    lines = [line("2019-96", "list", code) for code in ("04090000", "04031000")]
    data = Dataset.load(folder(list_changes=lines))
    assert [data.eligibility(code, "2022-03-01").status for code in ("04090000", "04031000")] == ["listed", "unknown"]
