"""With --maskera no name of a person and no contact detail reaches any output, and every offset holds."""

from pathlib import Path

import pandas as pd
import pytest
from spacy.language import Language

from remissnlp.annotation import load_names, mask_persons
from remissnlp.corpus import Remiss
from remissnlp.document import Document, Source
from remissnlp.pdf import ReadOutcome
from remissnlp.privacy import mask_answers, mask_review
from remissnlp.review import Judgement, Review
from remissnlp.terms import BlockKind
from remissnlp.texts.writing import Paragraph, to_document


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_names()


def _document(*paragraphs: str) -> Document:
    return to_document(
        "svar", [Paragraph(text, _kind(text)) for text in paragraphs], apart=["Ring Eva Ek 08-123 45 67"]
    )


def _kind(text: str) -> BlockKind:
    return BlockKind.PARAGRAPH if text.endswith(".") else BlockKind.METADATA


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Handläggare: Ylva Testdotter", ["Ylva", "Testdotter"]),
        ("Som Gunilla Provsson skriver är tiden kort.", ["Gunilla Provsson"]),
        ("Kontakta ylva.test@example.se eller 08-508 271 25.", ["ylva.test@example.se", "08-508 271 25"]),
        ("Jag heter Anders Exempel och är född 19700102-1234.", ["Anders Exempel", "19700102-1234"]),
        ("Mobil 070-123 45 67 eller +46 70 123 45 67.", ["070-123 45 67", "+46 70 123 45 67"]),
        ("Eva von Exempel har rätt. Det är Exempels mening.", ["Eva von Exempel", "Exempels"]),
        ("Ordförande är Zlatka Provova-Testic enligt protokollet.", ["Zlatka"]),
    ],
)
def test_names_and_contact_details_are_covered(nlp: Language, text: str, gone: list[str]) -> None:
    masked, _ = mask_persons(_document(text), nlp, handlaggare="Ylva Testdotter")
    assert not [one for one in gone if one in masked.text]


@pytest.mark.parametrize(
    "text",
    [
        "Exploateringskontoret och Södermalms stadsdelsnämnd delar uppfattningen.",
        "Norra Djurgårdsstaden och Stockholms Stadshus AB berörs enligt 4 kap. 39 § plan- och bygglagen.",
        "Remissen har dnr 314-1286/2015 och ska besvaras den 5 oktober 2015.",
        "Kostnaden är 1 200 000 kronor under 2024-2026.",
        "Jobbtorg Stockholm finns i hela Stockholm. Även Stockholms stad deltar.",
    ],
)
def test_what_is_no_person_stands_as_it_was(nlp: Language, text: str) -> None:
    masked, ones = mask_persons(_document(text), nlp)
    assert masked.text == text
    assert [one.text for one in ones] == ["Eva Ek", "08-123 45 67"]


def test_every_offset_holds_and_blanks_stay(nlp: Language) -> None:
    document = _document("Karin Exempelsson anser att förslaget är bra.", "Nämnden tillstyrker förslaget.")
    masked, ones = mask_persons(document, nlp)
    assert len(masked.text) == len(document.text)
    assert masked.text.endswith(document.text[17:])
    assert (ones[0].text, ones[0].page) == ("Karin Exempelsson", 1)
    assert (1, 0.0, 0.0, 0.0, 0.0) in masked.redactions


def test_furniture_is_covered_too(nlp: Language) -> None:
    masked, _ = mask_persons(_document("Nämnden tillstyrker."), nlp)
    assert "Ek" not in masked.furniture[0].text


def test_the_rows_of_the_analysts_own_file_are_covered_too() -> None:
    listed = pd.DataFrame([{"fil": "a.pdf", "sida": 1, "slag": "namn", "text": "Zlatka Provova"}])
    judgements = (
        Judgement("m-1", "Hållning", "positiv", "kritisk", "Privatperson Anders Exempel", "Zlatka Provova vill annat."),
        Judgement("m-2", "Kommentar", "", "Ring Eva Ek, 08-123 45 67.", "Kulturnämnden", "Tiden är kort."),
        Judgement("m-3", "Tema", "", "Rosa Luxemburgs park", "Kulturnämnden", "Parken behövs."),
    )
    first, second, third = mask_review(Review(judgements, frozenset({"m-1"})), listed).judgements
    assert "Provova" not in first.text
    assert first.text.endswith("vill annat.")
    assert first.name.startswith("Privatperson █")
    assert (first.value, third.value) == ("kritisk", "Rosa Luxemburgs park")
    assert not [one for one in ("Eva", "Ek,", "123") if one in second.value]
    assert (second.name, second.text) == ("Kulturnämnden", "Tiden är kort.")


def test_a_private_person_is_numbered_and_the_address_covered(tmp_path: Path) -> None:
    document = _document("Privatperson", "Storgatan 5, 123 45 Exempelstad", "Jag tillstyrker förslaget.")
    source = Source("svar", tmp_path / "svar.txt")
    remiss = Remiss(tmp_path, "Remiss", overrides={"svar.txt": {"remissinstans": "Privatperson Ada Prov"}})
    changed, (outcome,), listed = mask_answers(remiss, [ReadOutcome(source, "x", document)])
    assert changed.overrides["svar.txt"]["remissinstans"] == "Privatperson 1"
    assert outcome.document is not None
    assert "Storgatan" not in outcome.document.text
    assert "Exempelstad" not in outcome.document.text
    assert {"slag", "text"} <= set(listed.columns)
