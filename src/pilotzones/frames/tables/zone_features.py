"""The zones as GeoJSON (RFC 7946), for maps: each a point with its columns as properties."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilotzones.frames.tables.table import Table

GEOJSON = "zones.geojson"
"""The name of the file in every export."""
_WHERE = ("longitude", "latitude")
_ATTRIBUTION = (
    "Coordinates are from GeoNames (https://www.geonames.org/), under CC BY 4.0, rounded to four decimal places, "
    "where coordinates_from is geonames."
)


def write_features(zones: Table) -> str:
    """Write the zones as a FeatureCollection, one to a line, in the order of the table.

    Coordinates are WGS 84, longitude first, as RFC 7946 has it; a day is a text in ISO form.
    """
    at = [zones.names.index(name) for name in _WHERE]
    features = []
    for row in zones.rows:
        cells = dict(zip(zones.names, row, strict=True))
        properties = {
            name: cell.isoformat() if isinstance(cell, datetime.date) else cell
            for name, cell in cells.items()
            if name not in _WHERE
        }
        point = {"type": "Point", "coordinates": [row[index] for index in at]}
        features.append({"type": "Feature", "id": cells["id"], "geometry": point, "properties": properties})
    head = json.dumps({"type": "FeatureCollection", "attribution": _ATTRIBUTION})
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{head[:-1]}, "features": [\n{lines}\n]}}\n'
