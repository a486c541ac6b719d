"""Speed of the pipeline and its parts on one core, as ratios within one run.

    python benchmarks/speed.py TEXTFILE... [--tokens 60000] [--fresh]

Every configuration reads the same lines; the first row, spaCy's blank ``kk`` tokenizer, is the floor
and the measure. Also prints load time and the size of the weights.

A tokenizer answers words that its vocabulary has seen from memory, ten times as fast. Without an option
every configuration has seen the lines before: the best of three passes. With ``--fresh`` the floor and each rule
component read the lines for the first time, each with a new vocabulary, by turns, and the median of five turns
counts.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import spacy
from spacy.language import Language

import kk_econ_ner

RULES = ("kk_quantities", "kk_entity_ruler")


def pipelines() -> dict[str, Language]:
    """The configurations that are compared."""
    configurations = {"blank kk": spacy.blank("kk")}
    for name in (*RULES, "kk_sentencizer"):
        nlp = spacy.blank("kk")
        nlp.add_pipe(name)
        configurations[name] = nlp
    configurations["full without ner"] = spacy.load("kk_econ_ner", exclude=["ner"])
    alone = spacy.blank("kk")
    alone.add_pipe("ner", source=spacy.load("kk_econ_ner"))
    configurations["ner alone"] = alone
    configurations["full"] = spacy.load("kk_econ_ner")
    return configurations


def tokens_per_second(nlp: Language, lines: list[str], repeats: int = 3) -> float:
    """The best of some passes over the lines, after one warm-up on a tenth of them."""
    for _ in nlp.pipe(lines[: len(lines) // 10]):
        pass
    best = 0.0
    for _ in range(repeats):
        start = time.perf_counter()
        tokens = sum(len(doc) for doc in nlp.pipe(lines))
        best = max(best, tokens / (time.perf_counter() - start))
    return best


def fresh_tokens_per_second(component: str | None, lines: list[str]) -> float:
    """One pass over lines that the vocabulary has not seen."""
    nlp = spacy.blank("kk")
    if component:
        nlp.add_pipe(component)
        nlp("Алматыда 5 теңге")  # what is loaded on first use
    start = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(lines))
    return tokens / (time.process_time() - start)


def show_fresh(lines: list[str], turns: int = 5) -> None:
    """Print the rule components beside the floor, on words seen for the first time."""
    names = (None, *RULES)
    seen = [{name: fresh_tokens_per_second(name, lines) for name in names} for _ in range(turns)]
    print(f"{'pipeline':20} {'tokens/s':>10} {'share of the floor':>20}")
    for name in names:
        speed = statistics.median(turn[name] for turn in seen)
        share = statistics.median(turn[name] / turn[None] for turn in seen)
        print(f"{name or 'blank kk':20} {speed:10,.0f} {share:20.2f}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--tokens", type=int, default=60_000)
    parser.add_argument("--fresh", action="store_true", help="words seen for the first time")
    args = parser.parse_args()
    words = 0
    lines: list[str] = []
    for path in args.texts:
        for line in path.read_text(encoding="utf-8").splitlines():
            if words < args.tokens and line.strip():
                words += len(line.split())
                lines.append(line)
    if args.fresh:
        show_fresh(lines)
        return
    start = time.perf_counter()
    kk_econ_ner.load()
    print(f"load: {time.perf_counter() - start:.2f} s")
    weights = Path(kk_econ_ner.__file__).parent.glob("kk_econ_ner-*/**/*")
    print(f"weights: {sum(f.stat().st_size for f in weights if f.is_file()) / 2**20:.1f} MiB")
    floor = 0.0
    print(f"{'pipeline':20} {'tokens/s':>10} {'share of the floor':>20}")
    for name, nlp in pipelines().items():
        speed = tokens_per_second(nlp, lines)
        floor = floor or speed
        print(f"{name:20} {speed:10,.0f} {speed / floor:20.2f}")


if __name__ == "__main__":
    main()
