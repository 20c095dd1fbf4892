import pytest

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
