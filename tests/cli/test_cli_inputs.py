"""Rows of the input formats: which become documents, and why others do not."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from kk_econ_ner.cli import readers
from kk_econ_ner.cli.errors import BrokenFileError, InputError
from kk_econ_ner.cli.inputs import Item, Options, Record, Reject, expand, items

#: line -> the reason it is refused, None where it is a document
JSONL_LINES: list[tuple[bytes, str | None]] = [
    ('{"id": 7, "text": "Баға өсті."}'.encode(), None),
    (b'{"text": "x"}', None),
    (b'{"text": "\\ud800 x"}', None),
    (b'{"text": "' + b"a " * 500_000 + b'"}', None),
    (b'{"text": "x"', "not JSON"),
    (b'{"text": 5}', "is a int"),
    (b'{"text": null}', "no 'text'"),
    (b'{"body": "x"}', "no 'text'"),
    (b'{"text": "  "}', "empty 'text'"),
    (b'{"text": "x", "id": [1]}', "'id' is a list"),
    (b"[1, 2]", "a list, expected an object"),
    (b'"x"', "a str, expected an object"),
    (b'{"text": "\xff\xfe"}', "not UTF-8"),
    (b"", "empty line"),
    (b"[" * 100_000, "not JSON"),
    (b'{"text": "x", "id": ' + b"9" * 5000 + b"}", None),
]

#: rows of a CSV file with the header id,text
CSV_ROWS: list[tuple[bytes, str | None]] = [
    ("1,Баға өсті".encode(), None),
    ('2,"екі\nжол, үтір"'.encode(), None),
    (b"3", "1 fields, the header has 2"),
    (b"4,a,b", "3 fields, the header has 2"),
    (b"5,", "empty 'text'"),
    (b"6,\xff", "not UTF-8"),
    (b'7,"a"b', "not CSV"),
    ('8,"' + "сөз " * 200_000 + '"', None),  # type: ignore[list-item]
]


def read(path: Path, options: Options | None = None) -> list[Item]:
    return list(items(expand([str(path)]), options or Options()))


def reasons(rows: list[Item]) -> list[str | None]:
    return [row.reason if isinstance(row, Reject) else None for row in rows]


def assert_reasons(found: list[str | None], expected: list[str | None]) -> None:
    assert len(found) == len(expected)
    for got, want in zip(found, expected, strict=True):
        assert (got is None) == (want is None), (got, want)
        assert want is None or want in str(got)


def test_jsonl_lines(tmp_path: Path) -> None:
    lines = [*JSONL_LINES, (b'{"text": "y"}', None)]
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line, _ in lines) + b"\n\n")
    rows = read(path)
    wanted = [reason for _, reason in lines]
    # An id of 5000 digits is more than Python's int reader takes from version 3.10.7 on.
    big = next(i for i, (line, _) in enumerate(lines) if b"9999" in line)
    assert_reasons(reasons(rows[:big] + rows[big + 1 :]), wanted[:big] + wanted[big + 1 :])
    assert [row.line for row in rows] == list(range(1, len(lines) + 1))
    assert isinstance(rows[0], Record) and rows[0].id == "7"
    assert isinstance(rows[1], Record) and rows[1].id == "in:2"
    assert isinstance(rows[2], Record) and rows[2].text == "\ufffd x"


def test_csv_rows(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    raw = [line if isinstance(line, bytes) else line.encode() for line, _ in CSV_ROWS]
    path.write_bytes(b"\xef\xbb\xbfid,text\r\n" + b"".join(line + b"\r\n" for line in raw))
    rows = read(path)
    assert_reasons(reasons(rows), [reason for _, reason in CSV_ROWS])
    assert [row.line for row in rows] == [2, 3, 5, 6, 7, 8, 9, 10]


def test_csv_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text('id,text\n1,a\n2,"b\n3,c\n4,d\n', encoding="utf-8")
    rows = read(path)
    assert_reasons(reasons(rows), [None, "not CSV", None, None])
    assert isinstance(rows[1], Reject) and rows[1].raw == '2,"b'
    assert [row.line for row in rows] == [2, 3, 4, 5]


def test_csv_without_the_column(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("id,body\n1,a\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"in\.csv:1: no column 'text'; the columns are id, body"):
        read(path)
    (row,) = read(path, Options("body", "id"))
    assert isinstance(row, Record) and (row.id, row.text) == ("1", "a")


DELIMITERS = [",", ";", "\t", "|"]


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_csv_delimiters(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "in.csv"
    lines = (delimiter.join(row) for row in (["id", " text", "n"], ["1", '"а, б; в | г"', "2"]))
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    (row,) = read(path)
    assert isinstance(row, Record) and (row.id, row.text) == ("1", "а, б; в | г")


def test_tab_separated(tmp_path: Path) -> None:
    (tmp_path / "in.tsv").write_text("text\tid\nБаға, өсті\t7\n", encoding="utf-8")
    (row,) = read(tmp_path / "in.tsv")
    assert isinstance(row, Record) and (row.id, row.text) == ("7", "Баға, өсті")


#: file with a line beyond the limit -> the texts that are read all the same
LONG_LINES = [
    ("in.jsonl", '{"text": "а"}\n{"text": "LONG"}\n{"text": "б"}\n', ["а", "б"]),
    ("in.jsonl", '{"text": "LONG"}', []),
    ("in.csv", "text\nа\nLONG\nб\n", ["а", "б"]),
    ("in.txt", "а\nLONG\nб\n", ["а\n", "б\n"]),
]


@pytest.mark.parametrize(("name", "content", "texts"), LONG_LINES)
def test_lines_beyond_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str, texts: list[str]
) -> None:
    monkeypatch.setattr(readers, "_LINE_LIMIT", 1000)
    monkeypatch.setattr(readers, "_TEXT_LIMIT", 1000)
    (tmp_path / name).write_text(content.replace("LONG", "x" * 5000), encoding="utf-8")
    rows = read(tmp_path / name)
    assert [row.text for row in rows if isinstance(row, Record)] == texts
    (reject,) = [row for row in rows if isinstance(row, Reject)]
    assert "a line of 50" in reject.reason and len(reject.raw) <= 1000
    assert reject.line == content[: content.index("LONG")].count("\n") + 1


def test_a_text_too_long_for_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "_TEXT_LIMIT", 70)
    lines = [f"{n}-жолда мәтін бар.\r\n".encode() for n in range(1, 8)]
    lines[4] = b"\xff\xfe\n"
    (tmp_path / "in.txt").write_bytes(b"".join(lines))
    rows = read(tmp_path / "in.txt")
    good = [row for row in rows if isinstance(row, Record)]
    assert [row.id for row in good] == ["in:1", "in:3", "in:6"]
    assert "".join(row.text for row in good).encode() == b"".join(lines[:4] + lines[5:])
    assert [(row.line, row.reason[:9]) for row in rows if isinstance(row, Reject)] == [
        (5, "not UTF-8")
    ]


def test_texts(tmp_path: Path) -> None:
    for name, data in [("a", "Баға\nөсті".encode()), ("b", b"x\n\xff"), ("c", b" \n")]:
        (tmp_path / f"{name}.txt").write_bytes(data)
    rows = read(tmp_path)
    assert_reasons(reasons(rows), [None, "not UTF-8", "empty file"])
    assert isinstance(rows[0], Record) and rows[0].id == "a"
    assert rows[1].line == 2
    lines = read(tmp_path / "a.txt", Options(lines=True))
    assert [row.id for row in lines if isinstance(row, Record)] == ["a:1", "a:2"]


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    table = pa.table({"id": [1, 2, 3], "text": ["a", None, " "], "other": [b"", b"", b""]})
    pq.write_table(table, tmp_path / "in.parquet")
    rows = read(tmp_path / "in.parquet")
    assert_reasons(reasons(rows), [None, "no 'text'", "empty 'text'"])
    with pytest.raises(InputError, match="no column 'nope'; the columns are id, text, other"):
        read(tmp_path / "in.parquet", Options("nope"))


def test_parquet_with_bytes_that_are_no_text(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    offsets = pa.array([0, 1, 3, 4], pa.int32()).buffers()[1]
    text = pa.StringArray.from_buffers(3, offsets, pa.py_buffer(b"a\xff\xfeb"))
    pq.write_table(pa.table({"text": text}), tmp_path / "in.parquet")
    assert_reasons(reasons(read(tmp_path / "in.parquet")), [None, "not UTF-8", None])


#: tables without a row, which are no error
NO_ROWS = [("in.csv", b"id,text\n"), ("in.tsv", b"text")]


@pytest.mark.parametrize(("name", "content"), NO_ROWS)
def test_files_without_rows(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert read(tmp_path / name) == []


def test_parquet_without_rows(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "in.parquet")
    assert read(tmp_path / "in.parquet") == []


BROKEN = [
    ("bad.parquet", b"nothing of the kind", "not a Parquet file"),
    ("bad.parquet", b"", "not a Parquet file"),
    ("bad.spacy", b"nothing of the kind", "not a"),
    ("bad.spacy", b"", "not a"),
]
EMPTY = [
    ("in.txt", b""), ("in.txt", b" \n"), ("in.jsonl", b""), ("in.jsonl", b"\n\n"), ("in.csv", b""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "reason"), BROKEN)
def test_broken_files(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BrokenFileError, match=reason):
        read(path)
    (tmp_path / "good.txt").write_text("x", encoding="utf-8")
    assert_reasons(reasons(read(tmp_path)), [reason, None])


@pytest.mark.parametrize(("name", "content"), EMPTY)
def test_an_empty_file_is_one_reject(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert_reasons(reasons(read(tmp_path / name)), ["empty file"])


def test_expand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "sub/a.txt", "sub/b.jsonl", "sub/c.pdf", "out.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = expand([str(tmp_path)], exclude=[tmp_path / "out.jsonl"])
    assert [source.stem for source in found] == ["a", "sub/a", "sub/b"]
    assert [source.stem for source in expand(["sub/*.txt"])] == ["a"]
    assert [source.stem for source in expand(["**/*.txt"])] == ["a", "sub/a"]
    for wrong, message in [
        ("nope.txt", "no such file"),
        ("sub/c.pdf", "unknown file type"),
        ("*.csv", "file here"),
    ]:
        with pytest.raises(InputError, match=message):
            expand([wrong])
    with pytest.raises(InputError, match="<stdin>: is given twice"):
        expand(["-", "-"])


def test_files_are_given_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/x.txt", "b/x.txt", "b/y.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for twice in (["a/x.txt", "a/../a/x.txt"], ["b", "b/y.txt"], ["a/*.txt", "a"]):
        with pytest.raises(InputError, match="is given twice"):
            expand(twice)
    # Files of one name do not give their documents one id.
    assert [source.stem for source in expand(["a/x.txt", "b/x.txt", "b/y.txt"])] == [
        "a/x.txt", "b/x.txt", "y",
    ]  # fmt: skip


UNUSUAL_NAMES = [
    "қазақша атау.txt",
    "..бастау.txt",
    "a b'c\"d.txt",
    "-x.txt",
    "..\\up.txt",
    "é.TXT",
]


@pytest.mark.parametrize("name", UNUSUAL_NAMES)
def test_unusual_file_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("мәтін", encoding="utf-8")
    (row,) = read(tmp_path)
    assert isinstance(row, Record) and row.id == name[:-4]


def test_a_file_name_that_is_not_utf8(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.txt")
    (tmp_path / name).write_text("x", encoding="utf-8")
    (row,) = read(tmp_path)
    assert isinstance(row, Record) and row.id == "\ufffd"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO(json.dumps({"id": "x", "text": "y"}).encode())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(data))
    (row,) = items(expand(["-"], "jsonl"), Options())
    assert isinstance(row, Record) and (row.id, row.text) == ("x", "y")
