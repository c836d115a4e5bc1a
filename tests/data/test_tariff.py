"""The shipped tariff lines and what is inferred from them."""

import csv
import hashlib
import io
import pathlib
import zipfile

from tables import read

DATA = pathlib.Path(__file__).parents[2] / "src" / "pilotzones" / "data"


def lines():
    """Read the zipped table."""
    return read(DATA, "tariff_lines")


def digest_of(header, records):
    """Write records as the table they were read from, and hash it."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([header, *records])
    return hashlib.sha256(text.getvalue().encode()).hexdigest()


def test_the_lines_are_those_of_the_two_lists_they_were_read_from():
    """Both lists can be made again from the table, byte for byte: these are the hashes of the originals."""
    found = lines()
    of_2018 = [[line["hs_code"]] for line in found if "hs2017" in line["tariffs"].split(";")]
    of_2022 = [[line["hs_code"], line["name_zh"]] for line in found if "hs2022" in line["tariffs"].split(";")]
    assert (len(found), len(of_2018), len(of_2022)) == (9333, 8556, 8957)
    assert digest_of(["hs_code"], of_2018) == "930ee2d5d8aa9dc51d1b98a9838443357df6438f09ab84dfb8f3630459a33f6e"
    expected = "95efe26303e02b5c6454d6a4be98b3231a79a5d79d737f8ce3438b16ff5dbc69"
    assert digest_of(["hs_code", "name_zh"], of_2022) == expected


def test_each_line_is_of_some_tariff_and_named_where_the_list_of_2022_has_it():
    """No line is there for nothing, and none of 2022 lacks its name."""
    for line in lines():
        assert line["tariffs"] in {"hs2017", "hs2022", "hs2017;hs2022"}
        assert bool(line["name_zh"]) == ("hs2022" in line["tariffs"])


def test_the_table_is_compact():
    """Half a megabyte of codes and names in less than a hundred KiB, alone in its file."""
    with zipfile.ZipFile(DATA / "tariff_lines.zip") as archive:
        assert archive.namelist() == ["tariff_lines.csv"]
    assert (DATA / "tariff_lines.zip").stat().st_size < 100 * 1024


def test_the_tariffs_follow_each_other():
    """HS 2017 until the end of 2021, HS 2022 since."""
    first, second = read(DATA, "tariffs")
    assert (first["id"], first["effective_from"], first["effective_to"]) == ("hs2017", "2017-01-01", "2022-01-01")
    assert (second["id"], second["effective_from"], second["effective_to"]) == ("hs2022", "2022-01-01", "")


def test_what_the_2022_adjustment_brought_in_is_in_the_2022_tariff():
    """Six known lines, six codes stated outside the annex, and the deleted one, which the tariff still has: it was deleted, not abolished."""
    in_2022 = {line["hs_code"] for line in lines() if "hs2022" in line["tariffs"]}
    with (DATA / "list_changes.csv").open(encoding="utf-8", newline="") as file:
        touched = [line for line in csv.DictReader(file) if line["announcement"] == "2022-7"]
    assert len(touched) == 13
    assert {line["hs_code"] for line in touched} <= in_2022
    with (DATA / "list_inferences.csv").open(encoding="utf-8", newline="") as file:
        (inference,) = csv.DictReader(file)
    assert (inference["announcement"], inference["tariff"], inference["evidence"]) == ("2022-7", "hs2022", "derived")
