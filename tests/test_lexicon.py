import re
from pathlib import Path

import pytest

import remissnlp.lexicon as lexicon
from remissnlp.lexicon import Phrases, read_table, read_words
from remissnlp.terms import Instanstyp, Section

FOLDER = Path(lexicon.__file__).parent


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("tillstyrk*", "Förslaget tillstyrks.", "tillstyrks"),
        ("har … inte några synpunkter", "Verket har, utifrån sitt uppdrag, inte några synpunkter.", True),
        ("har … inte några synpunkter", "Verket har läst. Det är inte några synpunkter.", None),
        ("inga|inget (att) erinra", "har inget erinra", "inget erinra"),
        ("(vi) delar", "Delar", "Delar"),
        ("brist", "bristen", None),
        ("delar", "del-delar", None),
    ],
)
def test_a_phrase_is_found_where_it_stands_and_nowhere_else(phrase: str, text: str, found: str | bool | None) -> None:
    hit = Phrases([phrase]).first(text)
    assert (hit is not None) if found is True else (hit.text if hit else None) == found


def test_an_empty_list_finds_nothing() -> None:
    assert Phrases([]).first("vad som helst") is None


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_every_list_is_clean(path: Path) -> None:
    words = read_words(path.stem)
    assert words
    assert len(words) == len(set(words)), [word for word in words if words.count(word) > 1]
    assert not [word for word in words if re.search(r"\s{2,}|\t|^\s", word)]


def test_headings_and_kinds_use_the_closed_vocabularies() -> None:
    assert {section for section, _ in read_table("rubriker")} <= set(Section)
    assert {kind for kind, _ in read_table("instanstyper")} <= set(Instanstyp)
