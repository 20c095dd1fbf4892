"""Measure the themes: against gold, against the committees of motions, beside other methods, and in time and memory.

    python scripts/bench_themes.py all corpus/innovationsstrategi-2015 --data DATA    everything below in one run
    python scripts/bench_themes.py gold corpus/innovationsstrategi-2015               or a table, x.tsv with x.toml
    python scripts/bench_themes.py gold-mean scripts/train_placing/held_out           all tables in a folder, their mean
    python scripts/bench_themes.py names corpus/innovationsstrategi-2015              gold names beside ours
    python scripts/bench_themes.py one-less corpus/innovationsstrategi-2015
    python scripts/bench_themes.py sections DATA/labelled/prop_remissinstanserna_stycken.jsonl
    python scripts/bench_themes.py motions DATA/labelled/riksdag_motioner_2018_19.jsonl.xz --sizes 500 2000 6585
    python scripts/bench_themes.py scale DATA/labelled/riksdag_motioner_2018_19.jsonl.xz --sizes 1000 10000 100000

BERTopic is measured too where it is installed (it needs no network: it gets the same vectors as the others).
"""

import argparse
import json
import lzma
import re
import resource
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, v_measure_score

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from remissnlp.annotation import load_pipeline, phrases_of
from remissnlp.themes import Codebook, CodebookTheme, ThemeModel
from remissnlp.themes.assignment import example_rows
from remissnlp.themes.clustering import grow_tree, settle
from remissnlp.themes.frame import as_frame, first_of_repeated
from remissnlp.themes.naming import name_members
from remissnlp.themes.representation import ContextVectors
from remissnlp.themes.text_vectors import TextVectors
from scripts.train_placing.material import Membership, membership, micro_f, read_remiss, with_examples

Method = Callable[[pd.DataFrame, int], NDArray[np.int64]]
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_PROPOSAL = re.compile(r"^\w+ (förslag|bedömning)[^:]{0,40}:\s*")
_LONGEST_MOTION = 4_000
_LONGEST_PROPOSAL = 25
SERVICE = Path(__file__).parents[1] / "tests" / "data" / "themes_digital_service.tsv"


def main() -> None:
    """Read the arguments and print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tables = {
        "gold": lambda path, _: bench_gold(*read_any(path)),
        "gold-mean": lambda path, _: bench_gold_mean(sorted(path.glob("*.tsv"))),
        "names": lambda path, _: bench_names(*read_any(path)),
        "one-less": lambda path, _: bench_one_less(read_gold(path)[0]),
        "sections": lambda path, _: bench_sections(path),
        "motions": lambda path, sizes: bench_motions(path, sizes or [500, 2_000, 6_585]),
        "scale": lambda path, sizes: bench_scale(path, sizes or [1_000, 10_000, 100_000]),
        "scale-one": lambda path, sizes: time_one(path, sizes[0]),
    }
    parser.add_argument("what", choices=["all", *tables])
    parser.add_argument("path", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[])
    parser.add_argument("--data", type=Path, help="the folder that holds labelled/, for the run of everything")
    arguments = parser.parse_args()
    for what, path in everything(arguments.path, arguments.data) if arguments.what == "all" else [("", None)]:
        print(f"\n== {what}" if what else "", flush=True)
        tables[what or arguments.what](path or arguments.path, arguments.sizes)


def everything(corpus: Path, data: Path) -> list[tuple[str, Path]]:
    """List all tables with what each is made of."""
    motions = data / "labelled" / "riksdag_motioner_2018_19.jsonl.xz"
    return [
        ("gold", corpus),
        ("names", corpus),
        ("names", SERVICE),
        ("one-less", corpus),
        ("gold", SERVICE),
        ("sections", data / "labelled" / "prop_remissinstanserna_stycken.jsonl"),
        ("motions", motions),
        ("scale", motions),
    ]


def bench_one_less(synpunkter: pd.DataFrame) -> None:
    """Print how like the themes are before and after each answer is added, over the synpunkter of both."""
    whole = theme_of_each(synpunkter)
    for source in sorted(synpunkter["source_id"].unique()):
        rest = synpunkter[synpunkter["source_id"] != source]
        before, after = theme_of_each(rest), whole[whole.index.isin(rest["synpunkt_id"])]
        again = theme_of_each(pd.concat([rest, synpunkter[synpunkter["source_id"] == source]], ignore_index=True))
        same_ids = len(set(before) & set(whole)) / before.nunique()
        print(
            f"{source:42} {len(synpunkter) - len(rest):4} synpunkter  ARI {adjusted_rand_score(before, after):.3f}  "
            f"moved {moved_share(before, after):5.1%}  ids kept {same_ids:4.0%}  "
            f"added again: {'the same' if again.sort_index().equals(whole.sort_index()) else 'other'}"
        )


def bench_names(synpunkter: pd.DataFrame, themes: list[CodebookTheme]) -> None:
    """Print the name we give each gold theme beside its gold name: naming alone, whatever grouping would have found."""
    frame = as_frame(with_phrases(synpunkter))
    first = first_of_repeated(frame["text"].tolist()) == np.arange(len(frame))
    placed = [[theme.theme_id in found for found in synpunkter["gold"]] for theme in themes]
    found = name_members([np.flatnonzero(rows & first) for rows in placed], frame)
    for theme, rows, name in zip(themes, placed, found, strict=True):
        print(f"{sum(rows):4}  {theme.name:52} {name}")


def with_phrases(synpunkter: pd.DataFrame) -> pd.DataFrame:
    """Add the phrases each synpunkt could be named by, which a run of the tool takes from its own parse."""
    docs = load_pipeline().pipe(synpunkter["text"])
    return synpunkter.assign(phrases=[phrases_of(doc[:]) for doc in docs])


def theme_of_each(synpunkter: pd.DataFrame) -> "pd.Series[str]":
    """Give the strongest theme of each synpunkt."""
    model = ThemeModel(repeats=1)
    strengths = model.fit_transform(synpunkter)
    ids = np.array([*(theme.theme_id for theme in model.themes_), "ovrigt"])
    strongest = np.where(strengths.any(axis=1), strengths.argmax(axis=1), len(ids) - 1)
    return pd.Series(ids[strongest], index=synpunkter["synpunkt_id"]).sort_index()


def moved_share(before: "pd.Series[str]", after: "pd.Series[str]") -> float:
    """Give the share of synpunkter that do not stand in the counterpart of their old theme."""
    counts = pd.crosstab(before, after).to_numpy()
    rows, columns = linear_sum_assignment(-counts)
    return 1 - float(counts[rows, columns].sum() / counts.sum())


def bench_sections(path: Path, most: int = 22) -> None:
    """Print the mean B-cubed of grouping official compilations into as many groups as they have sections.

    Beside it how well their sentences are placed with the first words of the proposals as a codebook.
    """
    bills = list(read_sections(path))[:most]
    print(f"{len(bills)} bills, {sum(len(bill) for bill in bills)} sentences")
    for name, method in METHODS.items():
        scores = [score_sections(bill, method) for bill in bills]
        print(f"{name:42} B³ {np.mean(scores):.3f}", flush=True)
    placed = np.array([place_sections(bill) for bill in bills if (bill["proposal"] != "").all()])
    print(f"{'codebook, the proposals':42} accuracy {placed[:, 0].mean():.3f} ({len(placed)} bills)")
    print(f"{'codebook, three examples a proposal':42} accuracy {placed[:, 1].mean():.3f}")


def place_sections(bill: pd.DataFrame) -> tuple[float, float]:
    """Give accuracy of placing the sentences of a bill by its proposals, without and with three examples of each."""
    proposals = bill.groupby(bill["gold"].str[0])["proposal"].first()
    gold = membership(bill["gold"], list(proposals.index))
    book = Codebook(tuple(CodebookTheme(number, proposal) for number, proposal in proposals.items()))
    return assign_by_names(bill, book, gold)[2], assign_with_examples(bill, book, gold, seed=0)[1]


def score_sections(bill: pd.DataFrame, method: Method) -> float:
    """Give B-cubed of one bill."""
    names = sorted(bill["gold"].str[0].unique())
    groups = method(bill, len(names))
    return bcubed(membership(bill["gold"], names), np.eye(groups.max() + 1, dtype=bool)[groups])


def bench_gold(synpunkter: pd.DataFrame, themes: list[CodebookTheme]) -> None:
    """Print B-cubed of grouping and micro-F of assigning on gold themes.

    B-cubed stands twice: over all synpunkter with a gold theme, and over those with one alone.
    """
    names = [theme.theme_id for theme in themes]
    gold = membership(synpunkter["gold"], names)
    themed, single = gold.any(axis=1), gold.sum(axis=1) == 1
    print(
        f"{len(synpunkter)} synpunkter, {themed.sum()} with a gold theme, {single.sum()} with one alone, "
        f"{len(names)} gold themes"
    )
    for name, method in METHODS.items():
        groups = method(synpunkter, len(names))
        found = np.eye(groups.max() + 1, dtype=bool)[groups]
        print(f"{name:42} {tell_grouping(gold, found)}")
    for wish in (None, len(names)):
        model = ThemeModel(wish)
        found = model.fit_transform(synpunkter) > 0
        told = tell_grouping(gold, with_remainder(found))
        left = (~found.any(axis=1)).sum()
        print(f"{f'ThemeModel({wish})':42} {told}, {found.shape[1]} themes, {left} left over")
    bench_codebook(synpunkter, Codebook(tuple(themes)), gold)


def score_grouping(gold: Membership, found: Membership) -> list[float]:
    """Give B-cubed over all synpunkter with a gold theme, and over those with one alone."""
    return [bcubed(gold[rows], found[rows]) for rows in (gold.any(axis=1), gold.sum(axis=1) == 1)]


def tell_grouping(gold: Membership, found: Membership) -> str:
    """Write what `score_grouping` gives."""
    return "B³ {:.3f} / {:.3f}".format(*score_grouping(gold, found))


def bench_gold_mean(paths: list[Path]) -> None:
    """Print, for each table and for their mean, what `bench_gold` prints of ours, with examples drawn five times."""
    print(f"{'':26} B³ all  one theme  codebook micro-F  accuracy  three examples micro-F  accuracy")
    rows = [score_gold(*read_any(path)) for path in paths]
    for name, row in [*zip((path.stem for path in paths), rows, strict=True), ("mean", np.mean(rows, axis=0))]:
        print(f"{name:26} {row[0]:6.3f} {row[1]:10.3f} {row[2]:17.3f} {row[3]:9.3f} {row[4]:23.3f} {row[5]:9.3f}")


def score_gold(synpunkter: pd.DataFrame, themes: list[CodebookTheme]) -> NDArray[np.float64]:
    """Give B-cubed over all and over those of one theme, and micro-F and accuracy by names and with three examples."""
    book = Codebook(tuple(themes))
    gold = membership(synpunkter["gold"], [theme.theme_id for theme in themes])
    found = with_remainder(ThemeModel().fit_transform(synpunkter) > 0)
    grouped = score_grouping(gold, found)
    alone, _, right = assign_by_names(synpunkter, book, gold)
    examples = [assign_with_examples(synpunkter, book, gold, seed) for seed in range(5)]
    return np.array([*grouped, alone, right, *np.mean(examples, axis=0)])


def bench_codebook(synpunkter: pd.DataFrame, book: Codebook, gold: Membership) -> None:
    """Print micro-F and accuracy with names and descriptions alone, and with three examples a theme drawn ten times."""
    alone, themed, right = assign_by_names(synpunkter, book, gold)
    print(
        f"{'codebook, names and descriptions':42} micro-F {alone:.3f} ({themed:.3f} of those with a theme), "
        f"accuracy {right:.3f}"
    )
    scores = np.array([assign_with_examples(synpunkter, book, gold, seed) for seed in range(10)])
    print(
        f"{'codebook, three examples a theme':42} micro-F {scores[:, 0].mean():.3f}, accuracy {scores[:, 1].mean():.3f}"
    )


def assign_by_names(synpunkter: pd.DataFrame, book: Codebook, gold: Membership) -> tuple[float, float, float]:
    """Give micro-F over all synpunkter and over those with a theme, and accuracy on those of one theme."""
    size = len(book.themes)
    found = ThemeModel(size, codebook=book, repeats=1).fit_transform(synpunkter)[:, :size] > 0
    themed, single = gold.any(axis=1), gold.sum(axis=1) == 1
    right = float((found & gold).any(axis=1)[single].mean())
    return micro_f(gold, found), micro_f(gold[themed], found[themed]), right


def assign_with_examples(synpunkter: pd.DataFrame, book: Codebook, gold: Membership, seed: int) -> tuple[float, float]:
    """Give micro-F, and accuracy on synpunkter of one theme, of those that were not given as examples."""
    single = gold.sum(axis=1) == 1
    themes = with_examples(list(book.themes), synpunkter, gold, np.random.default_rng(seed))
    drawn = np.flatnonzero(example_rows(Codebook(themes), as_frame(synpunkter)).any(axis=1))
    model = ThemeModel(len(themes), codebook=Codebook(themes), repeats=1).fit(synpunkter)
    rest = np.setdiff1d(np.arange(len(synpunkter)), drawn)
    strengths = model.transform(synpunkter)[:, : len(themes)]
    right = strengths.argmax(axis=1) == gold.argmax(axis=1)
    counted = np.intersect1d(rest, np.flatnonzero(single))
    return micro_f(gold[rest], strengths[rest] > 0), float((right & strengths.any(axis=1))[counted].mean())


def bench_motions(path: Path, sizes: list[int]) -> None:
    """Print V-measure, adjusted Rand index and seconds of grouping motions into as many groups as committees."""
    motions = read_motions(path)
    for size in sizes:
        chosen = motions.sample(min(size, len(motions)), random_state=0).reset_index(drop=True)
        print(f"\n{len(chosen)} motions, {chosen['label'].nunique()} committees")
        for name, method in METHODS.items():
            started = time.perf_counter()
            groups = method(chosen, chosen["label"].nunique())
            seconds = time.perf_counter() - started
            scores = [score(chosen["label"], groups) for score in (v_measure_score, adjusted_rand_score)]
            print(f"{name:42} V {scores[0]:.3f}  ARI {scores[1]:.3f}  {seconds:6.1f} s", flush=True)


def bench_scale(path: Path, sizes: list[int]) -> None:
    """Print seconds and peak memory of finding themes in more and more synpunkter, each in a process of its own."""
    for size in sizes:
        command = [sys.executable, __file__, "scale-one", str(path), "--sizes", str(size)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip(), flush=True)


def time_one(path: Path, size: int) -> None:
    """Find the themes of sentences drawn from motions, and print what it took."""
    synpunkter = read_sentences(path).sample(size, random_state=0).reset_index(drop=True)
    before, started, worked = peak_memory(), time.perf_counter(), time.process_time()
    strengths = ThemeModel().fit_transform(synpunkter)
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    print(
        f"{size:7} synpunkter  {seconds:7.1f} s, of which {work:7.1f} s of work  peak {peak_memory():6.0f} MB "
        f"({before:.0f} MB before)  {strengths.shape[1]} themes"
    )


def peak_memory() -> float:
    """Give the most memory the process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read_gold(corpus: Path) -> tuple[pd.DataFrame, list[CodebookTheme]]:
    """Read the own-view sentences of a corpus with their gold themes, and the themes with names and descriptions."""
    themes = tomllib.loads((corpus / "gold" / "teman.toml").read_text(encoding="utf-8"))["tema"]
    placed = {synpunkt: [] for theme in themes for synpunkt in theme["synpunkter"]}
    for theme in themes:
        for synpunkt in theme["synpunkter"]:
            placed[synpunkt].append(theme["id"])
    rows = [row for path in sorted((corpus / "gold").glob("*.jsonl")) for row in read_answer(path)]
    frame = pd.DataFrame([row for row in rows if row["own_view"]])
    return frame.assign(gold=[placed.get(key, []) for key in frame["synpunkt_id"]]), [
        CodebookTheme(theme["id"], theme["namn"], theme.get("beskrivning", "")) for theme in themes
    ]


def read_any(path: Path) -> tuple[pd.DataFrame, list[CodebookTheme]]:
    """Read a corpus, or a table of synpunkter with its themes beside it."""
    return read_remiss(path) if path.suffix == ".tsv" else read_gold(path)


def read_sections(path: Path) -> Iterator[pd.DataFrame]:
    """Read what is said of each proposal in a bill, as if eight instanser had written two sentences each in turn."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for _, sections in groupby(sorted(rows, key=lambda row: row["prop"]), key=lambda row: row["prop"]):
        found = [row for number, section in enumerate(sections) for row in read_section(section, number)]
        bill = pd.DataFrame(found, columns=["text", "context", "source_id", "synpunkt_id", "proposal", "gold"])
        if 60 <= len(bill) <= 500 and 5 <= bill["gold"].str[0].nunique() <= 20:
            yield bill


def read_section(section: dict[str, object], number: int) -> Iterator[tuple[str, str, str, str, str, list[str]]]:
    """Give the sentences of one proposal's compilation."""
    proposal = " ".join(_PROPOSAL.sub("", section["forslag"] or "").split()[:_LONGEST_PROPOSAL])
    text = " ".join(part for part in section["remissinstanserna"] if not part.startswith("P R O P"))
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if len(sentence.split()) > 4]
    if len(sentences) < 4:
        return
    for place, sentence in enumerate(sentences):
        pair = place // 2
        context = " ".join(sentences[2 * pair : 2 * pair + 2])
        yield sentence, context, f"{pair % 8}", f"{number}-{place}", proposal, [str(number)]


def read_answer(path: Path) -> Iterator[dict[str, object]]:
    """Read the sentences of one answer with the paragraph and heading each stands in, where the gold tells."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        near = [other["text"] for other in rows if "paragraph" in row and other.get("paragraph") == row["paragraph"]]
        yield {
            "synpunkt_id": f"{row['doc']}:{row['i']}",
            "text": row["text"],
            "context": " ".join(near) or row["text"],
            "heading": row.get("heading", ""),
            "source_id": row["doc"],
            "remissinstans": row["doc"],
            "own_view": row["own_view"],
            "stance": row.get("stance", ""),
            "type": row.get("type", ""),
        }


def read_motions(path: Path) -> pd.DataFrame:
    """Read motions, one text each, with the committee as label."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        motions = [json.loads(line) for line in lines]
    texts = [f"{motion['title']}. {motion['text']}"[:_LONGEST_MOTION] for motion in motions]
    return pd.DataFrame({"text": texts, "label": [motion["label"] for motion in motions]})


def read_sentences(path: Path) -> pd.DataFrame:
    """Read the sentences of all motions as if each motion were an answer and each sentence a synpunkt."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        motions = [json.loads(line) for line in lines]
    rows = [
        (sentence, paragraph, motion["id"])
        for motion in motions
        for paragraph in motion["text"].split("\n")
        for sentence in _SENTENCE_END.split(paragraph)
        if len(sentence.split()) > 4
    ]
    return pd.DataFrame(rows, columns=["text", "context", "source_id"])


def plain_kmeans(frame: pd.DataFrame, n_groups: int) -> NDArray[np.int64]:
    """Group by scikit-learn's TF-IDF and k-means with their defaults."""
    vectors = TfidfVectorizer(max_features=50_000).fit_transform(frame["text"])
    return np.asarray(KMeans(n_groups, random_state=0, n_init=1).fit_predict(vectors))


def plain_nmf(frame: pd.DataFrame, n_groups: int) -> NDArray[np.int64]:
    """Group by the strongest component of a non-negative factorisation of TF-IDF."""
    column = "context" if "context" in frame else "text"
    vectors = TfidfVectorizer(max_features=50_000, sublinear_tf=True, max_df=0.5).fit_transform(frame[column])
    return np.asarray(NMF(n_groups, random_state=0, init="nndsvd", max_iter=400).fit_transform(vectors).argmax(axis=1))


def plain_chars(frame: pd.DataFrame, n_groups: int) -> NDArray[np.int64]:
    """Group sentences alone by character n-grams and Ward, the starting point of the design notes."""
    vectors = TextVectors(embedding=0, concepts=0, fields=0).fit_transform(frame["text"].tolist())
    return np.asarray(grow_tree(vectors, together=False).cut(n_groups))


def ours(**weights: float) -> Method:
    """Give a method that groups as ThemeModel does, over some parts of our vectors."""

    def group(frame: pd.DataFrame, n_groups: int) -> NDArray[np.int64]:
        vectors = ContextVectors(TextVectors(**weights)).fit_transform(frame)
        return settle(vectors, grow_tree(vectors, method="average").cut(n_groups))

    return group


def bertopic(frame: pd.DataFrame, n_groups: int) -> NDArray[np.int64]:
    """Group by BERTopic over our vectors; what it leaves out is a group of its own."""
    from bertopic import BERTopic

    vectors = ContextVectors().fit_transform(frame)
    model = BERTopic(language="multilingual", nr_topics=n_groups, embedding_model=None, calculate_probabilities=False)
    topics, _ = model.fit_transform(frame["text"].tolist(), vectors)
    return np.unique(topics, return_inverse=True)[1]


METHODS: dict[str, Method] = {
    "one group": lambda frame, _: np.zeros(len(frame), dtype=np.int64),
    "TF-IDF + KMeans": plain_kmeans,
    "TF-IDF + NMF": plain_nmf,
    "sentence, chars + Ward": plain_chars,
    "ours, words": ours(words=1, chars=0, embedding=0, concepts=0, fields=0),
    "ours, chars": ours(embedding=0, concepts=0, fields=0),
    "ours, embedding": ours(chars=0, concepts=0, fields=0),
    "ours, concepts": ours(chars=0, embedding=0, fields=0),
    "ours, fields": ours(chars=0, embedding=0, concepts=0),
    "ours, without fields": ours(fields=0),
    "ours, all": ours(),
} | ({"BERTopic": bertopic} if find_spec("bertopic") else {})


def with_remainder(found: Membership) -> Membership:
    """Add a column for what belongs to no theme."""
    return np.column_stack([found, ~found.any(axis=1)])


def bcubed(gold: Membership, found: Membership) -> float:
    """Give the F of extended B-cubed for overlapping groups. Source: Amigó et al. (2009)."""
    same_gold = gold.astype(int) @ gold.T.astype(int)
    same_found = found.astype(int) @ found.T.astype(int)
    both = np.minimum(same_gold, same_found)
    precision = np.where(same_found > 0, both / np.maximum(same_found, 1), np.nan)
    recall = np.where(same_gold > 0, both / np.maximum(same_gold, 1), np.nan)
    p, r = (float(np.nanmean(np.nanmean(part, axis=1))) for part in (precision, recall))
    return 2 * p * r / (p + r) if p + r else 0.0


if __name__ == "__main__":
    main()
