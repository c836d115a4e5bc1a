"""Labels of zones and batches."""

LABELS = {
    "zones in force": ("{count} in force on {date}", "{date}有效的综试区：{count}个"),
    "column name_en": ("Name", "英文名"),
    "column name_zh": ("Chinese", "中文名"),
    "column province": ("Province", "省份"),
    "column batch": ("Batch", "批次"),
    "column established_on": ("Since", "设立日期"),
    "column revoked_on": ("Until", "撤销日期"),
    "column adcode": ("Code", "区划代码"),
    "column level": ("Level", "级别"),
}
