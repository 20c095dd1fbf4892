import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from remissnlp.annotation.extensions import Metadata, Setting
from remissnlp.annotation.grammar import heads_of, is_negated, main_words, root_of
from remissnlp.annotation.parties import parties_of
from remissnlp.annotation.voices import Voices, voices_of

PARTIES = parties_of(
    "", Metadata(remissinstans="Kulturnämnden", speaker="Kulturförvaltningen"), Setting("Kommunstyrelsen")
)


def _parsed(*words: tuple[str, str, str, int, str]) -> Span:
    """Build a sentence by hand: each word with its lemma, part of speech, head and relation."""
    texts, lemmas, tags, heads, deps = (list(column) for column in zip(*words, strict=True))
    return Doc(Vocab(), words=texts, lemmas=lemmas, pos=tags, heads=heads, deps=deps)[:]


INVERTED = _parsed(
    ("Avgiften", "avgift", "NOUN", 5, "nsubj"),
    ("är", "vara", "AUX", 5, "cop"),
    (",", ",", "PUNCT", 3, "punct"),
    ("menar", "mena", "VERB", 5, "parataxis"),
    ("kulturförvaltningen", "kulturförvaltning", "NOUN", 3, "nsubj"),
    ("hög", "hög", "ADJ", 5, "ROOT"),
)
PASSIVE = _parsed(
    ("Miljöerna", "miljö", "NOUN", 1, "nsubj:pass"),
    ("välkomnas", "välkomna", "VERB", 1, "ROOT"),
    ("av", "av", "ADP", 3, "case"),
    ("kulturförvaltningen", "kulturförvaltning", "NOUN", 1, "obl:agent"),
)
RETOLD = _parsed(
    ("Vidare", "vidare", "ADV", 1, "advmod"),
    ("anges", "ange", "VERB", 1, "ROOT"),
    ("att", "att", "SCONJ", 4, "mark"),
    ("reglerna", "regel", "NOUN", 4, "nsubj"),
    ("saknas", "sakna", "VERB", 1, "ccomp"),
)
LEFT_OUT = _parsed(
    ("Kostnaden", "kostnad", "NOUN", 1, "nsubj:pass"),
    ("anges", "ange", "VERB", 1, "ROOT"),
    ("inte", "inte", "PART", 1, "advmod"),
)
OUR_GUIDE = _parsed(
    ("I", "i", "ADP", 2, "case"),
    ("kulturnämndens", "kulturnämnd", "NOUN", 2, "nmod:poss"),
    ("program", "program", "NOUN", 3, "obl"),
    ("anges", "ange", "VERB", 3, "ROOT"),
    ("målen", "mål", "NOUN", 3, "nsubj:pass"),
)


@pytest.mark.parametrize("unit", [INVERTED, PASSIVE])
def test_the_respondent_is_heard_behind_its_verb_and_as_its_agent(unit: Span) -> None:
    assert [attribution.speaker for attribution in voices_of(unit, PARTIES).attributions] == ["respondent"]


def test_what_the_proposal_says_is_marked_off_from_who_says_it() -> None:
    voices = voices_of(RETOLD, PARTIES)
    assert voices.retells == "anges"
    assert [RETOLD.text[start:end] for start, end in voices.reported] == ["att reglerna saknas"]


def test_what_the_proposal_leaves_out_is_no_recital() -> None:
    voices = voices_of(LEFT_OUT, PARTIES)
    assert (voices.retells, voices.misses) == ("", "anges")


def test_what_stands_in_the_respondents_own_programme_is_no_recital() -> None:
    assert voices_of(OUR_GUIDE, PARTIES).retells == ""


def test_without_a_parse_word_order_decides() -> None:
    unit = Doc(Vocab(), words=["Kulturförvaltningen", "anser", "det"])[:]
    voices = voices_of(unit, PARTIES)
    assert [attribution.cue for attribution in voices.attributions] == ["Kulturförvaltningen anser"]
    assert voices == Voices(voices.attributions)


def test_the_main_clause_is_told_from_what_hangs_under_it() -> None:
    assert root_of(RETOLD) == RETOLD[1]
    assert [token.text for token in heads_of(RETOLD)] == ["anges", "saknas"]
    assert main_words(OUR_GUIDE) == {2, 3, 4}


def test_a_negation_before_the_subject_negates_the_verb() -> None:
    unit = _parsed(
        ("Inga", "ingen", "DET", 1, "det"),
        ("kostnader", "kostnad", "NOUN", 2, "nsubj:pass"),
        ("anges", "ange", "VERB", 2, "ROOT"),
    )
    assert is_negated(unit[2])
    assert is_negated(LEFT_OUT[1])
    assert not is_negated(RETOLD[1])
