"""How the texts of a Word file are printed, by their styles: raised, lowered, struck or hidden."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.annex.readers.pieces import read_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilotzones.annex.readers.archives import Package

_RELATION = re.compile(
    r"""<(?:\w+:)?Relationship\b(?=[^>]*\bType=["'][^"']*/relationships/styles["'])[^>]*\bTarget=["']([^"']+)"""
)
_OFF = frozenset(("0", "false", "off", "none"))
_SWITCHES = ("strike", "dstrike", "vanish")
_PROPERTIES = frozenset(("vertAlign", "position", *_SWITCHES))
RAISED, LOWERED, LEVEL = "superscript", "subscript", "baseline"
"""Where a text stands (ST_VerticalAlignRun, ISO/IEC 29500-1, 22.9.2.17)."""


class WordLook(NamedTuple):
    """How a text is printed; None where its properties do not say it.

    Attributes:
        shift: whether it is smaller and raised or lowered.
        position: whether it is raised or lowered in its own size.
        strike: whether it is struck.
        dstrike: whether it is struck twice.
        vanish: whether it is hidden.
    """

    shift: str | None = None
    position: str | None = None
    strike: bool | None = None
    dstrike: bool | None = None
    vanish: bool | None = None

    @property
    def is_struck(self) -> bool:
        """Whether it is struck, in either way."""
        return bool(self.strike or self.dstrike)

    def over(self, below: WordLook) -> WordLook:
        """Take what this says, and of the rest what the other says."""
        if self is _PLAIN or below is _PLAIN:  # as nearly all are
            return below if self is _PLAIN else self
        return WordLook(
            shift=below.shift if self.shift is None else self.shift,
            position=below.position if self.position is None else self.position,
            strike=below.strike if self.strike is None else self.strike,
            dstrike=below.dstrike if self.dstrike is None else self.dstrike,
            vanish=below.vanish if self.vanish is None else self.vanish,
        )


_PLAIN = WordLook()


class _Style(NamedTuple):
    look: WordLook
    parent: str


class Looks:
    """The styles of a file, of which only what makes a text raised, lowered, struck or hidden counts."""

    def __init__(self, styles: Any | None) -> None:  # noqa: ANN401 - lxml's
        """Take the root of the part with the styles; None if there is none."""
        found = () if styles is None else tuple(styles.iterchildren("{*}style"))
        defaults = None if styles is None else styles.find("{*}docDefaults/{*}rPrDefault/{*}rPr")
        self._default = read_look(defaults)
        self._styles: Mapping[tuple[str, str], _Style] = {
            (read_attribute(style, "type"), read_attribute(style, "styleId")): _Style(
                read_look(next(style.iterchildren("{*}rPr"), None)), _read_property(style, "basedOn")
            )
            for style in found
        }
        self._defaults = {
            read_attribute(style, "type"): read_attribute(style, "styleId")
            for style in found
            if read_attribute(style, "default") not in ("", *_OFF)
        }
        self._known: dict[tuple[str, str], WordLook] = {}

    def of_table(self, table: Any) -> WordLook:  # noqa: ANN401 - lxml's
        """Find how the text of a table is printed, if its paragraphs do not say it."""
        return self._of_style("table", next(table.iterchildren("{*}tblPr"), None), "tblStyle").over(self._default)

    def of_paragraph(self, paragraph: Any, around: WordLook | None) -> WordLook:  # noqa: ANN401 - lxml's
        """Find how the text of a paragraph is printed, if its runs do not say it.

        Args:
            paragraph: the paragraph.
            around: how the text of its table is printed; None outside tables.
        """
        own = self._of_style("paragraph", next(paragraph.iterchildren("{*}pPr"), None), "pStyle")
        return own.over(self._default if around is None else around)

    def of_run(self, run: Any, around: WordLook) -> WordLook:  # noqa: ANN401 - lxml's
        """Find how a run is printed.

        What its own properties say counts most. Of its style and that of its paragraph, one that hides the text
        undoes the other (a toggle property, ISO/IEC 29500-1, 17.7.3); with the struck ones it would be the same, but a
        text is rather taken to be struck, so that its row is named.

        Args:
            run: the run.
            around: how the text of its paragraph is printed.
        """
        properties = next(run.iterchildren("{*}rPr"), None)
        style = self._of_style("character", properties, "rStyle")
        own = read_look(properties)
        if style is _PLAIN:
            return own.over(around)
        look = style._replace(
            strike=style.strike or around.strike,
            dstrike=style.dstrike or around.dstrike,
            vanish=bool(style.vanish) != bool(around.vanish),
        )
        return own.over(look.over(around))

    def _of_style(self, kind: str, properties: Any | None, name: str) -> WordLook:  # noqa: ANN401 - lxml's
        """Find what the style in some properties says; the default one, if they name none."""
        given = "" if properties is None else _read_property(properties, name)
        key = (kind, given if (kind, given) in self._styles else self._defaults.get(kind, ""))
        if key not in self._known:
            self._known[key] = self._resolve(key)
        return self._known[key]

    def _resolve(self, key: tuple[str, str]) -> WordLook:
        """Put a style over those that it is based on."""
        look = _PLAIN
        seen: set[tuple[str, str]] = set()
        while key not in seen and key in self._styles:
            seen.add(key)
            look = look.over(self._styles[key].look)
            key = (key[0], self._styles[key].parent)
        return look


def read_looks(package: Package, main: str) -> Looks:
    """Read the styles that belong to a part of a file.

    Raises:
        AnnexFileError: for styles that are damaged.
    """
    folder, name = posixpath.split(main)
    relations = package.read(posixpath.join(folder, "_rels", f"{name}.rels")).decode("utf-8", "replace")
    relation = _RELATION.search(relations)
    part = posixpath.normpath(posixpath.join("/", folder, relation[1] if relation else "styles.xml")).lstrip("/")
    return Looks(package.parse(part, "DOCX") if package.read(part) else None)


def read_look(properties: Any | None) -> WordLook:  # noqa: ANN401 - lxml's
    """Read what the properties of a run or a style say."""
    if properties is None:
        return _PLAIN
    names = ((read_name(element), element) for element in properties.iterchildren("{*}*"))
    values = {name: read_value(element) for name, element in names if name in _PROPERTIES}
    if not values:
        return _PLAIN
    return WordLook(
        values.get("vertAlign"),
        _read_position(values["position"]) if "position" in values else None,
        *(values[name] not in _OFF if name in values else None for name in _SWITCHES),
    )


def _read_position(value: str) -> str:
    """Read a position, in half-points or with a unit, such as "6", "-6" or "3pt"."""
    if not value.strip("+-0. ptcmin"):
        return LEVEL
    return LOWERED if value.strip().startswith("-") else RAISED


def is_on(properties: Any, name: str) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether a property is given and is not off."""
    found = next(properties.iterchildren(f"{{*}}{name}"), None)
    return found is not None and read_value(found) not in _OFF


def read_value(element: Any) -> str:  # noqa: ANN401 - lxml's
    """Read a property's value."""
    return read_attribute(element, "val")


def _read_property(properties: Any, name: str) -> str:  # noqa: ANN401 - lxml's
    found = next(properties.iterchildren(f"{{*}}{name}"), None)
    return "" if found is None else read_value(found)


def read_attribute(element: Any, wanted: str) -> str:  # noqa: ANN401 - lxml's
    """Read an attribute by its local name: strict and transitional files have different namespaces."""
    return next((str(value) for name, value in element.items() if name.rpartition("}")[2] == wanted), "")
