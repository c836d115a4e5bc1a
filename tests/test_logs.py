"""What the logger ``pilotzones`` is told: each subject once a process, and only where it helps."""

import logging
import sys

import pytest

import pilotzones
from pilotzones import logs
from pilotzones.cli import main


@pytest.fixture
def heard(monkeypatch, caplog):
    """Begin a process in which nothing was told, and hear everything that is."""
    monkeypatch.setattr(logs, "_TOLD", {})
    caplog.set_level(logging.INFO, logger="pilotzones")
    return lambda: [(record.name, record.levelname, record.getMessage()) for record in caplog.records]


@pytest.mark.parametrize(("say", "level"), [(logs.tell_once, "INFO"), (logs.warn_once, "WARNING")])
def test_a_subject_is_told_once(heard, say, level):
    """With its text as it is, also with a sign that logging has a meaning for."""
    say("age", lambda: "100 % of it is old")
    say("age", lambda: "again")
    say("origin", lambda: "a folder")
    assert heard() == [("pilotzones", level, "100 % of it is old"), ("pilotzones", level, "a folder")]


def test_where_nobody_listens_nothing_is_told_and_nothing_is_made(heard, monkeypatch):
    """Neither where logging is not loaded nor where its level is higher; it can still be told later."""
    with monkeypatch.context() as patch:
        patch.delitem(sys.modules, "logging")
        logs.tell_once("origin", lambda: pytest.fail("made"))
        assert "logging" not in sys.modules
    logging.getLogger("pilotzones").setLevel(logging.WARNING)
    logs.tell_once("origin", lambda: pytest.fail("made"))
    logging.getLogger("pilotzones").setLevel(logging.INFO)
    logs.tell_once("origin", lambda: "a folder")
    assert heard() == [("pilotzones", "INFO", "a folder")]


def test_what_the_answers_tell_themselves_is_not_logged_inside_the_block(heard):
    """After it, it is; what was told before stays told."""
    with logs.left_to_caller("age"):
        logs.warn_once("age", lambda: "inside")
        with logs.left_to_caller("age"):
            logs.warn_once("age", lambda: "further inside")
        logs.warn_once("age", lambda: "inside again")
    assert heard() == []
    logs.warn_once("age", lambda: "after")
    with logs.left_to_caller("age"):
        logs.warn_once("age", lambda: "inside")
    logs.warn_once("age", lambda: "once more")
    assert heard() == [("pilotzones", "WARNING", "after")]


def test_the_block_ends_with_an_error_too(heard):
    """What fails inside it leaves nothing untold."""
    with pytest.raises(KeyError), logs.left_to_caller("age"):
        raise KeyError
    logs.warn_once("age", lambda: "after")
    assert heard() == [("pilotzones", "WARNING", "after")]


def test_the_command_line_says_beside_its_answer_what_python_logs(heard, capsys):
    """A question about a day long after the last verified one."""

    def warnings():
        return [text.partition(":")[0] for _, level, text in heard() if level == "WARNING"]

    assert main(["zones", "--date", "2035-01-01"]) == 0
    assert "2035-01-01 is after" in capsys.readouterr().out
    assert warnings() == []
    pilotzones.zones(date="2035-01-01")
    assert warnings() == ["Old data answered a question"]
