"""Figures of the comparison: one function a figure, table in, Axes out; safe for the colour-blind and good in print.

Each figure draws a table of `comparison`, which is its twin for those who read numbers rather than pictures. No state
is shared with pyplot: in a notebook, end the cell with `.figure` to see it.
"""

from collections.abc import Mapping
from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator
from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering
from scipy.spatial.distance import squareform

from remissnlp.comparison import COLOURS
from remissnlp.plots.canvas import draw_heat, new_axes, short, tidy
from remissnlp.terms import WHOLE, Position

_BRIEF = {
    Position.TILLSTYRKER_MED_SYNPUNKTER: "tillst. m. synp.",
    Position.AVSTYRKER_DELVIS: "avst. delvis",
}
_DIRECTION_COLOURS = {"stöd": "#2166AC", "både och": "#9E8BC0", "kritik": "#E08214", "varken eller": "#D9D9D9"}
_HATCHES = {"stöd": "", "både och": "////", "kritik": "", "varken eller": ""}
_FEWEST_ALIKE = 3


def plot_ladder(positioner: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the ladder of positions on the whole: a dot for each remissinstans, with its name, on its rung.

    Args:
        positioner: The table `positioner`.
        ax: Where to draw; a new figure if None.
    """
    whole = positioner[positioner["part"] == WHOLE].sort_values("remissinstans", kind="stable")
    order = [str(position) for position in Position]
    ranked = whole.assign(rung=whole["position"].map(order.index)).sort_values("rung", kind="stable", ascending=False)
    ax = ax or new_axes(height=0.9 + 0.22 * len(ranked))
    ax.set_xlim(-0.5, len(order) - 0.5)
    ax.set_ylim(-0.7, max(len(ranked), 1) - 0.3)
    for height, row in enumerate(ranked.to_dict("records")):
        colour = f"#{COLOURS[Position(row['position'])][0]}"
        ax.axhline(height, color="#E3E6EA", linewidth=0.7, zorder=0)
        ax.scatter(row["rung"], height, s=58, color=colour, edgecolor="#333333", zorder=2)
    ax.set_yticks(range(len(ranked)), [short(name) for name in ranked["remissinstans"]])
    ax.set_xticks(range(len(order)), [fill(position.display, 12) for position in Position])
    ax.xaxis.tick_top()
    return tidy(ax)


def plot_matrix(matrix: pd.DataFrame, *, headings: Mapping[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """Draw positions by remissinstans and part.

    Args:
        matrix: As `comparison.position_matrix` gives it.
        headings: What each part is called, by id.
        ax: Where to draw; a new figure if None.
    """
    ax = ax or new_axes(height=1.6 + 0.24 * len(matrix))
    for row, (_, cells) in enumerate(matrix.iterrows()):
        for column, code in enumerate(cells):
            _draw_stand(ax, column, row, str(code))
    ax.set_xlim(-0.5, len(matrix.columns) - 0.5)
    ax.set_ylim(len(matrix) - 0.5, -0.5)
    ax.set_yticks(range(len(matrix)), [short(str(name)) for name in matrix.index])
    names = {WHOLE: "Helheten", **(headings or {})}
    titles = [names.get(str(part), str(part)) for part in matrix.columns]
    ax.set_xticks(range(len(titles)), [fill(short(title), 13) for title in titles])
    ax.xaxis.tick_top()
    return tidy(ax)


def plot_themes(matrix: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many synpunkter each remissinstans has in each theme, as a heat map with the numbers in it.

    Args:
        matrix: As `comparison.theme_matrix` gives it.
        ax: Where to draw; a new figure if None.
    """
    ax = ax or new_axes(height=1.9 + 0.26 * len(matrix))
    draw_heat(ax, matrix, "Blues", top=max(float(matrix.to_numpy().max(initial=1)), 1.0), digits=0)
    ax.set_yticks(range(len(matrix)), [fill(short(str(label)), 34) for label in matrix.index])
    return ax


def plot_directions(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw agreement and disagreement: how many remissinstanser speak for, against, both or neither in each theme.

    Args:
        table: As `comparison.theme_directions` gives it.
        ax: Where to draw; a new figure if None.
    """
    ax = ax or new_axes(height=1.0 + 0.3 * len(table))
    start = np.zeros(len(table))
    for name, colour in _DIRECTION_COLOURS.items():
        counts = table[name].to_numpy(dtype=float)
        bars = ax.barh(
            range(len(table)), counts, left=start, color=colour, edgecolor="white", label=name, hatch=_HATCHES[name]
        )
        ink = "white" if name == "stöd" else "black"
        ax.bar_label(bars, ["" if not count else f"{int(count)}" for count in counts], label_type="center", color=ink)
        start = start + counts
    ax.set_yticks(range(len(table)), [fill(short(str(label)), 36) for label in table.index])
    ax.set_ylim(len(table) - 0.4, -0.6)
    ax.set_xlabel("Antal remissinstanser")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.legend(ncols=4, loc="lower left", bbox_to_anchor=(0, 1.0), frameon=False, handlelength=1.2)
    return tidy(ax)


def plot_likeness(matrix: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which remissinstanser answer alike, ordered so that those alike stand together.

    The order is that of the leaves of an average-link tree over 1 − likeness, turned optimally
    (Bar-Joseph et al. 2001).

    Args:
        matrix: As `comparison.likeness_matrix` gives it.
        ax: Where to draw; a new figure if None.
    """
    ax = ax or new_axes(height=2.4 + 0.22 * len(matrix))
    ordered = order_alike(matrix)
    draw_heat(ax, ordered, "Purples", top=1.0, digits=1 if len(ordered) <= 24 else None)
    ax.set_yticks(range(len(ordered)), [short(str(name)) for name in ordered.index])
    return ax


def order_alike(matrix: pd.DataFrame) -> pd.DataFrame:
    """Order a square table of likeness so that those alike stand together."""
    if len(matrix) < _FEWEST_ALIKE:
        return matrix
    distance = np.clip(1.0 - matrix.to_numpy(dtype=float), 0.0, None)
    np.fill_diagonal(distance, 0.0)
    condensed = squareform((distance + distance.T) / 2, checks=False)
    order = leaves_list(optimal_leaf_ordering(linkage(condensed, "average"), condensed))
    return pd.DataFrame(matrix.iloc[order, order])


def plot_shares(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how much of each answer is own view and how much recital, in words.

    Args:
        table: As `comparison.own_view_shares` gives it.
        ax: Where to draw; a new figure if None.
    """
    ax = ax or new_axes(height=1.0 + 0.24 * len(table))
    rows = range(len(table))
    ax.barh(rows, table["eget"], color="#2166AC", label="egen uppfattning")
    ax.barh(rows, table["återgivet"], left=table["eget"], color="#D9D9D9", label="återgivning och formalia")
    total = table["eget"] + table["återgivet"]
    for row, (share, end) in enumerate(zip(table["andel"], total, strict=True)):
        ax.annotate(f"{share * 100:.0f} %", (end, row), xytext=(3, 0), textcoords="offset points", va="center")
    ax.set_yticks(rows, [short(str(name)) for name in table.index])
    ax.set_ylim(len(table) - 0.4, -0.6)
    ax.margins(x=0.1)
    ax.set_xlabel("Antal ord")
    ax.legend(ncols=2, loc="lower left", bbox_to_anchor=(0, 1.0), frameon=False, handlelength=1.2)
    return tidy(ax)


def _draw_stand(ax: Axes, column: int, row: int, code: str) -> None:
    ground, ink = COLOURS[Position(code)] if code else ("FFFFFF", "000000")
    ax.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor=f"#{ground}", edgecolor="#C9CDD3", linewidth=0.6))
    if code:
        shown = _BRIEF.get(Position(code), Position(code).display)
        ax.text(column, row, shown, color=f"#{ink}", ha="center", va="center", fontsize=6.5)
