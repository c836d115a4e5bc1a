"""Records as fields of pydantic models and answers of FastAPI, in their serial form; nobody else pays for it."""

import json
import os
import subprocess
import sys
import typing

import attrs
import jsonschema
import pytest
from real_records import real_records

import pilotzones
from pilotzones import serial

pydantic = pytest.importorskip("pydantic")
pydantic_core = pytest.importorskip("pydantic_core")

DATA = pilotzones.Dataset.bundled()


class Order(pydantic.BaseModel):
    """A model of an application, with records as fields."""

    code: pilotzones.HSCode
    zone: pilotzones.Zone
    verdict: pilotzones.Verdict | None = None
    history: tuple[pilotzones.Span, ...] = ()


def an_order():
    """Make one with records of three kinds."""
    verdict = DATA.eligibility("04029100", "2022-05-01", shipment="direct")
    return Order(code="04029100", zone=DATA.zone("Hangzhou"), verdict=verdict, history=DATA.history("93070090"))


@pytest.mark.parametrize("record", real_records()[::3], ids=lambda record: type(record).__name__)
def test_every_kind_is_written_and_read(record):
    """As it is, as plain data and as JSON, in the serial form; the schema is that of the serial form."""
    adapter = pydantic.TypeAdapter(type(record))
    plain = serial.to_plain(record)
    assert adapter.validate_python(record) is record
    assert adapter.validate_python(plain) == record
    assert adapter.dump_python(record) == plain
    assert json.loads(adapter.dump_json(record)) == plain
    assert adapter.validate_json(adapter.dump_json(record)) == record
    for mode in ("validation", "serialization"):
        schema = adapter.json_schema(mode=mode)
        assert "$ref" not in json.dumps(schema)
        assert jsonschema.Draft202012Validator(schema).is_valid(plain)
        assert not jsonschema.Draft202012Validator(schema).is_valid({**plain, "colour": "red"})


@pytest.mark.parametrize("kind", serial.RECORDS, ids=lambda kind: kind.__name__)
def test_every_kind_has_a_schema(kind):
    """Its title and fields are those of the record."""
    schema = pydantic.TypeAdapter(kind).json_schema()
    assert (schema["title"], schema["required"]) == (kind.__name__, serial.json_schema(kind)["required"])


def test_a_model_has_records_as_fields():
    """They stay records, and the model reads back."""
    order = an_order()
    assert type(order.zone) is pilotzones.Zone
    assert Order.model_validate(order.model_dump()) == order
    assert Order.model_validate_json(order.model_dump_json()) == order
    assert Order.model_json_schema()["properties"]["zone"]["properties"]["batch"]["title"] == "Batch"


def test_every_fault_is_named_at_its_place():
    """Each as an error of its own, with the value that stands there."""
    plain = an_order().model_dump()
    plain["zone"]["batch"]["number"] = "1"
    plain["zone"]["territory"] = ["330100", 5]
    plain["zone"]["colour"] = "red"
    del plain["zone"]["note"]
    plain["verdict"] = "yes"
    with pytest.raises(pydantic.ValidationError) as caught:
        Order.model_validate(plain)
    found = {(error["loc"], error["msg"], repr(error["input"])[:9]) for error in caught.value.errors()}
    assert found == {
        (("zone", "batch", "number"), "'1' is not an integer of 15 digits at most", "'1'"),
        (("zone", "territory", 1), "5 is not a text free of surrogates", "5"),
        (("zone", "note"), "missing", "None"),
        (("zone",), "'colour' is not a field of Zone", "{'id': 'h"),
        (("verdict",), "'yes' is not an object with the fields of Verdict", "'yes'"),
    }
    assert {error["type"] for error in caught.value.errors()} == {"pilotzones_record"}


def test_a_record_with_other_values_is_not_written():
    """What would not read back is refused, as by the serial form."""
    order = Order(code="04029100", zone=attrs.evolve(DATA.zone("Hangzhou"), adcode=330100))
    with pytest.raises(
        pydantic_core.PydanticSerializationError, match=r"would read back as another record|is not a text"
    ):
        order.model_dump()


def test_an_answer_of_fastapi_is_a_record():
    """Written, described in OpenAPI, and refused with every fault where a request has one."""
    fastapi = pytest.importorskip("fastapi")
    testing = pytest.importorskip("fastapi.testclient")
    app = fastapi.FastAPI()

    @app.get("/eligibility/{code}")
    def ask(code: str, date: str) -> pilotzones.Verdict:
        return DATA.eligibility(code, date)

    @app.post("/zones")
    def take(zone: typing.Annotated[pilotzones.Zone, fastapi.Body()]) -> str:
        return zone.official_name

    client = testing.TestClient(app)
    answer = client.get("/eligibility/04029100", params={"date": "2022-05-01"})
    assert serial.from_plain(answer.json(), pilotzones.Verdict) == DATA.eligibility("04029100", "2022-05-01")
    plain = serial.to_plain(DATA.zone("Hangzhou"))
    assert client.post("/zones", json=plain).json() == "中国（杭州）跨境电子商务综合试验区"
    refused = client.post("/zones", json={**plain, "adcode": 330100})
    assert refused.status_code == 422
    (fault,) = refused.json()["detail"]
    assert (fault["loc"], fault["msg"]) == (["body", "adcode"], "330100 is not a text free of surrogates")
    described = client.get("/openapi.json").json()
    assert (
        described["paths"]["/zones"]["post"]["requestBody"]["content"]["application/json"]["schema"]["title"] == "Zone"
    )


def test_the_package_does_not_import_pydantic():
    """Not even where everything of it is used."""
    code = (
        "import sys, pilotzones\n"
        "for name in pilotzones.__all__: getattr(pilotzones, name)\n"
        "repr(pilotzones.zone('杭州'))\n"
        "print('pydantic' in sys.modules, 'pydantic_core' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PILOTZONES_DATA": "", "HYPOTHESIS_NO_PLUGINS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False False\n"
