"""The whole way on one page: a `Remiss` in, every table and the sammanställning out. Start reading here."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from remissnlp import display, output
from remissnlp.annotation import Metadata, Setting, annotate, describe, load_pipeline, units_of
from remissnlp.answers import Answer, make_ej_svar, make_svar, name_answers
from remissnlp.corpus import Remiss, overrides_of
from remissnlp.corrections import Reviewed, apply_review
from remissnlp.document import Document
from remissnlp.overlap import mark_overlaps
from remissnlp.pdf import ReadOutcome
from remissnlp.positions import find_positions
from remissnlp.privacy import mask_answers
from remissnlp.reading import read_sources
from remissnlp.review import Review, load_review
from remissnlp.sammanstallning import Sammanstallning, check, compose
from remissnlp.sammanstallning.composing import QUOTES_PER_ANSWER, QUOTES_PER_THEME
from remissnlp.synpunkter import extract_sentences, meningar_of, normalise, select_synpunkter
from remissnlp.terms import Form
from remissnlp.themes import Themes, continue_themes, find_themes, load_codebook

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how much of it is done, and of how much."""


@dataclass(frozen=True)
class Options:
    """What a user may choose for a run.

    Attributes:
        model: Name or folder of a Swedish spaCy pipeline; None for the one the package brings.
        ocr: Whether files without a text layer are read by optical character recognition.
        n_themes: How many themes to form; None lets the material decide.
        workers: How many files are read at once; None for one a core.
        mask: Whether names of persons and their contact details are covered in all that comes out.
        cache: Whether files that have not changed since last time are taken from the cache.
        held_out: Whether an answer that a learned model was fitted on is judged by one fitted without it, as an
            evaluation must.
        form: Whose way of writing the sammanställning follows.
        template: The office's own Word template, .docx or .dotx.
        quotes_per_answer: At most how many synpunkter of an answer to quote besides its positions.
        quotes_per_theme: At most how many to quote in a theme, a part or on the whole.
    """

    model: str | None = None
    ocr: bool = False
    n_themes: int | None = None
    workers: int | None = None
    mask: bool = False
    cache: bool = True
    held_out: bool = False
    form: Form = Form.STOCKHOLM
    template: str | None = None
    quotes_per_answer: int = QUOTES_PER_ANSWER
    quotes_per_theme: int = QUOTES_PER_THEME


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


@dataclass
class _Clock:
    """Seconds of each step, in the order they ran."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what stands inside."""
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 2)


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
    chosen, clock, tell = options or Options(), _Clock(), progress or _silent
    codebook, review = _codebook(remiss), _review(remiss)
    with clock.step("läsning"):
        outcomes, proposal = _read(remiss, chosen, tell)
    masked = None
    if chosen.mask:
        with clock.step("maskering"):
            remiss, outcomes, masked = mask_answers(remiss, outcomes)
    with clock.step("språkanalys"):
        nlp = load_pipeline(chosen.model)
        said = [unit.text for document in proposal for unit in units_of(annotate(document, nlp))]
        docs = _annotate(remiss, outcomes, nlp, said, chosen, tell)
        answers = name_answers(remiss, outcomes, {doc._.document.source_id: doc._.metadata for doc in docs})
    with clock.step("synpunkter"):
        names = {answer.source.source_id: answer.metadata.remissinstans for answer in answers if answer.document}
        sentences, overlapp = mark_overlaps(extract_sentences(docs), said)
        meningar, synpunkter = meningar_of(sentences), select_synpunkter(sentences, remissinstanser=names)
        positioner = find_positions(sentences, remissinstanser=names, parts=_parts(remiss))
    with clock.step("teman"):
        if earlier is not None and codebook is None and chosen.n_themes is None:
            themes = continue_themes(earlier, synpunkter)
        else:
            themes = find_themes(synpunkter, codebook=codebook, n_themes=chosen.n_themes)
    tables = {
        "svar": make_svar(answers, positioner, synpunkter),
        "meningar": meningar,
        "synpunkter": synpunkter,
        "teman": themes.teman,
        "tema_synpunkt": themes.tema_synpunkt,
        "positioner": positioner,
        "overlapp": overlapp,
        "ej_svar": make_ej_svar(remiss, answers),
    }
    with clock.step("granskning"):
        reviewed = apply_review(tables, review) if review else Reviewed(tables)
    with clock.step("sammanställning"):
        run = output.describe_run(remiss, vars(chosen), reviewed, answers, model=describe(nlp), seconds=clock.seconds)
        sammanstallning = _compose(remiss, reviewed, answers, run, chosen)
    return Analysis(remiss, chosen, tuple(answers), tables, reviewed, sammanstallning, run, masked)


def _read(remiss: Remiss, options: Options, tell: Progress) -> tuple[list[ReadOutcome], list[Document]]:
    sources, done = [*remiss.sources, *remiss.proposal], 0

    def count(_: object) -> None:
        nonlocal done
        done += 1
        tell("Läser", done, len(sources))

    outcomes = read_sources(sources, workers=options.workers, ocr=options.ocr, cache=options.cache, on_done=count)
    answers, proposal = outcomes[: len(remiss.sources)], outcomes[len(remiss.sources) :]
    return answers, [outcome.document for outcome in proposal if outcome.document]


def _annotate(
    remiss: Remiss, outcomes: Sequence[ReadOutcome], nlp: Any, said: list[str], options: Options, tell: Progress
) -> list[Any]:
    docs = []
    known = frozenset(normalise(sentence) for sentence in said)
    for number, outcome in enumerate(outcomes, start=1):
        if outcome.document:
            docs.append(annotate(outcome.document, nlp, setting=_setting(remiss, outcome, known, options)))
        tell("Analyserar", number, len(outcomes))
    return docs


def _setting(remiss: Remiss, outcome: ReadOutcome, proposal: frozenset[str], options: Options) -> Setting:
    overrides = overrides_of(remiss, outcome.source)
    return Setting(
        remiss.sender, _parts(remiss), remiss.invited, proposal, dict(overrides), options.held_out, remiss.dnr
    )


def _compose(
    remiss: Remiss, reviewed: Reviewed, answers: Sequence[Answer], run: Mapping[str, Any], options: Options
) -> Sammanstallning:
    """Compose the sammanställning and check it against the documents."""
    texts = {answer.source.source_id: answer.document.text for answer in answers if answer.document}
    sammanstallning = compose(
        remiss,
        reviewed.tables,
        texts=texts,
        form=options.form,
        quotes_per_theme=options.quotes_per_theme,
        quotes_per_answer=options.quotes_per_answer,
        run=run,
        reviewed=reviewed,
    )
    check(sammanstallning, reviewed.tables, texts)
    return sammanstallning


def _parts(remiss: Remiss) -> tuple[tuple[str, str], ...]:
    return tuple((part.part_id, part.heading) for part in remiss.parts)


def _codebook(remiss: Remiss) -> Any:
    path = remiss.folder / "kodbok.toml"
    return load_codebook(path) if path.exists() else None


def _review(remiss: Remiss) -> Review | None:
    path = remiss.folder / "granskning.xlsx"
    return load_review(path) if path.exists() else None


def _silent(step: str, done: int, total: int) -> None:
    """Say nothing."""


__all__ = ["Analysis", "Metadata", "Options", "analyse"]
