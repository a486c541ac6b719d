"""Named entities and quantities in Kazakh economic text, as a spaCy pipeline."""

from kk_econ_ner.about import __version__

__all__ = ["__version__"]
