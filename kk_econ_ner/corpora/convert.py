"""Corpora to spaCy's binary format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kk_econ_ner.corpora.formats import read_corpus


@dataclass(frozen=True)
class Converted:
    """What a conversion did: texts written, spans written, spans lost to tokenization."""

    docs: int
    spans: int
    lost: int


def convert(source: str | Path, target: str | Path) -> Converted:
    """Write an IOB2 or JSONL corpus as a ``.spacy`` file, tokenized by the Kazakh tokenizer.

    Raises `CorpusError` with file and line for input that cannot be read.
    """
    import spacy
    from spacy.tokens import DocBin

    from kk_econ_ner.corpora.readers import to_doc

    nlp = spacy.blank("kk")
    box = DocBin()
    docs = spans = lost = 0
    for sentence in read_corpus(source):
        doc, missing = to_doc(nlp, sentence)
        box.add(doc)
        docs += 1
        spans += len(doc.ents)
        lost += missing
    box.to_disk(target)
    return Converted(docs, spans, lost)
