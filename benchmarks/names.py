"""Scores of the name rules alone, or of a pipeline, on annotated corpora, and what went wrong.

    python benchmarks/names.py IOB2_valid2.txt [news_train.jsonl …] [--by-source] [--errors]
    python benchmarks/names.py IOB2_valid2.txt news_train.jsonl --spans --label ORG --label POSITION
    python benchmarks/names.py news_dev.jsonl --model kk_econ_ner --errors

Without ``--model`` a blank pipeline with ``kk_entity_ruler`` only reads the texts. Exact spans. A finding
inside a gold span of another label counts as wrong, as it does in ``spacy evaluate``; with ``--spans`` the
longest findings of the ruler's spans group are measured, which may overlap those of other labels
(``POSITION`` holds an ``ORG``), and such a finding is counted apart (``nested``). ``--grammar`` measures the
grammar of organisations in the same way, without the lists. ``--errors`` prints every error with what stands
before and after it.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from kk_econ_ner.corpora import read_corpus
from kk_econ_ner.entities.grammar import find_by_grammar

NAMES = ("ORG", "GPE", "PERSON", "LOC")
Span = tuple[int, int, str]
#: The boundaries that are accepted, the preferred ones first, and the label.
Gold = list[tuple[list[tuple[int, int]], str]]
Counts = collections.Counter[tuple[str, str, str]]


def rows(path: Path) -> Iterator[tuple[str, str, str, Gold]]:
    """Id, source, text and gold of each line."""
    if path.suffix != ".jsonl":
        for sentence in read_corpus(path):
            gold = [([(start, end)], label) for start, end, label in sentence.spans]
            yield sentence.id, path.stem, sentence.text, gold
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        gold = []
        for span in row["spans"]:
            if isinstance(span, dict):
                bounds = [(span["start"], span["end"]), *map(tuple, span.get("alt", ()))]
                gold.append((bounds, span["label"]))
            else:
                gold.append(([(span[0], span[1])], span[2]))
        yield row["id"], row["source"], row["text"], gold


def compare(found: set[Span], gold: Gold, labels: set[str]) -> Iterator[tuple[str, Span]]:
    """``hit``, ``extra``, ``nested`` for findings, ``missed`` for what nobody found."""
    matched: set[Span] = set()
    for bounds, label in gold:
        if label not in labels:
            continue
        hit = next((one for s, e in bounds if (one := (s, e, label)) in found), None)
        if hit:
            matched.add(hit)
            yield "hit", hit
        else:
            yield "missed", (*bounds[0], label)
    for one in found - matched:
        inside = any(
            start <= one[0] and one[1] <= end and label != one[2] and (start, end) != one[:2]
            for bounds, label in gold
            for start, end in bounds[:1]
        )
        yield "nested" if inside else "extra", one


def findings(nlp: Language, text: str, measure: str) -> set[Span]:
    """What was found, as ``(start, end, label)``; ``measure`` is ``ents``, ``spans`` or ``grammar``."""
    if measure == "grammar":
        return {(match.start, match.end, match.label) for match in find_by_grammar(text)}
    doc = nlp(text)
    some = _longest(doc.spans["kk_entity_ruler"]) if measure == "spans" else doc.ents
    return {(span.start_char, span.end_char, span.label_) for span in some}


def _longest(spans: Any) -> list[Any]:
    """Findings that no finding of the same label holds."""
    return [
        span
        for span in spans
        if not any(
            other is not span
            and other.label == span.label
            and other.start <= span.start
            and span.end <= other.end
            and len(other) > len(span)
            for other in spans
        )
    ]


def table(title: str, counts: Counts, measure: str) -> None:
    """Print precision, recall and F1 of each group and label."""
    print(f"\n{title:26} {'label':12} {'P':>6} {'R':>6} {'F1':>6} {'found':>6} {'gold':>6} nested")
    for group, label in sorted({key[:2] for key in counts}):
        hit, extra, missed, nested = (
            counts[group, label, kind] for kind in ("hit", "extra", "missed", "nested")
        )
        wrong = extra + nested if measure == "ents" else extra
        p, r = 100 * hit / max(1, hit + wrong), 100 * hit / max(1, hit + missed)
        f = 2 * p * r / (p + r) if hit else 0.0
        print(
            f"{group:26} {label:12} {p:6.1f} {r:6.1f} {f:6.1f} "
            f"{hit + extra + nested:6} {hit + missed:6} {nested:6}"
        )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--model", help="a pipeline to load in place of the rules alone")
    what = parser.add_mutually_exclusive_group()
    for name, text in (("spans", "the ruler's spans group"), ("grammar", "the grammar alone")):
        what.add_argument(
            f"--{name}", action="store_const", dest="measure", const=name, default="ents", help=text
        )
    parser.add_argument("--label", action="append", help=f"{', '.join(NAMES)} unless given")
    parser.add_argument("--by-source", action="store_true")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    labels = set(args.label or NAMES)
    if args.model:
        nlp = spacy.load(args.model)
    else:
        nlp = spacy.blank("kk")
        nlp.add_pipe("kk_entity_ruler")
    for path in args.corpora:
        counts: Counts = collections.Counter()
        for row_id, source, text, gold in rows(path):
            found = {one for one in findings(nlp, text, args.measure) if one[2] in labels}
            for kind, (start, end, label) in compare(found, gold, labels):
                counts[source if args.by_source else "all", label, kind] += 1
                if args.errors and kind != "hit":
                    context = f"{text[max(0, start - 40) : start]}[{text[start:end]}]"
                    print(f"{row_id}\t{kind}\t{label}\t{context}{text[end : end + 30]}")
        table(path.name, counts, args.measure)


if __name__ == "__main__":
    main()
