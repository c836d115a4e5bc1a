"""Labels of zones and batches."""

LABELS = {
    "zones in force": ("{count} in force on {date}", "{date}有效的综试区：{count}个"),
    "zones of province in force": (
        "{name_en} {name_zh}: {count} in force on {date}",
        "{name_zh}（{name_en}）：{date}有效的综试区{count}个",
    ),
    "zones approved": (
        "{count} approved, {in_force} of them in force on {date}",
        "批准设立的综试区：{count}个，其中{date}有效{in_force}个",
    ),
    "zone": (
        "{name_en} {name_zh} ({province}): batch {batch}, since {since}",
        "{name_zh}（{name_en}，{province}）：第{batch}批，{since}设立",
    ),
    "zone until": (
        "{name_en} {name_zh} ({province}): batch {batch}, from {since} until {until}, exclusive",
        "{name_zh}（{name_en}，{province}）：第{batch}批，{since}设立，{until}起不再有效",
    ),
    "batch": (
        "Batch {number}: {document_no}, {date}, number of zones: {count}",
        "第{number}批：{document_no}，{date}，综试区数：{count}",
    ),
    "batch of zone": (
        "Batch {number} approved {name_en} {name_zh} ({province}): {document_no}, {date}",
        "第{number}批批准设立{name_zh}（{name_en}，{province}）：{document_no}，{date}",
    ),
    "batches": (
        "{count} batches from {first} to {last}; zones ever approved: {zones}",
        "共{count}批，{first}至{last}；累计批准综试区：{zones}",
    ),
    "see zones of batch": (
        "'pilotzones zones --batch {number}' lists its zones.",
        "该批综试区的名单见：pilotzones zones --batch {number}",
    ),
    "column name_en": ("Name", "英文名"),
    "column name_zh": ("Chinese", "中文名"),
    "column province": ("Province", "省份"),
    "column province_zh": ("Province", "省份"),
    "column batch": ("Batch", "批次"),
    "column established_on": ("Since", "设立日期"),
    "column revoked_on": ("Until", "撤销日期"),
    "column adcode": ("Code", "区划代码"),
    "column level": ("Level", "级别"),
    "level municipality": ("municipality", "直辖市"),
    "level province": ("province", "省级"),
    "level prefecture": ("prefecture", "地级"),
    "level county": ("county", "县级"),
    "level special": ("special zone", "特殊区域"),
    "column number": ("Batch", "批次"),
    "column document_no": ("Document", "文号"),
    "column zone_count": ("Zones", "综试区数"),
    "column ever_approved": ("Ever approved", "累计批准"),
    "column in_force_after": ("In force after", "此后有效"),
    "column title_zh": ("Title", "名称"),
}
