# PYTHON_ARGCOMPLETE_OK - by this, argcomplete's global completion knows the command
"""The command line; ``main`` is what the command ``pilotzones`` runs."""

from pilotzones.cli.ending import main

__all__ = ["main"]
