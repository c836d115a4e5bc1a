"""Where it is looked, and the limits that docs/tasks/annexes.md tells the user."""

from pilotzones.annex.fetching.settings import Web


def test_the_addresses_are_those_of_the_ministry_and_of_the_archive():
    """The list of the Tariff Department, archived copies, and nothing else but hosts of the government."""
    web = Web()
    assert web.announcements == "http://gss.mof.gov.cn/gzdt/zhengcefabu/"
    assert web.archive == "http://web.archive.org/web/"
    assert web.hosts == ("gov.cn", "web.archive.org")


def test_the_limits_that_the_documentation_names():
    """A file may have 50 MiB, and may be silent for 60 seconds."""
    assert (Web().largest, Web().silence) == (50 * 1024 * 1024, 60.0)
