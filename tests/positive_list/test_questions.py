"""What may be asked of the list, and how a question that is not one is refused."""

import pytest

from pilotzones import ArgumentTypeError, Dataset

DATA = Dataset.bundled()


@pytest.mark.parametrize("year", [1948, 2100, "2022", 2022.0, True])
def test_a_year_is_a_whole_number_that_a_document_may_be_of(year):
    """From the founding of the People's Republic to the end of the century."""
    with pytest.raises(ArgumentTypeError, match=r"^year must be a whole number from 1949 to 2099, not "):
        DATA.changes(year)
    assert DATA.changes(1949) == DATA.changes(2099) == ()
