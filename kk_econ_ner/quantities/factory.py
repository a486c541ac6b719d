"""The factory of ``kk_quantities``, in a module of its own.

spaCy imports all factories the first time a pipeline is made, in everybody's process; the component
itself is imported when one is made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from kk_econ_ner.quantities.extension import register_extensions

if TYPE_CHECKING:
    from kk_econ_ner.quantities.component import KazakhQuantities

register_extensions()


@Language.factory(
    "kk_quantities",
    default_config={
        "overwrite": False,
        "labels": None,
        "spans_key": "kk_quantities",
        "paths": [],
        "scorer": {"@scorers": "kk_econ_ner.ents_scorer.v1"},
    },
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_kk_quantities(
    nlp: Language,
    name: str,
    overwrite: bool,
    labels: list[str] | None,
    spans_key: str,
    paths: list[str],
    scorer: Callable[..., dict[str, Any]] | None,
) -> KazakhQuantities:
    """Build the component (see `KazakhQuantities`)."""
    from kk_econ_ner.quantities.component import KazakhQuantities

    return KazakhQuantities(
        name, overwrite=overwrite, labels=labels, spans_key=spans_key, scorer=scorer, paths=paths
    )
