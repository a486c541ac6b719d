"""Entities as rows: the schema that the command line, pandas and Spark share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

if TYPE_CHECKING:
    import pandas as pd

#: Columns of a row, in order. ``low`` and ``high`` are exact decimals.
COLUMNS = (
    "doc_id", "start", "end", "text", "label", "canonical", "id",
    "kind", "low", "high", "unit", "modifier",
)  # fmt: skip


def entity_rows(doc: Doc, doc_id: str) -> Iterator[dict[str, Any]]:
    """One row for each of ``doc.ents``; value columns are ``None`` where there is no value.

    ``canonical`` is given for names, ``start`` and ``end`` count characters.
    """
    for ent in doc.ents:
        quantity = ent._.quantity
        yield {
            "doc_id": doc_id,
            "start": ent.start_char,
            "end": ent.end_char,
            "text": ent.text,
            "label": ent.label_,
            "canonical": ent._.canonical if quantity is None else None,
            "id": ent.id_ or None,
            "kind": quantity.kind if quantity else None,
            "low": quantity.low if quantity else None,
            "high": quantity.high if quantity else None,
            "unit": quantity.unit if quantity else None,
            "modifier": quantity.modifier if quantity else None,
        }


def json_row(row: dict[str, Any]) -> dict[str, Any]:
    """The row with decimals as strings, so that JSON keeps them exact."""
    from kk_econ_ner.quantities.quantity import plain

    return {
        key: plain(value) if key in ("low", "high") and value is not None else value
        for key, value in row.items()
    }


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
    rows = [
        row
        for number, doc in enumerate(docs)
        for row in entity_rows(doc, str(doc.user_data.get("doc_id", number)))
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"start": "int64", "end": "int64"})
