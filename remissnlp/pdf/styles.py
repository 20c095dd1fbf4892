"""The measure of a document: the size of its body type, the distance of its lines, the edges of its pages."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from remissnlp.pdf.segments import Segment

_EVEN = 0.6
_USUAL_LEADING = 1.22
_FEW_LETTERS = 300


@dataclass(frozen=True)
class Measure:
    """How a document is set. Lengths in points.

    Attributes:
        size: Size of most of its type.
        leading: Usual distance between the baselines of two lines, by size of type.
        lefts: Left edge of the body, by page.
        rights: Right edge of the body, by page.
    """

    size: float
    leading: dict[float, float] = field(default_factory=dict)
    lefts: dict[int, float] = field(default_factory=dict)
    rights: dict[int, float] = field(default_factory=dict)

    def leading_of(self, size: float) -> float:
        """Give the usual distance between lines set in `size`."""
        return self.leading.get(round(size), _USUAL_LEADING * size)

    def is_small(self, segment: Segment) -> bool:
        """Tell whether a segment is set clearly smaller than the body."""
        return segment.size <= 0.91 * self.size


def measure(segments: Sequence[Segment], *, prose: Sequence[Segment] = ()) -> Measure:
    """Measure a document by its segments; its body is set as `prose` is, if that is more than a few lines."""
    size = body_size(prose if sum(len(segment.text) for segment in prose) > _FEW_LETTERS else segments)
    body = [segment for segment in segments if abs(segment.size - size) <= _EVEN]
    pages = sorted({segment.page for segment in segments})
    lefts, rights = _edges(body, pages, left=True), _edges(body, pages, left=False)
    return Measure(size, _leadings(segments), lefts, rights)


def body_size(segments: Sequence[Segment]) -> float:
    """Give the size that most characters are set in."""
    sizes = Counter[float]()
    for segment in segments:
        sizes[segment.size] += len(segment.text)
    return max(sizes, key=sizes.__getitem__) if sizes else 10.0


def _leadings(segments: Sequence[Segment]) -> dict[float, float]:
    """Find the usual distance between lines: the least common one that is not rare."""
    steps: dict[float, Counter[float]] = defaultdict(Counter)
    columns = sorted(segments, key=lambda s: (s.page, round(s.x0 / 4), s.base))
    for above, below in pairwise(columns):
        step = below.base - above.base
        if above.page == below.page and abs(above.size - below.size) < _EVEN and 0.9 <= step / below.size <= 2.2:
            steps[round(below.size)][round(2 * step) / 2] += min(len(above.text), len(below.text))
    return {size: _mode(counts) for size, counts in steps.items()}


def _mode(counts: Counter[float]) -> float:
    """Give the commonest step; neighbours half a point away count for it too."""
    return max(counts, key=lambda step: (sum(counts[step + near] for near in (-0.5, 0, 0.5)), -step))


def _edges(body: Sequence[Segment], pages: Sequence[int], *, left: bool) -> dict[int, float]:
    """Find an edge of the body on every page; a page with little text has the edge of the pages nearest to it."""
    by_page: dict[int, list[Segment]] = defaultdict(list)
    for segment in body:
        by_page[segment.page].append(segment)
    own = {page: _edge(lines, left=left) for page, lines in by_page.items() if len(lines) >= 8}
    everywhere = _edge(body, left=left)
    return {page: own.get(page, own.get(page - 2, own.get(page + 2, everywhere))) for page in pages}


def _edge(lines: Sequence[Segment], *, left: bool) -> float:
    """Give the outermost edge that more of the text than an odd line starts at (left) or reaches (right)."""
    if not lines:
        return 0.0
    total, reached = sum(len(line.text) for line in lines) / (12 if left else 30), 0
    for line in sorted(lines, key=lambda line: line.x0 if left else -line.x1):
        reached += len(line.text)
        if reached >= total:
            return line.x0 if left else line.x1
    return 0.0
