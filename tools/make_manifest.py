"""Write ``manifest.json`` for the shipped tables, or check it with ``--check``.

    python tools/make_manifest.py --data-version 2026.2 --zones 2026-11-25 --list 2026-11-25

The version and the last verified day of each subject (zones, list, rules, divisions) do not change unless they are
given; ``--verified-through`` gives that of zones, list and rules together. Run ``make_datapackage.py`` afterwards.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import sys
from typing import TYPE_CHECKING

from pilotzones.staleness import LAW, SUBJECTS
from pilotzones.tables.manifest import MANIFEST, describe_table

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = pathlib.Path(__file__).parent.parent / "src" / "pilotzones" / "data"


def manifest_text(data_version: str, verified_through: Mapping[str, str]) -> str:
    """Describe every table of the data folder."""
    tables = [describe_table(file) for file in sorted([*DATA.glob("*.csv"), *DATA.glob("*.zip")])]
    plain = {
        "data_version": data_version,
        "verified_through": {subject: verified_through[subject] for subject in SUBJECTS},
        "tables": [{"file": table.file, "records": table.records, "sha256": table.sha256} for table in tables],
    }
    return json.dumps(plain, indent=2) + "\n"


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    current = json.loads((DATA / MANIFEST).read_text("utf-8")) if (DATA / MANIFEST).exists() else {}
    parser.add_argument("--data-version", default=current.get("data_version"), required=not current)
    parser.add_argument("--verified-through", metavar="DAY", help="the last verified day of zones, list and rules")
    for subject in SUBJECTS:
        parser.add_argument(f"--{subject}", metavar="DAY", help=f"the last verified day of the {subject}")
    parser.add_argument(
        "--check", action="store_true", help="only compare the shipped manifest; exit 1 if it is not up to date"
    )
    arguments = parser.parse_args()
    given = {subject: getattr(arguments, subject) for subject in SUBJECTS}
    law = dict.fromkeys(LAW, arguments.verified_through) if arguments.verified_through else {}
    days = {**current.get("verified_through", {}), **law, **{of: day for of, day in given.items() if day}}
    missing = [subject for subject in SUBJECTS if subject not in days]
    if missing:
        parser.error(f"give the last verified day of {', '.join(missing)}")
    text = manifest_text(arguments.data_version, days)
    if arguments.check:
        is_old = (DATA / MANIFEST).read_text("utf-8") != text
        if is_old:
            print(f"{MANIFEST}: not up to date. Run python tools/make_manifest.py.", file=sys.stderr)
        return int(is_old)
    (DATA / MANIFEST).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
