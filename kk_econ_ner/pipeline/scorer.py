"""The scorer that rule components share, so that ``spacy evaluate`` works without an ``ner``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from spacy.scorer import get_ner_prf
from spacy.training import Example


def score_ents(examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
    """Precision, recall and F-score of ``doc.ents``, overall and per label (spaCy's keys)."""
    return get_ner_prf(examples, **kwargs)


def make_ents_scorer() -> Callable[..., dict[str, Any]]:
    """Factory for the ``spacy_scorers`` registry."""
    return score_ents
