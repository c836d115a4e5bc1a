"""Every example in a docstring, run against the package as it is installed."""

import doctest
import importlib
import pkgutil

import pytest

import pilotzones
from pilotzones import face

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(pilotzones.__path__, "pilotzones.")
    if not module.name.endswith("__main__") and ".hook-" not in module.name  # PyInstaller alone runs its hooks
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    """The examples print what they say."""
    data = pilotzones.Dataset.bundled()
    module = importlib.import_module(name)
    result = doctest.testmod(module, extraglobs={"data": data, "Dataset": pilotzones.Dataset})
    assert result.failed == 0


@pytest.mark.parametrize("name", face.__all__)
def test_every_public_question_has_an_example(name):
    """The questions of a dataset are shown, not only described."""
    assert ">>>" in getattr(pilotzones.Dataset, name).__doc__
