"""Records to and from plain data and JSON."""

from __future__ import annotations

import json

from pilotzones.arguments import as_number, check_flag, is_a, plain_text, quoted
from pilotzones.dataset import Dataset
from pilotzones.records.list_answers import Verdict
from pilotzones.serial.at_hand import Handling, OwnMeanings, check_dataset, handling
from pilotzones.serial.converting import converter, naming_faults
from pilotzones.serial.json_schemas import schema_of
from pilotzones.serial.kinds import Kind, check_kind, serial_error

_WIDEST = 40  # the spaces of a level of JSON


def to_plain(record: object, *, documents: bool = False, dataset: Dataset | None = None) -> dict[str, object]:
    """Write a record as plain data.

    Args:
        record: any record of the package.
        documents: write with a verdict what the ids in it stand for, as ``documents``: its edition,
            announcements, rules, tariffs and sources, each once. Other records have no ids to explain.
        dataset: the data that answered, if it is not the default one; only ``documents`` needs it.

    Returns:
        A dict of only dict, list, str, int, float, bool and None, keys in the order of the fields.

    Raises:
        SerialError: if it is not a record, or has a value that its field cannot have, such as NaN.
        ArgumentTypeError: if ``documents`` is not True or False, or ``dataset`` is not a dataset.

    >>> to_plain(data.history("93070090")[3].verdict.item)["hs_code"]
    '93070090'
    """
    check_flag("documents", documents)
    check_dataset(dataset)
    kind = check_kind(type(record))
    with handling(Handling(dataset, documents=documents, own=OwnMeanings())):
        try:
            with naming_faults(kind):
                plain: dict[str, object] = converter().unstructure(record)
        except (AttributeError, TypeError) as error:
            raise serial_error(kind, [str(error)]) from error
        if _read(plain, kind) != record:
            raise serial_error(
                kind,
                [f"{quoted(record)} would read back as another record: its values do not have the types of the fields"],
            )
    return plain


def from_plain(plain: object, kind: type[Kind], *, dataset: Dataset | None = None) -> Kind:
    """Read a record from plain data; a value of another type is not converted.

    Args:
        plain: what ``to_plain`` writes.
        kind: the class of the record, such as ``Zone``.
        dataset: the data in which to look for what the ids in a verdict stand for, if its documents
            are not beside it; None for the default one. It must be of the verdict's version.

    Returns:
        The record.

    Raises:
        SerialError: for any wrong key or value; names them all.
        ArgumentTypeError: if ``dataset`` is not a dataset.

    >>> from pilotzones import Source
    >>> from_plain({"id": "S1", "source": "https://www.gov.cn/"}, Source)
    Source(id='S1', source='https://www.gov.cn/')
    """
    check_dataset(dataset)
    check_kind(kind)
    with handling(Handling(dataset)):
        return _read(plain, kind)


def _read(plain: object, kind: type[Kind]) -> Kind:
    with naming_faults(kind):
        return converter().structure(plain, kind)


def to_json(
    record: object, *, indent: int | None = None, documents: bool = False, dataset: Dataset | None = None
) -> str:
    """Write a record as JSON.

    Args:
        record: any record of the package.
        indent: spaces for each level; None for one line.
        documents: as for ``to_plain``.
        dataset: as for ``to_plain``.

    Returns:
        The text, for a file in UTF-8: Chinese characters are not escaped. A verdict on one line has no
        blanks between its values, and takes 1.5 KB at most with the bundled data.

    Raises:
        SerialError: as ``to_plain``.
        ArgumentTypeError: if ``indent`` is not a number of spaces from 0 to 40, and as ``to_plain``.

    >>> to_json(data.provinces()[0])[:45]
    '{"iso": "CN-BJ", "adcode": "110000", "name_zh'
    """
    if indent is not None:
        indent = as_number("indent", indent, 0, _WIDEST)
    plain = to_plain(record, documents=documents, dataset=dataset)
    separators = (",", ":") if is_a(record, Verdict) and indent is None else None
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)


def from_json(text: str, kind: type[Kind], *, dataset: Dataset | None = None) -> Kind:
    """Read a record from JSON.

    Args:
        text: what ``to_json`` writes.
        kind: the class of the record, such as ``Zone``.
        dataset: as for ``from_plain``.

    Returns:
        The record.

    Raises:
        SerialError: if ``text`` is not JSON, and as ``from_plain``; a repeated key and NaN are not JSON here.
        ArgumentTypeError: if ``dataset`` is not a dataset.

    >>> zone = data.zone("Hangzhou")
    >>> from_json(to_json(zone), type(zone)) == zone
    True
    """
    return from_plain(parse_json(text, kind), kind, dataset=dataset)


def parse_json(text: str, kind: type) -> object:
    """Read JSON as plain data.

    Raises:
        SerialError: if it is not JSON, or not text.
    """
    if not is_a(text, (str, bytes, bytearray)):
        raise serial_error(check_kind(kind), [f"not JSON: {quoted(text)} is not text"])
    try:
        return json.loads(plain_text(text), object_pairs_hook=_keys_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise serial_error(check_kind(kind), [f"not JSON: {error}"]) from error


def json_schema(kind: type) -> dict[str, object]:
    """Describe the plain data of a kind of record as a JSON Schema.

    Args:
        kind: the class of the record, such as ``Zone``.

    Returns:
        A schema of draft 2020-12, as plain data; the records inside it are in ``$defs``.

    Raises:
        SerialError: if ``kind`` is not the class of a record.

    >>> from pilotzones import Source
    >>> json_schema(Source)["properties"]
    {'id': {'type': 'string'}, 'source': {'type': 'string'}}
    """
    return schema_of(kind)


def _keys_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    plain = dict(pairs)
    if len(plain) < len(pairs):
        raise ValueError(f"a key appears twice among {quoted([key for key, _ in pairs])}")
    return plain


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is not a number")
