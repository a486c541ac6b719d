"""Entity rows, frames, pages and Spark batches: the one row schema."""

from __future__ import annotations

import builtins
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Span

from kk_econ_ner import display, spark
from kk_econ_ner.frames import COLUMNS, entities_frame, entity_rows, plain_row

TEXTS = ["Алматыда 3,8 трлн. теңге, 10–15%.", "", "Астанаға 1 234,50 теңге берді."]


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("xx")
    nlp.add_pipe("kk_quantities")
    nlp.add_pipe("kk_entity_ruler")
    return nlp


def test_frame(nlp: Language) -> None:
    frame = entities_frame(nlp.pipe(TEXTS))
    assert tuple(frame.columns) == COLUMNS
    assert frame["start"].dtype == frame["end"].dtype == "int64"
    money = frame[frame["label"] == "MONEY"].reset_index(drop=True)
    assert list(money["low"]) == [Decimal(3_800_000_000_000), Decimal("1234.5")]
    assert all(isinstance(value, Decimal) for value in [*money["low"], *money["high"]])
    assert list(money["doc_id"]) == ["0", "2"]
    assert list(money["canonical"]) == [None, None]
    place = frame[frame["label"] == "GPE"].iloc[0]
    assert (place["text"], place["canonical"], place["low"]) == ("Алматыда", "Алматы", None)
    share = frame[frame["label"] == "PERCENT"].iloc[0]
    assert (share["low"], share["high"], share["unit"]) == (Decimal(10), Decimal(15), "%")


def test_empty_frame() -> None:
    frame = entities_frame([])
    assert tuple(frame.columns) == COLUMNS and len(frame) == 0
    assert frame["start"].dtype == "int64"


def test_doc_ids(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    doc.user_data["doc_id"] = "мақала"
    assert set(entities_frame([doc])["doc_id"]) == {"мақала"}


def test_entities_of_any_pipeline() -> None:
    doc = spacy.blank("en")("Қор 5 млн теңге берді")
    doc.set_ents([Span(doc, 1, 4, "MONEY"), Span(doc, 0, 1, "ORG")])
    first, second = entity_rows(doc, "x")
    assert (first["label"], first["canonical"], first["kind"]) == ("ORG", "Қор", None)
    assert (second["low"], second["unit"]) == (Decimal(5_000_000), "KZT")
    assert plain_row(second)["low"] == "5000000"


def test_without_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError, match=r"kk_econ_ner\[frames\]"):
        entities_frame([])


def test_spark_batches(nlp: Language) -> None:
    frames = [
        pd.DataFrame({"key": [1, 2], "body": [TEXTS[0], None], "other": [0, 0]}),
        pd.DataFrame({"key": [3, 4], "body": [float("nan"), TEXTS[2]], "other": [0, 0]}),
    ]
    results = list(spark.annotate_batches(frames, "body", "key", load=lambda model: nlp))
    assert len(results) == 2
    rows = pd.concat(results)
    wanted = [
        plain_row(row)
        for key, text in (("1", TEXTS[0]), ("4", TEXTS[2]))
        for row in entity_rows(nlp(text), key)
    ]
    assert rows.to_dict("records") == wanted
    assert [field.split()[0] for field in spark.SCHEMA.split(", ")] == list(COLUMNS)


def test_spark_names_the_row_of_a_wrong_type(nlp: Language) -> None:
    frame = pd.DataFrame({"key": ["a", "b"], "body": ["x", 5]})
    with pytest.raises(TypeError, match="key=b: 'body' is a int"):
        list(spark.annotate_batches([frame], "body", "key", load=lambda model: nlp))


GROUPED = [
    ("3800000000000", "3\u202f800\u202f000\u202f000\u202f000"),
    ("1234.50", "1\u202f234.5"),
    ("-0.5", "-0.5"),
    ("-1234", "-1\u202f234"),
    ("999", "999"),
    ("1E+3", "1\u202f000"),
]


@pytest.mark.parametrize(("number", "shown"), GROUPED)
def test_grouped(number: str, shown: str) -> None:
    assert display.grouped(Decimal(number)) == shown


VALUES = [
    ("=", 5, 5, "5"),
    (">=", 5, 5, "≥ 5"),
    ("~", 10, 15, "≈ 10–15"),
    ("<", 1000, 1000, "< 1\u202f000"),
]


@pytest.mark.parametrize(("modifier", "low", "high", "shown"), VALUES)
def test_value_text(modifier: str, low: int, high: int, shown: str) -> None:
    row = {"low": Decimal(low), "high": Decimal(high), "modifier": modifier}
    assert display.value_text(row) == shown


def test_page_escapes_text(nlp: Language) -> None:
    page = display.html_page(nlp("<b>Алматыда</b> & <script>"), "<title>")
    assert "<script>" not in page and "&lt;b&gt;" in page and "<h1>&lt;title&gt;</h1>" in page
    assert 'class="ent"' in page


def test_page_of_several(nlp: Language) -> None:
    page = display.html_page(nlp.pipe(TEXTS), "үшеу")
    assert page.count("<h2>") == 3 and "in 3 texts" in page
    assert "0 entities" in display.html_page(nlp(""), "бос")
