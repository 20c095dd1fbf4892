from pathlib import Path

import pytest
import spacy

from remissnlp.annotation.extensions import register, units_of
from remissnlp.annotation.sentences import Sentences, mark_sentences, split_sentences
from remissnlp.document import Block, Document
from remissnlp.terms import BlockKind

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
    ["I St. Eriks kvarter bor 41 st.", "Av dem hyr tolv."],
    ["Den tas upp den 14 dec. 2015.", "Priset är 3,4 mdr.", "Staten betalar."],
    ["Bilagor: 1. Yttrande, 2. Protokoll, 3. Karta.", "De bifogas."],
    ["Av 9 kap. PBL följer motsatsen.", "Det gäller även 5 kap.", "Nämnden noterar det."],
    ["Se bilaga A.", "Den är skriven av K. Berg och P.-O. Ask."],
    ["Socialstyrelsen svarar.", "eSam stödjer.", "Övriga, t.ex. Region Skåne m.fl. (se listan), avstår."],
    ["Nämnden skriver ”vi växer. Ingen stannar” utan att förklara sig.", "Det är oklart."],
    ["”Vi vill bygga.", "Vi kan.”", "Orden är andras."],
    ["Skolan (Framtidens skola. En väg framåt) är klar.", "Den kostar."],
    ["Målet är oklart.1", "Det bör skrivas om.²", "Planen antas."],
    ["Planen antas.", "Nämnden deltar inte."],
    ["2. Drift | Avstyrks | Kostnaden är för hög.", "Staden bör betala."],
    ["2 kap. Anmälan | 3 § | Tillstyrks"],
    ["3. Tillsyn m.m. | Ingen erinran | –"],
    ["Av 5 kap. Plan- och bygglagen och 2 kap. Miljöbalken följer detta.", "Det berör även 9 kap.", "Lagen är ny."],
]


@pytest.mark.parametrize("sentences", PARAGRAPHS, ids=lambda sentences: sentences[0][:40])
def test_a_paragraph_is_split_where_a_reader_would(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


def test_a_line_break_always_parts() -> None:
    text = "att samordna\natt följa upp"
    assert [text[start:end] for start, end in split_sentences(text)] == ["att samordna", "att följa upp"]


def test_a_sentence_that_ends_with_its_cell_takes_no_mark_between_the_cells_with_it() -> None:
    text = "Räcker tiden? | Nej, den är för kort. | Nämnden avstyrker"
    cut = [text[start:end] for start, end in split_sentences(text)]
    assert cut == ["Räcker tiden?", "Nej, den är för kort.", "Nämnden avstyrker"]


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_nothing_gives_no_sentence(text: str) -> None:
    assert split_sentences(text) == []


def test_a_lost_space_behind_a_full_stop_still_parts() -> None:
    text = "Planen antas.Nämnden deltar inte."
    assert [text[start:end] for start, end in split_sentences(text)] == ["Planen antas.", "Nämnden deltar inte."]


def test_bullets_run_together_are_parted() -> None:
    text = "Staden bör ha • fler vägar • färre hus"
    assert [text[start:end] for start, end in split_sentences(text)] == ["Staden bör ha", "• fler vägar", "• färre hus"]


def test_hand_cut_paragraphs_are_cut_alike() -> None:
    blocks = (Path(__file__).parent / "data" / "sentences" / "stycken.txt").read_text(encoding="utf-8").split("\n\n")
    paragraphs = [block.split("\n") for block in blocks]
    cut = [split_sentences(" ".join(sentences)) for sentences in paragraphs]
    assert len(paragraphs) >= 150
    assert sum(len(c) == len(p) for c, p in zip(cut, paragraphs, strict=True)) >= 0.98 * len(paragraphs)


def test_the_parser_is_given_the_sentences_of_the_units() -> None:
    doc = mark_sentences(spacy.blank("sv")("Vägar, torg m.m. Nämnden tillstyrker.\n\n"))
    assert [sent.text.strip() for sent in doc.sents] == ["Vägar, torg m.m.", "Nämnden tillstyrker."]


def test_a_cell_of_figures_behind_a_sentence_is_no_unit() -> None:
    rows = ("Drift | Kravet bör gälla stora vägar. | 14", "Post | 95 | 240")
    starts = (0, len(rows[0]) + 2)
    blocks = tuple(Block(BlockKind.TABLE_ROW, start, start + len(row)) for start, row in zip(starts, rows, strict=True))
    nlp = spacy.blank("sv")
    register()
    doc = nlp.make_doc("\n\n".join(rows))
    doc._.document = Document("svar", doc.text, blocks, ())
    assert [unit.text for unit in units_of(Sentences()(doc))] == ["Drift | Kravet bör gälla stora vägar.", rows[1]]
