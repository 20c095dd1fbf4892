"""The wording of synpunkter: their content words, and the phrases a theme could be named by."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import pandas as pd

from remissnlp.themes.embedder import is_known
from remissnlp.themes.words import Compounds, function_words, is_content, stem, tokenize

NAMED, ASKED, DUTY, FORBIDDEN = "sak", "önskan", "krav", "hinder"
LACKING, NEEDED, WELCOME, UNCLEAR, JUDGED = "saknas", "behövs", "välkomnas", "oklart", "omdöme"
"""Kinds of phrases: a thing; what is wished, demanded of someone or not allowed; what is lacking, needed, welcome,
unclear or otherwise judged."""

LONGEST = 7
_FRAME = {LACKING: {"saknas", "inte"}, NEEDED: {"behövs"}, WELCOME: {"välkomnas"}, UNCLEAR: {"oklart"}}
_VERB_FIRST = frozenset({ASKED, UNCLEAR})
_ENDS_IN_VERB = frozenset({LACKING, NEEDED, WELCOME, UNCLEAR, FORBIDDEN})
_LONGEST_HEADING, _SHORTEST_NAME = 4, 4
_SHORTEST_ABBREVIATION = 2
_HEADING_NUMBER = re.compile(r"^[\d.§\s]+")
_INSIDE = re.compile(r"(?<=[a-zåäöé,;] )[A-ZÅÄÖ][a-zåäöé]+")
_NO_NOUN = re.compile(r"\w{3}(?:as|ligt|iskt|onalt)$|\w{4}ast$")
_TIMES = frozenset({"år", "året", "dag", "dagen", "vecka", "veckan", "månad", "månaden", "dygn", "dygnet", "tiden"})
_BODIES = ("nämnden", "nämndens", "kontoret", "kontorets", "förvaltningen", "förvaltningens", "styrelsen")
_PRONOUNS = frozenset(
    [
        *(
            "vi",
            "vår",
            "våra",
            "vårt",
            "oss",
            "jag",
            "min",
            "mina",
            "mitt",
            "mig",
            "ni",
            "er",
            "era",
            "ert",
            "du",
            "han",
        ),
        *("hon", "hen", "man", "sin", "sina", "sitt", "dess", "deras", "dem", "sig", "detta", "denna", "dessa", "dit"),
    ]
)


@dataclass(frozen=True)
class Phrase:
    """A phrase that could name a theme.

    Attributes:
        kind: What it does.
        text: Its words, in the form a heading has but for the capital.
        stems: The stem of each content word of the thing it is about.
    """

    kind: str
    text: str
    stems: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """The words of one synpunkt.

    Attributes:
        words: Its content words as written, each with its stem and those of its parts.
        phrases: What it could be named by.
        instans: Who said it.
        kinds: The kinds of all its phrases, those that could name nothing too.
    """

    words: tuple[tuple[str, tuple[str, ...]], ...]
    phrases: tuple[Phrase, ...]
    instans: str
    kinds: frozenset[str] = frozenset()

    @cached_property
    def stems(self) -> frozenset[str]:
        """All stems, those of parts too."""
        return frozenset(stem for _, stems in self.words for stem in stems)


def word_synpunkter(frame: pd.DataFrame) -> list[Wording]:
    """Take every synpunkt apart into what terms and names are made of; the words of its heading are its own too."""
    reader = _Reader(frame)
    rows = frame[["text", "heading", "phrases", "remissinstans"]].itertuples(index=False)
    return [reader.word(text, heading, phrases, instans) for text, heading, phrases, instans in rows]


def weigh_terms(themes: Sequence[Sequence[Wording]]) -> list[dict[str, float]]:
    """Give each theme's stems their weight, 0–1: class-based TF-IDF, the strongest of a theme being 1.

    Source: Grootendorst, "BERTopic" (2022), with the share of instanser and synpunkter in place of the raw count.
    """
    shares = [_shares(theme) for theme in themes]
    total = Counter[str]()
    for share in shares:
        total.update(share)
    raw = [{base: value * log(1 + len(themes) * value / total[base]) for base, value in s.items()} for s in shares]
    return [{base: value / max(weights.values()) for base, value in weights.items()} for weights in raw]


def list_terms(theme: Sequence[Wording], weights: Mapping[str, float], *, limit: int = 8) -> list[str]:
    """Give the things most characteristic of a theme, each in the basic form it most often has."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for wording in theme:
        for phrase in wording.phrases:
            if phrase.kind == NAMED and len(phrase.stems) == len(phrase.text.split()) == 1:
                forms[phrase.stems[0]][phrase.text] += 1
    best = sorted(forms, key=lambda base: (-weights.get(base, 0.0), base))[:limit]
    return [min(forms[base], key=lambda word: (-forms[base][word], len(word), word)) for base in best]


class _Reader:
    """Reads synpunkter, knowing the words of them all.

    Args:
        frame: The synpunkter.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self.compounds = Compounds(frame["text"])
        self.names = _name_words(frame["remissinstans"].unique())
        self.written = {word.lower() for text in frame["text"] for word in tokenize(text)}
        self.known = {stem(word) for text in frame["text"] for word in tokenize(text) if word.islower()}
        self.proper = {name for text in frame["text"] for name in _INSIDE.findall(text) if stem(name) not in self.known}
        self.of_names = {stem(name) for name in self.proper}

    def word(self, text: str, heading: str, phrases: str, instans: str) -> Wording:
        """Give the words and phrases of one synpunkt."""
        title = heading if len(heading.split()) <= _LONGEST_HEADING else ""
        words = tuple((word, self.compounds.stems(word)) for word in tokenize(f"{text} {title}") if is_content(word))
        written = [part.partition(": ")[::2] for part in phrases.split("; ")] if phrases else _plain_phrases(text)
        headed = [(NAMED, _HEADING_NUMBER.sub("", title))] if " och " in title else []
        return Wording(words, tuple(self._read([*headed, *written])), instans, frozenset(kind for kind, _ in written))

    def _read(self, found: Sequence[tuple[str, str]]) -> Iterator[Phrase]:
        """Give the phrases that can be read alone: not too long, of no remissinstans, pointing at nothing outside."""
        things = {stem(word) for kind, text in found if kind == NAMED for word in text.split()}
        for kind, text in dict.fromkeys((kind, self._in_lower_case(text)) for kind, text in found):
            words = tokenize(text)[1 if kind == ASKED else 0 :]
            told = [word for word in words if is_content(word) and word not in _FRAME.get(kind, ())]
            stems = tuple(map(stem, told))
            about = stems if kind == NAMED else tuple(base for base in stems if base in things) or stems
            if about and self._is_whole(kind, text):
                yield Phrase(kind, text, about)

    def _in_lower_case(self, text: str) -> str:
        """Give a phrase without the capitals that a sentence or heading lent it, and with those of its names."""
        return " ".join(map(self._in_its_case, text.split()))

    def _in_its_case(self, word: str) -> str:
        if word[:1].isupper() and word[1:].islower() and stem(word) in self.known:
            return word.lower()
        return word.capitalize() if word.capitalize() in self.proper else word

    def _is_whole(self, kind: str, text: str) -> bool:
        words = text.split()
        lowered = {word.casefold() for word in words}
        if len(words) > LONGEST or lowered & (self.names | _PRONOUNS) or any(map(str.isdigit, text)):
            return False
        if any(word.islower() and stem(word) in self.of_names for word in words):
            return False  # a name in a form that nobody has written
        if any(word[-1] in "-.:" or word.casefold().endswith(_BODIES) for word in words):
            return False
        if kind == NAMED and not self._is_thing(words):
            return False
        starts = kind in _VERB_FIRST or is_content(words[0])
        return starts and (kind in _ENDS_IN_VERB or words[-1].casefold() not in function_words())

    def _is_thing(self, words: Sequence[str]) -> bool:
        """Tell whether words can name a thing: no verb taken for a noun, and nothing general alone or joined."""
        if words[-1] in _TIMES or _NO_NOUN.search(words[-1]) or (words[-1].islower() and not self._is_noun(words[-1])):
            return False
        joined = {"och", "samt"} & set(words)
        return all(is_content(word) for word in (words[-1], *(words if joined else ())) if word not in joined) or (
            len(words) > 2 and not joined
        )

    def _is_noun(self, word: str) -> bool:
        """Tell whether a word is none of the verbs in -a and abbreviations that are taken for nouns.

        A noun in -a has a form in -an or -or, here or in the embedder's vocabulary; for a compound its last part has.
        People may go by a participle ("anställda"), and "schema" is known by its "schemat".
        """
        if len(word) <= _SHORTEST_ABBREVIATION:
            return False
        if not word.endswith("a") or (word.endswith(("da", "ta")) and is_known(word[:-1])):
            return True
        if f"{word}t" in self.written and f"{word}r" not in self.written and not is_known(f"{word}r"):
            return True
        ends = [word[at:-1] for at in range(max(1, len(word) - _SHORTEST_NAME + 1))]
        return any(f"{end}{form}" in self.written or is_known(f"{end}{form}") for end in ends for form in ("an", "or"))


def _plain_phrases(text: str) -> list[tuple[str, str]]:
    return [(NAMED, word.lower()) for word in tokenize(text) if is_content(word)]


def _shares(theme: Sequence[Wording]) -> dict[str, float]:
    """Give the share of a theme each stem is used in: the mean of that of its instanser and of its synpunkter."""
    instanser = {wording.instans for wording in theme}
    users: defaultdict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for wording in theme:
        counts.update(wording.stems)
        for base in wording.stems:
            users[base].add(wording.instans)
    return {base: (len(users[base]) / len(instanser) + counts[base] / len(theme)) / 2 for base in counts}


def _name_words(instanser: Iterable[str]) -> frozenset[str]:
    words = (word.casefold() for instans in instanser for word in tokenize(instans) if word[0].isupper())
    return frozenset(word for word in words if len(word) >= _SHORTEST_NAME)
