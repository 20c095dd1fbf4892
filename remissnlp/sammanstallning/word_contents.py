"""The table of contents: a field that Word can update, with its lines already in place."""

from collections.abc import Iterator, Sequence
from typing import Any
from zlib import crc32

from remissnlp.sammanstallning.blocks import Chapter
from remissnlp.sammanstallning.marks import printable
from remissnlp.sammanstallning.word_xml import (
    add_bookmark,
    add_field,
    begin_field,
    end_field,
    link_runs,
    show_to_word_alone,
)

_LEVELS = 2


def add_contents(document: Any, chapters: Sequence[Chapter]) -> None:
    """Add the table of contents: a linked line for each chapter, with a field for its page number.

    The lines are written here because LibreOffice, unlike Word, does not make them when it opens the document. Nor
    does it fill in page numbers inside a table of contents, but it does so outside one: so the field round the lines,
    by which Word can make them anew, is shown to Word alone.
    """
    lines = list(_lines(chapters))
    for place, (level, chapter) in enumerate(lines):
        paragraph = document.add_paragraph(style=f"toc {level}")
        paragraph.add_run(f"{printable(chapter.heading)}\t")
        add_field(paragraph, f"PAGEREF {_bookmark(chapter)} \\h")
        link_runs(paragraph, _bookmark(chapter))
        if place == 0:
            _open_field(paragraph)
        if place == len(lines) - 1:
            before = len(paragraph._p)
            end_field(paragraph)
            show_to_word_alone(list(paragraph._p)[before:])


def mark_heading(heading: Any, chapter: Chapter, number: int) -> None:
    """Give a heading the bookmark that its line in the contents points to."""
    add_bookmark(heading, _bookmark(chapter), number)


def _lines(chapters: Sequence[Chapter], level: int = 1) -> Iterator[tuple[int, Chapter]]:
    for chapter in chapters:
        yield level, chapter
        if level < _LEVELS:
            yield from _lines(chapter.chapters, level + 1)


def _open_field(paragraph: Any) -> None:
    before = len(paragraph._p)
    begin_field(paragraph, f'TOC \\o "1-{_LEVELS}" \\h \\z \\u')
    choice = show_to_word_alone(list(paragraph._p)[before:])
    paragraph._p.insert(0 if paragraph._p.pPr is None else 1, choice)


def _bookmark(chapter: Chapter) -> str:
    """Name a bookmark after the chapter's key; Word allows 40 characters and no hyphens."""
    return f"_Toc{crc32(chapter.key.encode()):010d}"
