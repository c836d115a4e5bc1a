"""PySpark answers as ``eligibility`` does, by a broadcast join and nothing in Python, and runs nothing by itself."""

import contextlib
import datetime
import io
import random

import pytest

import pilotzones
from pilotzones.frames import screen
from pilotzones.frames.errors import FrameColumnError

pytestmark = [
    # PySpark's own code says so of pandas 3.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]

CODE = "95061100"
moment = datetime.datetime.fromisoformat  # without a time zone
DAY = datetime.date(2022, 3, 1)
ADDED = ["status", "edition", "announcement", "remark", "bonded_only", "beyond_verified"]
IN_PYTHON = (
    "PythonUDF",
    "ArrowEvalPython",
    "BatchEvalPython",
    "MapInPandas",
    "MapInArrow",
    "FlatMapGroups",
    "PythonRDD",
)


def plan(frame):
    """Give the physical plan of a frame as text."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        frame.explain("simple")
    return printed.getvalue()


@contextlib.contextmanager
def configured(session, **settings):
    """Change settings of a session for a while; an underscore stands for the dot of their names."""
    before = {name: session.conf.get(name) for name in settings}
    for name, value in settings.items():
        session.conf.set(name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            session.conf.set(name, value)


def jobs(session):
    """List the jobs that a session has run."""
    return sorted(session.sparkContext.statusTracker().getJobIdsForGroup(None))


def test_spark_answers_as_eligibility_does(spark, cases, answered, agree):
    """The rows that the other engines are tried on: 200,000 in all."""
    for data, codes, days, wanted in cases:
        frame = spark.frame(codes, days, row=list(range(len(codes))))
        agree(answered(spark, screen(frame, dataset=data)), wanted, codes, days)


@pytest.mark.parametrize("how", [{"shipment": "direct"}, {"evidence": "single"}], ids=str)
def test_spark_is_asked_for_a_shipment_or_an_evidence(spark, how, cases, expected, answered, agree):
    """As ``eligibility`` is."""
    for data, codes, days, _ in cases[:2]:
        frame = spark.frame(codes[:800], days[:800], row=list(range(800)))
        wanted = expected(data, codes[:800], days[:800], **how)
        agree(answered(spark, screen(frame, dataset=data, **how)), wanted, codes[:800], days[:800])


def test_java_s_line_ends_end_no_code(spark, expected):
    """Its regular expressions let "$" stand before the last line's end, of which it knows many."""
    ends = ["\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\u000b", "\u000c"]
    codes = [f"{CODE}{end}{after}" for end in ends for after in ("", ".", " .", ". ", ".\n")]
    codes += [f"{CODE[:4]}{end}{CODE[4:]}" for end in ends] + [f"{CODE[:7]}{end}" for end in ends]
    found = screen(spark.frame(codes), date=DAY).select("hs_code", "status").collect()
    wanted = expected(pilotzones.Dataset.default(), codes, [DAY] * len(codes))["status"]
    assert sorted((row.hs_code, row.status) for row in found) == sorted(zip(codes, wanted, strict=True))


@pytest.mark.parametrize("day", [DAY, "2021-06-01", datetime.date(2016, 4, 7)], ids=str)
def test_one_day_counts_for_all_rows(spark, day, expected, answered, agree):
    """As a date and as ISO text."""
    codes = [CODE, "9506.11.00", None, "x", "00000000"]
    frame = spark.frame(codes, row=list(range(len(codes))))
    agree(answered(spark, screen(frame, date=day)), expected(pilotzones.Dataset.default(), codes, [day] * 5), codes)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "UTC"])
def test_an_instant_counts_by_its_day_in_china(spark, zone, expected):
    """Whatever the session's time zone is; instants are handed to Spark as seconds since 1970."""
    china = datetime.timezone(datetime.timedelta(hours=8))
    days = [
        *(edition.effective_from for edition in pilotzones.editions()),
        datetime.date(1949, 10, 1),
        datetime.date(2100, 1, 1),
    ]
    begun = [datetime.datetime.combine(day, datetime.time(), china) for day in days]
    moments = [
        moment + datetime.timedelta(seconds=step)
        for moment in begun
        for step in (-1, 0, 1, -8 * 3600, 5 * 3600, 13 * 3600)
    ]
    epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    seconds = [(moment - epoch) // datetime.timedelta(seconds=1) for moment in moments]
    wanted = expected(pilotzones.Dataset.default(), [CODE] * len(moments), moments)
    assert {"listed", "not listed", "no list in force", "invalid date"} <= set(wanted["status"])
    with configured(spark.session, **{"spark.sql.session.timeZone": zone}):
        frame = spark.made({"row": range(len(moments)), "second": seconds})
        frame = frame.selectExpr("row", f"'{CODE}' AS hs_code", "timestamp_seconds(second) AS date")
        found = sorted(screen(frame).select("row", "status", "edition").collect())
        assert [tuple(row)[1:] for row in found] == list(zip(wanted["status"], wanted["edition"], strict=True))
        far = spark.session.sql(
            f"SELECT '{CODE}' AS hs_code, explode(array(NULL, timestamp '0001-01-02 00:00:00', timestamp '9999-12-30 00:00:00')) AS date"
        )
        assert sorted(row.status for row in screen(far).select("status").collect()) == ["invalid date"] * 2 + [
            "no date"
        ]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
def test_a_midnight_without_a_time_zone_is_a_day_and_another_time_is_none(spark, zone, expected):
    """The session's time zone does not touch what has none."""
    days = [
        *(edition.effective_from for edition in pilotzones.editions()),
        datetime.date(1949, 10, 1),
        datetime.date(2100, 1, 1),
    ]
    midnights = [datetime.datetime.combine(day, datetime.time()) for day in days]
    steps = (
        datetime.timedelta(0),
        datetime.timedelta(days=-1),
        datetime.timedelta(seconds=1),
        datetime.timedelta(microseconds=-1),
    )
    moments = [midnight + step for midnight in midnights for step in steps] + [None, moment("9999-12-31")]
    wanted = expected(pilotzones.Dataset.default(), [CODE] * len(moments), moments)
    with configured(spark.session, **{"spark.sql.session.timeZone": zone}):
        texts = [(row, None if moment is None else moment.isoformat(" ")) for row, moment in enumerate(moments)]
        frame = spark.session.createDataFrame(texts, "row int, at string")
        frame = frame.selectExpr("row", f"'{CODE}' AS hs_code", "CAST(at AS timestamp_ntz) AS date")
        found = sorted(screen(frame).select("row", "status", "edition").collect())
    assert [tuple(row)[1:] for row in found] == list(zip(wanted["status"], wanted["edition"], strict=True))


@pytest.mark.parametrize("threshold", ["10485760", "-1"])
@pytest.mark.parametrize("day", ["date", "2022-03-01"])
def test_the_plan_has_broadcast_joins_and_no_python(spark, threshold, day):
    """Also where Spark is told to broadcast nothing by itself; and the other way round, no row is sorted or moved."""
    chance = random.Random(7)  # noqa: S311 - the same every time
    codes = [f"{chance.randrange(10**8):08}" for _ in range(100)]
    rows = [(code, DAY) for code in codes]
    with configured(spark.session, **{"spark.sql.autoBroadcastJoinThreshold": threshold}):
        found = plan(screen(spark.session.createDataFrame(rows, "hs_code string, date date"), date=day))
    assert found.count("BroadcastHashJoin") == 2
    assert found.count("BroadcastExchange") == 2
    for word in (
        *IN_PYTHON,
        "SortMergeJoin",
        "ShuffledHashJoin",
        "CartesianProduct",
        "NestedLoop",
        "Exchange hashpartitioning",
        "Sort ",
    ):
        assert word not in found


def test_nothing_is_run_before_rows_are_asked_for(spark):
    """No job, and no row: its source raises when it is run, and only then."""
    before = jobs(spark.session)
    rows = spark.session.range(3).selectExpr(
        f"if(id >= 0, raise_error('run'), '{CODE}') AS hs_code", "date '2022-03-01' AS date"
    )
    screened = screen(rows)
    assert screened.columns == ["hs_code", "date", *ADDED]
    assert jobs(spark.session) == before
    with pytest.raises(Exception, match="run"):
        screened.collect()
    assert jobs(spark.session) != before


def test_other_columns_and_their_types_stay(spark):
    """Whatever they are called and hold; six more stand behind."""
    frame = spark.session.sql(
        f"SELECT '{CODE}' AS hs_code, date '2022-03-01' AS date, 1 AS key, 2 AS answer, 3 AS lines, 4 AS place, "
        "struct(1 AS a) AS structure, array(1, 2) AS list, 1.50BD AS `a b`, timestamp '2022-01-01 00:00:00' AS at, "
        "map('a', 1) AS `税号`, 5 AS status_right"
    )
    screened = screen(frame)
    assert screened.columns == [*frame.columns, *ADDED]
    assert [(field.name, field.dataType) for field in screened.schema][: len(frame.columns)] == [
        (field.name, field.dataType) for field in frame.schema
    ]
    assert [field.dataType.typeName() for field in screened.schema][-6:] == ["string"] * 4 + ["boolean"] * 2
    assert tuple(screened.collect()[0])[: len(frame.columns)] == tuple(frame.collect()[0])


def test_a_frame_without_rows_gives_one_without_rows(spark):
    """With the columns added."""
    for frame, day in ((spark.frame([], []), "date"), (spark.frame([]), DAY)):
        screened = screen(frame, date=day)
        assert screened.columns == [*frame.columns, *ADDED]
        assert screened.collect() == []


def test_columns_of_nothing_but_nulls_are_taken(spark):
    """Spark's type for them is void."""
    assert screen(spark.session.sql("SELECT NULL AS hs_code"), date=DAY).collect()[0].status == "no code"
    assert screen(spark.session.sql(f"SELECT '{CODE}' AS hs_code, NULL AS date")).collect()[0].status == "no date"


def test_a_prefix_and_other_names_may_be_given(spark):
    """And a frame may be screened again."""
    frame = spark.session.sql(f"SELECT '{CODE}' AS `税号`, date '2022-03-01' AS `日 期`, 1 AS status")
    once = screen(frame, "税号", "日 期", prefix="正面 清单_")
    twice = screen(once, "税号", "2021-06-01", prefix="before_").collect()[0].asDict()
    assert (twice["status"], twice["正面 清单_status"], twice["before_status"]) == (1, "listed", "not listed")


@pytest.mark.parametrize(
    ("columns", "prefix"),
    [
        ("'{}' AS `hs.code`", ""),
        ("'{}' AS hs_code, 1 AS `a.b`", ""),
        ("'{}' AS hs_code, 1 AS `a``b`", ""),
        ("'{}' AS hs_code", "x."),
        ("'{}' AS hs_code", "`"),
    ],
)
def test_names_that_spark_reads_as_paths_are_kept(spark, columns, prefix):
    """A dot or a backtick in a column's name, or in the prefix."""
    frame = spark.session.sql("SELECT " + columns.format(CODE))
    screened = screen(frame, frame.columns[0], DAY, prefix=prefix)
    assert screened.columns == [*frame.columns, *(prefix + name for name in ADDED)]
    assert tuple(screened.collect()[0])[: len(frame.columns)] == tuple(frame.collect()[0])


@pytest.mark.parametrize(
    ("column", "sentence"),
    [
        (
            "95061100 AS hs_code",
            "holds Int32, not text: an HS code is a text like '04029100', because a number loses the leading zero",
        ),
        ("95061100D AS hs_code", "leading zero"),
        ("true AS hs_code", "holds Boolean, not text"),
        ("struct('a') AS hs_code", "not text"),
        ("binary('a') AS hs_code", "holds Binary, not text"),
        ("map('a', 'b') AS hs_code", "not text"),
        ("'a' AS hs_code, 20220301 AS date", "The column 'date' holds Int32, not days: make it one of dates first"),
        ("'a' AS code", "The frame has no column 'hs_code': its columns are 'code'"),
        ("'a' AS hs_code, 1 AS status", "already has a column 'status'"),
        ("'a' AS hs_code, 1 AS STATUS", "already has a column 'status'"),
        ("'a' AS hs_code, 'b' AS hs_code", "several columns 'hs_code'"),
        ("'a' AS hs_code, 'b' AS HS_Code", "several columns 'hs_code'"),
    ],
)
def test_what_cannot_be_screened_is_refused(spark, column, sentence):
    """With one clear error, before anything is run."""
    before = jobs(spark.session)
    with pytest.raises(FrameColumnError) as caught:
        screen(spark.session.sql(f"SELECT {column}"), date="date" if "AS date" in column else DAY)
    assert sentence in str(caught.value)
    assert jobs(spark.session) == before


def test_types_that_narwhals_does_not_know_are_no_texts(spark):
    """Intervals, and what else there is, whatever the column is called."""
    frame = spark.session.sql("SELECT INTERVAL '1' DAY AS full_null")
    with pytest.raises(FrameColumnError, match="not text"):
        screen(frame, "full_null", DAY)
    frame = spark.session.sql(f"SELECT '{CODE}' AS hs_code, INTERVAL '1' MONTH AS full_null")
    with pytest.raises(FrameColumnError, match="not days"):
        screen(frame, date="full_null")
