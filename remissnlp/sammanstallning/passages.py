"""Passages: a sentence as it can be quoted, together with those it cannot be understood without."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from remissnlp.sammanstallning.leaning import breaks_off, is_item, leads_in, leans
from remissnlp.sammanstallning.paragraphs import ELLIPSIS, Place, Quotation
from remissnlp.terms import PLACE_MARKS, PlaceKind, Stance

_FURTHEST_BACK = 2
_MOST_ITEMS = 4
_MARKER = r"(?:[-–—•·▪◦*‣●○■]|\(?\d{1,2}[.)]|\(?[a-zåäö]\))"
_MARKER_BEFORE = re.compile(rf"(?:^|\s){_MARKER}\s*$")
_EMPTY_OR_MARKER = re.compile(rf"\s*(?:{_MARKER}\s*)?")
_SHORTEST_SHARED = 6


@dataclass(frozen=True, slots=True)
class _Group:
    """Sentences of an answer that are quoted as one passage, and those of them that were asked for."""

    source_id: str
    indices: frozenset[int]
    asked: frozenset[int]


@dataclass(frozen=True)
class Passages:
    """All sentences in reading order by answer, ready to be quoted.

    Attributes:
        meningar: The table, as records.
        synpunkter: The table, as records.
        texts: Text of each document by source_id.
        names: Who sent each answer, by source_id.
        marks: What stands before the number of a place in each answer, by source_id; "s." where it is not said.
    """

    meningar: tuple[Mapping[str, Any], ...]
    synpunkter: tuple[Mapping[str, Any], ...]
    texts: Mapping[str, str]
    names: Mapping[str, str]
    marks: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _order(self) -> dict[str, list[Mapping[str, Any]]]:
        order: dict[str, list[Mapping[str, Any]]] = {}
        for row in sorted(self.meningar, key=lambda row: (row["source_id"], row["n"])):
            order.setdefault(row["source_id"], []).append(row)
        return order

    @cached_property
    def _index(self) -> dict[str, tuple[str, int]]:
        return {
            row["sentence_id"]: (source, index)
            for source, rows in self._order.items()
            for index, row in enumerate(rows)
        }

    @cached_property
    def _synpunkt_of(self) -> dict[str, Mapping[str, Any]]:
        return {row["sentence_id"]: row for row in self.synpunkter}

    @cached_property
    def _same(self) -> dict[str, list[Mapping[str, Any]]]:
        same: dict[str, list[Mapping[str, Any]]] = {}
        for row in self.synpunkter:
            same.setdefault(_plain(row["text"]), []).append(row)
        return same

    def has(self, sentence_id: str) -> bool:
        """Tell whether the sentence is known."""
        return sentence_id in self._index

    def quote(self, sentence_id: str) -> Quotation:
        """Quote a sentence, with those before it that it leans on or the lead-in of its list."""
        source_id, index = self._index[sentence_id]
        return self._passage(source_id, self._needed(source_id, index), main=index)

    def quote_together(self, sentence_ids: Iterable[str]) -> tuple[Quotation, ...]:
        """Quote several sentences of one answer in reading order; those that share words become one passage."""
        groups: list[_Group] = []
        for source_id, index in sorted(self._index[sentence_id] for sentence_id in sentence_ids):
            needed = frozenset(self._needed(source_id, index))
            sharing = [one for one in groups if one.source_id == source_id and one.indices & needed]
            merged = needed.union(*(one.indices for one in sharing))
            asked = frozenset({index}).union(*(one.asked for one in sharing))
            groups = [*(one for one in groups if one not in sharing), _Group(source_id, merged, asked)]
        ordered = sorted(groups, key=lambda one: (one.source_id, min(one.indices)))
        return tuple(self._joint_passage(one) for one in ordered)

    def _joint_passage(self, group: _Group) -> Quotation:
        """Quote a group as one passage, which takes the direction that those asked for have together."""
        quotation = self._passage(group.source_id, sorted(group.indices), main=min(group.asked))
        ids = (self._order[group.source_id][index]["sentence_id"] for index in sorted(group.asked))
        stances = {self._synpunkt_of[one]["stance"] for one in ids if one in self._synpunkt_of}
        return replace(quotation, also=(), stance=_join_stances(stances) or quotation.stance)

    def _needed(self, source_id: str, index: int) -> list[int]:
        """Give the indices of the sentences that must be quoted for this one to be understood."""
        rows, chosen = self._order[source_id], [index]
        if self._leads_in(source_id, index):
            chosen += self._items_after(source_id, index)
        elif self._is_item(source_id, index):
            chosen = [*self._lead_in_before(source_id, index), index]
        for step in range(_FURTHEST_BACK):
            first = chosen[0]
            if not self._can_precede(source_id, first) or not leans(rows[first]["text"]):
                break
            if step and rows[first]["paragraph"] != rows[first - 1]["paragraph"]:
                break  # one leap over the end of a paragraph; two would bring in what is about something else
            chosen.insert(0, first - 1)
        return chosen

    def _is_item(self, source_id: str, index: int) -> bool:
        """Tell whether a sentence is an item of a list, its bullet being its own or standing before it."""
        if is_item(self._order[source_id][index]["text"]):
            return True
        return index > 0 and bool(_MARKER_BEFORE.search(self._gap(source_id, index)))

    def _gap(self, source_id: str, index: int) -> str:
        before, row = self._order[source_id][index - 1], self._order[source_id][index]
        return self.texts[source_id][before["end"] : row["start"]]

    def _leads_in(self, source_id: str, index: int) -> bool:
        """Tell whether a sentence announces a list, by a colon or by breaking off before its first item."""
        text = self._order[source_id][index]["text"]
        return leads_in(text) or (breaks_off(text) and self._follows(source_id, index + 1))

    def _lead_in_before(self, source_id: str, index: int) -> list[int]:
        while index > 0 and self._follows(source_id, index):
            index -= 1
            if self._leads_in(source_id, index):
                return [index]
        return []

    def _items_after(self, source_id: str, index: int) -> list[int]:
        items: list[int] = []
        while len(items) < _MOST_ITEMS and self._follows(source_id, index + len(items) + 1):
            items.append(index + len(items) + 1)
        return items

    def _follows(self, source_id: str, index: int) -> bool:
        """Tell whether a sentence goes on with the list before it: in the same paragraph, or an item next to it."""
        rows = self._order[source_id]
        if index >= len(rows):
            return False
        if rows[index]["paragraph"] == rows[index - 1]["paragraph"]:
            return True
        return _EMPTY_OR_MARKER.fullmatch(self._gap(source_id, index)) is not None and self._is_item(source_id, index)

    def _can_precede(self, source_id: str, index: int) -> bool:
        """Tell whether the sentence before is next to this one, with no heading or note between."""
        if index == 0:
            return False
        return not self._gap(source_id, index).strip() and not self._is_item(source_id, index - 1)

    def _passage(self, source_id: str, indices: Sequence[int], *, main: int) -> Quotation:
        rows = [self._order[source_id][index] for index in indices]
        spans = self._spans(source_id, indices)
        synpunkter = [self._synpunkt_of[row["sentence_id"]] for row in rows if row["sentence_id"] in self._synpunkt_of]
        principal = self._synpunkt_of.get(self._order[source_id][main]["sentence_id"])
        return Quotation(
            text=f" {ELLIPSIS} ".join(self.texts[source_id][start:end] for start, end in spans),
            source_id=source_id,
            remissinstans=self.names[source_id],
            page=int(rows[0]["page"]),
            last_page=_last_page(rows[-1]),
            sentence_ids=tuple(row["sentence_id"] for row in rows),
            synpunkt_id=principal["synpunkt_id"] if principal else "",
            covers=tuple(row["synpunkt_id"] for row in synpunkter),
            spans=spans,
            stance=principal["stance"] if principal else "",
            type=principal["type"] if principal else "",
            also=self._also(principal) if principal else (),
            mark=self.mark(source_id),
        )

    def _spans(self, source_id: str, indices: Sequence[int]) -> tuple[tuple[int, int], ...]:
        rows, text = self._order[source_id], self.texts[source_id]
        spans: list[tuple[int, int]] = []
        for index in indices:
            start, end = int(rows[index]["start"]), int(rows[index]["end"])
            if spans and _EMPTY_OR_MARKER.fullmatch(text[spans[-1][1] : start]):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        return tuple(spans)

    def mark(self, source_id: str) -> str:
        """Give what stands before the number of a place in an answer."""
        return self.marks.get(source_id, PLACE_MARKS[PlaceKind.SIDA])

    def _also(self, synpunkt: Mapping[str, Any]) -> tuple[Place, ...]:
        if len(synpunkt["text"].split()) < _SHORTEST_SHARED:
            return ()
        others = [row for row in self._same[_plain(synpunkt["text"])] if row["source_id"] != synpunkt["source_id"]]
        return tuple(
            Place(
                row["source_id"],
                self.names[row["source_id"]],
                int(row["page"]),
                row["sentence_id"],
                row["synpunkt_id"],
                self.mark(row["source_id"]),
            )
            for row in others
        )


def index_passages(tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str], names: Mapping[str, str]) -> Passages:
    """Make the passages of the tables `svar`, `meningar` and `synpunkter`."""
    meningar, synpunkter = (tables[name].to_dict("records") for name in ("meningar", "synpunkter"))
    places = tables["svar"].set_index("source_id")["plats"]
    marks = {str(source_id): PLACE_MARKS[PlaceKind(place)] for source_id, place in places.items()}
    return Passages(_records(meningar), _records(synpunkter), texts, names, marks)


def _join_stances(stances: set[str]) -> str:
    """Give the direction of several synpunkter together: both for and against is mixed, neutral changes nothing."""
    directed = stances - {Stance.NEUTRAL}
    if len(directed) > 1:
        return str(Stance.MIXED)
    return next(iter(directed or stances), "")


def _records(rows: Iterable[Mapping[Any, Any]]) -> tuple[Mapping[str, Any], ...]:
    return tuple({str(key): value for key, value in row.items()} for row in rows)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _last_page(row: Mapping[str, Any]) -> int:
    boxes = json.loads(row["boxes"] or "[]")
    return max([int(row["page"]), *(int(box[0]) for box in boxes)])
