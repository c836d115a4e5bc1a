"""Labels of rules, rates of tax and bonded retail imports."""

LABELS = {
    "rules in force": ("{count: rule} in force on {date}", "{date}施行的规则：{count}项"),
    "rule note": ("{name}: {note}", "{name}：{note}"),
    "composite rate": (
        "Composite rate on {date}: {percent} % = ({consumption} + {vat}) / (1 - {consumption}) x {share}",
        "{date}的跨境电商综合税率：{percent}%＝（{consumption}＋{vat}）÷（1－{consumption}）×{share}",
    ),
    "within limits": (
        "It holds within the limits of the day: {limits}.",
        "适用于当日限值以内的进口：{limits}。",
    ),
    "limit": ("{name} {value}", "{name}{value}"),
    "import_status open": ("open", "可以开展"),
    "import_status open once confirmed": ("open once confirmed", "经海关确认后可以开展"),
    "import_status not open": ("not open", "不可开展"),
    "import_status unknown": ("unknown", "无法确定"),
    "column name": ("Name", "名称"),
    "column title": ("Rule", "规则"),
    "column title_of_rule_zh": ("Rule, Chinese", "规则"),
    "column value_told": ("Value", "数值"),
    "column first_day": ("Since", "起"),
    "column document": ("Document", "文件"),
    "column vat": ("VAT", "增值税"),
    "column consumption": ("Consumption tax", "消费税"),
    "column tax_share": ("Share", "征收比例"),
    "column rate": ("Composite rate", "综合税率"),
    "column import_status": ("Bonded import", "网购保税进口"),
    "column cities": ("Designated", "试点城市"),
}
