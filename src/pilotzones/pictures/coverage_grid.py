"""``coverage``: how many lines of the positive list are known and stated, by edition and section of the HS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from pilotzones.code_ranges import CodeRanges
from pilotzones.dataset import Dataset
from pilotzones.pictures.canvas import INK, RULE, canvas, check_axes, sized, write_source, write_title
from pilotzones.pictures.captions import CAPTIONS
from pilotzones.pictures.fonts import find_font
from pilotzones.pictures.legends import LETTERS
from pilotzones.pictures.palette import KNOWN, PARTLY
from pilotzones.pictures.sections import SECTIONS, Section
from pilotzones.records.languages import Language, as_language
from pilotzones.substitution import asked

if TYPE_CHECKING:
    from pilotzones.records.knowledge import EditionCoverage

_FILLS: dict[str, dict[str, Any]] = {
    "complete": {"facecolor": KNOWN, "edgecolor": KNOWN, "linewidth": 0.8},
    "partly": {"facecolor": PARTLY, "edgecolor": KNOWN, "linewidth": 0.8},
    "nothing": {"facecolor": "white", "edgecolor": RULE, "linewidth": 0.8},
}
"""How a cell is filled, by what is known of it."""


class _GridCell(NamedTuple):
    """What is known of a section under an edition, or of all of it: the share that is filled, and the text."""

    text: str
    kind: str
    share: float


def coverage(*, ax: Axes | None = None, lang: Language = "en", dataset: Dataset | None = None) -> Axes:
    """Draw how many lines of the positive list are known under each edition, by section of the HS.

    Announcements state how many lines the whole list has, and no number by section. So the first row has the known
    and the stated lines; in the rows below, a number is exact where every code of the section has an answer, and the
    least one where it has ``≥``. Annexes that are installed count.

    Args:
        ax: the Axes of matplotlib to draw into; None for one in a new figure.
        lang: ``"en"`` or ``"zh"``.
        dataset: the dataset to ask; None for the default one.

    Returns:
        The Axes, with an edition for each unit to the right and a row for each unit down, both from 0 on; ``save``
        makes a file of it.

    Raises:
        ArgumentTypeError: if ``ax`` is not an Axes, or ``lang`` not one of the words.
        MissingFontError: if no font has the characters; says what to install.

    Source:
        The Ministry of Finance's announcements; see ``pilotzones.coverage()``.

    >>> coverage().get_title(loc="left")
    'The positive list: lines known and stated, by edition and HS section'
    """
    check_axes(ax)
    lang = as_language(lang)
    data, captions = asked(dataset), CAPTIONS[lang]
    known = data.coverage()
    listed = [
        CodeRanges.of(item.hs_code for item in data.items(each.edition.effective_from)) for each in known.editions
    ]
    parts = [(_name(section, lang), section.codes) for section in SECTIONS]
    elsewhere = _outside(SECTIONS)
    if any(elsewhere.intersection(codes) for codes in listed):
        parts.append((captions["other chapters"], elsewhere))
    columns = [
        [_total(edition, captions), *(_cell(codes.intersection(part), part, edition, captions) for _, part in parts)]
        for edition, codes in zip(known.editions, listed, strict=True)
    ]
    heads = [captions["edition"].format(id=each.edition.id, day=each.edition.effective_from) for each in known.editions]
    rows = [captions["all sections"], *(name for name, _ in parts)]
    title = captions["coverage title"]
    folders = captions["folders"].format(count=len(known.folders)) if known.folders else ""
    source = captions["coverage source"].format(
        version=known.data_version, verified=known.verified_through, folders=folders
    )
    meanings = {kind: captions[kind] for kind in ("complete", "partly", "nothing")}
    texts = [title, source, *heads, *rows, *meanings.values(), *(cell.text for column in columns for cell in column)]
    font = find_font(texts)
    with canvas(ax, 10, 8.6) as axes:
        for x, column in enumerate(columns):
            for y, cell in enumerate(column):
                _draw_cell(axes, x, y, cell, font)
        _lay_out(axes, heads, rows, font)
        _write_legend(axes, meanings, font)
        write_title(axes, title, font)
        write_source(axes, source, font, 26)
    return axes


def _name(section: Section, lang: Language) -> str:
    """Name a row: the section's title, its number and its chapters."""
    chapters = section.first if section.first == section.last else f"{section.first}-{section.last}"
    return f"{section.title_zh if lang == 'zh' else section.title_en} ({section.numeral}: {chapters})"


def _outside(sections: Sequence[Section]) -> CodeRanges:
    """Gather the codes of no section: chapters 98 and 99, which each country has for itself, and what is no chapter."""
    inside = CodeRanges()
    for section in sections:
        inside = inside.union(section.codes)
    return inside.gaps()


def _total(edition: EditionCoverage, captions: dict[str, str]) -> _GridCell:
    """Give the cell of the whole list: filled as far as its lines are known."""
    kind = "complete" if edition.is_complete else "partly" if edition.known else "nothing"
    if edition.stated is None:
        return _GridCell(captions["known, not stated"].format(known=edition.known), kind, float(edition.is_complete))
    text = captions["known of stated"].format(known=edition.known, stated=edition.stated)
    return _GridCell(text, kind, edition.share or 0.0)


def _cell(listed: CodeRanges, part: CodeRanges, edition: EditionCoverage, captions: dict[str, str]) -> _GridCell:
    """Give the cell of a section: the number is exact where each of its codes has an answer."""
    if not part.without(CodeRanges(edition.known_ranges)):
        return _GridCell(f"{listed.count:,}", "complete", 1)
    if not listed:
        return _GridCell("?", "nothing", 0)
    return _GridCell(captions["at least"].format(known=listed.count), "partly", 1)


def _draw_cell(axes: Axes, x: int, y: int, cell: _GridCell, font: FontProperties) -> None:
    """Draw a cell; the first row is filled as far as lines are known."""
    axes.add_patch(Rectangle((x - 0.47, y - 0.43), 0.94, 0.86, facecolor="white", edgecolor=RULE, linewidth=0.8))
    if cell.share:
        axes.add_patch(Rectangle((x - 0.47, y - 0.43), 0.94 * cell.share, 0.86, **_FILLS[cell.kind]))
    ink = "white" if cell.kind == "complete" and cell.share == 1 else INK
    axes.text(x, y, cell.text, ha="center", va="center", color=ink, fontproperties=font, fontsize=LETTERS)


def _lay_out(axes: Axes, heads: Sequence[str], rows: Sequence[str], font: FontProperties) -> None:
    """Write the editions above and the sections on the left."""
    axes.set_xlim(-0.5, len(heads) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xticks(range(len(heads)), heads, fontproperties=font, fontsize=LETTERS)
    axes.set_yticks(range(len(rows)), rows, fontproperties=font, fontsize=LETTERS)
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelcolor=INK)
    axes.spines[:].set_visible(False)


def _write_legend(axes: Axes, meanings: dict[str, str], font: FontProperties) -> None:
    """Write below what fills mean."""
    handles = [Rectangle((0, 0), 1, 1, **_FILLS[kind]) for kind in meanings]
    axes.legend(
        handles,
        [*meanings.values()],
        loc="upper left",
        bbox_to_anchor=(0, 0),
        ncols=len(handles),
        frameon=False,
        prop=sized(font, LETTERS),
        labelcolor=INK,
        borderaxespad=0.3,
    )
