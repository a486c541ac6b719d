"""What careless typing, conversion and casing cost: F1 on perturbed copies of annotated news.

    python benchmarks/robustness.py ../shared/news_dev/news_dev.jsonl [--model NAME] [--only NAME…]

The corpus is that of ``benchmarks/news_dev.py``. Each perturbation rewrites every text the same way in
each run (fixed seed) and moves the annotated spans along; a span is right when it covers exactly the
rewritten words. Prints F1 over the five labels, over money and percent, and the share of money and
percent spans that are found with the right value.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

COUNTED = ("ORG", "PERSON", "GPE", "MONEY", "PERCENT", "QUANTITY")
CORE = ("ORG", "PERSON", "GPE", "MONEY", "PERCENT")

#: One replacement for every character of a text: what offsets are moved by.
Pieces = list[str]
Perturbation = Callable[[str, list[dict[str, Any]], random.Random], Pieces]

WORD = re.compile(r"[^\W\d_]+")
LATIN = str.maketrans("АВСЕНІКМОРТХаеорсухіһ", "ABCEHIKMOPTXaeopcyxih")
PLAIN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


def typos(text: str, spans: list[dict[str, Any]], rng: random.Random) -> Pieces:
    """One slip in every tenth word of five letters or more: a letter dropped, doubled or swapped."""
    pieces = list(text)
    for word in WORD.finditer(text):
        if word.end() - word.start() < 5 or rng.random() >= 0.1:
            continue
        i = rng.randrange(word.start() + 1, word.end() - 1)
        slip = rng.randrange(3)
        if slip == 0:
            pieces[i] = ""
        elif slip == 1:
            pieces[i] *= 2
        else:
            pieces[i], pieces[i + 1] = pieces[i + 1], pieces[i]
    return pieces


def look_alikes(text: str, spans: list[dict[str, Any]], rng: random.Random) -> Pieces:
    """Four in ten of the Cyrillic letters that have a Latin twin become that twin."""
    return [c.translate(LATIN) if rng.random() < 0.4 else c for c in text]


def no_diacritics(text: str, spans: list[dict[str, Any]], rng: random.Random) -> Pieces:
    """The letters that a Russian keyboard lacks become the nearest ones that it has."""
    return list(text.translate(PLAIN))


def lower(text: str, spans: list[dict[str, Any]], rng: random.Random) -> Pieces:
    """Lower case."""
    return [c.lower() if len(c.lower()) == 1 else c for c in text]


def upper(text: str, spans: list[dict[str, Any]], rng: random.Random) -> Pieces:
    """Capitals."""
    return [c.upper() if len(c.upper()) == 1 else c for c in text]


def unspaced(text: str, spans: list[dict[str, Any]], rng: random.Random) -> Pieces:
    """No space after a comma, colon, full stop or closing quote before a letter."""
    pieces = list(text)
    for match in re.finditer(r"(?<=[.,;:!?»])[ ](?=[^\W\d_«])", text):
        pieces[match.start()] = ""
    return pieces


def broken_amounts(text: str, spans: list[dict[str, Any]], rng: random.Random) -> Pieces:
    """A line break in place of one space of every amount that has one."""
    pieces = list(text)
    for span in spans:
        if span["label"] in ("MONEY", "PERCENT", "QUANTITY"):
            gaps = [i for i in range(span["start"], span["end"]) if text[i] in " \xa0"]
            if gaps:
                pieces[rng.choice(gaps)] = "\n"
    return pieces


def wrapped(text: str, spans: list[dict[str, Any]], rng: random.Random) -> Pieces:
    """Hard line breaks at the last space before column 60, as in mail and PDF text."""
    pieces = list(text)
    start = 0
    while len(text) - start > 60 and (at := text.rfind(" ", start, start + 60)) > start:
        pieces[at] = "\n"
        start = at + 1
    return pieces


def soft_hyphens(text: str, spans: list[dict[str, Any]], rng: random.Random) -> Pieces:
    """A soft hyphen in every word of six letters or more."""
    pieces = list(text)
    for word in WORD.finditer(text):
        if word.end() - word.start() >= 6:
            pieces[rng.randrange(word.start() + 1, word.end() - 2)] += "\u00ad"
    return pieces


def zero_width(text: str, spans: list[dict[str, Any]], rng: random.Random) -> Pieces:
    """Zero-width spaces and joiners inside one word in four."""
    pieces = list(text)
    for word in WORD.finditer(text):
        if word.end() - word.start() >= 3 and rng.random() < 0.25:
            i = rng.randrange(word.start(), word.end() - 1)
            pieces[i] += rng.choice("\u200b\u200c\u200d\u2060\ufeff")
    return pieces


def no_break_spaces(text: str, spans: list[dict[str, Any]], rng: random.Random) -> Pieces:
    """Every space becomes a no-break space."""
    return ["\xa0" if c == " " else c for c in text]


def decomposed(text: str, spans: list[dict[str, Any]], rng: random.Random) -> Pieces:
    """й and ё as a letter and a combining mark (NFD)."""
    return [unicodedata.normalize("NFD", c) for c in text]


def straight_quotes(text: str, spans: list[dict[str, Any]], rng: random.Random) -> Pieces:
    """Typewriter quotes."""
    return ['"' if c in "«»“”„" else c for c in text]


def double_spaces(text: str, spans: list[dict[str, Any]], rng: random.Random) -> Pieces:
    """Every third space doubled."""
    return [c * 2 if c == " " and rng.random() < 0.33 else c for c in text]


PERTURBATIONS: dict[str, Perturbation] = {
    "as it is": lambda text, spans, rng: list(text),
    "typos": typos,
    "Latin look-alikes": look_alikes,
    "no diacritics": no_diacritics,
    "lower case": lower,
    "capitals": upper,
    "no space after punctuation": unspaced,
    "line break in every amount": broken_amounts,
    "lines of 60 characters": wrapped,
    "soft hyphens": soft_hyphens,
    "zero-width characters": zero_width,
    "no-break spaces": no_break_spaces,
    "decomposed letters": decomposed,
    "straight quotes": straight_quotes,
    "double spaces": double_spaces,
}


def perturb(row: dict[str, Any], change: Perturbation, seed: str) -> tuple[str, list[dict]]:
    """The rewritten text and its spans, with ``bounds``: all acceptable ``(start, end)``."""
    pieces = change(row["text"], row["spans"], random.Random(f"{seed}{row['id']}"))
    at = [0, *accumulate(len(piece) for piece in pieces)]
    spans = [
        {**span, "bounds": [(at[s], at[e]) for s, e in _bounds(span)]}
        for span in row["spans"]
        if span["label"] in COUNTED
    ]
    return "".join(pieces), spans


def _bounds(span: dict[str, Any]) -> list[tuple[int, int]]:
    return [(span["start"], span["end"]), *((s, e) for s, e in span.get("alt", []))]


def evaluate(
    nlp: Language, rows: list[dict[str, Any]], name: str, errors: bool = False
) -> tuple[float, float, float]:
    """F1 of the five labels, F1 of money and percent, share of right values; in percent."""
    n: collections.Counter[tuple[str, str]] = collections.Counter()
    amounts = right = 0
    for row in rows:
        text, spans = perturb(row, PERTURBATIONS[name], name)
        doc = nlp(text)
        predicted = {(e.start_char, e.end_char, e.label_): e for e in doc.ents}
        n.update(("found", label) for _, _, label in predicted)
        for span in spans:
            label = span["label"]
            n["gold", label] += 1
            hit = next((k for s, e in span["bounds"] if (k := (s, e, label)) in predicted), None)
            n["hit", label] += hit is not None
            if errors and hit is None:
                start, end = span["bounds"][0]
                near = [
                    (e.text, e.label_) for k, e in predicted.items() if k[0] < end > start < k[1]
                ]
                print(f"{row['id']} {label} {text[start:end]!r}: {near}")
            if label in ("MONEY", "PERCENT") and "low" in span:
                amounts += 1
                quantity = predicted[hit]._.quantity if hit else None
                right += (
                    quantity is not None
                    and Decimal(span["low"]) == quantity.low
                    and Decimal(span["high"]) == quantity.high
                    and span["unit"] == quantity.unit
                )

    def f1(labels: tuple[str, ...]) -> float:
        hit, found, gold = (sum(n[k, one] for one in labels) for k in ("hit", "found", "gold"))
        return 200 * hit / (found + gold) if found + gold else 0.0

    return f1(CORE), f1(("MONEY", "PERCENT")), 100 * right / max(amounts, 1)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--model", default="kk_econ_ner")
    parser.add_argument("--only", nargs="+", choices=list(PERTURBATIONS))
    parser.add_argument("--errors", action="store_true", help="list what was missed")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.corpus.read_text(encoding="utf-8").splitlines()]
    nlp = spacy.load(args.model)
    print(f"{'perturbation':28} {'five':>6} {'MON+PCT':>8} {'values':>7}")
    for name in args.only or PERTURBATIONS:
        five, amounts, values = evaluate(nlp, rows, name, args.errors)
        print(f"{name:28} {five:6.1f} {amounts:8.1f} {values:7.1f}", flush=True)


if __name__ == "__main__":
    main()
