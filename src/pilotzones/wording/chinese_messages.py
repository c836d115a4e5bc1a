"""The messages of errors in Chinese (中文), by their English; a name in braces is a fact."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # HS codes.
    (
        "{text} was read as a number, which loses the leading zero of chapters 01 to 09: read the codes as text, "
        "like '04029100'."
    ): "{text}曾被读作数值，第01至09章编码开头的零会因此丢失：请按文本读取编码，例如'04029100'。",
    (
        "{text} has {count} digits: give 2, 4, 6 or 8 of them, like '0402'."
    ): "{text}有{count}位数字：请给出2、4、6或8位，例如'0402'。",
    (
        "{text} is not text: pass the HS code as a str like '04029100', because a number loses the leading zero of "
        "chapters 01 to 09."
    ): "{text}不是文本：数值会丢失第01至09章编码开头的零，请以文本给出编码，例如'04029100'。",
    (
        "The HS code is blank: pass the 8 digits of a tariff line, like '04029100'."
    ): "编码为空：请给出税则号列的8位数字，例如'04029100'。",
    (
        "{text} is not an HS code: write the digits 0 to 9, with dots or spaces between them, like '0402.91.00'."
    ): "{text}不是税则号列：请写0至9的数字，中间可加点或空格，例如'0402.91.00'。",
    (
        "{text} is a {level}, and the positive list names 8-digit tariff lines: {way} gives those known to be listed "
        "under it."
    ): "{text}是{level}，而正面清单所列为8位税则号列：{way}可列出其下已知在清单内的税则号列。",
    (
        "{text} has {count} digits: an HS code has 8 digits here (10 or 13 in a declaration)."
    ): "{text}有{count}位数字：这里的编码应有8位（报关时为10位或13位）。",
    (
        "{text} has {count} digits: an HS code has 8 digits here (10 or 13 in a declaration). If a spreadsheet dropped "
        "the leading zero, write '0{digits}'."
    ): "{text}有{count}位数字：这里的编码应有8位（报关时为10位或13位）。如系电子表格丢失开头的零，请写'0{digits}'。",
    # Days.
    (
        "{value} has a time of day but no time zone, so its day in China is not known: pass the day alone{day}, or a "
        "time zone ({zone})."
    ): "{value}有时刻而无时区，无法得知是中国的哪一天：请只写日期{day}，或写明时区（{zone}）。",
    (
        "{day} is out of range: dates run from {earliest} to {latest}; leave out placeholders."
    ): "{day}超出范围：日期应在{earliest}至{latest}之间；请勿使用占位日期。",
    (
        "{text} is not a date: there is no date here. Write one like '2016-04-08'."
    ): "{text}不是日期：这里没有日期。请按'2016-04-08'的样式书写。",
    (
        "{text} is not a date: write it like '2016-04-08' (year-month-day) or '2016-04-08T10:00:00Z'."
    ): "{text}不是日期：请按'2016-04-08'（年-月-日）或'2016-04-08T10:00:00Z'的样式书写。",
    ("{text} is not a date: the calendar does not have that day."): "{text}不是日期：日历上没有这一天。",
    (
        "{text} is not a date: the clock does not have that time or offset. Hours run from 00 to 23, minutes and "
        "seconds to 59; write midnight as 00:00 of the day that begins."
    ): "{text}不是日期：没有这样的时刻或时差。小时为00至23，分和秒至59；午夜请写作次日的00:00。",
    (
        "{day} is {age:, day} after {verified_through}, the last day on which the data about {subject} was checked, "
        "and {option} accepts {accepted:, day}. Install a newer release; or pass {way}, for the answer as it was known "
        "then."
    ): (
        "{day}比{subject}数据的最后核对日{verified_through}晚{age:,}天，而{option}只接受{accepted:,}天。"
        "请安装新版本；或写{way}，以得到当时已知的答案。"
    ),
    ("{since} is after {until}: give the first day before the last one."): "{since}晚于{until}：首日须在末日之前。",
    # Places, provinces and batches.
    ("{day}"): "{day.year}年{day.month}月{day.day}日",
    ("{name_zh} ({adcode}, {province})"): "{name_zh}（{adcode}，{province}）",
    ("{name_zh} ({adcode}, {province}, until {until})"): "{name_zh}（{adcode}，{province}，至{until}年）",
    ("{name_en} {place}"): "{name_en} {place}",
    (
        "{name} is outside the 31 provinces of the mainland: pilot zones and the retail-import list are not for Hong "
        "Kong, Macao and Taiwan."
    ): "{name}不在内地31个省级行政区之内：综试区和跨境电商零售进口清单不适用于香港、澳门和台湾。",
    ("No place has the name {name}."): "没有名为{name}的地方。",
    ("No province has the name {name}."): "没有名为{name}的省级行政区。",
    ("Near misses: {near}."): "名称相近的有：{near}。",
    ("provinces() and zones() list names."): "名称见provinces()和zones()。",
    ("'pilotzones zones' lists names."): "名称见：pilotzones zones。",
    ("{name} is not a province: {near}."): "{name}不是省级行政区：{near}。",
    ("Ask about a city with zone() or covering_zone()."): "查询城市请用zone()或covering_zone()。",
    (
        "Ask about a city with 'pilotzones batch CITY', 'pilotzones zone CITY' or 'pilotzones whose PLACE'."
    ): "查询城市请用：pilotzones batch CITY、pilotzones zone CITY或pilotzones whose PLACE。",
    ("{province} has no {name}; there is {near}."): "{province}没有{name}，有{near}。",
    ("Correct {way} or leave it out."): "请更正{way}，或不填。",
    (
        "{name_zh} is a province, not a city: zones_in({name}) lists its pilot zones."
    ): "{name_zh}是省级行政区，不是城市：其综试区见zones_in({name})。",
    (
        "{name_zh} is a province, not a city: 'pilotzones zones PROVINCE' lists its pilot zones."
    ): "{name_zh}是省级行政区，不是城市：其综试区见pilotzones zones PROVINCE。",
    ("{places} has never been a pilot zone itself:"): "{places}本身从未被批准为综试区：",
    (
        "covering_zone({name}, date) finds the zone in whose territory it lies."
    ): "其所在的综试区见covering_zone({name}, date)。",
    ("'pilotzones whose PLACE' finds the zone in whose territory it lies."): "其所在的综试区见pilotzones whose PLACE。",
    (
        "{name} is the name of {count} places with different answers: {places}."
    ): "名为{name}的地方有{count}个，结论各不相同：{places}。",
    ("Pass the province ({way}), the full Chinese name or the code."): "请指明省份（{way}），或给出中文全称或代码。",
    (
        "{former} became {count} places with different answers: {places}. Ask about one of them."
    ): "{former}后来分为{count}个地方，结论各不相同：{places}。请查询其中之一。",
    (
        "{name} on {day}: {before} became {after} on a day from {first} to {last}; which day is not known, and the "
        "answers differ."
    ): "{name}，{day}：{before}在{first}至{last}之间的某日变更为{after}，具体日期未知，而前后结论不同。",
    (
        "{name} on {day}: {after} was formed from parts of {before} on a day from {first} to {last}; which day is not "
        "known, and the answers differ."
    ): "{name}，{day}：{after}在{first}至{last}之间的某日由{before}的一部分组成，具体日期未知，而前后结论不同。",
    (
        "Ask about a day before or after, or about one of them by its code."
    ): "请查询更早或更晚的日期，或用代码指明其中之一。",
    ("{place} is on the map since {year}"): "{place}自{year}年起见于区划",
    (
        "{name} did not exist on {day}: {since}; its area was part of {places}."
    ): "{name}在{day}尚不存在：{since}；其区域当时属于{places}。",
    (
        "{name} did not exist on {day}: {since}; what was there before is not known."
    ): "{name}在{day}尚不存在：{since}；此前的情况未知。",
    (
        "{name} is not text: pass the name or the GB/T 2260 code of a place as a str."
    ): "{name}不是文本：请以str给出地名或GB/T 2260代码。",
    (
        "{name} is not the name of a place: names have at most {most} characters."
    ): "{name}不是地名：地名最多{most}个字符。",
    ("{name} has the control character {character}: remove it."): "{name}含有控制字符{character}：请删除。",
    (
        "The name of the place is blank: pass a city or province, like 'Hangzhou'."
    ): "地名为空：请给出城市或省份，例如'Hangzhou'。",
    (
        "{name} is a number with decimals, as a spreadsheet or a column with gaps makes it of a code: pass the digits "
        "as text, {digits}."
    ): "{name}是带小数的数字，电子表格或有空缺的列会这样改写代码：请以文本给出各位数字，即{digits}。",
    (
        "{name} is the code of a township or village: pass the 6 digits of its county, {code}."
    ): "{name}是乡镇或村的代码：请给出其所属县的6位代码，即{code}。",
    ("No batch has the number {number}: batches are numbered 1 to {most}."): "没有第{number}批：各批编号为1至{most}。",
    # The positive list.
    ("{answer}"): "{answer}",
    (
        "No positive list was in force on {day}: the first one came into force on {first_day}. This does not mean 'not "
        "eligible': no list existed yet."
    ): "{day}尚无正面清单施行：首个正面清单自{first_day}起施行。这并不表示“不在清单内”，而是当时尚无清单。",
    (
        "{edition} is not an edition: give one of {editions}, or a day on which one was in force."
    ): "{edition}不是清单的版本：请给出{editions}之一，或某一版本施行期间的日期。",
    ("{first} comes before {second}: write {way}."): "{first}早于{second}：请写作{way}。",
    ("{word} is not a command with --json."): "{word}不是带--json的命令。",
    (
        "Two provinces are given, {word} and --province {given}: leave one out."
    ): "给出了两个省份，{word}和--province {given}：请只写一个。",
    # Rules.
    "from {first}": "自{first}起",
    "from {first} or earlier": "至迟自{first}起",
    "{begins} until {end}, exclusive": "{begins}，至{end}止（不含该日）",
    "{earlier}; {later}": "{earlier}；{later}",
    (
        "{name} was not in force on {day}. It is known to be in force {spans}. Ask about one of these days."
    ): "{name}在{day}未施行。已知的施行期间为：{spans}。请查询其中的日期。",
    (
        "The rules are known from {first} on, and {day} is earlier: the answer is neither yes nor no. Ask about a "
        "later day."
    ): "规则自{first}起有收录，而{day}早于该日：既不能答“是”，也不能答“否”。请查询更晚的日期。",
    (
        "{name} is known from {first} on, and {day} is earlier: the answer is neither yes nor no. Ask about a later "
        "day."
    ): "{name}自{first}起有收录，而{day}早于该日：既不能答“是”，也不能答“否”。请查询更晚的日期。",
    # Words after the command.
    ("{word} is not a command."): "{word}不是命令。",
    ("Did you mean {near}?"): "是否指{near}？",
    ("{word} is not an option."): "{word}不是选项。",
    ("{word} is not an option of '{command}'."): "{word}不是“{command}”的选项。",
    ("{word} may be {meant}. Write the whole option."): "{word}可能指{meant}。请写出选项的全名。",
    ("Argument {option}: {word} is not one of {choices}."): "参数{option}：{word}不是{choices}之一。",
    (
        "Argument {option}: the text is empty. Give a value, or leave it out; in a script, look whether a variable "
        "is not set."
    ): "参数{option}：文本为空。请给出值，或不写该参数；在脚本中请检查变量是否未设置。",
    (
        "Argument {option}: {word} is not a whole number of days from {least} to {most}."
    ): "参数{option}：{word}不是{least}至{most}的整数天数。",
    (
        "Argument {option}: {word} is not a whole number from {least} to {most}."
    ): "参数{option}：{word}不是{least}至{most}的整数。",
    (
        "Argument {option}: {word} is not a year from {least} to {most}."
    ): "参数{option}：{word}不是{least}至{most}的年份。",
    ("Argument {option}: expected one argument."): "参数{option}：缺少值。",
    ("Argument {option}: ignored explicit argument {word}."): "参数{option}不带值：{word}多余。",
    ("Argument {option}: not allowed with argument {other}."): "参数{option}不能与{other}同时使用。",
    ("The following arguments are required: {names}."): "缺少参数：{names}。",
    ("Unrecognized arguments: {words}."): "多余的参数：{words}。",
    (
        "--data is not used by '{command}', which asks no tables. Leave it out."
    ): "“{command}”不查询数据表，用不到--data。请不要写该参数。",
    ("No source has the id {word}."): "没有编号为{word}的来源。",
    (
        "{word} is not the name of a rule: 'pilotzones rules' lists them."
    ): "没有名为{word}的规则：名称见pilotzones rules。",
    ("{word} is not the name of a rule."): "没有名为{word}的规则。",
    (
        "Argument {option}: {word} is not a rate. Give a ratio from 0 to less than 1, such as 0.13 for 13 %, with at "
        "most 30 decimal places."
    ): ("参数{option}：{word}不是税率。请给出从0起、小于1的比率，例如以0.13表示13%，小数不超过30位。"),
    (
        "{file} is a file of the command itself. Name another one with --save."
    ): "{file}就是该命令自己读写的文件。请用--save另指定一个文件。",
    (
        "--date is not used by '{command}', which shows all days. Leave it out."
    ): "“{command}”显示所有日期，用不到--date。请不要写该参数。",
    ("Name only one of {options}; not {named}."): "{options}只能写一个，不能同时写{named}。",
    (
        "{option} describes a new announcement: it needs --new. Leave it out, or give --new too."
    ): "{option}说明的是新公告，须与--new同用。请不写该参数，或加上--new。",
    (
        "--new needs --effective-from: the first day the announcement is in force."
    ): "--new须与--effective-from同用：即公告施行的首日。",
    ("--amends needs --kind supplements or --kind amends: one that replaces the list amends none."): (
        "--amends须与--kind supplements或--kind amends同用：替代清单的公告不调整其他公告。"
    ),
    (
        "Name one of the two: the ID of an annex, or --list-after and the ID of a whole list."
    ): "请写二者之一：附件的编号，或--list-after和整份清单的编号。",
    (
        "The last period ends on {date}, and zones were checked until {verified}: one may have been approved since. "
        "End earlier, or give --max-age {age}, or --max-age any."
    ): (
        "最后一期止于{date}，而综试区核对至{verified}：此后可能另有批准。"
        "请提前结束，或写--max-age {age}，或--max-age any。"
    ),
    (
        "{file} has no ending that the panel can be written as: .csv, .parquet or .json."
    ): "{file}的后缀不是面板可写的格式：.csv、.parquet或.json。",
    ("See '{command} --help'."): "用法见：{command} --help",
    (
        "{text} is a day, and not an HS code: chapter 20 ends with heading 2009. Write the day as --date {day}."
    ): "{text}是日期而不是编码：第20章止于品目2009。请写--date {day}。",
    ("Two days are given, {date} and {word}: leave one out."): "给出了两个日期，{date}和{word}：请只留一个。",
    (
        "No code is given. Write codes after the command, such as 'pilotzones eligible 0409.00.00', name a file with "
        "--file, or write - for standard input."
    ): (
        "没有给出编码。请在命令后写编码，例如'pilotzones eligible 0409.00.00'，或用--file指明文件，或写-表示标准输入。"
    ),
    (
        "{file} is not a file of text with a code in each line. For a spreadsheet, run 'pilotzones screen FILE --code "
        "COLUMN'."
    ): "{file}不是每行一个编码的文本文件。如系电子表格，请运行'pilotzones screen FILE --code COLUMN'。",
    (
        "{file} is too long: a list has at most {most:,} codes and {size} MiB. Split it, or run 'pilotzones screen "
        "FILE --code COLUMN --date DAY', which reads a table row by row."
    ): (
        "{file}过长：编码清单最多{most:,}个编码、{size} MiB。请将其拆分，"
        "或运行'pilotzones screen FILE --code COLUMN --date DAY'，该命令逐行读取表格。"
    ),
    ("{file} is a file, and not an HS code: write --file {file}."): "{file}是文件而不是编码：请写--file {file}。",
    # Files with a row of titles.
    ("{file} has no column {word}. Near misses: {near}."): "{file}没有列{word}。相近的列：{near}。",
    ("{file} has no column {word}. Its columns: {choices}."): "{file}没有列{word}。现有的列：{choices}。",
    (
        "{file} has no column {word}. Its columns: {choices} and {more} more."
    ): "{file}没有列{word}。现有的列：{choices}，另有{more}列。",
    (
        "{file} has {count} columns {word}. Give each a name of its own."
    ): "{file}有{count}列名为{word}。请给各列取不同的名称。",
    (
        "{file} already has a column {name}. Choose another prefix for the columns that are added, with {way}."
    ): "{file}已有列{name}。请用{way}为新增的列另选前缀。",
    (
        "{out} is the file that is read. Name another one, or allow that with {way}."
    ): "{out}就是所读的文件。请指定其他文件，或用{way}允许覆盖。",
    (
        "{out} is a copy of {file}, and needs an ending of the same kind: {ending}."
    ): "{out}是{file}的副本，扩展名须为同一类：{ending}。",
    (
        "{file} has no ending of a table: {endings}. Save it as one of these."
    ): "{file}没有表格文件的扩展名：{endings}。请另存为其中之一。",
    (
        "{file} is not a file, but a pipe or a device, which cannot be read twice. Save what it gives as a file."
    ): "{file}不是文件，而是管道或设备，无法读两遍。请先将其内容存为文件。",
    (
        "{file} was written to while it was read. Nothing was written. Wait until it is whole, and read it again."
    ): "{file}在读取时被写入。没有写入任何内容。请等文件完整后再读取。",
    (
        "{file} is not text in UTF-8, GBK or GB18030. Save it as CSV in UTF-8, and read that."
    ): "{file}不是UTF-8、GBK或GB18030编码的文本。请另存为UTF-8编码的CSV文件后再读取。",
    (
        "{file}: in line {line} a quotation mark opens a cell, and none closes it. Correct the line, and ask again."
    ): "{file}：第{line}行有引号开始了一个单元格，而没有引号结束它。请改正该行后重试。",
    (
        "{file}: the row that begins in line {line} has a cell of more than {most:,} characters. Perhaps the quotation "
        "mark that closes it is missing. Correct the row, and ask again."
    ): "{file}：始于第{line}行的一行数据中，有单元格超过{most:,}个字符，可能缺少结束它的引号。请改正后重试。",
    (
        "{file} is not a workbook that can be read. Open it in Excel, without a password, and save it as .xlsx."
    ): "{file}不是可读取的工作簿。请在Excel中打开，去掉密码，另存为.xlsx。",
    ("{file} has no room for more columns in the sheet {word}."): "{file}的工作表{word}没有位置再加列。",
    ("{file} is not a Parquet file that can be read."): "{file}不是可读取的Parquet文件。",
    ("The column {word} of {file} holds several values in a cell."): "{file}的列{word}在一个单元格中有多个值。",
    ("{file} has no row with the names of columns."): "{file}没有写有列名的行。",
    ("{file} has no sheets. Leave the name of the sheet out."): "{file}没有工作表。请不写工作表的名称。",
    ("{file} is {what}."): "{file}是{what}。",
    (
        "{file}: no cell of the column {word} is a number. Name a column of amounts, or leave {way} out."
    ): "{file}：列{word}没有一个单元格是数字。请指定金额所在的列，或不写{way}。",
    ("{out} is a folder. Name a file in it."): "{out}是文件夹。请指定其中的文件。",
    (
        "{out} is there already. Name another file, or allow that it is replaced with {way}."
    ): "{out}已经存在。请指定其他文件，或用{way}允许覆盖。",
    ("{file} cannot be read: {why}."): "无法读取{file}：{why}。",
    ("There is no code in {file}. Write one in each line."): "{file}中没有编码。请每行写一个编码。",
    ("Standard input has no code. Write one in each line."): "标准输入中没有编码。请每行写一个编码。",
    (
        "{file} has several columns, and a list of codes has one code in each line. For a table, run 'pilotzones "
        "screen FILE --code COLUMN --date DAY'."
    ): (
        "{file}有多列，而编码的列表每行只有一个编码。"
        "如系表格，请运行'pilotzones screen FILE --code COLUMN --date DAY'。"
    ),
    # Files and folders that are written.
    (
        "{folder} has the ending of a file, and the tables go into a folder. Name a folder, such as {stem}."
    ): "{folder}带有文件的后缀，而各表写入文件夹。请指定文件夹，例如{stem}。",
    ("{folder} is not an empty folder: give a new or empty folder."): "{folder}不是空文件夹：请指定新的或空的文件夹。",
    ("{folder} cannot be written ({why}). Nothing was left there."): "无法写入{folder}（{why}）。没有留下任何内容。",
    ("{file} cannot be written: {why}."): "无法写入{file}：{why}。",
    ("{file} ends neither in .png nor in .svg: give a name that does."): (
        "{file}的后缀既不是.png也不是.svg：请改用其中之一。"
    ),
    (
        "No font on this machine has all characters of the picture; the nearest does not have {shown}. Install a "
        "Chinese font, for instance with: apt-get install {package} (elsewhere: Noto Sans SC), or ask for English with "
        "{way}."
    ): (
        "本机没有一种字体具备图中的全部字符；最接近的字体缺少{shown}。请安装中文字体，例如："
        "apt-get install {package}（其他系统：Noto Sans SC），或用{way}改为英文。"
    ),
    ("{file} has no sheet {word}. Its sheets: {choices}."): "{file}没有工作表{word}。现有的工作表：{choices}。",
    # What the computer lacks.
    ("This needs {library}: pip install '{extra}'."): "此功能需要{library}：pip install '{extra}'",
    ("The command was interrupted; no file is half written."): "命令已中断；没有任何文件只写了一半。",
    (
        "standard output: the answer could not be written ({fault}). What the command had to do is done; make room "
        "where its output goes, and ask again."
    ): "标准输出：答案无法写出（{fault}）。命令要做的已经完成；请腾出输出所需的空间后重新查询。",
    (
        "There is not enough memory for this; no file is half written. End other programs, and try again."
    ): "内存不足；没有任何文件只写了一半。请关闭其他程序后重试。",
    (
        "{where}{fault}. No file is half written; name another file or folder."
    ): "{where}{fault}。没有任何文件只写了一半；请指定其他文件或文件夹。",
    (
        "{where}{fault}. No file is half written, but a pipe or a device may have a part; name another file."
    ): "{where}{fault}。没有任何文件只写了一半，但管道或设备可能已收到一部分；请指定其他文件。",
}

WORDS: dict[str, str] = {
    "chapter": "章",
    "heading": "品目",
    "subheading": "子目",
    "pilot zones": "综试区",
    "the positive list": "正面清单",
    "limits, tax and customs modes": "限额、税收和监管方式",
    "the map of divisions": "行政区划",
    "none": "无",
    "standard input": "标准输入",
    "a workbook or an archive: give it its own ending, such as .xlsx": "工作簿或压缩包：请改用其本来的后缀，例如.xlsx",
    "a workbook of an old Excel: save it as .xlsx": "旧版Excel的工作簿：请另存为.xlsx",
    "a Parquet file: give it the ending .parquet": "Parquet文件：请改用后缀.parquet",
    "a PDF, and no table": "PDF，而不是表格",
    "compressed: unpack it first": "压缩文件：请先解压",
    # What the system says of a file.
    "No such file or directory": "没有这个文件或文件夹",
    "Permission denied": "没有权限",
    "Is a directory": "这是文件夹",
    "Not a directory": "路径中有一段不是文件夹",
    "No space left on device": "磁盘空间不足",
    "Read-only file system": "只读的文件系统",
    "File name too long": "文件名过长",
}
"""Our own words among the facts."""
