"""``zones.geojson``: what RFC 7946 asks for, and the zones as the package has them."""

import json

import pytest

from pilotzones import Dataset
from pilotzones.frames import export
from pilotzones.frames.tables import exporting
from pilotzones.frames.tables.exported_tables import TABLES
from pilotzones.frames.tables.record_tables import zone_table
from pilotzones.frames.tables.zone_features import write_features

DATA = Dataset.bundled()


@pytest.fixture(scope="module")
def text():
    """Write the file of the bundled zones."""
    return write_features(zone_table(DATA))


def test_it_is_geojson(text):
    """A FeatureCollection of points: type, geometry and properties, longitude before latitude, no system but WGS 84."""
    collection = json.loads(text)
    assert (collection["type"], "crs" in collection) == ("FeatureCollection", False)
    for feature in collection["features"]:
        assert sorted(feature) == ["geometry", "id", "properties", "type"]
        assert (feature["type"], feature["geometry"]["type"]) == ("Feature", "Point")
        longitude, latitude = feature["geometry"]["coordinates"]
        # China lies between these degrees.
        assert 73 < longitude < 136
        assert 18 < latitude < 54


def test_it_has_every_zone(text):
    """Also the revoked ones, with what their records say."""
    features = json.loads(text)["features"]
    assert len(features) == 181
    for zone, feature in zip(DATA.zones(), features, strict=True):
        told = feature["properties"]
        assert feature["id"] == told["id"] == zone.id
        assert feature["geometry"]["coordinates"] == [zone.longitude, zone.latitude]
        assert told["name_zh"] == zone.name_zh
        assert (told["batch"], told["province"], told["level"]) == (zone.batch.number, zone.province.iso, zone.level)
        assert told["established_on"] == zone.established_on.isoformat()
        assert told["revoked_on"] == (zone.revoked_on and zone.revoked_on.isoformat())
        assert not {"longitude", "latitude"} & told.keys()


def test_it_credits_geonames(text):
    """CC BY 4.0 asks for it wherever the coordinates go."""
    assert "GeoNames" in json.loads(text)["attribution"]
    assert "CC BY 4.0" in json.loads(text)["attribution"]


def test_each_zone_has_a_line(text):
    """So that two exports can be compared with diff."""
    lines = text.splitlines()
    assert len(lines) == 181 + 2
    assert "杭州市" in lines[1]
    assert json.loads(lines[1].removesuffix(","))["geometry"] == {"type": "Point", "coordinates": [120.1614, 30.2936]}


def test_an_export_has_it_in_the_same_bytes(text, tmp_path, monkeypatch):
    """Every time, whatever other tables there are."""
    monkeypatch.setattr(exporting, "TABLES", {name: TABLES[name] for name in ("batches", "provinces")})
    for name in ("one", "two"):
        export(tmp_path / name, "csv", dataset=DATA)
        assert (tmp_path / name / "zones.geojson").read_bytes() == text.encode()
