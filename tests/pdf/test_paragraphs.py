import pytest

from remissnlp.pdf.kinds import tell_kind
from remissnlp.pdf.paragraphs import cut_paragraphs, marker_of
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.styles import Measure
from remissnlp.terms import BlockKind

MEASURE = Measure(11.0, {11: 14.0, 16: 20.0}, {1: 90.0}, {1: 500.0})
FULL = "Nämnden har tagit del av underlaget och anser att det behöver kompletteras"  # reaches the right edge


def line(
    text: str, row: float, *, x: float = 90, size: float = 11.0, bold: bool = False, italic: bool = False
) -> Segment:
    step = 410 / len(FULL) * size / 11
    edges = tuple(x + step * index for index in range(len(text) + 1))
    y = 100 + 14 * row
    return Segment(text, edges, 1, y - 9, y + 2, y, size, "F", bold, italic)


def cut(*lines: Segment) -> list[list[str]]:
    return [[segment.text for segment in part] for part in cut_paragraphs(lines, MEASURE)]


def test_a_line_that_is_full_goes_on_in_the_next() -> None:
    assert len(cut(line(FULL, 0), line("med en beräkning.", 1))) == 1


def test_a_paragraph_ends_where_the_next_word_would_have_fitted() -> None:
    assert len(cut(line(FULL, 0), line("med en beräkning.", 1), line("Kostnaderna saknas.", 2))) == 2


def test_a_paragraph_ends_at_a_gap() -> None:
    assert len(cut(line(FULL, 0), line(FULL, 2))) == 2


def test_a_paragraph_opens_with_an_indent_even_after_a_full_line() -> None:
    assert len(cut(line(FULL, 0), line("Därför avstyrks förslaget av nämnden i alla delar, och det", 1, x=104))) == 2


def test_a_list_item_may_go_on_under_its_text_or_at_the_margin() -> None:
    assert len(cut(line(f"– {FULL}"[:74], 0), line("med en beräkning.", 1, x=100))) == 1
    assert len(cut(line(f"1. {FULL}"[:73], 0, x=96), line("med en beräkning.", 1))) == 1


def test_labels_under_each_other_are_lines_of_their_own() -> None:
    assert (
        len(
            cut(
                line("Ärendet: Ansökan om dispens för en ny transformatorstation vid infarten", 0),
                line("Fastighet: Norra 1:2", 1),
            )
        )
        == 2
    )


def test_what_a_colon_announces_on_the_next_line_is_a_paragraph_of_its_own() -> None:
    announced = line("Anna Berg (S) och Per Lund (V) lämnar följande anteckning:", 0)
    assert (
        len(cut(announced, line("Socialdemokraterna vill framhålla att barnens bästa ska gå före allt annat här.", 1)))
        == 2
    )


def test_a_heading_in_italics_is_not_glued_to_its_text() -> None:
    assert (
        len(
            cut(
                line("Åtgärden bör omfatta de som står nära arbetsmarknaden och som kan börja", 0, italic=True),
                line(FULL, 1),
            )
        )
        == 2
    )


@pytest.mark.parametrize(
    ("text", "marker"),
    [("– att avslå", "– "), ("1. Bifalla", "1. "), ("a) bifalla", "a) "), ("-Alla butiker", "-"), ("o en punkt", "o ")],
)
def test_a_marker_is_known(text: str, marker: str) -> None:
    assert marker_of(text) == marker


@pytest.mark.parametrize("text", ["2015 började", "e-tjänster är bra", "Anna och Per", "10-årig plan"])
def test_what_only_looks_like_a_marker_is_text(text: str) -> None:
    assert marker_of(text) == ""


@pytest.mark.parametrize(
    ("segments", "kind"),
    [
        ([line("Ekonomiska konsekvenser", 0, bold=True)], BlockKind.HEADING),
        ([line("Yttrande över en ny lag", 0, size=16)], BlockKind.HEADING),
        ([line("Nämnden avstyrker.", 0)], BlockKind.PARAGRAPH),
        ([line("• att avslå motionen", 0)], BlockKind.LIST_ITEM),
        ([line("§ 47 KS 2022/187", 0)], BlockKind.METADATA),
        ([line("2024-03-01", 0)], BlockKind.METADATA),
        ([line("Dnr: KS 2022/187", 0)], BlockKind.METADATA),
        ([line("3.1 Våra synpunkter ............ 7", 0)], BlockKind.METADATA),
        ([line("Anna Berg", 0), line("Avdelningschef", 1)], BlockKind.SIGNATURE),
        ([line("Anna Berg (S), Per Lund (S)", 0)], BlockKind.SIGNATURE),
        ([line("Norra kommunen", 0)], BlockKind.PARAGRAPH),
    ],
)
def test_a_kind_is_told_by_style_and_words(segments: list[Segment], kind: BlockKind) -> None:
    assert tell_kind(segments, MEASURE).kind is kind
