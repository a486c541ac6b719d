"""Entities as rows: the one schema that the command line, pandas and Spark share."""

from __future__ import annotations

import csv
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from kk_econ_ner.entities.extension import register_extensions as register_names
from kk_econ_ner.labels import VALUE_LABELS
from kk_econ_ner.quantities.extension import register_extensions as register_quantities

if TYPE_CHECKING:
    import pandas as pd

# Stored documents are read in processes that have loaded no pipeline.
register_names()
register_quantities()

#: Columns of a row, in order.
COLUMNS = (
    "doc_id", "start", "end", "text", "label", "canonical", "id",
    "kind", "low", "high", "unit", "modifier",
)  # fmt: skip

#: Columns that hold whole numbers.
INTEGER_COLUMNS = ("start", "end")

#: Columns that hold exact decimals, as strings in files.
DECIMAL_COLUMNS = ("low", "high")

#: Columns that `entities_frame` adds for `kk_econ_ner.summary.summarize`.
CONTEXT_COLUMNS = ("sentence", "date")


class RowsError(ValueError):
    """A file of rows that cannot be used. The message begins with the file, and the line if any."""


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


def read_rows(path: str | Path) -> Iterator[dict[str, Any]]:
    """The entity rows of a ``.jsonl``, ``.csv`` or ``.parquet`` file, as `entity_rows` gives them.

    Columns beyond `COLUMNS` are left out. Raises `RowsError` with file and line for a file that
    cannot be read or a row that is not an entity's; `ImportError` where Parquet needs pyarrow.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in (".jsonl", ".csv", ".parquet"):
        raise RowsError(f"{path}: rows are in .jsonl, .csv or .parquet files")
    number = 0
    try:
        for line, row in _raw_rows(path, suffix):
            number = line
            yield _typed(row)
    except OSError as error:
        raise RowsError(f"{path}: {error.strerror or 'not a Parquet file'}") from None
    except (ValueError, ArithmeticError, TypeError, csv.Error) as error:
        where = f"{path}:{number}" if number else str(path)
        raise RowsError(f"{where}: not a row of entities ({error or 'no number'})") from None


def _raw_rows(path: Path, suffix: str) -> Iterator[tuple[int, Any]]:
    if suffix == ".parquet":
        import pyarrow.parquet as pq

        number = 0
        for batch in pq.ParquetFile(path).iter_batches(batch_size=10_000):
            for row in batch.to_pylist():
                number += 1
                yield number, row
        return
    with path.open("rb") as file:
        text = (line.decode("utf-8-sig" if n == 0 else "utf-8") for n, line in enumerate(file))
        if suffix == ".csv":
            reader = csv.DictReader(text)
            for row in reader:
                yield reader.line_num, row
        else:
            for number, line in enumerate(text, start=1):
                yield number, line


def _typed(row: Any) -> dict[str, Any]:
    """A row with its numbers as numbers; CSV has empty strings for what is missing."""
    if isinstance(row, str):
        row = json.loads(row)
    if not isinstance(row, dict) or not set(COLUMNS) <= set(row):
        raise ValueError(f"the columns are {', '.join(COLUMNS)}")
    typed: dict[str, Any] = {name: None if row[name] == "" else row[name] for name in COLUMNS}
    for name in INTEGER_COLUMNS:
        typed[name] = int(typed[name])
    for name in DECIMAL_COLUMNS:
        typed[name] = None if typed[name] is None else Decimal(typed[name])
    if not isinstance(typed["text"], str) or not isinstance(typed["label"], str):
        raise ValueError("text and label must be strings")
    if typed["unit"] is None and typed["kind"] is not None:
        typed["unit"] = ""  # counts have an empty unit, which CSV cannot tell from none
    return typed


def entities_frame(docs: Iterable[Doc], *, context: bool = False) -> pd.DataFrame:
    """One row an entity, columns as in `COLUMNS`.

    ``start`` and ``end`` are int64, ``low`` and ``high`` exact `decimal.Decimal` objects, the others
    strings; what does not apply is ``None``. ``doc_id`` is ``doc.user_data["doc_id"]`` where set, else
    the doc's place in the input. With ``context`` there are two more columns for `summarize`:
    ``sentence`` (its number in the document) and ``date`` (``doc.user_data["date"]``). Raises
    `ImportError` with the extra's name where pandas is missing.
    """
    rows: list[dict[str, Any]] = []
    for number, doc in enumerate(docs):
        found = entity_rows(doc, doc_id(doc, number))
        rows += _with_context(doc, found) if context else found
    return rows_frame(rows, (*COLUMNS, *CONTEXT_COLUMNS) if context else COLUMNS)


def read_frame(path: str | Path) -> pd.DataFrame:
    """The frame of a file that ``annotate`` or Spark has written (see `read_rows`)."""
    return rows_frame(list(read_rows(path)))


def rows_frame(rows: list[dict[str, Any]], columns: Sequence[str] = COLUMNS) -> pd.DataFrame:
    """Rows as a frame with the types that `entities_frame` promises."""
    try:
        import pandas as pd
    except ImportError:
        raise ImportError('a frame needs pandas: pip install "kk_econ_ner[frames]"') from None
    frame = pd.DataFrame(rows, columns=list(columns), dtype=object)
    return frame.astype(dict.fromkeys(INTEGER_COLUMNS, "int64"))


def _with_context(doc: Doc, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    starts = [sent.start_char for sent in doc.sents] if doc.has_annotation("SENT_START") else [0]
    date = doc.user_data.get("date")
    for row in rows:
        yield {**row, "sentence": bisect_right(starts, row["start"]) - 1, "date": date}
