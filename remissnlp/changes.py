"""What has changed since the last run: new answers, changed positions, new themes, and who is still awaited."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from remissnlp.terms import WHOLE, Position
from remissnlp.themes import Themes, compare_themes

_COMPARED = ("svar", "positioner", "teman", "tema_synpunkt", "synpunkter")


@dataclass(frozen=True)
class Changes:
    """The differences between two runs of the same remiss; all empty where nothing has changed.

    Attributes:
        came: Remissinstanser with a new file.
        gone: Those whose file is no longer there.
        replaced: Those whose file has another content.
        positions: Changed positions of answers that were there before: name, part, before, now.
        new_themes: Names of themes that were not there before.
        lost_themes: Names of themes that are no longer there.
        renamed_themes: Old and new name of themes that have changed name.
        new_synpunkter: How many synpunkter were not there before.
        lost_synpunkter: How many are no longer there.
        moved_synpunkter: How many that were there before have other themes now, or more or fewer.
    """

    came: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    positions: tuple[tuple[str, str, str, str], ...] = ()
    new_themes: tuple[str, ...] = ()
    lost_themes: tuple[str, ...] = ()
    renamed_themes: tuple[tuple[str, str], ...] = ()
    new_synpunkter: int = 0
    lost_synpunkter: int = 0
    moved_synpunkter: int = 0

    def __bool__(self) -> bool:
        """Tell whether anything has changed."""
        return self != Changes()


def read_previous(folder: Path) -> dict[str, pd.DataFrame] | None:
    """Read the tables of an earlier run from its folder; None if there was none, or they cannot be used."""
    paths = {name: folder / "tabeller" / f"{name}.parquet" for name in _COMPARED}
    if not all(path.is_file() for path in paths.values()):
        return None
    try:
        return {name: pd.read_parquet(path) for name, path in paths.items()}
    except (OSError, ValueError):
        return None


def compare(before: Mapping[str, pd.DataFrame], now: Mapping[str, pd.DataFrame]) -> Changes:
    """Compare the tables of two runs."""
    old, new = _by(before["svar"], "source_id"), _by(now["svar"], "source_id")
    lost_themes, new_themes, renamed_themes = _compare_themes(before["teman"], now["teman"])
    old_ids, new_ids = (set(tables["synpunkter"]["synpunkt_id"]) for tables in (before, now))
    return Changes(
        came=tuple(row["remissinstans"] for key, row in new.items() if key not in old),
        gone=tuple(row["remissinstans"] for key, row in old.items() if key not in new),
        replaced=tuple(
            row["remissinstans"] for key, row in new.items() if key in old and row["sha256"] != old[key]["sha256"]
        ),
        positions=tuple(_moved(before["positioner"], now["positioner"], set(old) & set(new))),
        new_themes=new_themes,
        lost_themes=lost_themes,
        renamed_themes=renamed_themes,
        new_synpunkter=len(new_ids - old_ids),
        lost_synpunkter=len(old_ids - new_ids),
        moved_synpunkter=_count_moved(before, now, renamed_themes),
    )


def _compare_themes(
    before: pd.DataFrame, now: pd.DataFrame
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Give the names of lost and of new themes, and the old and new name of others.

    A theme is the same if it has the name, since a codebook gives found themes other ids, or else if it has the id.
    """
    old, new = (frame.set_index("theme_id")["label"].to_dict() for frame in (before, now))
    lost = {key: label for key, label in old.items() if label not in new.values()}
    fresh = {key: label for key, label in new.items() if label not in old.values()}
    renamed = [key for key in fresh if key in lost]
    return (
        tuple(label for key, label in lost.items() if key not in renamed),
        tuple(label for key, label in fresh.items() if key not in renamed),
        tuple((lost[key], fresh[key]) for key in renamed),
    )


def _count_moved(
    before: Mapping[str, pd.DataFrame], now: Mapping[str, pd.DataFrame], renamed: tuple[tuple[str, str], ...]
) -> int:
    """Count the synpunkter of both runs whose themes have other names than before, save those that changed name."""
    old = before["teman"].assign(label=before["teman"]["label"].replace(dict(renamed)))
    moved = compare_themes(
        Themes(old, before["tema_synpunkt"]),
        Themes(now["teman"], now["tema_synpunkt"]),
    )
    return int((moved["before"].ne("") & moved["after"].ne("")).sum())


def tell(changes: Changes) -> list[str]:
    """Tell the changes in Swedish, a line each; one line if there are none."""
    if not changes:
        return ["Inget har ändrats sedan förra körningen."]
    lists = (
        ("Nya svar", changes.came),
        ("Svar som inte längre finns", changes.gone),
        ("Svar med nytt innehåll", changes.replaced),
        ("Ändrade ställningstaganden", [_tell_position(*row) for row in changes.positions]),
        ("Nya teman", changes.new_themes),
        ("Teman som inte längre finns", changes.lost_themes),
        ("Teman med nytt namn", [f"{old} → {new}" for old, new in changes.renamed_themes]),
    )
    lines = [f"{heading}: {'; '.join(items)}" for heading, items in lists if items]
    if changes.new_synpunkter or changes.lost_synpunkter:
        lines.append(f"Synpunkter: {changes.new_synpunkter} nya, {changes.lost_synpunkter} borta")
    if changes.moved_synpunkter:
        lines.append(f"Synpunkter vars teman har ändrats: {changes.moved_synpunkter}")
    return lines


def _tell_position(name: str, part: str, before: str, now: str) -> str:
    return f"{name}{'' if part == WHOLE else f' (del {part})'}: {before} → {now}"


def _moved(before: pd.DataFrame, now: pd.DataFrame, both: set[str]) -> Iterator[tuple[str, str, str, str]]:
    old, new = ({(row["source_id"], row["part"]): row for row in table.to_dict("records")} for table in (before, now))
    for key in sorted(key for key in {*old, *new} if key[0] in both):
        was, is_now = _display(old.get(key)), _display(new.get(key))
        if was != is_now:
            yield (new.get(key) or old[key])["remissinstans"], key[1], was, is_now


def _display(row: Mapping[object, str] | None) -> str:
    return Position(row["position"]).display if row else "inget"


def _by(table: pd.DataFrame, key: str) -> dict[str, dict[str, str]]:
    return {str(row[key]): {str(name): value for name, value in row.items()} for row in table.to_dict("records")}
