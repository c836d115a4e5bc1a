"""Questions about where the data comes from."""

import csv
import io

import pytest

import pilotzones
from pilotzones.cli import main
from pilotzones.cli.commands.source_commands import address_of


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("english.www.gov.cn/a/b.htm", "https://english.www.gov.cn/a/b.htm"),
        ("http://gss.mof.gov.cn/x.htm (2016-04-07)", "http://gss.mof.gov.cn/x.htm"),
        ("https://example.org", "https://example.org"),
        ("global.chinadaily.com.cn 2018-07-14 (22 names)", "https://global.chinadaily.com.cn"),
        ("public research record on pilot cities, citing the replies on cac.gov.cn", None),
        ("a company address inside a zone, public web code", None),
        ("Chinese customs tariff of 2019 (public crawl of hsbianma.com)", None),
    ],
)
def test_the_address_of_a_source_is_what_it_begins_with(source, address):
    """One that only mentions pages has none."""
    assert address_of(pilotzones.Source(id="S1", source=source)) == address


def test_sources_by_id(capsys):
    """In the order asked for; what nobody can open is named."""
    assert main(["sources", "s003", "S001"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2 sources, 1 of them with an address"
    assert [line.split()[0] for line in lines[3:5]] == ["S003", "S001"]
    assert lines[5] == "No address is known for S003: the text says what it is."
    assert main(["sources", "S003", "S001", "--lang", "zh"]) == 0
    assert capsys.readouterr().out.splitlines()[5] == "S003没有已知网址：其内容即文中所述。"
    assert main(["sources", "S001"]) == 0
    assert "No address" not in capsys.readouterr().out


def test_all_sources_as_csv(capsys):
    """With an address where there is one."""
    assert main(["sources", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    pages = pilotzones.sources()
    assert [(row["id"], row["source"]) for row in rows] == [(page.id, page.source) for page in pages]
    assert [row["address"] for row in rows] == [address_of(page) or "" for page in pages]


def test_tables_are_as_shipped_or_the_table_that_is_not_is_named(capsys, tables):
    """With the number of rows and the hash of each."""
    assert main(["verify"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"All tables are as shipped. Data 2026.2, tables: {len(pilotzones.verify())}"
    assert [line.split()[-1] for line in lines[3:]] == [table.sha256 for table in pilotzones.verify()]
    (tables / "zones.csv").write_bytes(b"id\n")
    with pilotzones.Dataset([tables]).as_default():
        assert main(["verify"]) == 2
    assert "zones.csv" in capsys.readouterr().err
