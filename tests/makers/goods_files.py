"""Files of goods, and what single questions say of their rows."""

from __future__ import annotations

import csv
import io

from hypothesis import strategies as st

from pilotzones import Dataset, InvalidDateError, InvalidHSCodeError, NoListInForceError

BUNDLED = Dataset.bundled()

CODES = ("0409.00.00", "04029100", "93070090", "9307009000", "95061100", "22042100", "99999999", "4029100", "milk", "")
DAYS = ("2016-01-01", "2016-04-08", "2016-04-16", "2018-12-31", "2019-01-01", "2020-01-01", "2022-03-01", "soon", "")


def told(code, day, *, data=BUNDLED, **asked):
    """Give the status of a row by one question, and the verdict if there is one."""
    if not (code or "").strip():
        return "no code", None
    try:
        verdict = data.eligibility(code, day or "2022-03-01", **asked)
    except InvalidHSCodeError:
        return "invalid code", None
    except InvalidDateError:
        return "invalid date", None
    except NoListInForceError:
        return "no list in force", None
    return (verdict.status, verdict) if day else ("no date", None)


def goods_rows(most=12):
    """Draw rows: a text, a code, a day and another text, with anything that a cell can hold."""
    texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)
    texts |= st.sampled_from(['"', "a,b", "c;d", "tab\t", "line\nend", "\r", "牛奶", "=1+1", " x ", "'"])
    return st.lists(st.tuples(texts, st.sampled_from(CODES), st.sampled_from(DAYS), texts), max_size=most)


TITLES = ("名称", "HS Code", "declared", "note")


def write_text(rows, *, delimiter=",", end="\r\n", quoting=csv.QUOTE_MINIMAL, encoding="utf-8"):
    """Write rows with their titles as the bytes of a CSV file."""
    texts = []
    for row in (TITLES, *rows):
        out = io.StringIO()  # with another end, the writer does not quote every end of a line
        csv.writer(out, delimiter=delimiter, quoting=quoting).writerow(row)
        texts.append(out.getvalue().removesuffix("\r\n") + end)
    return "".join(texts).encode(encoding)


def read_text(content, *, delimiter=",", encoding="utf-8"):
    """Read the rows of a CSV file as the standard library does."""
    return list(csv.reader(io.StringIO(content.decode(encoding), newline=""), delimiter=delimiter))
