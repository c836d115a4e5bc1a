"""A new figure is filled by its picture."""

from pilotzones.pictures.canvas import canvas


def test_a_new_figure_is_filled_by_its_picture():
    """The margins around it are narrower than a quarter of an inch; an inch has 120 dots."""
    with canvas(None, 4, 3) as ax:
        ax.set_title("title")
    ax.figure.draw_without_rendering()
    assert tuple(ax.figure.bbox.size) == (480, 360)
    box = ax.figure.get_tightbbox()
    assert 0 < box.x0 < 0.25
    assert 0 < box.y0 < 0.25
    assert 3.75 < box.x1 < 4
    assert 2.75 < box.y1 < 3
