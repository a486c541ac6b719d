"""The factory of ``kk_entity_ruler``, in a module of its own.

spaCy imports all factories the first time a pipeline is made, in everybody's process; the component
itself is imported when one is made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from kk_econ_ner.entities.extension import register_extensions

if TYPE_CHECKING:
    from kk_econ_ner.entities.component import KazakhEntityRuler

register_extensions()


@Language.factory(
    "kk_entity_ruler",
    default_config={
        "patterns": None,
        "paths": [],
        "builtin": True,
        "overwrite": False,
        "spans_key": "kk_entity_ruler",
        "scorer": {"@scorers": "kk_econ_ner.ents_scorer.v1"},
    },
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_kk_entity_ruler(
    nlp: Language,
    name: str,
    patterns: list[dict[str, Any]] | None,
    paths: list[str],
    builtin: bool,
    overwrite: bool,
    spans_key: str,
    scorer: Callable[..., dict[str, Any]] | None,
) -> KazakhEntityRuler:
    """Build the ruler (see `KazakhEntityRuler`)."""
    from kk_econ_ner.entities.component import KazakhEntityRuler

    return KazakhEntityRuler(
        nlp, name, patterns=patterns, paths=paths, builtin=builtin, overwrite=overwrite,
        spans_key=spans_key, scorer=scorer,
    )  # fmt: skip
