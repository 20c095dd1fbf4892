"""Measure how well PDFs are read, against files corrected by hand, beside other readers.

    python scripts/bench_pdf.py FOLDER [FOLDER ...] [--readers remissnlp pdfplumber ...] [--each] [--errors]

A folder holds `<name>.pdf` with `<name>.json` beside it: {"blocks": [{"type", "text", "marker"?}], "footnotes":
[{"id", "text"}], "boilerplate": [{"text"}]}. pdftotext and PyMuPDF (not a dependency) are measured where installed.

CER: edits / characters of the true text in reading order, footnotes last. F1: headings, paragraphs, list items and
table rows that come out as one block, word for word. Sentences: share that stands verbatim in the text. Leaks: pieces
of furniture found in the running text. Kind: share of the blocks found that have the right kind.
"""

import argparse
import json
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import fmean

import pdfplumber
from rapidfuzz.distance import Levenshtein

from remissnlp.document import CELL_MARK, Source
from remissnlp.pdf import read_pdf

KINDS = {"para": "paragraph"}
APART = ("metadata", "signature")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
ABBREVIATION = re.compile(
    r"\b(?:bl\.a|t\.ex|m\.m|m\.fl|dvs|kap|inkl|exkl|ev|resp|nr|dnr|ca|kl|st|s\.k|f\.d|[A-ZÅÄÖ])\.$"
)


@dataclass(frozen=True)
class Piece:
    """A block of text and its kind; the kind is empty where a reader does not tell."""

    kind: str
    text: str


@dataclass(frozen=True)
class Truth:
    """What a file says, corrected by hand."""

    blocks: list[Piece]
    footnotes: list[str]
    furniture: list[str]
    sentences: list[str]


@dataclass(frozen=True)
class Score:
    """The figures of one file or, averaged, of many."""

    cer: float
    f1: float
    sentences: float
    leaks: float
    kind: float


def main() -> None:
    """Measure the readers on the folders and print a table for each folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--readers", nargs="+", default=list(READERS), choices=list(READERS))
    parser.add_argument("--only", nargs="+", metavar="NAME", help="names of files, without .pdf")
    parser.add_argument("--each", action="store_true", help="a line for each file too")
    parser.add_argument(
        "--errors", action="store_true", help="show the blocks that are not found, and those found in their place"
    )
    arguments = parser.parse_args()
    for folder in arguments.folders:
        names = sorted(path.with_suffix("") for path in folder.glob("*.json") if path.with_suffix(".pdf").exists())
        names = [name for name in names if not arguments.only or name.name in arguments.only]
        print(f"\n{folder.name}: {len(names)} files")
        print(f"{'reader':<40}{'CER':>7}{'F1':>7}{'sent.':>7}{'leaks':>7}{'kind':>7}")
        for reader in arguments.readers:
            if reader in available():
                measure(reader, names, each=arguments.each, errors=arguments.errors)


def measure(reader: str, names: Sequence[Path], *, each: bool, errors: bool) -> None:
    """Print the figures of one reader."""
    scores = []
    for name in names:
        truth, found = load_truth(name.with_suffix(".json")), READERS[reader](name.with_suffix(".pdf"))
        scores.append(score(truth, found))
        if each:
            print(row(f"  {name.name[:37]}", scores[-1]))
        if errors:
            print_errors(truth, found)
    mean = Score(*(fmean(getattr(s, f.name) for s in scores) for f in fields(Score)))
    leaks = sum(s.leaks for s in scores)
    print(row(reader, Score(mean.cer, mean.f1, mean.sentences, leaks, mean.kind)))


def row(name: str, figures: Score) -> str:
    """Format a line of the table."""
    kind = f"{figures.kind:7.3f}" if figures.kind >= 0 else f"{'–':>7}"
    return f"{name:<40}{figures.cer:7.3f}{figures.f1:7.3f}{figures.sentences:7.3f}{figures.leaks:7.0f}{kind}"


def load_truth(path: Path) -> Truth:
    """Read the corrected text of a file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    blocks = [
        Piece(KINDS.get(b["type"], b["type"]), plain(f"{b.get('marker') or ''} {b['text']}")) for b in data["blocks"]
    ]
    notes = [plain(f"{note['id']} {note['text']}") for note in data.get("footnotes", [])]
    furniture = [plain(piece["text"]) for piece in data.get("boilerplate", [])]
    running = [plain(b["text"]) for b in data["blocks"] if b["type"] in ("para", "paragraph", "list_item")]
    return Truth(blocks, notes, furniture, [sentence for text in running for sentence in split_sentences(text)])


def score(truth: Truth, found: Sequence[Piece]) -> Score:
    """Compare what was found with what is true."""
    expected = " ".join([*(block.text for block in truth.blocks), *truth.footnotes])
    body, notes = [p.text for p in found if p.kind != "footnote"], [p.text for p in found if p.kind == "footnote"]
    text = " ".join([*body, *notes])
    verbatim = fmean(sentence in text for sentence in truth.sentences) if truth.sentences else 1.0
    cer = Levenshtein.distance(expected, text) / max(len(expected), 1)
    return Score(cer, block_f1(truth, body), verbatim, count_leaks(truth, expected, text), kind_share(truth, found))


def block_f1(truth: Truth, found: Sequence[str]) -> float:
    """Give F1 of whole blocks; how an address or a signature is cut into blocks is nobody's business."""
    wanted = Counter(block.text for block in truth.blocks if block.kind not in APART)
    apart = " ".join(block.text for block in truth.blocks if block.kind in APART)
    got = Counter(text for text in found if text in wanted or text not in apart)
    hits = (wanted & got).total()
    return 2 * hits / max(wanted.total() + got.total(), 1)


def kind_share(truth: Truth, found: Sequence[Piece]) -> float:
    """Give the share of the blocks found that have the right kind; -1 for a reader that tells no kinds."""
    if not any(piece.kind for piece in found):
        return -1.0
    kinds = kinds_of(truth)
    known = [piece for piece in found if piece.text in kinds and piece.kind != "footnote"]
    return fmean(piece.kind in kinds[piece.text] for piece in known) if known else 0.0


def kinds_of(truth: Truth) -> dict[str, set[str]]:
    """Give the kinds that each text has; a title may recur as a line of a list."""
    kinds: dict[str, set[str]] = {}
    for block in truth.blocks:
        kinds.setdefault(block.text, set()).add(block.kind)
    return kinds


def count_leaks(truth: Truth, expected: str, text: str) -> int:
    """Count the pieces of furniture that stand in the text, beyond those that belong there."""
    pieces = Counter(truth.furniture)
    return sum(min(n, max(0, count(piece, text) - count(piece, expected))) for piece, n in pieces.items())


def count(piece: str, text: str) -> int:
    """Count how often a piece stands in a text as whole words."""
    return len(re.findall(rf"(?<!\w){re.escape(piece)}(?!\w)", text)) if piece else 0


def split_sentences(text: str) -> list[str]:
    """Split at full stops before a capital, but not behind an abbreviation."""
    parts: list[str] = []
    for part in SENTENCE_END.split(text):
        if parts and ABBREVIATION.search(parts[-1]):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts


def plain(text: str) -> str:
    """Give the text with one blank between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def print_errors(truth: Truth, found: Sequence[Piece]) -> None:
    """Show what is missing (-), what stands there instead (+), and kinds mistaken (~)."""
    wanted = Counter((block.text) for block in [*truth.blocks, *(Piece("footnote", n) for n in truth.footnotes)])
    got = Counter(piece.text for piece in found)
    kinds = kinds_of(truth)
    for block in [*truth.blocks, *(Piece("footnote", n) for n in truth.footnotes)]:
        if block.text in wanted - got:
            print(f"    - {block.kind[:9]:<10}{block.text}")
    for piece in found:
        if piece.text in got - wanted:
            print(f"    + {piece.kind[:9]:<10}{piece.text}")
        elif piece.kind not in {"", "footnote"} | kinds.get(piece.text, set()):
            print(f"    ~ {piece.kind[:9]:<10}for {'/'.join(kinds.get(piece.text, set()))}: {piece.text[:90]}")


def read_remissnlp(path: Path) -> list[Piece]:
    """Read with this package; the marks between the cells of a table, which nobody printed, are left out."""
    document = read_pdf(Source("", path))
    texts = [plain(document.block_text(b).replace(CELL_MARK, " ")) for b in document.blocks]
    return [Piece(b.kind.value, _with_marker(text, b.marker)) for b, text in zip(document.blocks, texts, strict=True)]


def _with_marker(text: str, marker: str) -> str:
    """Give a list item or a footnote with one blank behind its mark, however it is printed."""
    return f"{marker} {text.removeprefix(marker).lstrip('.) ')}" if marker else text


def read_pdfplumber(path: Path) -> list[Piece]:
    """Read as the plain loop does."""
    with pdfplumber.open(path) as pdf:
        return paragraphs("\n\n".join(page.extract_text() for page in pdf.pages))


def read_pdftotext(path: Path) -> list[Piece]:
    """Read with Poppler's program."""
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    return paragraphs(run.stdout.decode("utf-8").replace("\f", "\n\n"))


def read_pymupdf(path: Path) -> list[Piece]:
    """Read the blocks that MuPDF finds."""
    import pymupdf  # type: ignore[import-not-found,unused-ignore]

    with pymupdf.open(path) as pdf:
        return [Piece("", plain(block[4])) for page in pdf for block in page.get_text("blocks") if block[6] == 0]


def paragraphs(text: str) -> list[Piece]:
    """Cut a text at its blank lines."""
    return [Piece("", plain(part)) for part in re.split(r"\n\s*\n", text) if part.strip()]


def available() -> list[str]:
    """Tell which readers can run here."""
    from importlib.util import find_spec

    missing = {"pdftotext": shutil.which("pdftotext") is None, "pymupdf": find_spec("pymupdf") is None}
    return [name for name in READERS if not missing.get(name)]


READERS: dict[str, Callable[[Path], list[Piece]]] = {
    "remissnlp": read_remissnlp,
    "pdfplumber": read_pdfplumber,
    "pdftotext": read_pdftotext,
    "pymupdf": read_pymupdf,
}


if __name__ == "__main__":
    main()
