"""The wordings in English, by what they say; a name in braces is a fact."""

from __future__ import annotations

from pilotzones.records.actions import ACTIONS
from pilotzones.staleness import IN_WORDS, NOTE_ON_AGE

WORDINGS: dict[str, str] = {
    # How things are written.
    "day": "{day}",
    "document": "{document_no} ({title})",
    "document to find": "{document_no} 《{title}》 ({pages})",
    "no page is known": "published on mof.gov.cn",
    "tariff": "{title} (lines of {as_of})",
    "and": " and ",
    "comma": ", ",
    "space": " ",
    # The answer.
    "answer": "{code} on {day}: {status}. {why}",
    "listed": "listed",
    "not listed": "not listed",
    "unknown": "unknown",
    # Why, from the list.
    **{f"action {action}": meaning.words for action, meaning in ACTIONS.items() if meaning.words},
    "name": " as {name}",
    "number": " (line {seq})",
    "line": "{document} {action}{name}{number}",
    "list has it": "The list after {document} has it{name}{number} ({basis})",
    "list does not have it": "The list after {document} does not have it{name}{number} ({basis})",
    "assumed": "assumed",
    "stated outside the annex": "stated outside the annex",
    "just before": "{line} from {day}, so just before it was {status}",
    "unchanged": "; {documents} did not change that",
    "end": ".",
    "rule": "This follows from a rule: {basis}",
    "known range": "All lines of {documents} near this code are known, and it is not one of them.",
    "missing annex": "The data has {parts}; none of those it has is about this code.",
    "lines known": "{known:,} of {stated:,} lines of {document}",
    "lines known, number not stated": "{known:,} of an unstated number of lines of {document}",
    # Why, from the remark and the evidence.
    "bonded only": "Its remark allows bonded shipment (网购保税) only: {remark}",
    "remark not known": "Its remark (备注) is not known, and may allow bonded shipment (网购保税) only.",
    "remark not understood": "It is not clear whether its remark allows direct shipment: {clause}",
    "evidence below minimum": "That is {evidence}, and {way} accepts nothing weaker.",
    "evidence confirmed": "printed on two pages or more",
    "evidence single": "printed on a single page",
    "evidence derived": "derived by a rule",
    "evidence unsourced": "general knowledge, not printed on any page found",
    "evidence assumed": "assumed by the program that asks",
    # What to know before acting.
    "fetch": "To decide all codes, run: {command} (it needs: pip install 'pilotzones[annex]').",
    "by hand": (
        "By hand, open the attachment (附件) of {documents} and look for {code} in the column 税则号列 (tariff line); "
        "or save it and run: pilotzones annex install FILE."
    ),
    "no remark is known": "The remark (备注) of the line is not known, and may be a condition. Read it in the annex.",
    "remark": "The line has a remark (备注): {remark}",
    "remark translated back": "The line has a remark (备注) (translated back, not the original wording): {remark}",
    "disagreement": (
        "What is known of it after {announcement} differs: {answered_by} answers, and {against} says otherwise. "
        "Compare the two."
    ),
    "no line of a tariff": "{code} is not a line of {tariff}.",
    "line of another tariff": "{code} is a line of the {others} tariff, but not of {tariff}.",
    "nothing near": "It has no line under heading {heading}.",
    "near": "Its lines under heading {heading}: {lines}.",
    "near and more": "Its lines under heading {heading}: {lines} and {more} more.",
    "near line": "{code} {name}",
    "between near lines": ", ",
    "beyond the verified day": NOTE_ON_AGE,
    **{f"about {subject}": words for subject, words in IN_WORDS.items()},
    # Errors.
    "unknown eligibility": (
        "It is unknown whether {code} was on the positive list on {day}: the answer is neither yes nor no."
    ),
    "unknown eligibility for bonded shipment": (
        "It is unknown whether {code} was on the positive list for bonded shipment on {day}: the answer is neither yes "
        "nor no."
    ),
    "unknown eligibility for direct shipment": (
        "It is unknown whether {code} was on the positive list for direct shipment on {day}: the answer is neither yes "
        "nor no."
    ),
    "about annexes": (
        "The positive list is published as tables (annexes, 附件) attached to announcements of the Ministry of "
        "Finance; the data has only a part of them."
    ),
    "what is known": "What is known: {why}",
    "answer in any case": "To get an answer in any case, pass if_unknown=False or if_unknown=True.",
    # Rules.
    "rule in force": "{name}: {value}, {days} ({document}, {evidence})",
    "rule without value": "{name}, {days} ({document}, {evidence})",
    "ratio": "{percent} %",
    "ratio of": "{percent} % ({unit})",
    "amount": "{amount} {unit}",
    "since": "since {first}",
    "since before": "since {first} or earlier",
    "until": "{since}, until {end} exclusive",
    "direction import": "For import.",
    "direction export": "For export.",
    "direction import and export": "For import and export.",
    "scope": "For what: {scope}",
    "note": "To know: {note}",
    # Where bonded retail imports are open.
    "import answer": "{places} on {day}: bonded retail import (1210) is {status}. {why}",
    "import open": "open",
    "import open once confirmed": "open once the local customs has confirmed",
    "import not open": "not open",
    "import unknown": "unknown",
    "import designated": "Named by {document}: {cities}, from {first}; {evidence}.",
    "import inside a designated city": (
        "It lies in {cities}, which {document} names, from {first}; that this includes what lies in the city follows "
        "from its code ({evidence})."
    ),
    "import pilot zone": (
        "It is or lies in the pilot zone {zone}, and {document} opens it to every city with a pilot zone, once the "
        "local customs has confirmed that the requirements are met; whether it has is not in the data ({evidence})."
    ),
    "import mode not in force": "Customs mode 1210 was not in force: {document}.",
    "import not on the list": (
        "{listed} cities were designated by then, all of them are known, and it is not one of them, nor in one: "
        "{document} ({evidence})."
    ),
    "import before the lists": "No list of cities is known for a day so early.",
    "import unsourced": "Only a record that no page found prints says that it was open: {names} ({document}).",
    "import only a part": "Only a part of it was designated: {cities} ({document}). Ask about the part.",
    "import list known in part": (
        "{listed} cities were designated by then ({document}), {listed_known} of them are known by a page, and it is "
        "not one of these."
    ),
    "import other grounds": (
        "It lies in no pilot zone. {document} also opens it to every city with another ground, such as a comprehensive "
        "bonded zone, and the data does not know where these are."
    ),
}
