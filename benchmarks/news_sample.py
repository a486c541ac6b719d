"""A random sample of written lines that name money or percent, with every amount found in them.

    python benchmarks/news_sample.py TEXTFILE... [--seed 1] [--size 200] [--none] [--all]

For reading by eye: each line is printed with its findings marked as ``[text|value]``. ``--none``
prints only lines in which no MONEY, PERCENT or QUANTITY was found, ``--all`` every line, unsampled.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import regex

from kk_econ_ner.quantities import find_quantities

TRIGGER = regex.compile(
    r"теңге|доллар|еуро(?!п|\s*+одақ|одақ)|рубль|юань|пайыз|[%₸$€]", regex.IGNORECASE
)
SHOWN = ("MONEY", "PERCENT", "QUANTITY")


def lines_with_triggers(paths: list[Path]) -> list[str]:
    """Distinct lines that hold a word or sign of money or percent, in the order of the files."""
    lines: dict[str, None] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if TRIGGER.search(line):
                lines[line.strip()] = None
    return list(lines)


def marked(text: str) -> str:
    """The text with its amounts in brackets, each with its value."""
    out, at = [], 0
    for match in find_quantities(text):
        if match.label in SHOWN:
            out += [text[at : match.start], f"[{text[match.start : match.end]}|{match.quantity}]"]
            at = match.end
    return "".join([*out, text[at:]])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=200)
    parser.add_argument("--none", action="store_true")
    parser.add_argument("--all", action="store_true")
    args = parser.parse_args()
    lines = lines_with_triggers(args.texts)
    total = len(lines)
    if args.none:
        lines = [s for s in lines if not any(m.label in SHOWN for m in find_quantities(s))]
    if not args.all:
        lines = random.Random(args.seed).sample(lines, min(args.size, len(lines)))
    for line in lines:
        print(marked(line))
    print(f"{len(lines)} of {total} lines, seed {args.seed}")


if __name__ == "__main__":
    main()
