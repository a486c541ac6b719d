"""Stand-off rows: sentences fetched from elsewhere, and every way that can go wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kk_econ_ner.corpora import CorpusError, Sentence, corrected, read_standoff
from kk_econ_ner.corpora.standoff import digest, recase, untokenize

LINE = "Бүгін Таразда жәрмеңке өтті. Оған Дана келді."
SECOND = LINE[29:]
ROW = {
    "id": "w1",
    "source": "news",
    "line": 2,
    "start": 29,
    "length": len(SECOND),
    "sha256": digest(SECOND),
    "spans": [[5, 9, "PERSON"]],
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "news.txt").write_text(f"Бос жол\n{LINE}\n", encoding="utf-8")
    return tmp_path


def write(folder: Path, row: Any) -> Path:
    path = folder / "rows.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_a_sentence_is_fetched(texts: Path) -> None:
    expected = Sentence("w1", "Оған Дана келді.", ((5, 9, "PERSON"),))
    assert list(read_standoff(write(texts, ROW), texts)) == [expected]


BROKEN = {
    "no such file": {"source": "other"},
    "no such line": {"line": 99},
    "another text": {"start": 28},
    "span outside": {"spans": [[5, 99, "PERSON"]]},
    "unknown shape": {"spans": [[5]]},
    "not a number": {"line": "2"},
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_broken_rows_name_file_and_line(change: dict[str, Any], texts: Path) -> None:
    with pytest.raises(CorpusError, match=r"rows\.jsonl:1: "):
        list(read_standoff(write(texts, ROW | change), texts))


TOKENIZED = [
    ('" нұр " ақ 4 , 5 мың теңге ( 2 %) алды .', "«нұр» ақ 4,5 мың теңге (2%) алды."),
    ("өсім 2 % -ке жетті , 5 , 6 және 7", "өсім 2%-ке жетті, 5, 6 және 7"),
    ("ел  басы :  « сөз » .", "ел басы: «сөз»."),
]


@pytest.mark.parametrize(("line", "text"), TOKENIZED)
def test_tokenized_lines_as_print_has_them(line: str, text: str) -> None:
    assert untokenize(line) == text


def test_a_lower_case_source_gets_its_capitals_back(texts: Path) -> None:
    (texts / "low.txt").write_text("астана қаласы , ақш .\n", encoding="utf-8")
    text = "Астана қаласы, АҚШ."
    row = {"id": "l1", "source": "low", "line": 1, "start": 0, "length": len(text),
           "recased": [0, 15, 16, 17], "sha256": digest(text), "spans": [[15, 18, "GPE"]]}  # fmt: skip
    assert list(read_standoff(write(texts, row), texts)) == [
        Sentence("l1", text, ((15, 18, "GPE"),))
    ]


@given(st.text(), st.data())
def test_recasing_twice_changes_nothing(text: str, data: st.DataObject) -> None:
    plain = [i for i, c in enumerate(text) if c.swapcase().swapcase() == c and len(c.swapcase()) == 1]
    offsets = data.draw(st.lists(st.sampled_from(plain), unique=True)) if plain else []
    assert recase(recase(text, offsets), offsets) == text


def test_corrections_replace_spans_by_id(texts: Path) -> None:
    sentences = [Sentence("w1", SECOND, ()), Sentence("w2", SECOND, ())]
    first, second = corrected(sentences, write(texts, ROW))
    assert (first.spans, second.spans) == (((5, 9, "PERSON"),), ())
    with pytest.raises(CorpusError, match=r"rows\.jsonl:1: w1 is another text"):
        list(corrected([Sentence("w1", "Басқа мәтін", ())], write(texts, ROW)))
