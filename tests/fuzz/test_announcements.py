"""New announcements, as callers describe them, and the names of known ones."""

import unicodedata

from fuzzing import INPUTS, attempt, fuzzed
from hypothesis import example
from hypothesis import strategies as st
from mutations import NO_TEXT, nearly
from near_arguments import DATA, days, words

from pilotzones.annex import AnnexError, NewAnnouncement
from pilotzones.annex.announced import fill_in_counts, find_announcement, make_announcement
from pilotzones.dates import as_date

IDS = ("2016-40", "2016-47", "2018-157", "2019-96", "2022-7")
counts = st.none() | st.integers(-1, 2000) | NO_TEXT
KINDS = ("replaces", "supplements", "amends")
SOUND = {"amends": "", "document_no": "", "title_zh": "", "stated_count": None, "tariff_year": None}


@fuzzed(
    INPUTS,
    described=st.fixed_dictionaries(
        {"id": nearly(st.sampled_from(("2027-3", "2026-1", *IDS)), most=1), "effective_from": days},
        optional={
            "kind": words(*KINDS),
            "amends": words("", *IDS),
            "document_no": nearly(st.just("财政部公告2027年第3号"), most=1),
            "title_zh": nearly(st.just("跨境电子商务零售进口商品清单"), most=1),
            "stated_count": counts,
            "tariff_year": st.none() | st.integers(2010, 2030) | NO_TEXT,
        },
    ),
)
# Each of these raised TypeError, or was taken for what it is not.
@example(described={"id": 5, "effective_from": "2027-01-01"})
@example(described={"id": None, "effective_from": "2027-01-01"})
@example(described={"id": "2027-3", "effective_from": "2027-01-01", "document_no": 5})
@example(described={"id": "2027-3", "effective_from": "2027-01-01", "title_zh": b"list"})
@example(described={"id": "2027-3", "effective_from": "2027-01-01", "stated_count": -1})
@example(described={"id": "2027-3", "effective_from": "2027-01-01", "stated_count": True})
@example(described={"id": "2027-3", "effective_from": "2027-01-01", "tariff_year": True})
@example(described={"id": "2027-3", "effective_from": "2027-01-01", "kind": []})
@example(described={"id": "2027-3", "effective_from": "2027-01-01", "stated_count": "2"})
@example(described={"id": "2027-3", "effective_from": "2027-01-01", "tariff_year": 0})
@example(described={"id": "2027-3", "effective_from": "2027-01-01", "tariff_year": 99999999999999999999})
def test_a_new_announcement_is_what_is_described(described):
    """With an id of its own, a known kind, a day, and counts that are numbers."""
    new, error = attempt(NewAnnouncement, **described)
    if error is None:
        announcement, error = attempt(make_announcement, new, DATA)
    if error is None:
        announcement, error = attempt(fill_in_counts, announcement, (), DATA)
    if error is not None:
        return
    assert announcement.id == described["id"] not in IDS
    assert announcement.kind in KINDS
    assert announcement.effective_from == as_date(described["effective_from"])
    assert announcement.stated_count is None or announcement.stated_count >= 0
    assert 1949 <= announcement.tariff_year <= 2100
    assert isinstance(announcement.document_no, str)
    assert isinstance(announcement.title_zh, str)


names = st.sampled_from(IDS) | st.sampled_from([f"{id_[:4]}年第{id_[5:]}号" for id_ in IDS])


@fuzzed(INPUTS, name=nearly(names))
def test_a_known_announcement_is_found_by_its_id_or_number(name):
    """Any other name is refused."""
    found, error = attempt(find_announcement, name, DATA)
    if error is None:
        assert found in DATA.announcements()
        plain = unicodedata.normalize("NFKC", name)
        shown = "".join(str(unicodedata.digit(sign)) for sign in plain if sign.isdecimal())
        assert found.id.replace("-", "") in shown
    else:
        assert isinstance(error, AnnexError)
