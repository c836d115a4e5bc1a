"""Every record to and from plain data and JSON, exactly, with its JSON Schema; and a recorded question asked again.

A record becomes a dict of its fields in order, a tuple a list, a date ISO text, a Decimal text. Where a field may have
records of several kinds, ``type`` names the kind. A record that would not read back as the same record is not written.
A ``Verdict`` alone has a form of its own: announcements, edition and tariffs stand by their ids, and what they stand
for is taken from the data when it is read, or from its ``documents``, if they were written with it. One that was read
from documents that differ from the data of its version must be written with them again.
"""

from __future__ import annotations

from pilotzones.serial.asking_again import ask_again
from pilotzones.serial.kinds import RECORDS, SerialError
from pilotzones.serial.plain_forms import from_json, from_plain, json_schema, to_json, to_plain

__all__ = ["RECORDS", "SerialError", "ask_again", "from_json", "from_plain", "json_schema", "to_json", "to_plain"]
