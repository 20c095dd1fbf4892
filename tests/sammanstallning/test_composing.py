"""What the sammanställning says, and in what order."""

from dataclasses import replace

import pandas as pd
import pytest

from remissnlp.corrections import Reviewed
from remissnlp.sammanstallning import Form, Sammanstallning, compose
from remissnlp.sammanstallning.answer_chapters import lay_answer
from remissnlp.sammanstallning.chapters import lay_shared, lay_subject
from remissnlp.sammanstallning.content import Answer, Subject
from remissnlp.sammanstallning.outline import outline
from remissnlp.sammanstallning.paragraphs import Paragraph, Quotation
from remissnlp.sammanstallning.subjects import DIRECTIONS, _choose_quoted
from remissnlp.terms import Position, Stance


def _answer(composed: Sammanstallning, source_id: str) -> Answer:
    return next(answer for answer in composed.answers if answer.source_id == source_id)


def _theme(composed: Sammanstallning, theme_id: str) -> Subject:
    return next(theme for theme in composed.themes if theme.subject_id == theme_id)


def _quotations(subject: Subject, heading: str) -> list[Quotation]:
    return [one for view in subject.views if view.heading == heading for one in view.quotations]


def _own_words(paragraphs: tuple[Paragraph, ...]) -> str:
    return " ".join(paragraph.own_text for paragraph in paragraphs)


def test_the_background_counts_what_came_in_and_names_what_did_not(composed: Sammanstallning) -> None:
    words = _own_words(composed.background.paragraphs)
    assert "Åtta svar har kommit in. Av dem har sju kunnat läsas i sin helhet och ett inte alls." in words
    assert "En av de inbjudna remissinstanserna har inte svarat: Trafiknämnden." in words
    assert "Idrottsnämnden (idrottsnamnden.pdf), ej läst: filen är skadad" in words
    assert "för yttrande senast den 1 oktober 2024." in words


def test_what_the_settings_do_not_tell_is_said(example) -> None:
    remiss = replace(example.remiss, sender="", deadline="", invited=())
    composed = compose(remiss, example.tables, texts=example.texts)
    words = _own_words(composed.background.paragraphs)
    assert "Avsändare, vilka som har fått remissen och sista svarsdag framgår inte av underlaget." in words
    assert ("Svar senast", "framgår ej") in composed.facts


def test_the_picture_begins_with_the_majority_and_names_every_answer(composed: Sammanstallning) -> None:
    words = _own_words(composed.picture.paragraphs)
    assert words.startswith("En majoritet, fyra av de sju remissinstanser vars svar har kunnat läsas, tillstyrker")
    assert "Norra Fastighets AB avstyrker förslaget." in words
    assert "framgår inte av svaret från Norra stadsdelsnämnden." in words
    assert all(standpoint.name in words for standpoint in composed.picture.standpoints)


def test_those_who_object_are_quoted_with_page_and_synpunkt(composed: Sammanstallning) -> None:
    quoted = {one.remissinstans for paragraph in composed.picture.paragraphs for one in paragraph.quotations}
    assert quoted == {"Norra Fastighets AB", "Miljö- och hälsoskyddsnämnden"}


def test_an_unstated_position_is_never_worded_as_one(composed: Sammanstallning) -> None:
    answer = _answer(composed, "norra-sdn")
    assert answer.standpoints[0].position is Position.FRAMGAR_EJ
    assert answer.standpoints[0].quotation is None
    laid = [block.own_text for block in lay_answer(answer) if isinstance(block, Paragraph)]
    assert laid[0] == "Norra stadsdelsnämndens ställningstagande till förslaget som helhet framgår inte av svaret."


def test_a_leaning_sentence_is_quoted_with_the_one_before(composed: Sammanstallning) -> None:
    texts = [one.text for one in _answer(composed, "miljonamnden").points]
    assert "I planen föreslås att gårdarna belyses till midnatt. Detta stör både kringboende och fladdermöss." in texts


def test_list_items_are_quoted_with_their_lead_in_and_gaps_marked(composed: Sammanstallning) -> None:
    together = [one.text for one in _answer(composed, "kulturnamnden").points]
    assert any(text.startswith("Nämnden vill särskilt betona:\n\n– att konst") for text in together)
    alone = _quotations(_theme(composed, "delaktighet"), "Kritik och begärda ändringar")
    assert alone[0].text == (
        "Nämnden vill särskilt betona: […] – att planen bör kompletteras med en barnkonsekvensanalys."
    )


def test_a_theme_parts_support_from_critique_and_counts_instanser(composed: Sammanstallning) -> None:
    theme = _theme(composed, "trygghet")
    assert [view.heading for view in theme.views][:2] == ["Stöd", "Kritik och begärda ändringar"]
    assert theme.positive == ("Kulturnämnden", "Socialnämnden")
    assert theme.negative == ("Miljö- och hälsoskyddsnämnden",)
    first = next(block for block in lay_subject(theme, what="temat") if isinstance(block, Paragraph))
    assert first.own_text == (
        "Tre remissinstanser lämnar fyra synpunkter som rör temat. "
        "Två framför stöd, en framför kritik eller begär ändring."
    )


def test_the_same_words_in_several_answers_are_quoted_once_with_all_places(composed: Sammanstallning) -> None:
    quotations = _quotations(_theme(composed, "ansvar"), "Kritik och begärda ändringar")
    shared = [one for one in quotations if one.also]
    assert len(shared) == 1
    assert {place.remissinstans for place in shared[0].also} == {"Kulturnämnden", "Norra stadsdelsnämnden"}


def test_each_answer_is_quoted_at_most_once_in_each_direction_of_a_theme(composed: Sammanstallning) -> None:
    for theme in composed.themes:
        for view in theme.views:
            sources = [one.source_id for one in view.quotations]
            assert len(sources) == len(set(sources))


def test_those_not_quoted_in_a_short_theme_are_named(example) -> None:
    composed = compose(example.remiss, example.tables, texts=example.texts, quotes_per_theme=1)
    for theme in composed.themes:
        quotations = [one for view in theme.views for one in view.quotations]
        assert len(quotations) <= 1
        for view in theme.views:
            quoted = {one.remissinstans for one in view.quotations}
            quoted |= {place.remissinstans for one in view.quotations for place in one.also}
            assert set(view.unquoted) == set(view.names) - quoted


def test_every_synpunkt_is_quoted_or_in_the_remainder_and_the_text_says_how_many(example) -> None:
    composed = compose(example.remiss, example.tables, texts=example.texts, quotes_per_theme=1, quotes_per_answer=1)
    quoted = {one for quotation in composed.quotations() for one in quotation.synpunkt_ids}
    left = {entry.synpunkt_id for entry in composed.remainder}
    assert left
    assert quoted | left == set(example.tables["synpunkter"]["synpunkt_id"])
    assert not quoted & left
    assert "återges enbart i registret" in _own_words(composed.method)


def test_a_samradsredogorelse_quotes_every_synpunkt_of_every_answer(example) -> None:
    composed = compose(
        example.remiss,
        example.tables,
        texts=example.texts,
        form=Form.SAMRADSREDOGORELSE,
        reviewed=Reviewed(example.tables, comments={"m-socialnamnden-2": "Beaktas i det fortsatta arbetet."}),
    )
    assert all(answer.unquoted == 0 for answer in composed.answers)
    assert ("m-socialnamnden-2", "Beaktas i det fortsatta arbetet.") in _answer(composed, "socialnamnden").comments


@pytest.mark.parametrize(
    ("form", "second", "has_comments"),
    [
        (Form.STOCKHOLM, "Sammanfattande bild", False),
        (Form.REGERINGSKANSLIET, "Övergripande synpunkter", False),
        (Form.SAMRADSREDOGORELSE, "Inkomna svar", True),
    ],
)
def test_the_form_chooses_order_and_headings(example, form: Form, second: str, has_comments: bool) -> None:
    chapters = outline(compose(example.remiss, example.tables, texts=example.texts, form=form))
    assert chapters[1].heading == f"2 {second}"
    assert any("kommentarer" in chapter.heading for chapter in chapters) is has_comments
    assert [chapter.key for chapter in chapters][-2:] == ["register", "metod"]


def test_text_shared_by_answers_is_told_once_for_the_group(composed: Sammanstallning) -> None:
    groups = [(shared.names, shared.with_proposal) for shared in composed.shared]
    assert groups == [
        (("Kulturnämnden", "Norra Fastighets AB", "Norra stadsdelsnämnden"), False),
        (("Miljö- och hälsoskyddsnämnden",), True),
    ]


def test_the_same_input_gives_the_same_content(example, composed: Sammanstallning) -> None:
    shuffled = {name: table.sample(frac=1, random_state=3) for name, table in example.tables.items()}
    again = compose(example.remiss, example.tables, texts=example.texts, run=example.run)
    assert again == composed
    assert compose(example.remiss, shuffled, texts=example.texts, run=example.run) == composed


def test_a_remiss_where_nothing_could_be_read_still_gives_a_sammanstallning(example) -> None:
    tables = {name: table.iloc[0:0] for name, table in example.tables.items()}
    tables["svar"] = example.tables["svar"].query("status == 'ej läst'")
    composed = compose(example.remiss, tables, texts={})
    assert "Inget svar har kunnat läsas" in _own_words(composed.picture.paragraphs)
    assert outline(composed)


def test_a_description_taken_from_an_answer_is_not_given_as_own_words(example) -> None:
    text = example.tables["synpunkter"]["text"].iloc[0]
    tables = {**example.tables, "teman": example.tables["teman"].assign(description=text)}
    composed = compose(example.remiss, tables, texts=example.texts)
    assert all(theme.description == "" for theme in composed.themes)


def test_the_synpunkter_of_no_theme_come_last_and_are_worded_so(example) -> None:
    teman, members = example.tables["teman"], example.tables["tema_synpunkt"]
    renamed = {
        "teman": teman.assign(theme_id=teman["theme_id"].replace("ansvar", "ovrigt")),
        "tema_synpunkt": members.assign(theme_id=members["theme_id"].replace("ansvar", "ovrigt")),
    }
    composed = compose(example.remiss, {**example.tables, **renamed}, texts=example.texts)
    assert composed.themes[-1].subject_id == "ovrigt"
    first = next(block for block in lay_subject(composed.themes[-1], what="temat") if isinstance(block, Paragraph))
    assert "som inte hör till något av temana" in first.own_text
    assert len(composed.named_themes) == len(composed.themes) - 1


def test_what_leans_on_the_position_is_quoted_with_it_and_not_twice(composed: Sammanstallning) -> None:
    for answer in composed.answers:
        whole = answer.standpoints[0].quotation
        shown = set(whole.sentence_ids) if whole else set()
        assert not any(shown & set(point.sentence_ids) for point in answer.points)


def _rows_of(stances: str) -> dict[Stance, list[dict[str, str]]]:
    rows = [
        {
            "synpunkt_id": f"s-{place}",
            "sentence_id": f"m-{place}",
            "source_id": f"svar-{place}",
            "text": f"En mening med nummer {place} som är lagom lång att citera.",
            "lemmas": f"ord{place}",
            "section": "synpunkter",
            "type": "criticism" if stance == "-" else "support",
            "stance": {"+": "positive", "-": "negative", "=": "neutral", "~": "mixed"}[stance],
        }
        for place, stance in enumerate(stances)
    ]
    return {stance: [row for row in rows if row["stance"] == stance] for stance in DIRECTIONS}


@pytest.mark.parametrize(
    ("stances", "quotes", "expected"),
    [("++++++++--------", 8, (4, 4)), ("+--------", 4, (1, 3)), ("++--", 8, (2, 2)), ("++++====", 3, (3, 0))],
)
def test_each_direction_gets_its_share_of_the_quotations(stances: str, quotes: int, expected: tuple[int, int]) -> None:
    chosen = [row["stance"] for row in _choose_quoted(_rows_of(stances), quotes, {})]
    assert (chosen.count("positive"), chosen.count("negative")) == expected


def test_what_is_quoted_with_a_position_on_a_part_is_not_quoted_there_once_more(composed: Sammanstallning) -> None:
    for part in composed.parts:
        stands = {one for stand in part.standpoints if stand.quotation for one in stand.quotation.covers}
        points = {quotation.synpunkt_id for view in part.views for quotation in view.quotations}
        assert not stands & points
    belysning = next(part for part in composed.parts if part.subject_id == "3")
    text = " ".join(block.own_text for block in lay_subject(belysning, what="delen") if isinstance(block, Paragraph))
    assert "Se även ställningstagandet ovan från Miljö- och hälsoskyddsnämnden." in text


def test_the_same_words_stand_once_in_an_answer(composed: Sammanstallning) -> None:
    for answer in composed.answers:
        quoted = [span for point in answer.points for span in point.spans]
        assert len(quoted) == len(set(quoted))


def test_common_own_views_are_shown_and_common_recital_is_only_counted(composed: Sammanstallning) -> None:
    blocks = [block for block in lay_shared(composed.shared) if isinstance(block, Paragraph)]
    listed = [block for block in blocks if block.listed]
    assert [len(block.quotations) for block in listed] == [1]
    assert listed[0].own_text.startswith(
        "Kulturnämnden, Norra Fastighets AB och Norra stadsdelsnämnden har en mening gemensamt, i egen sak."
    )
    rest = " ".join(block.own_text for block in blocks if not block.listed)
    assert "återger förslaget ordagrant eller nästan ordagrant: Miljö- och hälsoskyddsnämnden (1)." in rest


def test_an_instans_that_only_informs_is_quoted_briefly(example) -> None:
    tables = dict(example.tables)
    for name in ("meningar", "synpunkter"):
        own = tables[name]["source_id"] == "kulturnamnden"
        informing = own & (tables[name]["stance"] != "")
        tables[name] = tables[name].assign(
            stance=tables[name]["stance"].mask(informing, "neutral"),
            type=tables[name]["type"].mask(informing, "information"),
        )
    composed = compose(example.remiss, tables, texts=example.texts)
    assert sum(len(point.covers) for point in _answer(composed, "kulturnamnden").points) <= 6
    full = compose(example.remiss, tables, texts=example.texts, form=Form.SAMRADSREDOGORELSE)
    assert _answer(full, "kulturnamnden").unquoted == 0


def test_answers_read_from_pictures_are_named_with_a_warning(composed: Sammanstallning) -> None:
    words = _own_words(composed.background.paragraphs)
    assert "Svaret från Norra Fastighets AB är maskinläst ur bild (OCR). Citat därifrån kan innehålla läsfel" in words


def test_why_so_many_themes_and_what_lies_between_two_is_told(example) -> None:
    first, second = (row["theme_id"] for row in example.tables["teman"].head(2).to_dict("records"))
    asked = example.tables["synpunkter"]["synpunkt_id"].iloc[0]
    doubts = pd.DataFrame({"synpunkt_id": [asked, "s-okänd"], "theme_id": [first] * 2, "other_theme_id": [second] * 2})
    composed = compose(example.remiss, example.tables, texts=example.texts, reason="två av tio", doubts=doubts)
    assert [one.entry.synpunkt_id for one in composed.doubts] == [asked]
    assert composed.doubts[0].theme != composed.doubts[0].other
    words = next(chapter for chapter in outline(composed) if chapter.key == "teman").blocks
    assert "Antalet är valt så: två av tio. En synpunkt mellan två teman står i arbetsbokens blad" in repr(words)
