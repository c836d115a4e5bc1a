"""What is said in Chinese (中文) of a name, a day or a batch that has no answer; a name in braces is a fact."""

from __future__ import annotations

WORDINGS: dict[str, str] = {
    # How things are written.
    "day": "{day.year}年{day.month}月{day.day}日",
    "place": "{name_zh}（{adcode}，{province}）",
    "former place": "{name_zh}（{adcode}，{province}，至{until}年）",
    "between": "、",
    "space": "",
    # A name that no place has, or not the one that is asked for.
    "outside the mainland": "{name}不在内地31个省级行政区之内：综试区和跨境电商零售进口清单不适用于香港、澳门和台湾。",
    "unknown place": "没有名为{name}的地方。",
    "unknown province": "没有名为{name}的省级行政区。",
    "near misses": "名称相近的有：{near}。",
    "list names, in Python": "名称见provinces()和zones()。",
    "list names, on the command line": "名称见：pilotzones zones。",
    "not a province": "{name}不是省级行政区：{near}。",
    "ask about a city, in Python": "查询城市请用zone()或covering_zone()。",
    "ask about a city, on the command line": (
        "查询城市请用：pilotzones batch CITY、pilotzones zone CITY或pilotzones whose PLACE。"
    ),
    "elsewhere": "{province}没有{name}，有{near}。",
    "correct the province, in Python": "请更正province=，或不填。",
    "correct the province, on the command line": "请更正--province，或不填。",
    "only a province, in Python": "{name_zh}是省级行政区，不是城市：其综试区见zones_in({name})。",
    "only a province, on the command line": "{name_zh}是省级行政区，不是城市：其综试区见pilotzones zones PROVINCE。",
    "never a zone": "{places}本身从未被批准为综试区：",
    "find the zone around it, in Python": "其所在的综试区见covering_zone({name}, date)。",
    "find the zone around it, on the command line": "其所在的综试区见pilotzones whose PLACE。",
    # A name of several places, or a place that changed.
    "ambiguous": "名为{name}的地方有{count}个，结论各不相同：{places}。",
    "name the province, in Python": "请指明省份（province='...'），或给出中文全称或代码。",
    "name the province, on the command line": "请指明省份（--province NAME），或给出中文全称或代码。",
    "split up": "{former}后来分为{count}个地方，结论各不相同：{places}。请查询其中之一。",
    "became on an unknown day": (
        "{name}，{day}：{before}在{first}至{last}之间的某日变更为{after}，具体日期未知，而前后结论不同。"
    ),
    "formed on an unknown day": (
        "{name}，{day}：{after}在{first}至{last}之间的某日由{before}的一部分组成，具体日期未知，而前后结论不同。"
    ),
    "ask about another day": "请查询更早或更晚的日期，或用代码指明其中之一。",
    "on the map since": "{place}自{year}年起见于区划",
    "not there yet": "{name}在{day}尚不存在：{since}；其区域当时属于{places}。",
    "not there yet, and nothing known": "{name}在{day}尚不存在：{since}；此前的情况未知。",
    # A text that is not a name.
    "not text": "{name}不是文本：请以str给出地名或GB/T 2260代码。",
    "too long": "{name}不是地名：地名最多{most}个字符。",
    "control character": "{name}含有控制字符{character}：请删除。",
    "blank": "地名为空：请给出城市或省份，例如'Hangzhou'。",
    "read as a number": "{name}是带小数的数字，电子表格或有空缺的列会这样改写代码：请以文本给出各位数字，即{digits}。",
    "township or village": "{name}是乡镇或村的代码：请给出其所属县的6位代码，即{code}。",
    # A number that no batch has.
    "unknown batch": "没有第{number}批：各批编号为1至{most}。",
}
