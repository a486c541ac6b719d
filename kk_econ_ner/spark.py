"""Entities of a Spark data frame: the rows of `kk_econ_ner.frames`, one pipeline a Python worker.

The work is in `annotate_batches`, a plain function from pandas frames to pandas frames; `annotate`
hands it to ``mapInPandas``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kk_econ_ner.frames import COLUMNS, INTEGER_COLUMNS, entity_rows, plain_row

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language

#: The schema of the result; ``low`` and ``high`` are strings, because Spark's decimals have a
#: fixed scale: ``col("low").cast("decimal(38, 6)")`` where that is enough.
SCHEMA = ", ".join(f"{name} {'long' if name in INTEGER_COLUMNS else 'string'}" for name in COLUMNS)


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

    A text that is missing (``None``, ``NaN``) has no entities; any other value that is not a string
    raises `TypeError` with its id.
    """
    import pandas as pd

    from kk_econ_ner.cli.inputs import clean

    nlp = load(model)
    for frame in frames:
        pairs: list[tuple[str, str]] = []
        for text, key in zip(frame[text_col], frame[id_col], strict=True):
            if isinstance(text, str):
                pairs.append((clean(text), str(key)))
            elif text is not None and text == text:
                raise TypeError(f"{id_col}={key}: {text_col!r} is a {type(text).__name__}")
        with nlp.memory_zone():
            rows = [
                plain_row(row)
                for doc, key in nlp.pipe(pairs, as_tuples=True)
                for row in entity_rows(doc, key)
            ]
        result = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
        yield result.astype(dict.fromkeys(INTEGER_COLUMNS, "int64"))


def annotate(df: Any, text_col: str, id_col: str, model: str = "kk_econ_ner") -> Any:
    """A Spark data frame with one row an entity (schema `SCHEMA`) for a data frame of documents.

    df: ``pyspark.sql.DataFrame`` with a string column ``text_col`` and an id column ``id_col``.
    model: package or folder of the pipeline; it must be installed on every worker.
    """

    def run(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return annotate_batches(frames, text_col, id_col, model)

    return df.select(id_col, text_col).mapInPandas(run, schema=SCHEMA)
