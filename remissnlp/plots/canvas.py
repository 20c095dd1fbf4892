"""The paper that figures are drawn on: size and fonts, heat maps, names cut to fit, PNG bytes."""

from io import BytesIO
from textwrap import shorten
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

_WIDTH = 6.5
_DPI, _NOTEBOOK_DPI = 200, 110
LOOK: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["Arial", "Liberation Sans", "DejaVu Sans"],
    "font.size": 8,
    "hatch.linewidth": 0.6,
    "text.parse_math": False,
}
_INK_LIMIT = 0.6
_LONGEST_NAME = 44
_SLANTED, _UPRIGHT, _MANY = 60, 90, 20


def to_png(ax: Axes) -> bytes:
    """Give the figure that `ax` lies in as PNG; the same figure gives the same bytes.

    Raises:
        ValueError: If `ax` has been taken out of its figure.
    """
    canvas = ax.get_figure(root=True)
    if canvas is None:
        raise ValueError("ax lies in no figure")
    return _draw(canvas, dpi=_DPI)


class Canvas(Figure):
    """A figure that a notebook shows when it is the last word of a cell, without pyplot."""

    def _repr_png_(self) -> bytes:
        return _draw(self, dpi=_NOTEBOOK_DPI)


def new_axes(*, height: float) -> Axes:
    """Make a figure as wide as a page of text, `height` inches high, with one Axes."""
    canvas = Canvas(figsize=(_WIDTH, height))
    FigureCanvasAgg(canvas)
    return canvas.add_subplot()


def draw_heat(ax: Axes, table: pd.DataFrame, colours: str, *, top: float, digits: int | None) -> None:
    """Draw a table as coloured squares with the numbers in them, column titles above.

    Args:
        ax: Where to draw.
        table: The numbers.
        colours: Name of a sequential colour map.
        top: The number that has the full colour.
        digits: Decimals of the numbers shown; None shows none.
    """
    values = table.to_numpy(dtype=float)
    ax.imshow(values, cmap=colours, vmin=0, vmax=top * 1.15, aspect="auto")
    for row, column in np.argwhere(values > 0) if digits is not None else ():
        value = values[row, column]
        if not round(float(value), digits):
            continue
        ink = "white" if value / (top * 1.15) > _INK_LIMIT else "black"
        ax.text(column, row, f"{value:.{digits}f}".replace(".", ","), ha="center", va="center", color=ink, fontsize=6.5)
    turn = _UPRIGHT if table.shape[1] > _MANY else _SLANTED
    side = "center" if turn == _UPRIGHT else "left"
    ax.set_xticks(range(table.shape[1]), [short(str(name)) for name in table.columns], rotation=turn, ha=side)
    ax.set_xticks(np.arange(table.shape[1] + 1) - 0.5, minor=True)
    ax.set_yticks(np.arange(table.shape[0] + 1) - 0.5, minor=True)
    ax.grid(which="minor", color="white", linewidth=1.2)
    ax.xaxis.tick_top()
    for label in ax.get_xticklabels():
        label.set_rotation_mode("default" if turn == _UPRIGHT else "anchor")
    tidy(ax).tick_params(which="both", length=0)


def _draw(canvas: Figure, *, dpi: int) -> bytes:
    written = BytesIO()
    canvas.savefig(written, format="png", dpi=dpi, bbox_inches="tight", metadata={"Software": None})
    return written.getvalue()


def tidy(ax: Axes) -> Axes:
    """Take away frame and ticks."""
    ax.spines[["top", "right", "left", "bottom"]].set_visible(False)
    ax.tick_params(length=0)
    return ax


def short(name: str) -> str:
    """Cut a long name at a word."""
    return shorten(name, _LONGEST_NAME, placeholder=" …")
