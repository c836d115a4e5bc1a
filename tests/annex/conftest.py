"""What the tests of annexes share: grids made by hand, and readings of them."""

import pytest
from readings import extract_blocks, make_grid, read_adjustment, read_list


@pytest.fixture
def grid():
    """Make a grid of texts and cells."""
    return make_grid


@pytest.fixture
def extracted():
    """Extract the rows of some blocks."""
    return extract_blocks


@pytest.fixture
def reading():
    """Hold lines against an announcement."""
    return read_list


@pytest.fixture
def adjustment_reading():
    """Hold an adjustment against the one of 2022."""
    return read_adjustment
