"""Installing: a folder of tables as a whole or not at all, never worse than what was there."""

import csv
import io
import json
import sys

import attrs
import pytest
from installed_folders import change_table, tables_of, to_older_layout
from lists import lists

from pilotzones import Dataset, annex
from pilotzones.annex.errors import AnnexCheckError, AnnexInstallError
from pilotzones.arguments import ArgumentTypeError
from pilotzones.errors import PilotZonesError


@pytest.fixture
def sound(reading):
    """Read the made-up list of 2019, which holds."""
    return reading(lists()["2019-96"])


@pytest.fixture
def lacking(reading):
    """Read it without one row."""
    lines = lists()["2019-96"]
    return reading([*lines[:99], *lines[100:]])


def content(folder):
    """Take everything that a folder holds, but for the file that is locked."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != ".lock")
    return {str(file.relative_to(folder)): file.read_bytes() for file in files} if folder.exists() else None


def test_a_sound_annex_makes_every_answer_definite(sound, tmp_path):
    """Its lines are listed and nothing else is; each has its page and row, and the file as its source."""
    folder = tmp_path / "new" / "annexes"
    done = annex.install(sound, folder, page="http://example.org/2019.pdf")
    assert str(done) == "2019-96: 1,413 lines, complete, from annex.pdf (sha256 000000000000...)"
    data = Dataset.load(folder)
    last = lists()["2019-96"][-1]
    verdict = data.eligibility(last.hs_code, "2020-06-01")
    assert (verdict.status, verdict.item.name_zh, verdict.item.note) == ("listed", last.name, "page 1, row 1414")
    assert [str(source) for source in data.sources(of=verdict.item)] == [
        f"annex-2019-96 annex.pdf, sha256 {'0' * 64}, the annex of 财政部等公告2019年第96号 http://example.org/2019.pdf"
    ]
    assert data.eligibility("99999999", "2020-06-01").status == "not listed"
    assert len(data.items("2020-06-01")) == 1413
    assert sorted(file.name for file in folder.iterdir()) == [".lock", "current.json", tables_of(folder).name]
    assert sorted(file.name for file in tables_of(folder).iterdir()) == [
        "annexes.json",
        "announcements.csv",
        "datapackage.json",
        "list_changes.csv",
        "list_coverage.csv",
        "sources.csv",
    ]


def test_lines_that_another_page_prints_are_confirmed(reading, tmp_path):
    """The annex and the page are two; a line known by derivation alone is the annex's."""
    done = reading(lists()["2016-40"], title="跨境电子商务零售进口商品清单")
    annex.install(done, tmp_path / "annexes")
    data = Dataset.load(tmp_path / "annexes")
    printed, derived = (data.eligibility(code, "2016-05-01").item for code in ("04029100", "08029030"))
    assert (printed.evidence, printed.sources) == ("confirmed", ("S089", "S088", "annex-2016-40"))
    assert (derived.evidence, derived.sources) == ("single", ("annex-2016-40",))


def test_several_annexes_share_a_folder(sound, adjustment_reading, tmp_path):
    """Each takes its own rows' place and leaves the others'."""
    folder = tmp_path / "annexes"
    annex.install(sound, folder)
    annex.install(adjustment_reading(lists()["2022-7"]), folder)
    annex.install(sound, folder)
    assert [one.announcement for one in annex.installed(folder)] == ["2022-7", "2019-96"]
    data = Dataset.load(folder)
    assert len(data.items("2022-03-01")) == 1476
    assert annex.verify(folder) == annex.installed(folder)
    assert annex.remove("2019-96", folder).announcement == "2019-96"
    assert [one.announcement for one in annex.installed(folder)] == ["2022-7"]
    assert annex.remove("2022-7", folder).lines == 431
    assert list(tmp_path.iterdir()) == []
    assert annex.installed(folder) == annex.verify(folder) == ()


def test_differences_are_refused_by_name(lacking, tmp_path):
    """The error has them all, and nothing is written."""
    with pytest.raises(
        AnnexCheckError, match=r"fails the checks for the annex of 2019-96.*\n- number:101: page 1"
    ) as caught:
        annex.install(lacking, tmp_path / "annexes")
    assert caught.value.differences == lacking.differences
    with pytest.raises(AnnexCheckError) as caught:
        annex.install(lacking, tmp_path / "annexes", accept=["number"])
    assert [difference.name for difference in caught.value.differences] == ["count"]
    assert list(tmp_path.iterdir()) == []


def test_accepted_differences_leave_the_annex_incomplete_where_lines_are_missing(lacking, tmp_path):
    """The lines it names are listed, and the others stay unknown."""
    done = annex.install(lacking, tmp_path / "annexes", accept=["number:101", "count"])
    assert (done.is_complete, done.accepted) == (False, ("number:101", "count"))
    assert "in part" in str(done)
    assert "accepted: number:101, count" in str(done)
    data = Dataset.load(tmp_path / "annexes")
    assert data.eligibility(lists()["2019-96"][98].hs_code, "2020-06-01").status == "listed"
    assert data.eligibility(lists()["2019-96"][99].hs_code, "2020-06-01").status == "unknown"


def test_a_number_out_of_order_that_was_accepted_stands_in_the_note(reading, tmp_path):
    """The tables' own check that no line is lost does not trip over it."""
    lines = list(lists()["2019-96"])
    lines[9], lines[10] = lines[10], lines[9]
    done = annex.install(reading(lines), tmp_path / "annexes", accept=["order", "number"])
    assert done.is_complete
    annex.install(
        reading([line._replace(seq=line.seq + (line.seq > 500)) for line in lists()["2019-96"]]),
        tmp_path / "b",
        accept=["number"],
    )
    item = Dataset.load(tmp_path / "b").eligibility(lists()["2019-96"][-1].hs_code, "2020-06-01").item
    assert item.note == "page 1, row 1414, number 1414"


def test_some_differences_cannot_be_accepted(reading, tmp_path):
    """A code of seven digits is no line."""
    lines = list(lists()["2019-96"])
    lines[1000] = lines[1000]._replace(hs_code=lines[1000].hs_code[:7])
    with pytest.raises(AnnexCheckError, match="cannot be accepted"):
        annex.install(reading(lines), tmp_path / "annexes", accept=["code", "order", "count"][:1])


def test_accepting_what_is_no_difference_is_an_error(sound, lacking, tmp_path):
    """A slip must not accept nothing in silence; the names that there are are listed."""
    with pytest.raises(
        AnnexCheckError, match=r"'number:102' is not a difference of this annex, which has: count, number:101\."
    ):
        annex.install(lacking, tmp_path / "annexes", accept=["number:102"])
    with pytest.raises(AnnexCheckError, match=r"which has: none\."):
        annex.install(sound, tmp_path / "annexes", accept=["count"])


def test_many_differences_are_cut_short(reading, tmp_path):
    """Twenty are shown."""
    found = reading([line._replace(seq=line.seq + line.seq // 10) for line in lists()["2019-96"]])
    with pytest.raises(AnnexCheckError, match=f"- and {len(found.differences) - 20} more$") as caught:
        annex.install(found, tmp_path / "annexes")
    assert str(caught.value).splitlines()[1:-1] == [f"- {difference}" for difference in found.differences[:20]]
    few = attrs.evolve(found, differences=found.differences[:20])
    with pytest.raises(AnnexCheckError) as caught:
        annex.install(few, tmp_path / "annexes")
    assert str(caught.value).splitlines()[1:] == [f"- {difference}" for difference in few.differences]
    with pytest.raises(AnnexCheckError) as caught:
        annex.install(found, tmp_path / "annexes", accept=["x"])
    names = ", ".join(sorted(difference.name for difference in found.differences))
    assert str(caught.value) == f"'x' is not a difference of this annex, which has: {names[:400]}."


def test_arguments_of_another_type_are_refused_by_their_names(sound, tmp_path):
    """Before anything is written."""
    folder = tmp_path / "annexes"
    with pytest.raises(ArgumentTypeError, match=r"^accept must be a collection of names of differences, such as"):
        annex.install(sound, folder, accept=5)
    with pytest.raises(ArgumentTypeError, match=r"^each name in accept must be text"):
        annex.install(sound, folder, accept=[5])
    with pytest.raises(ArgumentTypeError, match=r"^page must be text"):
        annex.install(sound, folder, page=5)
    with pytest.raises(ArgumentTypeError, match=r"^reading must be the result of annex.read"):
        annex.install("annex.pdf", folder)
    with pytest.raises(ArgumentTypeError, match=r"^download must be a Download or None"):
        annex.install(sound, folder, download="a.pdf")
    with pytest.raises(ArgumentTypeError, match=r"^announcement must be text"):
        annex.remove(5, folder)
    with pytest.raises(ArgumentTypeError, match=r"^list_after must be text"):
        annex.remove(list_after=5, output=folder)
    with pytest.raises(ArgumentTypeError, match=r"^output must be a path"):
        annex.installed(5)
    assert list(tmp_path.iterdir()) == []


def test_the_source_of_an_annex_names_the_pages_of_its_announcement(reading, tmp_path):
    """Unless the user gives the address of the file."""
    annex.install(reading(lists()["2018-157"], "2018-157", title="清单（2018年版）"), tmp_path / "annexes")
    (source,) = [one.source for one in Dataset.load(tmp_path / "annexes").sources() if one.id == "annex-2018-157"]
    pages = next(one for one in Dataset.bundled().announcements() if one.id == "2018-157").official_pages
    head = f"annex.pdf, sha256 {'0' * 64}, the annex of 财政部等公告2018年第157号"
    assert len(pages) > 0
    assert source == " ".join([head, *pages])


def test_never_a_worse_one_over_a_good_one(sound, lacking, reading, tmp_path):
    """Less complete, more accepted, fewer lines: refused until the better one is removed."""
    folder = tmp_path / "annexes"
    annex.install(sound, folder)
    before = content(folder)
    with pytest.raises(
        AnnexInstallError, match="it is complete, and the new one is not; fewer differences were accepted"
    ):
        annex.install(lacking, folder, accept=["number", "count"])
    assert content(folder) == before
    annex.remove("2019-96", folder)
    annex.install(lacking, folder, accept=["number", "count"])
    lines = lists()["2019-96"]
    with pytest.raises(AnnexInstallError, match="it has 1,412 lines, and the new one 1,411"):
        annex.install(reading([*lines[:99], *lines[101:]]), folder, accept=["number", "count"])
    assert annex.install(sound, folder).is_complete


def test_what_contradicts_the_known_is_refused(reading, tmp_path):
    """93070090 was deleted in 2022, so a list of 2019 without it cannot be whole: it is told when it is read."""
    lines = [line for line in lists()["2019-96"] if line.hs_code != "93070090"]
    lines.append(lines[-1]._replace(hs_code="98039999"))
    found = reading([line._replace(seq=seq) for seq, line in enumerate(lines, 1)])
    (difference,) = found.differences
    assert (difference.name, difference.accepted) == ("contradiction:93070090", "never")
    for accept in ((), ["contradiction"]):
        with pytest.raises(AnnexCheckError, match="contradiction:93070090"):
            annex.install(found, tmp_path / "annexes", accept=accept)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_the_reading_did_not_see_may_contradict_it(reading, adjustment_reading, tmp_path):
    """It was read against the bundled data, and the folder has the adjustment after it: refused whole."""
    folder = tmp_path / "annexes"
    annex.install(adjustment_reading(lists()["2022-7"]), folder)
    before = content(folder)
    gone = next(line for line in lists()["2022-7"] if line.change == "convert_out")
    free = next(line for line in lists()["2022-7"] if line.change == "add")
    lines = [line for line in lists()["2019-96"] if line.hs_code != gone.hs_code]
    lines = sorted([*lines, free._replace(change="list")], key=lambda line: line.hs_code)
    found = reading([line._replace(seq=seq) for seq, line in enumerate(lines, 1)])
    accept = [difference.name for difference in found.differences]
    with pytest.raises(AnnexInstallError, match=r"The annex contradicts known data; .* is unchanged\.\n"):
        annex.install(found, folder, accept=accept)
    assert content(folder) == before


def test_only_folders_of_its_own_are_touched(sound, tmp_path):
    """Somebody's tables, or their home, are never moved."""
    (tmp_path / "zones.csv").write_text("mine", "utf-8")
    with pytest.raises(AnnexInstallError, match="was not written by 'pilotzones annex install'"):
        annex.install(sound, tmp_path)
    with pytest.raises(AnnexInstallError, match="was not written by"):
        annex.install(sound, tmp_path / "zones.csv")
    assert content(tmp_path) == {"zones.csv": b"mine"}
    (tmp_path / "empty").mkdir()
    assert annex.install(sound, tmp_path / "empty").is_complete


def test_removing_what_is_not_there(sound, tmp_path):
    """The error says what is; no folder is made."""
    with pytest.raises(AnnexInstallError, match=r"'2019-96' is not installed in .*annexes, which has nothing\."):
        annex.remove("2019-96", tmp_path / "of the shop" / "annexes")
    assert not (tmp_path / "of the shop").exists()
    annex.install(sound, tmp_path / "annexes")
    with pytest.raises(AnnexInstallError, match=r"which has 2019-96\."):
        annex.remove("2018-157", tmp_path / "annexes")


@pytest.mark.skipif(sys.platform == "win32", reason="there a process cannot bound its own files")
def test_a_real_write_that_fails(sound, tmp_path):
    """A file may have 64 KiB, and the lines need more."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 10, hard))
    try:
        with pytest.raises(AnnexInstallError, match="File too large"):
            annex.install(sound, tmp_path / "annexes")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written(sound, tmp_path):
    """A file stands where its parent should be."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AnnexInstallError, match="could not be written"):
        annex.install(sound, tmp_path / "file" / "annexes")


def test_where_a_file_was_downloaded_from_is_kept(sound, tmp_path):
    """With the annex and in its source; an index of an earlier release has nothing of it."""
    folder = tmp_path / "annexes"
    address = "http://gss.mof.gov.cn/P02.pdf"
    download = annex.Download(address, "http://gss.mof.gov.cn/a.htm", "2026-12-01", 123_456, is_archived=True)
    done = annex.install(sound, folder, page=address, download=download)
    assert annex.installed(folder) == (done,)
    assert str(done).endswith(f", 123,456 bytes, downloaded on 2026-12-01, an archived copy, {address}")
    (source,) = [source.source for source in Dataset.load(folder).sources() if source.id == "annex-2019-96"]
    assert source.startswith("annex.pdf, 123,456 bytes, downloaded on 2026-12-01, an archived copy, sha256 0000")
    assert source.endswith(address)
    change_table(folder, "annexes.json", lambda text: text.replace('"download": {', '"of a later release": {'))
    assert annex.installed(folder)[0].download is None


def test_the_index_says_what_was_installed(sound, tmp_path):
    """For people and other programs: the file's hash, the lines, the tables' hashes."""
    annex.install(sound, tmp_path / "annexes")
    index = json.loads((tables_of(tmp_path / "annexes") / "annexes.json").read_bytes())
    assert index["annexes"] == [
        {
            "announcement": "2019-96",
            "file": "annex.pdf",
            "sha256": "0" * 64,
            "lines": 1413,
            "is_complete": True,
            "accepted": [],
            "covers": "annex",
            "remarks_unknown": 0,
            "download": None,
        }
    ]
    assert sorted(index["tables"]) == ["announcements", "list_changes", "list_coverage", "sources"]
    named = attrs.evolve(sound, file="附件.pdf")
    annex.install(named, tmp_path / "annexes")
    assert '"file": "附件.pdf"' in (tables_of(tmp_path / "annexes") / "annexes.json").read_text("utf-8")


def test_annexes_of_an_older_format_go_on_answering(sound, adjustment_reading, tmp_path):
    """Tables that lack a column which may be blank, without a stated version; another annex is installed beside them."""
    folder = tmp_path / "annexes"
    annex.install(sound, folder)
    answers = Dataset.load(folder).items("2020-06-01")
    (tables_of(folder) / "datapackage.json").unlink()

    def without_note(text):
        written = io.StringIO()
        csv.writer(written).writerows(row[:-1] for row in csv.reader(text.splitlines()))
        return written.getvalue()

    change_table(folder, "list_changes.csv", without_note)
    change_table(folder, "announcements.csv", without_note)
    to_older_layout(folder)
    older = Dataset.load(folder).items("2020-06-01")
    assert [(item.hs_code, item.remark) for item in older] == [(item.hs_code, item.remark) for item in answers]
    annex.install(adjustment_reading(lists()["2022-7"]), folder)
    assert [done.announcement for done in annex.installed(folder)] == ["2019-96", "2022-7"]
    assert len(Dataset.load(folder).items("2022-06-01")) == 1476


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("datapackage.json", lambda _: '{"format_version": 5}', r"the tables have format 5, and this release"),
        (
            "list_changes.csv",
            lambda text: "".join(f"{line},\n" for line in text.splitlines()).replace("note,", "note,unit", 1),
            r"has columns of list_changes\.csv that this release does not know \(unit\); it is unchanged",
        ),
    ],
)
def test_annexes_of_a_later_format_are_not_touched(sound, adjustment_reading, tmp_path, name, change, says):
    """What a newer release wrote would lose its columns."""
    folder = tmp_path / "annexes"
    annex.install(sound, folder)
    change_table(folder, name, change)
    before = content(folder)
    with pytest.raises(PilotZonesError, match=says):
        annex.install(adjustment_reading(lists()["2022-7"]), folder)
    assert content(folder) == before
