"""Train the recogniser and write it as a component folder.

    python scripts/train_ner.py --kaznerd IOB2_valid2.txt [IOB2_train.txt …] \\
        --written news_train.jsonl seeds/000_95a0b16854a97921.jsonl \\
        --clusters clusters.tsv --out training/ner

``--hold-out N/K`` leaves fold N of K of the first KazNERD file out (for cross-validation). Copies of
a share of the sentences in capitals and in lower case make the recogniser robust to casing.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy

from kk_econ_ner.corpora import Sentence, folds, read_corpus
from kk_econ_ner.ner.component import CRFRecognizer, read_clusters
from kk_econ_ner.ner.features import FeatureExtractor


def recased(sentences: Iterable[Sentence], share: float, seed: int) -> Iterator[Sentence]:
    """Copies of a share of the sentences, half in capitals and half in lower case."""
    rng = random.Random(seed)
    for sentence in sentences:
        if rng.random() >= share:
            continue
        change = str.upper if rng.random() < 0.5 else str.lower
        text = "".join(new if len(new := change(c)) == 1 else c for c in sentence.text)
        yield Sentence(sentence.id, text, sentence.spans)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kaznerd", type=Path, nargs="+", default=[])
    parser.add_argument("--written", type=Path, nargs="*", default=[])
    parser.add_argument("--clusters", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hold-out", default="")
    parser.add_argument("--rules", nargs="*", default=["kk_quantities", "kk_entity_ruler"])
    parser.add_argument("--recased", type=float, default=0.2)
    parser.add_argument("--c1", type=float, default=0.1)
    parser.add_argument("--c2", type=float, default=0.01)
    parser.add_argument("--iterations", type=int, default=80)
    args = parser.parse_args()
    sentences: list[Sentence] = []
    for i, path in enumerate(args.kaznerd):
        part = list(read_corpus(path))
        if args.hold_out and i == 0:
            n, k = map(int, args.hold_out.split("/"))
            part = [s for j, fold in enumerate(folds(part, k)) if j != n for s in fold]
        sentences += part
    for path in args.written:
        sentences += read_corpus(path)
    sentences += list(recased(sentences, args.recased, seed=1))
    pipe = CRFRecognizer(rules=args.rules, c1=args.c1, c2=args.c2, max_iterations=args.iterations)
    if args.clusters:
        pipe.extractor = FeatureExtractor(read_clusters(args.clusters))
    nlp = spacy.blank("kk")
    start = time.perf_counter()
    pipe.train((nlp.make_doc(s.text), list(s.spans)) for s in sentences)
    pipe.to_disk(args.out)
    size = sum(f.stat().st_size for f in args.out.iterdir()) / 2**20
    print(f"{len(sentences)} sentences, {time.perf_counter() - start:.0f} s, {size:.1f} MiB")


if __name__ == "__main__":
    main()
