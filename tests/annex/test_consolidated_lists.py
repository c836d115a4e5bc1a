"""The whole list in force, from a spreadsheet of a broker or a platform, installed without any annex."""

import openpyxl
import pytest
from installed_folders import tables_of
from lists import consolidated, lists

from pilotzones import Dataset, annex
from pilotzones.cli import main

LINES = consolidated()
DAY = "2024-06-18"


@pytest.fixture
def own(tmp_path):
    """Give the folder to install into."""
    return tmp_path / "own"


@pytest.fixture
def spreadsheet(tmp_path):
    """Write lines as a workbook such as firms have."""

    def write(lines=LINES, name="list.xlsx"):
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("清单")
        sheet.append(["序号", "税则号列", "货品名称", "备注"])
        for line in lines:
            sheet.append([line.seq, line.hs_code, line.name, line.remark])
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def csv_file(tmp_path):
    """Write lines as CSV, which is read fastest."""

    def write(lines, name="list.csv"):
        rows = [
            "序号,税则号列,货品名称,备注",
            *(f'{row.seq},{row.hs_code},"{row.name}","{row.remark}"' for row in lines),
        ]
        (tmp_path / name).write_text("\n".join(rows), "utf-8")
        return tmp_path / name

    return write


def read(file, **options):
    """Read a file as the list after the adjustment of 2022."""
    return annex.read(file, list_after="2022-7", data=Dataset.bundled(), **options)


def installed(file, own, *, accept=(), after="2022-7"):
    """Install a file as a consolidated list."""
    reading = annex.read(file, list_after=after, data=Dataset.load(own) if own.exists() else Dataset.bundled())
    return annex.install(reading, own, accept=accept)


def test_it_makes_every_answer_of_its_edition_definite(spreadsheet, own):
    """By one file; answers name it, and the editions before it stay as they were."""
    reading = read(spreadsheet())
    assert (reading.is_sound, reading.covers, len(reading.lines)) == (True, "list", 1476)
    assert "List after    2022-7 财政部等8部门公告2022年第7号, as you say" in str(reading)
    done = annex.install(reading, own)
    assert (done.covers, done.is_complete, done.disagreements) == ("list", True, ())
    assert str(done).startswith("list after 2022-7: 1,476 lines, complete, from list.xlsx (sha256 ")
    data = Dataset.load(own)
    codes = {line.hs_code: line for line in LINES}
    assert {code for code in codes if data.eligibility(code, DAY).status != "listed"} == set()
    assert len(data.items(DAY)) == 1476
    line = codes["33042000"]
    verdict = data.eligibility(line.hs_code, DAY)
    assert (verdict.remark, verdict.evidence) == (line.remark, "single")
    assert f"(by a consolidated list that you installed (list.xlsx, sha256 {reading.sha256[:12]}...))" in verdict.why
    absent = data.eligibility("00000000", DAY)
    assert (absent.status, absent.sources[0]) == ("not listed", "list-2022-7")
    assert (
        f"does not have it (by a consolidated list that you installed (list.xlsx, sha256 {reading.sha256[:12]}"
        in absent.why
    )
    assert data.sources(of=absent)[0].source.startswith(f"list.xlsx, sha256 {reading.sha256}, a list of all lines")
    assert data.eligibility("00000000", "2022-02-28").status == "unknown"
    assert data.coverage().editions[-1].is_complete
    assert data.coverage().editions[-1].missing == ()
    assert data.coverage().annexes[-1].list_ranges[0].covers == "list"


def test_what_the_annex_says_backwards_is_kept(csv_file, own):
    """95061100 was added in 2022: a list that has it does not make the annex's own line forgotten."""
    installed(csv_file(LINES), own)
    assert [span.status for span in Dataset.load(own).history("95061100")][-2:] == ["not listed", "listed"]


@pytest.mark.long
@pytest.mark.parametrize("first", ["list", "annex"])
def test_list_and_annexes_stand_beside_each_other(csv_file, own, first):
    """In any order of installing; removing one leaves the other."""
    file = csv_file(lists()["2019-96"], "annex.csv")
    steps = [lambda: installed(csv_file(LINES), own), lambda: annex.install(annex.read(file, "2019-96"), own)]
    for step in steps if first == "list" else reversed(steps):
        step()
    assert {one.name for one in annex.installed(own)} == {"2019-96", "list after 2022-7"}
    assert annex.verify(own)
    data = Dataset.load(own)
    assert data.coverage().editions[-2].is_complete
    assert data.coverage().editions[-1].is_complete
    assert data.coverage().disagreements == ()
    assert annex.remove(list_after="2022-7", output=own).covers == "list"
    assert [one.name for one in annex.installed(own)] == ["2019-96"]
    assert not Dataset.load(own).coverage().editions[-1].is_complete
    assert Dataset.load(own).coverage().editions[-2].is_complete


def test_both_of_one_announcement_stand_beside_each_other(csv_file, own):
    """The annex of an announcement and the list after it have rows of the same announcement."""
    file = csv_file(lists()["2019-96"], "annex.csv")
    annex.install(annex.read(file, "2019-96"), own)
    installed(file, own, after="2019-96")
    sources = Dataset.load(own).announcements()[3].sources
    assert sources[-2:] == ("annex-2019-96", "list-2019-96")
    annex.remove("2019-96", own)
    data = Dataset.load(own)
    assert data.announcements()[3].sources[-1] == "list-2019-96"
    assert "annex-2019-96" not in data.announcements()[3].sources
    assert data.coverage().editions[3].is_complete
    annex.remove(list_after="2019-96", output=own)
    assert annex.installed(own) == ()


def without(*codes):
    """Leave codes out of the list, and take as many others in."""
    others = [line for line in lists()["2022-7"] if line.change == "convert_out"][: len(codes)]
    kept = [line for line in LINES if line.hs_code not in codes]
    return [*kept, *(line for line in others if line.hs_code not in {kept_line.hs_code for kept_line in kept})]


@pytest.mark.long
def test_contradictions_with_an_annex_are_shown_line_by_line(csv_file, own):
    """The annex of 2022 was installed first: it outranks the list, which is refused, and accepted the annex answers."""
    for id_ in ("2019-96", "2022-7"):
        annex.install(annex.read(_annex(csv_file, id_), id_), own)
    gone = next(line.hs_code for line in LINES if line.hs_code.startswith("0901"))
    file = csv_file(without(gone), "other.csv")
    with pytest.raises(annex.AnnexCheckError) as caught:
        installed(file, own)
    names = [one.name for one in caught.value.differences]
    assert f"contradiction:{gone}" in names
    assert len(names) == 2
    table = f"own/{tables_of(own).name}/list_changes.csv"
    assert f"{gone} is on the list after 2022-7 by {table}, line " in str(caught.value)
    assert "this file does not have it; if you accept that, the annex answers" in str(caught.value)
    assert {one.name for one in annex.installed(own)} == {"2019-96", "2022-7"}
    installed(file, own, accept=["contradiction"])
    data = Dataset.load(own)
    assert data.is_eligible(gone, DAY) is True
    assert data.eligibility(gone, DAY).why.startswith("财政部等")


def test_an_annex_after_a_wrong_list_outranks_it_and_shows_what_differs(csv_file, own, capsys):
    """The other order: nothing blocks the ministry's own annexes."""
    gone = next(line.hs_code for line in LINES if line.hs_code.startswith("0901"))
    installed(csv_file(without(gone), "other.csv"), own)
    annex.install(annex.read(_annex(csv_file, "2019-96"), "2019-96"), own)
    assert Dataset.load(own).is_eligible(gone, DAY) is False  # as the list says; the annex of 2022 is not known
    file = str(_annex(csv_file, "2022-7"))
    assert main(["annex", "install", file, "--announcement", "2022-7", "--output", str(own)]) == 0
    assert Dataset.load(own).is_eligible(gone, DAY) is True
    shown = [one for one in capsys.readouterr().out.splitlines() if one.startswith("Differs       ")]
    assert len(shown) == 2
    assert any(one.startswith(f"Differs       {gone} after 2022-7: own/list_changes.csv, line ") for one in shown)


def _annex(csv_file, id_):
    """Write an annex of the official size."""
    lines = lists()[id_]
    if id_ != "2022-7":
        return csv_file(lines, f"{id_}.csv")
    titles = {
        "add": "新增商品", "delete": "删除商品", "convert_in": "因税则转版调入", "convert_out": "因税则转版调出", "remark": "备注修改",
    }  # fmt: skip
    file = csv_file([], f"{id_}.csv")
    rows = [f'{n},{row.hs_code},"{row.name}","{row.remark}",{titles[row.change]}' for n, row in enumerate(lines, 1)]
    file.write_text("\n".join(["序号,税则号列,货品名称,备注,调整方式", *rows]), "utf-8")
    return file


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (
            LINES[:-1],
            r"count: 1,475 lines were read, and 1,476 are in force after 2022-7 as the ministry states; accepting",
        ),
        ([*LINES[:-1], LINES[5]], r"repeated:\d{8}: page 1, row 1477: \d{8} appears already on page 1, row 7; cannot"),
        (
            [line._replace(hs_code=f"{line.hs_code}10") for line in LINES],
            r"code:\d{10}: page 1, row 2: \d{10} has 10 digits, and a tariff line has 8; write the first 8 digits of each code",
        ),
        (
            [*LINES, LINES[0]._replace(hs_code="30045000")],
            r"known-code:30045000: page 1, row 1478: 30045000 is not on the list",
        ),
        (
            without("33042000"),
            r"known-code:33042000: 33042000 is on the list after 2022-7 by list_changes\.csv, line 102, and",
        ),
        (
            [line._replace(remark="") if line.hs_code == "33042000" else line for line in LINES],
            r"known-remark:33042000: page 1, row \d+: its remark is '' here, and '列入《禁止进口货物目录（第七批）》的商品除外",
        ),
        (
            [LINES[0]._replace(hs_code="93070090"), *LINES[1:]],
            r"contradiction:93070090: page 1, row 2: 93070090 is not on",
        ),
    ],
    ids=["1,475 lines", "a code twice", "10 digits", "not listed", "missing", "remark", "deleted"],
)
def test_what_is_wrong_is_named_with_its_line_and_nothing_is_installed(csv_file, own, lines, says):
    """Each with the way out."""
    with pytest.raises(
        annex.AnnexCheckError, match=f"list.csv fails the checks for the list after 2022-7; .*\n(.*\n)*- {says}"
    ):
        installed(csv_file(lines), own)
    assert not own.exists()


def test_a_code_that_no_tariff_has_is_a_fault_or_a_hint(csv_file):
    """A fault where the tariff of the year is known, as of 2018; of 2022 that of 2024 is, so it is one to look at."""
    wrong = [LINES[0]._replace(hs_code="99999999"), *LINES[1:]]
    reading = read(csv_file(wrong))
    assert any(hint.startswith("1 codes are not lines of") and hint.endswith(": 99999999.") for hint in reading.hints)
    lines = [*lists()["2018-157"][:-1], lists()["2018-157"][-1]._replace(hs_code="99999999")]
    reading = annex.read(csv_file(lines), list_after="2018-157", data=Dataset.bundled())
    assert [one.name for one in reading.differences] == ["tariff:99999999"]


def test_an_incomplete_list_is_known_in_part(csv_file, own):
    """Its lines are listed, and any other code stays unknown."""
    done = installed(csv_file(LINES[:-1]), own, accept=["count"])
    assert not done.is_complete
    data = Dataset.load(own)
    assert data.is_eligible(LINES[0].hs_code, DAY) is True
    assert data.eligibility(LINES[-1].hs_code, DAY).status == "unknown"
    installed(csv_file(LINES), own)
    assert Dataset.load(own).is_eligible(LINES[-1].hs_code, DAY) is True
    with pytest.raises(
        annex.AnnexInstallError, match=r"A better reading of list after 2022-7 .* remove --list-after 2022-7"
    ):
        installed(csv_file(LINES[:-1]), own, accept=["count"])


def test_a_newer_list_replaces_the_one_before(csv_file, own):
    """It is not held against the list whose place it takes."""
    installed(csv_file(LINES), own)
    other = [*LINES[:-2], LINES[-1], *without(LINES[-2].hs_code)[-1:]]
    installed(csv_file(other), own)
    assert Dataset.load(own).is_eligible(LINES[-2].hs_code, DAY) is False


def test_a_list_is_named_by_a_known_announcement_alone(csv_file, own):
    """The error names those that there are, or what to leave out."""
    file = csv_file(LINES[:3])
    with pytest.raises(annex.AnnexError, match="'2030-1' is not an announcement of the data, which has 2016-40"):
        annex.read(file, list_after="2030-1")
    with pytest.raises(annex.AnnexError, match="Name only one of the three: announcement, new"):
        annex.read(file, "2022-7", list_after="2022-7")
    with pytest.raises(annex.AnnexInstallError, match="Name one of the two"):
        annex.remove(output=own)
    with pytest.raises(annex.AnnexInstallError, match=r"'list after 2022-7' is not installed in .*, which has nothing"):
        annex.remove(list_after="2022-7", output=own)


def test_without_a_stated_total_it_is_not_counted(csv_file, tmp_path):
    """As of an announcement that states none."""
    (tmp_path / "more").mkdir()
    head = "id,kind,amends,document_no,title_zh,title_en,issued_on,published_on,effective_from,evidence,sources"
    row = "2027-1,replaces,,No. 1,清单,List,,,2027-01-01,single,S074"
    (tmp_path / "more" / "announcements.csv").write_text(f"{head}\n{row}\n", "utf-8")
    reading = annex.read(csv_file(LINES[:20]), list_after="2027-1", data=Dataset.load(tmp_path / "more"))
    assert reading.is_sound
    assert "Total         20 lines; no number is stated" in str(reading)


def wrong_list(csv_file):
    """Write a list that lacks one code and has another instead, and give both codes."""
    gone = next(line.hs_code for line in LINES if line.hs_code.startswith("0901"))
    lines = without(gone)
    return csv_file(lines, "other.csv"), gone, lines[-1].hs_code


@pytest.mark.long
@pytest.mark.parametrize(
    "order", [("list", "2019-96", "2022-7"), ("list", "2022-7", "2019-96"), ("2022-7", "list", "2019-96")]
)
def test_the_order_of_installing_changes_no_answer(csv_file, own, order):
    """A wrong list between the ministry's annexes: they answer, what differs is shown, and nothing blocks removing."""
    file, gone, other = wrong_list(csv_file)
    for name in order:
        if name == "list":
            reading = annex.read(
                file, list_after="2022-7", data=Dataset.load(own) if own.exists() else Dataset.bundled()
            )
            annex.install(reading, own, accept={one.rule for one in reading.differences})
        else:
            data = Dataset.load(own) if own.exists() else Dataset.bundled()
            annex.install(annex.read(_annex(csv_file, name), name, data=data), own)
    data = Dataset.load(own)
    assert (data.is_eligible(gone, DAY), data.is_eligible(other, DAY)) == (True, False)
    assert {one.hs_code for one in data.coverage().disagreements} == {gone, other}
    annex.remove("2019-96", own)
    assert {one.name for one in annex.installed(own)} == {"2022-7", "list after 2022-7"}


def test_a_list_that_takes_the_place_of_another_is_held_against_the_bundled_data(csv_file, own):
    """The one before it decides nothing."""
    installed(csv_file(LINES), own)
    lines = [line._replace(remark="") if line.hs_code == "33042000" else line for line in without("21069090")]
    reading = annex.read(csv_file(lines, "other.csv"), list_after="2022-7", data=Dataset.load(own))
    assert [one.name for one in reading.differences] == ["known-code:21069090", "known-remark:33042000"]


def test_remarks_that_differ_are_reported(csv_file, own):
    """At installing the list beside the annex, and by the coverage in the other order; the annex answers."""
    bonded = next(line for line in lists()["2019-96"] if line.remark == "仅限网购保税商品")
    lines = [line._replace(remark="") if line == bonded else line for line in lists()["2019-96"]]
    annex.install(annex.read(_annex(csv_file, "2019-96"), "2019-96"), own)
    reading = annex.read(csv_file(lines, "other.csv"), list_after="2019-96", data=Dataset.load(own))
    assert [one.name for one in reading.differences] == [f"known-remark:{bonded.hs_code}"]
    annex.install(reading, own, accept=["known-remark"])
    data = Dataset.load(own)
    assert data.is_eligible(bonded.hs_code, "2021-06-01", shipment="direct") is False
    assert [one.hs_code for one in data.coverage().disagreements] == [bonded.hs_code]


@pytest.mark.long
def test_an_annex_without_remarks_takes_those_of_the_list(csv_file, own):
    """Direct shipment stays known, whichever was installed first."""
    bonded = next(line for line in lists()["2019-96"] if line.remark == "仅限网购保税商品")
    rows = [f'{line.seq},{line.hs_code},"{line.name}"' for line in lists()["2019-96"]]
    file = csv_file([], "bare.csv")
    file.write_text("\n".join(["序号,税则号列,货品名称", *rows]), "utf-8")
    installed(csv_file(lists()["2019-96"]), own, after="2019-96")
    annex.install(annex.read(file, "2019-96", data=Dataset.load(own)), own)
    data = Dataset.load(own)
    assert data.is_eligible(bonded.hs_code, "2021-06-01", shipment="direct") is False
    blank = next(line for line in lists()["2019-96"] if not line.remark)
    assert data.is_eligible(blank.hs_code, "2021-06-01", shipment="direct") is True
