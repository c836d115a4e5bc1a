"""``{picture} map en``: a picture of the package, drawn when the site is built, with its caption."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from pilotzones import Dataset, pictures

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DATA = Dataset.bundled()
KINDS = {"map": pictures.zone_map, "growth": pictures.growth, "coverage": pictures.coverage}


def draw(kind: str, language: str, path: pathlib.Path) -> None:
    """Draw a picture into a file: in English on a machine that has no Chinese characters."""
    try:
        picture = KINDS[kind](lang=language, dataset=DATA)
    except pictures.MissingFontError:
        picture = KINDS[kind](lang="en", dataset=DATA)
    pictures.save(picture, path)


class Picture(SphinxDirective):
    """A picture with its caption, which leads to itself in full size; the arguments are its kind and its language."""

    required_arguments: ClassVar[int] = 2
    has_content: ClassVar[bool] = True

    def run(self) -> list[nodes.Node]:
        """Draw it beside the other pictures of the site."""
        kind, language = self.arguments
        name = f"{kind}-{language}.svg"
        folder = pathlib.Path(self.env.app.outdir, "_static")
        folder.mkdir(parents=True, exist_ok=True)
        draw(kind, language, folder / name)
        caption = " ".join(self.content)
        file = f"{'../' * self.env.docname.count('/')}_static/{name}"
        html = (
            f'<figure class="picture"><a href="{file}"><img src="{file}" alt="{caption}"></a>'
            f"<figcaption>{caption}</figcaption></figure>"
        )
        return [nodes.raw("", html, format="html")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive."""
    app.add_directive("picture", Picture)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
