"""Annotations can be read at run time: of every record, every public callable and every public method."""

import inspect
import typing

import attrs
import cattrs
import pytest

import pilotzones
from pilotzones import annex, frames, serial, strategies
from pilotzones.serial import RECORDS

MODULES = {"": pilotzones, "annex.": annex, "frames.": frames, "serial.": serial, "strategies.": strategies}


def callables():
    """Give every public function, class and method by name."""
    for prefix, module in MODULES.items():
        for name in module.__all__:
            value = getattr(module, name)
            if not callable(value) or typing.get_origin(value) or isinstance(value, typing.NewType):
                continue  # words and other types of arguments, which have a test of their own
            yield f"{prefix}{name}", value
            for inner in dir(value) if isinstance(value, type) else ():
                method = getattr(value, inner)
                if not inner.startswith("_") and inspect.isroutine(method) and hasattr(method, "__annotations__"):
                    yield f"{prefix}{name}.{inner}", method


CALLABLES = dict(callables())


@pytest.mark.parametrize("name", CALLABLES)
def test_every_annotation_can_be_read(name):
    """By name and by signature, without a name that only type checkers know."""
    value = CALLABLES[name]
    typing.get_type_hints(value)
    if not typing.is_typeddict(value):  # it has the signature of a dict, which Python does not tell
        parameters = inspect.signature(value, eval_str=True).parameters.values()
        assert not [parameter for parameter in parameters if isinstance(parameter.annotation, str)]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_record_resolves(kind):
    """For attrs, typing and inspect alike, with its constructor and its properties."""
    hints = typing.get_type_hints(kind)
    assert {field.name: field.type for field in attrs.fields(attrs.resolve_types(kind))} == hints
    assert {name: hint for name, hint in typing.get_type_hints(kind.__init__).items() if name != "return"} == hints
    parameters = inspect.signature(kind, eval_str=True).parameters.values()
    assert {parameter.name: parameter.annotation for parameter in parameters} == hints
    for value in vars(kind).values():
        if isinstance(value, property):
            assert "return" in typing.get_type_hints(value.fget)


def test_a_plain_converter_takes_records_apart():
    """Without any hook of ours."""
    converter = cattrs.Converter()
    zone = pilotzones.zone("Hangzhou")
    assert converter.unstructure(zone)["batch"]["document_no"] == "国函〔2015〕44号"
    for record in (pilotzones.eligibility("04029100", "2022-05-01"), *pilotzones.timeline()[:1], pilotzones.coverage()):
        assert set(converter.unstructure(record)) == set(attrs.fields_dict(type(record)))


WORDS = {
    "AnnouncementKind": {"replaces", "supplements", "amends"},
    "Evidence": {"confirmed", "single", "derived", "unsourced", "assumed"},
    "PlaceLevel": {"province", "special", "prefecture", "county"},
    "ProvinceKind": {"municipality", "province", "autonomous region"},
    "RemarkKnown": {"yes", "no", "paraphrase"},
    "Shipment": {"bonded", "direct"},
    "Status": {"listed", "not listed", "unknown"},
    "Subject": {"zones", "list", "rules", "divisions"},
    "ZoneLevel": {"municipality", "prefecture", "county", "special"},
}


@pytest.mark.parametrize("name", WORDS)
def test_the_words_of_arguments_and_fields_are_public(name):
    """Each is a Literal of the package, which a program can use in its own annotations."""
    assert set(typing.get_args(getattr(pilotzones, name))) == WORDS[name]

    def rule(given: getattr(pilotzones, name), other: pilotzones.DateLike, more: pilotzones.IfUnknown) -> bool:
        return bool((given, other, more))

    assert typing.get_type_hints(rule)["given"] is getattr(pilotzones, name)


def test_conditions_and_grounds_are_public():
    """A union of the records of conditions, and the grounds on which goods are excluded."""
    assert pilotzones.BondedOnly in typing.get_args(pilotzones.Condition)
    assert "wildlife catalogue" in typing.get_args(pilotzones.Ground)
