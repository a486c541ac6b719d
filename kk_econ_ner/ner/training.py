"""Training the recogniser on sentences with character spans."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kk_econ_ner.corpora import Sentence
from kk_econ_ner.ner.component import CRFRecognizer, read_clusters
from kk_econ_ner.ner.features import FeatureExtractor


def recased(sentences: Iterable[Sentence], share: float, seed: int = 1) -> Iterator[Sentence]:
    """Copies of a share of the sentences, half in capitals and half in lower case."""
    rng = random.Random(seed)
    for sentence in sentences:
        if rng.random() >= share:
            continue
        change = str.upper if rng.random() < 0.5 else str.lower
        text = "".join(new if len(new := change(c)) == 1 else c for c in sentence.text)
        yield Sentence(sentence.id, text, sentence.spans)


def train_recognizer(
    sentences: Sequence[Sentence],
    *,
    clusters: str | Path | None = None,
    rules: Iterable[str] = ("kk_quantities", "kk_entity_ruler"),
    recased_share: float = 0.2,
    c1: float = 0.02,
    c2: float = 0.05,
    iterations: int = 80,
) -> CRFRecognizer:
    """A recogniser trained on the sentences and on recased copies of a share of them."""
    import spacy

    pipe = CRFRecognizer(rules=rules, c1=c1, c2=c2, max_iterations=iterations)
    if clusters is not None:
        pipe.extractor = FeatureExtractor(read_clusters(clusters))
    nlp = spacy.blank("kk")
    every = [*sentences, *recased(sentences, recased_share)]
    pipe.train((nlp.make_doc(s.text), list(s.spans)) for s in every)
    return pipe
