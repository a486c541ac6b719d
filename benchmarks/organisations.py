"""Scores of the entity ruler's labels, or of a pipeline, on annotated corpora, with what went wrong.

    python benchmarks/organisations.py IOB2_valid2.txt news_train.jsonl news_dev.jsonl
    python benchmarks/organisations.py news_train.jsonl --by-source
    python benchmarks/organisations.py IOB2_valid2.txt --label ORG --errors
    python benchmarks/organisations.py news_dev.jsonl --model kk_econ_ner
    python benchmarks/organisations.py headlines.txt --sample 300 --seed 20261125 --model kk_econ_ner

Without ``--model`` the rules alone are measured: ``kk_entity_ruler`` in a blank pipeline, whose
findings may overlap. ``--flat`` measures its ``doc.ents``; for labels that stand inside one another
(``POSITION`` holds an ``ORG``) the spans group is the fairer measure, so a finding inside a gold span of
another label is counted apart (``nested``), not as wrong.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from kk_econ_ner.corpora import read_corpus

Span = tuple[int, int, str]
Row = tuple[str, str, str, list[tuple[list[tuple[int, int]], str]]]


def rows(path: Path) -> Iterator[Row]:
    """Id, source, text and gold of each line: acceptable boundaries (the first is preferred), label."""
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


def compare(
    found: set[Span], gold: list[tuple[list[tuple[int, int]], str]], labels: set[str]
) -> Iterator[tuple[str, Span]]:
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


def show(nlp: Language, path: Path, lines: int, seed: int, labels: set[str]) -> None:
    """Print random lines of a text with the entities in brackets, to be read by eye."""
    texts = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    random.seed(seed)
    for number, doc in enumerate(nlp.pipe(random.sample(texts, lines))):
        marked = doc.text
        for ent in reversed(doc.ents):
            if ent.label_ in labels:
                marked = f"{marked[: ent.start_char]}[{ent.text}]{marked[ent.end_char :]}"
        print(number, marked)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--model", help="measure the entities of a pipeline, not the rules alone")
    parser.add_argument("--flat", action="store_true", help="doc.ents of the ruler")
    parser.add_argument("--grammar", action="store_true", help="the grammar without the lists")
    parser.add_argument("--label", action="append", help="ORG unless given")
    parser.add_argument("--by-source", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--sample", type=int, help="print so many random lines of a text, marked")
    parser.add_argument("--seed", type=int, default=20261125)
    args = parser.parse_args()
    labels = set(args.label or ["ORG"])
    if args.model:
        nlp = spacy.load(args.model)
    else:
        nlp = spacy.blank("kk")
        nlp.add_pipe("kk_entity_ruler")
    for path in args.corpora:
        if args.sample:
            show(nlp, path, args.sample, args.seed, labels)
            continue
        counts: collections.Counter[tuple[str, str, str]] = collections.Counter()
        for row_id, source, text, gold in rows(path):
            if args.grammar:
                from kk_econ_ner.entities.grammar import find_by_grammar

                found = {(m.start, m.end, m.label) for m in find_by_grammar(text)}
            else:
                doc = nlp(text)
                spans = (
                    doc.ents if args.model or args.flat else _longest(doc.spans["kk_entity_ruler"])
                )
                found = {(span.start_char, span.end_char, span.label_) for span in spans}
            found = {one for one in found if one[2] in labels}
            for kind, (start, end, label) in compare(found, gold, labels):
                counts[source if args.by_source else "all", label, kind] += 1
                if args.errors and kind != "hit":
                    context = f"{text[max(0, start - 40) : start]}[{text[start:end]}]"
                    print(f"{row_id}\t{kind}\t{label}\t{context}{text[end : end + 30]}")
        print(f"\n{path.name}: {'':22} {'P':>6} {'R':>6} {'F1':>6} {'found':>6} {'gold':>6} nested")
        for source, label in sorted({key[:2] for key in counts}):
            hit, extra, missed, nested = (
                counts[source, label, kind] for kind in ("hit", "extra", "missed", "nested")
            )
            p, r = hit / max(1, hit + extra), hit / max(1, hit + missed)
            f = 2 * p * r / max(1e-9, p + r)
            print(
                f"{source:26} {label:12} {100 * p:6.1f} {100 * r:6.1f} {100 * f:6.1f} "
                f"{hit + extra + nested:6} {hit + missed:6} {nested:6}"
            )


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


if __name__ == "__main__":
    main()
