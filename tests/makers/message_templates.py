"""The templates of messages, as they are written in the source."""

import ast
import pathlib
import string

import pilotzones
from pilotzones.cli import argparse_words
from pilotzones.geography.refusals import INVALID

HOME = pathlib.Path(pilotzones.__file__).parent


def facts_in(template):
    """List the names in braces, whatever form each has."""
    return sorted({name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(template) if name is not None})


def sentences(node):
    """Go through the templates in an argument: the text, both of an alternative, both of a ``Way``."""
    if isinstance(node, ast.IfExp):
        yield from (*sentences(node.body), *sentences(node.orelse))
    elif isinstance(node, ast.Call):
        yield from (argument.value for argument in node.args)
    elif isinstance(node, ast.Starred):
        yield from sentences(node.value)
    elif isinstance(node, ast.List):
        yield from (template for element in node.elts for template in sentences(element))
    elif isinstance(node, ast.Constant):
        yield node.value


def messages_in(file):
    """Go through the messages of a module: the templates of each, and the facts that it is given."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        made = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if made in {"Message", "wrong_use"}:
            templates = [template for argument in node.args for template in sentences(argument)]
            names = {keyword.arg for keyword in node.keywords}
            if made == "wrong_use":  # its help and near misses are sentences of their own
                names -= {"near"}
                names = names - {"help_of"} | ({"command"} if "{command}" in "".join(templates) else set())
            if templates:
                yield templates, names


def said_to_programs(node):
    """Go through the sentences that only a program is told."""
    for way in ast.walk(node):
        if isinstance(way, ast.Call) and getattr(way.func, "id", "") == "Way" and isinstance(way.args[0], ast.Constant):
            yield way.args[0].value


FILES = sorted(HOME.rglob("*.py"))
MESSAGES_WRITTEN = [message for file in FILES for message in messages_in(file)]
TEMPLATES = {
    *(template for templates, _ in MESSAGES_WRITTEN for template in templates),
    *INVALID.values(),
    *argparse_words.TEMPLATES,
}
SAID_TO_PROGRAMS = {text for file in FILES for text in said_to_programs(ast.parse(file.read_text("utf-8")))} | {
    INVALID["not text"]
}


def templates_about_places():
    """Collect the templates of the errors about places and batches."""
    written = messages_in(HOME / "geography" / "refusals.py")
    return {template for templates, _ in written for template in templates} | set(INVALID.values())
