"""Questions about where the data comes from."""

import csv
import io

import pilotzones
from pilotzones.cli import main


def test_sources_by_id(capsys):
    """In the order asked for; what nobody can open is named."""
    assert main(["sources", "s003", "S001"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2 sources, 1 with an address"
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
    assert [row["address"] for row in rows] == [page.address or "" for page in pages]


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
