"""Gold labels as they lie in a folder: units in `*.jsonl`, positions and metadata in `svar.toml`."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd

from remissnlp.errors import CorpusError
from remissnlp.terms import Section

_COLUMNS = ["doc", "i", "text", "section", "own_view", "stance", "type"]


def read_gold(folder: Path) -> pd.DataFrame:
    """Read gold units: doc, i, text, section, own_view, stance, type; the absent is the empty string.

    Rows of the letterhead (section `metadata`) are left out: they are no units.

    Raises:
        CorpusError: If the folder holds no gold or a file of it is broken.
    """
    rows: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.jsonl")):
        try:
            rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise CorpusError(f"{path}: går inte att läsa som JSON per rad ({error}); rätta raden") from error
    if not rows:
        raise CorpusError(f"{folder}: inget facit att jämföra med; lägg <svarets id>.jsonl där")
    units = pd.DataFrame(rows).reindex(columns=_COLUMNS).fillna({"stance": "", "type": "", "section": ""})
    units["own_view"] = units["own_view"].astype(bool)
    return units[units["section"] != Section.METADATA].reset_index(drop=True)


def read_answers(folder: Path) -> dict[str, dict[str, Any]]:
    """Read `svar.toml`: by source_id the metadata, the position of the whole and of the parts; empty if not there.

    Raises:
        CorpusError: If the file is broken.
    """
    path = folder / "svar.toml"
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: går inte att tolka som TOML ({error}); rätta raden och kör igen") from error
