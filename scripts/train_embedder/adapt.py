"""Adapt the trained embedder to remissvar: synpunkter shall be near their theme and those of other answers in it.

    venv/bin/python scripts/train_embedder/adapt.py EMBEDDER OUT [--part 0 --parts 3]

EMBEDDER is a folder as `enrich.py` writes it. It is adapted to the constructed remisser of `train_placing/data/` and
`train_placing/short/`; with --part those with that number, modulo --parts, are left out, so that it may be tried on
them. Needs PyTorch and remissnlp. Every piece gets a weight and a small shift; both are drawn back towards none. Within
each remiss the right theme is told from the others (softmax over cosines), and synpunkter of the same theme from other
answers are told from those of other themes. The semantic fields of `fields/` are learnt from at the same time, in the
same way: a handful of the words of a field is a synpunkt, the field is its theme, some subjects together are a remiss.
Source: Khosla et al., "Supervised contrastive learning" (2020).
"""

import argparse
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from storing import read_vocabularies, store
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from remissnlp.themes.embedder import load_weights
from remissnlp.themes.pieces import cut_texts
from scripts.train_embedder.semantic_fields import Field, read_subjects, store_fields
from scripts.train_placing.material import list_parts, membership, read_remiss

STEPS, RATE, WEIGHT_RATE, TEMPERATURE, DROPOUT = 2_000, 3e-3, 1e-2, 0.1, 0.3
STRICT_WEIGHT, STRICT_SHIFT, PAIRS, PARAGRAPH = 2e-4, 2e-6, 0.5, 0.7
SUBJECTS, HANDFUL = 8, (3, 8)


class Bag(NamedTuple):
    """Piece numbers of texts one after another, and where each text begins."""

    values: Tensor
    offsets: Tensor


class Remiss(NamedTuple):
    """Synpunkter, their paragraphs, the themes, who said it, and which belong to which themes."""

    texts: Bag
    paragraphs: Bag
    themes: Bag
    sources: Tensor
    gold: Tensor


class Told(NamedTuple):
    """A semantic field in pieces: what it is called and described as, and each of its words."""

    described: list[int]
    words: list[list[int]]


class Adapted(nn.Module):
    """The vectors of an embedder with a weight and a shift for every piece that is used.

    Args:
        vectors: A row a piece.
        used: The numbers of the pieces that occur, in order.
    """

    def __init__(self, vectors: Tensor, used: Tensor) -> None:
        super().__init__()
        self.vectors, self.used = vectors, used
        self.weight = nn.Parameter(torch.zeros(len(used)))
        self.shift = nn.Parameter(torch.zeros_like(vectors[used]))

    def forward(self, bag: Bag) -> Tensor:
        """Give the vectors of texts, of length 1, with some pieces dropped by chance."""
        pieces, places = torch.unique(bag.values, return_inverse=True)
        rows = torch.searchsorted(self.used, pieces)
        table = (self.vectors[pieces] + self.shift[rows]) * self.weight[rows].exp()[:, None]
        kept = (torch.rand(len(places)) >= DROPOUT).float()
        return unit(nn.functional.embedding_bag(places, table, bag.offsets, mode="sum", per_sample_weights=kept))

    def loss(self, remiss: Remiss) -> Tensor:
        """Give how far synpunkter are from their themes and from each other."""
        paragraphs = self(remiss.paragraphs)
        common = paragraphs.mean(dim=0, keepdim=True)
        text, paragraph, theme = (unit(part - common) for part in (self(remiss.texts), paragraphs, self(remiss.themes)))
        mixed = unit(text + PARAGRAPH * paragraph)
        themed = remiss.gold.any(dim=1)
        right = pull(mixed @ theme.T, remiss.gold, torch.ones_like(remiss.gold))
        other = (remiss.sources[:, None] != remiss.sources) & themed[:, None] & themed
        alike = (remiss.gold.float() @ remiss.gold.float().T > 0) & other
        return right + PAIRS * pull(mixed @ mixed.T, alike, other)

    def cost(self) -> Tensor:
        """Give the cost of what was changed."""
        return STRICT_WEIGHT * (self.weight**2).sum() + STRICT_SHIFT * (self.shift**2).sum()

    def folded(self) -> Tensor:
        """Give the vectors with weights and shifts worked in."""
        folded = self.vectors.clone()
        folded[self.used] = (folded[self.used] + self.shift) * self.weight.exp()[:, None]
        return folded


def main() -> None:
    """Read the arguments, adapt, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("embedder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", type=int)
    parser.add_argument("--parts", type=int, default=3)
    arguments = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    parts = list_parts(arguments.parts)
    remisser = [read(path, arguments.embedder) for path, part in parts.items() if part != arguments.part]
    print(f"{len(remisser)} remisser, {sum(len(remiss.gold) for remiss in remisser)} synpunkter", flush=True)
    subjects = [[tell(field, arguments.embedder) for field in fields] for fields in read_subjects()]
    print(f"{len(subjects)} subjects, {sum(map(len, subjects))} semantic fields", flush=True)
    told = [pieces for fields in subjects for field in fields for pieces in (field.described, *field.words)]
    bags = [bag for remiss in remisser for bag in remiss[:3]]
    used = torch.cat([gather(told).values, *(bag.values for bag in bags)]).unique()
    model = Adapted(torch.from_numpy(load_weights(arguments.embedder).vectors.copy()), used)
    adapt(model, remisser, subjects)
    store(arguments.out, model.folded().detach().numpy(), read_vocabularies(arguments.embedder))
    load_weights.cache_clear()  # the fields are embedded by what was just stored, also where that replaces EMBEDDER
    store_fields(arguments.out)


def read(path: Path, embedder: Path) -> Remiss:
    """Read a remiss and cut its texts into pieces."""
    frame, themes = read_remiss(path)
    gold = membership(frame["gold"], [theme.theme_id for theme in themes])
    described = [f"{theme.name}. {theme.description}" for theme in themes]
    sources = torch.from_numpy(np.unique(frame["source_id"], return_inverse=True)[1])
    bags = (cut(texts, embedder) for texts in (list(frame["text"]), list(frame["context"]), described))
    return Remiss(*bags, sources, torch.from_numpy(gold))


def tell(field: Field, embedder: Path) -> Told:
    """Cut a semantic field into the pieces of an embedder."""
    described, *words = cut_known([field.described, *field.words], embedder)
    return Told(described, words)


def cut(texts: list[str], embedder: Path) -> Bag:
    """Cut texts into the pieces of an embedder."""
    return gather(cut_known(texts, embedder))


def cut_known(texts: list[str], embedder: Path) -> list[list[int]]:
    """Give the pieces of each text; one without known pieces gets the first."""
    weights = load_weights(embedder)
    return [row or [0] for row in cut_texts(texts, weights.vocabularies, weights.known)]


def gather(rows: list[list[int]]) -> Bag:
    """Put texts one after another."""
    starts = np.cumsum([0, *(len(row) for row in rows)])[:-1]
    return Bag(torch.tensor([piece for row in rows for piece in row]), torch.from_numpy(starts))


def as_remiss(subjects: list[list[Told]], generator: np.random.Generator) -> Remiss:
    """Make a remiss of the fields of some subjects, drawn by chance, their words dealt out in handfuls."""
    chosen = generator.choice(len(subjects), min(SUBJECTS, len(subjects)), replace=False)
    fields = [field for subject in chosen for field in subjects[subject]]
    texts, themes = list[list[int]](), list[int]()
    for theme, field in enumerate(fields):
        order, size = generator.permutation(len(field.words)), int(generator.integers(*HANDFUL))
        handfuls = [order[start : start + size] for start in range(0, len(order), size)]
        texts += [[piece for word in handful for piece in field.words[word]] for handful in handfuls]
        themes += [theme] * len(handfuls)
    said, belongs = gather(texts), torch.tensor(themes)[:, None] == torch.arange(len(fields))
    return Remiss(said, said, gather([field.described for field in fields]), torch.arange(len(texts)), belongs)


def adapt(model: Adapted, remisser: list[Remiss], subjects: list[list[Told]]) -> None:
    """Train on one remiss and some subjects after another, drawn by chance."""
    generator = np.random.default_rng(0)
    groups = [{"params": [model.weight], "lr": WEIGHT_RATE}, {"params": [model.shift], "lr": RATE}]
    optimizer = torch.optim.Adam(groups)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, STEPS)
    recent: list[float] = []
    for step in range(1, STEPS + 1):
        remiss = remisser[generator.integers(len(remisser))]
        loss = model.loss(remiss) + model.loss(as_remiss(subjects, generator)) + model.cost()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        recent.append(loss.item())
        if step % 200 == 0:
            print(f"step {step}: loss {np.mean(recent[-200:]):.3f}", flush=True)


def pull(likeness: Tensor, wanted: Tensor, counted: Tensor) -> Tensor:
    """Give the mean cross-entropy of those wanted among those counted, over the rows that have any wanted."""
    chances = torch.log_softmax((likeness / TEMPERATURE).masked_fill(~counted, -1e4), dim=1)
    rows = wanted.any(dim=1)
    return -((chances * wanted).sum(dim=1)[rows] / wanted.sum(dim=1)[rows]).mean()


def unit(rows: Tensor) -> Tensor:
    """Give every row length 1."""
    return nn.functional.normalize(rows, dim=1)


if __name__ == "__main__":
    main()
