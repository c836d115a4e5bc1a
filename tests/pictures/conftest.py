"""The pictures of the bundled data, each drawn once."""

import functools

import pytest
from pictured import DATA

from pilotzones import pictures


@pytest.fixture(scope="session")
def drawn():
    """Draw a picture by its name, in a language."""
    return functools.cache(lambda kind, lang: getattr(pictures, kind)(lang=lang, dataset=DATA))
