"""What pictures say: the same facts in English and Chinese, and none of it cut, covered or without a glyph."""

import itertools
import string

import pytest
import tables as makers
from matplotlib.ft2font import FT2Font
from pictured import DATA, LANGUAGES, NEEDS_CHINESE, texts, written

from pilotzones import Dataset, pictures
from pilotzones.pictures.captions import CAPTIONS
from pilotzones.pictures.sections import SECTIONS

KINDS = ("zone_map", "growth", "coverage")
OF_A_LANGUAGE = {"name_en": "name", "name_zh": "name"}

VERSION, LAST = DATA.data_version(), "2026-11-25"
WORDS = {
    "en": {
        "zone_map": {
            f"Cross-border e-commerce pilot zones in force on {LAST}: 178",
            "Batch (day of the reply): zones",
            "1 (2015-03-07): 1",
            "8 (published 2025-04-25): 16",
            "Level: zones",
            "city or prefecture: 169",
            "county level: 7",
            "other area: 2\nXiong'an New Area\nHainan (whole island)",
            (
                f"Replies of the State Council; pilotzones data {VERSION}, checked through {LAST}.\n"
                "Dots: GeoNames (CC BY 4.0) and others; where dots would cover each other they are moved apart.\n"
                "Outlines: Apache ECharts 4.9 (Apache-2.0), simplified, for orientation only."
            ),
        },
        "growth": {
            f"Cross-border e-commerce pilot zones in force: 178 on {LAST}",
            "zones in force",
            "Batch: reply of the State Council, day, zones",
            "Guohan [2015] No. 44, 2015-03-07: +1, in force 1",
            "Guohan [2025] No. 40, published 2025-04-25: +16 -3, in force 178",
            f"Replies of the State Council; pilotzones data {VERSION}, checked through {LAST}.",
        },
        "coverage": {
            "The positive list: lines known and stated, by edition and HS section",
            "2016-40\nfrom 2016-04-08",
            "all sections",
            "69 of 1,142",
            "every line is known",
            "known lines; there may be more",
            "no line is known",
            (
                f"Announcements of the Ministry of Finance; pilotzones data {VERSION}, checked through {LAST}.\n"
                "First row: lines in force under each edition, known and stated, not those of one annex; filled as far as "
                "known.\nAnnouncements state no number by section."
            ),
        },
    },
    "zh": {
        "zone_map": {
            f"{LAST}有效的跨境电子商务综合试验区：178个",
            "批次（批复日期）：个数",
            "1（2015-03-07）：1",
            "8（2025-04-25公布）：16",
            "层级：个数",
            "直辖市、地级：169",
            "县级：7",
            "其他区域：2\n雄安新区\n海南全岛",
            (
                f"来源：国务院批复；pilotzones数据{VERSION}，核对至{LAST}。\n"
                "坐标：GeoNames（CC BY 4.0）等；相互遮盖的点已稍微移开。\n"
                "省界轮廓：Apache ECharts 4.9（Apache-2.0），已简化，仅供定位参考。"
            ),
        },
        "growth": {
            f"有效的跨境电子商务综合试验区：{LAST}共178个",
            "有效的综合试验区（个）",
            "批次：国务院批复，日期，个数",
            "国函〔2015〕44号，2015-03-07：+1，有效1",
            "国函〔2025〕40号，2025-04-25公布：+16 -3，有效178",
            f"来源：国务院批复；pilotzones数据{VERSION}，核对至{LAST}。",
        },
        "coverage": {
            "正面清单：各版本、各类已知与公布的税目数",
            "2016-40\n自2016-04-08",
            "全部",
            "69 / 1,142",
            "税目全部已知",
            "部分税目已知，可能还有其他",
            "无已知税目",
            (
                f"来源：财政部公告；pilotzones数据{VERSION}，核对至{LAST}。\n"
                "首行：各版本施行期间有效的税目数（已知与公布），而非单个附件的行数；填色部分为已知比例。\n"
                "公告未按类公布税目数。"
            ),
        },
    },
}
"""What the pictures say, as somebody reads it."""


def facts(caption):
    """Gather the names in braces, with how each is written."""
    found = [(name, form) for _, name, form, _ in string.Formatter().parse(caption) if name]
    return sorted((OF_A_LANGUAGE.get(name, name), form) for name, form in found)


def test_both_languages_have_the_same_captions_with_the_same_facts():
    """A fact that one language leaves out would be lost on its readers."""
    english, chinese = CAPTIONS["en"], CAPTIONS["zh"]
    assert english.keys() == chinese.keys()
    for name, caption in english.items():
        assert facts(caption) == facts(chinese[name]), name
    assert len({section.title_zh for section in SECTIONS} | {section.title_en for section in SECTIONS}) == 42


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_and_no_words_cover_others(drawn, kind, lang):
    """In the picture as it is saved: every text lies inside it, and no two texts overlap."""
    figure = drawn(kind, lang).figure
    figure.draw_without_rendering()
    boxes = {text: text.get_window_extent() for text in written(drawn(kind, lang))}
    assert len(boxes) > 10
    for text, box in boxes.items():
        assert figure.bbox.x0 <= box.x0 <= box.x1 <= figure.bbox.x1, text
        assert figure.bbox.y0 <= box.y0 <= box.y1 <= figure.bbox.y1, text
    for (one, box), (other, other_box) in itertools.combinations(boxes.items(), 2):
        assert not box.overlaps(other_box), (one, other)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_word_is_written_in_a_font_that_has_its_characters(drawn, kind, lang):
    """Also the numbers at the axes: matplotlib would draw empty boxes and warn."""
    for text in written(drawn(kind, lang)):
        characters = FT2Font(text.get_fontproperties().get_file()).get_charmap()
        assert set(map(ord, text.get_text())) - {ord("\n")} <= characters.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_english_needs_no_font_but_that_of_matplotlib(drawn, kind):
    """So it is the same on every machine."""
    files = {text.get_fontproperties().get_file() for text in written(drawn(kind, "en"))}
    assert {file.rpartition("/")[2] for file in files} == {"DejaVuSans.ttf"}
    assert all(text.get_text().isascii() or "≥" in text.get_text() for text in written(drawn(kind, "en")))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_word_is_missing(drawn, kind, lang):
    """In a title, a heading, a legend and the lines on the sources."""
    assert WORDS[lang][kind] - {*texts(drawn(kind, lang))} == set()


@NEEDS_CHINESE
def test_chinese_of_what_is_rare_is_whole(tmp_path):
    """A day after the last verified one, a folder laid over the data, and a line outside of all sections."""
    found = texts(pictures.zone_map("2027-06-01", lang="zh", dataset=DATA))
    assert any(f"核对至{LAST}。2027-06-01在此之后，可能缺少更新的批复。\n坐标" in text for text in found)
    makers.write(tmp_path, list_changes=[makers.line("2019-96", "list", "98010010", name_zh="其他")])
    ax = pictures.coverage(lang="zh", dataset=Dataset.load(tmp_path))
    assert any(f"核对至{LAST}。叠加的数据目录：1个。\n首行" in text for text in texts(ax))
    assert ax.get_yticklabels()[-1].get_text() == "其他各章"
