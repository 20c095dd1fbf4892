"""Labels, names under a signature, headings of minutes and of tables hold no sentence; what is said does."""

import pytest

from remissnlp.annotation.loose import find_loose
from remissnlp.document import Block, Document
from remissnlp.terms import BlockKind

LETTER = "Nämnden anser att planen är för kort och bör utvidgas."
KINDS = {
    "r": BlockKind.HEADING,
    "p": BlockKind.PARAGRAPH,
    "t": BlockKind.TABLE_ROW,
    "l": BlockKind.LIST_ITEM,
    "s": BlockKind.SIGNATURE,
    "u": BlockKind.METADATA,
}


def _document(*blocks: str) -> Document:
    """Make a document of blocks written "kind: text"."""
    texts = [block[3:] for block in blocks]
    starts = [sum(len(text) + 2 for text in texts[:index]) for index in range(len(texts))]
    made = tuple(
        Block(KINDS[block[0]], start, start + len(text))
        for block, start, text in zip(blocks, starts, texts, strict=True)
    )
    return Document("svar", "\n\n".join(texts), made, ())


@pytest.mark.parametrize(
    ("blocks", "loose"),
    [
        (["r: Ekviks kommun", "p: Datum", "u: 2026-01-02", "p: Vår beteckning", "p: KS-B 2026/18", f"p: {LETTER}"],
         ["Datum", "Vår beteckning", "KS-B 2026/18"]),
        (["p: Till", "p: Näringsdepartementet, Enheten för handel", f"p: {LETTER}"],
         ["Till", "Näringsdepartementet, Enheten för handel"]),
        ([f"p: {LETTER}", "s: Eva Ek", "p: Vd"], ["Vd"]),
        ([f"p: {LETTER}", "p: Hälsningar", "p: Anna och Per i Ekvik"], ["Hälsningar", "Anna och Per i Ekvik"]),
        ([f"p: {LETTER}", "p: Med vänliga hälsningar", "p: Boende på Storgatan"],
         ["Med vänliga hälsningar", "Boende på Storgatan"]),
        ([f"p: {LETTER}", "p: För Region Ekdalen", "p: Eva Ek  Bo Al", "t: Regiondirektör Kanslichef"],
         ["För Region Ekdalen", "Eva Ek  Bo Al", "Regiondirektör Kanslichef"]),
        ([f"p: {LETTER}", "p: Ekvik den 3 maj 2026", "t: Eva Ek Bo Al"], ["Ekvik den 3 maj 2026", "Eva Ek Bo Al"]),
        ([f"p: {LETTER}", "s: Eva Ek", "p: Justerandes sign."], ["Justerandes sign."]),
        (["p: § 14 Yttrande över avfallsplanen", f"p: {LETTER}", "p: § 15 Övriga frågor", f"p: {LETTER}"],
         ["§ 14 Yttrande över avfallsplanen", "§ 15 Övriga frågor"]),
        (["t: Post Planen Vår beräkning", "t: Hämtning 12 18", "t: Drift 4 9", f"p: {LETTER}"],
         ["Post Planen Vår beräkning"]),
        (["t: Delområde Nämndens ställningstagande", "t: Hämtning Tillstyrks", "t: Drift Avstyrks"],
         ["Delområde Nämndens ställningstagande"]),
        (["t: Remissinstans | Ekviks kommun", "t: Kontaktperson | Eva Ek", "t: Datum | 2026-01-02", f"p: {LETTER}"],
         ["Remissinstans | Ekviks kommun", "Kontaktperson | Eva Ek", "Datum | 2026-01-02"]),
        (["t: Riktlinje | Rådets hållning | Motivering till svaret", f"t: Nattarbete | Tillstyrks | {LETTER}"],
         ["Riktlinje | Rådets hållning | Motivering till svaret"]),
        (["t: Hämtning | Tillstyrks", "t: Frågor som lämnas därhän", "t: Drift | Avstyrks"],
         ["Frågor som lämnas därhän"]),
        (["l: 4.2 Skyldighet att ha en plan", f"p: {LETTER}"], ["4.2 Skyldighet att ha en plan"]),
    ],
)  # fmt: skip
def test_what_is_no_sentence_is_loose(blocks: list[str], loose: list[str]) -> None:
    document = _document(*blocks)
    assert [document.block_text(document.blocks[index]) for index in sorted(find_loose(document))] == loose


@pytest.mark.parametrize(
    "blocks",
    [
        [f"p: {LETTER}", "p: Nämnden tillstyrker förslaget."],
        [f"p: {LETTER}", "p: Vi tillstyrker planen"],
        ["r: Synpunkter", "p: Ingen erinran", f"p: {LETTER}"],
        [f"p: {LETTER}", "t: Hämtning Tillstyrks", "t: Drift Avstyrks"],
        ["t: 1 Hämtning Tillstyrks", "t: 2 Drift Avstyrks"],
        [f"p: {LETTER}", "l: bättre bussar", "l: fler hållplatser"],
        ["l: 4.2 Kravet bör utgå.", f"p: {LETTER}"],
        ["t: Hämtning | Tillstyrks | Bra förslag", f"t: Drift | Avstyrks | {LETTER}"],
        ["t: Hämtning | Tillstyrks", "t: Allt annat avstyrks", "t: Drift | Avstyrks"],
        ["t: Hämtning | Tillstyrks", "t: Övriga frågor"],
        [f"p: {LETTER}", "t: Datum | Tiden är för kort.", "t: Drift | Avstyrks"],
        ["l: 4.2 Kravet på plan", "l: 4.3 Kravet på register"],
        ["p: För Ekviks kommun är frågan viktig, eftersom vi har lång kust.", f"p: {LETTER}"],
        ["p: § 14 i lagen bör ändras.", f"p: {LETTER}"],
    ],
)
def test_what_is_said_is_not_loose(blocks: list[str]) -> None:
    assert not find_loose(_document(*blocks))
