"""Scores of the name rules alone, without any learned model.

    python benchmarks/names.py IOB2_valid2.txt [news_train.jsonl …] [--by-source] [--errors GPE …]

Every file is read by a blank pipeline with ``kk_entity_ruler`` only. Exact spans; spans inside a
longer annotated span of another label count as wrong, as they do in ``spacy evaluate``.
``--by-source`` splits a JSONL corpus by its ``source`` field, ``--errors`` prints what the named
labels missed (``-``) and found wrongly (``+``), most frequent first.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language

from kk_econ_ner.corpora import read_corpus

NAMES = ("ORG", "GPE", "PERSON", "LOC")
Span = tuple[int, int, str]
Counts = collections.Counter[tuple[str, str]]


def sentences(path: Path, by_source: bool) -> Iterator[tuple[str, str, list[Span]]]:
    """``(group, text, spans)`` of a corpus file."""
    if by_source and path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["source"], row["text"], [_span(one) for one in row["spans"]]
    else:
        for sentence in read_corpus(path):
            yield path.name, sentence.text, list(sentence.spans)


def _span(one: list[int | str] | dict[str, int | str]) -> Span:
    start, end, label = (
        (one["start"], one["end"], one["label"]) if isinstance(one, dict) else tuple(one)
    )
    return int(start), int(end), str(label)


def evaluate(
    nlp: Language, rows: Iterable[tuple[str, str, list[Span]]]
) -> tuple[dict[str, Counts], Counts]:
    """Counts of hits, findings and gold spans for each group, and of the errors."""
    groups: dict[str, Counts] = {}
    errors: Counts = collections.Counter()
    for group, text, spans in rows:
        counts = groups.setdefault(group, collections.Counter())
        doc = nlp(text)
        gold = {span for span in spans if span[2] in NAMES}
        found = {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in NAMES}
        for kind, some in (("gold", gold), ("found", found), ("hit", gold & found)):
            counts.update((kind, label) for _, _, label in some)
        others = {(start, end): label for start, end, label in spans}
        errors.update((label, f"- {text[start:end]}") for start, end, label in gold - found)
        for start, end, label in found - gold:
            inside = {
                name for (s, e), name in others.items() if s < end and start < e
            }  # what stands there in truth
            truth = f"   [{'/'.join(sorted(inside))}]" if inside else ""
            errors[label, f"+ {text[start:end]}{truth}"] += 1
    return groups, errors


def table(name: str, counts: Counts) -> None:
    """Print precision, recall and F1 of the name labels."""
    print(f"{name}\n  {'label':8} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'found':>6}")
    for label in NAMES:
        hits, found, gold = (counts[kind, label] for kind in ("hit", "found", "gold"))
        p, r = 100 * hits / max(found, 1), 100 * hits / max(gold, 1)
        f = 2 * p * r / (p + r) if hits else 0.0
        print(f"  {label:8} {p:6.1f} {r:6.1f} {f:6.1f} {gold:6} {found:6}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--by-source", action="store_true")
    parser.add_argument("--errors", nargs="*", choices=NAMES, metavar="LABEL")
    parser.add_argument("--model", help="a pipeline to load in place of the rules alone")
    args = parser.parse_args()
    if args.model:
        nlp = spacy.load(args.model)
    else:
        nlp = spacy.blank("kk")
        nlp.add_pipe("kk_entity_ruler")
    for path in args.corpora:
        groups, errors = evaluate(nlp, sentences(path, args.by_source))
        for name, counts in groups.items():
            table(name, counts)
        if len(groups) > 1:
            total: Counts = collections.Counter()
            for counts in groups.values():
                total += counts
            table(f"{path.name}, all", total)
        for (label, what), n in errors.most_common() if args.errors else ():
            if label in args.errors:
                print(f"{n:4} {label:6} {what}")


if __name__ == "__main__":
    main()
