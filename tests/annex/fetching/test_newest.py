"""Announcements that the data does not have, by the ministry's list."""

import datetime

import pytest
from ministry_site import Reply, attachment, listing, page
from tables import announcement, write

from pilotzones import Dataset, annex
from pilotzones.annex.fetching.newest import ask_latest
from pilotzones.cli import main

OLD = ("z.htm", "关于调整跨境电子商务零售进口商品清单的公告", "2022-02-21")
OLDER = ("y.htm", "关于税收政策的公告", "2021-12-15")
LIST = "http://gss.mof.gov.cn/gzdt/zhengcefabu/"


@pytest.fixture
def ask(web):
    """Ask the list of the server."""
    return lambda data=None, **changes: ask_latest(data or Dataset.bundled(), web(**changes))


def test_none_is_newer(site, ask):
    """The day is that of the newest announcement of the data, which is in the list itself."""
    site.put("/list/index.htm", listing([("a.htm", "关于税收政策的公告", "2026-01-05"), OLD, OLDER]))
    found = ask()
    assert (found.since, found.looked_at, found.found) == (datetime.date(2022, 2, 21), 3, ())
    assert found.is_complete
    assert str(found) == f"None since 2022-02-21, looked at 3 announcements of {site.home}/list/."


def test_a_newer_one(site, ask):
    """Number and first day are read from its page; the command adds it."""
    entry = ("a.htm", "关于调整 跨境电子商务零售进口商品清单的公告", "2027-01-05")
    other = ("b.htm", "关于跨境电商零售进口商品清单的公告", "2027-01-04")
    last = ("c.htm", "关于跨境电商零售进口商品清单的公告", "2027-01-03")
    strange = ("d.htm", "关于跨境电商零售进口商品清单的公告", "2027-01-02")
    undated = ("e.htm", "关于跨境电商零售进口商品清单的公告", "")
    site.put(
        "/list/index.htm", listing([entry, other, last, strange, undated, ("f.htm", "关于税收的公告", "2027-01-01")])
    )
    site.put("/list/index_1.htm", listing([OLD, OLDER]))
    site.put(
        "/list/a.htm",
        page("公告 2027 年第 3 号", "本公告自2027年2月1日起实施。", attachment("a.xls", "附件"), encoding="gbk"),
    )
    site.put("/list/b.htm", page("2026年第12期公报：公告2027年第2号", "自2027年13月41日起实施"))
    site.put("/list/d.htm", Reply(b"<html>\xff\xfe\xfd\x81\x81\x81</html>"))
    found = ask()
    home = f"{site.home}/list/"
    assert [(one.id, one.effective_from, one.day.isoformat()) for one in found.found] == [
        ("2027-3", "2027-02-01", "2027-01-05"),
        ("2027-2", "", "2027-01-04"),
        ("", "", "2027-01-03"),
        ("", "", "2027-01-02"),
    ]
    assert str(found).splitlines()[:3] == [
        f"4 since 2022-02-21, looked at 8 announcements of {home}:",
        f"2027-01-05 关于调整 跨境电子商务零售进口商品清单的公告 {home}a.htm",
        f"  pilotzones annex install FILE --new 2027-3 --effective-from 2027-02-01 --page {home}a.htm",
    ]
    assert "--new ID --effective-from YYYY-MM-DD" in found.found[2].command


def test_a_list_that_ends_too_early(site, ask):
    """How far it goes back is said."""
    site.put("/list/index.htm", listing([("a.htm", "关于税收政策的公告", "2026-01-05")]))
    found = ask()
    assert not found.is_complete
    assert str(found).endswith(f"looked at 1 announcement of {site.home}/list/, which goes back to 2026-01-05 only.")


def test_the_day_is_that_of_a_users_own_data(site, ask, tmp_path):
    """An announcement that a user has added counts."""
    site.put("/list/index.htm", listing([("a.htm", "关于跨境电商零售进口商品清单的公告", "2026-01-05"), OLD, OLDER]))
    own = write(tmp_path / "own", announcements=[announcement("2026-1", effective_from="2026-02-01")])
    assert ask(Dataset.load(own)).found == ()
    assert len(ask().found) == 1


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(status=412), "the server wants a browser"),
        (Reply(listing([("a.htm", "公告", "")])), "no entry of it has a day"),
    ],
)
def test_a_list_that_cannot_be_read(site, ask, reply, says):
    """The page to open by hand is said."""
    site.put("/list/index.htm", reply)
    with pytest.raises(annex.AnnexFetchError, match=rf"{says}.* Open {site.home}/list/ in a browser") as caught:
        ask()
    assert len(caught.value.tried) == 1


def test_the_command(site, monkeypatch, capsys):
    """It prints the record."""
    monkeypatch.setenv("http_proxy", site.home)
    monkeypatch.setenv("https_proxy", site.home)
    site.put(f"{LIST}index.htm", listing([OLD, OLDER]))
    assert main(["annex", "latest"]) == 0
    assert capsys.readouterr().out == f"None since 2022-02-21. Looked at 2 announcements of {LIST}\n"
    assert annex.latest().looked_at == 2
