"""From an empty folder to definite answers on all five editions, by one command, through the pages of five sites."""

import sys

import openpyxl
import pytest
import xlwt
from lists import ADJUSTMENT, HEADINGS, ONE_DAY, TITLES, lists
from ministry_site import annex_page, attachment, listing, page, serve, table
from pdf_files import HEADER, printed, save
from pdf_files import table as pdf_table

from pilotzones import Dataset, annex
from pilotzones.cli import main

LIST = "http://gss.mof.gov.cn/gzdt/zhengcefabu/"
CAC = "http://www.cac.gov.cn/2016-04/08/c_1118561924"
GSS = "http://gss.mof.gov.cn/zhengwuxinxi/zhengcefabu/201811/"
GOV = "https://www.gov.cn/zhengce/zhengceku/2022-02/21/"
ARCHIVED = f"http://web.archive.org/web/2022id_/{GOV}"


def save_xls(path):
    """The list of 2018 as an old workbook."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("清单")
    for number, row in enumerate([(TITLES["2018-157"], "", "", ""), *printed(lists()["2018-157"])]):
        for column, text in enumerate(row):
            sheet.write(number, column, text)
    book.save(str(path))
    return path.read_bytes()


def save_xlsx(path):
    """The list of 2019 as a workbook."""
    book = openpyxl.Workbook()
    book.active.append([TITLES["2019-96"]])
    book.active.append(HEADER)
    for line in lists()["2019-96"]:
        book.active.append(line[:4])
    book.save(path)
    return path.read_bytes()


def save_pdf(path):
    """The adjustment of 2022 as a PDF."""
    parts = [TITLES["2022-7"]]
    for action in ADJUSTMENT:
        rows = printed(line for line in lists()["2022-7"] if line.change == action)
        parts += [HEADINGS[action], pdf_table(rows, padding=2)]
    return save(path, *parts).read_bytes()


def put_pages(site, folder):
    """Put the pages of all five announcements, each in another layout, in GBK and UTF-8."""
    # 2016-40: the list stands in the page itself, which a script cuts into three.
    rows = printed(lists()["2016-40"])[1:]
    script = 'createPageHTML(3, 0, "c_1118561924", "htm");'
    for index, end in enumerate(("", "_1", "_2")):
        part = [HEADER, *rows[index * 400 : (index + 1) * 400]]
        title = [TITLES["2016-40"]] if not index else []
        site.put(f"{CAC}{end}.htm", page(*title, table(part), encoding="gbk", script=script))
    # 2016-47: only the ministry's list has it; its attachment is called .doc and is HTML.
    site.put(
        f"{LIST}index.htm",
        listing(
            [(f"./2026/t{day}.htm", f"关于其他税收政策{day}的公告", f"2026-01-{day:02}") for day in range(28, 8, -1)]
        ),
    )
    site.put(
        f"{LIST}index_1.htm",
        listing(
            [
                ("./202201/t1.htm", "关于关税调整方案的公告", "2022-01-04"),
                ("./201912/t2.htm", "关于调整扩大跨境电子商务零售进口商品清单的公告", "2019-12-27"),
                ("./201811/t3.htm", "关于调整跨境电子商务零售进口商品清单的公告", "2018-11-29"),
            ],
            encoding="gbk",
        ),
    )
    site.put(
        f"{LIST}index_2.htm",
        listing(
            [
                ("./201604/t5.htm", "关于公布《跨境电子商务零售进口商品清单（第二批）》的公告", "2016-04-18"),
                ("./201604/t4.htm", "关于公布《跨境电子商务零售进口商品清单》的公告", "2016-04-07"),
                ("./201501/t3.htm", "关于税收政策的公告", "2015-01-07"),
            ]
        ),
    )
    site.put(
        f"{LIST}201604/t5.htm",
        page(
            "财政部等13部门公告2016年第47号", attachment("./P020160418.doc", "附件：清单（第二批）.doc"), encoding="gbk"
        ),
    )
    site.put(f"{LIST}201604/P020160418.doc", annex_page("2016-47", "gbk"), media="application/msword")
    # 2018-157: two attachments, of which one is only the text.
    site.put(
        f"{GSS}t20181129_3079063.html",
        page(
            "公告2018年第157号",
            attachment("P020181129200.pdf", "财政部公告2018年第157号.pdf"),
            attachment("P020181129203.xls", "附件：清单（2018年版）"),
            encoding="gbk",
        ),
    )
    text = save(folder / "text.pdf", "财政部公告2018年第157号", "现将清单（2018年版）予以公布，自2019年1月1日起实施。")
    site.put(f"{GSS}P020181129200.pdf", text.read_bytes(), media="application/pdf")
    site.put(f"{GSS}P020181129203.xls", save_xls(folder / "2018.xls"), media="application/vnd.ms-excel")
    # 2019-96: in the ministry's list too, as a workbook behind a query.
    site.put(
        f"{LIST}201912/t2.htm",
        page("2019年第96号", attachment("/down.jsp?name=清单 2019.XLSX", "附件"), attachment("../a.htm", "解读")),
    )
    site.put(
        "http://gss.mof.gov.cn/down.jsp?name=%E6%B8%85%E5%8D%95%202019.XLSX",
        save_xlsx(folder / "2019.xlsx"),
        media="application/octet-stream",
        headers={"Content-Disposition": "attachment; filename*=UTF-8''%E6%B8%85%E5%8D%952019.xlsx"},
    )
    # 2022-7: one page is gone, one refuses, one has no connection; the archive has a copy of that one.
    site.put("http://www.customs.gov.cn/customs/302249/2480148/4191044/index.html", status=412)
    site.put(f"{ARCHIVED}content_5674854.htm", page("公告2022年第7号", attachment("./files/a.pdf", "附件：调整表")))
    site.put(f"{ARCHIVED}files/a.pdf", save_pdf(folder / "2022.pdf"), media="application/pdf")


def in_force():
    """Add the lists up by hand: the codes listed on one day of each edition."""
    codes = {id_: {line.hs_code for line in lines} for id_, lines in lists().items()}
    coming = {line.hs_code for line in lists()["2022-7"] if line.change in ("add", "convert_in")}
    leaving = {line.hs_code for line in lists()["2022-7"] if line.change in ("delete", "convert_out")}
    return {
        **codes,
        "2016-47": codes["2016-40"] | codes["2016-47"],
        "2022-7": (codes["2019-96"] | coming) - leaving,
    }


@pytest.mark.skipif(sys.platform != "linux", reason="the user's data folder is moved as Linux does it")
def test_one_command_makes_every_answer_definite(tmp_path, monkeypatch, capsys):
    """All five are found, whatever their pages look like; a second run downloads nothing."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with serve() as site:
        for name in ("HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, site.home)
        put_pages(site, tmp_path)
        assert main(["annex", "fetch"]) == 0, capsys.readouterr().err
        out, err = capsys.readouterr()
        asked = len(site.asked)
        assert main(["annex", "fetch"]) == 0
        assert len(site.asked) == asked
    assert err == ""
    lines = out.splitlines()
    for line, announcement in zip(lines, ONE_DAY, strict=False):
        assert line.startswith(f"Installed   {announcement}: {len(lists()[announcement]):,} lines, complete, from ")
    assert lines[0].endswith(f"joined from 3 pages, {CAC}.htm, known page")
    assert lines[1].endswith(f"{LIST}201604/P020160418.doc, ministry's list")
    assert lines[2].endswith(f"{GSS}P020181129203.xls, known page")
    assert "from 清单2019.xlsx" in lines[3]
    assert lines[4].endswith(f"an archived copy, {ARCHIVED}files/a.pdf, archived copy")
    assert lines[6:11] == [
        "From 2016-04-08 until 2016-04-16, exclusive: every code has a definite answer.",
        "From 2016-04-16 until 2019-01-01, exclusive: every code has a definite answer.",
        "From 2019-01-01 until 2020-01-01, exclusive: every code has a definite answer.",
        "From 2020-01-01 until 2022-03-01, exclusive: every code has a definite answer.",
        "From 2022-03-01 onwards: every code has a definite answer.",
    ]
    again = capsys.readouterr().out
    assert again.count("Has already   ") == 5
    assert "installed already" in again
    check_answers()


def check_answers():
    """Ask about every code on a day of each edition, and what is kept of where the annexes came from."""
    data = Dataset.load(annex.store.user_folder())
    everything = sorted(set().union(*in_force().values()))
    for announcement, listed in in_force().items():
        day = ONE_DAY[announcement]
        assert {code for code in everything if data.is_eligible(code, day)} == listed
    assert [len(listed) for listed in in_force().values()] == [1142, 1293, 1321, 1413, 1476]
    kept = {one.announcement: one for one in annex.installed()}
    assert kept["2022-7"].download.is_archived
    assert kept["2022-7"].download.page == f"{GOV}content_5674854.htm"
    (source,) = [source for source in data.sources() if source.id == "annex-2016-47"]
    one = kept["2016-47"]
    assert source.source == (
        f"P020160418.doc, {one.download.size:,} bytes, downloaded on {one.download.day}, sha256 {one.sha256}, "
        f"the annex of 财政部等13部门公告2016年第47号 {LIST}201604/P020160418.doc"
    )
