"""Labels of the pages that facts were read from, and of the tables."""

LABELS = {
    "all sources": ("{count: source}, {online} with an address", "来源{count}个，其中{online}个有网址"),
    "column source": ("Source", "来源"),
    "column address": ("Address", "网址"),
    "not online": (
        "No address is known for {ids}: the text says what it is.",
        "{ids}没有已知网址：其内容即文中所述。",
    ),
    "as shipped": (
        "All tables are as shipped. Data {version}, tables: {count}",
        "所有数据表均与发布时一致。数据版本{version}，数据表：{count}",
    ),
    "column file": ("Table", "数据表"),
    "column records": ("Rows", "行数"),
    "column sha256": ("SHA-256", "SHA-256"),
}
