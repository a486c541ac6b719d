"""Where the time of the full pipeline goes: ``python benchmarks/profiling.py TEXTFILE... [--top 25]``.

First the share of each component (CPU time, best of three passes), then the functions with the most
time of their own under cProfile, whose overhead inflates small functions.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from pathlib import Path

import spacy
from spacy.tokens import Doc


def components(lines: list[str]) -> None:
    """Print CPU microseconds per token of the tokenizer and of each component."""
    nlp = spacy.load("kk_econ_ner")
    list(nlp.pipe(lines[: len(lines) // 5]))
    best: dict[str, float] = {}
    tokens = 0
    for _ in range(3):
        start = time.process_time()
        docs: list[Doc] = [nlp.make_doc(line) for line in lines]
        best["tokenizer"] = min(best.get("tokenizer", 9e9), time.process_time() - start)
        tokens = sum(len(doc) for doc in docs)
        for name, pipe in nlp.pipeline:
            start = time.process_time()
            docs = [pipe(doc) for doc in docs]
            best[name] = min(best.get(name, 9e9), time.process_time() - start)
    total = sum(best.values())
    for name, seconds in best.items():
        print(f"{name:18} {1e6 * seconds / tokens:8.1f} µs a token {100 * seconds / total:6.1f} %")
    print(f"{'all':18} {1e6 * total / tokens:8.1f} µs a token, {tokens / total:,.0f} tokens/s")


def functions(lines: list[str], top: int) -> None:
    """Print the functions with the most time of their own."""
    nlp = spacy.load("kk_econ_ner")
    list(nlp.pipe(lines[: len(lines) // 5]))
    profile = cProfile.Profile()
    profile.enable()
    for _ in nlp.pipe(lines):
        pass
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(top)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--top", type=int, default=25)
    args = parser.parse_args()
    lines: list[str] = []
    words = 0
    for path in args.texts:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and words < args.words:
                words += len(line.split())
                lines.append(line)
    components(lines)
    functions(lines, args.top)


if __name__ == "__main__":
    main()
