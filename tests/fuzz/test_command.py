"""The command's questions: whatever the words are, an exit status that says so, and a sentence on what is wrong."""

import contextlib
import io
import os

from fuzzing import LISTS, fuzzed, tally
from hypothesis import example
from hypothesis import strategies as st
from mutations import ODD_SIGNS, mutated
from near_arguments import DATA, known_names, province_names, valid_codes, valid_days

from pilotzones.cli import main
from pilotzones.dates import today_in_china

STATUS = {"listed": 0, "not listed": 1, "unknown": 3}


def asked(words):
    """Ask the command in this process; give its exit status and what it wrote."""
    out, errors = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        try:
            status = main(words)
        except SystemExit as error:
            status = error.code
    return status, *(stream.buffer.getvalue().decode() for stream in (out, errors))


# What comes from a shell has no NUL, and bytes that are no text as surrogates.
texts = st.text(st.sampled_from(ODD_SIGNS.replace("\0", "") + "-=@"), max_size=6)


def near(valid):
    """Draw a word of the command line, nearly right."""
    return st.integers(0, 9).flatmap(lambda chance: texts if chance == 9 else mutated(valid, most=chance // 4))


names = st.deferred(lambda: st.sampled_from(known_names()))
provinces = st.deferred(lambda: st.sampled_from(province_names()))
codes, days = near(valid_codes), near(valid_days.map(str))
commands = st.one_of(
    st.tuples(st.just("eligible"), codes, days),
    st.tuples(st.just("zones"), near(provinces), st.just("--date"), days),
    st.tuples(st.just("batch"), near(names), st.just("--province"), near(provinces)),
    st.tuples(st.just("batch"), near(names)),
    st.tuples(near(st.sampled_from(("eligible", "zones", "batch", "coverage", "--version"))), codes),
    st.tuples(st.just("zones"), st.just("--date"), near(st.just("")), near(provinces)),
)


@fuzzed(LISTS, words=commands.map(list))
# An empty text, of an unset variable, was taken for none.
@example(words=["zones", "Hainan", "--date", ""])
@example(words=["batch", "Fuzhou", "--province", ""])
@example(words=["eligible", os.fsdecode(b"0402\xff9100"), "2020-01-01"])
def test_the_exit_status_says_what_the_answer_is(words):
    """0, 1 or 3 for an answer, with nothing but the answer; 2 for none, with a sentence."""
    status, out, errors = asked(words)
    tally[f"status {status}"] += 1
    if status == 2:
        assert not out
        assert len(errors.split()) >= 3
        assert "Traceback" not in errors
        return
    assert status in {0, 1, 3}
    assert out.strip()
    assert not errors
    if any(word.startswith(("-h", "--h", "--v")) for word in words):
        return
    assert "" not in words
    if words[0] == "eligible":
        codes, day = (words[1:], today_in_china()) if len(words) == 2 else (words[1:-1], words[-1])
        assert status == STATUS[DATA.eligibility(*codes, day).status]
