"""Speed of the pipeline and its parts on one core, as ratios within one run.

    python benchmarks/speed.py TEXTFILE... [--tokens 60000]

Every configuration reads the same lines; the first row, spaCy's blank ``kk`` tokenizer, is the floor
and the measure. Also prints load time and the size of the weights.
"""

from __future__ import annotations

import argparse
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


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--tokens", type=int, default=60_000)
    args = parser.parse_args()
    words = 0
    lines: list[str] = []
    for path in args.texts:
        for line in path.read_text(encoding="utf-8").splitlines():
            if words < args.tokens and line.strip():
                words += len(line.split())
                lines.append(line)
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
