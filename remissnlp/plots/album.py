"""All figures of a remiss at once, each with its title and what it shows in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes

from remissnlp import comparison
from remissnlp.comparison import Figure
from remissnlp.corpus import Part
from remissnlp.plots.canvas import LOOK, to_png
from remissnlp.plots.comparisons import (
    plot_directions,
    plot_ladder,
    plot_likeness,
    plot_matrix,
    plot_shares,
    plot_themes,
)
from remissnlp.terms import Position

_FEWEST_ALIKE = 3


def draw_all(tables: Mapping[str, pd.DataFrame], parts: Sequence[Part]) -> tuple[Figure, ...]:
    """Draw every figure that the tables have something to show in, ready to be set into a document."""
    with rc_context(LOOK):
        return tuple(Figure(title, alt, to_png(draw())) for title, alt, draw in _candidates(tables, parts) if alt)


def _candidates(
    tables: Mapping[str, pd.DataFrame], parts: Sequence[Part]
) -> Iterator[tuple[str, str, Callable[[], Axes]]]:
    """Give each figure's title, what it shows in words (nothing if there is nothing to show), and how it is drawn."""
    positioner, svar, meningar = (tables[name] for name in ("positioner", "svar", "meningar"))
    themed = (tables["tema_synpunkt"], tables["synpunkter"], tables["teman"])
    headings = {part.part_id: part.heading for part in parts}
    matrix = comparison.position_matrix(positioner, svar, list(headings))
    spread, directions = comparison.theme_matrix(*themed), comparison.theme_directions(*themed)
    likeness, shares = comparison.likeness_matrix(positioner, *themed), comparison.own_view_shares(meningar, svar)
    yield "Ställningstaganden till helheten", _tell_ladder(positioner), lambda: plot_ladder(positioner)
    told = "Samma uppgifter som i tabellen över ställningstaganden per remissinstans och del." if headings else ""
    yield "Ställningstaganden per remissinstans och del", told, lambda: plot_matrix(matrix, headings=headings)
    yield "Synpunkter per tema och remissinstans", _tell_themes(spread), lambda: plot_themes(spread)
    yield "Stöd och kritik per tema", _tell_directions(directions), lambda: plot_directions(directions)
    yield "Remissinstanser som svarar lika", _tell_likeness(likeness), lambda: plot_likeness(likeness)
    yield "Egen uppfattning och återgivning i svaren", _tell_shares(shares), lambda: plot_shares(shares)


def _tell_ladder(positioner: pd.DataFrame) -> str:
    counts = comparison.position_counts(positioner)
    said = [f"{Position(str(code)).display} {count}" for code, count in counts.items() if count]
    return f"Antal svar per ställningstagande: {', '.join(said)}." if said else ""


def _tell_themes(spread: pd.DataFrame) -> str:
    said = [f"{label} {int((row > 0).sum())}" for label, row in spread.iterrows()]
    return f"Antal remissinstanser per tema: {'; '.join(said)}." if said else ""


def _tell_directions(directions: pd.DataFrame) -> str:
    said = [
        f"{label}: {', '.join(f'{name} {int(count)}' for name, count in row.items() if count)}"
        for label, row in directions.iterrows()
    ]
    return f"Antal remissinstanser. {'; '.join(said)}." if said else ""


def _tell_likeness(likeness: pd.DataFrame) -> str:
    if len(likeness) < _FEWEST_ALIKE:
        return ""
    values = likeness.to_numpy(dtype=float)
    pairs = [(values[i, j], likeness.index[i], likeness.index[j]) for i in range(len(values)) for j in range(i)]
    best = sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))[:_FEWEST_ALIKE]
    said = [f"{one} och {other} ({value:.1f})".replace(".", ",") for value, one, other in best]
    return f"Likhet mellan svaren, från 0 till 1. Mest lika: {'; '.join(said)}."


def _tell_shares(shares: pd.DataFrame) -> str:
    said = [f"{name} {share * 100:.0f} %" for name, share in shares["andel"].items()]
    return f"Andel ord som är egen uppfattning: {', '.join(said)}." if said else ""
