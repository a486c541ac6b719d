"""A random sample of lines with the names that the full pipeline finds, to be read by eye.

    python benchmarks/headlines.py headlines_gov.txt [--lines 300 --seed 11]

One line of text, then its PERSON, GPE and ORG entities with their citation forms.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import spacy

LABELS = ("PERSON", "GPE", "ORG")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("--lines", type=int, default=300)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--model", default="kk_econ_ner")
    args = parser.parse_args()
    lines = [line for line in args.texts.read_text(encoding="utf-8").splitlines() if line.strip()]
    sample = random.Random(args.seed).sample(lines, args.lines)
    nlp = spacy.load(args.model)
    for n, doc in enumerate(nlp.pipe(sample), start=1):
        print(f"{n} {doc.text}")
        for label in LABELS:
            names = [f"{e.text} ({e._.canonical})" for e in doc.ents if e.label_ == label]
            if names:
                print(f"    {label}: {' | '.join(names)}")


if __name__ == "__main__":
    main()
