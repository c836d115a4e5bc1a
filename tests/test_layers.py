"""The layers of ``docs/reference/architecture.md``: which folder may import which, and one name for one thing."""

import ast
import collections
import importlib
import inspect
import pathlib
import pkgutil

import pytest

import pilotzones

HOME = pathlib.Path(pilotzones.__file__).parent

GROUND = {
    *(
        "errors",
        "messages",
        "arguments",
        "hscode",
        "code_refusals",
        "dates",
        "iso_texts",
        "paths",
        "whole_files",
        "lazy_names",
        "code_ranges",
        "once",
        "staleness",
        "logs",
    ),
}
CORE = {
    "face",
    "dataset",
    "dataset_base",
    "substitution",
    "calls",
    "serial",
    "pydantic_schemas",
    "wording",
    "geography",
    "positive_list",
    "dated_rules",
    "tables",
    "records",
}
BESIDE = {"annex", "frames", "pictures", "strategies", "plugins", "cli"}
"""Folders that use the core, and that nothing in the core imports."""

MAY_IMPORT = {
    "records": GROUND,
    "wording": GROUND | {"records"},
    "serial": GROUND | {"records", "dataset"},
    "pydantic_schemas": {"serial"},
    "tables": GROUND | {"records"},
    "dataset_base": GROUND | {"records", "tables"},
    "geography": GROUND | {"records", "tables", "dataset_base", "wording"},
    "positive_list": GROUND | {"records", "tables", "dataset_base", "wording"},
    "dated_rules": GROUND | {"records", "tables", "dataset_base"},
    "dataset": GROUND
    | {"records", "tables", "dataset_base", "geography", "positive_list", "dated_rules", "substitution"},
    "substitution": GROUND | {"dataset"},
    "calls": GROUND | {"records", "substitution", "dataset", "positive_list"},
    "face": {"dataset"},
}
"""What each part of the core may import, for types too; each may import itself."""

GROUND_IMPORTS = {
    "errors": set(),
    "messages": set(),
    "once": set(),
    "arguments": {"errors"},
    "hscode": {"errors", "arguments", "code_refusals"},
    "code_refusals": {"arguments", "hscode", "messages"},
    "dates": {"errors", "messages", "arguments", "iso_texts"},
    "iso_texts": {"messages", "arguments", "dates"},
    "paths": {"errors", "arguments"},
    "whole_files": set(),
    "lazy_names": set(),
    "staleness": {"errors", "messages", "arguments", "dates", "logs"},
    "logs": set(),
    "code_ranges": {"hscode"},
}

UPWARD = {
    "errors": {"wording": "an error explains itself"},
    "messages": {"wording": "its Chinese"},
    "records.list_answers": {"wording": "an answer explains itself"},
    "records.rules": {"wording": "a rule explains itself"},
    "records.import_answers": {"wording": "an answer explains itself"},
    "records.record": {"calls": "a record is shown as a question", "pydantic_schemas": "pydantic asks the record"},
}
"""Imports that run up, inside a function and only when they are needed, with the reason."""

INNER = {
    # In these, what a side folder does must be exactly what the core does.
    ("frames", "geography.names"): "texts are normalised in SQL as names.py does it",
    ("frames", "geography.written"): "what is outside the mainland is a status of its own",
}
"""Imports of the inside of ``geography`` and ``positive_list`` by a folder beside, with the reason."""


def modules():
    """Every module by its dotted name below the package, with its source."""
    for file in sorted(HOME.rglob("*.py")):
        parts = file.relative_to(HOME).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield name, file.read_text("utf-8")


SOURCES = dict(modules())


def imports(source, *, at_module_level=False, for_types=True):
    """Go through the modules of this package that a source imports."""
    for node, inside in walk(ast.parse(source), set()):
        if (at_module_level and "function" in inside) or (not for_types and "types" in inside):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "pilotzones")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "pilotzones":
            for alias in node.names:
                inner = f"{node.module}.{alias.name}".removeprefix("pilotzones.")
                yield f"pilotzones.{inner}" if inner in SOURCES else node.module


def walk(node, inside):
    """Go through all nodes, each with what it lies in: a function, a block for type checkers."""
    for child in ast.iter_child_nodes(node):
        around = set(inside)
        if isinstance(child, (ast.FunctionDef, ast.Lambda)):
            around.add("function")
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            around.add("types")
        yield child, around
        yield from walk(child, around)


def below(dotted):
    """Take the package's own name off."""
    return dotted.removeprefix("pilotzones").removeprefix(".")


def part(name):
    """The top-level module or folder that a module belongs to."""
    return name.split(".")[0]


def test_every_module_has_its_layer():
    """A new folder or module at the top says where it belongs."""
    known = GROUND | CORE | BESIDE | {"", "__main__"}
    assert {part(name) for name in SOURCES} <= known


@pytest.mark.parametrize("name", sorted(name for name in SOURCES if part(name) in MAY_IMPORT.keys() | GROUND))
def test_arrows_run_down(name):
    """Also those for types, and those inside functions: geography, list and rules are apart, nothing is beside."""
    allowed = MAY_IMPORT.get(part(name), GROUND_IMPORTS.get(part(name))) | {part(name), ""}
    found = {part(below(imported)) for imported in imports(SOURCES[name])}
    assert found - allowed == UPWARD.get(name, {}).keys()
    # At module level nothing runs up.
    at_once = {part(below(imported)) for imported in imports(SOURCES[name], at_module_level=True, for_types=False)}
    assert at_once <= allowed


@pytest.mark.parametrize("name", sorted(name for name in SOURCES if part(name) in BESIDE))
def test_folders_beside_use_the_face_and_the_ground(name):
    """And of geography and the positive list, at run time, the errors alone."""
    for imported in imports(SOURCES[name], for_types=False):
        inner = below(imported)
        if part(inner) in {"geography", "positive_list", "dated_rules"} and not inner.endswith(".errors"):
            assert (part(name), inner) in INNER


def test_no_module_of_the_package_is_imported_in_a_circle():
    """At module level, that is when it is first imported."""
    graph = {
        name: {below(imported) for imported in imports(source, at_module_level=True, for_types=False)} - {name, ""}
        for name, source in SOURCES.items()
    }
    # A folder's own __init__ is run before its modules, so they may import what it does not import itself.
    done, path = set(), []

    def visit(name):
        assert name not in path, f"a circle: {' -> '.join([*path[path.index(name) :], name])}"
        if name not in done:
            path.append(name)
            for other in sorted(graph.get(name, ())):
                visit(other)
            path.pop()
            done.add(name)

    for name in sorted(graph):
        visit(name)


def test_no_class_name_has_two_meanings():
    """Private ones too: a reader must not ask which one is meant."""
    classes = collections.defaultdict(list)
    for name, source in SOURCES.items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ClassDef):
                classes[node.name.lstrip("_")].append(name)
    assert {name: where for name, where in classes.items() if len(where) > 1} == {}


def test_no_module_name_has_two_meanings():
    """But for those that every folder may have."""
    shared = {"__init__", "__main__", "errors", "questions", "records", "reading"}
    names = collections.Counter(file.stem for file in HOME.rglob("*.py"))
    assert {name for name, count in names.items() if count > 1} <= shared


def test_no_module_is_hidden_by_a_function_of_its_package():
    """``pilotzones.x.y`` is the module or the function, whichever was imported last, if both have the name."""
    for found in pkgutil.walk_packages(pilotzones.__path__, "pilotzones."):
        if found.ispkg:
            package = importlib.import_module(found.name)
            inside = {module.name for module in pkgutil.iter_modules(package.__path__)}
            hidden = {name for name in inside if inspect.isfunction(getattr(package, name, None))}
            assert hidden == set(), found.name
