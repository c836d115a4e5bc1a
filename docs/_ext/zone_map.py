"""``{zone-map}``: the map of the zones, drawn when the site is built."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE = "zone-map-{}.svg"


def draw(path: pathlib.Path, language: str) -> bool:
    """Draw the map into a file; False where this release cannot."""
    try:
        from pilotzones import pictures  # noqa: PLC0415
    except ImportError:
        return False
    try:
        picture = pictures.zone_map(lang=language)
    except pictures.MissingFontError:  # a machine without Chinese characters
        picture = pictures.zone_map(lang="en")
    pictures.save(picture, path)
    return True


class ZoneMap(SphinxDirective):
    """A picture with its caption; the argument is the language of its words."""

    required_arguments: ClassVar[int] = 1
    has_content: ClassVar[bool] = True

    def run(self) -> list[nodes.Node]:
        """Draw it beside the other pictures of the site."""
        language = self.arguments[0]
        folder = pathlib.Path(self.env.app.outdir, "_static")
        folder.mkdir(parents=True, exist_ok=True)
        if not draw(folder / FILE.format(language), language):
            return []
        caption = " ".join(self.content)
        file = f"{'../' * self.env.docname.count('/')}_static/{FILE.format(language)}"
        html = (
            f'<figure class="zone-map"><a href="{file}"><img src="{file}" alt="{caption}"></a>'
            f"<figcaption>{caption}</figcaption></figure>"
        )
        return [nodes.raw("", html, format="html")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive."""
    app.add_directive("zone-map", ZoneMap)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
