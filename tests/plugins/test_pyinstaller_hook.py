"""What PyInstaller finds by itself: a program in one file answers as the package does."""

import importlib.util
import os
import pathlib
import runpy
import subprocess
import sys
import textwrap
import types

import pytest

import pilotzones
from pilotzones.plugins.pyinstaller_hook import get_hook_dirs

HOME = pathlib.Path(pilotzones.__file__).parent
MODULES = [
    "pilotzones",
    "pilotzones.__main__",
    "pilotzones.face",
    "pilotzones.tables",
    "pilotzones.tables.reading",
    "pilotzones.annex",
    "pilotzones.annex.reading",
    "pilotzones.cli",
    "pilotzones.frames.engines",
    "pilotzones.pictures.saving",
    "pilotzones.plugins.hypothesis_hook",
    "pilotzones.strategies",
]

PROGRAM = """
    import sys
    import pilotzones
    from pilotzones import annex

    print(pilotzones.is_eligible("95061100", "2022-03-01"), pilotzones.covering_zone("昆山", "2022-03-01").id)
    print(len(pilotzones.zones_in("浙江", "2022-03-01")), pilotzones.data_version(), len(pilotzones.verify()) > 10)
    print(annex.read(sys.argv[1]).announcement.id, sys.frozen)
"""
UNUSED = (
    "IPython PIL cryptography duckdb hypothesis matplotlib narwhals numpy pandas polars pyarrow scipy tkinter".split()
)


@pytest.fixture
def collected(monkeypatch):
    """Run a hook with functions in the place of PyInstaller's own."""
    hooks = types.ModuleType("PyInstaller.utils.hooks")
    hooks.collect_data_files = lambda package, excludes: [(package, *excludes)]
    hooks.collect_submodules = lambda package, **keep: [
        name for name in MODULES if f"{name}.".startswith(f"{package}.") and all(keeps(name) for keeps in keep.values())
    ]
    for name in ("PyInstaller", "PyInstaller.utils"):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    (folder,) = get_hook_dirs()
    package = "pilotzones.plugins.pyinstaller_hook"
    return lambda name: runpy.run_path(f"{folder}/hook-{name}.py", run_name=f"{package}.hook-{name}")


def test_the_tables_and_what_is_loaded_by_name_come_in(collected):
    """But nothing for tests, and nothing that drags large libraries in: a program that uses these imports them."""
    found = collected("pilotzones")
    assert found["datas"] == [("pilotzones", "**/*.typed")]
    assert found["hiddenimports"] == ["pilotzones", "pilotzones.face", "pilotzones.tables", "pilotzones.tables.reading"]
    assert found["excludedimports"] == ["hypothesis", "pytest", "pilotzones.strategies"]


def test_a_program_that_reads_annexes_has_all_that_reads_them(collected):
    """Only then."""
    assert collected("pilotzones.annex")["hiddenimports"] == ["pilotzones.annex", "pilotzones.annex.reading"]


def test_pyinstaller_builds_one_file_that_answers(tmp_path):
    """It finds the hooks by itself; the program runs where there is no home, and reads an annex too."""
    if importlib.util.find_spec("PyInstaller") is None:
        pytest.skip("PyInstaller is not installed")
    (tmp_path / "program.py").write_text(textwrap.dedent(PROGRAM), "utf-8")
    annex = "跨境电子商务零售进口商品清单（2019年版）\n序号,税则号列,货品名称,备注\n1,04029100,浓缩乳及奶油,\n"
    (tmp_path / "annex.csv").write_text(annex, "utf-8")
    without = [part for name in UNUSED for part in ("--exclude-module", name)]
    build = [sys.executable, "-m", "PyInstaller", "--onefile", "--noconfirm", "--log-level", "ERROR", *without]
    environ = os.environ | {"PYINSTALLER_CONFIG_DIR": str(tmp_path / "cache"), "PYTHONWARNINGS": ""}
    subprocess.run([*build, "program.py"], cwd=tmp_path, env=environ, check=True, capture_output=True, timeout=300)
    alone = {"HOME": "/nonexistent", "PILOTZONES_DATA": "", "PYTHONUTF8": "1", "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [tmp_path / "dist" / "program", "annex.csv"],
        cwd=tmp_path,
        env=alone,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    version = pilotzones.data_version()
    assert (done.stdout, done.stderr) == (f"True suzhou-jiangsu\n12 {version} True\n2019-96 True\n", "")
