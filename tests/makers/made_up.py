"""What several tests make up: columns of each type, and an answer about a file of goods."""

import datetime

from pilotzones import frames
from pilotzones.frames.tables.table import Column

COLUMNS = (
    Column("id", "text", "Its id."),
    Column("batch", "integer", "The batch."),
    Column("share", "number", "A share."),
    Column("begins", "date", "The first day."),
    Column("ended", "boolean", "Whether it ended."),
)
"""A column of each type that a table may have."""


def screened_file(**given):
    """Make the answer about a file in which nothing was found but what is given."""
    found = {
        "file": "goods.csv",
        "out": None,
        "rows": 0,
        "value": None,
        "statuses": (),
        "annexes": (),
        "unsettled_rows": 0,
        "rejected": (),
        "lost_zeros": 0,
        "zeros_put_back": False,
        "unread_values": 0,
        "data_version": "2026.2",
        "verified_through": datetime.date(2021, 3, 4),
    }
    return frames.ScreenedFile(**{**found, **given})
