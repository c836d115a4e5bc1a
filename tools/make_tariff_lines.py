"""Write ``tariff_lines.zip`` from the two lists of tariff lines, or check it with ``--check``.

    python tools/make_tariff_lines.py FOLDER

FOLDER holds ``tariff_lines_2018-04.csv`` (codes) and ``tariff_lines_hs2022.csv`` (codes and Chinese names).
"""

from __future__ import annotations

import argparse
import csv
import io
import pathlib
import sys
import zipfile

TARGET = pathlib.Path(__file__).parent.parent / "src" / "pilotzones" / "data" / "tariff_lines.zip"
FILES = {"hs2017": "tariff_lines_2018-04.csv", "hs2022": "tariff_lines_hs2022.csv"}
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file can state, so that the same lines give the same bytes


def table_text(folder: pathlib.Path) -> str:
    """Join the lists into one table, by code."""
    tariffs: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for tariff, file in FILES.items():
        with (folder / file).open(encoding="utf-8-sig", newline="") as lines:
            for line in csv.DictReader(lines):
                tariffs.setdefault(line["hs_code"], []).append(tariff)
                names[line["hs_code"]] = line.get("name_zh", "")
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["hs_code", "tariffs", "name_zh"])
    writer.writerows((code, ";".join(tariffs[code]), names[code]) for code in sorted(tariffs))
    return text.getvalue()


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument(
        "--check", action="store_true", help="only compare the shipped table; exit 1 if these lists give another"
    )
    arguments = parser.parse_args()
    content = table_text(arguments.folder).encode()
    if arguments.check:
        with zipfile.ZipFile(TARGET) as archive:
            return int(archive.read("tariff_lines.csv") != content)
    with zipfile.ZipFile(TARGET, "w") as archive:
        archive.writestr(zipfile.ZipInfo("tariff_lines.csv", EPOCH), content, compress_type=zipfile.ZIP_LZMA)
    return 0


if __name__ == "__main__":
    sys.exit(main())
