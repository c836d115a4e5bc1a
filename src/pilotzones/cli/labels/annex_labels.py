"""Labels of annexes that are installed, and of the ministry's list of announcements."""

LABELS = {
    "no annex": ("No annex is installed.", "尚未安装任何附件。"),
    "annexes installed": ("Installed annexes: {count}", "已安装的附件：{count}份"),
    "annexes unchanged": (
        "Annexes that are unchanged since they were installed: {count}",
        "安装以来未被改动的附件：{count}份",
    ),
    "none newer": (
        "None since {since}. Looked at {looked_at:, announcement} of {page}",
        "{since}以后没有新的公告。共查看{looked_at:,}份公告：{page}",
    ),
    "newer announcements": (
        "{count} since {since}. Looked at {looked_at:, announcement} of {page}",
        "{since}以后有{count}份新的公告。共查看{looked_at:,}份公告：{page}",
    ),
    "list goes back": (
        "The list goes back to {day} only: there may be others before.",
        "该列表只到{day}为止，此前可能另有公告。",
    ),
    "install newer": (
        "With its attachment saved as FILE: {command}",
        "把附件存为FILE后运行：{command}",
    ),
    "column covers": ("File", "文件"),
    "covers annex": ("annex", "附件"),
    "covers list": ("whole list after it", "其后的清单全文"),
    "column lines": ("Lines", "行数"),
    "column is_complete": ("Complete", "完整"),
    "column remarks_unknown": ("Remarks unknown", "备注不明的行数"),
    "column read_from": ("Read from", "读自"),
    "column accepted": ("Accepted", "已接受的差异"),
}
