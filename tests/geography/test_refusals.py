"""The errors for names without an answer: what each tells to do next, in Python and on the command line."""

import re

import pytest

from pilotzones import Dataset, PilotZonesError
from pilotzones.wording.told import tell

DATA = Dataset.bundled()


@pytest.mark.parametrize(
    ("ask", "in_python", "on_the_command_line"),
    [
        (lambda: DATA.zone("Qqqqqq"), ["provinces()", "zones()"], ["pilotzones zones"]),
        (lambda: DATA.zones_in("Qqqqqq"), ["provinces()", "zones()"], ["pilotzones zones"]),
        (
            lambda: DATA.zones_in("杭州市"),
            ["zone()", "covering_zone()"],
            ["pilotzones batch CITY", "pilotzones zone CITY", "pilotzones whose PLACE"],
        ),
        (lambda: DATA.zone("Suzhou", province="Zhejiang"), ["province="], ["--province"]),
        (lambda: DATA.zone("浙江"), ["zones_in('浙江')"], ["pilotzones zones PROVINCE"]),
        (lambda: DATA.zone("320583"), ["covering_zone('320583', date)"], ["pilotzones whose PLACE"]),
        (lambda: DATA.zone("Taizhou"), ["province='...'"], ["--province NAME"]),
        (lambda: DATA.zone("Hangzhu"), [], []),
        (lambda: DATA.zone("Hong Kong"), [], []),
    ],
)
def test_an_error_names_what_to_ask_instead(ask, in_python, on_the_command_line):
    """A function or argument to a program, a command or option to a person; nothing where nothing would help."""
    with pytest.raises(PilotZonesError) as caught:
        ask()
    assert re.findall(r"\w+\((?:'\w+'(?:, date)?)?\)|\w+=(?:'[^']*')?", str(caught.value)) == in_python
    said = tell(caught.value, "en", for_command=True)
    assert re.findall(r"(?<=')pilotzones [a-z]+(?: [A-Z]+)?(?=')|--[a-z]+(?: [A-Z]+)?", said) == on_the_command_line
