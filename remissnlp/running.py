"""What the command line shows: a progress bar while a run goes on, and a summary when it is done."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from remissnlp import changes
from remissnlp.analysis import Analysis, Options, analyse
from remissnlp.corpus import load_remiss, make_source_id
from remissnlp.document import Document, Source
from remissnlp.errors import RemissError
from remissnlp.files import whole_file
from remissnlp.pdf import draw_blocks
from remissnlp.reading import read_sources
from remissnlp.sammanstallning import check_template
from remissnlp.terms import BlockKind, ReadStatus
from remissnlp.themes import Themes


def run_remiss(corpus: Path, out: Path | None, options: Options, *, new_themes: bool = False) -> None:
    """Run a remiss the whole way, with a progress bar on the error stream and a summary on standard output.

    The themes of a run before in the same folder are kept, unless `new_themes`.
    """
    remiss = load_remiss(corpus)
    target = out or Path("build") / remiss.name
    if options.template:
        check_template(Path(options.template))
    with _progress() as bar:
        tasks: dict[str, TaskID] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done, total=total)

        before = changes.read_previous(target)
        earlier = Themes(before["teman"], before["tema_synpunkt"]) if before and not new_themes else None
        analysis = analyse(remiss, options=options, progress=tell, earlier=earlier)
        tell("Skriver", 0, 1)
        analysis.write(target)
        tell("Skriver", 1, 1)
    _summarise(analysis, target)
    if before is not None:
        _tell_changes(before, analysis, target)


def _tell_changes(before: Mapping[str, pd.DataFrame], analysis: Analysis, target: Path) -> None:
    """Print what is new since the last run; keep it in andringar.txt until something changes again."""
    found = changes.compare(before, analysis.tables)
    lines = changes.tell(found)
    if found:
        with whole_file(target / "andringar.txt") as temporary:
            temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
    console = Console(highlight=False, soft_wrap=True, markup=False)
    console.print("\nSedan förra körningen")
    for line in lines:
        console.print(f"  {line}")


def show_file(path: Path, *, ocr: bool, password: str | None, pictures: Path | None, cache: bool = True) -> None:
    """Print what was read from one file, page by page, each block with its kind."""
    if not path.is_file():
        raise RemissError(f"{path}: filen finns inte")
    outcome = read_sources([Source(make_source_id(path.stem), path, password)], ocr=ocr, cache=cache)[0]
    document = outcome.document
    if document is None:
        raise RemissError(outcome.reason)
    console = Console(highlight=False, soft_wrap=True, markup=False)
    for page in document.pages:
        console.rule(f"{path.name}, sida {page.number} ({len(document.pages)})")
        _show_page(console, document, page.number)
    if not document.pages:
        _show_paragraphs(console, document)
    for warning in document.warnings:
        console.print(f"Obs: {warning}")
    if pictures:
        _draw(document, path, pictures, console, password)


def _show_page(console: Console, document: Document, number: int) -> None:
    for block in document.blocks:
        if document.page_at(block.start) == number:
            console.print(f"[{block.kind.display}] {document.block_text(block)}\n")
    for piece in document.furniture:
        if piece.page == number:
            console.print(f"[{BlockKind.FURNITURE.display}] {' / '.join(piece.text.splitlines())}")


def _show_paragraphs(console: Console, document: Document) -> None:
    """Print a document without pages, each block with the number that citations call it by."""
    for number, block in enumerate(document.blocks, start=1):
        console.print(f"{document.place.display} {number} [{block.kind.display}] {document.block_text(block)}\n")
    for piece in document.furniture:
        console.print(f"[{BlockKind.FURNITURE.display}] {' / '.join(piece.text.splitlines())}")


def _draw(document: Document, path: Path, folder: Path, console: Console, password: str | None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for page in document.pages:
        target = folder / f"{path.stem}-{page.number}.png"
        draw_blocks(document, path, page.number, password=password).save(target)
        console.print(f"Bild: {target}")


def _progress() -> Progress:
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=False)


def _summarise(analysis: Analysis, target: Path) -> None:
    svar, console = analysis.svar, Console(highlight=False, soft_wrap=True, markup=False)
    unread = svar[svar["status"] == ReadStatus.EJ_LAST]
    partly = svar[svar["status"] == ReadStatus.DELVIS_LAST]
    console.print(f"\n{analysis.remiss.title}")
    console.print(f"  Läst: {len(svar) - len(unread)} av {len(svar)} filer")
    for row in [*partly.to_dict("records"), *unread.to_dict("records")]:
        console.print(f"  {str(row['status']).capitalize()}: {row['reason']}")
    if analysis.masked is not None:
        console.print(f"  Maskerat: {len(analysis.masked)} uppgifter om personer; listan är bara för dig")
    silent = analysis.tables["ej_svar"]["remissinstans"].tolist()
    console.print(f"  Ej svarat: {', '.join(silent) if silent else 'ingen'}")
    console.print(f"  Synpunkter: {len(analysis.synpunkter)}, teman: {len(analysis.teman)}")
    _summarise_review(analysis, console)
    for name in ("sammanstallning.docx", "sammanstallning.xlsx", "rapport/index.html", "tabeller", "korning.json"):
        console.print(f"  {target / name}")


def _summarise_review(analysis: Analysis, console: Console) -> None:
    reviewed = analysis.reviewed
    if reviewed.seen or reviewed.lost:
        console.print(
            f"  Granskning: {len(reviewed.seen)} rader granskade, {len(reviewed.applied)} bedömningar ändrade"
        )
    for one in reviewed.lost:
        console.print(f"  Passar inte längre: {one.name}, {one.column} ”{one.value}” ({one.text[:60]})")
