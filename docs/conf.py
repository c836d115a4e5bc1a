"""Sphinx configuration: furo, MyST, and warnings that are errors (``-W -n``)."""

from pilotzones import __version__

project = "pilotzones"
author = "The pilotzones authors"
copyright = "2026, the pilotzones authors"  # noqa: A001 - Sphinx's own name
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "furo"
html_title = "pilotzones"
exclude_patterns = ["_build"]
myst_heading_anchors = 3
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_use_rtype = False
napoleon_custom_sections = [("Source", "notes_style")]
# The forms that an argument may take are said where it is described.
nitpick_ignore = [
    ("py:class", "Action"),
    ("py:class", "Covers"),
    ("py:class", "DateLike"),
    ("py:class", "Kind"),
    ("py:class", "datetime.date"),
    ("py:exc", "InvalidArgument"),
]
