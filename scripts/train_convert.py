"""The corpora as ``.spacy`` files for ``spacy train``, one KazNERD fold held out as the dev set.

python scripts/train_convert.py --kaznerd IOB2_valid2.txt --written news_train.jsonl \\
    --train training/train.spacy --dev training/dev.spacy
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import DocBin

from kk_econ_ner.corpora import Sentence, folds, read_corpus
from kk_econ_ner.corpora.readers import to_doc


def write(sentences: Iterable[Sentence], path: Path) -> None:
    """Write one file and say what it holds."""
    nlp = spacy.blank("kk")
    box = DocBin()
    spans = lost = 0
    for sentence in sentences:
        doc, missing = to_doc(nlp, sentence)
        box.add(doc)
        spans += len(doc.ents)
        lost += missing
    path.parent.mkdir(parents=True, exist_ok=True)
    box.to_disk(path)
    print(f"{path}: {len(box)} texts, {spans} spans, {lost} lost to tokenization or overlap")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kaznerd", type=Path, required=True)
    parser.add_argument("--optional", type=Path, nargs="*", default=[], help="read if it exists")
    parser.add_argument("--written", type=Path, nargs="*", default=[])
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    args = parser.parse_args()
    dev, *rest = folds(list(read_corpus(args.kaznerd)))
    train = [sentence for fold in rest for sentence in fold]
    for path in [*filter(Path.exists, args.optional), *args.written]:
        train += read_corpus(path)
    write(train, args.train)
    write(dev, args.dev)


if __name__ == "__main__":
    main()
