"""``save``: a picture as PNG or SVG, the same bytes for the same picture."""

from __future__ import annotations

import io
import os
import pathlib
from typing import Union

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pilotzones.arguments import check_type
from pilotzones.messages import Message, OwnWord
from pilotzones.paths import as_path, reason_of, shown_path
from pilotzones.pictures.canvas import plain_settings
from pilotzones.pictures.errors import PictureFileError
from pilotzones.whole_files import write_whole

_METADATA = {".png": {"Software": None}, ".svg": {"Date": None, "Creator": None}}
"""What would differ from day to day and from release to release is left out, by the ending of the file's name."""


def save(picture: Union[Axes, Figure], path: str | os.PathLike[str]) -> pathlib.Path:
    """Save a picture as PNG or SVG.

    Args:
        picture: an Axes, of which the whole figure is saved, or a Figure.
        path: of the file; its name ends in ``.png`` or ``.svg``. One that is there is replaced.

    Returns:
        The path. The same picture gives the same bytes, on any day and in any process, with the same
        matplotlib and the same font. Text in SVG is drawn as outlines, so it looks the same everywhere.

    Raises:
        ArgumentTypeError, InvalidPathError: if picture is not an Axes or a Figure, or path is not a path.
        PictureFileError: if the name ends otherwise, or the file cannot be written.

    >>> import tempfile
    >>> from pilotzones import pictures
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     pictures.save(pictures.growth(), f"{folder}/growth.svg").name
    'growth.svg'
    """
    check_type("picture", picture, (Axes, Figure), "an Axes or a Figure of matplotlib")
    target = as_path("path", path)
    suffix = target.suffix.lower()
    if suffix not in _METADATA:
        raise PictureFileError(
            Message("{file} ends neither in .png nor in .svg: give a name that does.", file=shown_path(target))
        )
    figure = picture if isinstance(picture, Figure) else picture.figure.figure
    drawn = io.BytesIO()
    with plain_settings():
        figure.savefig(drawn, format=suffix[1:], dpi="figure", metadata=_METADATA[suffix])
    try:
        write_whole(target, drawn.getvalue())
    except OSError as error:
        msg = Message("{file} cannot be written: {why}.", file=shown_path(target), why=OwnWord(reason_of(error)))
        raise PictureFileError(msg) from error
    return target
