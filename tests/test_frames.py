"""Entity rows, frames, summaries and pages: the one row schema."""

from __future__ import annotations

import builtins
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kk_econ_ner import display
from kk_econ_ner.frames import (
    COLUMNS,
    RowsError,
    entities_frame,
    entity_rows,
    plain_row,
    read_frame,
    read_rows,
)
from kk_econ_ner.summary import summarize

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


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_rows_are_read_again(nlp: Language, tmp_path: Path, kind: str) -> None:
    """A file of rows gives the frame that its documents give."""
    from kk_econ_ner.cli.outputs import Output

    docs = list(nlp.pipe([*TEXTS, "100-ге жуық жоба"]))
    output = Output(tmp_path / f"rows.{kind}")
    written = b"".join(output.encode(doc, str(number)) for number, doc in enumerate(docs))
    output.part.write_bytes(output.header() + written)
    output.finish()
    again = read_frame(tmp_path / f"rows.{kind}")
    pd.testing.assert_frame_equal(again, entities_frame(docs))
    assert again.iloc[-1]["unit"] == "" and list(again["low"]) == list(entities_frame(docs)["low"])


def test_rows_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(",".join(COLUMNS) + "\nd,x,5,t,ORG,,,,,,,\n", encoding="utf-8")
    with pytest.raises(RowsError, match=r"rows\.csv:2: not a row of entities"):
        list(read_rows(path))


def document(nlp: Language, text: str, names: dict[str, str], date: str | None = None) -> Doc:
    """A document with the amounts that are found and these names; ids are the names' first words."""
    doc = nlp(text)
    ents = [ent for ent in doc.ents if ent.label_ in ("MONEY", "PERCENT")]
    for name, label in names.items():
        start = text.index(name)
        span = doc.char_span(start, start + len(name), label=label)
        assert span is not None
        ents.append(Span(doc, span.start, span.end, label, span_id=name.split()[0]))
    doc.set_ents(ents)
    doc.user_data["date"] = date
    return doc


@pytest.fixture(scope="module")
def archive() -> pd.DataFrame:
    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_quantities")
    nlp.add_pipe("kk_sentencizer")
    docs = [
        document(
            nlp,
            "Тұлпар компаниясы 5 млн теңге, ал Сұңқар банкі 7 млн теңге берді. Қалғаны 1 млн теңге.",
            {"Тұлпар компаниясы": "ORG", "Сұңқар банкі": "ORG"},
            "2024-01-31",
        ),
        document(
            nlp,
            "Сұңқар банкі 10–15 млн теңге мен 3% үлес алды, деді Асқар Оразов.",
            {"Сұңқар банкі": "ORG", "Асқар Оразов": "PERSON"},
            "2024-02-01",
        ),
        document(nlp, "Тұлпар компаниясы 9,5 млн доллар берді.", {"Тұлпар компаниясы": "ORG"}),
    ]
    return entities_frame(docs, context=True)


def test_amounts_by_organisation(archive: pd.DataFrame) -> None:
    summary = summarize(archive)
    assert list(summary.money["organisation"]) == [
        "Тұлпар компаниясы", "Сұңқар банкі", None, "Сұңқар банкі", "Тұлпар компаниясы",
    ]  # fmt: skip
    amounts = summary.amounts.set_index(["currency", "organisation"])
    bank = amounts.loc[("KZT", "Сұңқар банкі")]
    assert list(bank) == [2, 2, Decimal(7_000_000), Decimal(7_000_000), Decimal(15_000_000)]
    assert amounts.loc[("USD", "Тұлпар компаниясы"), "largest"] == Decimal("9500000")
    assert summary.amounts["amounts"].sum() == 5


def test_most_named(archive: pd.DataFrame) -> None:
    summary = summarize(archive)
    assert list(summary.organisations["mentions"]) == [2, 2]
    assert set(summary.organisations["id"]) == {"Тұлпар", "Сұңқар"}
    assert list(summary.people["name"]) == ["Асқар Оразов"] and summary.places.empty


def test_over_time(archive: pd.DataFrame) -> None:
    table = summarize(archive).over_time
    january = table[table["period"] == "2024-01"]
    assert dict(zip(january["name"], january["mentions"], strict=True)) == {
        "KZT": 3, "Тұлпар компаниясы": 1, "Сұңқар банкі": 1,
    }  # fmt: skip
    assert set(table["period"].astype(str)) == {"2024-01", "2024-02"}
    assert set(summarize(archive, "Y").over_time["period"].astype(str)) == {"2024"}


def test_spellings_of_one_id_are_one_name(archive: pd.DataFrame) -> None:
    rows = archive.copy()
    rows.loc[rows["id"] == "Тұлпар", "canonical"] = "Тұлпар"
    first = rows.index[rows["id"] == "Тұлпар"][0]
    more = pd.concat([rows, rows.loc[[first, first]].assign(doc_id="9", canonical="Тұлпар АҚ")])
    named = summarize(more.reset_index(drop=True)).organisations
    assert list(named.loc[named["id"] == "Тұлпар", "mentions"]) == [4]


def test_summary_of_rows_without_context(archive: pd.DataFrame) -> None:
    summary = summarize(archive[list(COLUMNS)])
    assert summary.over_time.empty and summary.money["organisation"].isna().all()
    assert dict(zip(summary.amounts["currency"], summary.amounts["amounts"], strict=True)) == {
        "KZT": 4, "USD": 1,
    }  # fmt: skip
    empty = summarize(entities_frame([]))
    assert all(len(table) == 0 for table in vars(empty).values())


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
    assert page.count("<h2>") == 3 and "3 құжаттан" in page
    assert "0 names and numbers" in display.html_page(nlp(""), "бос", lang="en")
