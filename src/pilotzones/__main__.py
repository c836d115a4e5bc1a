# PYTHON_ARGCOMPLETE_OK - as in cli/__init__.py
"""``python -m pilotzones``."""

import sys

from pilotzones.cli import main

sys.exit(main())
