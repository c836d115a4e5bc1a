"""Rules in folders that users lay over the bundled ones: a new law is one row; what contradicts it is named."""

import datetime
import pathlib
import re

import pytest
from tables import read, write

import pilotzones
from pilotzones import DataIntegrityError, Dataset

RATE = {"parameter": "vat_standard", "unit": "ratio", "document": "made up", "evidence": "unsourced"}
DATA = pathlib.Path(pilotzones.__file__).parent / "data"
CITY = {"evidence": "single", "sources": "S115", "document": "made up", "province_zh": "河北省"}


def rate(first, value="0.12", **cells):
    """Make the row of a rate from a day on."""
    return {**RATE, "effective_from": first, "value": value, **cells}


def spans(data, name="vat_standard"):
    """Give the values of a name with their days."""
    return [(str(rule.value), str(rule.effective_from), str(rule.effective_to)) for rule in data.rulebook.by_name[name]]


def test_a_new_rate_is_a_new_row(folder):
    """It ends the one in force, and leaves the others as they are."""
    data = Dataset.load(folder(tax_parameters=[rate("2027-01-01")]))
    assert spans(data)[-2:] == [("0.13", "2019-04-01", "2027-01-01"), ("0.12", "2027-01-01", "None")]
    assert str(data.rule("vat_standard", "2018-05-01").value) == "0.16"
    assert [rule.name for rule in data.rules("2027-01-01")] == [
        rule.name for rule in Dataset.bundled().rules("2026-01-01")
    ]
    assert data.data_version().startswith("2026.2+")


def test_the_example_of_the_documentation_loads(tmp_path):
    """Without the columns that may be blank; the rule is called as the one before it."""
    page = (pathlib.Path(__file__).parents[2] / "docs" / "tasks" / "rules.md").read_text("utf-8")
    _, text = page.split("my-tables/tax_parameters.csv\n")
    (tmp_path / "tax_parameters.csv").write_text(text.partition("```")[0], "utf-8")
    rule = Dataset.load(tmp_path).rule("vat_standard", "2027-01-01")
    assert (str(rule.value), rule.name_en, rule.name_zh, rule.unit_zh) == ("0.12", "standard VAT", "增值税基本税率", "")
    assert rule.explain("zh").startswith("增值税基本税率：12%，自2027年1月1日起施行（Announcement 1 of 2027")


def test_a_row_of_the_same_first_day_replaces(folder):
    """As a better source of it."""
    data = Dataset.load(folder(tax_parameters=[rate("2019-04-01", "0.13", sources="S100", evidence="single")]))
    assert data.rule("vat_standard").document == "made up"
    assert len(spans(data)) == 3


def test_a_later_folder_is_laid_over_an_earlier_one(folder):
    """Each row ends what lies below it."""
    first = folder("first", tax_parameters=[rate("2027-01-01")])
    second = folder("second", tax_parameters=[rate("2028-01-01", "0.11")])
    assert spans(Dataset.load(first, second))[-2:] == [
        ("0.12", "2027-01-01", "2028-01-01"),
        ("0.11", "2028-01-01", "None"),
    ]


def test_a_new_mode_and_a_new_benefit_are_rows(folder):
    """Without a line of code; where the tables have none, a Chinese text is empty and the English one serves."""
    data = Dataset.load(
        folder(
            supervision_codes=[
                {
                    "code": "9999",
                    "name_zh": "新",
                    "name_en": "new",
                    "direction": "export",
                    "evidence": "unsourced",
                    "effective_from": "2027-01-01",
                    "announcement": "made up",
                    "scope": "everything",
                }
            ],
            zone_benefits=[
                {
                    "benefit": "refund",
                    "direction": "import",
                    "evidence": "unsourced",
                    "scope": "all",
                    "effective_from": "2027-01-01",
                    "effective_to": "2027-12-31",
                    "document": "made up",
                }
            ],
        )
    )
    mode, benefit = data.rule("mode_9999", "2027-01-01"), data.rule("refund", "2027-12-31")
    assert (mode.kind, benefit.kind, benefit.effective_to) == ("mode", "benefit", datetime.date(2028, 1, 1))
    assert benefit.explain("zh").splitlines() == [
        "refund，自2027年1月1日起施行，至2028年1月1日止（不含该日）（made up，属一般常识，未找到刊载的网页）",
        "适用于进口。",
        "适用范围：all",
    ]
    assert [rule.name for rule in data.rules("2027-06-01")][-1] == "refund"
    with pytest.raises(pilotzones.RuleNotInForceError):
        data.rule("refund", "2028-01-01")


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        (
            [rate("2018-06-01")],
            [
                r"own/tax_parameters\.csv, line 2.* and in tax_parameters\.csv, line 9,.* 2019-03-31",
                "until further notice",
            ],
        ),
        (
            [rate("2018-05-01", "0.16", effective_to="2019-04-01")],
            [r"^tax_parameters\.csv, line 10.* from 2019-04-01, and in own/tax_parameters\.csv, line 2.*2019-04-01"],
        ),
        (
            [rate("2027-01-01"), rate("2028-01-01")],
            [
                r"own/tax_parameters\.csv, line 3.* from 2028-01-01, and in own/tax_parameters\.csv, line 2.*further notice"
            ],
        ),
        (
            [rate("2027-01-01"), rate("2027-01-01")],
            [r"line 3: .* from the same day in own/tax_parameters\.csv, line 2"],
        ),
        ([rate("2027-01-01", effective_to="2026-06-01")], [r"vat_standard ends on 2026-06-01, before 2027-01-01"]),
        ([{**rate("2027-01-01"), "parameter": "mode_1210"}], [r"'mode_1210' is the name of another rule in own/tax"]),
        ([rate("2027-01-01", value="12%")], [r"line 2, column value: '12%' is not a number"]),
        ([rate("2027-01-01", sources="NONE")], [r"'NONE' as its source"]),
    ],
)
def test_rows_that_contradict_each_other_are_named(folder, rows, faults):
    """When they are loaded; both, where two overlap."""
    with pytest.raises(DataIntegrityError) as caught:
        Dataset.load(folder(tax_parameters=rows))
    found = [str(fault) for fault in caught.value.faults or (caught.value,)]
    assert len(found) == len(faults)
    for shown, fault in zip(found, faults, strict=True):
        assert re.search(fault, shown)
    assert caught.value.column in {*read(DATA, "tax_parameters")[0], None}


@pytest.mark.parametrize(
    ("tables", "fault"),
    [
        (
            {
                "import_cities": [
                    {**CITY, "name_zh": "保定", "name_en": "Baoding", "designated_on": "2019-01-01", "adcode": "130600"}
                ]
            },
            r"states 37 cities, and import_cities\.csv has 38 by that day",
        ),
        (
            {
                "import_cities": [
                    {**CITY, "name_zh": "石家庄", "name_en": "S", "designated_on": "2020-01-17", "adcode": "999999"}
                ]
            },
            "does not have the code 999999",
        ),
        (
            {
                "import_cities": [
                    {**CITY, "name_zh": "石家庄", "name_en": "S", "designated_on": "2020-01-17", "adcode": "330100"}
                ]
            },
            "'河北省' is not the province of code 330100",
        ),
        (
            {
                "import_cities": [
                    {**CITY, "name_zh": "石家庄", "name_en": "S", "designated_on": "2020-01-17", "adcode": ""}
                ]
            },
            "'' is not a code of 6 digits",
        ),
        (
            {
                "import_lists": [
                    {
                        "effective_from": "2018-01-01",
                        "document": "x",
                        "listed": "14",
                        "evidence": "single",
                        "sources": "S109",
                    }
                ]
            },
            "states 14 cities",
        ),
        (
            {
                "import_grounds": [
                    {
                        "ground": "x",
                        "name_en": "x",
                        "name_zh": "x",
                        "effective_from": "2027",
                        "document": "x",
                        "evidence": "single",
                        "sources": "S109",
                    }
                ]
            },
            "is not a date",
        ),
    ],
)
def test_faults_of_import_tables_are_named(folder, tables, fault):
    """When they are loaded."""
    with pytest.raises(DataIntegrityError, match=fault) as caught:
        Dataset.load(folder(**tables))
    assert caught.value.column in read(DATA, caught.value.table.removeprefix("own/").removesuffix(".csv"))[0]


def test_the_mode_of_imports_cannot_be_missing(tables):
    """Whether imports were open depends on it."""
    write(tables, supervision_codes=[row for row in read(tables, "supervision_codes") if row["code"] != "1210"])
    data = Dataset([tables])
    assert len(data.rules("2026-01-01")) == 12
    with pytest.raises(DataIntegrityError, match=r"supervision_codes\.csv: it does not have the code 1210"):
        data.import_city("杭州", "2019-01-01")


def test_a_folder_without_rules_is_laid_over_as_before(folder, line):
    """The rules are the bundled ones."""
    data = Dataset.load(folder(list_changes=[line("2018-157", "list", "04090000")]))
    assert data.rules("2026-01-01") == Dataset.bundled().rules("2026-01-01")
    assert data.import_city("杭州", "2019-01-01").status == "open"


def test_the_tables_can_be_checked_by_name(tables):
    """As the others; a name that is not a table's is refused."""
    data = Dataset([tables])
    data.check(["tax_parameters", "import_cities"])
    (tables / "tax_parameters.csv").write_text("", "utf-8")
    with pytest.raises(DataIntegrityError, match="tax_parameters"):
        Dataset([tables]).check(["zone_benefits"])
    with pytest.raises(pilotzones.ArgumentTypeError, match="'tax_parameters'"):
        data.check(["taxes"])
