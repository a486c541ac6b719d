"""Readers: natural text, spans, errors with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from kk_econ_ner.corpora import (
    CorpusError,
    Sentence,
    convert,
    folds,
    iob2_reader,
    jsonl_reader,
    read_iob2,
    read_jsonl_spans,
    spelling_group,
)

# tokens with tags (a line each), the natural text, its entities
DECIMALS = [
    ("3/B-MONEY ,/I-MONEY 5/I-MONEY теңге/I-MONEY ./O", "3,5 теңге.", ["3,5 теңге"]),
    ("30/B-PERCENTAGE %-ке/I-PERCENTAGE өсті/O", "30%-ке өсті", ["30%-ке"]),
    ("5/B-CARDINAL ,/O 6/B-CARDINAL", "5, 6", ["5", "6"]),
]
PUNCTUATION = [
    ("«/O Сенім/B-ORGANISATION »/O қоры/O", "«Сенім» қоры", ["Сенім"]),
    ("Иә/O ,/O (/O рас/O )/O !/O", "Иә, (рас)!", []),
    ("Ол/O –/O Асан/B-PERSON ./O", "Ол – Асан.", ["Асан"]),
]
SPEECH_NOISE = [
    ("Бұл/O (/O ыы/O )/O ел/O", "Бұл ел", []),
    ("Бұл/O (/O [/O unk/O ]/O )/O ел/O", "Бұл ел", []),
    ("он/B-MONEY (/I-MONEY ыы/I-MONEY )/I-MONEY теңге/I-MONEY", "он теңге", ["он теңге"]),
]


@pytest.mark.parametrize(("marked", "text", "entities"), DECIMALS + PUNCTUATION + SPEECH_NOISE)
@pytest.mark.parametrize("with_id", [True, False])
def test_natural_text(
    marked: str, text: str, entities: list[str], with_id: bool, tmp_path: Path
) -> None:
    rows = [" ".join(item.rsplit("/", 1)) for item in marked.split()]
    if with_id:
        rows.insert(0, "AID7 O")
    path = tmp_path / "valid.txt"
    path.write_text("\n".join(rows) + "\n\n", encoding="utf-8")
    [sentence] = read_iob2(path)
    assert sentence.text == text
    assert [text[start:end] for start, end, _ in sentence.spans] == entities
    assert sentence.id == ("AID7" if with_id else "valid-1")


BAD_IOB2 = ["Асан\n", "Асан X-PERSON\n", "Асан B-NOSUCH\n", "Асан B PERSON\n"]
BAD_JSONL = [
    "{",
    "[]",
    '{"text": 5}',
    '{"text": "аб", "spans": 3}',
    '{"text": "аб", "spans": [[0, 9, "ORG"]]}',
    '{"text": "аб", "spans": [[1, 1, "ORG"]]}',
    '{"text": "аб", "spans": [{"start": 0}]}',
]


@pytest.mark.parametrize("line", BAD_IOB2)
def test_bad_iob2_names_the_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_text("Сәлем O\n" + line, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"bad\.txt:2: "):
        list(read_iob2(path))


@pytest.mark.parametrize("line", BAD_JSONL)
def test_bad_jsonl_names_the_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"text": "аб"}\n' + line, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"bad\.jsonl:2: "):
        list(read_jsonl_spans(path))


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(b'{"text": "\xff"}')
    with pytest.raises(CorpusError, match=r"bad\.jsonl:1: "):
        list(read_jsonl_spans(path))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"none\.txt"):
        list(read_iob2(tmp_path / "none.txt"))


JSONL = """{"id": "a", "text": "Асан 5 теңге берді.", "spans": [[0, 4, "PERSON"], [5, 12, "MONEY"]]}

{"text": "Асан келді.", "spans": [{"start": 0, "end": 4, "label": "PERSON"}]}
"""


def test_jsonl_both_span_forms(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(JSONL, encoding="utf-8")
    assert list(read_jsonl_spans(path)) == [
        Sentence("a", "Асан 5 теңге берді.", ((0, 4, "PERSON"), (5, 12, "MONEY"))),
        Sentence("3", "Асан келді.", ((0, 4, "PERSON"),)),
    ]


def test_readers_for_training_configs(tmp_path: Path) -> None:
    nlp = spacy.blank("kk")
    rows, tagged = tmp_path / "rows.jsonl", tmp_path / "rows.txt"
    rows.write_text(JSONL, encoding="utf-8")
    tagged.write_text("Асан B-PERSON\nкелді O\n", encoding="utf-8")
    first, _ = jsonl_reader(str(rows))(nlp)
    assert [(e.text, e.label_) for e in first.reference.ents] == [
        ("Асан", "PERSON"),
        ("5 теңге", "MONEY"),
    ]
    [example] = iob2_reader(str(tagged))(nlp)
    assert [e.label_ for e in example.reference.ents] == ["PERSON"]
    for name in ("IOB2", "JSONL"):
        assert spacy.registry.readers.get(f"kk_econ_ner.{name}.v1")


def test_convert_counts_lost_spans(tmp_path: Path) -> None:
    source, target = tmp_path / "rows.jsonl", tmp_path / "rows.spacy"
    source.write_text(
        '{"text": "Асан келді.", "spans": [[0, 4, "PERSON"], [1, 3, "ORG"]]}\n', encoding="utf-8"
    )
    done = convert(source, target)
    assert (done.docs, done.spans, done.lost) == (1, 1, 1)
    [doc] = DocBin().from_disk(target).get_docs(spacy.blank("kk").vocab)
    assert [e.text for e in doc.ents] == ["Асан"]


def test_folds_keep_spellings_together() -> None:
    sentences = [Sentence(f"{kind}ID{n}", "аб", ()) for n in range(50) for kind in "ABC"]
    parts = folds(sentences, 5)
    assert sorted(s.id for part in parts for s in part) == sorted(s.id for s in sentences)
    groups = [{spelling_group(s.id) for s in part} for part in parts]
    assert sum(map(len, groups)) == len(set().union(*groups)) == 50
    assert all(groups)
