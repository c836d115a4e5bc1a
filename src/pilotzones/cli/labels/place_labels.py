"""Labels of places, and of the zones around them."""

LABELS = {
    "a zone": (
        "{places} on {date}: yes, itself the pilot zone {name_en} {name_zh} (batch {batch}, since {since})",
        "{places}，{date}：是，本身即{name_zh}（{name_en}）综试区（第{batch}批，{since}设立）",
    ),
    "in a zone": (
        "{places} on {date}: yes, in the pilot zone {name_en} {name_zh} (batch {batch}, since {since})",
        "{places}，{date}：是，位于{name_zh}（{name_en}）综试区（第{batch}批，{since}设立）",
    ),
    "in no zone": ("{places} on {date}: no, not in a pilot zone", "{places}，{date}：否，不在任何综试区内"),
    "place in brief": ("{name_zh} ({adcode}, {province})", "{name_zh}（{adcode}，{province}）"),
    "former place in brief": (
        "{name_zh} ({adcode}, {province}, until {until})",
        "{name_zh}（{adcode}，{province}，至{until}年）",
    ),
    "between places": (", ", "、"),
    "place": ("{place}: {level}", "{place}：{level}"),
    "place in prefecture": (
        "{place}: {level} in {prefecture} ({around})",
        "{place}：{level}，属{prefecture}（{around}）",
    ),
    "column place": ("Place", "地方"),
    "column is_zone": ("Zone itself", "本身是综试区"),
    "column zone_en": ("Zone", "综试区英文名"),
    "column zone_zh": ("Zone, Chinese", "综试区"),
    "column prefecture": ("Prefecture", "地级"),
    "column in_use_from": ("Map since", "区划起"),
    "column in_use_until": ("Map until", "区划止"),
    "column successors": ("Became", "变更为"),
}
