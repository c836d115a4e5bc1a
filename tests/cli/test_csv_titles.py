"""The titles of CSV: programs read columns by them, so none changes by the way."""

import pytest

from pilotzones.cli import main

ZONE = (
    "id,name_en,name_zh,official_name,province,province_zh,batch,document_no,established_on,revoked_on,revoked_by,adcode,"
    "level,longitude,latitude,evidence,sources,note"
)
BATCH = (
    "number,document_no,established_on,approved_on,published_on,zone_count,ever_approved,in_force_after,title_zh,evidence,"
    "sources"
)
RULE = (
    "name,kind,title,title_of_rule_zh,value,unit,direction,scope,scope_zh,effective_from,effective_to,document,evidence,"
    "note,note_zh,sources"
)


@pytest.mark.parametrize(
    ("words", "titles"),
    {
        "zones Hainan": ZONE,
        "zone hangzhou": ZONE,
        "batch Hangzhou": BATCH,
        "batches": BATCH,
        "whose 昆山 --date 2020-01-01": (
            "place,adcode,date,is_zone,zone_id,zone_en,zone_zh,batch,established_on,revoked_on,data_version,"
            "verified_through,is_beyond_verified,unverified,sources"
        ),
        "place 昆山": (
            "adcode,name_zh,name_en,level,prefecture_adcode,prefecture,province,province_zh,in_use_from,in_use_until,"
            "successors,evidence,sources"
        ),
        "eligible 04090000 --date 2018-12-31": (
            "given,hs_code,date,shipment,minimum_evidence,status,reason,edition,evidence,name_zh,remark,remark_known,"
            "missing,sources,data_version,verified_through"
        ),
        "history 04090000": "effective_from,effective_to,status,edition,remark,evidence,reason,hs_code,missing,sources",
        "items --date 2018-12-31": "hs_code,name_zh,remark,remark_known,announcement,evidence,sources,note",
        "diff 2019-96 2022-7": "change,hs_code,name_zh,remark,older_remark,older,newer",
        "changes": "announcement,change,hs_code,name_zh,remark,remark_known,seq,evidence,sources,note",
        "timeline": "date,subject,document_no,title_en,title_zh,sources",
        "editions": "id,effective_from,effective_to,lines_stated,lines_known,title_zh,title_en,announcements",
        "announcements": (
            "id,kind,effective_from,lines_stated,list_total_after,document_no,amends,title_zh,title_en,issued_on,"
            "published_on,official_pages,evidence,sources"
        ),
        "coverage": "announcement,effective_from,lines_known,lines_stated,share,outside,known_codes",
        "rules": RULE,
        "rule single_transaction_limit": RULE,
        "import-city Hangzhou": (
            "place,adcode,date,import_status,reason,cities,zone_en,zone_zh,document,document_zh,evidence,data_version,"
            "verified_through,is_beyond_verified,unverified,sources"
        ),
        "sources S040": "id,source,address",
        "verify": "file,records,sha256",
    }.items(),
    ids=lambda words: words.split()[0],
)
def test_the_titles_of_a_question_stay(words, titles, capsys):
    """In every language the same."""
    for lang in ("en", "zh"):
        main([*words.split(), "--csv", "--lang", lang])
        assert capsys.readouterr().out.splitlines()[0] == titles
