"""Build the bundled Swedish pipeline from folders of trees, text and names; steps that are done are passed over.

    python scripts/train_pipeline/build.py TREEBANKS TEXT NER WORK remissnlp/models/sv_remiss --floret PYTHON

TREEBANKS holds .conllu files (one with "dev" in its name), TEXT .txt or .txt.xz files of one paragraph a line, NER
.iob2 files and webbnyheter-*.txt. PYTHON is an interpreter with `floret` installed. Delete a step's output in WORK to
run it again. Everything is trained twice: without the dev file ("choose"), which gives the scores, and with it
("final"), which is shipped with those scores in its meta.json; --choose-only stops before the second. Two free cores:
about an hour.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).parent
SPACY = (sys.executable, "-m", "spacy")
CODE = ("--code", HERE / "tokens.py")


def run(*command: str | Path) -> None:
    """Run one command and stop at its first error."""
    subprocess.run([str(part) for part in command], check=True)


def step(name: str, done: Path, do: Callable[[], None]) -> None:
    """Do a step unless its output is there, and print its time."""
    if done.exists():
        print(f"{name}: done before")
        return
    started = time.perf_counter()
    do()
    print(f"{name}: {time.perf_counter() - started:.0f} s", flush=True)


def train(config: str, work: Path, out: str, *, data: str, dev: str, options: Sequence[str | Path] = ()) -> None:
    """Train one config; the filled config is kept beside the output."""
    filled = work / f"{out}.cfg"
    run(*SPACY, "init", "fill-config", HERE / config, filled, *CODE)
    paths = ("--paths.train", work / f"{data}.spacy", "--paths.dev", work / f"{dev}.spacy")
    run(*SPACY, "train", filled, "--output", work / out, *CODE, *paths, *options)


def train_vectors(text: Path, work: Path, floret: str) -> None:
    """Draw the text, train floret, and turn it into a spaCy folder."""
    run(*_script("text"), text, work)
    run(floret, HERE / "vectors.py", work / "tokens.txt", work / "vectors.floret")
    run(*SPACY, "init", "vectors", "sv", work / "vectors.floret", work / "vectors", "--mode", "floret")


def pretrain(work: Path) -> None:
    """Pretrain the tok2vec on the drawn paragraphs and keep its last weights as pretrained.bin."""
    filled = work / "pretrain.cfg"
    run(*SPACY, "init", "fill-config", HERE / "parse.cfg", filled, "--pretraining", *CODE)
    paths = ("--paths.vectors", work / "vectors", "--paths.pretrain_text", work / "pretrain.jsonl")
    run(*SPACY, "pretrain", filled, work / "pretrain_out", *CODE, *paths)
    last = max((work / "pretrain_out").glob("model*.bin"), key=lambda path: path.stat().st_mtime)
    (work / "pretrained.bin").write_bytes(last.read_bytes())


def build(arguments: argparse.Namespace) -> None:
    """Run all the steps in order."""
    work, trees = arguments.work, arguments.treebanks
    work.mkdir(parents=True, exist_ok=True)
    own = ("--without-own",) if arguments.without_own else ()
    step("trees", work / "dev.spacy", lambda: run(*_script("prepare"), trees, work, *own))
    step("names", work / "names-train.spacy", lambda: run(*_script("names"), arguments.names, work))
    step("vectors", work / "vectors", lambda: train_vectors(arguments.text, work, arguments.floret))
    step("company", work / "company.npz", lambda: run(*_script("company"), work / "tokens.txt", work / "company.npz"))
    step("pretraining", work / "pretrained.bin", lambda: pretrain(work))
    step("ner", work / "ner" / "model-last", lambda: train_names(work))
    train_syntax(work, "choose")
    step("scores", work / "scores.json", lambda: score(work, trees))
    if not arguments.choose_only:
        train_syntax(work, "final")
        run(*_script("assemble"), work, trees, arguments.out, "--data", "final", "--scores", work / "scores.json")


def train_syntax(work: Path, data: str) -> None:
    """Train sentence ends, tags and trees on choose.spacy or final.spacy."""
    ends = work / f"senter-{data}.spacy"
    pretrained = ("--paths.vectors", work / "vectors", "--paths.init_tok2vec", work / "pretrained.bin")
    raw = ("--raw", work / "pretrain.jsonl")
    step(f"paragraphs, {data}", ends, lambda: run(*_script("paragraphs"), work / f"{data}.spacy", ends, *raw))
    step(
        f"senter, {data}",
        work / f"senter-{data}" / "model-last",
        lambda: train("senter.cfg", work, f"senter-{data}", data=f"senter-{data}", dev="dev"),
    )
    step(
        f"parse, {data}",
        work / f"parse-{data}" / "model-last",
        lambda: train("parse.cfg", work, f"parse-{data}", data=data, dev="dev", options=pretrained),
    )

    company = ("--paths.vectors", work / "vectors", "--paths.company", work / "company.npz")
    step(
        f"tags, {data}",
        work / f"tags-{data}" / "model-last",
        lambda: train("tags.cfg", work, f"tags-{data}", data=data, dev="dev", options=company),
    )
    tagged = work / f"tagged-{data}.tsv"
    tags = work / f"tags-{data}" / "model-last"
    step(f"tagged text, {data}", tagged, lambda: run(*_script("tagged"), tags, work / "pretrain.jsonl", tagged))


def train_names(work: Path) -> None:
    """Train the names."""
    options = ("--paths.vectors", work / "vectors")
    train("ner.cfg", work, "ner", data="names-train", dev="names-webbnyheter", options=options)


def score(work: Path, trees: Path) -> None:
    """Assemble what never saw dev, lemma tables included, and score it."""
    run(*_script("assemble"), work, trees, work / "scored", "--data", "choose")
    dev = next(trees.glob("*dev*.conllu"))
    run(*_script("score"), work / "scored", dev, work, "--out", work / "scores.json")


def _script(name: str) -> tuple[str, Path]:
    return sys.executable, HERE / f"{name}.py"


def main() -> None:
    """Read the folders and build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("treebanks", "text", "names", "work", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--floret", default=sys.executable, help="interpreter with floret installed")
    parser.add_argument("--choose-only", action="store_true", help="stop at the scores")
    parser.add_argument(
        "--without-own", action="store_true", help="leave our own trees out, to see what they are worth"
    )
    build(parser.parse_args())


if __name__ == "__main__":
    main()
