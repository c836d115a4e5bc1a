"""The record of a page that facts were read from."""

from __future__ import annotations

import re

import attrs

from pilotzones.records.record import Record


@attrs.frozen(repr=False)
class Source(Record):
    """A page or document that facts were read from: its address, or what it is and that it is not online."""

    id: str
    source: str

    @property
    def address(self) -> str | None:
        """The address to open; None for a source that is not online.

        Example:
            >>> data.sources()[0].address
            'http://english.www.gov.cn/policies/latest_releases/2015/03/12/content_281475070238958.htm'
        """
        found = re.search(r"https?://[^\s;,，；）]+", self.source)
        return found[0].rstrip(").") if found else None

    def __str__(self) -> str:
        return f"{self.id} {self.source}"
