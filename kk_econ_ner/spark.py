"""Entities of a Spark data frame: the rows of `kk_econ_ner.frames`, one pipeline a Python worker.

The work is in `annotate_batches`, a plain function from pandas frames to pandas frames; `annotate`
hands it to ``mapInPandas``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kk_econ_ner.frames import COLUMNS, INTEGER_COLUMNS, entity_rows, plain_row, rows_frame

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language

    from kk_econ_ner.cli.inputs import Item

#: The schema of the result; ``low`` and ``high`` are strings, because Spark's decimals have a
#: fixed scale: ``col("low").cast("decimal(38, 6)")`` where that is enough.
SCHEMA = ", ".join(f"{name} {'long' if name in INTEGER_COLUMNS else 'string'}" for name in COLUMNS)

#: The label of a row that stands for a document which could not be annotated: its ``text`` says why,
#: ``start`` and ``end`` are 0.
ERROR_LABEL = "ERROR"

#: Documents that go through the pipeline together.
BATCH_SIZE = 64


@lru_cache(maxsize=1)
def _pipeline(model: str) -> Language:
    """The pipeline of this worker process, loaded once."""
    from kk_econ_ner.cli.model import load_pipeline

    return load_pipeline(model)


def annotate_batches(
    frames: Iterable[pd.DataFrame],
    text_col: str,
    id_col: str,
    model: str = "kk_econ_ner",
    load: Callable[[str], Language] = _pipeline,
) -> Iterator[pd.DataFrame]:
    """Yield a frame of entity rows for each frame of documents.

    A text that is missing (``None``, ``NaN``) has no entities. A document that cannot be annotated
    (its text is no string, the pipeline fails on it) gives one row with the label `ERROR_LABEL`, and
    the others of its frame are annotated all the same.
    """
    from kk_econ_ner.cli.engine import annotate_items
    from kk_econ_ner.cli.inputs import Record

    nlp = load(model)
    for frame in frames:
        rows: list[dict[str, Any]] = []
        documents = _documents(frame[text_col], frame[id_col])
        for item, doc in annotate_items(nlp, documents, batch_size=BATCH_SIZE):
            if isinstance(item, Record) and doc is not None:
                rows += map(plain_row, entity_rows(doc, item.id))
            elif not isinstance(item, Record):
                rows.append(_error_row(item.file, item.reason))
        yield rows_frame(rows)


def _documents(texts: Iterable[Any], keys: Iterable[Any]) -> Iterator[Item]:
    """The texts that are there as items of the engine, which names a failure by its ``file``."""
    from kk_econ_ner.cli.inputs import Record, Reject, clean

    for number, (text, key) in enumerate(zip(texts, keys, strict=True), start=1):
        name = clean(str(key))
        if isinstance(text, str):
            yield Record(name, clean(text), name, number)
        elif text is not None and text == text:
            yield Reject(name, number, f"the text is a {type(text).__name__}, expected a string")


def _error_row(key: str, reason: str) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    return row | {"doc_id": key, "start": 0, "end": 0, "text": reason, "label": ERROR_LABEL}


def annotate(df: Any, text_col: str, id_col: str, model: str = "kk_econ_ner") -> Any:
    """A Spark data frame with one row an entity (schema `SCHEMA`) for a data frame of documents.

    df: ``pyspark.sql.DataFrame`` with a string column ``text_col`` and an id column ``id_col``.
    model: package or folder of the pipeline; it must be installed on every worker. A text that is
    null has no entities; a document that cannot be annotated gives one row with the label
    `ERROR_LABEL`. Raises `ValueError` where a column is missing or the texts are no strings.
    """
    types = dict(df.dtypes)
    for column in (text_col, id_col):
        if column not in types:
            raise ValueError(f"no column {column!r}; the columns are {', '.join(types)}")
    if types[text_col] != "string":
        raise ValueError(f"{text_col!r} is a column of type {types[text_col]}, expected string")

    def run(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return annotate_batches(frames, text_col, id_col, model)

    return df.select(*dict.fromkeys((id_col, text_col))).mapInPandas(run, schema=SCHEMA)
