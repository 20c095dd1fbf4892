"""What a notebook shows: tables with Swedish headings and ladders in order, a run at a glance, a marked page."""

import base64
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import pandas as pd
from PIL import Image, ImageDraw

from remissnlp.document import Document, Source
from remissnlp.pdf import render_page
from remissnlp.tables import MODELS, display_names
from remissnlp.terms import Instanstyp, Origin, Position, ReadStatus, Section, Stance, SynpunktType, Term

_VOCABULARIES: Mapping[str, type[Term]] = {
    "position": Position,
    "stance": Stance,
    "type": SynpunktType,
    "section": Section,
    "instanstyp": Instanstyp,
    "status": ReadStatus,
    "origin": Origin,
}
_AROUND = 70.0
_RESOLUTION = 110
_MARK = (255, 214, 10, 90)


def present(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Give a table as people read it: Swedish headings, and codes as words in the order of their ladder.

    Args:
        name: Name of the table in `tables.MODELS`.
        table: The table, or some of its rows and columns.

    Raises:
        ValueError: If there is no such table.
    """
    if name not in MODELS:
        raise ValueError(f"{name}: no such table; there are {', '.join(MODELS)}")
    shown = {column: _words(column, table[column]) for column in table.columns}
    return pd.DataFrame(shown).rename(columns=display_names(MODELS[name]))


def _words(column: str, values: pd.Series) -> pd.Series:
    vocabulary = _VOCABULARIES.get(column)
    if vocabulary is None:
        return values
    words = [vocabulary(code).display if code else "" for code in values]
    ladder = list(dict.fromkeys(term.display for term in vocabulary))
    return pd.Series(pd.Categorical(words, categories=[*ladder, ""], ordered=True), index=values.index)


@dataclass(frozen=True, repr=False)
class Shown:
    """A quotation where it stands: a crop of the page with its lines marked, or its paragraph.

    Attributes:
        text: The sentence, word for word.
        source: Remissinstans and place, as in "Kulturnämnden, sida 2".
        image: The crop; None where the answer has no pages.
        context: The paragraph it stands in.
    """

    text: str
    source: str
    image: Image.Image | None
    context: str

    def __repr__(self) -> str:
        return f"{self.source}: ”{self.text}”"

    def _repr_html_(self) -> str:
        caption = f"<p style='margin:.3em 0'><b>{html.escape(self.source)}</b></p>"
        if self.image is None:
            before, said, after = self.context.partition(self.text)
            marked = f"{html.escape(before)}<mark>{html.escape(said)}</mark>{html.escape(after)}"
            return f"{caption}<blockquote>{marked}</blockquote>"
        written = BytesIO()
        self.image.save(written, "PNG", optimize=True)
        data = base64.b64encode(written.getvalue()).decode()
        alt = html.escape(self.text, quote=True)
        return f"{caption}<img alt='{alt}' src='data:image/png;base64,{data}' style='max-width:100%'>"


def show_sentence(row: Mapping[str, object], *, remissinstans: str, source: Source, document: Document) -> Shown:
    """Show a row of `meningar` on its page.

    Args:
        row: The row.
        remissinstans: Who says it.
        source: The file of the answer.
        document: Its text.
    """
    boxes = [box for box in json.loads(str(row["boxes"])) if box[0] == row["page"]]
    block = next(one for one in document.blocks if one.start <= int(str(row["start"])) < one.end)
    place = f"{remissinstans}, {document.place.display} {row['page']}"
    image = _crop(source, document, int(str(row["page"])), boxes) if document.pages else None
    return Shown(str(row["text"]), place, image, document.block_text(block))


def _crop(source: Source, document: Document, page: int, boxes: list[list[float]]) -> Image.Image:
    """Draw the lines of a sentence on its page and cut out the stretch around them."""
    scale = _RESOLUTION / 72
    drawn = render_page(
        source.path,
        page,
        resolution=_RESOLUTION,
        password=source.password,
        redactions=document.redactions,
        turn=document.turn_of(page),
    )
    image = drawn.convert("RGBA")
    layer = Image.new("RGBA", image.size)
    draw = ImageDraw.Draw(layer)
    for _, x0, top, x1, bottom in boxes:
        draw.rectangle((x0 * scale - 2, top * scale - 1, x1 * scale + 2, bottom * scale + 1), fill=_MARK)
    marked = Image.alpha_composite(image, layer).convert("RGB")
    if not boxes:
        return marked
    upper = max(0, (min(box[2] for box in boxes) - _AROUND) * scale)
    lower = min(image.height, (max(box[4] for box in boxes) + _AROUND) * scale)
    return marked.crop((0, int(upper), image.width, int(lower)))


def glance(title: str, tables: Mapping[str, pd.DataFrame]) -> str:
    """Give a run at a glance as HTML: counts, who stands where, the largest themes."""
    svar, teman = tables["svar"], tables["teman"]
    read = svar[svar["status"] != ReadStatus.EJ_LAST]
    counts = (
        f"{len(read)} av {len(svar)} svar lästa · {len(tables['ej_svar'])} inbjudna har inte svarat · "
        f"{len(tables['synpunkter'])} synpunkter · {len(teman)} teman"
    )
    stands = present("svar", read[["remissinstans", "position", "synpunkter", "file"]])
    themes = present("teman", teman.head(8)[["label", "synpunkter", "remissinstanser", "for", "mot"]])
    return (
        f"<h3>{html.escape(title)}</h3><p>{counts}</p>"
        "<div style='display:flex;gap:2em;flex-wrap:wrap;align-items:flex-start'>"
        f"{_to_html(stands)}{_to_html(themes)}</div>"
    )


def _to_html(table: pd.DataFrame) -> str:
    return str(table.to_html(index=False, escape=True, border=0))
