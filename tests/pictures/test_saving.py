"""``save``: PNG or SVG, the same bytes for the same picture whatever else differs, and one clear error."""

import hashlib
import json
import os
import subprocess
import sys
import textwrap
import xml.etree.ElementTree as ET

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure
from pictured import CHINESE, DATA

from pilotzones import InvalidPathError, pictures
from pilotzones.arguments import ArgumentTypeError
from pilotzones.pictures import saving

DRAW_ALL = """
    import hashlib, json, pathlib, sys
    from pilotzones import pictures

    hashes = {}
    for kind in ("zone_map", "growth", "coverage"):
        for lang in sys.argv[2:]:
            for form in ("png", "svg"):
                file = pictures.save(getattr(pictures, kind)(lang=lang), pathlib.Path(sys.argv[1]) / f"{kind}-{lang}.{form}")
                hashes[file.name] = hashlib.sha256(file.read_bytes()).hexdigest()
    print(json.dumps(hashes))
"""
SETTINGS = """
    font.family: serif
    font.size: 20
    axes.facecolor: black
    text.color: red
    savefig.dpi: 30
    savefig.bbox: tight
    svg.fonttype: none
"""


def draw_all(folder, *, seed, settings=""):
    """Draw everything in a process of its own, and give the hash of each file."""
    (folder / "matplotlibrc").write_text(textwrap.dedent(settings), "utf-8")
    environ = os.environ | {"PYTHONHASHSEED": seed, "MATPLOTLIBRC": str(folder), "TZ": f"UTC-{seed}"}
    languages = ("en", "zh") if CHINESE else ("en",)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(DRAW_ALL), folder, *languages],
        env=environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return json.loads(done.stdout)


@pytest.mark.long
def test_the_same_bytes_in_another_process(tmp_path):
    """With other hashes, in another time zone, with other settings of matplotlib; and no warning in either."""
    folders = tmp_path / "one", tmp_path / "two"
    for folder in folders:
        folder.mkdir()
    first = draw_all(folders[0], seed="1")
    second = draw_all(folders[1], seed="7", settings=SETTINGS)
    assert len(first) == 6 * (1 + CHINESE)
    assert first == second
    # Each is a picture of its own.
    assert len(set(first.values())) == len(first)


def test_the_same_bytes_again(tmp_path):
    """Drawn anew, with other settings, into another file; and the settings stay as they were."""
    one = pictures.save(pictures.growth(dataset=DATA), tmp_path / "one.svg")
    with mpl.rc_context({"font.size": 20, "axes.facecolor": "black", "lines.linewidth": 9}):
        before = dict(mpl.rcParams)
        two = pictures.save(pictures.growth(dataset=DATA), tmp_path / "two.svg")
        assert dict(mpl.rcParams) == before
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("kind", ["zone_map", "growth", "coverage"])
def test_the_files_are_png_and_svg(drawn, tmp_path, kind):
    """Of the size of the figure, without a date and without the name of a program."""
    ax = drawn(kind, "en")
    png = pictures.save(ax, tmp_path / "a.PNG").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    size = (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big"))
    assert size == (1200, round(ax.figure.get_figheight() * 120))
    assert b"Software" not in png
    svg = pictures.save(ax, str(tmp_path / "a.svg")).read_bytes()
    assert ET.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - just written
    assert b"<dc:date>" not in svg
    assert b"Matplotlib v" not in svg
    assert len(svg) < 400_000


def test_a_figure_and_an_axes_inside_a_part_of_one_are_saved_whole(tmp_path):
    """All of the figure, whatever is handed in."""
    figure = Figure()
    left, right = figure.subfigures(1, 2)
    right.add_subplot()
    ax = pictures.growth(ax=left.add_subplot(), dataset=DATA)
    files = [pictures.save(picture, tmp_path / f"{number}.svg") for number, picture in enumerate((ax, figure))]
    assert len({hashlib.sha256(file.read_bytes()).hexdigest() for file in files}) == 1


@pytest.mark.parametrize("name", ["picture.pdf", "picture", "png", "picture.svgz"])
def test_another_ending_is_refused(drawn, tmp_path, name):
    """The message says which ones there are; nothing is written."""
    with pytest.raises(pictures.PictureFileError, match=r"neither in \.png nor in \.svg"):
        pictures.save(drawn("growth", "en"), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_one_clear_error(drawn, tmp_path):
    """In a folder that is not there, or where a folder has the name."""
    (tmp_path / "folder.svg").mkdir()
    for name in ("gone/picture.svg", "folder.svg"):
        with pytest.raises(pictures.PictureFileError, match=r"cannot be written: \w[^:]+\.$"):
            pictures.save(drawn("growth", "en"), tmp_path / name)
    assert issubclass(pictures.PictureFileError, OSError)


@pytest.mark.parametrize(("said", "why"), [(("half of\na picture",), "half of a picture"), ((), "OSError")])
def test_an_error_without_the_system_s_reason_has_its_own_words(said, why, drawn, tmp_path, monkeypatch):
    """On one line; its kind if it has no words."""

    def refuse(*_):
        raise OSError(*said)

    monkeypatch.setattr(saving, "write_whole", refuse)
    with pytest.raises(pictures.PictureFileError, match=rf"picture\.svg cannot be written: {why}\.$"):
        pictures.save(drawn("growth", "en"), tmp_path / "picture.svg")


def test_what_is_no_picture_or_no_path_is_refused(drawn):
    """By the errors that every other argument has."""
    with pytest.raises(ArgumentTypeError, match="picture must be an Axes or a Figure"):
        pictures.save("picture", "picture.svg")
    with pytest.raises(InvalidPathError, match=r"^path .*it is empty"):
        pictures.save(drawn("growth", "en"), "")
