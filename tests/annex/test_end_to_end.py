"""Five annexes of the official sizes, each in another format, through the real command line to every answer."""

import html
import os
import subprocess
import sys

import docx
import openpyxl
import pytest
import xlwt
from lists import ADJUSTMENT, HEADINGS, ONE_DAY, lists
from pdf_files import HEADER, printed, save, table


def write_xls(path, title, lines):
    """An old workbook."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("清单")
    for number, row in enumerate([(title, "", "", ""), *printed(lines)]):
        for column, text in enumerate(row):
            sheet.write(number, column, text)
    book.save(str(path))


def write_html(path, title, lines):
    """A web page in GB18030, its table within one that lays it out."""
    rows = "".join(f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in row)}</tr>" for row in printed(lines))
    page = (
        f'<html><head><meta charset="gbk"><title>{title}</title></head><body><table><tr><td><p>{title}</p>'
        f"<table>{rows}</table></td></tr></table></body></html>"
    )
    path.write_bytes(page.encode("gb18030"))


def write_docx(path, title, lines):
    """A Word document."""
    document = docx.Document()
    document.add_paragraph(title)
    made = document.add_table(len(lines) + 1, 4, style="Table Grid")
    for element, row in zip(made._tbl.tr_lst, printed(lines), strict=True):
        for cell, text in zip(element.tc_lst, row, strict=True):
            cell.p_lst[0].add_r().text = text
    document.save(path)


def write_xlsx(path, title, lines):
    """A workbook that stores codes as numbers, without their zeros."""
    book = openpyxl.Workbook()
    book.active.append([title])
    book.active.append(HEADER)
    for line in lines:
        book.active.append([line.seq, int(line.hs_code), line.name, line.remark])
    book.save(path)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Write the five attachments."""
    folder = tmp_path_factory.mktemp("attachments")
    write_xls(folder / "1.xls", "跨境电子商务零售进口商品清单", lists()["2016-40"])
    write_html(folder / "2.html", "跨境电子商务零售进口商品清单（第二批）", lists()["2016-47"])
    write_docx(folder / "3.docx", "跨境电子商务零售进口商品清单（2018年版）", lists()["2018-157"])
    write_xlsx(folder / "4.xlsx", "跨境电子商务零售进口商品清单（2019年版）", lists()["2019-96"])
    parts = ["跨境电子商务零售进口商品清单（2019年版）调整表"]
    for action in ADJUSTMENT:
        parts += [HEADINGS[action], table(printed(line for line in lists()["2022-7"] if line.change == action))]
    save(folder / "5.pdf", *parts, numbered=True)
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Give the commands a user's data folder of their own."""
    home = tmp_path_factory.mktemp("home")
    others = {name: value for name, value in os.environ.items() if name != "PILOTZONES_DATA"}
    return {**others, "XDG_DATA_HOME": str(home), "PYTHONUTF8": "1"}


@pytest.fixture(scope="module")
def run(environment):
    """Run the command line in a process of its own."""

    def command(*words):
        done = subprocess.run(
            [sys.executable, "-m", "pilotzones", *map(str, words)],
            capture_output=True,
            check=False,
            env=environment,
            encoding="utf-8",
        )
        return done.returncode, done.stdout, done.stderr

    return command


def in_force():
    """Add the lists up by hand: the codes listed on one day of each edition."""
    first = {line.hs_code for line in lists()["2016-40"]}
    both = first | {line.hs_code for line in lists()["2016-47"]}
    listed = {line.hs_code for line in lists()["2019-96"]}
    change = lists()["2022-7"]
    coming = {line.hs_code for line in change if line.change in ("add", "convert_in")}
    leaving = {line.hs_code for line in change if line.change in ("delete", "convert_out")}
    return {
        "2016-40": first,
        "2016-47": both,
        "2018-157": {line.hs_code for line in lists()["2018-157"]},
        "2019-96": listed,
        "2022-7": (listed | coming) - leaving,
    }


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="the user's data folder is moved as Linux does it")
def test_from_the_ministrys_attachments_to_every_answer(run, environment, files):
    """Each is told by itself, checked, installed; afterwards nothing is unknown on any edition."""
    for file, announcement in zip(files, ONE_DAY, strict=True):
        status, out, err = run("annex", "install", file)
        assert (status, err) == (0, ""), out
        assert f"Announcement  {announcement} " in out
        assert "All checks pass." in out
    assert run("annex", "verify")[1].startswith("Annexes that are unchanged since they were installed: 5\n")
    everything = sorted(set().union(*in_force().values()))
    answers = ask_all(environment, everything)
    for announcement, listed in in_force().items():
        assert [code for code, answer in zip(everything, answers[announcement], strict=True) if answer == "True"] == (
            sorted(listed)
        )
        assert set(answers[announcement]) == {"True", "False"}
    assert [len(listed) for listed in in_force().values()] == [1142, 1293, 1321, 1413, 1476]
    coverage = run("coverage")[1]
    assert "annexes" in coverage
    assert run("eligible", "04029100", "2016-04-10")[0] == 0
    assert run("eligible", "99999999", "2023-06-01")[0] == 1


def ask_all(environment, codes):
    """Ask about every code on a day of each edition, in one process that has the user's folder."""
    code = (
        "import sys, pilotzones\n"
        "codes = sys.stdin.read().split()\n"
        "for day in sys.argv[1:]:\n"
        "    print(*(pilotzones.is_eligible(code, day) for code in codes))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *ONE_DAY.values()],
        input=" ".join(codes),
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return dict(zip(ONE_DAY, (line.split() for line in done.stdout.splitlines()), strict=True))
