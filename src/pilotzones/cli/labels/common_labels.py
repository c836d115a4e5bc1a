"""Labels of all questions."""

LABELS = {
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "sources": ("Sources:", "来源："),
    "source": ("  {id} {source}", "  {id} {source}"),
    "column id": ("ID", "编号"),
    "column hs_code": ("HS code", "税则号列"),
    "column date": ("Day", "日期"),
    "column evidence": ("Evidence", "证据等级"),
    "evidence confirmed": ("confirmed", "已证实"),
    "evidence single": ("single", "单一来源"),
    "evidence derived": ("derived", "推定"),
    "evidence unsourced": ("unsourced", "无来源"),
    "evidence assumed": ("assumed", "假定"),
}
