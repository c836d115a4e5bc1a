"""The wordings in Chinese (中文), by what they say; a name in braces is a fact."""

from __future__ import annotations

WORDINGS: dict[str, str] = {
    # How things are written.
    "day": "{day.year}年{day.month}月{day.day}日",
    "document": "{document_no}《{title}》",
    "document to find": "{document_no}《{title}》（{pages}）",
    "no page is known": "见财政部网站mof.gov.cn",
    "tariff": "{title}税则（税号数据：{as_of}）",
    "and": "、",
    "comma": "、",
    "space": "",
    # The answer.
    "answer": "税则号列{code}，{day}：{status}。{why}",
    "listed": "在正面清单内",
    "not listed": "不在正面清单内",
    "unknown": "无法确定是否在正面清单内",
    # Why, from the list.
    "action list": "列有该税则号列",
    "action add": "新增了该税则号列",
    "action delete": "删除了该税则号列",
    "action convert_in": "因税则转换调入了该税则号列",
    "action convert_out": "因税则转换调出了该税则号列",
    "action remark": "调整了该税则号列的备注",
    "name": "，商品名称为“{name}”",
    "number": "（序号{seq}）",
    "line": "{document}{action}{number}{name}",
    "list has it": "{document}实施后的清单列有该税则号列{number}{name}（依据：{basis}）",
    "list does not have it": "{document}实施后的清单未列该税则号列{number}{name}（依据：{basis}）",
    "assumed": "程序假定",
    "stated outside the annex": "附件以外的资料",
    "just before": "{line}，自{day}起执行，可见此前该税则号列{status}",
    "unchanged": "；{documents}对此未作变动",
    "end": "。",
    "rule": "此项依规则推定：{basis}",
    "known range": "{documents}在该税则号列前后的各行均已收录，其中没有该税则号列。",
    "missing annex": "数据已收录{parts}，其中没有涉及该税则号列的内容。",
    "lines known": "{document}{stated:,}行中的{known:,}行",
    "lines known, number not stated": "{document}（总行数未公布）中的{known:,}行",
    # Why, from the remark and the evidence.
    "bonded only": "其备注仅允许网购保税进口：{remark}",
    "remark not known": "其备注内容未知，可能仅限网购保税商品。",
    "remark not understood": "无法判断其备注是否允许直购进口：{clause}",
    "evidence below minimum": "上述结论的证据等级为“{evidence}”，低于所要求的最低等级（{way}）。",
    "evidence confirmed": "有两个以上网页刊载",
    "evidence single": "仅有一个网页刊载",
    "evidence derived": "依规则推定",
    "evidence unsourced": "属一般常识，未找到刊载的网页",
    "evidence assumed": "由查询程序假定",
    # What to know before acting.
    "fetch": "如需确定全部税则号列，请运行：{command}（须先运行：pip install 'pilotzones[annex]'）。",
    "by hand": (
        "也可自行打开{documents}的附件，在“税则号列”一栏中查找{code}；"
        "或将附件保存后运行：pilotzones annex install FILE。"
    ),
    "no remark is known": "该税则号列的备注内容未知，可能含有限制条件，请查阅附件。",
    "remark": "该税则号列有备注：{remark}",
    "remark translated back": "该税则号列有备注（由译文回译，并非原文）：{remark}",
    "disagreement": (
        "关于该税则号列在{announcement}实施后的状况，已知资料不一致：以{answered_by}为准，与{against}不符，请核对二者。"
    ),
    "no line of a tariff": "{code}不是{tariff}的税则号列。",
    "line of another tariff": "{code}是{others}税则的税则号列，但不是{tariff}的税则号列。",
    "nothing near": "品目{heading}下没有税则号列。",
    "near": "品目{heading}下的税则号列：{lines}。",
    "near and more": "品目{heading}下的税则号列：{lines}；另有{more}个。",
    "near line": "{code} {name}",
    "between near lines": "；",
    "beyond the verified day": (
        "{day}晚于{verified_through}，即{subjects}数据的最后核对日：此后如无变动，上述结论成立。"
    ),
    "about zones": "综试区",
    "about list": "正面清单",
    "about rules": "限值、税收和监管方式",
    "about divisions": "行政区划",
    # Errors.
    "unknown eligibility": "无法确定{code}在{day}是否在正面清单内：既不能答“是”，也不能答“否”。",
    "unknown eligibility for bonded shipment": (
        "无法确定{code}在{day}以网购保税方式进口时是否在正面清单内：既不能答“是”，也不能答“否”。"
    ),
    "unknown eligibility for direct shipment": (
        "无法确定{code}在{day}以直购方式进口时是否在正面清单内：既不能答“是”，也不能答“否”。"
    ),
    "about annexes": "正面清单以表格形式作为财政部等部门公告的附件发布，数据仅收录了其中一部分。",
    "what is known": "已知情况：{why}",
    "answer in any case": "如在任何情况下都需要一个答案，请传入if_unknown=False或if_unknown=True。",
    # Rules.
    "rule in force": "{name}：{value}，{days}（{document}，{evidence}）",
    "rule without value": "{name}，{days}（{document}，{evidence}）",
    "ratio": "{percent}%",
    "ratio of": "{percent}%（{unit}）",
    "amount": "{amount}{unit}",
    "since": "自{first}起施行",
    "since before": "至迟自{first}起施行",
    "until": "{since}，至{end}止（不含该日）",
    "direction import": "适用于进口。",
    "direction export": "适用于出口。",
    "direction import and export": "适用于进口和出口。",
    "scope": "适用范围：{scope}",
    "note": "注意：{note}",
    # Where bonded retail imports are open.
    "import answer": "{places}，{day}：网购保税进口（1210）{status}。{why}",
    "import open": "可以开展",
    "import open once confirmed": "经所在地海关确认后可以开展",
    "import not open": "不可开展",
    "import unknown": "无法确定是否可以开展",
    "import designated": "{document}列有{cities}，自{first}起；{evidence}。",
    "import inside a designated city": (
        "该地位于{cities}，{document}自{first}起列有该城市；按行政区划代码推定城市所辖地区一并适用（{evidence}）。"
    ),
    "import pilot zone": (
        "该地是{zone}跨境电商综试区或位于其内，{document}规定凡设有综试区的城市，经所在地海关确认符合监管要求后即可开展；"
        "海关是否已确认，数据中没有（{evidence}）。"
    ),
    "import mode not in force": "海关监管方式1210当日未施行：{document}。",
    "import not on the list": (
        "截至当日共有{listed}个试点城市，均已收录，该地不在其中，也不在其辖区内：{document}（{evidence}）。"
    ),
    "import before the lists": "没有收录如此早的试点城市名单。",
    "import unsourced": "仅有一条未找到刊载网页的记录表明可以开展：{names}（{document}）。",
    "import only a part": "仅其一部分列入试点：{cities}（{document}）。请查询该部分。",
    "import list known in part": (
        "截至当日共有{listed}个试点城市（{document}），其中{listed_known}个有网页刊载，该地不在这些之中。"
    ),
    "import other grounds": (
        "该地不在综试区内。{document}同时规定凡设有其他区域（如综合保税区）的城市也可开展，而这些区域的所在地数据中没有。"
    ),
}
