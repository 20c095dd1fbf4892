"""The texts the embedder learns from: paragraphs in order, and headings with what stands under them."""

import json
import lzma
from collections.abc import Iterator
from pathlib import Path

FILES = {
    "riksdag_mot_2018_19": 90_000,
    "riksdag_bet_2018_19": 100_000,
    "riksdag_prop_2018_19": 140_000,
    "riksdag_interpellationer_1994_2024": 105_000,
    "almedalen_events_2009_2023": 60_000,
    "sfs_lagar_2025": 60_000,
}
MOTIONS = "riksdag_motioner_2018_19.jsonl.xz"
_LONGEST_HEADING = 12


def read_paragraphs(folder: Path, *, whole: bool = False) -> list[str]:
    """Read every file's last paragraphs (the oldest statutes come first), files parted by an empty paragraph.

    Args:
        folder: Where `text/` lies.
        whole: All paragraphs instead of the last.
    """
    paragraphs: list[str] = []
    for name, limit in FILES.items():
        with lzma.open(folder / "text" / f"{name}.txt.xz", "rt", encoding="utf-8") as lines:
            paragraphs += [line.strip() for line in lines][0 if whole else -limit :]
        paragraphs.append("")
    return paragraphs


def read_titles(folder: Path) -> Iterator[tuple[str, str]]:
    """Give pairs of a motion's title, its demands and the paragraphs of its text."""
    with lzma.open(folder / "labelled" / MOTIONS, "rt", encoding="utf-8") as lines:
        for line in lines:
            motion = json.loads(line)
            body = [paragraph for paragraph in motion["text"].split("\n") if len(paragraph.split()) > _LONGEST_HEADING]
            demands = [demand.split("om att", 1)[-1].split("och tillkännager")[0] for demand in motion["yrkanden"]]
            for place, paragraph in enumerate(body):
                yield motion["title"], paragraph
                if demands:
                    yield demands[place % len(demands)], paragraph
            yield from ((motion["title"], demand) for demand in demands)


def is_heading(paragraph: str) -> bool:
    """Tell whether a paragraph looks like a heading: short, and no sentence."""
    return 1 <= len(paragraph.split()) <= _LONGEST_HEADING and paragraph[-1].isalpha()
