"""What a record prints as where no call gives it: its class with its fields, in one line."""

import datetime
import re
from decimal import Decimal

import attrs
import pytest
from made_up import screened_file

import pilotzones
from pilotzones.records import shipped_tables, tariff_lines
from pilotzones.records.record import Record
from pilotzones.serial import RECORDS

DATA = pilotzones.Dataset.bundled()
DAY = datetime.date(2021, 3, 4)


def asked(code="95061100", day="2022-05-01", **changed):
    """Take an answer that the bundled data does not give."""
    return attrs.evolve(DATA.eligibility(code, day), data_version="2026.2x", verified_through=DAY, **changed)


# A province, a city and an edition stand by their codes and ids, a day as ISO has it; what is long or only for machines
# is left out.
PRINTED = {
    "Zone": (
        lambda: attrs.evolve(DATA.zone("Haikou"), note="x", sources=("S1",)),
        (
            "Zone(id='haikou', name_zh='海口市', name_en='Haikou', province=CN-HI, batch=3, adcode='460100', "
            "level='prefecture', established_on=2018-07-24, revoked_on=2025-04-25, evidence='confirmed', sources=('S1',))"
        ),
    ),
    "Place": (
        lambda: attrs.evolve(DATA.place("昆山市"), sources=("S1",)),
        (
            "Place(adcode='320583', name_zh='昆山市', name_en='Kunshan', level='county', prefecture=320500, "
            "province=CN-JS, in_use_from=1990, in_use_until=None, successors=(), evidence='single', sources=('S1',))"
        ),
    ),
    "Place directly below a province": (
        lambda: attrs.evolve(DATA.place("浙江省"), in_use_from=1981, sources=("S1",)),
        (
            "Place(adcode='330000', name_zh='浙江省', name_en='Zhejiang', level='province', prefecture=None, "
            "province=CN-ZJ, in_use_from=1981, in_use_until=None, successors=(), evidence='single', sources=('S1',))"
        ),
    ),
    "ZoneAnswer": (
        lambda: attrs.evolve(DATA.zone_answer("黄山市", DAY), places=(), verified_through=DAY, sources=("S1",)),
        (
            "ZoneAnswer(places=(), date=2021-03-04, is_zone=False, zone=None, data_version='2026.2', "
            "verified_through=2021-03-04, is_beyond_verified=False, unverified=(), sources=('S1',))"
        ),
    ),
    "ImportCity": (
        lambda: attrs.evolve(DATA.imports.cities[0], adcode="330100", designated_on=DAY, document="x", sources=()),
        (
            "ImportCity(adcode='330100', name_zh='{0.name_zh}', name_en='{0.name_en}', designated_on=2021-03-04, "
            "document='x', evidence='{0.evidence}', sources=())"
        ),
    ),
    "ImportAnswer": (
        lambda: attrs.evolve(
            DATA.import_city("黄山市", "2013-01-01"), places=(), document="x", document_zh="y", verified_through=DAY
        ),
        (
            "ImportAnswer(places=(), date=2013-01-01, status='{0.status}', reason='{0.reason}', cities=(), zone=None, "
            "document='x', document_zh='y', evidence={0.evidence!r}, sources={0.sources!r}, listed={0.listed}, "
            "listed_known={0.listed_known}, data_version='2026.2', verified_through=2021-03-04, "
            "is_beyond_verified=False, unverified=())"
        ),
    ),
    "Rule": (
        lambda: attrs.evolve(
            DATA.rule("single_transaction_limit", "2018-06-01"), effective_from=DAY, effective_to=DAY, sources=()
        ),
        (
            "Rule(name='single_transaction_limit', kind='parameter', name_en='limit of a single order', "
            "name_zh='单次交易限值', value=2000, unit='CNY', direction=None, scope='', effective_from=2021-03-04, "
            "effective_to=2021-03-04, document='{0.document}', evidence='{0.evidence}', sources=(), note={0.note!r})"
        ),
    ),
    "Announcement": (
        lambda: attrs.evolve(DATA.announcements()[0], title_en="x"),
        (
            "Announcement(id='2016-40', kind='replaces', amends='', document_no='财政部等11部门公告2016年第40号', "
            "title_zh='跨境电子商务零售进口商品清单', title_en='x', issued_on=2016-04-06, published_on=2016-04-07, "
            "effective_from=2016-04-08, stated_count=1142, list_total_after=1142, evidence='confirmed')"
        ),
    ),
    "Change": (
        lambda: attrs.evolve(DATA.changes(2016)[0], name_zh="x", sources=()),
        (
            "Change(announcement='2016-40', seq=1, action='list', hs_code='04029100', name_zh='x', remark='', "
            "remark_known='yes', evidence='confirmed', sources=(), note='')"
        ),
    ),
    "KnownRange": (
        lambda: attrs.evolve(DATA.coverage().annexes[0].known_ranges[0], basis="x"),
        "KnownRange(announcement='2016-40', code_from='00000000', code_to='09083200', basis='x', covers='annex')",
    ),
    "Edition": (
        lambda: attrs.evolve(DATA.edition_on("2016-05-01"), title_en="x", lines_known=7),
        (
            "Edition(id='2016-47', title_zh='跨境电子商务零售进口商品清单（第二批）', title_en='x', "
            "effective_from=2016-04-16, effective_to=2019-01-01, announcements=('2016-40', '2016-47'), "
            "lines_stated=1293, lines_known=7)"
        ),
    ),
    "Verdict": (
        lambda: asked("33049900", tariff_line=None),
        (
            "Verdict(hs_code='33049900', date=2022-05-01, shipment=None, minimum_evidence=None, status='unknown', "
            "reason='missing annex', edition='2022-7', item=None, evidence=None, sources={0.sources!r}, "
            "missing=('2019-96', '2022-7'), tariff_line=None, data_version='2026.2x', verified_through=2021-03-04)"
        ),
    ),
    "Span": (
        lambda: pilotzones.Span(effective_from=DAY, effective_to=None, verdict=asked()),
        "Span(effective_from=2021-03-04, effective_to=None, verdict='listed')",
    ),
    "Span that has ended": (
        lambda: pilotzones.Span(effective_from=datetime.date(2020, 1, 1), effective_to=DAY, verdict=asked("33049900")),
        "Span(effective_from=2020-01-01, effective_to=2021-03-04, verdict='unknown')",
    ),
    "Comparison": (
        lambda: pilotzones.Comparison(
            older=DATA.edition_on("2020-01-01"),
            newer=DATA.edition_on("2022-03-01"),
            added=(),
            removed=(),
            remark_changes=(),
            converted_in=(),
            converted_out=(),
            undecided=(),
            unknown_ranges=(),
        ),
        (
            "Comparison(older='2019-96', newer='2022-7', added=(), removed=(), remark_changes=(), converted_in=(), "
            "converted_out=(), undecided=(), unknown_ranges=())"
        ),
    ),
    "Event": (
        lambda: pilotzones.Event(DAY, DATA.batches()[0]),
        "Event(date=2021-03-04, document='国函〔2015〕44号')",
    ),
    "Tariff": (
        lambda: tariff_lines.Tariff("hs2022", "HS 2022", DAY, None, "2022", "single", ("S1",), "a long note"),
        (
            "Tariff(id='hs2022', title='HS 2022', effective_from=datetime.date(2021, 3, 4), effective_to=None, "
            "as_of='2022', evidence='single', sources=('S1',))"
        ),
    ),
    "VerifiedDays": (
        lambda: shipped_tables.VerifiedDays(DAY, DAY, DAY, datetime.date(2024, 12, 31)),
        "VerifiedDays(zones=2021-03-04, list=2021-03-04, rules=2021-03-04, divisions=2024-12-31)",
    ),
    "ScreenedFile": (
        lambda: screened_file(value=Decimal("1.50")),
        (
            "ScreenedFile(file='goods.csv', out=None, rows=0, value=Decimal('1.50'), statuses=(), annexes=(), "
            "unsettled_rows=0, rejected=(), lost_zeros=0, zeros_put_back=False, unread_values=0, data_version='2026.2', "
            "verified_through=2021-03-04)"
        ),
    ),
}
"""What is made, and what it prints; a fact that is beside the point is taken from the record."""


@pytest.mark.parametrize("name", PRINTED)
def test_a_record_that_no_call_gives_prints_with_its_fields(name):
    """Short enough to be read in a log: parts as their ids, days as ISO has them, nothing that is long."""
    make, text = PRINTED[name]
    assert repr(make()) == text.format(make())


@pytest.mark.parametrize("kind", RECORDS)
def test_every_record_prints_as_records_do(kind):
    """None as attrs would print it, with every field at its length."""
    assert kind.__repr__ is Record.__repr__


def has_days_and_plain_fields(kind):
    """Tell whether every field of a kind is printed as it is, or as text, or not at all."""
    return all(field.repr in {True, False, str} for field in attrs.fields(kind))


@pytest.mark.parametrize("kind", list(filter(has_days_and_plain_fields, RECORDS)))
def test_a_record_prints_before_it_has_its_values(kind):
    """As a debugger shows it inside of what makes it."""
    first = attrs.fields(kind)[0].name
    assert re.match(rf"{kind.__name__}\({first}=(_Nothing\.)?NOTHING[,)]", repr(kind.__new__(kind)))
