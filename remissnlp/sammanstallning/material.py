"""The material a sammanställning is made of: the tables as records, names of the answers, passages to quote."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from remissnlp.corpus import Remiss
from remissnlp.review import stand_key
from remissnlp.sammanstallning.content import Standpoint
from remissnlp.sammanstallning.paragraphs import Quotation
from remissnlp.sammanstallning.passages import Passages, index_passages
from remissnlp.sammanstallning.swedish import sort_key
from remissnlp.terms import Origin, Position, ReadStatus

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Material:
    """What the chapters are composed of.

    Attributes:
        remiss: What was sent out.
        svar: Rows of `svar`, by name of the instans.
        synpunkter: Rows of `synpunkter`, by name of the instans and order in the answer.
        teman: Rows of `teman`.
        tema_synpunkt: Rows of `tema_synpunkt`.
        positioner: Rows of `positioner`.
        overlapp: Rows of `overlapp`.
        silent: Invited bodies that did not answer.
        names: What each answer is called, by source_id.
        passages: Ready to be quoted.
        seen: Keys of what the analyst has reviewed.
    """

    remiss: Remiss
    svar: tuple[Row, ...]
    synpunkter: tuple[Row, ...]
    teman: tuple[Row, ...]
    tema_synpunkt: tuple[Row, ...]
    positioner: tuple[Row, ...]
    overlapp: tuple[Row, ...]
    silent: tuple[str, ...]
    names: Mapping[str, str]
    passages: Passages = field(repr=False)
    seen: frozenset[str] = frozenset()

    @property
    def read(self) -> tuple[Row, ...]:
        """The answers that could be read, in full or in part."""
        return tuple(row for row in self.svar if row["status"] != ReadStatus.EJ_LAST)

    def synpunkter_of(self, source_id: str) -> tuple[Row, ...]:
        """Give the synpunkter of an answer in reading order."""
        return tuple(row for row in self.synpunkter if row["source_id"] == source_id)

    def on_part(self, part_id: str) -> tuple[Row, ...]:
        """Give the synpunkter that speak of a part."""
        return tuple(row for row in self.synpunkter if part_id in row["parts"].split(";"))

    def standpoints(self, *, part: str) -> tuple[Standpoint, ...]:
        """Give the positions on the whole or a part, most approving first, then by name."""
        order = list(Position)
        rows = [row for row in self.positioner if row["part"] == part and row["source_id"] in self.names]
        found = [self.standpoint(row) for row in rows]
        return tuple(sorted(found, key=lambda one: (order.index(one.position), sort_key(one.name), one.source_id)))

    def standpoint(self, row: Row) -> Standpoint:
        """Make a standpoint of a row of `positioner`."""
        return Standpoint(
            source_id=row["source_id"],
            name=self.names[row["source_id"]],
            part=row["part"],
            position=Position(row["position"]),
            quotation=self._evidence(row["sentence_id"]),
            reviewed=row["origin"] == Origin.GRANSKNING or stand_key(row["source_id"], row["part"]) in self.seen,
        )

    def names_of(self, synpunkter: Iterable[Row]) -> tuple[str, ...]:
        """Give the names of those the synpunkter come from, each once, by name, however many files each has sent."""
        return tuple(sorted({row["remissinstans"] for row in synpunkter}, key=sort_key))

    def _evidence(self, sentence_ids: str) -> Quotation | None:
        first = next((one for one in sentence_ids.split(";") if self.passages.has(one)), None)
        return self.passages.quote(first) if first else None


def gather(
    remiss: Remiss,
    tables: Mapping[str, pd.DataFrame],
    texts: Mapping[str, str],
    *,
    seen: frozenset[str] = frozenset(),
) -> Material:
    """Gather the material: tables as records in a fixed order."""
    svar = _records(tables["svar"])
    names = name_answers(svar)
    order = {row["sentence_id"]: row["n"] for row in _records(tables["meningar"])}
    return Material(
        remiss=remiss,
        svar=tuple(sorted(svar, key=lambda row: (sort_key(names[row["source_id"]]), row["source_id"]))),
        synpunkter=tuple(
            sorted(
                _records(tables["synpunkter"]),
                key=lambda row: (sort_key(names[row["source_id"]]), row["source_id"], order[row["sentence_id"]]),
            )
        ),
        teman=_records(tables["teman"]),
        tema_synpunkt=_records(tables["tema_synpunkt"]),
        positioner=_records(tables["positioner"]),
        overlapp=_records(tables["overlapp"]),
        silent=tuple(sorted(tables["ej_svar"]["remissinstans"], key=sort_key)),
        names=names,
        passages=index_passages(tables, texts, names),
        seen=seen,
    )


def name_answers(svar: Iterable[Row]) -> dict[str, str]:
    """Give each answer the name of its instans, and the file's name too where an instans sent several files."""
    rows = list(svar)
    repeated = {name for name, count in Counter(row["remissinstans"] for row in rows).items() if count > 1}
    return {
        row["source_id"]: f"{row['remissinstans']} ({row['file']})"
        if row["remissinstans"] in repeated
        else row["remissinstans"]
        for row in rows
    }


def _records(table: pd.DataFrame) -> tuple[Row, ...]:
    return tuple({str(key): value for key, value in row.items()} for row in table.to_dict("records"))
