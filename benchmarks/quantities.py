"""Rules alone on KazNERD validation and on written news: spans and values, by label.

    python benchmarks/quantities.py KAZNERD_IOB2... [--news FILE.jsonl] [--errors] [--labels ...]

KazNERD files are read as natural text and scored on exact spans; a group of spellings of one
sentence (ids that differ in the first letter) must give the same values. The news file (``text``,
``spans`` with ``start, end, label, low, high, unit`` and other acceptable boundaries in ``alt``)
is scored on the labels it annotates, spans and values.
"""

from __future__ import annotations

import argparse
import collections
import json
from decimal import Decimal
from pathlib import Path

from kk_econ_ner.corpora.formats import read_corpus
from kk_econ_ner.corpora.splits import spelling_group
from kk_econ_ner.quantities import QuantityMatch, find_quantities, parse_quantity

LABELS = ("MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "DATE", "TIME")
VALUES = LABELS[:5]
NEWS = ("MONEY", "PERCENT", "QUANTITY")


class Table:
    """Counts of hits, predictions and gold spans by label."""

    def __init__(self) -> None:
        self.hits: collections.Counter[str] = collections.Counter()
        self.found: collections.Counter[str] = collections.Counter()
        self.gold: collections.Counter[str] = collections.Counter()

    def row(self, name: str, labels: tuple[str, ...]) -> str:
        """Precision, recall and F1 of some labels together."""
        hits, found, gold = (
            sum(counter[label] for label in labels)
            for counter in (self.hits, self.found, self.gold)
        )
        p = 100 * hits / found if found else 0.0
        r = 100 * hits / gold if gold else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return f"{name:16} {p:6.2f} {r:6.2f} {f:6.2f} {gold:6} {found:6}"

    def show(self, labels: tuple[str, ...]) -> None:
        """Print a row for each label and one for money and percent together."""
        print(f"{'':16} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'found':>6}")
        for label in labels:
            print(self.row(label, (label,)))
        print(self.row("MONEY+PERCENT", ("MONEY", "PERCENT")))


def _show(text: str, start: int, end: int) -> str:
    left, right = text[max(0, start - 40) : start], text[end : end + 40]
    return f"{left}[{text[start:end]}]{right}".replace("\n", " ")


def kaznerd(paths: list[Path], errors: bool, labels: tuple[str, ...]) -> None:
    """Exact spans, then agreement of values between spellings."""
    table = Table()
    groups: dict[str, list[list[tuple[str, str, str]]]] = collections.defaultdict(list)
    for path in paths:
        for sentence in read_corpus(path):
            gold = {span for span in sentence.spans if span[2] in LABELS}
            found = {(m.start, m.end, m.label) for m in find_quantities(sentence.text)}
            for counter, spans in (
                (table.gold, gold),
                (table.found, found),
                (table.hits, gold & found),
            ):
                counter.update(span[2] for span in spans)
            if errors:
                for sign, spans in (("-", gold - found), ("+", found - gold)):
                    for start, end, label in sorted(spans):
                        if label in labels:
                            print(sign, label, _show(sentence.text, start, end))
            values = []
            for start, end, label in sorted(gold):
                if label in VALUES:
                    piece = sentence.text[start:end]
                    quantity = parse_quantity(piece, label)
                    value = (
                        f"{quantity.low.normalize()} {quantity.high.normalize()} {quantity.unit}"
                        if quantity
                        else "None"
                    )
                    values.append((label, piece, value))
            groups[spelling_group(sentence.id)].append(values)
    table.show(LABELS)
    _agreement(groups, errors)


def _agreement(groups: dict[str, list[list[tuple[str, str, str]]]], errors: bool) -> None:
    same = total = missing = 0
    for spellings in groups.values():
        missing += sum(v[2] == "None" for values in spellings for v in values)
        if len(spellings) < 2 or len({len(values) for values in spellings}) != 1:
            continue
        for column in zip(*spellings, strict=True):
            total += 1
            agree = len({value for _, _, value in column}) == 1
            same += agree
            if errors and not agree:
                print("≠", " | ".join(f"{piece} -> {value}" for _, piece, value in column))
    if total:
        print(f"values: {same} of {total} groups agree ({100 * same / total:.2f} %), ", end="")
        print(f"{missing} spans without a value")


def _matches(row: dict[str, list[int]], match: QuantityMatch) -> bool:
    spans = [[row["start"], row["end"]], *row.get("alt", [])]
    return match.label == row["label"] and [match.start, match.end] in spans


def news(path: Path, errors: bool) -> None:
    """Spans and end-to-end values of money, percent and measures in written news."""
    table = Table()
    right = annotated = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        found = [m for m in find_quantities(text) if m.label in NEWS]
        gold = [span for span in row["spans"] if span["label"] in NEWS]
        table.gold.update(span["label"] for span in gold)
        table.found.update(match.label for match in found)
        for span in gold:
            match = next((m for m in found if _matches(span, m)), None)
            if match is not None:
                found.remove(match)
                table.hits[match.label] += 1
            elif errors:
                print("-", span["label"], _show(text, span["start"], span["end"]))
            if span["label"] in ("MONEY", "PERCENT"):
                annotated += 1
                q = match.quantity if match else None
                ok = q is not None and (q.low, q.high, q.unit) == (
                    Decimal(span["low"]),
                    Decimal(span["high"]),
                    span["unit"],
                )
                right += ok
                if errors and match and (not ok or (q and q.modifier != span["modifier"])):
                    print("≠", text[match.start : match.end], "->", q, span["modifier"])
        if errors:
            for match in found:
                print("+", match.label, _show(text, match.start, match.end))
    table.show(NEWS)
    if annotated:
        print(f"values end to end: {right} of {annotated} ({100 * right / annotated:.1f} %)")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpora", type=Path, nargs="*")
    parser.add_argument("--news", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--labels", nargs="*", default=list(LABELS))
    args = parser.parse_args()
    if args.corpora:
        kaznerd(args.corpora, args.errors, tuple(args.labels))
    if args.news:
        news(args.news, args.errors)


if __name__ == "__main__":
    main()
