"""From found themes to a codebook, and which synpunkter moved between two ways of placing them."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pandas as pd

from remissnlp.tables import Teman, TemaSynpunkt, build
from remissnlp.tally import count_theme
from remissnlp.terms import Origin
from remissnlp.themes.codebook import Codebook, CodebookTheme, make_id
from remissnlp.themes.discovery import REMAINDER, Themes, find_themes

_EXAMPLES = 8
_KEYWORDS = 6
_SHOWN = 5


def start_codebook(themes: Themes, synpunkter: pd.DataFrame) -> Codebook:
    """Make a codebook of the themes of a run, for the analyst to go on from.

    The remainder is left out. The strongest synpunkter of each theme become its examples, word for word so that
    the file can be read by itself, and its id, which the analyst will write in commands, is made from its name.

    Args:
        themes: The themes of the run.
        synpunkter: The table they were found in.
    """
    texts = synpunkter.set_index("synpunkt_id")["text"]
    made: dict[str, CodebookTheme] = {}
    for row in themes.teman.to_dict("records"):
        if row["theme_id"] == REMAINDER.theme_id:
            continue
        theme_id = next(one for one in _ids(row["label"]) if one not in made)
        made[theme_id] = CodebookTheme(
            theme_id=theme_id,
            name=row["label"],
            description=row["description"],
            keywords=tuple(term.strip() for term in row["terms"].split(";") if term.strip())[:_KEYWORDS],
            examples=tuple(
                str(texts[one]) for one in _examples(row["examples"], themes.tema_synpunkt, row["theme_id"])
            ),
        )
    return Codebook(tuple(made.values()))


def continue_themes(earlier: Themes, synpunkter: pd.DataFrame) -> Themes:
    """Keep the themes of an earlier run: what was placed stays, what is new joins a theme it fits or forms one beside.

    Args:
        earlier: Themes found before; those without a synpunkt left are dropped.
        synpunkter: The table now.
    """
    members = earlier.tema_synpunkt[earlier.tema_synpunkt["synpunkt_id"].isin(synpunkter["synpunkt_id"])]
    if members.empty:
        return find_themes(synpunkter)
    kept = earlier.teman[earlier.teman["theme_id"].isin(members["theme_id"])]
    found = find_themes(synpunkter, codebook=Codebook(tuple(_anchors(kept, members))))
    fresh = found.tema_synpunkt[~found.tema_synpunkt["synpunkt_id"].isin(members["synpunkt_id"])]
    origins = fresh["origin"].mask(fresh["theme_id"].isin(kept["theme_id"]), str(Origin.KLUSTER))
    placed = pd.concat([members, fresh.assign(origin=origins)], ignore_index=True)
    labels = kept.set_index("theme_id")[["label", "description", "origin", "stability"]].to_dict("index")
    rows = [
        {**row, **labels.get(row["theme_id"], {}), **_counts(placed, synpunkter, row["theme_id"])}
        for row in found.teman.to_dict("records")
        if row["theme_id"] in set(placed["theme_id"])
    ]
    rows += [{**row, **_counts(placed, synpunkter, row["theme_id"])} for row in _missing(kept, found)]
    ordered = sorted(rows, key=lambda row: (row["theme_id"] == REMAINDER.theme_id, -row["remissinstanser"]))
    rank = {row["theme_id"]: place for place, row in enumerate(ordered)}
    placed = placed.sort_values("theme_id", key=lambda ids: ids.map(rank), kind="stable")
    return Themes(build(Teman, ordered), build(TemaSynpunkt, placed.to_dict("records")), found.reason, found.model)


def _anchors(kept: pd.DataFrame, members: pd.DataFrame) -> Iterator[CodebookTheme]:
    """Give earlier themes as a codebook of their members alone; the remainder is no theme to join."""
    for row in kept.to_dict("records"):
        if row["theme_id"] != REMAINDER.theme_id:
            ids = members.loc[members["theme_id"] == row["theme_id"], "synpunkt_id"]
            yield CodebookTheme(row["theme_id"], row["label"], row["description"], examples=tuple(ids), locked=True)


def _missing(kept: pd.DataFrame, found: Themes) -> list[dict[Any, Any]]:
    """Give earlier themes that no new row stands for, such as the remainder when all that is new found a theme."""
    return kept[~kept["theme_id"].isin(found.teman["theme_id"])].to_dict("records")


def _counts(placed: pd.DataFrame, synpunkter: pd.DataFrame, theme_id: str) -> dict[str, Any]:
    mine = placed[placed["theme_id"] == theme_id].sort_values("strength", ascending=False, kind="stable")
    rows = synpunkter[synpunkter["synpunkt_id"].isin(mine["synpunkt_id"])]
    return {
        **count_theme(rows["remissinstans"].tolist(), rows["stance"]),
        "examples": ";".join(mine["synpunkt_id"].head(_SHOWN)),
    }


def compare_themes(before: Themes, after: Themes) -> pd.DataFrame:
    """Tell which synpunkter are in other themes than before.

    Returns:
        Columns synpunkt_id, before and after: names of its themes joined by "; ", those of the remainder too.
    """
    old, new = _names(before), _names(after)
    moved = [
        {"synpunkt_id": one, "before": old.get(one, ""), "after": new.get(one, "")}
        for one in dict.fromkeys([*old, *new])
        if old.get(one, "") != new.get(one, "")
    ]
    return pd.DataFrame(moved, columns=["synpunkt_id", "before", "after"])


def _ids(name: str) -> Iterator[str]:
    base = make_id(name)
    yield base
    yield from (f"{base}-{number}" for number in count(2))


def _examples(typical: str, members: pd.DataFrame, theme_id: str) -> list[str]:
    mine = members[members["theme_id"] == theme_id].sort_values(["strength", "synpunkt_id"], ascending=[False, True])
    return list(dict.fromkeys([*(one for one in typical.split(";") if one), *mine["synpunkt_id"]]))[:_EXAMPLES]


def _names(themes: Themes) -> dict[str, str]:
    labels = themes.teman.set_index("theme_id")["label"].to_dict()
    named = themes.tema_synpunkt.assign(label=themes.tema_synpunkt["theme_id"].map(labels))
    return {str(key): "; ".join(sorted(group)) for key, group in named.groupby("synpunkt_id", sort=False)["label"]}
