"""What the pages say of how much is known of the list, held against what the library answers."""

import pathlib
import re

import pytest

from pilotzones import Dataset

ROOT = pathlib.Path(__file__).parents[1]
DATA = Dataset.bundled()
PAGES = {
    "docs/explanation/limits.md": ("2019 edition", "2022 adjustment"),
    "README.zh-CN.md": ("2019年版", "2022年调整"),
}
ROWS = {
    (
        "docs/explanation/limits.md",
        "2019-96",
    ): "{total} lines, {listed} of these, and {others} codes that are not on it; {back} of the {both} ",
    (
        "docs/explanation/limits.md",
        "2022-7",
    ): "{known} of {stated} changes, that the list has {total} lines after it, {listed} of these, and {others} codes",
    (
        "README.zh-CN.md",
        "2019-96",
    ): "共{total}个税号，其中{listed}个已知，另有{others}个已知不在清单内；这{both}个中有{back}个",
    (
        "README.zh-CN.md",
        "2022-7",
    ): "{stated}处变动中的{known}处；调整后共{total}个税号，其中{listed}个已知，另有{others}个已知不在清单内",
}


def numbers_of(announcement):
    """Count what the library knows of an edition."""
    edition = next(one for one in DATA.editions() if one.announcements[-1].id == announcement)
    day = edition.effective_from
    listed, others = (DATA.items(day, status=status) for status in ("listed", "not listed"))
    codes = [item.hs_code for item in (*listed, *others)]
    annex = next(one for one in DATA.coverage().annexes if one.announcement.id == announcement)
    assert len(listed) == edition.lines_known
    return {
        "total": edition.lines_stated,
        "listed": len(listed),
        "others": len(others),
        "both": len(codes),
        "back": sum(DATA.eligibility(code, day).reason == "inferred backwards" for code in codes),
        "known": annex.known,
        "stated": annex.stated,
    }


@pytest.mark.parametrize(("page", "announcement"), ROWS)
def test_a_page_says_what_the_library_knows(page, announcement):
    """Lines known to be on the list, and codes known not to be on it."""
    title = PAGES[page][announcement == "2022-7"]
    row = re.search(rf"^\| {title} \| (.*?) \|", (ROOT / page).read_text("utf-8"), re.MULTILINE)[1]
    says = ROWS[page, announcement].format(**numbers_of(announcement))
    assert says in re.sub(r"([0-9]),([0-9])", r"\1\2", row)
