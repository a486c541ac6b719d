"""Training from a config file and from the script's function."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.cli.train import train as spacy_train
from spacy.tokens import DocBin, Span

from kk_econ_ner.corpora import Sentence
from kk_econ_ner.ner.training import train_recognizer

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Асан бүгін Таразда болды."
SENTENCE = Sentence("AID1", TEXT, ((0, 4, "PERSON"), (11, 18, "GPE")))


def test_spacy_train_with_the_shipped_config(tmp_path: Path) -> None:
    nlp = spacy.blank("kk")
    doc = nlp.make_doc(TEXT)
    doc.ents = [Span(doc, 0, 1, label="PERSON"), Span(doc, 2, 3, label="GPE")]
    corpus = tmp_path / "corpus.spacy"
    DocBin(docs=[doc] * 5).to_disk(corpus)
    spacy_train(
        ROOT / "configs" / "train.cfg",
        tmp_path / "out",
        overrides={"paths.train": str(corpus), "paths.dev": str(corpus)},
    )
    trained = spacy.load(tmp_path / "out" / "model-best")
    assert [(e.text, e.label_) for e in trained(TEXT).ents] == [
        ("Асан", "PERSON"),
        ("Таразда", "GPE"),
    ]


def test_train_recognizer() -> None:
    pipe = train_recognizer([SENTENCE] * 5, rules=(), iterations=10)
    assert pipe.predict([spacy.blank("xx").make_doc(TEXT)]) == [list(SENTENCE.spans)]
