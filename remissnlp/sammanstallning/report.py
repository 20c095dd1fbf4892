"""The sammanställning as an HTML report: one folder that works from disk, every quotation a step from its page.

Nothing is fetched and nothing from a PDF can run: Jinja2 escapes all text, and a Content-Security-Policy allows only
the style sheet and the script that this program wrote, by their checksums.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup
from PIL import Image

from remissnlp.comparison import COLOURS, Figure
from remissnlp.files import whole_folder
from remissnlp.sammanstallning.blocks import Aside, Caption, Table
from remissnlp.sammanstallning.citation import cite, number_synpunkter
from remissnlp.sammanstallning.content import Sammanstallning
from remissnlp.sammanstallning.marks import CLOSE, OPEN, lines_of
from remissnlp.sammanstallning.outline import TITLES, outline
from remissnlp.sammanstallning.paragraphs import Paragraph, Quotation, Strong
from remissnlp.sammanstallning.pictures import PageView, view_pages, write_pictures
from remissnlp.sammanstallning.swedish import counted, start_sentence
from remissnlp.terms import Position, Stance, SynpunktType

PageImage = Callable[[str, int], Image.Image]

_TEMPLATES = Path(__file__).parent / "templates"


def to_html(
    sammanstallning: Sammanstallning,
    tables: Mapping[str, pd.DataFrame],
    folder: str | Path,
    *,
    page_image: PageImage | None = None,
    page_sizes: Mapping[tuple[str, int], tuple[float, float]] | None = None,
    figures: Sequence[Figure] = (),
) -> None:
    """Write the report to `folder`, whole or not at all: index.html, sidor/ with page images, figurer/.

    Args:
        sammanstallning: What it says; checked beforehand.
        tables: The tables it was composed of.
        folder: Where to write; what was there is replaced.
        page_image: Draws a page of an answer (source_id, page from 1); None for a report without pages.
        page_sizes: Width and height in points of each page (source_id, page) to show.
        figures: Pictures for the chapter of comparisons.

    Raises:
        RemissError: If the folder cannot be written.
    """
    pages = view_pages(tables["meningar"], page_sizes or {}) if page_image else {}
    with whole_folder(Path(folder)) as temporary:
        if page_image:
            write_pictures(pages, page_image, temporary / "sidor")
        _write_figures(figures, temporary / "figurer")
        _write_pages(sammanstallning, pages, temporary / "sidor")
        (temporary / "index.html").write_text(_render_index(sammanstallning, pages, figures), encoding="utf-8")


def _render_index(
    sammanstallning: Sammanstallning, pages: Mapping[str, Sequence[PageView]], figures: Sequence[Figure]
) -> str:
    chapters = outline(sammanstallning, figures=figures)
    shown = {mark.sentence_id for views in pages.values() for view in views for mark in view.marks}
    return (
        _environment(sammanstallning, shown)
        .get_template("report.html.j2")
        .render(
            **_frame(script="report.js"),
            sammanstallning=sammanstallning,
            title=TITLES[sammanstallning.form],
            chapters=[chapter for chapter in chapters if chapter.key != "register"],
            figure_files={figure: f"figurer/{place}.png" for place, figure in enumerate(figures, start=1)},
            themes=sorted({theme for entry in sammanstallning.register for theme in entry.themes}),
            names=list(dict.fromkeys(entry.name for entry in sammanstallning.register)),
            places=_places(pages),
            bar=_bar(sammanstallning),
            stances=tuple(Stance),
            types=tuple(SynpunktType),
        )
    )


def _write_pages(sammanstallning: Sammanstallning, pages: Mapping[str, Sequence[PageView]], folder: Path) -> None:
    environment = _environment(sammanstallning, set())
    names = {answer.source_id: answer.name for answer in sammanstallning.answers}
    for source_id, views in pages.items():
        text = environment.get_template("page.html.j2").render(
            **_frame(script=None), name=names.get(source_id, source_id), views=views, note=sammanstallning.note
        )
        (folder / f"{source_id}.html").write_text(text, encoding="utf-8")


def _write_figures(figures: Sequence[Figure], folder: Path) -> None:
    if figures:
        folder.mkdir()
    for place, figure in enumerate(figures, start=1):
        (folder / f"{place}.png").write_bytes(figure.png)


def _environment(sammanstallning: Sammanstallning, shown: set[str]) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    numbers = number_synpunkter(sammanstallning.register)
    for name, kind in (
        ("quotation", Quotation),
        ("strong", Strong),
        ("paragraph", Paragraph),
        ("table_block", Table),
        ("figure", Figure),
        ("aside", Aside),
        ("caption", Caption),
    ):
        environment.tests[name] = lambda value, kind=kind: isinstance(value, kind)
    environment.filters["lines"] = lambda text: lines_of(f"{OPEN}{text}{CLOSE}")
    environment.filters["display"] = lambda code, kind: kind(code).display
    environment.filters["sentence"] = start_sentence
    environment.globals.update(
        cite=lambda quotation: cite(quotation, numbers),
        has_page=lambda sentence_id: sentence_id in shown,
        counted=counted,
        Position=Position,
        Stance=Stance,
        SynpunktType=SynpunktType,
    )
    return environment


def _frame(*, script: str | None) -> dict[str, Any]:
    """Give style sheet and script with the policy that allows these alone."""
    style = _read("report.css") + _position_rules()
    code = _read(script) if script else ""
    script_rule = f"script-src '{_checksum(code)}'; " if code else ""
    policy = (
        f"default-src 'none'; img-src 'self' file: data:; style-src '{_checksum(style)}'; {script_rule}"
        "base-uri 'none'; form-action 'none'"
    )
    return {"policy": policy, "style": Markup(style), "script": Markup(code)}  # noqa: S704  our own files, not data


def _position_rules() -> str:
    return "".join(
        f".pos-{position}{{background:#{ground};color:#{ink}}} .bar .fill-{position}{{fill:#{ground}}}\n"
        for position, (ground, ink) in COLOURS.items()
    )


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _checksum(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _places(pages: Mapping[str, Sequence[PageView]]) -> Markup:
    """Give, as JSON that cannot close its script element, where each sentence stands: file, page, size and boxes."""
    places: dict[str, list[Any]] = {}
    for views in pages.values():
        for view in views:
            for mark in view.marks:
                places.setdefault(mark.sentence_id, []).append([view.source_id, view.page, view.boxes_of(mark)])
    sizes = {f"{view.source_id}-{view.page}": [view.width, view.height] for views in pages.values() for view in views}
    counts = {source_id: len(views) for source_id, views in pages.items()}
    text = json.dumps({"places": places, "sizes": sizes, "pages": counts}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704


def _bar(sammanstallning: Sammanstallning) -> list[tuple[Position, int, float, float]]:
    """Give the positions on the whole as stretches of a bar: position, count, start and width in hundredths."""
    stands = sammanstallning.picture.standpoints
    stretches, start = [], 0.0
    for position in Position:
        count = sum(one.position is position for one in stands)
        if count:
            width = 100 * count / len(stands)
            stretches.append((position, count, round(start, 3), round(width, 3)))
            start += width
    return stretches
