import pytest
from spacy.language import Language

from remissnlp.annotation import annotate, load_pipeline
from remissnlp.annotation.extensions import Setting, plain_document, units_of
from remissnlp.annotation.stance import judge_stance

CASES = [
    ("Nämnden tillstyrker förslaget.", "positive", "support"),
    ("Kommunen har inga synpunkter i denna del.", "neutral", "information"),
    ("Av handlingarna framgår inte hur dagvattnet ska ledas bort.", "negative", "criticism"),
    ("Planbeskrivningen bör kompletteras med en skuggstudie.", "negative", "request"),
    ("Kravet bör även omfatta friskolor.", "negative", "request"),
    ("Kommunen vill framhålla vikten av tidig dialog med föreningarna.", "neutral", "request"),
    ("Frågan om nattbussar bör utredas i det fortsatta arbetet.", "neutral", "request"),
    ("Nämnden ser positivt på förslaget men anser att tidplanen är för snäv.", "mixed", "criticism"),
    ("Nämnden instämmer i förslaget men betonar att staten måste betala.", "mixed", "request"),
    ("Nämnden instämmer i att ett register bör inrättas.", "positive", "support"),
    ("Förslaget gör att skolorna kommer att behöva anställa fler administratörer.", "negative", "criticism"),
    ("Kommunen ställer sig frågande till att avgiften höjs.", "negative", "criticism"),
    ("I underlaget anges att bullret blir lågt, men inte vilken mätning det bygger på.", "negative", "criticism"),
    ("Hur ska kostnaden delas mellan regionen och kommunerna?", "neutral", "question"),
    ("Vi delar inte utredningens bedömning.", "negative", "criticism"),
    ("Föreningen ställer sig inte bakom förslaget.", "negative", "criticism"),
    ("Förvaltningen instämmer i den kritik som revisionen har framfört.", "negative", "criticism"),
    ("Kontoret ser inga risker med förslaget.", "neutral", "information"),
    ("I kommunen finns i dag tolv gruppbostäder.", "neutral", "information"),
    ("Det finns en risk att mindre föreningar inte orkar delta.", "negative", "criticism"),
    ("Det är oklart vem som ska betala.", "negative", "criticism"),
    ("Det är angeläget att sopbilarna får vända på gården.", "neutral", "request"),
    ("Förslaget är angeläget.", "positive", "support"),
    ("Branschen lär välkomna förslaget.", "neutral", "information"),
    ("Konsulterna torde redan ha tillstyrkt planen.", "neutral", "information"),
    ("Bolaget lär ha tillstyrkt det, vilket säger en del om vem det är skrivet för.", "negative", "criticism"),
    ("Kartan täcker bara staden, vilket är en brist.", "negative", "criticism"),
    ("Planen är ett slag i luften.", "negative", "criticism"),
    ("Målen är mest vackra ord.", "negative", "criticism"),
    ("Lycka till med att bemanna jouren.", "negative", "criticism"),
    ("Att detta skulle gå på ett år, tro det den som vill.", "negative", "criticism"),
]


@pytest.mark.parametrize(("sentence", "stance", "kind"), CASES)
def test_a_sentence_is_judged_by_its_own_words(sentence: str, stance: str, kind: str) -> None:
    assert judge_stance(sentence)[:2] == (stance, kind)


ALLOWED = {
    *(("positive", "support"), ("mixed", "support"), ("negative", "criticism"), ("mixed", "criticism")),
    *(("neutral", "request"), ("negative", "request"), ("mixed", "request"), ("neutral", "question")),
    *(("negative", "question"), ("neutral", "information")),
}


def test_only_the_allowed_pairs_come_out(corpus_analysis) -> None:
    own = corpus_analysis.meningar[corpus_analysis.meningar["own_view"]]
    assert set(zip(own["stance"], own["type"], strict=True)) <= ALLOWED
    other = corpus_analysis.meningar[~corpus_analysis.meningar["own_view"]]
    assert set(other["stance"]) | set(other["type"]) <= {""}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


@pytest.fixture(scope="module")
def judged(nlp):
    """Judge a paragraph of the respondent's views, sentence by sentence, the way a run does."""

    def labels(*sentences: str) -> list[tuple[bool, str, str]]:
        text = "Förvaltningens synpunkter\n\n" + " ".join(sentences)
        doc = annotate(plain_document(text), nlp, setting=Setting(sender="Kommunstyrelsen"))
        return [(unit._.own_view, unit._.stance, unit._.type) for unit in units_of(doc)]

    return labels


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Vi tillstyrker förslaget under förutsättning att staten betalar.", (True, "mixed", "support")),
        (
            "Vi har, med hänsyn till vårt uppdrag och vad som sägs i underlaget, inga synpunkter.",
            (True, "neutral", "information"),
        ),
        ("Hur kostnaderna ska fördelas framgår inte.", (True, "negative", "criticism")),
        ("Beskrivningen bör kompletteras med en tidplan.", (True, "negative", "request")),
        ("Det är viktigt att föreningarna bjuds in till dialog.", (True, "neutral", "request")),
        ("Vi välkomnar förslaget men anser att fristen är för kort.", (True, "mixed", "criticism")),
        ("Vem ska betala?", (True, "neutral", "question")),
        ("I förslaget anges att reglerna i dag är otydliga.", (False, "", "")),
        ("Vidare föreslår utredningen att tillsynen bör skärpas.", (False, "", "")),
        ("Utredningen föreslår en avgift, men någon beräkning av kostnaden saknas.", (True, "negative", "criticism")),
    ],
)
def test_the_whole_pipeline_tells_scope_and_source(judged, sentence: str, expected: tuple[bool, str, str]) -> None:
    assert judged(sentence) == [expected]


def test_items_take_what_their_lead_in_says(nlp) -> None:
    text = "Förvaltningens synpunkter\n\nStrategin bör kompletteras med:\n\n- en tidplan\n\n- en budget"
    doc = annotate(plain_document(text), nlp)
    assert [(unit._.stance, unit._.type) for unit in units_of(doc)] == [("negative", "request")] * 3


def test_what_decided_is_kept_with_every_sentence_of_own_view(corpus_analysis) -> None:
    own = corpus_analysis.meningar[corpus_analysis.meningar["own_view"]]
    assert (own["cue"].str.len() > 0).all()
