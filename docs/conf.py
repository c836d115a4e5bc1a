"""Sphinx configuration: furo, MyST, and warnings that are errors (``-W -n``)."""

from __future__ import annotations

import logging
import pathlib
import sys
from typing import TYPE_CHECKING

from pilotzones import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx

EXTENSIONS = pathlib.Path(__file__).parent / "_ext"
sys.path.insert(0, str(EXTENSIONS))

logging.getLogger("pilotzones").setLevel("ERROR")  # which data answers is no news here

project = "pilotzones"
author = "The pilotzones authors"
copyright = "2026, the pilotzones authors"  # noqa: A001 - Sphinx's own name
version = release = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "chinese_search",
    "command_options",
    "data_tables",
    "repository_files",
    "trimmed_text",
    "drawn_pictures",
]
exclude_patterns = ["_build", "_ext"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "pilotzones"
html_logo = "_static/mark.svg"
html_favicon = "_static/mark.svg"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = ["sortable.js"]
html_copy_source = False
html_search_scorer = str(EXTENSIONS / "search_scorer.js")
html_theme_options = {
    "footer_icons": [],
    "light_css_variables": {"color-brand-primary": "#1d4f91", "color-brand-content": "#1d4f91"},
    "dark_css_variables": {"color-brand-primary": "#8ab8f5", "color-brand-content": "#8ab8f5"},
}
pygments_style = "a11y-light"
pygments_dark_style = "a11y-high-contrast-dark"

autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_member_order = "bysource"
maximum_signature_line_length = 72
python_use_unqualified_type_names = True
napoleon_use_rtype = False
napoleon_custom_sections = [("Source", "notes_style")]
nitpick_ignore = [
    ("py:exc", "InvalidArgument"),  # of Hypothesis
    ("py:class", "Decimal"),
    ("py:class", "pilotzones.dataset_base.Sourced"),  # any record with sources
    # Variables of types, and two types that only say what is handed on.
    ("py:class", "pilotzones.frames.screening.FrameT"),
    ("py:class", "pilotzones.frames.tagging.FrameT"),
    ("py:class", "pilotzones.records.day_tuples.Member"),
    ("py:class", "pilotzones.serial.kinds.Kind"),
    ("py:class", "pilotzones.strategies.drawn_records.Record"),
    ("py:class", "pilotzones.substitution.WorkerStart"),
    ("py:class", "pilotzones.tables.folders.Folder"),
]
# Names of the standard library and of other libraries, which have their own documentation.
nitpick_ignore_regex = [
    (
        "py:.*",
        r"(datetime|collections|typing|os|pathlib|decimal|contextlib|hypothesis|pandas|narwhals|matplotlib|abc)\..*",
    ),
]


def say_language(_app: Sphinx, page: str, _template: str, context: dict[str, object], _doctree: object) -> None:
    """Mark the Chinese pages as Chinese."""
    if page.startswith("zh/"):
        context["language"] = "zh-CN"


def setup(app: Sphinx) -> None:
    """Connect what is the site's own."""
    app.connect("html-page-context", say_language)
