"""Train the small Swedish sentence embedder bundled with remissnlp.

    venv/bin/python scripts/train_embedder/train.py DATA OUT

needs PyTorch, tokenizers and remissnlp (see README.md beside it); what it makes needs numpy alone. Texts that stand
near each other shall be near each other: mean of piece vectors with learnt weights, symmetrical InfoNCE.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from pieces import learn_pieces
from storing import keep_directions, store
from texts import is_heading, read_paragraphs, read_titles
from torch import Tensor, nn

from remissnlp.themes.pieces import Pieces, cut_texts

BATCH, STEPS, RATE, TEMPERATURE, DROPOUT = 1024, 1_800, 5e-3, 0.05, 0.1
DIMENSIONS, KEPT = 256, 128
SIZES = (48_000, 8_000)
SHARES = {"window": 0.4, "neighbour": 0.4, "title": 0.2}
WINDOW, SHORTEST = 90, 12


class Rows:
    """Piece numbers of many texts, one after another in memory."""

    def __init__(self, rows: list[list[int]]) -> None:
        self.lengths = np.array([len(row) for row in rows])
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        self.values = np.fromiter((number for row in rows for number in row), dtype=np.int32, count=self.lengths.sum())

    def cut(
        self, rows: NDArray[np.int64], generator: np.random.Generator, part: int | None = None
    ) -> tuple[Tensor, Tensor]:
        """Give a random stretch of each row, of its first (0) or second (1) half where `part` is given.

        Returns:
            The pieces of all stretches one after another, without those dropped by chance, and where each begins.
        """
        starts, lengths = self.starts[rows], self.lengths[rows]
        if part is not None:
            starts, lengths = starts + part * (lengths // 2), lengths // 2
        sizes = np.minimum(lengths, generator.integers(WINDOW // 3, WINDOW, len(rows)))
        starts = starts + (generator.random(len(rows)) * (lengths - sizes + 1)).astype(np.int64)
        ends = np.cumsum(sizes)
        places = np.arange(ends[-1]) + np.repeat(starts - (ends - sizes), sizes)
        kept = generator.random(len(places)) >= DROPOUT
        counts = np.add.reduceat(kept.astype(np.int64), ends - sizes)
        values = self.values[places[kept]].astype(np.int64)
        return torch.from_numpy(values), torch.from_numpy(np.cumsum(counts) - counts)


class Embedder(nn.Module):
    """A vector and a weight for every piece; a text is the weighted sum of its pieces, of length 1."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.bag = nn.EmbeddingBag(size, DIMENSIONS, mode="sum")
        nn.init.normal_(self.bag.weight, std=0.1)
        self.weight = nn.Parameter(torch.zeros(size))

    def forward(self, values: Tensor, offsets: Tensor) -> Tensor:
        """Give the vectors of texts written one after another, each beginning at its offset."""
        summed = self.bag(values, offsets, per_sample_weights=self.weight[values].exp())
        return nn.functional.normalize(summed, dim=1)


def main() -> None:
    """Read the arguments, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(arguments.threads)
    started = time.time()
    paragraphs = read_paragraphs(arguments.data)
    titles = list(read_titles(arguments.data))
    vocabularies = [learn_pieces(paragraphs, size) for size in SIZES]
    report(started, f"{len(paragraphs)} paragraphs, {len(titles)} titles, pieces {[len(v) for v in vocabularies]}")
    rows, pairs = prepare(paragraphs, titles, vocabularies)
    report(started, f"{len(rows.values)} pieces, pairs { {kind: len(found) for kind, found in pairs.items()} }")
    model = train(rows, pairs, sum(map(len, vocabularies)), arguments.steps, started)
    write(arguments.out, model, rows, vocabularies)
    report(started, f"written to {arguments.out}")


def prepare(
    paragraphs: list[str], titles: list[tuple[str, str]], vocabularies: list[list[str]]
) -> tuple[Rows, dict[str, NDArray[np.int64]]]:
    """Cut all texts into pieces and list which rows belong together."""
    cutters = [Pieces(vocabularies[0]), Pieces(vocabularies[1], len(vocabularies[0]))]
    known: dict[str, list[int]] = {}
    texts = [*paragraphs, *(text for pair in titles for text in pair)]
    rows = Rows(cut_texts(texts, cutters, known))
    long = rows.lengths >= SHORTEST
    last = len(paragraphs) - 1
    near = [(i, i + 1) for i in range(last) if long[i] and long[i + 1]]
    under = [
        (i, j)
        for i in range(last - 3)
        if is_heading(paragraphs[i]) and rows.lengths[i] > 1
        for j in (i + 1, i + 2)
        if long[j] and not is_heading(paragraphs[j])
    ]
    first = len(paragraphs)
    titled = [(first + 2 * n, first + 2 * n + 1) for n in range(len(titles)) if rows.lengths[first + 2 * n] > 1]
    titled = [(a, b) for a, b in titled if rows.lengths[b] > 3]
    halves = [(i, i) for i in range(last) if rows.lengths[i] >= 4 * SHORTEST]
    pairs = {"window": halves, "neighbour": near, "title": titled + under[:: max(1, len(under) // len(titled))]}
    return rows, {kind: np.array(found) for kind, found in pairs.items()}


def train(rows: Rows, pairs: dict[str, NDArray[np.int64]], size: int, steps: int, started: float) -> Embedder:
    """Draw texts that stand near each other together and the others of the batch apart."""
    generator = np.random.default_rng(0)
    model = Embedder(size)
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE, fused=True)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    target = torch.arange(BATCH)
    for step in range(steps):
        left, right = draw(rows, pairs, generator)
        likeness = model(*left) @ model(*right).T / TEMPERATURE
        loss = (nn.functional.cross_entropy(likeness, target) + nn.functional.cross_entropy(likeness.T, target)) / 2
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 200 == 0 or step == steps - 1:
            report(started, f"step {step}: loss {loss.item():.3f}")
    return model


def draw(
    rows: Rows, pairs: dict[str, NDArray[np.int64]], generator: np.random.Generator
) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
    """Draw a batch of pairs of stretches of text."""
    counts = [round(share * BATCH) for share in SHARES.values()]
    counts[0] += BATCH - sum(counts)
    left, right = [], []
    for (kind, found), count in zip(pairs.items(), counts, strict=True):
        chosen = found[generator.integers(0, len(found), count)]
        halves = (0, 1) if kind == "window" else (None, None)
        left.append(rows.cut(chosen[:, 0], generator, halves[0]))
        right.append(rows.cut(chosen[:, 1], generator, halves[1]))
    return join(left), join(right)


def join(stretches: list[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor]:
    """Write stretches of several kinds one after another."""
    shifts = np.cumsum([0, *(len(values) for values, _ in stretches)])
    offsets = [begins + int(shift) for (_, begins), shift in zip(stretches, shifts, strict=False)]
    return torch.cat([values for values, _ in stretches]), torch.cat(offsets)


def write(out: Path, model: Embedder, rows: Rows, vocabularies: list[list[str]]) -> None:
    """Fold the weights in, keep the main directions of real texts, and store them."""
    vectors = (model.bag.weight * model.weight.exp()[:, None]).detach().numpy()
    generator = np.random.default_rng(0)
    chosen = generator.choice(np.flatnonzero(rows.lengths >= SHORTEST), 20_000, replace=False)
    with torch.no_grad():
        texts = model(*rows.cut(chosen, generator)).numpy()
    store(out, keep_directions(vectors, texts, KEPT), vocabularies)


def report(started: float, message: str) -> None:
    """Tell how far it has come."""
    print(f"{time.time() - started:6.0f} s  {message}", flush=True)


if __name__ == "__main__":
    main()
