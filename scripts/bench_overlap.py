"""Measure how the search for repeated and shared sentences grows with their number.

    python scripts/bench_overlap.py 1000 10000 50000

Sentences are drawn from a made-up vocabulary with the frequencies of natural text; one in ten is a copy, one in ten a
copy with a word changed. Printed: sentences, seconds, seconds a thousand, share of the planted copies that were found.
"""

import random
import sys
import time

from remissnlp.overlap import Passage, find_matches

_WORDS = 20_000
_LENGTH = (8, 30)


def main() -> None:
    """Print a row a size."""
    print("meningar\tsekunder\tper tusen\tfunna kopior")
    for size in map(int, sys.argv[1:] or ["1000", "10000", "50000"]):
        passages, planted = make_passages(size)
        start = time.perf_counter()
        found = {(match.first, match.second) for match in find_matches(passages)}
        seconds = time.perf_counter() - start
        share = sum(pair in found for pair in planted) / len(planted)
        print(f"{size}\t{seconds:.2f}\t{1000 * seconds / size:.3f}\t{share:.3f}")


def make_passages(size: int, *, seed: int = 1) -> tuple[list[Passage], list[tuple[int, int]]]:
    """Make sentences of a hundred answers, and tell which pairs were planted as copies."""
    chance = random.Random(seed)  # noqa: S311
    words = [f"ord{n}" for n in range(_WORDS)]
    weights = [1 / (n + 2) for n in range(_WORDS)]
    texts: list[list[str]] = []
    planted = []
    for number in range(size):
        kind = chance.random()
        if kind < 0.2 and number:
            origin = chance.randrange(number)
            copy = list(texts[origin])
            if kind < 0.1:
                copy[chance.randrange(len(copy))] = "ändrat"
            planted.append((origin, number))
            texts.append(copy)
        else:
            texts.append(chance.choices(words, weights, k=chance.randint(*_LENGTH)))
    passages = [Passage(str(n), f"svar{n % 100}", " ".join(text)) for n, text in enumerate(texts)]
    return passages, planted


if __name__ == "__main__":
    main()
