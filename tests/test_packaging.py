"""The package as it is installed: typed, from a zip file, and with few dependencies."""

import importlib.metadata
import pathlib
import subprocess
import sys
import zipfile

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
