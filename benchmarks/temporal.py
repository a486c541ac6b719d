"""Precision, recall and F1 of the date and time rules on annotated corpora.

    python benchmarks/temporal.py CORPUS... [--errors] [--label DATE|TIME]

A corpus is a KazNERD IOB2 file or JSONL with character spans. Only exact spans count. ``--errors``
lists what was missed (``-``) and what was found wrongly (``+``), most frequent first.
"""

from __future__ import annotations

import argparse
import collections
from collections.abc import Iterable
from pathlib import Path

from kk_econ_ner.corpora.formats import Sentence, read_corpus
from kk_econ_ner.quantities.temporal import find_temporal

LABELS = ("DATE", "TIME")


def _context(text: str, start: int, end: int) -> str:
    left, right = text[max(0, start - 25) : start], text[end : end + 25]
    return f"{left}[{text[start:end]}]{right}".replace("\n", " ")


def evaluate(sentences: Iterable[Sentence], errors: bool, labels: tuple[str, ...]) -> None:
    """Print a row for each label and, on request, the errors."""
    hits: collections.Counter[str] = collections.Counter()
    gold_n: collections.Counter[str] = collections.Counter()
    found_n: collections.Counter[str] = collections.Counter()
    wrong: dict[tuple[str, str, str], list[str]] = collections.defaultdict(list)
    for sentence in sentences:
        gold = {span for span in sentence.spans if span[2] in labels}
        found = {span for span in find_temporal(sentence.text) if span[2] in labels}
        gold_n.update(label for _, _, label in gold)
        found_n.update(label for _, _, label in found)
        hits.update(label for _, _, label in gold & found)
        for sign, spans in (("-", gold - found), ("+", found - gold)):
            for start, end, label in spans:
                key = (sign, label, sentence.text[start:end].lower())
                wrong[key].append(_context(sentence.text, start, end))
    if errors:
        for (sign, label, piece), places in sorted(wrong.items(), key=lambda e: (-len(e[1]), e[0])):
            print(sign, label, len(places), piece, "|", places[0])
    print(f"{'':6} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'found':>6}")
    for label in labels:
        p = 100 * hits[label] / found_n[label] if found_n[label] else 0.0
        r = 100 * hits[label] / gold_n[label] if gold_n[label] else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        print(f"{label:6} {p:6.2f} {r:6.2f} {f:6.2f} {gold_n[label]:6} {found_n[label]:6}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--label", choices=LABELS)
    args = parser.parse_args()
    for path in args.corpora:
        print(path.name)
        evaluate(read_corpus(path), args.errors, (args.label,) if args.label else LABELS)


if __name__ == "__main__":
    main()
