"""`span._.canonical`: the citation form, computed from the span whenever it is asked for."""

from __future__ import annotations

from spacy.tokens import Span


def get_canonical(span: Span) -> str:
    """See `kk_econ_ner.entities.canonical.canonical`."""
    from kk_econ_ner.entities.canonical import canonical

    return canonical(span)


def register_extensions() -> None:
    """Register ``span._.canonical`` (again, if it was already)."""
    Span.set_extension("canonical", getter=get_canonical, force=True)
