"""Markup: the blocks of an answer as HTML for WeasyPrint."""

import re
from collections.abc import Mapping, Sequence
from html import escape

from typeset.body import signature_place
from typeset.source import ADDRESS, BREAK, ITALIC, Answer, Footnote, Heading, PageBreak, Paragraph, Table, TextBlock

_COMMAND = re.compile(rf"(?:{re.escape(BREAK)}|{re.escape(ADDRESS)})\s*")
_NOTE = re.compile(r"\[\^(\d+)\]")


def body_html(answer: Answer, *, bullet: str) -> str:
    """Write the body: headings, paragraphs, lists, tables, footnotes at their marks, and the signatures."""
    notes = {block.mark: block.sentence.text for block in answer.blocks if isinstance(block, Footnote)}
    parts = [_block(block, notes, bullet) for block in answer.blocks]
    place = signature_place(answer)
    return "\n".join(filter(None, [*parts[:place], signatures_html(answer.signatures), *parts[place:]]))


def signatures_html(signatures: Sequence[tuple[str, str]]) -> str:
    """Write the signatures side by side; nothing where nobody signs."""
    people = "".join(f"<div>{escape(name)}<br>{escape(office)}</div>" for name, office in signatures)
    return f'<div class="signatures">{people}</div>' if people else ""


def inline_html(markup: str, notes: Mapping[str, str]) -> str:
    """Write a sentence: italics, and the text of a note where its mark stands (the style moves it to the foot)."""
    text = ITALIC.sub(r"<em>\1</em>", escape(_COMMAND.sub("", markup), quote=False))
    return _NOTE.sub(lambda match: f'<span class="note">{escape(notes[match[1]], quote=False)}</span>', text)


def lines_html(lines: Sequence[str]) -> str:
    """Write lines under each other, without the empty ones."""
    return "<br>".join(escape(line) for line in lines if line)


def _block(block: TextBlock, notes: Mapping[str, str], bullet: str) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        case Paragraph():
            return _paragraph(block, notes, bullet)
        case Table():
            return _table(block)
        case PageBreak():
            return '<div class="new-page"></div>'
        case _:
            return ""


def _paragraph(block: Paragraph, notes: Mapping[str, str], bullet: str) -> str:
    text = " ".join(inline_html(sentence.markup, notes) for sentence in block.sentences)
    if not block.marker:
        return f"<p>{text}</p>"
    marker = bullet if block.marker == "*" else block.marker
    return f'<p class="item"><span class="marker">{escape(marker)}</span>{text}</p>'


def _table(table: Table) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table.header)
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in cells) for cells, _ in table.rows)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
