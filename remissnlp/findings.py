"""What the answers say, before themes: read, tagged, told whose view each sentence is and where each answer stands."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from remissnlp.annotation import Setting, annotate, describe, load_pipeline, units_of
from remissnlp.answers import Answer, make_ej_svar, make_svar, name_answers
from remissnlp.corpus import Remiss, overrides_of
from remissnlp.corrections import Reviewed, apply_review
from remissnlp.document import Document
from remissnlp.options import Options
from remissnlp.overlap import mark_overlaps
from remissnlp.pdf import ReadOutcome
from remissnlp.positions import find_positions
from remissnlp.privacy import mask_answers, mask_review
from remissnlp.reading import read_sources
from remissnlp.review import Review, load_review
from remissnlp.synpunkter import extract_sentences, meningar_of, normalise, select_synpunkter
from remissnlp.tables import MODELS, Teman, TemaSynpunkt, build

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how much of it is done, and of how much."""


@dataclass
class Clock:
    """Seconds of each step, in the order they ran."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what stands inside."""
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 2)


@dataclass(frozen=True)
class Findings:
    """What was found before themes are formed.

    Attributes:
        remiss: What was sent out, with masked names where masking was wished for.
        answers: What came back.
        tables: All tables but those of the themes, as the program made them.
        model: The Swedish pipeline, described.
        masked: What was masked, if anything was to be.
        review: What the analyst's granskning.xlsx says, if there is one.
    """

    remiss: Remiss
    answers: tuple[Answer, ...]
    tables: Mapping[str, pd.DataFrame]
    model: str
    masked: pd.DataFrame | None
    review: Review | None

    @property
    def texts(self) -> dict[str, str]:
        """The text of each answer that could be read, by source_id."""
        return {one.source.source_id: one.document.text for one in self.answers if one.document}

    def with_themes(self, teman: pd.DataFrame, tema_synpunkt: pd.DataFrame) -> dict[str, pd.DataFrame]:
        """Give all tables, in the order of the data dictionary, still without the analyst's corrections."""
        every = {**self.tables, "teman": teman, "tema_synpunkt": tema_synpunkt}
        return {name: every[name] for name in MODELS}

    def apply(self, tables: Mapping[str, pd.DataFrame]) -> Reviewed:
        """Give tables with the analyst's corrections in them."""
        return apply_review(tables, self.review) if self.review else Reviewed(tables)

    def reviewed(self) -> Mapping[str, pd.DataFrame]:
        """Give the tables with the analyst's corrections in them, those of the themes left empty."""
        return self.apply(self.with_themes(build(Teman, []), build(TemaSynpunkt, []))).tables


def find_synpunkter(
    remiss: Remiss, *, options: Options | None = None, progress: Progress | None = None, clock: Clock | None = None
) -> Findings:
    """Take a remiss as far as its synpunkter and positions, which is all that a codebook is made of.

    Args:
        remiss: What was sent out and what came back.
        options: What the user has chosen.
        progress: Told how far each step has come.
        clock: Told the seconds of each step.

    Raises:
        RemissError: If the settings, the pipeline or the review cannot be used. A file that cannot be read raises
            nothing: it is listed with the reason.
    """
    chosen, clock, tell = options or Options(), clock or Clock(), progress or _silent
    review, masked = _review(remiss), None
    with clock.step("läsning"):
        outcomes, proposal = _read(remiss, chosen, tell)
    if chosen.mask:
        with clock.step("maskering"):
            remiss, outcomes, masked = mask_answers(remiss, outcomes)
            review = mask_review(review, masked) if review else None
    with clock.step("språkanalys"):
        nlp = load_pipeline(chosen.model)
        said = [unit.text for document in proposal for unit in units_of(annotate(document, nlp))]
        docs = _annotate(remiss, outcomes, nlp, said, chosen, tell)
        answers = name_answers(remiss, outcomes, {doc._.document.source_id: doc._.metadata for doc in docs})
    with clock.step("synpunkter"):
        tables = _tables(remiss, answers, docs, said)
    return Findings(remiss, tuple(answers), tables, describe(nlp), masked, review)


def _tables(remiss: Remiss, answers: Sequence[Answer], docs: Sequence[Any], said: list[str]) -> dict[str, pd.DataFrame]:
    names = {answer.source.source_id: answer.metadata.remissinstans for answer in answers if answer.document}
    sentences, overlapp = mark_overlaps(extract_sentences(docs), said)
    synpunkter = select_synpunkter(sentences, remissinstanser=names)
    positioner = find_positions(sentences, remissinstanser=names, parts=_parts(remiss))
    return {
        "svar": make_svar(answers, positioner, synpunkter),
        "meningar": meningar_of(sentences),
        "synpunkter": synpunkter,
        "positioner": positioner,
        "overlapp": overlapp,
        "ej_svar": make_ej_svar(remiss, answers),
    }


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


def _parts(remiss: Remiss) -> tuple[tuple[str, str], ...]:
    return tuple((part.part_id, part.heading) for part in remiss.parts)


def _review(remiss: Remiss) -> Review | None:
    path = remiss.folder / "granskning.xlsx"
    return load_review(path) if path.exists() else None


def _silent(step: str, done: int, total: int) -> None:
    """Say nothing."""
