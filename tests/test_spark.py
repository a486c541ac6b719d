"""Spark: the plain function on pandas frames, and a real session with two workers."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kk_econ_ner import spark
from kk_econ_ner.frames import COLUMNS, entity_rows, plain_row

TEXTS = ["Алматыда 3,8 трлн. теңге, 10–15%.", "", "Астанаға 1 234,50 теңге берді."]


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("xx")
    nlp.add_pipe("kk_quantities")
    nlp.add_pipe("kk_entity_ruler")
    return nlp


def expected(nlp: Language, texts: dict[str, str | None]) -> list[dict[str, Any]]:
    return [
        plain_row(row)
        for key, text in texts.items()
        if text is not None
        for row in entity_rows(nlp(text), key)
    ]


def annotate(nlp: Language, *frames: pd.DataFrame) -> list[dict[str, Any]]:
    results = list(spark.annotate_batches(frames, "body", "key", load=lambda model: nlp))
    assert len(results) == len(frames)
    return [row for frame in results for row in frame.to_dict("records")]


def test_batches(nlp: Language) -> None:
    rows = annotate(
        nlp,
        pd.DataFrame({"key": [1, 2], "body": [TEXTS[0], None], "other": [0, 0]}),
        pd.DataFrame({"key": [], "body": []}),
        pd.DataFrame({"key": [3, 4], "body": [float("nan"), TEXTS[2]], "other": [0, 0]}),
    )
    assert rows == expected(nlp, {"1": TEXTS[0], "4": TEXTS[2]})
    assert [field.split()[0] for field in spark.SCHEMA.split(", ")] == list(COLUMNS)


def test_a_document_that_fails_is_a_row(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    from kk_econ_ner.quantities.component import KazakhQuantities

    plain_call = KazakhQuantities.__call__

    def failing(self: KazakhQuantities, doc: Doc) -> Doc:
        if "құлат" in doc.text:
            raise RuntimeError("boom")
        return plain_call(self, doc)

    monkeypatch.setattr(KazakhQuantities, "__call__", failing)
    bodies = [TEXTS[0], "құлат", 5, "\ud800", TEXTS[2]]
    rows = annotate(nlp, pd.DataFrame({"key": list("abcde"), "body": bodies}))
    errors = [row for row in rows if row["label"] == spark.ERROR_LABEL]
    assert [(row["doc_id"], row["start"], row["low"]) for row in errors] == [
        ("b", 0, None), ("c", 0, None),
    ]  # fmt: skip
    assert "boom" in errors[0]["text"] and "is a int" in errors[1]["text"]
    good = [row for row in rows if row["label"] != spark.ERROR_LABEL]
    assert good == expected(nlp, {"a": TEXTS[0], "e": TEXTS[2]})


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    # The workers use the Python that runs the tests, and nothing listens beyond this machine.
    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.memory": "1g",
        "spark.driver.extraJavaOptions": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
    }
    builder = SparkSession.builder.master("local[2]").appName("kk_econ_ner tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.mark.spark
def test_the_rows_of_a_plain_call(session: Any, nlp: Language, tmp_path: Path) -> None:
    """Two partitions on two workers give the rows of the plain call."""
    nlp.to_disk(tmp_path)
    texts = {f"құжат {n}": TEXTS[n % 3] if n % 5 else None for n in range(40)}
    frame = session.createDataFrame(list(texts.items()), "key string, body string")
    result = spark.annotate(frame, text_col="body", id_col="key", model=str(tmp_path))
    assert result.columns == list(COLUMNS)
    rows = sorted((row.asDict() for row in result.collect()), key=place)
    assert rows == sorted(expected(nlp, texts), key=place)


def place(row: dict[str, Any]) -> tuple[str, int]:
    return row["doc_id"], row["start"]


@pytest.mark.spark
def test_users_errors_before_a_job_runs(session: Any) -> None:
    frame = session.createDataFrame([(1, 2)], "key long, body long")
    with pytest.raises(ValueError, match="'body' is a column of type bigint, expected string"):
        spark.annotate(frame, text_col="body", id_col="key")
    with pytest.raises(ValueError, match="no column 'text'; the columns are key, body"):
        spark.annotate(frame, text_col="text", id_col="key")
