"""The factory of ``kk_crf_ner``, in a module of its own.

spaCy imports all factories the first time a pipeline is made, in everybody's process; the component
itself is imported when one is made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from spacy.language import Language

if TYPE_CHECKING:
    from kk_econ_ner.ner.component import CRFRecognizer


@Language.factory(
    "kk_crf_ner",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "rules": ["kk_quantities", "kk_entity_ruler"],
        "c1": 0.02,
        "c2": 0.05,
        "max_iterations": 80,
        "scorer": {"@scorers": "spacy.ner_scorer.v1"},
    },
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_kk_crf_ner(
    nlp: Language,
    name: str,
    rules: list[str],
    c1: float,
    c2: float,
    max_iterations: int,
    scorer: Callable[..., dict[str, Any]] | None,
) -> CRFRecognizer:
    """Build the recogniser (see `CRFRecognizer`)."""
    from kk_econ_ner.ner.component import CRFRecognizer

    return CRFRecognizer(
        name, rules=rules, c1=c1, c2=c2, max_iterations=max_iterations, scorer=scorer
    )
