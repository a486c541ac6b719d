"""Readers: natural text from tokens, spans, errors with file and line, folds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kk_econ_ner.corpora import CorpusError, Sentence, convert, folds, read_corpus

# name, IOB2 lines, text, spans
NATURAL = [
    ("decimal", "Баға O|3 B-PERCENTAGE|, I-PERCENTAGE|5 I-PERCENTAGE|%-ке I-PERCENTAGE|өсті O|. O",
     "Баға 3,5%-ке өсті.", [("3,5%-ке", "PERCENT")]),
    ("list of numbers", "5 B-CARDINAL|, O|7 B-CARDINAL|кітап O", "5, 7 кітап",
     [("5", "CARDINAL"), ("7", "CARDINAL")]),
    ("quotes", "« O|Нұрлы B-PROJECT|жол I-PROJECT|» O|жобасы O", "«Нұрлы жол» жобасы",
     [("Нұрлы жол", "PROJECT")]),
    ("hesitation outside", "Ол O|( O|ыы O|) O|Алматыда B-GPE|тұрады O", "Ол Алматыда тұрады",
     [("Алматыда", "GPE")]),
    ("hesitation inside", "он B-CARDINAL|( I-CARDINAL|іі I-CARDINAL|) I-CARDINAL|бес I-CARDINAL",
     "он бес", [("он бес", "CARDINAL")]),
    ("two of a kind", "Астана B-GPE|Алматы B-GPE", "Астана Алматы",
     [("Астана", "GPE"), ("Алматы", "GPE")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "text", "spans"), [case[1:] for case in NATURAL], ids=[case[0] for case in NATURAL]
)
def test_natural_text(tmp_path: Path, lines: str, text: str, spans: list[tuple[str, str]]) -> None:
    path = tmp_path / "corpus.txt"
    path.write_text("AID1 O\n" + lines.replace("|", "\n") + "\n\n", encoding="utf-8")
    (sentence,) = read_corpus(path)
    assert sentence.id == "AID1" and sentence.text == text
    assert [(text[start:end], label) for start, end, label in sentence.spans] == spans


BROKEN = [
    ("iob2", "corpus.txt", "Баға O\nөсті\n", r"corpus\.txt:2: expected a token and a tag"),
    ("class", "corpus.txt", "Баға O\nөсті B-PRICE\n", r"corpus\.txt:2: unknown class PRICE"),
    ("json", "c.jsonl", '{"text": "a"}\n{"text"', r"c\.jsonl:2: not JSON"),
    ("no text", "c.jsonl", '{"id": 1}\n', r'c\.jsonl:1: expected an object with a string "text"'),
    ("span", "c.jsonl", '{"text": "ab", "spans": [[0, 9, "GPE"]]}\n', r"c\.jsonl:1: bad span"),
]


@pytest.mark.parametrize(
    ("name", "content", "message"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_errors_name_file_and_line(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        list(read_corpus(path))


def test_both_span_forms_and_conversion(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    rows = [
        {"text": "Алматыда 5 үй", "spans": [[0, 8, "GPE"]]},
        {"text": "Астанада", "spans": [{"start": 0, "end": 8, "label": "GPE"}]},
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    done = convert(path, tmp_path / "c.spacy")
    assert (done.docs, done.spans, done.lost) == (2, 2, 0)


def test_spellings_of_a_sentence_stay_in_one_fold() -> None:
    sentences = [Sentence(f"{kind}ID{n}", "", ()) for n in range(50) for kind in "ABC"]
    parts = folds(sentences)
    assert sum(map(len, parts)) == 150
    for part in parts:
        ids = {s.id[1:] for s in part}
        assert len(part) == 3 * len(ids)
