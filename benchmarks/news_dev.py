"""Scores of a pipeline on annotated written news, values included.

    python benchmarks/news_dev.py ../shared/news_dev/news_dev.jsonl [--model NAME] [--errors]

The file has one object a line: ``text`` and ``spans`` with ``start, end, label``, for amounts
``low, high, unit, modifier``, and ``alt`` for other acceptable boundaries. Only the labels in
``COUNTED`` are scored. ``--case upper`` and ``--case lower`` score a copy of the texts in capitals
or lower-cased (letters whose case changes the length are left alone).
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

COUNTED = ("ORG", "PERSON", "GPE", "MONEY", "PERCENT", "QUANTITY")
CORE = ("ORG", "PERSON", "GPE", "MONEY", "PERCENT")


def recase(text: str, change: Callable[[str], str]) -> str:
    """The text in another case with every character at its old place."""
    return "".join(new if len(new := change(c)) == 1 else c for c in text)


def prf(hits: int, predicted: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent."""
    p = 100 * hits / predicted if predicted else 0.0
    r = 100 * hits / gold if gold else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def same_value(span: dict[str, Any], quantity: Any) -> bool:
    """Whether low, high and unit agree with the annotation."""
    return quantity is not None and (
        Decimal(span["low"]) == quantity.low
        and Decimal(span["high"]) == quantity.high
        and span["unit"] == quantity.unit
    )


def evaluate(nlp: Language, rows: Iterable[dict[str, Any]], case: str, errors: bool) -> None:
    """Print the table for one pipeline and one casing of the texts."""
    change = {"as-is": str, "upper": str.upper, "lower": str.lower}[case]
    hits: collections.Counter[str] = collections.Counter()
    gold_n: collections.Counter[str] = collections.Counter()
    predicted_n: collections.Counter[str] = collections.Counter()
    values = collections.Counter[str]()
    for row in rows:
        text = recase(row["text"], change)
        doc = nlp(text)
        predicted = {
            (e.start_char, e.end_char, e.label_): e for e in doc.ents if e.label_ in COUNTED
        }
        matched = set()
        for span in row["spans"]:
            if span["label"] not in COUNTED:
                continue
            gold_n[span["label"]] += 1
            bounds = [[span["start"], span["end"]], *span.get("alt", [])]
            found = next((k for s, e in bounds if (k := (s, e, span["label"])) in predicted), None)
            is_amount = span["label"] in ("MONEY", "PERCENT") and "low" in span
            values["amounts"] += is_amount
            if found is None:
                if errors:
                    print(
                        f"{row['id']}  missed  {span['label']}  {text[span['start'] : span['end']]}"
                    )
                continue
            hits[span["label"]] += 1
            matched.add(found)
            if is_amount:
                quantity = predicted[found]._.quantity
                right = same_value(span, quantity)
                values["right"] += right
                values["modifier"] += right and quantity.modifier == span["modifier"]
                if errors and not (right and quantity.modifier == span["modifier"]):
                    print(f"{row['id']}  value   {predicted[found].text}: {quantity!r}")
        for key, ent in predicted.items():
            predicted_n[key[2]] += 1
            if errors and key not in matched:
                print(f"{row['id']}  extra   {key[2]}  {ent.text}")
    print(f"\n{case}: {'label':9} {'P':>6} {'R':>6} {'F1':>6} {'gold':>5}")
    for name, labels in [(one, (one,)) for one in COUNTED] + [
        ("MON+PCT", ("MONEY", "PERCENT")),
        ("five", CORE),
    ]:
        h, p, g = (sum(c[one] for one in labels) for c in (hits, predicted_n, gold_n))
        scores = " ".join(f"{score:6.1f}" for score in prf(h, p, g))
        print(f"{case}: {name:9} {scores} {g:5}")
    amounts = values["amounts"]
    print(
        f"{case}: values of MONEY and PERCENT right end to end: "
        f"{values['right']}/{amounts} = {100 * values['right'] / amounts:.1f} %, "
        f"with modifier {100 * values['modifier'] / amounts:.1f} %"
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--model", default="kk_econ_ner")
    parser.add_argument("--case", choices=["as-is", "upper", "lower"], action="append")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.corpus.read_text(encoding="utf-8").splitlines()]
    nlp = spacy.load(args.model)
    for case in args.case or ["as-is"]:
        evaluate(nlp, rows, case, args.errors)


if __name__ == "__main__":
    main()
