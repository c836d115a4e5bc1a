"""The languages in which answers are explained."""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "zh"]
"""English or Chinese."""
