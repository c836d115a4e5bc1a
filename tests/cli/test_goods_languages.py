"""Chinese and English answers about goods: the same numbers, codes and days, in the same rows."""

import datetime
import pathlib
import re

import pytest

import pilotzones
from pilotzones.cli import main

ASKED = [
    "eligible 04090000 --date 2018-12-31",
    "eligible 33049900 --date 2018-12-31",
    "eligible 32151900 --date 2026-11-30 --shipment direct --minimum-evidence confirmed",
    "eligible 95061100 --date 2022-03-01 --shipment direct",
    "eligible 77010000 --date 2022-03-01 --shipment bonded",
    "eligible --file rubbish_codes.txt --date 2018-12-31",
    "history 93070090",
    "history 04090000",
    "items --under 04 --date 2016-05-01",
    "items --date 2022-03-01",
    "items --under 0402 --status unknown --date 2022-03-01",
    "diff 2019-96 2022-7",
    "diff 2016-40 2016-47",
    "changes",
    "changes --year 2022",
    "changes --year 2023",
    "changes --year 2030",
    "timeline",
    "editions",
    "announcements",
    "coverage",
]


@pytest.fixture(autouse=True)
def _beside_the_codes(monkeypatch):
    """Have the command find the file of codes."""
    monkeypatch.chdir(pathlib.Path(__file__).parent)


def without_titles(text):
    """Leave out the titles of documents, which each language has its own of."""
    titles = [title for one in pilotzones.announcements() for title in (one.title_zh, one.title_en)]
    titles += [f"Batch {one.number} of pilot zones ({one.zone_count})" for one in pilotzones.batches()]
    titles += [one.title_zh for one in pilotzones.batches()]
    for title in sorted(titles, key=len, reverse=True):
        text = text.replace(title, "")
    return text


def facts_in(text):
    """List the numbers, codes and days of a line, days as ISO has them."""
    text = re.sub(
        r"(\d+)年(\d+)月(\d+)日", lambda day: datetime.date(*map(int, day.groups())).isoformat(), without_titles(text)
    )
    return sorted(re.findall(r"\d+(?:[-.,:]\d+)*", text))


@pytest.mark.parametrize("verbose", [(), ("-v",)])
@pytest.mark.parametrize("words", ASKED)
def test_both_languages_tell_the_same_facts(words, verbose, capsys):
    """Line by line; the status is the same, too."""
    told = {}
    for lang in ("en", "zh"):
        status = main([*words.split(), *verbose, "--lang", lang])
        out, err = capsys.readouterr()
        told[lang] = (
            status,
            [facts_in(line) for line in out.splitlines()],
            [facts_in(line) for line in err.splitlines()],
        )
        if lang == "zh":
            assert re.search("[\u4e00-\u9fff]", out)
            assert not re.search(
                r"listed|unknown|confirmed|announcement",
                re.sub(r"--minimum-evidence [a-z]+|'[^']*'|https?://\S+|\(.*?\)", "", out),
            )
    assert told["en"] == told["zh"]


@pytest.mark.parametrize("words", [words for words in ASKED if "rubbish" not in words])
def test_data_for_programs_is_the_same_in_both_languages(words, capsys):
    """JSON, and CSV."""
    for form in ("--json", "--csv"):
        written = []
        for lang in ("en", "zh"):
            main([*words.split(), form, "--lang", lang])
            written.append(capsys.readouterr().out)
        assert written[0] == written[1]


@pytest.mark.parametrize("words", ASKED)
def test_the_answer_is_short_without_v(words, capsys):
    """The first line answers, and no page is listed."""
    main(words.split())
    out = capsys.readouterr().out
    first = out.splitlines()[0]
    assert len(first) < 120
    assert "http" not in out.replace("https://www", "")
    assert "Sources:" not in out
