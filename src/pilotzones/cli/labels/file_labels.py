"""Labels of whole files: what became of their rows, and what would settle the rest."""

from __future__ import annotations

from pilotzones.frames.files.row_refusals import STATUSES

LABELS = {
    **{f"status {status}": (status, words) for status, words in STATUSES["zh"].items()},
    "rows of file": ("{file}: {rows:, row}: {counts}.", "{file}：共{rows:,}行：{counts}。"),
    "no rows of file": ("{file}: no rows.", "{file}：没有数据行。"),
    "count of status": ("{rows:,} {status}", "{status}{rows:,}行"),
    "between counts": (", ", "，"),
    "sum of values": ("Sum of {column}: {value:,}: {sums}.", "{column}合计{value:,}：{sums}。"),
    "sum of no values": ("Sum of {column}: {value:,}.", "{column}合计{value:,}。"),
    "sum of status": ("{status} {value:,}", "{status}{value:,}"),
    "column announcements": ("Missing annexes, all needed", "缺少的附件（须齐备）"),
    "column settled_rows": ("Rows settled", "可确定行数"),
    "column settled_value": ("Value settled", "可确定金额"),
    "needed together": (
        (
            "Where several annexes are named, none of them settles all these rows alone; the rows that fewer of them "
            "settle are counted in."
        ),
        "列出多个附件的，单有其中一个不能确定全部各行；只须其中部分附件即可确定的行已计入。",
    ),
    "get annexes": ("To get them: {command}", "获取附件：{command}"),
    "no annex settles": (
        "Unknown rows that no annex would settle: {rows:,}. The column of reasons says why.",
        "另有{rows:,}行无法确定，任何附件都不能解决：见理由一栏。",
    ),
    "lost zeros": (
        "Codes without their leading zero: {rows:,}. Use --lost-zeros to put it back.",
        "{rows:,}行的税则号列缺少开头的零；可用--lost-zeros补上。",
    ),
    "zeros put back": ("Codes that got their leading zero back: {rows:,}.", "{rows:,}行的税则号列已补上开头的零。"),
    "unread values": (
        "Cells of {column} that are not numbers, and are in no sum: {rows:,}.",
        "{column}有{rows:,}个单元格不是数字，未计入合计。",
    ),
    "rejected row": ("Line {line:,}, {status}: {text}. {reason}", "第{line:,}行，{status}：{text}。{reason}"),
    "rejected blank": ("Line {line:,}, {status}. {reason}", "第{line:,}行，{status}。{reason}"),
    "rejected and more": ("More rows that could not be read: {rows:,}.", "另有{rows:,}行无法读取。"),
    "written": ("Written: {file}", "已写入：{file}"),
    "files written": ("Written into {folder}: {count: file}", "已写入{folder}：{count}个文件"),
    "panel made": (
        "{rows:, row}: {units: unit} in {periods: period}.",
        "共{rows:,}行：{units}个地区，{periods}个时期。",
    ),
    "column period": ("Period", "时期"),
    "column units": ("Units", "地区数"),
    "column treated": ("Treated", "处理组"),
}
