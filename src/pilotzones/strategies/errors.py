"""The error of the strategies, which is Hypothesis' own and the package's."""

from __future__ import annotations

from hypothesis.errors import InvalidArgument

from pilotzones.errors import PilotZonesError


class StrategyError(PilotZonesError, InvalidArgument):
    """An argument of a strategy that is not valid, or arguments that leave nothing to draw."""
