"""From found themes to a codebook, and which synpunkter moved between two ways of placing them."""

from collections.abc import Iterator
from itertools import count

import pandas as pd

from remissnlp.themes.codebook import Codebook, CodebookTheme, make_id
from remissnlp.themes.discovery import REMAINDER, Themes

_EXAMPLES = 8
_KEYWORDS = 6


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
