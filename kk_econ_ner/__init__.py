"""Named entities and quantities in Kazakh economic text, as a spaCy pipeline.

>>> import spacy
>>> nlp = spacy.load("kk_econ_ner")
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kk_econ_ner.about import __version__

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["__version__", "entities_frame", "load"]


def load(**overrides: Any) -> Language:
    """Load the full pipeline.

    overrides: what `spacy.load` takes: ``vocab``, ``disable``, ``enable``, ``exclude``, ``config``.
    """
    from spacy.util import load_model_from_init_py

    return load_model_from_init_py(__file__, **overrides)


def entities_frame(docs: Iterable[Doc], *, context: bool = False) -> pd.DataFrame:
    """One row an entity (see `kk_econ_ner.frames.entities_frame`)."""
    from kk_econ_ner.frames import entities_frame as frame

    return frame(docs, context=context)
