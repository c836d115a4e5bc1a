"""Drawn datasets are lawful, of every kind, and answer as the drawn history says."""

import collections
import csv
import inspect
import io
import itertools
import pickle

import pytest
from draws import draws, simplest, some
from hypothesis.errors import InvalidArgument

import pilotzones
from pilotzones import strategies

DATASETS = draws(strategies.datasets(), 300)
WHOLE = [("00000000", "99999999")]


def rows_of(dataset, table):
    """Read a drawn table."""
    content = (dataset.folders[0] / f"{table}.csv").read_bytes().decode()
    return list(csv.DictReader(io.StringIO(content, newline="")))


def ranges(dataset, announcement, covers="annex"):
    """Take the ranges for which an annex is known, or the list after it."""
    rows = [row for row in rows_of(dataset, "list_coverage") if row["covers"] == covers]
    return [(row["code_from"], row["code_to"]) for row in rows if row["announcement"] == announcement]


@pytest.mark.long
def test_every_history_is_lawful():
    """Every table agrees with the others and with the manifest."""
    for dataset in DATASETS[:25]:
        dataset.check()
        assert {table.file for table in dataset.verify()} >= {"announcements.csv", "list_changes.csv", "zones.csv"}
        assert dataset.data_version() == "drawn"


def test_announcements_of_every_kind_and_knowledge_occur():
    """Whole, in part and not at all; with counts and without; every action; up to four of them."""
    kinds, known, actions = collections.Counter(), collections.Counter(), collections.Counter()
    for dataset in DATASETS:
        for announcement in dataset.announcements():
            kinds[announcement.kind] += 1
            known_ranges = ranges(dataset, announcement.id)
            known["whole" if known_ranges == WHOLE else "part" if known_ranges else "none"] += 1
            known_list = ranges(dataset, announcement.id, "list")
            known["whole list" if known_list == WHOLE else "part of list" if known_list else "no list"] += 1
            known["stated" if announcement.lines_stated is not None else "unstated"] += 1
        actions.update(row["change"] for row in rows_of(dataset, "list_changes"))
    assert min(kinds[kind] for kind in ("replaces", "supplements", "amends")) > 20
    assert min(known[how] for how in ("whole", "part", "none", "stated", "unstated")) > 20
    assert min(known[how] for how in ("whole list", "part of list", "no list")) > 20
    every_action = {"list", "add", "delete", "convert_in", "convert_out", "remark", "listed", "not_listed"}
    assert {action for action, count in actions.items() if count > 3} == every_action
    assert {len(dataset.announcements()) for dataset in DATASETS} == {1, 2, 3, 4}


LISTED = {"list": "stated_count"}
ADJUSTED = {
    "add": "added",
    "delete": "deleted",
    "convert_in": "converted_in",
    "convert_out": "converted_out",
    "remark": "remarks_changed",
}


def test_counts_of_a_whole_annex_are_those_of_its_lines():
    """A list states how many it has, an adjustment what it does; or neither says anything, as the simplest."""
    states = collections.Counter()
    for dataset in draws(strategies.datasets(complete=True), 120):
        for announcement in dataset.announcements():
            found = collections.Counter(
                row["change"] for row in rows_of(dataset, "list_changes") if row["announcement"] == announcement.id
            )
            counted = ADJUSTED if announcement.kind == "amends" else LISTED
            total = len(dataset.items(announcement.effective_from))
            wanted = dict.fromkeys([*LISTED.values(), *ADJUSTED.values(), "list_total_after"])
            if announcement.list_total_after is not None:
                wanted |= {field: found[action] for action, field in counted.items()} | {"list_total_after": total}
            assert {field: getattr(announcement, field) for field in wanted} == wanted
            states[announcement.kind, announcement.list_total_after is not None] += 1
    assert len(states) == 6
    assert min(states.values()) > 3
    assert simplest(strategies.datasets(complete=True)).announcements()[0].list_total_after is None


def test_no_page_is_known():
    """Those that the package ships are of other announcements."""
    assert rows_of(DATASETS[0], "announcement_pages") == []


def test_what_is_stated_is_true():
    """Nothing that is known differs; of a known list every line is stated; the remark is that of the list, or not known."""
    remarks = collections.Counter()
    for dataset in DATASETS[:150]:
        assert dataset.coverage().disagreements == ()
        for announcement in dataset.announcements():
            stated = [
                row
                for row in rows_of(dataset, "list_changes")
                if (row["announcement"], row["change"]) == (announcement.id, "listed")
            ]
            listed = {item.hs_code for item in dataset.items(announcement.effective_from)}
            assert {row["hs_code"] for row in stated} <= listed
            for first, last in ranges(dataset, announcement.id, "list"):
                assert {code for code in listed if first <= code <= last} <= {row["hs_code"] for row in stated}
            remarks.update(row["remark_known"] for row in stated)
    assert min(remarks["yes"], remarks["no"]) > 10


def test_what_is_known_outside_the_annexes_is_printed():
    """In the story of the dataset: the statements with their remarks, and the ranges of the list."""
    shown = [repr(dataset) for dataset in DATASETS]
    for words in (
        "stated outside the annex: listed '仅限网购保税商品'",
        "stated outside the annex: listed (remark not known)",
        "stated outside the annex: not_listed\n",
        ", of the list after it: all",
    ):
        assert any(words in story for story in shown), words


def test_an_announcement_amends_what_is_in_force():
    """The list that replaced the others, or an announcement that came after it."""
    amended = collections.Counter()
    for dataset in DATASETS:
        in_force = []
        for row in rows_of(dataset, "announcements"):
            if row["kind"] == "replaces":
                in_force = []
            else:
                assert row["amends"] in in_force
                amended[in_force.index(row["amends"])] += 1
            in_force.append(row["id"])
    assert {0, 1} <= set(amended)


def test_codes_of_every_status_occur():
    """On most histories some code is listed and some is not, and on many some is unknown."""
    counted = collections.Counter()
    for dataset in DATASETS:
        day = dataset.editions()[-1].effective_from
        codes = sorted({row["hs_code"] for row in rows_of(dataset, "list_changes")} | {"00000000"})
        counted.update({dataset.eligibility(code, day).status for code in codes})
    assert min(counted[status] for status in ("listed", "not listed", "unknown")) > 40


def test_remarks_occur_known_and_not():
    """In several wordings; a remark that is not known is blank."""
    rows = [row for dataset in DATASETS for row in rows_of(dataset, "list_changes")]
    assert {row["remark_known"] for row in rows} == {"yes", "no"}
    assert {row["remark_zh"] for row in rows} == {
        "",
        "仅限网购保税商品",
        "每人每年2千克以内",
        "列入《进出口野生动植物种商品目录》的商品除外",
        "列入《进出口野生动植物种商品目录》的商品除外；仅限网购保税商品",
        "仅限家用打印机墨水",
    }
    assert not any(row["remark_zh"] for row in rows if row["remark_known"] == "no")


def test_zones_are_approved_and_revoked():
    """By one to several replies; revoked zones were in force until the reply that ended them."""
    sizes, revoked, unsigned, signed, several, late = collections.Counter(), 0, 0, 0, 0, 0
    for dataset in DATASETS:
        batches = dataset.batches()
        sizes[len(batches)] += 1
        unsigned += any(batch.approved_on is None for batch in batches)
        signed += any(batch.approved_on is not None for batch in batches)
        several += any(batch.zone_count > 1 for batch in batches)
        assert all(batch.approved_on is None or batch.approved_on <= batch.published_on for batch in batches)
        assert {batch.title_zh for batch in batches} == {"国务院关于同意设立跨境电子商务综合试验区的批复"}
        for zone in dataset.zones():
            if zone.revoked_on:
                revoked += 1
                [number] = [batch.number for batch in batches if batch.established_on == zone.revoked_on]
                late += number > zone.batch.number + 1
                assert zone.established_on < zone.revoked_on
        for earlier, later in itertools.pairwise(batches):
            assert earlier.established_on < later.established_on
    assert {1, 2, 3} <= set(sizes)
    assert revoked > 15
    assert min(unsigned, signed, several) > 15
    assert late
    assert len({zone.id for dataset in DATASETS for zone in dataset.zones()}) > 80


def test_drawn_zones_have_their_real_names():
    """A zone that is not a division may be among them or not."""
    special = next(dataset for dataset in DATASETS if _has(dataset, "xiongan"))
    special.check()
    assert special.zone("雄安新区").territory == ("130629", "130632", "130638")
    for dataset in DATASETS[:10]:
        assert (
            _has(dataset, "xiongan")
            or not dataset.is_zone("北京", dataset.verified_through())
            or _has(dataset, "beijing")
        )
        for zone in dataset.zones():
            assert dataset.zone(zone.name_zh) == zone
            assert dataset.covering_zone(zone.territory[0], zone.established_on) is not None


def _has(dataset, id_):
    return any(zone.id == id_ for zone in dataset.zones())


def test_complete_histories_leave_nothing_unknown():
    """Of the drawn codes, their neighbours, and the first and the last code."""
    for dataset in draws(strategies.datasets(complete=True), 120):
        codes = {row["hs_code"] for row in rows_of(dataset, "list_changes")}
        beside = {f"{int(code) + 1:08}" for code in codes} | {"00000000", "99999999"}
        statuses = {span.status for code in codes | beside for span in dataset.history(code)}
        assert statuses <= {"listed", "not listed"}
        assert all(ranges(dataset, announcement.id) == WHOLE for announcement in dataset.announcements())
        assert {row["covers"] for row in rows_of(dataset, "list_coverage")} == {"annex"}
        assert all(annex.known > 0 for annex in dataset.coverage().annexes)


def test_incomplete_histories_know_no_annex_whole():
    """So on every edition some code is unknown."""
    for dataset in draws(strategies.datasets(complete=False), 60):
        for announcement in dataset.announcements():
            assert ranges(dataset, announcement.id) != WHOLE
            assert ranges(dataset, announcement.id, "list") == []
            assert dataset.eligibility("99999999", announcement.effective_from).status == "unknown"


def test_the_number_of_announcements_can_be_set():
    """One at least."""
    assert {len(dataset.announcements()) for dataset in draws(strategies.datasets(most_announcements=1), 50)} == {1}
    eight = strategies.datasets(most_announcements=8)
    assert max(len(dataset.announcements()) for dataset in draws(eight)) <= 8
    assert some(eight, lambda dataset: len(dataset.announcements()) == 8)
    with pytest.raises(InvalidArgument, match="most_announcements must be a whole number from 1 to 1000, not 0"):
        strategies.datasets(most_announcements=0)


def test_the_simplest_history_is_one_line_known_whole():
    """And one zone; its source says that it was drawn, and it prints as its history."""
    dataset = simplest(strategies.datasets())
    assert repr(dataset).splitlines() == [
        "Dataset of",
        "  2016-04-08 2016-1 replaces, known codes: all",
        "    01010000 list",
        "  2015-03-07 batch 1: hangzhou",
    ]
    assert {source.source for source in dataset.sources(of=dataset.zones()[0])} == {
        "Drawn by pilotzones.strategies: no page prints it."
    }
    assert {source.id for source in dataset.sources(of=dataset.zones()[0])} == {"DRAWN"}
    assert dataset.data_version() == "drawn"
    assert {table.file for table in dataset.verify()} >= {"announcements.csv", "list_changes.csv", "zones.csv"}


def test_a_drawn_dataset_can_be_pickled():
    """With everything that was drawn."""
    for dataset in DATASETS[:20]:
        again = pickle.loads(pickle.dumps(dataset))  # noqa: S301 - just dumped
        assert again.editions() == dataset.editions()
        assert again.zones() == dataset.zones()
        assert repr(again) == repr(dataset)


@pytest.mark.long
@pytest.mark.parametrize(("least", "most"), [(1, 1), (5, 9), (1476, 1476), (1, 1476)])
def test_a_complete_list_has_so_many_lines(least, most):
    """All of them are known, and no code is unknown."""
    for dataset in draws(strategies.complete_positive_list(min_size=least, max_size=most), 10):
        dataset.check()
        edition = dataset.editions()[0]
        assert least <= edition.lines_known == edition.lines_stated <= most
        assert dataset.coverage().annexes[0].known == edition.lines_known
        listed = dataset.items(edition.effective_from)
        assert len(listed) == edition.lines_known
        assert not any(
            dataset.is_eligible(f"{int(item.hs_code) + 1:08}", edition.effective_from) for item in listed[-1:]
        )


def test_of_a_complete_list_the_number_of_lines_and_each_remark_are_known():
    """At most as many lines as the ministry states of the list of 2022."""
    data = some(strategies.complete_positive_list(min_size=50), lambda _: True)
    (announcement,), items = data.announcements(), data.items(data.announcements()[0].effective_from)
    assert announcement.stated_count == announcement.list_total_after == len(items)
    assert {item.remark_known for item in items} == {"yes"}
    assert len({item.remark for item in items}) > 3
    most = inspect.signature(strategies.complete_positive_list).parameters["max_size"].default
    assert most == pilotzones.announcements()[-1].list_total_after


def test_the_sizes_of_complete_lists_spread():
    """From the fewest to the most; the simplest is the fewest."""
    sizes = {
        dataset.editions()[0].lines_known for dataset in draws(strategies.complete_positive_list(max_size=50), 200)
    }
    assert {1, 50} <= sizes
    assert len(sizes) > 30
    assert simplest(strategies.complete_positive_list(min_size=4)).editions()[0].lines_known == 4


@pytest.mark.parametrize("sizes", [{"min_size": 0}, {"min_size": 9, "max_size": 8}, {"max_size": 10_000_000}])
def test_impossible_sizes_are_refused(sizes):
    """With a message that names the possible sizes."""
    with pytest.raises(InvalidArgument, match=r"(min|max)_size must be a whole number from [0-9,]+ to 969,900, not"):
        strategies.complete_positive_list(**sizes)


def test_a_drawn_folder_is_a_folder():
    """Its tables are files; tables that were not drawn are the bundled ones."""
    folder = simplest(strategies.datasets()).folders[0]
    table = folder / "zones.csv"
    assert (folder.is_file(), table.is_file()) == (False, True)
    with pytest.raises(IsADirectoryError):
        folder.read_bytes()
    for inside in (table.iterdir, lambda: table / "x"):
        with pytest.raises(NotADirectoryError):
            inside()
    assert not (folder / "tariff_lines.zip").is_file()
    assert (folder / "provinces.csv").read_bytes().startswith(b"iso,adcode")
    assert pilotzones.Dataset([folder]).zones()[0].id == "hangzhou"
