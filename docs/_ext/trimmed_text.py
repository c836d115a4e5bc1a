"""Text as it should stand: code without the blank line that ends an example, Chinese without blanks at line ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

WIDE = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u201c\u201d]"
BREAK = re.compile(f"(?<={WIDE})\\n(?={WIDE})")

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def trim(_app: Sphinx, tree: nodes.document) -> None:
    """Take the blank lines off the end of each block of code, and the ends of lines out of Chinese."""
    for block in tree.findall(nodes.literal_block):
        block.rawsource = block.rawsource.rstrip()
        block[:] = [nodes.Text(block.astext().rstrip())]
    for text in [*tree.findall(nodes.Text)]:
        if BREAK.search(text) and not isinstance(text.parent, nodes.literal_block):
            text.parent.replace(text, nodes.Text(BREAK.sub("", text)))


def setup(app: Sphinx) -> dict[str, bool]:
    """Trim every page."""
    app.connect("doctree-read", trim)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
