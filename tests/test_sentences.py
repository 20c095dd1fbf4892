import pytest

from remissnlp.annotation.sentences import split_sentences

PARAGRAPHS = [
    ["Det gäller bl.a. Norra Djurgårdsstaden."],
    ["Kontoret har varit i kontakt med miljöförvaltningen m.fl.", "Samtliga har svarat."],
    ["Enligt 4 kap. 39 § regeringsformen gäller detta.", "Nämnden noterar det."],
    ["Mötet hölls den 5 oktober 2015.", "Därefter skrevs svaret."],
    ["Strategin antogs 2015.", "3 kap. 2 § gäller fortfarande."],
    ["Är det rimligt?", "Nämnden tror inte det!", "Frågan bör utredas."],
    ["Staden anger att ”alla ska med.”", "Det är oklart hur."],
    ["Svaret (dnr 1.1-234/2015) lämnas t.ex. till K. Berg vid kontoret."],
    ["Kostnaden är 1,5 mnkr.", "Den ryms inte i budget."],
    ["Se www.example.se och bilaga 1.", "Övrigt framgår nedan."],
    ["Föreningen, f.d. Byalaget, delar inte s.k. experters bild, dvs. den rådande."],
    ["Programmet ska omfatta förskola, skola, äldreomsorg m.m. och gälla från 2016."],
    ["Det gäller fr.o.m. 2016 t.o.m. 2019 resp. 2020 inkl. ev. förlängning."],
]


@pytest.mark.parametrize("sentences", PARAGRAPHS, ids=lambda sentences: sentences[0][:40])
def test_a_paragraph_is_split_where_a_reader_would(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


def test_a_line_break_always_parts() -> None:
    text = "att samordna\natt följa upp"
    assert [text[start:end] for start, end in split_sentences(text)] == ["att samordna", "att följa upp"]


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_nothing_gives_no_sentence(text: str) -> None:
    assert split_sentences(text) == []
