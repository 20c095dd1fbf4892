"""What can be wrong with a page, in the words the analyst reads, and what each means for the reading."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from remissnlp.document import Page

SCANNED = "bild utan textlager"
DRAWN = "texten är ritad utan textlager"
UNCODED = "texten saknar teckenkoder och kan inte tolkas"
UNCODED_PARTLY = "en del tecken saknar teckenkoder"
FOREIGN = "texten ser inte ut att vara språk; den kan vara felkodad"
DAMAGED = "innehållet är skadat"
DAMAGED_PARTLY = "innehållet är skadat; text kan saknas"
HEAVY = "kräver mer tid eller minne än något brev och är utelämnad"
REPAIRED = "filen är skadad och har lagats; se efter att inget saknas i slutet"
CUT_OFF = "filen är avbruten och text kan saknas; be avsändaren om en ny fil"
SIZELESS = "sidans storlek saknas eller är orimlig"

OCR_HELPS = frozenset({SCANNED, DRAWN, UNCODED, FOREIGN})
_LOSES_TEXT = OCR_HELPS | {UNCODED_PARTLY, DAMAGED, DAMAGED_PARTLY, HEAVY}
_ASK = "be avsändaren om en ny fil"
_UNREAD = {
    SCANNED: "inget textlager på {pages} (skannad); kör med --ocr",
    DRAWN: "texten på {pages} är ritad utan textlager; kör med --ocr",
    UNCODED: "texten på {pages} saknar teckenkoder och kan inte tolkas; kör med --ocr",
    DAMAGED: f"innehållet på {{pages}} är skadat; {_ASK}",
    DAMAGED_PARTLY: f"innehållet på {{pages}} är skadat; {_ASK}",
    HEAVY: f"{{pages}} kräver mer tid eller minne än något brev; {_ASK}",
}


def loses_text(pages: Iterable[Page]) -> bool:
    """Tell whether text is missing or cannot be trusted on any of `pages`."""
    return any(page.trouble in _LOSES_TEXT for page in pages)


def ocr_helps(pages: Iterable[Page]) -> tuple[int, ...]:
    """Give the numbers of the pages that optical character recognition could read."""
    return tuple(page.number for page in pages if page.trouble in OCR_HELPS)


def is_misleading(pages: Iterable[Page], printed: Collection[int]) -> bool:
    """Tell whether a page that is to be read in its picture has text too, which must then be passed over."""
    return any(
        page.trouble in (UNCODED, FOREIGN) or (page.trouble in OCR_HELPS and page.number in printed) for page in pages
    )


def tell_troubles(pages: Iterable[Page]) -> tuple[str, ...]:
    """Tell what is wrong with which pages, a line for each kind of trouble."""
    return tuple(
        f"{name_pages(numbers)}: {trouble}{'; kör med --ocr' if trouble in OCR_HELPS else ''}"
        for trouble, numbers in _by_trouble(pages).items()
    )


def tell_unread(pages: Sequence[Page], *, hidden: bool) -> str:
    """Tell why a file gave no text, and what to do."""
    if not pages:
        return f"innehåller inga sidor; {_ASK}"
    found = {trouble: numbers for trouble, numbers in _by_trouble(pages).items() if trouble in _UNREAD}
    if found:
        return "; ".join(_UNREAD[trouble].format(pages=name_pages(numbers)) for trouble, numbers in found.items())
    if hidden:
        return f"all text är osynlig eller ligger utanför sidan; {_ASK}"
    return f"sidorna är tomma; {_ASK}"


def tell_rescued(pages: int, of: int) -> str:
    """Tell how much of a damaged file was saved.

    >>> tell_rescued(1, 0), tell_rescued(3, 63)  # doctest: +ELLIPSIS
    ('filen är skadad; 1 sida kunde räddas...', 'filen är skadad; 3 av 63 sidor kunde räddas...')
    """
    saved = f"{pages} av {of} sidor" if of > pages else f"{pages} sida" if pages == 1 else f"{pages} sidor"
    return f"filen är skadad; {saved} kunde räddas och text kan saknas; {_ASK}"


def name_pages(numbers: Iterable[int]) -> str:
    """Name pages, runs of them shortened.

    >>> name_pages([1, 2, 3, 7]), name_pages([4])
    ('sida 1–3, 7', 'sida 4')
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "sida " + ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _by_trouble(pages: Iterable[Page]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for page in pages:
        if page.trouble:
            found.setdefault(page.trouble, []).append(page.number)
    return found
