"""The whole way on one page: a `Remiss` in, every table and the sammanställning out. Start reading here."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from remissnlp import display, output
from remissnlp.answers import Answer
from remissnlp.corpus import Remiss
from remissnlp.corrections import Reviewed
from remissnlp.document import Document
from remissnlp.findings import Clock, Findings, Progress, find_synpunkter
from remissnlp.options import Options
from remissnlp.sammanstallning import Sammanstallning, check, compose
from remissnlp.themes import Codebook, Themes, continue_themes, find_themes, load_codebook, suggest_labels


@dataclass(frozen=True, repr=False)
class Analysis:
    """What a run found: the tables of the data dictionary, the documents under them, and the sammanställning.

    Attributes:
        remiss: What was sent out.
        options: What the user chose.
        answers: What came back.
        found: The tables as the program made them, before the analyst's review.
        reviewed: The tables with the review in them, and how often analyst and program agreed.
        sammanstallning: What is written of them.
        run: The record of the run.
        masked: What was masked, if anything was to be.
    """

    remiss: Remiss
    options: Options
    answers: tuple[Answer, ...]
    found: Mapping[str, pd.DataFrame]
    reviewed: Reviewed
    sammanstallning: Sammanstallning
    run: Mapping[str, Any]
    masked: pd.DataFrame | None = None

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """All tables by name, with the analyst's corrections in them."""
        return self.reviewed.tables

    @property
    def svar(self) -> pd.DataFrame:
        """One row a file that came in."""
        return self.tables["svar"]

    @property
    def meningar(self) -> pd.DataFrame:
        """One row a sentence."""
        return self.tables["meningar"]

    @property
    def synpunkter(self) -> pd.DataFrame:
        """One row a synpunkt."""
        return self.tables["synpunkter"]

    @property
    def teman(self) -> pd.DataFrame:
        """One row a theme."""
        return self.tables["teman"]

    @property
    def positioner(self) -> pd.DataFrame:
        """One row a position on the whole or a part."""
        return self.tables["positioner"]

    @property
    def documents(self) -> dict[str, Document]:
        """The documents that could be read, by source_id."""
        return {answer.source.source_id: answer.document for answer in self.answers if answer.document}

    def view(self, name: str) -> pd.DataFrame:
        """Give a table by name with Swedish headings, and codes as words in the order of their ladder."""
        return display.present(name, self.tables[name])

    def show(self, row_id: str) -> display.Shown:
        """Show a synpunkt or sentence, by its id, where it stands on the page.

        Raises:
            KeyError: If there is no such synpunkt or sentence.
        """
        row = self._sentence(row_id)
        answer = next(one for one in self.answers if one.source.source_id == row["source_id"])
        if answer.document is None:
            raise KeyError(row_id)
        return display.show_sentence(
            row, remissinstans=answer.metadata.remissinstans, source=answer.source, document=answer.document
        )

    def _sentence(self, row_id: str) -> dict[str, Any]:
        synpunkter, meningar = self.synpunkter, self.meningar
        named = synpunkter.loc[synpunkter["synpunkt_id"] == row_id, "sentence_id"].tolist()
        rows = meningar[meningar["sentence_id"] == (named[0] if named else row_id)].to_dict("records")
        if not rows:
            raise KeyError(f"{row_id}: ingen synpunkt eller mening har detta id")
        return {str(name): value for name, value in rows[0].items()}

    def __repr__(self) -> str:
        return f"Analysis({self.remiss.title!r}: {len(self.svar)} svar, {len(self.synpunkter)} synpunkter)"

    def _repr_html_(self) -> str:
        return display.glance(self.remiss.title, self.tables)

    def write(self, folder: str | Path) -> None:
        """Write tables, Word, Excel, HTML and korning.json to `folder`, each whole or not at all.

        Raises:
            RemissError: If a file cannot be written; the message says which and what to do.
        """
        output.write(
            self.sammanstallning,
            self.reviewed,
            self.answers,
            Path(folder),
            parts=self.remiss.parts,
            run=self.run,
            template=self.options.template,
        )
        if self.masked is not None:
            output.write_masked(self.masked, Path(folder))


def analyse(
    remiss: Remiss,
    *,
    options: Options | None = None,
    progress: Progress | None = None,
    earlier: Themes | None = None,
) -> Analysis:
    """Take a remiss the whole way: read, tag, find synpunkter, themes and positions, compose and check.

    Args:
        remiss: What was sent out and what came back.
        options: What the user has chosen.
        progress: Told how far each step has come.
        earlier: Themes of a run before, to keep; a codebook or a wished number of themes goes before them.

    Raises:
        RemissError: If the settings, the pipeline, the codebook or the review cannot be used. A file that cannot be
            read raises nothing: it is listed with the reason.
    """
    chosen, clock, codebook = options or Options(), Clock(), _codebook(remiss)
    found = find_synpunkter(remiss, options=chosen, progress=progress, clock=clock)
    with clock.step("teman"):
        themes = _find_themes(found.tables["synpunkter"], codebook, chosen, earlier)
        tables = found.with_themes(themes.teman, themes.tema_synpunkt)
    with clock.step("granskning"):
        reviewed = found.apply(tables)
    with clock.step("sammanställning"):
        run = output.describe_run(
            found.remiss, vars(chosen), reviewed, found.answers, model=found.model, seconds=clock.seconds
        )
        doubts = suggest_labels(found.tables["synpunkter"], codebook=codebook, model=themes.model)
        sammanstallning = _compose(found, reviewed, run, chosen, themes.reason, doubts)
    return Analysis(found.remiss, chosen, found.answers, tables, reviewed, sammanstallning, run, found.masked)


def _find_themes(
    synpunkter: pd.DataFrame, codebook: Codebook | None, options: Options, earlier: Themes | None
) -> Themes:
    if earlier is not None and codebook is None and options.n_themes is None:
        return continue_themes(earlier, synpunkter)
    return find_themes(synpunkter, codebook=codebook, n_themes=options.n_themes)


def _compose(
    found: Findings,
    reviewed: Reviewed,
    run: Mapping[str, Any],
    options: Options,
    reason: str,
    doubts: pd.DataFrame,
) -> Sammanstallning:
    """Compose the sammanställning and check it against the documents."""
    sammanstallning = compose(
        found.remiss,
        reviewed.tables,
        texts=found.texts,
        form=options.form,
        quotes_per_theme=options.quotes_per_theme,
        quotes_per_answer=options.quotes_per_answer,
        run=run,
        reviewed=reviewed,
        reason=reason,
        doubts=doubts,
    )
    check(sammanstallning, reviewed.tables, found.texts)
    return sammanstallning


def _codebook(remiss: Remiss) -> Codebook | None:
    path = remiss.folder / "kodbok.toml"
    return load_codebook(path) if path.exists() else None


__all__ = ["Analysis", "Options", "analyse"]
