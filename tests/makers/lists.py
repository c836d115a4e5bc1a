"""Five made-up lists of the official sizes, of real tariff lines and names: what test files are written from."""

from __future__ import annotations

import functools
import random
from typing import TYPE_CHECKING, NamedTuple

from pilotzones import Dataset

if TYPE_CHECKING:
    from collections.abc import Iterable

SEED = 2026
SIZES = {"2016-40": 1142, "2016-47": 151, "2018-157": 1321, "2019-96": 1413}
ADJUSTMENT = {"add": 29, "delete": 1, "convert_in": 115, "convert_out": 80, "remark": 206}
HEADINGS = {
    "add": "一、增加的商品",
    "delete": "二、删除的商品",
    "convert_in": "三、根据税则税目调整转入的商品",
    "convert_out": "四、根据税则税目调整转出的商品",
    "remark": "五、修改备注的商品",
}
"""What stands above the lines of each part of an adjustment."""
TITLES = {
    "2016-40": "跨境电子商务零售进口商品清单",
    "2016-47": "跨境电子商务零售进口商品清单（第二批）",
    "2018-157": "跨境电子商务零售进口商品清单（2018年版）",
    "2019-96": "跨境电子商务零售进口商品清单（2019年版）",
    "2022-7": "跨境电子商务零售进口商品清单（2019年版）调整表",
}
"""The title of each annex."""
ONE_DAY = {
    "2016-40": "2016-04-10",
    "2016-47": "2016-06-01",
    "2018-157": "2019-06-01",
    "2019-96": "2020-06-01",
    "2022-7": "2023-06-01",
}
"""A day in each edition."""
SETTLED = {"2016-40": "09083200", "2016-47": "04022100"}
"""The last code up to which the bundled data knows the annex."""
REMARKS = (
    "",
    "",
    "",
    "仅限网购保税商品",
    "列入《进出口野生动植物种商品目录》的商品除外；仅限网购保税商品",
    "每人每年2千克以内",
    "列入《进出口野生动植物种商品目录》的商品除外；依法不属于普通食品或依法需要注册备案管理的特殊食品除外",
)


class Line(NamedTuple):
    """A line of an annex as it is printed; ``change`` is what the announcement does to it."""

    seq: int
    hs_code: str
    name: str
    remark: str
    change: str = "list"


@functools.cache
def lists() -> dict[str, tuple[Line, ...]]:
    """Draw the five lists; each keeps to what the data knows of it, and all together add up."""
    chance = random.Random(SEED)  # noqa: S311 - made up, and the same every time
    known = {(line.announcement, str(line.hs_code)): line for line in _known_lines()}
    adjusted = {code for id_, code in known if id_ == "2022-7"}
    stated = {str(line.hs_code): line for line in _statements()}
    lasting, new, abolished = _tariff({*adjusted, *stated})
    drawn = {id_: _list(chance, lasting, known, id_) for id_ in ("2016-40", "2016-47", "2018-157")}
    taken = {line.hs_code for line in drawn["2016-40"]}
    spare = {code: name for code, name in lasting.items() if code not in taken}
    drawn["2016-47"] = _list(chance, spare, known, "2016-47")
    leaving = dict(chance.sample(sorted(abolished.items()), ADJUSTMENT["convert_out"]))
    always = {**leaving, "93070090": "剑、短弯刀、刺刀、长矛和类似的武器及其零件"}
    listed = {code: line for code, line in stated.items() if line.action == "listed"}
    always |= {code: line.name_zh for code, line in listed.items()}
    remarks = {code: line.remark for code, line in listed.items() if line.remark_known == "yes"}
    drawn["2019-96"] = _list(chance, lasting, known, "2019-96", always, remarks)
    entering = {
        code: known["2022-7", code].name_zh or "电子游戏机零件"
        for code in sorted(adjusted)
        if code[:4] in {"9506", "9504"}
    }
    fixed = {"93070090", *stated}
    drawn["2022-7"] = _adjustment(chance, drawn["2019-96"], leaving, entering, lasting, new, fixed)
    return drawn


@functools.cache
def consolidated() -> tuple[Line, ...]:
    """Give the whole list as it stands after the adjustment of 2022, numbered from 1: what a broker keeps."""
    after = {line.hs_code: line for line in lists()["2019-96"]}
    for line in lists()["2022-7"]:
        after.pop(line.hs_code, None)
        if line.change in {"add", "convert_in", "remark"}:
            after[line.hs_code] = line
    return tuple(Line(seq, code, after[code].name, after[code].remark) for seq, code in enumerate(sorted(after), 1))


def some(count: int) -> tuple[Line, ...]:
    """Take the first lines of the 2019 list, numbered from 1."""
    return lists()["2019-96"][:count]


def _known_lines() -> Iterable[object]:
    data = Dataset.bundled()
    return [annex.change(code) for annex in data.positive_list.annexes for code in annex.lines]


def _statements() -> Iterable[object]:
    data = Dataset.bundled()
    return [annex.change(code, stated=True) for annex in data.positive_list.annexes for code in annex.statements]


def _tariff(taken: set[str]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Sort the tariff's lines: in HS 2017 and 2022, in the latter alone, in the former alone."""
    data = Dataset.bundled()
    lines = [data.tariff.line(code) for code in sorted(data.tariff.codes("hs2017") | data.tariff.codes("hs2022"))]
    free = [line for line in lines if line.hs_code not in taken and line.hs_code != "93070090"]
    lasting = {str(line.hs_code): line.name_zh for line in free if len(line.tariffs) == 2 and line.name_zh}
    new = {str(line.hs_code): line.name_zh for line in free if line.tariffs == ("hs2022",) and line.name_zh}
    abolished = {str(line.hs_code): f"旧税目商品（{line.hs_code[:4]}）" for line in free if line.tariffs == ("hs2017",)}
    return lasting, new, abolished


def _list(
    chance: random.Random,
    tariff: dict[str, str],
    known: dict[tuple[str, str], object],
    id_: str,
    always: dict[str, str] | None = None,
    fixed: dict[str, str] | None = None,
) -> tuple[Line, ...]:
    """Draw a whole list: what is known of it, and beyond that lines of the tariff."""
    names = dict(always or {})
    remarks = dict(fixed or {})
    for (announcement, code), line in known.items():
        if announcement == id_:
            names[code] = line.name_zh
            remarks[code] = line.remark
    beyond = [code for code in tariff if code > SETTLED.get(id_, "") and code not in names]
    names.update((code, tariff[code]) for code in chance.sample(beyond, SIZES[id_] - len(names)))
    return tuple(
        Line(seq, code, names[code], remarks[code] if code in remarks else chance.choice(REMARKS))
        for seq, code in enumerate(sorted(names), 1)
    )


def _adjustment(
    chance: random.Random,
    base: tuple[Line, ...],
    leaving: dict[str, str],
    entering: dict[str, str],
    lasting: dict[str, str],
    new: dict[str, str],
    fixed: set[str],
) -> tuple[Line, ...]:
    """Draw the adjustment of a list: five sections, each numbered from 1, in the order of ADJUSTMENT."""
    listed = {line.hs_code: line.name for line in base}
    fresh = sorted(code for code in lasting if code not in listed)
    add = {code: name for code, name in entering.items() if code[:4] == "9506"}
    add.update((code, lasting[code]) for code in chance.sample(fresh, ADJUSTMENT["add"] - len(add)))
    brought = {code: name for code, name in entering.items() if code[:4] == "9504"}
    brought.update(chance.sample(sorted(new.items()), ADJUSTMENT["convert_in"] - len(brought)))
    staying = sorted(listed.keys() - leaving.keys() - fixed)
    remark = {code: listed[code] for code in chance.sample(staying, ADJUSTMENT["remark"])}
    parts = {
        "add": add,
        "delete": {"93070090": listed["93070090"]},
        "convert_in": brought,
        "convert_out": leaving,
        "remark": remark,
    }
    return tuple(
        Line(seq, code, parts[change][code], chance.choice(REMARKS) if change != "convert_out" else "", change)
        for change in ADJUSTMENT
        for seq, code in enumerate(sorted(parts[change]), 1)
    )
