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
    from kk_econ_ner.cli.inputs import Record, Reject

    nlp = load(model)
    for frame in frames:
        documents = _documents(frame, text_col, id_col)
        rows: list[dict[str, Any]] = []
        for (item, doc), key in zip(
            annotate_items(nlp, iter(documents), batch_size=BATCH_SIZE),
            [str(key) for key, text in zip(frame[id_col], frame[text_col], strict=True) if _is_there(text)],
            strict=True,
        ):
            if isinstance(item, Record) and doc is not None:
                rows += map(plain_row, entity_rows(doc, key))
            elif isinstance(item, Reject):
                rows.append(_error_row(key, item.reason))
        yield rows_frame(rows)
