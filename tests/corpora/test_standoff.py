"""Stand-off rows: sentences fetched from elsewhere, and every way that can go wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kk_econ_ner.corpora import CorpusError, Sentence, read_standoff
from kk_econ_ner.corpora.standoff import digest

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
