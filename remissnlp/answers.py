"""The table of answers: what came in, who it is from, whether it could be read, and who did not answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from remissnlp.annotation import Metadata, instanstyp_of
from remissnlp.corpus import Remiss, make_source_id, overrides_of
from remissnlp.document import CELL_MARK, Document, Source
from remissnlp.pdf import ReadOutcome
from remissnlp.tables import EjSvar, Svar, build
from remissnlp.terms import WHOLE, Instanstyp, PlaceKind


@dataclass(frozen=True)
class Answer:
    """One file that came in: how the reading went, and what the head of the answer says."""

    outcome: ReadOutcome
    metadata: Metadata

    @property
    def source(self) -> Source:
        """The file."""
        return self.outcome.source

    @property
    def document(self) -> Document | None:
        """The text, if it could be read."""
        return self.outcome.document


def name_answers(remiss: Remiss, outcomes: Sequence[ReadOutcome], metadata: Mapping[str, Metadata]) -> list[Answer]:
    """Give each file its metadata and its remissinstans: from the text, else the invited body its file is named after.

    Where neither says, the file's own name stands for the remissinstans, so that nothing is lost.
    """
    return [Answer(outcome, _named(remiss, outcome, metadata.get(outcome.source.source_id))) for outcome in outcomes]


def make_svar(answers: Iterable[Answer], positioner: pd.DataFrame, synpunkter: pd.DataFrame) -> pd.DataFrame:
    """Make the table `svar`: one row a file, with its position on the whole and the number of its synpunkter."""
    whole = positioner[positioner["part"] == WHOLE].set_index("source_id")
    counts = synpunkter["source_id"].value_counts()
    return build(Svar, [_row(answer, whole, int(counts.get(answer.source.source_id, 0))) for answer in answers])


def make_ej_svar(remiss: Remiss, answers: Iterable[Answer]) -> pd.DataFrame:
    """Make the table `ej_svar`: the invited bodies from which no file came in, read or not."""
    answered = {_key(answer.metadata.remissinstans) for answer in answers}
    return build(EjSvar, [{"remissinstans": name} for name in remiss.invited if _key(name) not in answered])


def _named(remiss: Remiss, outcome: ReadOutcome, metadata: Metadata | None) -> Metadata:
    overrides = overrides_of(remiss, outcome.source)
    found = metadata or Metadata(**overrides)
    if metadata and metadata.remissinstans:
        return metadata
    name = found.remissinstans or _invited_by_file(remiss, outcome.source) or outcome.source.path.stem
    return Metadata(**{**vars(found), "remissinstans": name, "instanstyp": _type(name, found)})


def _type(name: str, found: Metadata) -> str:
    return found.instanstyp if found.instanstyp != Instanstyp.ANNAN else str(instanstyp_of(name))


def _invited_by_file(remiss: Remiss, source: Source) -> str:
    ids = {make_source_id(name): name for name in remiss.invited}
    return ids.get(source.source_id, "")


def _key(name: str) -> str:
    return " ".join(name.lower().split())


def _row(answer: Answer, whole: pd.DataFrame, synpunkter: int) -> dict[str, Any]:
    document, source_id = answer.document, answer.source.source_id
    position = whole.loc[source_id] if source_id in whole.index else None
    return {
        "source_id": source_id,
        "file": answer.source.file,
        "sha256": answer.outcome.sha256,
        **vars(answer.metadata),
        "position": "" if position is None else position["position"],
        "position_evidence_id": "" if position is None else position["sentence_id"],
        "pages": len(document.pages) if document else 0,
        "plats": str(document.place if document else PlaceKind.SIDA),
        "words": len(document.text.replace(CELL_MARK, " ").split()) if document else 0,
        "synpunkter": synpunkter,
        "ocr": bool(document and document.ocr),
        "status": str(answer.outcome.status),
        "reason": answer.outcome.reason,
    }
