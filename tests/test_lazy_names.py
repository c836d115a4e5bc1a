"""Public names that are loaded when they are first used."""

import importlib
import pathlib
import sys

import pytest

import pilotzones
from pilotzones.lazy_names import load_name

HOME = pathlib.Path(pilotzones.__file__).parent
LISTING = [
    ".".join(file.relative_to(HOME.parent).with_suffix("").parts).removesuffix(".__init__")
    for file in HOME.rglob("*.py")
    if "\n__all__ = " in file.read_text("utf-8")
]

INSIDE = {"short_form": ".short_names"}
ELSEWHERE = {"short_form": "pilotzones.records.short_names"}


@pytest.mark.parametrize("module_of", [INSIDE, ELSEWHERE])
def test_a_public_name_is_loaded_and_kept(monkeypatch, module_of):
    """From a module inside the package or elsewhere; the package has it from then on."""
    package = sys.modules["pilotzones.records"]
    monkeypatch.setattr(package, "short_form", None, raising=False)
    loaded = load_name("pilotzones.records", module_of, "short_form")
    assert loaded("杭州市") == "杭州"
    assert package.short_form is loaded


@pytest.mark.parametrize("name", LISTING)
def test_every_public_name_is_there(name):
    """In each module that lists such names."""
    module = importlib.import_module(name)
    assert [public for public in module.__all__ if not hasattr(module, public)] == []
    assert len(set(module.__all__)) == len(module.__all__) > 0


def test_another_name_is_an_attribute_error():
    """As for any module."""
    with pytest.raises(AttributeError, match=r"^module 'pilotzones\.records' has no attribute 'long_form'$"):
        load_name("pilotzones.records", INSIDE, "long_form")
