"""What is said of words that are wrong; some of the English is argparse's own, and only recognised here."""

LABELS = {
    "not a command": ("{word} is not a command.", "{word}不是命令。"),
    "not a command but like": ("{word} is not a command. Did you mean {near}?", "{word}不是命令。是否指{near}？"),
    "not an option": ("{word} is not an option.", "{word}不是选项。"),
    "not an option but like": ("{word} is not an option. Did you mean {near}?", "{word}不是选项。是否指{near}？"),
    "not an option here": (
        "{word} is not an option of '{command}'.",
        "{word}不是“{command}”的选项。",
    ),
    "not an option here but like": (
        "{word} is not an option of '{command}'. Did you mean {near}?",
        "{word}不是“{command}”的选项。是否指{near}？",
    ),
    "several options": (
        "{word} may be {near}. Write the whole option.",
        "{word}可能指{near}。请写出选项的全名。",
    ),
    "not a choice": ("Argument {option}: {word} is not one of {choices}.", "参数{option}：{word}不是{choices}之一。"),
    "empty": (
        (
            "Argument {option}: the text is empty. Give a value, or leave it out; in a script, look whether a variable "
            "is not set."
        ),
        "参数{option}：文本为空。请给出值，或不写该参数；在脚本中请检查变量是否未设置。",
    ),
    "no number of days": (
        "Argument {option}: {word} is not a whole number of days from {least} to {most}.",
        "参数{option}：{word}不是{least}至{most}的整数天数。",
    ),
    "no number": (
        "Argument {option}: {word} is not a whole number from {least} to {most}.",
        "参数{option}：{word}不是{least}至{most}的整数。",
    ),
    "no year": (
        "Argument {option}: {word} is not a year from {least} to {most}.",
        "参数{option}：{word}不是{least}至{most}的年份。",
    ),
    "no value": ("Argument {option}: expected one argument.", "参数{option}：缺少值。"),
    "value not wanted": ("Argument {option}: ignored explicit argument {word}.", "参数{option}不带值：{word}多余。"),
    "not together": ("Argument {option}: not allowed with argument {other}.", "参数{option}不能与{other}同时使用。"),
    "missing": ("The following arguments are required: {names}.", "缺少参数：{names}。"),
    "too many": ("Unrecognized arguments: {words}.", "多余的参数：{words}。"),
    "wrong order": (
        "{since} is after {until}: give the first day before the last one.",
        "{since}晚于{until}：首日须在末日之前。",
    ),
    "data not used": (
        "--data is not used by '{command}', which asks no tables. Leave it out.",
        "“{command}”不查询数据表，用不到--data。请不要写该参数。",
    ),
    "unknown source": ("No source has the id {word}.", "没有编号为{word}的来源。"),
    "unknown source but like": (
        "No source has the id {word}. Did you mean {near}?",
        "没有编号为{word}的来源。是否指{near}？",
    ),
    "unknown rule": (
        "{word} is not the name of a rule: 'pilotzones rules' lists them.",
        "没有名为{word}的规则：名称见pilotzones rules。",
    ),
    "unknown rule but like": (
        "{word} is not the name of a rule. Did you mean {near}?",
        "没有名为{word}的规则。是否指{near}？",
    ),
    "no rate": (
        (
            "Argument {option}: {word} is not a rate. Give a ratio from 0 to less than 1, such as 0.13 for 13 %, with "
            "at most 30 decimal places."
        ),
        "参数{option}：{word}不是税率。请给出从0起、小于1的比率，例如以0.13表示13%，小数不超过30位。",
    ),
    "rule not in force": (
        "{name} was not in force on {day}. It is known to be in force {spans}. Ask about one of these days.",
        "{name}在{day}未施行。已知的施行期间为：{spans}。请查询其中的日期。",
    ),
    "rules not known": (
        (
            "The rules are known from {first} on, and {day} is earlier: the answer is neither yes nor no. Ask about a "
            "later day."
        ),
        "规则自{first}起有收录，而{day}早于该日：既不能答“是”，也不能答“否”。请查询更晚的日期。",
    ),
    "rule not known": (
        (
            "{name} is known from {first} on, and {day} is earlier: the answer is neither yes nor no. Ask about a "
            "later day."
        ),
        "{name}自{first}起有收录，而{day}早于该日：既不能答“是”，也不能答“否”。请查询更晚的日期。",
    ),
    "date not used": (
        "--date is not used by '{command}', which shows all days. Leave it out.",
        "“{command}”显示所有日期，用不到--date。请不要写该参数。",
    ),
    "province twice": (
        "Two provinces are given, {word} and --province {given}: leave one out.",
        "给出了两个省份，{word}和--province {given}：请只写一个。",
    ),
    "one announcement": ("Name only one of {options}; not {named}.", "{options}只能写一个，不能同时写{named}。"),
    "needs --new": (
        "{option} describes a new announcement: it needs --new. Leave it out, or give --new too.",
        "{option}说明的是新公告，须与--new同用。请不写该参数，或加上--new。",
    ),
    "needs --effective-from": (
        "--new needs --effective-from: the first day the announcement is in force.",
        "--new须与--effective-from同用：即公告施行的首日。",
    ),
    "needs --kind": (
        "--amends needs --kind supplements or --kind amends: one that replaces the list amends none.",
        "--amends须与--kind supplements或--kind amends同用：替代清单的公告不调整其他公告。",
    ),
    "annex or list": (
        "Name one of the two: the ID of an annex, or --list-after and the ID of a whole list.",
        "请写二者之一：附件的编号，或--list-after和整份清单的编号。",
    ),
    "period too late": (
        (
            "The last period ends on {date}, and zones were checked until {verified}: one may have been approved "
            "since. End earlier, or give --max-age {age}, or --max-age any."
        ),
        (
            "最后一期止于{date}，而综试区核对至{verified}：此后可能另有批准。"
            "请提前结束，或写--max-age {age}，或--max-age any。"
        ),
    ),
    "no ending": (
        "{file} has no ending that the panel can be written as: .csv, .parquet or .json.",
        "{file}的后缀不是面板可写的格式：.csv、.parquet或.json。",
    ),
    "no column but like": (
        "{file} has no column {word}. Near misses: {near}.",
        "{file}没有列{word}。相近的列：{near}。",
    ),
    "no column": ("{file} has no column {word}. Its columns: {choices}.", "{file}没有列{word}。现有的列：{choices}。"),
    "columns of one name": (
        "{file} has {count} columns {word}. Give each a name of its own.",
        "{file}有{count}列名为{word}。请给各列取不同的名称。",
    ),
    "column is there": (
        "{file} already has a column {word}. Choose another prefix for the columns that are added, with --prefix.",
        "{file}已有列{word}。请用--prefix为新增的列另选前缀。",
    ),
    "file itself": (
        "{out} is the file that is read. Name another one, or allow that with --overwrite.",
        "{out}就是所读的文件。请指定其他文件，或用--overwrite允许覆盖。",
    ),
    "another kind of file": (
        "{out} is a copy of {file}, and needs an ending of the same kind: {ending}.",
        "{out}是{file}的副本，扩展名须为同一类：{ending}。",
    ),
    "not a table": (
        "{file} has no ending of a table: {endings}. Save it as one of these.",
        "{file}没有表格文件的扩展名：{endings}。请另存为其中之一。",
    ),
    "no text": (
        "{file} is not text in UTF-8, GBK or GB18030. Save it as CSV in UTF-8, and read that.",
        "{file}不是UTF-8、GBK或GB18030编码的文本。请另存为UTF-8编码的CSV文件后再读取。",
    ),
    "quotation mark": (
        "{file}: in line {line} a quotation mark opens a cell, and none closes it. Correct the line, and ask again.",
        "{file}：第{line}行有引号开始了一个单元格，而没有引号结束它。请改正该行后重试。",
    ),
    "no workbook": (
        (
            "{file} is not a workbook that can be read: {fault}. Open it in Excel, without a password, and save it as "
            ".xlsx."
        ),
        "{file}不是可读取的工作簿：{fault}。请在Excel中打开，去掉密码，另存为.xlsx。",
    ),
    "no sheet": (
        "{file} has no sheet {word}. Its sheets: {choices}.",
        "{file}没有工作表{word}。现有的工作表：{choices}。",
    ),
    "see help": ("See '{command} --help'.", "用法见：{command} --help"),
    "extra missing": ("This needs {library}: pip install '{extra}'.", "此功能需要{library}：pip install '{extra}'"),
    "no memory": (
        "There is not enough memory for this; no file is half written. End other programs, and try again.",
        "内存不足；没有任何文件只写了一半。请关闭其他程序后重试。",
    ),
    "file fault": (
        "{fault}. No file is half written; name another file or folder.",
        "{fault}。没有任何文件只写了一半；请指定其他文件或文件夹。",
    ),
}
