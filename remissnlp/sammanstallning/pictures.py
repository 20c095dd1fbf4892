"""Page images for the report, small enough to send, and where on each page every sentence stands."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pandas as pd
from PIL import Image

Box = tuple[float, float, float, float]

_MOST_BYTES = 60_000
_WIDTH = 1000
_PALETTES = (32, 16)
_QUALITIES = (55, 32)
_SHRINK = 0.8
_NARROWEST = 400


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a sentence stands on one page: x, y, width and height in points of each printed line."""

    sentence_id: str
    boxes: tuple[Box, ...]
    stance: str


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with its marks; sizes in points."""

    source_id: str
    page: int
    width: float
    height: float
    marks: tuple[Mark, ...]

    @property
    def file(self) -> str:
        """Name of its image."""
        return f"{self.source_id}-{self.page}.webp"

    def boxes_of(self, mark: Mark) -> list[list[float]]:
        """Give the boxes of a mark as lists."""
        return [list(box) for box in mark.boxes]


def view_pages(
    meningar: pd.DataFrame, sizes: Mapping[tuple[str, int], tuple[float, float]]
) -> dict[str, tuple[PageView, ...]]:
    """Give the pages of each answer in order, each with the places of its sentences."""
    marks: dict[tuple[str, int], list[Mark]] = {}
    for row in meningar.to_dict("records"):
        by_page: dict[int, list[Box]] = {}
        for page, x0, top, x1, bottom in json.loads(row["boxes"] or "[]"):
            box = (round(x0, 1), round(top, 1), round(x1 - x0, 1), round(bottom - top, 1))
            by_page.setdefault(int(page), []).append(box)
        for page, boxes in by_page.items():
            mark = Mark(row["sentence_id"], tuple(boxes), row["stance"] if row["own_view"] else "")
            marks.setdefault((row["source_id"], page), []).append(mark)
    views: dict[str, list[PageView]] = {}
    for source_id, page in sorted(sizes):
        width, height = sizes[source_id, page]
        view = PageView(source_id, page, width, height, tuple(marks.get((source_id, page), ())))
        views.setdefault(source_id, []).append(view)
    return {source_id: tuple(ones) for source_id, ones in views.items()}


def write_pictures(
    pages: Mapping[str, Sequence[PageView]], page_image: Callable[[str, int], Image.Image], folder: Path
) -> None:
    """Draw each page and write it as WebP to `folder`.

    Pages are drawn one at a time, which is all that the library allows, and compressed several at once.
    """
    folder.mkdir()
    views = [view for of_answer in pages.values() for view in of_answer]
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as executor:
        for first in range(0, len(views), 2 * workers):
            batch = views[first : first + 2 * workers]
            images = (page_image(view.source_id, view.page) for view in batch)
            for view, content in zip(batch, executor.map(compress, images), strict=True):
                (folder / view.file).write_bytes(content)


def compress(image: Image.Image) -> bytes:
    """Give a page as WebP of at most about 60 kB.

    A printed page has few colours, and with these alone it is both smaller and sharper than when it is blurred; a
    photographed one is blurred, and at last made smaller.
    """
    page = image.convert("RGB")
    if page.width > _WIDTH:
        page = _resize(page, _WIDTH / page.width)
    while True:
        for content in _attempts(page):
            if len(content) <= _MOST_BYTES:
                return content
        if page.width < _NARROWEST:
            return content
        page = _resize(page, _SHRINK)


def _attempts(page: Image.Image) -> Iterator[bytes]:
    for colours in _PALETTES:
        few = page.quantize(colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).convert("RGB")
        yield _encode(few, lossless=True, method=2)
    for quality in _QUALITIES:
        yield _encode(page, quality=quality, method=4)


def _resize(image: Image.Image, factor: float) -> Image.Image:
    return image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)


def _encode(image: Image.Image, **settings: int) -> bytes:
    written = BytesIO()
    image.save(written, "WEBP", **settings)
    return written.getvalue()
