"""`span._.quantity`: the value of an amount, computed from the span whenever it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span

if TYPE_CHECKING:
    from kk_econ_ner.quantities.quantity import Quantity

#: How far left and right of a span its reading may depend on, in characters.
_WINDOW = 80


def get_quantity(span: Span) -> Quantity | None:
    """The value of a MONEY, PERCENT, QUANTITY, CARDINAL or ORDINAL span, whoever set it.

    ``None`` for other labels and where the text holds no value. A span that leaves its currency to
    a neighbour (`5, 7 және 10 млн теңге`) is read with the words that follow it.
    """
    from kk_econ_ner.labels import VALUE_LABELS
    from kk_econ_ner.quantities.context import quantity_in_context

    if span.label_ not in VALUE_LABELS:
        return None
    text = span.text
    start, end = span.start_char, span.end_char
    whole = span.doc.text if span.doc is not None else text
    return quantity_in_context(
        text, span.label_, whole[max(0, start - _WINDOW) : start], whole[end : end + _WINDOW]
    )


def register_extensions() -> None:
    """Make ``span._.quantity`` available; safe to call any number of times."""
    Span.set_extension("quantity", getter=get_quantity, force=True)


register_extensions()
