"""What `remissnlp evaluate` does: run or read a run, score it, show the figures, write them as JSON."""

import json
from dataclasses import asdict
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.table import Table

from remissnlp.analysis import Options, analyse
from remissnlp.corpus import load_remiss
from remissnlp.errors import CorpusError
from remissnlp.evaluation import Agreement, Confusion, Evaluation, Mistake, compare_readers, evaluate, read_gold
from remissnlp.files import whole_file

_TABLES = ("svar", "meningar", "positioner")
_WIDTH = 160  # of tables written to a file or a pipe, which have no width of their own


def evaluate_corpus(
    corpus: Path,
    *,
    gold: Path | None = None,
    run: Path | None = None,
    other: Path | None = None,
    out: Path | None = None,
    model: str | None = None,
    ocr: bool = False,
    shown: int = 40,
) -> None:
    """Score a corpus against its gold and print the figures.

    Args:
        corpus: The remiss folder.
        gold: Folder of gold labels; None for `gold/` in the corpus.
        run: Folder that `remissnlp run` wrote, scored as it is, the analyst's corrections in it; None for a fresh
            run, with learned models held out.
        other: Another reader's gold to compare with.
        out: JSON file to write.
        model: Swedish pipeline for a fresh run.
        ocr: Whether scanned pages are read in a fresh run.
        shown: How many mistakes to print; all are in the JSON.
    """
    labels = gold or corpus / "gold"
    agreement = compare_readers(read_gold(labels), read_gold(other)) if other else []
    if run:
        tables, reviewed = _read_tables(run), _read_agreement(run)
    else:
        tables, reviewed = _run(corpus, Options(model=model, ocr=ocr, held_out=True))
    if not reviewed.empty:
        _console().print(_review_table(reviewed))
    if not reviewed.empty and run:
        _console().print("Obs: måtten nedan räknas på körningens tabeller, med handläggarens rättelser i dem.")
    if not reviewed.empty and not labels.is_dir():
        return
    evaluation = evaluate(tables, labels)
    _show(evaluation, agreement, shown)
    if out:
        record = {
            "korpus": corpus.name,
            **evaluation.to_dict(),
            "agreement": [asdict(row) for row in agreement],
            "granskning": reviewed.reset_index().to_dict("records"),
        }
        with whole_file(out) as temporary:
            temporary.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _run(corpus: Path, options: Options) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Give the tables as the program made them, and how often the analyst's review agrees with them."""
    analysis = analyse(load_remiss(corpus), options=options)
    agreement = analysis.reviewed.agreement
    return dict(analysis.found), agreement if agreement.empty else agreement[agreement["granskade"] > 0]


def _read_tables(run: Path) -> dict[str, pd.DataFrame]:
    missing = [name for name in _TABLES if not (run / "tabeller" / f"{name}.parquet").exists()]
    if missing:
        raise CorpusError(f"{run}: saknar tabeller/{missing[0]}.parquet; ange en mapp som remissnlp run har skrivit")
    return {name: pd.read_parquet(run / "tabeller" / f"{name}.parquet") for name in _TABLES}


def _read_agreement(run: Path) -> pd.DataFrame:
    """Read how often the analyst's review agreed with the program when a run was made; empty if there was none."""
    path = run / "korning.json"
    try:
        record = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: går inte att läsa ({error}); kör remissnlp run igen") from error
    rows = record.get("granskning", {}).get("samstammighet", [])
    return pd.DataFrame(rows).set_index("bedömning") if rows else pd.DataFrame()


def _show(evaluation: Evaluation, agreement: list[Agreement], shown: int) -> None:
    console = _console()
    console.print(_score_table(evaluation))
    for confusion in evaluation.confusions:
        console.print(_confusion_table(confusion))
    if agreement:
        console.print(_agreement_table(agreement))
    _show_mistakes(console, evaluation.mistakes, shown)


def _console() -> Console:
    console = Console(highlight=False, soft_wrap=True, markup=False)
    return console if console.is_terminal else Console(width=_WIDTH, highlight=False, soft_wrap=True, markup=False)


def _score_table(evaluation: Evaluation) -> Table:
    table = _table("Mått", "", "", "värde", "antal")
    previous = ""
    for score in evaluation.scores:
        group = score.group if score.group != previous else ""
        table.add_row(group, score.name, f"{score.value:.3f}", str(score.cases))
        previous = score.group
    return table


def _confusion_table(confusion: Confusion) -> Table:
    table = _table(f"{confusion.name.capitalize()}: facit i rader, funnet i kolumner", "", *confusion.labels)
    for label, counts in zip(confusion.labels, confusion.counts, strict=True):
        table.add_row(label, *(str(count) if count else "·" for count in counts))
    return table


def _agreement_table(agreement: list[Agreement]) -> Table:
    table = _table("Samstämmighet mellan två läsare", "", "kappa", "lika", "antal")
    for row in agreement:
        table.add_row(row.name, f"{row.kappa:.3f}", f"{row.agreed:.3f}", str(row.cases))
    return table


def _review_table(agreement: pd.DataFrame) -> Table:
    table = _table("Programmet mot handläggarens granskning", "", "lika", "andel", "granskade")
    for name, row in agreement.iterrows():
        table.add_row(str(name), str(int(row["lika"])), f"{row['andel']:.3f}", str(int(row["granskade"])))
    return table


def _show_mistakes(console: Console, mistakes: tuple[Mistake, ...], shown: int) -> None:
    console.print(f"\nFel: {len(mistakes)}" + (f", de {shown} första" if shown < len(mistakes) else ""))
    for mistake in mistakes[:shown]:
        page = f", s. {mistake.page}" if mistake.page else ""
        cue = f" [{mistake.cue}]" if mistake.cue else ""
        console.print(f"- {mistake.source_id}{page}: {mistake.what}: {mistake.gold} → {mistake.found}{cue}")
        if mistake.text:
            console.print(f"  {mistake.text}")


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="left" if number == 0 or heading == "" else "right", no_wrap=True)
    return table
