"""Load time and speed of ``kk_entity_ruler`` with many patterns of the user's own.

    python benchmarks/many_patterns.py TEXTFILE… [--patterns 20000] [--lines 2000]

The patterns are made names of two kinds, one word and two, the texts are real. Tokenizer and ruler take
turns over small pieces of the texts and the best of several turns counts, so that other work on the
machine disturbs the ratio as little as possible. Times are processor time of the thread.
"""

from __future__ import annotations

import argparse
import itertools
import time
from pathlib import Path

import spacy
from spacy.language import Language

_SYLLABLES = "ба қо ле мі ну ра сы та ша жү дә гө".split()


def made_patterns(n: int) -> list[dict[str, str]]:
    """Names that no text holds, every other one of two words."""
    words = map("".join, itertools.product(_SYLLABLES, repeat=4))
    patterns = []
    for i, word in zip(range(n), words, strict=False):
        name = word.capitalize() if i % 2 else f"{word.capitalize()} Серіктестігі"
        patterns.append({"label": "ORG", "pattern": name, "id": f"made-{i}"})
    return patterns


def ratio(floor: Language, ruler: Language, lines: list[str], turns: int = 7) -> tuple[float, float]:
    """Microseconds a token of the two pipelines."""
    tokens = sum(len(doc) for doc in floor.pipe(lines))
    for _ in ruler.pipe(lines):
        pass
    total = {"floor": 0.0, "ruler": 0.0}
    for start in range(0, len(lines), 40):
        piece = lines[start : start + 40]
        best = dict.fromkeys(total, float("inf"))
        for _ in range(turns):
            for name, nlp in (("floor", floor), ("ruler", ruler)):
                began = time.thread_time()
                for _doc in nlp.pipe(piece):
                    pass
                best[name] = min(best[name], time.thread_time() - began)
        for name in total:
            total[name] += best[name]
    return 1e6 * total["floor"] / tokens, 1e6 * total["ruler"] / tokens


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--patterns", type=int, default=20_000)
    parser.add_argument("--lines", type=int, default=2_000)
    args = parser.parse_args()
    patterns = made_patterns(args.patterns)
    blank = spacy.blank("kk")
    for builtin in (False, True):
        nlp = spacy.blank("kk")
        pipe = nlp.add_pipe("kk_entity_ruler", config={"builtin": builtin})
        began = time.thread_time()
        pipe.add_patterns(patterns)  # type: ignore[attr-defined]
        print(f"{len(patterns)} patterns added in {time.thread_time() - began:.2f} s")
        for path in args.texts:
            text = path.read_text(encoding="utf-8").splitlines()
            lines = [line for line in text if line.strip()][: args.lines]
            floor, ruler = ratio(blank, nlp, lines)
            lists = "own patterns and the package's lists" if builtin else "own patterns only"
            print(
                f"{path.name:28} {lists:38} tokenizer {floor:5.2f} µs, with ruler {ruler:5.2f} µs "
                f"a token: {floor / ruler:.2f} of its speed"
            )


if __name__ == "__main__":
    main()
