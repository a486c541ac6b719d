"""Training the recogniser on sentences with character spans."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from kk_econ_ner.corpora import Sentence
from kk_econ_ner.ner.augment import recased, swapped
from kk_econ_ner.ner.component import CRFRecognizer, read_clusters
from kk_econ_ner.ner.features import FeatureExtractor


def train_recognizer(
    sentences: Sequence[Sentence],
    *,
    clusters: str | Path | None = None,
    rules: Iterable[str] = ("kk_quantities", "kk_entity_ruler"),
    recased_share: float = 0.2,
    swapped_share: float = 0.0,
    c1: float = 0.02,
    c2: float = 0.05,
    iterations: int = 80,
) -> CRFRecognizer:
    """A recogniser trained on the sentences and on copies of a share of them.

    recased_share, swapped_share: How many are copied in other casing and with other names, see
        `kk_econ_ner.ner.augment`.
    """
    import spacy

    pipe = CRFRecognizer(rules=rules, c1=c1, c2=c2, max_iterations=iterations)
    if clusters is not None:
        pipe.extractor = FeatureExtractor(read_clusters(clusters))
    nlp = spacy.blank("kk")
    every = [*sentences, *swapped(sentences, swapped_share), *recased(sentences, recased_share)]
    pipe.train((nlp.make_doc(s.text), list(s.spans)) for s in every)
    return pipe


def add_training_options(parser: ArgumentParser) -> None:
    """The options of `train_recognizer`, with its defaults, for a script's command line."""
    options = parser.add_argument_group("training")
    options.add_argument("--clusters", type=Path, help="file of scripts/build_clusters.py")
    options.add_argument("--rules", nargs="*", default=["kk_quantities", "kk_entity_ruler"])
    options.add_argument("--recased", type=float, default=0.2, help="share copied in other casing")
    options.add_argument("--swapped", type=float, default=0.0, help="share copied with other names")
    options.add_argument("--c1", type=float, default=0.02, help="L1 regularisation")
    options.add_argument("--c2", type=float, default=0.05, help="L2 regularisation")
    options.add_argument("--iterations", type=int, default=80, help="of L-BFGS")


def train_with_options(sentences: Sequence[Sentence], args: Namespace) -> CRFRecognizer:
    """`train_recognizer` with what the options of `add_training_options` were set to."""
    return train_recognizer(
        sentences,
        clusters=args.clusters,
        rules=args.rules,
        recased_share=args.recased,
        swapped_share=args.swapped,
        c1=args.c1,
        c2=args.c2,
        iterations=args.iterations,
    )
