"""What pictures say, in English and in Chinese: the same facts in both, each by its name in braces."""

from __future__ import annotations

from pilotzones.records.languages import Language

CAPTIONS: dict[Language, dict[str, str]] = {
    "en": {
        "map title": "Cross-border e-commerce pilot zones in force on {day}: {count}",
        "map batches": "Batch (day of the reply): zones",
        "map batch": "{number} ({day}): {count}",
        "map levels": "Level: zones",
        "cities": "city or prefecture: {count}",
        "county": "county level: {count}",
        "special": "other area: {count}",
        "names": "{level}\n{names}",
        "name": "{name_en}",
        "map source": (
            "Replies of the State Council; pilotzones data {version}, checked through {verified}.{late}\n"
            "Dots: GeoNames (CC BY 4.0) and others; where dots would cover each other they are moved apart.\n"
            "Outlines: Apache ECharts 4.9 (Apache-2.0), simplified, for orientation only."
        ),
        "late": " {day} is later: a newer reply may be missing.",
        "growth title": "Cross-border e-commerce pilot zones in force: {count} on {day}",
        "growth axis": "zones in force",
        "growth batches": "Batch: reply of the State Council, day, zones",
        "growth batch": "{document}, {day}: {change}, in force {after}",
        "document": "Guohan [{year}] No. {serial}",
        "published": "published {day}",
        "growth source": "Replies of the State Council; pilotzones data {version}, checked through {verified}.",
        "coverage title": "The positive list: lines known and stated, by edition and HS section",
        "edition": "{id}\nfrom {day}",
        "all sections": "all sections",
        "other chapters": "other chapters",
        "known of stated": "{known:,} of {stated:,}",
        "known, not stated": "{known:,} of ?",
        "at least": "≥ {known:,}",
        "complete": "every line is known",
        "partly": "known lines; there may be more",
        "nothing": "no line is known",
        "coverage source": (
            "Announcements of the Ministry of Finance; "
            "pilotzones data {version}, checked through {verified}.{folders}\n"
            "First row: lines in force under each edition, known and stated, not those of one annex; filled as far as "
            "known.\nAnnouncements state no number by section."
        ),
        "folders": " Tables laid over it: {count}.",
    },
    "zh": {
        "map title": "{day}有效的跨境电子商务综合试验区：{count}个",
        "map batches": "批次（批复日期）：个数",
        "map batch": "{number}（{day}）：{count}",
        "map levels": "层级：个数",
        "cities": "直辖市、地级：{count}",
        "county": "县级：{count}",
        "special": "其他区域：{count}",
        "names": "{level}\n{names}",
        "name": "{name_zh}",
        "map source": (
            "来源：国务院批复；pilotzones数据{version}，核对至{verified}。{late}\n"
            "坐标：GeoNames（CC BY 4.0）等；相互遮盖的点已稍微移开。\n"
            "省界轮廓：Apache ECharts 4.9（Apache-2.0），已简化，仅供定位参考。"
        ),
        "late": "{day}在此之后，可能缺少更新的批复。",
        "growth title": "有效的跨境电子商务综合试验区：{day}共{count}个",
        "growth axis": "有效的综合试验区（个）",
        "growth batches": "批次：国务院批复，日期，个数",
        "growth batch": "{document}，{day}：{change}，有效{after}",
        "document": "国函〔{year}〕{serial}号",
        "published": "{day}公布",
        "growth source": "来源：国务院批复；pilotzones数据{version}，核对至{verified}。",
        "coverage title": "正面清单：各版本、各类已知与公布的税目数",
        "edition": "{id}\n自{day}",
        "all sections": "全部",
        "other chapters": "其他各章",
        "known of stated": "{known:,} / {stated:,}",
        "known, not stated": "{known:,} / ?",
        "at least": "≥ {known:,}",
        "complete": "税目全部已知",
        "partly": "部分税目已知，可能还有其他",
        "nothing": "无已知税目",
        "coverage source": (
            "来源：财政部公告；pilotzones数据{version}，核对至{verified}。{folders}\n"
            "首行：各版本施行期间有效的税目数（已知与公布），而非单个附件的行数；填色部分为已知比例。\n"
            "公告未按类公布税目数。"
        ),
        "folders": "叠加的数据目录：{count}个。",
    },
}
"""The captions by language and name; ``tests/pictures/test_captions.py`` holds that both have the same facts."""
