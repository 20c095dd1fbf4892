"""Build the PDFs and the gold labels of an example corpus from its sources.

    python scripts/typeset_corpus.py corpus/innovationsstrategi-2015 [--only ID ...] [--gold] [--check] [--card]

`kallor/<source_id>.txt` becomes `svar/<source_id>.pdf` and `gold/<source_id>.jsonl`; all answers together become
`gold/svar.toml` and `gold/teman.toml`; `kallor/forslag-<name>.txt` becomes `forslag/<name>.pdf`. Needs WeasyPrint,
ReportLab, LibreOffice (layout word) and the fonts Liberation, Open Sans and URW base 35.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from typeset.card import card_tables
from typeset.damage import damage
from typeset.gold import gold_files
from typeset.parse import SourceError, read_source
from typeset.source import Answer, place_sentences

PROPOSAL = "forslag-"


def main() -> int:
    """Build or check, and print what was done."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--only", nargs="+", metavar="ID", help="typeset these only (gold is always written whole)")
    parser.add_argument("--gold", action="store_true", help="write gold only, no PDF")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if gold differs from the sources")
    parser.add_argument("--card", action="store_true", help="write nothing; print the tables of the data card")
    arguments = parser.parse_args()
    try:
        sources = read_sources(arguments.corpus)
        answers = [source for source in sources if source.position]
        gold = gold_files(answers, arguments.corpus / "kallor" / "teman.toml")
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.card:
        print(card_tables(answers))
        return 0
    if arguments.check:
        return check_gold(arguments.corpus, gold)
    write_gold(arguments.corpus, gold)
    if not arguments.gold:
        typeset([s for s in sources if not arguments.only or s.source_id in arguments.only], arguments.corpus)
    return 0


def read_sources(corpus: Path) -> list[Answer]:
    """Read all sources, the proposal among them.

    Raises:
        SourceError: If one of them is not as the format has it.
    """
    return [read_source(path) for path in sorted((corpus / "kallor").glob("*.txt"))]


def check_gold(corpus: Path, gold: dict[str, str]) -> int:
    """Print the gold files that differ from what the sources give."""
    found = {path.name for path in (corpus / "gold").iterdir()}
    stale = [name for name in gold if _read(corpus / "gold" / name) != gold[name]]
    wrong = sorted({*stale, *(found - set(gold))})
    print("\n".join(f"gold/{name} is not what the sources give" for name in wrong) or "gold is what the sources give")
    return 1 if wrong else 0


def write_gold(corpus: Path, gold: dict[str, str]) -> None:
    """Write the gold files, and remove those whose source is gone."""
    for path in (corpus / "gold").iterdir():
        if path.name not in gold:
            path.unlink()
    for name, content in gold.items():
        (corpus / "gold" / name).write_text(content, encoding="utf-8")


def typeset(sources: Sequence[Answer], corpus: Path) -> None:
    """Write the PDF of each source."""
    # WeasyPrint and ReportLab take the time of the file from here, so that the bytes do not change from day to day.
    os.environ["SOURCE_DATE_EPOCH"] = "1443657600"
    for source in sources:
        pdf = _layout(source.layout)(source)
        path = pdf_path(source, corpus)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(damage(pdf, source) if source.damaged else pdf)
        print(f"{path.relative_to(corpus)}: {source.layout}, {len(list(place_sentences(source)))} sentences")


def pdf_path(source: Answer, corpus: Path) -> Path:
    """Tell where the PDF of a source lies."""
    if source.source_id.startswith(PROPOSAL):
        return corpus / "forslag" / f"{source.source_id.removeprefix(PROPOSAL)}.pdf"
    return corpus / "svar" / f"{source.source_id}.pdf"


def _layout(name: str) -> Callable[[Answer], bytes]:
    """Give the function that sets a layout; imported here, so that --check needs no typesetting tool."""
    from typeset import letter, scan, tjansteutlatande, word

    modules = {"tjansteutlatande": tjansteutlatande, "word": word, "skannad": scan}
    return (modules.get(name) or letter).set_pdf


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    raise SystemExit(main())
