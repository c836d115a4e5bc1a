"""Mutants of a module: the same code with one small fault each, drawn so that they spread over its lines.

Most faults are those of mutmut. Left out are its two that make nearly every run crash, and so show little of the
tests: None in the place of a value or an argument. Added are some that it does not do, because tests once missed such
faults here: a slice without a bound, a condition turned round, a text or a pattern without one of its characters,
a call without one of its named arguments, a statement left out.
No mutants are made of what does not decide an answer when the code runs: annotations (mypy and pyright check them),
imports, docstrings, names of types, ``strict=`` of ``zip``, which guards against faults of the code itself, and the
wording of messages, that is a text with a blank in it, or a Chinese one that a table gives for a word.
"""

# pyright: reportMissingImports=false
from __future__ import annotations

import ast
import difflib
import random
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_arg_removal, operator_assignment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    _Fault = tuple[cst.CSTNode, cst.CSTNode, int]
    Operators = Iterable[tuple[type, Callable[[Any], Iterable[cst.CSTNode]]]]

# The first argument of these is a type or its name.
_TYPING = ("cast", "NewType", "ParamSpec", "TypeVar")

# An escape is one character; brackets stay, since a pattern without one of them is none.
_CHARACTER = re.compile(r"\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{2}|\\.|[^\\(){}\[\]]")

# Whether a Chinese word is the right one no test can say, unless it has a copy of it.
_CHINESE = re.compile("[\u4e00-\u9fff]")


class Mutant(NamedTuple):
    """A module with one fault: its whole text, the number of the line, and the lines without and with the fault."""

    text: str
    number: int
    line: str
    instead: str


def draw_mutants(text: str, count: int, seed: int) -> list[Mutant]:
    """Draw mutants of a module: no line has a second one before each line that can have one has it.

    Args:
        text: the source of the module.
        count: how many; fewer come back only if there are no more.
        seed: the same seed draws the same mutants of the same text.

    Returns:
        The mutants, in the order of their lines.
    """
    wrapper = MetadataWrapper(cst.parse_module(text))
    lines = {node: extent.start.line for node, extent in wrapper.resolve(PositionProvider).items()}
    by_line: dict[int, list[tuple[cst.CSTNode, cst.CSTNode]]] = {}
    for node, changed, number in _faults(wrapper.module, lines, 1):
        by_line.setdefault(number, []).append((node, changed))
    # No secrets are made of it.
    chance = random.Random(seed)  # noqa: S311
    for faults in by_line.values():
        chance.shuffle(faults)
    drawn: list[Mutant] = []
    known = {_meaning(text)}
    while by_line and len(drawn) < count:
        for number in chance.sample(sorted(by_line), len(by_line)):
            if not by_line[number]:
                del by_line[number]
            elif len(drawn) < count:
                node, changed = by_line[number].pop()
                mutated = cst.ensure_type(wrapper.module.deep_replace(node, changed), cst.Module).code
                meaning = _meaning(mutated)
                if meaning not in known:
                    known.add(meaning)
                    drawn.append(Mutant(mutated, number, *_difference(text, mutated)))
    return sorted(drawn, key=lambda mutant: mutant.number)


def _faults(node: cst.CSTNode, lines: Mapping[cst.CSTNode, int], above: int) -> Iterator[_Fault]:
    """Go through a tree: each node that can be changed, what it is changed to, and the number of its line."""
    if _is_left_alone(node):
        return
    number = lines.get(node, above)
    left_alone = _list_left_alone(node)
    if not left_alone:
        for kind, operator in OPERATORS:
            if isinstance(node, kind):
                yield from ((node, changed, number) for changed in operator(node))
    for child in node.children:
        if child not in left_alone:
            yield from _faults(child, lines, number)


def _is_left_alone(node: cst.CSTNode) -> bool:
    """Tell whether a node does not decide an answer when the code runs."""
    if isinstance(node, cst.SimpleString):
        return " " in node.value or node.value.startswith('"""')
    if isinstance(node, cst.If):
        return isinstance(node.test, cst.Name) and node.test.value == "TYPE_CHECKING"
    if isinstance(node, cst.Arg):
        return _is_named(node, "strict")
    return isinstance(node, (cst.Annotation, cst.Import, cst.ImportFrom, cst.Comment))


def _list_left_alone(node: cst.CSTNode) -> Sequence[cst.CSTNode]:
    """List what does not decide an answer where it is in a node: types, and the Chinese words of a table."""
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in _TYPING:
        return [*node.args[:1]]
    if isinstance(node, cst.DictElement) and isinstance(node.value, cst.SimpleString):
        return [node.value] if _CHINESE.search(node.value.value) else []
    return ()


def _is_named(argument: cst.Arg, name: str) -> bool:
    return argument.keyword is not None and argument.keyword.value == name


def _meaning(text: str) -> str | None:
    """Give what the compiler sees of a module; None if it refuses it."""
    try:
        return ast.dump(ast.parse(text))
    except SyntaxError:
        return None


def _difference(text: str, mutated: str) -> tuple[str, str]:
    """Give the lines that a mutant changes, and what it has instead, each as one line."""
    _, _, *lines = difflib.unified_diff(text.splitlines(), mutated.splitlines(), n=0, lineterm="")
    without, instead = (" ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
    return without, instead


# What mutmut does not do


def _drop_bound(node: cst.Slice) -> Iterator[cst.Slice]:
    """Leave out the first or the last index of a slice."""
    for bound in ("lower", "upper"):
        if getattr(node, bound) is not None:
            yield node.with_changes(**{bound: None})


def _turn_round(node: cst.If | cst.While | cst.IfExp | cst.CompIf) -> Iterator[cst.CSTNode]:
    """Take a condition for its opposite, for always true and for always false."""
    test = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    yield node.with_changes(test=cst.UnaryOperation(cst.Not(), test))
    for operator, constant in ((cst.Or(), "True"), (cst.And(), "False")):
        yield node.with_changes(test=cst.BooleanOperation(test, operator, cst.Name(constant)))


def _drop_character(node: cst.SimpleString) -> Iterator[cst.SimpleString]:
    """Leave out a character of a text or pattern."""
    quotes = len(node.quote)
    start = len(node.prefix) + quotes
    for found in _CHARACTER.finditer(node.value, start, len(node.value) - quotes):
        yield node.with_changes(value=node.value[: found.start()] + node.value[found.end() :])


def _drop_statement(node: cst.SimpleStatementLine) -> Iterator[cst.SimpleStatementLine]:
    """Leave out a statement that only calls something, or adds to something."""
    if isinstance(node.body[0], cst.AugAssign) or (
        isinstance(node.body[0], cst.Expr) and isinstance(node.body[0].value, cst.Call)
    ):
        yield node.with_changes(body=[cst.Pass()])


def _drop_named_argument(node: cst.Call) -> Iterator[cst.Call]:
    """Leave out a named argument, so that its default counts."""
    for index, argument in enumerate(node.args):
        if argument.keyword and not _is_named(argument, "strict"):
            yield node.with_changes(args=[*node.args[:index], *node.args[index + 1 :]])


OPERATORS: Operators = (
    *(pair for pair in mutation_operators if pair[1] not in {operator_assignment, operator_arg_removal}),
    (cst.Slice, _drop_bound),
    *((kind, _turn_round) for kind in (cst.If, cst.While, cst.IfExp, cst.CompIf)),
    (cst.SimpleString, _drop_character),
    (cst.SimpleStatementLine, _drop_statement),
    (cst.Call, _drop_named_argument),
)
