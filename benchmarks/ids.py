"""Ids and citation forms that the full pipeline gives to names.

    python benchmarks/ids.py CORPUS… [--label GPE] [--sample 200 --seed 5] [--missing]

Prints the share of the entities with the label that carry an id, and a random sample (form, citation form,
id and the words around it) to be read by eye. The corpora are IOB2 or JSONL files; only their texts are
used. ``--missing`` lists the forms without an id, most frequent first.
"""

from __future__ import annotations

import argparse
import collections
import random
from pathlib import Path

import spacy

from kk_econ_ner.corpora import read_corpus


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--label", default="GPE")
    parser.add_argument("--model", default="kk_econ_ner")
    parser.add_argument("--limit", type=int, help="texts of each corpus, the first ones")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--missing", action="store_true")
    args = parser.parse_args()
    nlp = spacy.load(args.model)
    rows: list[tuple[str, str, str, str]] = []
    for path in args.corpora:
        texts = [sentence.text for sentence in read_corpus(path)][: args.limit]
        for doc in nlp.pipe(texts):
            for ent in doc.ents:
                if ent.label_ == args.label:
                    around = doc[max(0, ent.start - 4) : ent.end + 4].text.replace("\n", " ")
                    rows.append((ent.text, ent._.canonical, ent.id_, around))
    with_id = sum(bool(row[2]) for row in rows)
    print(
        f"{args.label}: {len(rows)} found, {with_id} = {100 * with_id / len(rows):.1f} % with an id"
    )
    if args.missing:
        for form, n in collections.Counter(row[0] for row in rows if not row[2]).most_common(200):
            print(f"{n:4} {form}")
    for form, canonical, id_, around in random.Random(args.seed).sample(
        rows, min(args.sample, len(rows))
    ):
        print(f"{form}\t{canonical}\t{id_ or '-'}\t{around}")


if __name__ == "__main__":
    main()
