import pytest
import spacy

from remissnlp.annotation.mentions import BODIES, Bodies, body_id, find_bodies
from remissnlp.lexicon import read_table, read_words
from remissnlp.terms import Instanstyp


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Trafikverkets svar delas av Täby kommun.", ["trafikverket", "taby-kommun"]),
        ("Malmö stads kulturnämnd och Borås Stad", ["malmo-kommun", "boras-kommun"]),
        ("exploateringskontoret, Exploateringskontorets", ["exploateringskontoret"] * 2),
        ("miljö- och hälsoskyddsnämndens yttrande", ["miljo-och-halsoskyddsnamnden"]),
        ("Barn- och utbildningsnämnden samt kommunstyrelsens arbetsutskott",
         ["barn-och-utbildningsnamnden", "kommunstyrelsen"]),
        ("SKL:s cirkulär och SKR", ["sveriges-kommuner-och-regioner"] * 2),
        ("Datainspektionen, numera IMY", ["integritetsskyddsmyndigheten"] * 2),
        ("Vägverket och Banverket", ["trafikverket"] * 2),
        ("Länsstyrelsen i Västra Götalands län", ["lansstyrelsen-i-vastra-gotalands-lan"]),
        ("Länsstyrelsens i Skåne län beslut", ["lansstyrelsen-i-skane-lan"]),
        ("Stockholms läns landsting blev Region Stockholm.", ["region-stockholm"] * 2),
        ("Hägersten-Liljeholmens stadsdelsnämnd", ["hagersten-liljeholmens-stadsdelsnamnd"]),
        ("Stockholm Vatten AB och SISAB", ["stockholm-vatten-och-avfall-ab", "skolfastigheter-i-stockholm-ab"]),
        ("Stockholms tingsrätts dom; Kammarrätten i Göteborg", ["stockholms-tingsratt", "kammarratten-i-goteborg"]),
        ("Ansvaret delas mellan trafik- och fastighetsnämnden.", ["trafik-och-fastighetsnamnden"]),
        ("Lunds kommun och Lund universitetssjukhus", ["lunds-kommun"]),
        ("nämnden, kontoret, stadsdelsnämnden och förvaltningen", []),
        ("Huvudkontoret ligger i Gävle; fienden går i land.", []),
        ("Sammanhanget är trafikverketliknande. AFrika.", []),
    ],
)  # fmt: skip
def test_a_body_is_known_by_any_of_its_names(text: str, ids: list[str]) -> None:
    assert [mention.id for mention in find_bodies(text)] == ids


def test_a_mention_covers_the_name_with_its_genitive() -> None:
    text = "Enligt Boverkets mening"
    (mention,) = find_bodies(text)
    assert (text[mention.start : mention.end], mention.name) == ("Boverkets", "Boverket")


def test_the_component_marks_spans_whatever_the_entities_say() -> None:
    doc = Bodies()(spacy.blank("sv")("Umeå universitet stödjer Naturvårdsverkets förslag."))
    assert [(span.text, span.label_, span.id_) for span in doc.spans[BODIES]] == [
        ("Umeå universitet", "universitet", "umea-universitet"),
        ("Naturvårdsverkets", "statlig_myndighet", "naturvardsverket"),
    ]
    assert not doc.ents


def test_no_name_stands_for_two_bodies() -> None:
    seen: dict[str, str] = {}
    for _, name, *others in read_table("instanser"):
        for written in (name, *(others[0].split("|") if others else ())):
            assert seen.setdefault(written, name) == name, written


def test_the_lists_are_whole() -> None:
    assert len(read_words("kommuner")) == 289
    assert {kind for kind, *_ in read_table("instanser")} <= {*Instanstyp, "forvaltning"}
    ids = [body_id(name) for _, name, *_ in read_table("instanser")]
    assert len(ids) == len(set(ids))
