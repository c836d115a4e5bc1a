"""Labels of goods and of the positive list."""

LABELS = {
    "column status": ("Result", "结论"),
    "status listed": ("listed", "在清单内"),
    "status not listed": ("not listed", "不在清单内"),
    "status unknown": ("unknown", "无法确定"),
    "column edition": ("Edition", "清单版本"),
    "column remark": ("Remark", "备注"),
}
