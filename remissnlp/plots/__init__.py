"""Figures: one function a figure, table in, Axes out; and all of them at once for a document."""

from remissnlp.plots.album import draw_all
from remissnlp.plots.canvas import to_png
from remissnlp.plots.comparisons import (
    order_alike,
    plot_directions,
    plot_ladder,
    plot_likeness,
    plot_matrix,
    plot_shares,
    plot_themes,
)

__all__ = [
    "draw_all",
    "order_alike",
    "plot_directions",
    "plot_ladder",
    "plot_likeness",
    "plot_matrix",
    "plot_shares",
    "plot_themes",
    "to_png",
]
