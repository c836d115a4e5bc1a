"""Which column is which: by known titles, by titles that the user names, and not by a guess."""

import pytest
from office_files import xlsx
from pdf_files import save, table
from reportlab.platypus import PageBreak

from pilotzones import annex
from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.readers.document import Cell
from pilotzones.arguments import ArgumentTypeError


@pytest.fixture
def csv_file(tmp_path):
    """Write rows as CSV text."""

    def write(*rows):
        (tmp_path / "a.csv").write_text("\n".join(map(",".join, rows)) + "\n", "utf-8")
        return tmp_path / "a.csv"

    return write


def taken(found):
    """Take what the columns decide."""
    return [(row.hs_code, row.name, row.remark, row.other) for row in found]


@pytest.mark.parametrize(
    "written",
    [
        ["1012100", "4029100", "9012100"],
        ["040291", "090121", "847130"],
        ["0402910000999", "0901210000999"],
        ["0402", "0901"],
    ],
)
def test_the_title_says_which_column_has_the_codes_in_every_format(csv_file, tmp_path, written):
    """Text is read as a workbook is: codes of any length, also those that lost their zero."""
    rows = [("税则号列", "货品名称"), *((code, f"货{at}") for at, code in enumerate(written))]
    whole = [f"0{code}" if len(code) == 7 else code for code in written]
    expected = [(code, f"货{at}", "", ()) for at, code in enumerate(whole)]
    assert taken(annex.rows(csv_file(*rows))) == taken(annex.rows(xlsx(tmp_path / "a.xlsx", rows))) == expected


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        (["0402", "0901"], ["0402", "0901"]),
        (["4029100", "9012100"], ["04029100", "09012100"]),
        (["0402910000999"], ["0402910000999"]),
        (["0402.91", "04029900"], ["040291", "04029900"]),
    ],
)
def test_a_single_column_under_its_title(csv_file, tmp_path, written, codes):
    """Codes of any length, also below other titles."""
    rows = [("附件",), ("税则号列",), *((code,) for code in written)]
    assert [row.hs_code for row in annex.rows(csv_file(*rows))] == codes
    assert [row.hs_code for row in annex.rows(xlsx(tmp_path / "a.xlsx", rows))] == codes


@pytest.mark.parametrize(
    "titles",
    [
        ("稅則號列", "貨品名稱", "單位", "備註"),
        ("商品編碼", "中文貨名", "計量單位", "備　註"),
        ("HS Code", "Description of goods", "Unit", "Remarks"),
        ("税号", "商品名称", "计量单位", "备注"),
    ],
)
def test_simplified_traditional_and_english_titles(csv_file, titles):
    """A unit is never the remark, and an empty remark stays empty."""
    rows = [("04029100", "乳", "千克", ""), ("04029900", "糖乳", "千克", "仅限网购保税商品")]
    assert taken(annex.rows(csv_file(titles, *rows))) == [
        ("04029100", "乳", "", ((titles[2], "千克"),)),
        ("04029900", "糖乳", "仅限网购保税商品", ((titles[2], "千克"),)),
    ]


def test_a_column_with_an_unknown_title_is_kept_under_it(csv_file):
    """A name in another language is neither the name nor the remark."""
    file = csv_file(("税号", "商品名称", "English name", "Pays", "Zoll"), ("04029100", "乳", "Milk", "Chine", "5"))
    other = (("English name", "Milk"), ("Pays", "Chine"), ("Zoll", "5"))
    assert taken(annex.rows(file)) == [("04029100", "乳", "", other)]
    file = csv_file(("税号", "English name"), ("04029100", "Milk"))
    assert annex.rows(file)[0].remark == ""


KOREAN = (
    ("HS부호", "한글품목명", "영문품목명", "비고"),
    ("04029100", "우유", "Milk", "x"),
    ("04029900", "기타", "Other", ""),
)


def test_titles_that_are_not_known_at_all(csv_file):
    """The codes are found by their digits, and everything else is kept under its title."""
    assert taken(annex.rows(csv_file(*KOREAN))) == [
        ("04029100", "", "", (("한글품목명", "우유"), ("영문품목명", "Milk"), ("비고", "x"))),
        ("04029900", "", "", (("한글품목명", "기타"), ("영문품목명", "Other"))),
    ]


@pytest.mark.parametrize("above", [("0402", "乳及奶油"), ("12", "乳"), ("第四章", "乳品"), ("", "乳品")])
def test_a_row_above_the_first_line_is_not_a_header_of_unknown_titles(csv_file, above):
    """A heading with a code, a chapter, a single text."""
    found = annex.rows(csv_file(above, ("04029100", "乳"), ("04029900", "糖乳")))
    assert [(row.hs_code, row.name) for row in found][-2:] == [("04029100", "乳"), ("04029900", "糖乳")]


def test_titles_by_hand(csv_file, tmp_path):
    """The user says what is which; white space and case of a title do not count."""
    named = {"code": "hs부호", "name": "한글 품목명", "remark": "비고"}
    expected = [
        ("04029100", "우유", "x", (("영문품목명", "Milk"),)),
        ("04029900", "기타", "", (("영문품목명", "Other"),)),
    ]
    assert taken(annex.rows(csv_file(*KOREAN), columns=named)) == expected
    assert taken(annex.rows(xlsx(tmp_path / "a.xlsx", KOREAN), columns=named)) == expected
    short = [KOREAN[0], ("402", "우유", "Milk", "")]
    assert [row.hs_code for row in annex.rows(csv_file(*short, ("0403", "기타", "", "")), columns=named)] == ["0403"]
    new = annex.NewAnnouncement("2027-3", "2027-01-01")
    assert taken(annex.read(csv_file(*KOREAN), new=new, columns=named).rows) == expected


WIDE = (80, 180, 60, 120)


def test_titles_by_hand_in_a_ruled_pdf(tmp_path):
    """On every page that repeats the header."""
    rows = [("Ref", "Ware", "Land", "Hinweis"), *((f"0402{at}100", f"Milch {at}", "CN", "x") for at in range(1, 9))]
    file = save(tmp_path / "a.pdf", table(rows[:5], widths=WIDE), PageBreak(), table([rows[0], *rows[5:]], widths=WIDE))
    named = {"code": "Ref", "name": "Ware", "remark": "Hinweis"}
    assert taken(annex.rows(file, columns=named)) == [
        (code, name, note, (("Land", land),)) for code, name, land, note in rows[1:]
    ]


def test_titles_by_hand_in_a_pdf_without_ruling_lines(tmp_path):
    """The header is found by known words only, so that this is an error and not a guess."""
    rows = [("Ref", "Ware", "Land", "Hinweis"), *((f"0402{at}100", f"Milch {at}", "CN", "x") for at in range(1, 9))]
    with pytest.raises(AnnexFileError, match=r"'a\.pdf' has no column with the title 'Ref'; it has no known header"):
        annex.rows(save(tmp_path / "a.pdf", table(rows, (), WIDE)), columns={"code": "Ref"})


TWO = (
    ("序号", "HS2017税号", "货品名称", "海关商品编号"),
    ("1", "04029100", "乳", "0402910000"),
    ("2", "04029900", "糖", ""),
)


def test_two_columns_of_codes_are_refused(csv_file):
    """Both titles are named, with file, page, row and what to do; with the title by hand the other one is kept."""
    with pytest.raises(AnnexFileError) as caught:
        annex.rows(csv_file(*TWO))
    assert str(caught.value) == (
        "'a.csv', page 1, row 1: 'HS2017税号' and '海关商品编号' both hold codes. Say which one counts, "
        "with --columns code=HS2017税号 (in Python: columns)."
    )
    assert (caught.value.file, caught.value.page) == ("a.csv", 1)
    assert taken(annex.rows(csv_file(*TWO), columns={"code": "HS2017税号"})) == [
        ("04029100", "乳", "", (("海关商品编号", "0402910000"),)),
        ("04029900", "糖", "", ()),
    ]


def test_lines_under_a_title_that_is_not_known_are_refused_beside_codes(tmp_path):
    """They may be those that count: the codes under the known title are their subheadings; a spreadsheet drops zeros."""
    for lines in (("01012100", "04029100", "84713010"), (1012100, 4029100, 84713010)):
        body = zip(lines, ("Horses", "Milk", "Laptops"), ("010121", "040291", "847130"), strict=True)
        file = xlsx(tmp_path / "a.xlsx", [("TL", "TL_Desc", "HS6"), *body])
        with pytest.raises(AnnexFileError, match=r"sheet Sheet, row 1: 'TL' and 'HS6' both hold codes\. Say which"):
            annex.rows(file)
        found = annex.rows(file, columns={"code": "TL"})
        assert [(row.hs_code, row.name) for row in found] == [
            ("01012100", "Horses"),
            ("04029100", "Milk"),
            ("84713010", "Laptops"),
        ]


def test_two_pairs_of_columns_with_other_titles_are_not_side_by_side(tmp_path):
    """A code and a name twice are two lists only if both have the same titles."""
    rows = [("税号", "中文名称", "HS Code", "Description"), ("04029100", "乳", "04029100", "Milk")]
    with pytest.raises(AnnexFileError, match=r"sheet Sheet, row 1: '税号' and 'HS Code' both hold codes"):
        annex.rows(xlsx(tmp_path / "a.xlsx", rows))
    same = [("税号", "名称", "税号", "名称"), ("04029100", "乳", "04031000", "酸乳")]
    assert [row.name for row in annex.rows(xlsx(tmp_path / "b.xlsx", same))] == ["乳", "酸乳"]


def test_a_column_of_other_codes_is_no_rival(csv_file):
    """What has fewer digits than a heading, or is not grouped as one."""
    titles = ("商品编码", "商品名称", "检验检疫编码", "CAS编码")
    file = csv_file(titles, ("04029100", "乳", "101", "64-17-5"), ("04029900", "糖乳", "999", "50-00-0"))
    assert [(row.hs_code, dict(row.other)["CAS编码"]) for row in annex.rows(file)] == [
        ("04029100", "64-17-5"),
        ("04029900", "50-00-0"),
    ]


def test_a_title_that_heads_no_column_is_an_error(csv_file):
    """It names the titles that there are."""
    file = csv_file(("税号", "商品名称"), ("04029100", "乳"))
    with pytest.raises(
        AnnexFileError, match=r"'a\.csv' has no column with the title 'Goods'; it has '税号', '商品名称'\."
    ):
        annex.rows(file, columns={"name": "Goods"})
    with pytest.raises(AnnexFileError, match=r"has no column with the title 'Goods'; it has no known header\."):
        annex.rows(csv_file(("04029100", "乳"), ("04029900", "糖乳")), columns={"name": "Goods"})


@pytest.mark.parametrize(
    "columns", [{"hs": "税号"}, {"code": ""}, {"code": 5}, {"code": "a", "name": "A"}, "code=税号", ["code"], 5]
)
def test_what_is_no_choice_of_columns(csv_file, columns):
    """The roles are named, with an example."""
    with pytest.raises(ArgumentTypeError, match=r"columns must give seq, code, name, remark, change each the title"):
        annex.rows(csv_file(("税号", "商品名称"), ("04029100", "乳")), columns=columns)


def test_two_columns_with_codes_under_unknown_titles_are_refused(tmp_path):
    """Also in a table of nothing but codes; of the titles one is named by hand."""
    file = tmp_path / "a.csv"
    for rest in (",Caballos", ""):
        file.write_text(f"Codigo viejo,Codigo nuevo{rest}\n01012100,01012900{rest}\n04029100,04029900{rest}\n", "utf-8")
        with pytest.raises(AnnexFileError, match=r"page 1, row 1: 'Codigo viejo' and 'Codigo nuevo' both hold codes"):
            annex.rows(file)
        assert [row.hs_code for row in annex.rows(file, columns={"code": "Codigo nuevo"})] == ["01012900", "04029900"]


def test_two_columns_with_codes_and_no_titles_are_refused(extracted, grid):
    """They are named by their places and first codes."""
    with pytest.raises(AnnexFileError) as fault:
        extracted(grid(("01012100", "0101210000", "马"), ("04029100", "0402910000", "乳")))
    assert str(fault.value) == (
        "'', page 1, row 1: column 1 ('01012100' ...) and column 2 ('0101210000' ...) both hold codes, and their titles "
        "are not above them. Write a row of titles above the table, or delete the column that does not count, and read "
        "the file again."
    )


def test_a_column_of_quantities_is_not_one_of_codes(extracted, grid):
    """Though they have eight digits; nor is a remark that names a code."""
    found = extracted(
        grid(
            ("01012100", "马", "12345678", "01012900"),
            ("04029100", "乳", "98765432", "除外"),
            ("04031000", "酸乳", "1", "除外"),
        )
    )
    assert [row.hs_code for row in found.rows] == ["01012100", "04029100", "04031000"]


def test_values_of_eight_digits_are_not_codes(extracted, grid):
    """A table of trade has no codes, though its values have as many digits; those of an older tariff are codes."""
    found = extracted(grid(("Value", "Country"), ("55906157", "Austria"), ("86672022", "Chile"), ("01234567", "Cuba")))
    assert found.rows == ()
    older = extracted(grid(("Partida", "Value"), ("01011100", "55906157"), ("01011900", "86672022")))
    assert [(row.hs_code, row.other) for row in older.rows] == [
        ("01011100", (("Value", "55906157"),)),
        ("01011900", (("Value", "86672022"),)),
    ]
    assert [row.hs_code for row in extracted(grid(("9903.85.21", "Steel"))).rows] == ["99038521"]  # dotted as a code


def test_two_columns_with_codes_under_one_title_are_refused(extracted, grid):
    """To name the title would not help."""
    with pytest.raises(AnnexFileError, match="Give each a title of its own, and read the file again"):
        extracted(grid(("税则号列", "税则号列", "货品名称"), ("01012100", "01012900", "马")))


def test_two_columns_with_codes_in_a_pdf_without_ruling_lines_are_refused(tmp_path):
    """They are not two lists side by side, whose titles are the same."""
    rows = [("税则号列", "商品编码", "货品名称"), ("01012100", "0101210000", "马"), ("04029100", "0402910000", "乳")]
    with pytest.raises(AnnexFileError, match=r"page 1, row 1: '税则号列' and '商品编码' both hold codes"):
        annex.rows(save(tmp_path / "a.pdf", table(rows, (), widths=(90, 110, 200))))


def test_rows_with_codes_in_an_unknown_column_are_reported(tmp_path):
    """On a sheet of other titles, before or behind the list; the title by hand makes them rows."""
    unknown = [("統計品目番号", "品名", "単位", "備考"), ("0101.21.000", "馬", "頭", ""), ("0402", "乳", "kg", "")]
    file = xlsx(tmp_path / "a.xlsx", [("税则号列", "货品名称"), ("01012100", "马")], unknown)
    found = annex.extract(file)
    assert [row.hs_code for row in found.rows] == ["01012100"]
    [left] = found.unread
    assert str(left) == (
        "sheet Sheet1, row 2: 0101.21.000 馬 頭 (it has a code, but which column has the codes is not known; name the title "
        "of that column with --columns code=TITLE (in Python: columns))"
    )
    alone = xlsx(tmp_path / "b.xlsx", unknown)
    with pytest.raises(
        AnnexFileError,
        match=r": 1 rows were not understood, the first of them sheet Sheet, row 2: .* with --columns code=TITLE \(in Python: columns\)\)\.$",
    ):
        annex.rows(alone)
    assert [row.hs_code for row in annex.rows(alone, columns={"code": "統計品目番号"})] == ["010121000", "0402"]


def test_columns_of_codes_under_one_unknown_title_are_refused(extracted, grid):
    """They may be two lists side by side, or a list and its notes."""
    with pytest.raises(AnnexFileError, match=r"'Ref' and 'Ref' both hold codes\. Give each a title of its own"):
        extracted(grid(("Ref", "Ref"), ("01012100", "04029100"), ("01012900", "04029900")))


@pytest.mark.parametrize(
    ("title", "codes"),
    [("HS 2012", ["010121", "300210"]), ("HTS", ["101210010", "8471301000"]), ("税号", ["0101", "0102"])],
)
def test_the_only_known_title_is_that_of_the_codes(tmp_path, title, codes):
    """As in tables of correlation: codes of any length are below it, and those of another list beside it."""
    rows = [("", "Correlation table"), ("Sigma 1990", title, "Relation"), *((43.770155, code, "n:1") for code in codes)]
    found = annex.extract(xlsx(tmp_path / "a.xlsx", rows))
    assert [row.hs_code for row in found.rows] == [code.replace("101210010", "0101210010") for code in codes]
    assert {row.other for row in found.rows} == {(("Sigma 1990", "43.770155"), ("Relation", "n:1"))}
    assert found.left_out == ()


@pytest.mark.parametrize("head", [("HS 2012", "x"), ("x", "HS 2012")])
def test_a_title_without_codes_below_it_is_not_that_of_the_codes(extracted, grid, head):
    """Words are below it, or nothing."""
    found = extracted(grid(head, ("Pays", "Sigma"), ("Chine",), ("Chine",), ("0101", "")))
    assert found.rows == ()


def test_known_titles_beside_one_that_is_not_known(tmp_path):
    """The name keeps its place, though the column of codes has a title that is another's; its codes may be short."""
    for title in ("Product", "Classification"):
        rows = [(title, "Description", "Rate"), ("0409", "Natural honey", 5), ("0505.10.00", "Feathers", 0)]
        found = annex.extract(xlsx(tmp_path / f"{title}.xlsx", rows))
        assert taken(found.rows) == [
            ("0409", "Natural honey", "", (("Rate", "5"),)),
            ("05051000", "Feathers", "", (("Rate", "0"),)),
        ]
        assert found.left_out == ()


def test_before_and_after_by_years_of_two_centuries(extracted, grid):
    """The older tariff is the one before."""
    found = extracted(grid(("HS 2007", "ex.", "HS 1992"), ("010110", "ex.", "010120")))
    assert [(row.hs_code, row.group) for row in found.rows] == [("010110", "after"), ("010120", "before")]


def test_ex_beside_a_code_is_not_a_name(extracted, grid):
    """Under a blank title or none."""
    rows = (("010121", "ex", "n:n"), ("010129", "ex", "n:n"))
    assert taken(extracted(grid(("HS 2012", "", "Relationship"), *rows)).rows) == [
        ("010121", "", "", (("", "ex"), ("Relationship", "n:n"))),
        ("010129", "", "", (("", "ex"), ("Relationship", "n:n"))),
    ]


def test_a_column_of_dates_is_not_one_of_codes(extracted, grid):
    """Though they have eight digits, and no other column has any."""
    assert extracted(grid(("Datum", "Land"), ("2019-01-15", "CN"), ("2019-02-15", "CL"))).rows == ()
    found = extracted(grid(("Datum", "Partida"), ("2019-01-15", "04029100"), ("2019-02-15", "04029900")))
    assert [(row.hs_code, row.other) for row in found.rows] == [
        ("04029100", (("Datum", "2019-01-15"),)),
        ("04029900", (("Datum", "2019-02-15"),)),
    ]


@pytest.mark.parametrize(
    ("titles", "groups"),
    [
        (("HS2017税号", "HS2022税号"), ["before", "after"]),
        (("HS2022税号", "HS2017税号"), ["after", "before"]),
        (("2019年税则号列", "2020年税则号列"), ["before", "after"]),
        (("税则号列（2009至2012年）", "税则号列（2010年）"), ["after", "before"]),  # the last year counts
        (("原税则号列", "现税则号列"), ["before", "after"]),
        (("新税则号列", "旧税则号列"), ["after", "before"]),
        (("调整后（2017年）税则号列", "调整前（2022年）税则号列"), ["after", "before"]),  # words count before years
    ],
)
def test_before_and_after_are_told_by_words_or_else_by_years(extracted, grid, titles, groups):
    """Each row is a code before and one after, whichever column comes first; both have the name between them."""
    found = extracted(grid((titles[0], "货品名称", titles[1]), ("04029100", "乳", "04029200")))
    by_code = {row.hs_code: (row.group, row.name) for row in found.rows}
    assert by_code == {"04029100": (groups[0], "乳"), "04029200": (groups[1], "乳")}


@pytest.mark.parametrize(
    "titles",
    [
        ("2017年税则号列", "2017年商品编码"),
        ("税则号列", "2022年商品编码"),
        ("2017年税则号列", "商品编码"),
        ("税则号列", "调整后商品编码"),
    ],
)
def test_columns_of_one_year_or_of_one_that_is_not_given_are_not_before_and_after(extracted, grid, titles):
    """Which one counts is not said."""
    with pytest.raises(AnnexFileError, match=f"'{titles[0]}' and '{titles[1]}' both hold codes"):
        extracted(grid((titles[0], "货品名称", titles[1]), ("04029100", "乳", "04029200")))


@pytest.mark.parametrize("called", ["备注", "备 注", "备\u3000注", "備註", "备注（2022年）"])
@pytest.mark.parametrize("other", ["说明", "Remarks", "附注"])
@pytest.mark.parametrize("order", [1, -1])
def test_a_column_called_remark_comes_before_others_that_could_be_one(extracted, grid, called, other, order):
    """The column 备注 decides, wherever it stands; what the other holds is kept under its title."""
    columns = [(called, "仅限网购保税商品"), (other, "见税则")][::order]
    found = extracted(
        grid(
            ("税则号列", "货品名称", *(title for title, _ in columns)),
            ("04029100", "乳", *(text for _, text in columns)),
        )
    )
    [row] = found.rows
    assert (row.remark, dict(row.other)) == ("仅限网购保税商品", {other: "见税则"})


def test_remarks_in_two_columns_of_one_rank_are_joined(extracted, grid):
    """备注一 and 备注二 are both remarks; 说明 is not beside them, and is one where it is alone."""
    titles = ("税则号列", "货品名称", "备注一", "说明", "备注二")
    [row] = extracted(grid(titles, ("04029100", "乳", "仅限网购保税商品", "见税则", "每人每年2千克以内"))).rows
    assert "".join(row.remark.split()) == "仅限网购保税商品每人每年2千克以内"
    [alone] = extracted(grid(("税则号列", "货品名称", "说明"), ("04029100", "乳", "仅限网购保税商品"))).rows
    assert alone.remark == "仅限网购保税商品"


@pytest.mark.parametrize(
    "foreign", ["英文商品名称", "商品外文名称", "俄文货品名称", "日文商品名称", "法文商品名称", "Description of goods"]
)
@pytest.mark.parametrize("called", ["商品名称", "中文货名"])
@pytest.mark.parametrize("order", [1, -1])
def test_a_name_in_chinese_comes_before_one_in_another_language(extracted, grid, called, foreign, order):
    """Of two columns of names, the one that the list is printed in."""
    columns = [(called, "乳"), (foreign, "milk")][::order]
    found = extracted(
        grid(("税则号列", *(title for title, _ in columns)), ("04029100", *(text for _, text in columns)))
    )
    [row] = found.rows
    assert (row.name, dict(row.other)) == ("乳", {foreign: "milk"})


def test_a_row_with_more_numbers_than_titles_is_not_a_header(extracted, grid):
    """Numbers are no titles of columns; the row is shown among those left out."""
    found = extracted(grid(("税号", "商品名称", "5", "6", "7"), ("04029100", "乳", "1", "2", "3")))
    [row] = found.rows
    assert (row.hs_code, row.name, row.other) == ("04029100", "乳", (("", "1"), ("", "2"), ("", "3")))
    assert [left.where for left in found.left_out] == ["page 1, row 1"]


@pytest.mark.parametrize(
    "second",
    [
        ("HS code", "Goods", "Remarks"),  # a header by itself
        ("HS code", "Description"),  # shorter
        ("HS code", "Description", "Remarks", "Unit"),  # longer
    ],
)
def test_a_second_row_of_titles_belongs_to_the_header(extracted, grid, second):
    """In another language; it need not have as many cells."""
    found = extracted(grid(("税号", "商品名称", "备注"), second, ("04029100", "乳", "仅限网购保税商品")))
    assert [(row.hs_code, row.name, row.remark, row.other) for row in found.rows] == [
        ("04029100", "乳", "仅限网购保税商品", ())
    ]
    assert found.left_out == ()


def test_a_row_of_some_titles_belongs_to_the_header_above_it(extracted, grid):
    """It has none for the codes, so that it would be no header alone."""
    found = extracted(grid(("商品名称", "备注", "税号"), ("Goods", "Remarks"), ("乳", "仅限网购保税商品", "04029100")))
    assert taken(found.rows) == [("04029100", "乳", "仅限网购保税商品", ())]
    assert found.left_out == ()


def test_a_row_of_numbers_below_the_titles_does_not_belong_to_the_header(extracted, grid):
    """Columns may be numbered below their titles."""
    found = extracted(grid(("序号", "税号", "商品名称"), ("1", "2", "3"), ("1", "04029100", "乳")))
    assert [(row.seq, row.hs_code, row.name) for row in found.rows] == [(1, "04029100", "乳")]
    assert [left.where for left in found.left_out] == ["page 1, row 2"]


def test_two_lists_side_by_side_need_not_have_all_columns(extracted, grid):
    """A code and one more are enough; what one lacks is blank."""
    found = extracted(grid(("税号", "名称", "税号", "名称", "备注"), ("04029100", "乳", "04031000", "酸乳", "x")))
    assert taken(found.rows) == [("04029100", "乳", "", ()), ("04031000", "酸乳", "x", ())]
    found = extracted(grid(("序号", "税号", "名称", "序号", "税号"), ("1", "04029100", "乳", "2", "04031000")))
    assert [(row.seq, row.hs_code, row.name) for row in found.rows] == [(1, "04029100", "乳"), (2, "04031000", "")]


def test_lines_under_an_unknown_title_beside_subheadings_are_refused(extracted, grid):
    """They may be those that count."""
    with pytest.raises(AnnexFileError, match="'税号' and 'TL' both hold codes"):
        extracted(grid(("税号", "品名", "TL"), ("040291", "乳", "04029100"), ("040310", "糖", "04031000")))


def test_each_side_of_a_change_has_its_own_columns_and_those_of_both(extracted, grid):
    """A number, a name or a remark of its own comes first; what is on neither side is of both, once."""

    def read(titles, row):
        found = extracted(grid(titles, row)).rows
        return [(one.group, one.hs_code, one.seq, one.name, one.remark, one.change, one.other) for one in found]

    own = ("调整前序号", "调整前税号", "调整前名称", "调整后序号", "调整后税号", "调整后名称")
    assert read(own, ("1", "04029100", "乳", "7", "04029200", "新乳")) == [
        ("before", "04029100", 1, "乳", "", "", ()),
        ("after", "04029200", 7, "新乳", "", "", ()),
    ]
    shared = ("序号", "调整类型", "调整前税号", "名称", "调整后税号", "备注")
    assert read(shared, ("1", "增加", "04029100", "乳", "04029200", "x")) == [
        ("before", "04029100", 1, "乳", "", "增加", ()),
        ("after", "04029200", 1, "乳", "x", "增加", ()),
    ]
    first = ("名称", "调整前税号", "调整后税号", "调整后名称")
    assert read(first, ("通称", "04029100", "04029200", "新乳")) == [
        ("before", "04029100", None, "通称", "", "", (("调整后名称", "新乳"),)),
        ("after", "04029200", None, "新乳", "", "", (("名称", "通称"),)),
    ]


def test_of_two_columns_for_codes_the_one_with_codes_counts(extracted, grid):
    """Whatever the other holds is kept under its title."""
    rows = [("见注", "04029100", "乳"), ("", "04029900", "糖乳")]
    assert taken(extracted(grid(("税号", "商品编码", "名称"), *rows)).rows) == [
        ("04029100", "乳", "", (("税号", "见注"),)),
        ("04029900", "糖乳", "", ()),
    ]


def test_columns_behind_a_title_over_several_have_their_own(extracted, grid):
    """The name may be in two columns under one merged title."""
    name = Cell("货品名称")
    found = extracted(grid(("税则号列", name, name, "备注"), ("04029100", "浓缩乳", "未加糖", "仅限网购保税商品")))
    [row] = found.rows
    assert ("浓缩乳" in row.name, "未加糖" in row.name, row.remark) == (True, True, "仅限网购保税商品")


def test_titles_over_several_columns_belong_to_the_header_below_them(extracted, grid):
    """Also where no cell of them reaches down into it."""
    before, after = Cell("调整前"), Cell("调整后")
    found = extracted(
        grid(
            (before, before, after, after),
            ("税则号列", "货品名称", "税则号列", "货品名称"),
            ("04029100", "乳", "04029200", "新乳"),
        )
    )
    assert [(row.hs_code, row.name, row.group) for row in found.rows] == [
        ("04029100", "乳", "before"),
        ("04029200", "新乳", "after"),
    ]
    assert (found.title, found.left_out) == ((), ())
