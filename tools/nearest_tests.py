"""Which tests are the nearest to a file of ``src/pilotzones``, and which are the wider ones of its subject."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Where no test has the name of the file: the tests of what it does.
_NEAREST = {
    "positive_list/editions.py": (
        "tests/positive_list/test_replay.py tests/positive_list/test_verdicts.py tests/positive_list/test_wording.py"
        " tests/positive_list/test_reasons.py tests/property/test_history.py tests/test_face.py"
    ),
    "positive_list/states.py": (
        "tests/positive_list/test_reasons.py tests/positive_list/test_replay.py tests/property/test_states.py"
    ),
    "positive_list/replay.py": "tests/positive_list/test_reasons.py",
    "positive_list/verdicts.py": "tests/positive_list/test_reasons.py tests/positive_list/test_inference.py",
    "positive_list/event_log.py": (
        "tests/positive_list/test_reasons.py tests/positive_list/test_replay.py tests/tables/test_user_folder.py"
        " tests/tables/test_reading.py"
    ),
    "positive_list/layers.py": "tests/property/test_layers_and_statements.py tests/annex/test_consolidated_lists.py",
    "positive_list/coverage.py": "tests/positive_list tests/property/test_known_in_pieces.py",
    "wording/sentences.py": "tests/positive_list/test_verdicts.py tests/positive_list/test_inference.py",
    "geography/gazetteer.py": "tests/geography/test_near_misses.py",
    "geography/written.py": "tests/geography/test_gazetteer.py",
    "frames/answers.py": ("tests/frames/test_ends_of_known_ranges.py tests/property/test_states.py"),
    "dated_rules/rulebook.py": "tests/dated_rules",
    "tables/span_rows.py": "tests/dated_rules tests/property/test_rules.py",
    "wording/rule_sentences.py": "tests/dated_rules",
    "once.py": "tests/test_once_in_threads.py",
    "arguments.py": "tests/property/test_arguments.py",
    "code_ranges.py": "tests/property/test_code_ranges.py",
}

# The wider tests by folder, from the quickest to the slowest; those of the longest path count.
_WIDER = {
    "": (
        "tests/test_dates.py tests/test_hscode.py tests/test_errors.py tests/records tests/property/test_code_ranges.py"
        " tests/test_face.py tests/property/test_arguments.py tests/test_dataset.py tests/property/test_serial.py"
        " tests/positive_list/test_verdicts.py tests/property/test_states.py tests/test_default.py"
    ),
    "positive_list": (
        "tests/positive_list tests/records tests/property/test_history.py tests/property/test_known_in_pieces.py"
        " tests/property/test_layers_and_statements.py tests/property/test_remarks.py tests/data/test_tables.py"
        " tests/property/test_states.py tests/property/test_possible_lists.py tests/property/test_replay.py"
        " tests/test_dataset.py tests/annex/test_unknown_remarks.py tests/annex/test_consolidated_lists.py"
    ),
    "geography": (
        "tests/geography tests/data/test_place_names.py tests/property/test_zones.py"
        " tests/strategies/test_zones_and_names.py tests/property/test_places_through_time.py"
    ),
    "pictures": "tests/pictures",
    "dated_rules": "tests/dated_rules tests/property/test_rules.py tests/data/test_tables.py",
    "annex": (
        "tests/annex/test_announced.py tests/annex/test_ch*.py tests/annex/test_co*.py tests/annex/test_expansion.py"
        " tests/annex/test_left_out.py tests/annex/test_unknown_remarks.py tests/annex/test_reading.py"
        " tests/property/test_annex_round_trip.py tests/property/test_read_and_install.py"
        " tests/annex/test_end_to_end.py"
    ),
    "annex/grids": (
        "tests/annex/grids tests/annex/test_left_out.py tests/annex/test_unknown_remarks.py"
        " tests/property/test_annex_round_trip.py"
    ),
    "annex/readers": "tests/annex/readers tests/annex/test_reading.py tests/property/test_annex_round_trip.py",
    "annex/fetching": "tests/annex/fetching",
    "frames": "tests/frames/test_*.py tests/frames/tables/test_record_tables.py tests/property/test_states.py",
    "frames/tables": "tests/frames/tables",
    "tables": "tests/tables tests/test_dataset.py tests/test_default.py tests/data",
    "records": "tests/records tests/positive_list tests/geography tests/test_serial.py tests/data/test_tables.py",
    "strategies": "tests/strategies tests/plugins",
    "plugins": "tests/plugins",
    "cli": "tests/cli",
}


def nearest_tests(root: pathlib.Path, file: str) -> list[str]:
    """Give the tests of the same name and the examples of the docstrings; else those of the table, or of the folder."""
    path = pathlib.PurePosixPath(file)
    named = [f"tests/{path.parent}/test_{path.stem}.py", f"tests/property/test_{path.stem}.py"]
    tests = _expand(root, [*named, *_NEAREST.get(file, "").split()])
    tests = tests or _expand(root, [f"tests/{path.parent}/test_*.py"])
    if ">>> " in (root / "src" / "pilotzones" / path).read_text("utf-8"):
        module = ".".join(("pilotzones", *path.with_suffix("").parts)).removesuffix(".__init__")
        tests.insert(0, f"tests/test_doctests.py::test_examples[{module}]")
    return tests


def wider_tests(root: pathlib.Path, file: str) -> list[str]:
    """Give the tests of the subject that are not among the nearest."""
    folders = [folder.as_posix().removeprefix(".") for folder in pathlib.PurePosixPath(file).parents]
    words = next(_WIDER[folder] for folder in folders if folder in _WIDER).split()
    nearest = nearest_tests(root, file)
    return [test for test in _expand(root, words) if test not in nearest]


def _expand(root: pathlib.Path, words: Iterable[str]) -> list[str]:
    """Find the files of patterns and folders, each once, in the order given."""
    found: dict[str, None] = {}
    for word in words:
        paths = sorted(root.glob(f"{word}/**/test_*.py" if (root / word).is_dir() else word))
        found |= dict.fromkeys(path.relative_to(root).as_posix() for path in paths)
    return list(found)
