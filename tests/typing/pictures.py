"""What a type checker must make of pictures; checked, never run."""

from __future__ import annotations

import datetime
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from typing_extensions import assert_type

from pilotzones import Dataset, pictures

ax = Figure().add_subplot()
assert_type(pictures.zone_map(datetime.date(2022, 3, 1), ax=ax, lang="zh", dataset=Dataset.bundled()), Axes)
assert_type(pictures.growth(), Axes)
assert_type(pictures.coverage(lang="en"), Axes)
assert_type(pictures.save(ax, "map.png"), Path)
assert_type(pictures.save(Figure(), Path("map.svg")), Path)

pictures.growth(lang="de")  # type: ignore[arg-type]
pictures.coverage(ax=Figure())  # type: ignore[arg-type]
