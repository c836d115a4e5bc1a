"""Folders of installed annexes, changed from outside."""

import hashlib
import json


def read_all(folder):
    """Read all files of a folder, but for the one that is locked."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.*") if file.name != ".lock"}


def tables_of(folder):
    """Find the folder of the tables that are in use."""
    return folder / json.loads((folder / "current.json").read_bytes())["tables"]


def to_older_layout(folder):
    """Turn a folder into one of the layout of earlier releases: the tables in the folder itself."""
    tables = tables_of(folder)
    for file in tables.iterdir():
        file.rename(folder / file.name)
    tables.rmdir()
    (folder / "current.json").unlink()
    (folder / ".lock").unlink()


def change_file(file, change):
    """Rewrite a file's text."""
    file.write_text(change(file.read_text("utf-8")), "utf-8")


def change_table(folder, name, change):
    """Change a file as a release that wrote it so would have: index, folder and pointer follow from it."""
    tables = tables_of(folder)
    change_file(tables / name, change)
    index = json.loads((tables / "annexes.json").read_bytes())
    for table in index["tables"]:
        index["tables"][table] = hashlib.sha256((tables / f"{table}.csv").read_bytes()).hexdigest()
    (tables / "annexes.json").write_text(json.dumps(index), "utf-8")
    sha256 = hashlib.sha256((tables / "annexes.json").read_bytes()).hexdigest()
    tables.rename(folder / f"tables-{sha256[:16]}")
    (folder / "current.json").write_text(json.dumps({"tables": f"tables-{sha256[:16]}", "sha256": sha256}), "utf-8")
