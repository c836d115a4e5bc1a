"""The package as it is installed: typed, from a zip file, and with few dependencies."""

import importlib.metadata
import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys
import textwrap
import zipfile

import pytest

import pilotzones

HOME = pathlib.Path(pilotzones.__file__).parent


def test_it_works_from_a_zip_file(tmp_path):
    """Tables are read through importlib_resources, so no file system is needed."""
    archive = tmp_path / "pilotzones.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for file in HOME.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                zipped.write(file, pathlib.Path("pilotzones", file.relative_to(HOME)))
    code = (
        f"import sys; sys.path.insert(0, {str(archive)!r})\n"
        "import pilotzones; assert '.zip' in pilotzones.__file__\n"
        "print(len(pilotzones.zones_in('浙江')), pilotzones.batch_of('杭州').number,"
        " pilotzones.is_eligible('04090000', '2018-12-31'), len(pilotzones.verify()) > 0)\n"
        "pilotzones.Dataset.default().check()"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=False, text=True)
    assert (done.stdout, done.stderr) == ("12 1 True True\n", "")


def test_a_table_missing_from_a_zip_file_is_one_clear_error(tmp_path):
    """Also where the package is not a folder."""
    archive = tmp_path / "pilotzones.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for file in HOME.rglob("*"):
            if file.is_file() and file.name != "zones.csv":
                zipped.write(file, pathlib.Path("pilotzones", file.relative_to(HOME)))
    code = f"import sys; sys.path.insert(0, {str(archive)!r})\nimport pilotzones; pilotzones.zones()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert "DataIntegrityError: zones.csv: it cannot be read" in done.stderr


DEPENDENCIES = ("attr", "attrs", "cattr", "cattrs", "importlib_resources", "typing_extensions", "exceptiongroup")


def test_it_works_as_a_zipapp(tmp_path):
    """One file with the package and what it needs; nothing else that is installed can be imported."""
    app = tmp_path / "app"
    for name in ("pilotzones", *DEPENDENCIES):
        found = importlib.util.find_spec(name)
        if found is None:  # a newer Python does not need it
            continue
        file = pathlib.Path(found.origin)
        if file.name == "__init__.py":
            shutil.copytree(file.parent, app / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(file, app / file.name)
    (app / "__main__.py").write_text(
        "import sys, pilotzones, pilotzones.serial\n"
        "assert '.pyz' in pilotzones.__file__ and not [path for path in sys.path if 'site-packages' in path]\n"
        "zone = pilotzones.covering_zone('昆山', '2022-03-01')\n"
        "print(len(pilotzones.zones_in('浙江', '2022-03-01')), zone.id, pilotzones.is_eligible('95061100', '2022-03-01'))\n"
        "assert pilotzones.serial.from_json(pilotzones.serial.to_json(zone), pilotzones.Zone) == zone\n"
        "pilotzones.verify()\n",
        "utf-8",
    )
    subprocess.run([sys.executable, "-m", "zipapp", app, "-c", "-o", tmp_path / "app.pyz"], check=True)
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", tmp_path / "app.pyz"], capture_output=True, check=False, text=True
    )
    assert (done.stdout, done.stderr) == ("12 suzhou-jiangsu True\n", "")


READ_ONLY = """
    import os, sys
    sys.modules["platformdirs"] = None if sys.argv[1] == "without" else __import__("platformdirs")

    def refuse(event, arguments):
        if event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(f"read-only: {arguments[0]}")
        if event.split(".")[0] in {"os", "tempfile", "shutil"} and event not in {"os.listdir", "os.scandir", "os.fork"}:
            raise OSError(f"read-only: {event} {arguments}")

    sys.addaudithook(refuse)
    import pilotzones
    print(pilotzones.is_eligible("95061100", "2022-03-01"), len(pilotzones.zones_in("浙江", "2022-03-01")))
    print(pilotzones.eligibility("04090000", "2018-12-31").status, pilotzones.coverage() is not None)
"""


@pytest.mark.parametrize("library", ["with", "without"])
@pytest.mark.parametrize("home", ["/nonexistent", "/proc/1", ""])
def test_it_works_where_nothing_can_be_written(library, home, tmp_path):
    """As in a function of a cloud: the home is not there, or not to be written; nothing is even tried."""
    if library == "with":
        pytest.importorskip("platformdirs")
    left_out = ("PILOTZONES_DATA", "HOME", "COV")  # coverage would write what it measured
    environ = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    environ |= {"HOME": home} if home else {}
    done = subprocess.run(
        [sys.executable, "-B", "-X", "utf8", "-c", textwrap.dedent(READ_ONLY), library],
        env=environ | {"XDG_DATA_HOME": "/nonexistent/share"},
        cwd=tmp_path,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.stdout, done.stderr) == ("True 12\nlisted True\n", "")


def test_it_is_marked_as_typed():
    """PEP 561."""
    assert (HOME / "py.typed").is_file()


def test_it_needs_three_packages_and_python_without_an_upper_cap():
    """Everything else is an extra."""
    metadata = importlib.metadata.metadata("pilotzones")
    required = [line for line in metadata.get_all("Requires-Dist") if "extra ==" not in line]
    assert sorted(line.split(">")[0] for line in required) == ["attrs", "cattrs", "importlib-resources"]
    assert metadata["Requires-Python"] == ">=3.10"
    assert metadata["License-Expression"] == "MIT"


def test_it_has_what_is_used_and_no_more():
    """No test, no tool and nothing that was made on the way; every file of the package is there."""
    installed = [file for file in importlib.metadata.files("pilotzones") if file.suffix != ".pyc"]
    owned = {file.parts[0] for file in installed if file.parts[0] != ".."}
    commands = {file.name for file in installed if file.parts[0] == ".."}
    editable = {"_editable_impl_pilotzones.pth"} & owned
    metadata = next(name for name in owned if name.endswith(".dist-info"))
    assert commands <= {"pilotzones", "pilotzones.exe"}
    assert owned == {metadata, *editable} | ({"pilotzones"} - ({"pilotzones"} if editable else set()))
    files = {file.relative_to(HOME) for file in HOME.rglob("*") if file.is_file() and "__pycache__" not in file.parts}
    assert {file.suffix for file in files} == {".py", ".csv", ".zip", ".json", ".typed"}
    assert not {part for file in files for part in file.parts} & {"tests", "tools", "bench", "conftest.py"}
    if not editable:
        assert {pathlib.Path("pilotzones", file) for file in files} == {
            pathlib.Path(file) for file in installed if file.parts[0] == "pilotzones"
        }


def test_license_and_notice_ship():
    """GeoNames must be credited wherever the coordinates go."""
    files = {file.name: file for file in importlib.metadata.files("pilotzones")}
    assert "CC BY 4.0" in files["NOTICE"].read_text("utf-8") or "Attribution 4.0" in files["NOTICE"].read_text("utf-8")
    assert "LICENSE" in files
