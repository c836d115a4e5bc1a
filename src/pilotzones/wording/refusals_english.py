"""What is said in English of a name, a day or a batch that has no answer; a name in braces is a fact.

Where Python and the command say different things, the wording has a row for each.
"""

from __future__ import annotations

WORDINGS: dict[str, str] = {
    # How things are written.
    "day": "{day}",
    "place": "{name_zh} ({adcode}, {province})",
    "former place": "{name_zh} ({adcode}, {province}, until {until})",
    "between": ", ",
    "space": " ",
    # A name that no place has, or not the one that is asked for.
    "outside the mainland": (
        "{name} is outside the 31 provinces of the mainland: pilot zones and the retail-import list are not for Hong "
        "Kong, Macao and Taiwan."
    ),
    "unknown place": "No place has the name {name}.",
    "unknown province": "No province has the name {name}.",
    "near misses": "Near misses: {near}.",
    "list names, in Python": "provinces() and zones() list names.",
    "list names, on the command line": "'pilotzones zones' lists names.",
    "not a province": "{name} is not a province: {near}.",
    "ask about a city, in Python": "Ask about a city with zone() or covering_zone().",
    "ask about a city, on the command line": (
        "Ask about a city with 'pilotzones batch CITY', 'pilotzones zone CITY' or 'pilotzones whose PLACE'."
    ),
    "elsewhere": "{province} has no {name}; there is {near}.",
    "correct the province, in Python": "Correct province= or leave it out.",
    "correct the province, on the command line": "Correct --province or leave it out.",
    "only a province, in Python": "{name_zh} is a province, not a city: zones_in({name}) lists its pilot zones.",
    "only a province, on the command line": (
        "{name_zh} is a province, not a city: 'pilotzones zones PROVINCE' lists its pilot zones."
    ),
    "never a zone": "{places} has never been a pilot zone itself:",
    "find the zone around it, in Python": "covering_zone({name}, date) finds the zone in whose territory it lies.",
    "find the zone around it, on the command line": (
        "'pilotzones whose PLACE' finds the zone in whose territory it lies."
    ),
    # A name of several places, or a place that changed.
    "ambiguous": "{name} is the name of {count} places with different answers: {places}.",
    "name the province, in Python": "Pass the province (province='...'), the full Chinese name or the code.",
    "name the province, on the command line": (
        "Pass the province (--province NAME), the full Chinese name or the code."
    ),
    "split up": "{former} became {count} places with different answers: {places}. Ask about one of them.",
    "became on an unknown day": (
        "{name} on {day}: {before} became {after} on a day from {first} to {last}; which day is not known, and the "
        "answers differ."
    ),
    "formed on an unknown day": (
        "{name} on {day}: {after} was formed from parts of {before} on a day from {first} to {last}; which day is not "
        "known, and the answers differ."
    ),
    "ask about another day": "Ask about a day before or after, or about one of them by its code.",
    "on the map since": "{place} is on the map since {year}",
    "not there yet": "{name} did not exist on {day}: {since}; its area was part of {places}.",
    "not there yet, and nothing known": ("{name} did not exist on {day}: {since}; what was there before is not known."),
    # A text that is not a name.
    "not text": "{name} is not text: pass the name or the GB/T 2260 code of a place as a str.",
    "too long": "{name} is not the name of a place: names have at most {most} characters.",
    "control character": "{name} has the control character {character}: remove it.",
    "blank": "The name of the place is blank: pass a city or province, like 'Hangzhou'.",
    "read as a number": (
        "{name} is a number with decimals, as a spreadsheet or a column with gaps makes it of a code: pass the digits "
        "as text, {digits}."
    ),
    "township or village": ("{name} is the code of a township or village: pass the 6 digits of its county, {code}."),
    # A number that no batch has.
    "unknown batch": "No batch has the number {number}: batches are numbered 1 to {most}.",
}
