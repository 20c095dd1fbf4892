"""Phrases that themes are named by: basic forms, and what a sentence asks for, lacks or finds unclear."""

import pytest
from spacy.language import Language

from remissnlp.annotation import load_pipeline, phrases_of
from remissnlp.annotation.base_forms import indefinite_adjective, indefinite_noun


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


@pytest.mark.parametrize(
    ("form", "lemma", "plural", "neuter", "wanted"),
    [
        ("tidplanen", "tidplan", False, False, "tidplan"),
        ("möjligheten", "möjlighet", False, False, "möjlighet"),
        ("strategin", "strategi", False, False, "strategi"),
        ("skolan", "skola", False, False, "skola"),
        ("handläggaren", "handläggare", False, False, "handläggare"),
        ("sommaren", "sommar", False, False, "sommar"),
        ("servicen", "servic", False, False, "service"),
        ("hållplatsen", "hållplats", False, False, "hållplats"),
        ("kvalitetsprogrammet", "kvalitetsprogramme", False, True, "kvalitetsprogram"),
        ("genomförandet", "genomförande", False, True, "genomförande"),
        ("bredbandet", "bredband", False, True, "bredband"),
        ("arbetet", "arbete", False, True, "arbete"),
        ("resurserna", "resurs", True, False, "resurser"),
        ("åtgärderna", "åtgärd", True, False, "åtgärder"),
        ("medarbetarna", "medarbetar", True, False, "medarbetare"),
        ("invånarna", "invån", True, False, "invånare"),
        ("tankarna", "tanke", True, False, "tankar"),
        ("målen", "mål", True, True, "mål"),
        ("medlen", "medel", True, True, "medel"),
        ("mönstret", "mönstre", False, True, "mönster"),
        ("vattnet", "vattne", False, True, "vatten"),
        ("dygnet", "dygne", False, True, "dygn"),
        ("dagvatten", "dagvatt", False, False, "dagvatten"),
        ("grannsocken", "grannsock", False, False, "grannsocken"),
        ("områdena", "område", True, True, "områden"),
    ],
)
def test_noun_gets_its_indefinite_form(form: str, lemma: str, plural: bool, neuter: bool, wanted: str):
    assert indefinite_noun(form, lemma=lemma, plural=plural, neuter=neuter) == wanted


@pytest.mark.parametrize(
    ("form", "lemma", "plural", "neuter", "wanted"),
    [
        ("digitala", "digital", False, True, "digitalt"),
        ("digitala", "digital", False, False, "digital"),
        ("digitala", "digital", True, False, "digitala"),
        ("öppna", "öppen", False, True, "öppet"),
        ("ökade", "ökad", False, True, "ökat"),
        ("pågående", "pågående", False, True, "pågående"),
        ("nya", "ny", False, True, "nytt"),
    ],
)
def test_adjective_agrees_with_the_indefinite_noun(form: str, lemma: str, plural: bool, neuter: bool, wanted: str):
    assert indefinite_adjective(form, lemma=lemma, plural=plural, neuter=neuter) == wanted


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Arbetet bör samordnas med skolplanen.", "önskan: samordna med skolplanen"),
        ("Roller och ansvar måste tydliggöras.", "önskan: tydliggöra roller och ansvar"),
        ("Nämnden konstaterar att bemanning saknas.", "saknas: bemanning saknas"),
        ("Förslaget saknar en kostnadsberäkning.", "saknas: kostnadsberäkning saknas"),
        ("Det framgår inte vem som ansvarar för brandskyddet.", "oklart: oklart vem som ansvarar"),
        ("Kontoret bedömer att remisstiden är alltför kort.", "omdöme: remisstiden är alltför kort"),
        ("Många har svårt med det digitala stödet.", "sak: digitalt stöd"),
        ("De enskilda vägarna behöver snöröjas.", "sak: vägar"),
        ("Båtklubben behöver bryggor och vatten.", "behövs: bryggor och vatten behövs"),
        ("Det är viktigt att brandskyddet stärks.", "önskan: stärka brandskyddet"),
        ("Rapporten kan med fördel samordnas med bokslutet.", "önskan: samordna med bokslutet"),
        ("Nämnden föreslår att avgiften tas bort.", "önskan: ta bort avgiften"),
        ("Små föreningar får inte missgynnas.", "hinder: små föreningar får inte missgynnas"),
        ("Regeln måste utformas så att små företag inte drabbas.", "hinder: små företag får inte drabbas"),
        ("Det finns inga lokaler för ändamålet.", "saknas: lokaler saknas"),
        ("Landsbygden nämns inte i utredningen.", "saknas: landsbygden nämns inte"),
        ("Vi välkomnar förslaget om gratis buss.", "välkomnas: gratis buss välkomnas"),
        ("Att museerna lyfts fram är glädjande.", "välkomnas: museer välkomnas"),
        ("Starten den 1 mars ligger för nära.", "omdöme: starten ligger för nära"),
        ("Det är inte tydligt vad som menas med närhet.", "oklart: oklart vad som menas med närhet"),
        ("Många ser fram emot elevernas konserter.", "sak: elevernas konserter"),
        ("Kursen ges för alla lärare.", "sak: kurs"),
    ],
)
def test_sentence_gives_phrase(nlp: Language, sentence: str, phrase: str):
    assert phrase in phrases_of(nlp(sentence)[:]).split("; ")


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Hur medlen ska räknas är oklart.", "önskan: räkna medlen"),
        ("De hallar som ska byggas blir dyra.", "önskan: bygga"),
        ("Två av spåren bör tas bort.", "önskan: ta bort två spåren"),
        ("Detta program bör ses över.", "önskan: se över detta program"),
        ("Portalen är öppen för medarbetare men inte för andra.", "omdöme: portalen är öppen"),
    ],
)
def test_sentence_does_not_give_phrase(nlp: Language, sentence: str, phrase: str):
    assert phrase not in phrases_of(nlp(sentence)[:])


@pytest.mark.parametrize("sentence", ["Tidplanen bör inte förlängas.", "Rapporteringen ska inte öka."])
def test_what_is_not_wanted_is_no_wish(nlp: Language, sentence: str):
    assert "önskan:" not in phrases_of(nlp(sentence)[:])


def test_sentence_without_words_has_no_phrases(nlp: Language):
    assert phrases_of(nlp("12 345.")[:]) == ""
