"""Entities as rows: the one schema that the command line, pandas and Spark share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from kk_econ_ner.labels import VALUE_LABELS

if TYPE_CHECKING:
    import pandas as pd

#: Columns of a row, in order.
COLUMNS = (
    "doc_id", "start", "end", "text", "label", "canonical", "id",
    "kind", "low", "high", "unit", "modifier",
)  # fmt: skip

#: Columns that hold whole numbers; all others hold strings (``low`` and ``high`` decimals).
INTEGER_COLUMNS = ("start", "end")


def doc_id(doc: Doc, number: int) -> str:
    """The id a document carries (``doc.user_data["doc_id"]``), else its place in the input."""
    return str(doc.user_data.get("doc_id", number))


def entity_rows(doc: Doc, doc_id: str) -> Iterator[dict[str, Any]]:
    """One row (a dict with the keys of `COLUMNS`) for each of ``doc.ents``.

    ``start`` and ``end`` count characters; ``canonical`` is given for names, ``kind``, ``low``,
    ``high`` (`decimal.Decimal`), ``unit`` and ``modifier`` for values; what does not apply is
    ``None``. Works for a document of any pipeline, whoever set its entities.
    """
    # Registers span._.canonical and span._.quantity where no pipe of the package has done so.
    import kk_econ_ner.entities.canonical
    import kk_econ_ner.quantities.extension  # noqa: F401

    for ent in doc.ents:
        quantity = ent._.quantity
        yield {
            "doc_id": doc_id,
            "start": ent.start_char,
            "end": ent.end_char,
            "text": ent.text,
            "label": ent.label_,
            "canonical": None if ent.label_ in VALUE_LABELS else ent._.canonical,
            "id": ent.id_ or None,
            "kind": quantity.kind if quantity else None,
            "low": quantity.low if quantity else None,
            "high": quantity.high if quantity else None,
            "unit": quantity.unit if quantity else None,
            "modifier": quantity.modifier if quantity else None,
        }


def plain_row(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its decimals as plain strings (``3800000000000``), so that files keep them."""
    from kk_econ_ner.quantities.quantity import plain

    low, high = row["low"], row["high"]
    if low is None:
        return row
    return {**row, "low": plain(low), "high": plain(high)}


def entities_frame(docs: Iterable[Doc]) -> pd.DataFrame:
    """One row an entity, columns as in `COLUMNS`; amounts are `decimal.Decimal` objects.

    ``doc_id`` is ``doc.user_data["doc_id"]`` where set, else the doc's place in the input. Raises
    `ImportError` with the extra's name where pandas is missing.
    """
    try:
        import pandas as pd
    except ImportError:
        raise ImportError(
            'entities_frame needs pandas: pip install "kk_econ_ner[frames]"'
        ) from None
    rows = [row for number, doc in enumerate(docs) for row in entity_rows(doc, doc_id(doc, number))]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    return frame.astype(dict.fromkeys(INTEGER_COLUMNS, "int64"))
