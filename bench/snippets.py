"""What a fresh interpreter is given to run, and how it is started."""

from __future__ import annotations

import os

BARE = "pass"
ATTRS = "import attrs"
STACK = "import attrs, importlib_resources; importlib_resources.files('attrs')"
IMPORT = "import pilotzones"
ZONES_IN = "import pilotzones; pilotzones.zones_in('Zhejiang')"
IS_ELIGIBLE = "import pilotzones; pilotzones.is_eligible('04090000', '2017-01-01', if_unknown=False)"
ALONE = "import os; os.environ['PILOTZONES_DATA'] = ''; "  # looks for no installed annexes
BATCH_OF = "import pilotzones; pilotzones.batch_of('Hangzhou')"
COVERING_ZONE = "import pilotzones; pilotzones.covering_zone('昆山市', '2026-01-01')"


def environment() -> dict[str, str]:
    """Take the environment of somebody without installed annexes, whose first, uncounted start compiles bytecode."""
    plain = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return plain | {"XDG_DATA_HOME": "/nowhere"}


_LEFT_OUT = {"PILOTZONES_DATA", "PYTHONDONTWRITEBYTECODE"}
