"""Labels of all questions."""

LABELS = {
    "example zones": ("Which zones does this province have?", "某省有哪些综试区？"),
    "example batch": ("Which batch approved this city?", "某市是哪一批获批的？"),
    "example goods": ("May goods of this HS code come in on this day?", "某税则号列的商品当日可否进口？"),
    "example next day": ("... and on the next day?", "……次日呢？"),
    "example coverage": ("What is known?", "数据已收录哪些内容？"),
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
