"""One record or more of every kind, of the bundled data, as what is nearly their JSON is made of."""

from __future__ import annotations

import functools

from near_arguments import DATA

from pilotzones.positive_list.remarks import read_remark as read
from pilotzones.records.comparisons import RemarkChange
from pilotzones.records.disagreements import Disagreement
from pilotzones.serial import RECORDS, ask_again, to_json
from pilotzones.strategies.drawn_files import screen_few

_REMARK = "仅限网购保税商品；每人每年2千克以内；与04022100合计每人每年3千克以内；人参除外；仅限食用盐；某某"


@functools.cache
def real_records() -> tuple[object, ...]:
    """Collect records of every kind; of two kinds the data has none."""
    comparisons = (DATA.diff("2019-96", "2022-7"), DATA.diff("2016-40", "2016-47"))
    changes = [annex.change(code) for annex in DATA.positive_list.annexes for code in list(annex.lines)[:3]]
    coverage = DATA.coverage()
    item = DATA.items("2020-01-01")[0]
    differing = Disagreement(announcement="2019-96", hs_code=item.hs_code, answered_by="a row", against="a range")
    found = [
        *(*DATA.provinces()[:3], *DATA.batches()[:3], *DATA.zones()[:3], *DATA.zones()[-3:]),
        *(DATA.place("昆山市"), DATA.place("即墨市", "2016-01-01"), DATA.place("昆山市").prefecture),
        *(*DATA.announcements(), *changes, *DATA.editions(), *DATA.timeline()[:3], *comparisons),
        *(*DATA.items("2020-01-01")[:3], *DATA.items("2016-05-01")[:3], *DATA.history("93070090")),
        *(span.verdict for span in DATA.history("04029100")),
        *(*comparisons[0].undecided[:2], *comparisons[1].undecided[:2], RemarkChange(older=item, newer=item)),
        *read(_REMARK),
        *(*DATA.sources()[:3], coverage, *coverage.annexes[:2], *coverage.editions[:2], differing),
        *(
            *DATA.verify()[:2],
            *DATA.made_of(),
            DATA.zone_answer("昆山市", "2020-01-01"),
            DATA.tariff.line("04029100"),
            DATA.tariff.line("93070090"),
        ),
        *(*DATA.rules(), DATA.rule("vat_standard", "2016-01-01"), *DATA.imports.cities[-2:]),
        *(DATA.import_city("昆山市", "2019-06-01"), DATA.import_city("金华市", "2024-06-01")),
        *(*DATA.tariff.tariffs, DATA._manifest, DATA._manifest.verified_through),
    ]
    verdict = DATA.eligibility("04031000", "2022-05-01", shipment="direct")
    review = ask_again(to_json(verdict).replace("unknown", "listed", 1), dataset=DATA)
    found += [*DATA.made_of(), DATA.zone_answer("昆山市", "2020-01-01")]
    screened = screen_few(DATA)
    found += [screened, *screened.statuses, *screened.annexes, *screened.rejected]
    found += [verdict, verdict.grounds, verdict.off_tariff, review, *review.differences]
    found += [one for annex in DATA.positive_list.annexes for one in (*annex.inferences, *annex.known_ranges)]
    assert {type(record) for record in found} == set(RECORDS)
    return tuple(found)
