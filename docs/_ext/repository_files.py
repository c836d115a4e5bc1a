"""The repository's own files as pages: README, contributing and changes, with their links led into the site.

A page that has no other text than ``repository-file: NAME`` between the marks of a comment becomes that file.
"""

from __future__ import annotations

import pathlib
import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = pathlib.Path(__file__).parents[2]
MARK = re.compile(r"<!-- repository-file: (\S+) -->\n")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(#[^)\s]*)?\)")
PAGES = {
    "README.md": "readme.md",
    "README.zh-CN.md": "zh/readme.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "reference/changelog.md",
    "LICENSE": "reference/cite.md",
    "NOTICE": "reference/cite.md",
    "CITATION.cff": "reference/cite.md",
}


def read_file(app: Sphinx, page: str, source: list[str]) -> None:
    """Put the file in the place of the mark."""
    mark = MARK.search(source[0])
    if mark is None:
        return
    file = ROOT / mark[1]
    app.env.note_dependency(str(file))

    def to_page(link: re.Match[str]) -> str:
        target = PAGES.get(link[1]) or link[1].removeprefix("docs/")
        return f"]({posixpath.relpath(target, posixpath.dirname(page) or '.')}{link[2] or ''})"

    source[0] = source[0].replace(mark[0], LINK.sub(to_page, file.read_text("utf-8")))


def setup(app: Sphinx) -> dict[str, bool]:
    """Read such a page as its file."""
    app.connect("source-read", read_file)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
