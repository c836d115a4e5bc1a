"""Where it is looked, and the limits: as the file has them, and as docs/tasks/annexes.md tells the user."""

import runpy

import pytest

from pilotzones.annex.fetching import settings


@pytest.fixture
def web():
    """The settings, by running their file anew."""
    return runpy.run_path(settings.__file__)["Web"]()


def test_the_addresses_are_those_of_the_ministry_and_of_the_archive(web):
    """The list of the Tariff Department, archived copies, and nothing else but hosts of the government."""
    assert web.announcements == "http://gss.mof.gov.cn/gzdt/zhengcefabu/"
    assert web.archive == "http://web.archive.org/web/"
    assert web.hosts == ("gov.cn", "web.archive.org")


def test_the_limits_that_the_documentation_names(web):
    """A file may have 50 MiB, and may be silent for 60 seconds."""
    assert (web.largest, web.silence) == (50 * 1024 * 1024, 60.0)


def test_limits_that_fit_each_other(web):
    """A page whose links are read is a file that may be taken, and every page of the ministry is far below it."""
    assert 1024 * 1024 <= web.largest_page <= web.largest
    assert 0 < web.pause <= web.first_wait <= web.longest_wait < web.silence < web.longest
    assert web.connecting < web.silence
