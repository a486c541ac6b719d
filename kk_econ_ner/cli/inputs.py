"""Documents from files: text, JSONL, CSV, Parquet, ``.spacy``, directories, standard input."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SUFFIXES = (".txt", ".jsonl", ".csv", ".parquet", ".spacy")


class InputError(ValueError):
    """An input that cannot be read at all. One sentence for the user."""


@dataclass(frozen=True)
class Record:
    """A document to annotate."""

    id: str
    text: str


@dataclass(frozen=True)
class Reject:
    """A row that cannot be read, and why."""

    file: str
    line: int
    reason: str


def expand(inputs: Iterable[str]) -> list[Path | None]:
    """Files to read, in order; ``None`` stands for standard input (``-``).

    Directories give their readable files. Raises `InputError` for what does not exist.
    """
    files: list[Path | None] = []
    for name in inputs:
        path = Path(name)
        if name == "-":
            files.append(None)
        elif path.is_dir():
            found = [p for p in sorted(path.rglob("*")) if p.suffix in SUFFIXES]
            if not found:
                raise InputError(f"{name}: no {', '.join(SUFFIXES)} file in this directory")
            files += found
        elif path.is_file():
            if path.suffix not in SUFFIXES:
                raise InputError(f"{name}: unknown file type; known are {', '.join(SUFFIXES)}")
            files.append(path)
        else:
            raise InputError(f"{name}: no such file or directory")
    return files


def read(path: Path | None, text_col: str, id_col: str) -> Iterator[Record | Reject]:
    """The records of a file, and a `Reject` in place of every row that cannot be read."""
    if path is None:
        yield from _whole_text("-", sys.stdin.buffer.read())
    elif path.suffix == ".txt":
        yield from _whole_text(str(path), path.read_bytes())
    elif path.suffix == ".jsonl":
        yield from _jsonl(path, text_col, id_col)
    elif path.suffix == ".csv":
        yield from _csv(path, text_col, id_col)
    elif path.suffix == ".parquet":
        yield from _parquet(path, text_col, id_col)
    else:
        yield from _spacy(path)


def _whole_text(name: str, data: bytes) -> Iterator[Record | Reject]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        yield Reject(name, line, f"not UTF-8 ({error.reason})")
        return
    yield Record("-" if name == "-" else Path(name).stem, text)


def _checked(
    row: dict[str, Any], name: str, number: int, text_col: str, id_col: str
) -> Record | Reject:
    text = row.get(text_col)
    if not isinstance(text, str):
        found = "no" if text is None else f"a {type(text).__name__} as"
        return Reject(name, number, f"{found} {text_col!r}, expected a string")
    if not text.strip():
        return Reject(name, number, f"empty {text_col!r}")
    identifier = row.get(id_col)
    return Record(str(number if identifier is None else identifier), text)


def _jsonl(path: Path, text_col: str, id_col: str) -> Iterator[Record | Reject]:
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            if not raw.strip():
                continue
            try:
                row = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
            except UnicodeDecodeError as error:
                yield Reject(str(path), number, f"not UTF-8 ({error.reason})")
                continue
            except (json.JSONDecodeError, RecursionError) as error:
                yield Reject(str(path), number, f"not JSON ({error})")
                continue
            if not isinstance(row, dict):
                yield Reject(str(path), number, f"not an object but a {type(row).__name__}")
                continue
            yield _checked(row, str(path), number, text_col, id_col)


def _csv(path: Path, text_col: str, id_col: str) -> Iterator[Record | Reject]:
    csv.field_size_limit(2**30)
    with path.open("rb") as raw:
        lines = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline="")
        reader = csv.DictReader(lines)
        if text_col not in (reader.fieldnames or ()):
            known = ", ".join(reader.fieldnames or ()) or "none"
            raise InputError(f"{path}:1: no column {text_col!r}; there are {known}")
        for row in reader:
            text = row.get(text_col)
            if text and any("\udc80" <= c <= "\udcff" for c in text):
                yield Reject(str(path), reader.line_num, "not UTF-8")
                continue
            yield _checked(row, str(path), reader.line_num, text_col, id_col)


def _parquet(path: Path, text_col: str, id_col: str) -> Iterator[Record | Reject]:
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise InputError(f'{path}: Parquet needs pyarrow: pip install "kk_econ_ner[cli]"') from None
    try:
        table = pq.ParquetFile(path)
    except Exception as error:
        raise InputError(f"{path}: not a Parquet file ({str(error).splitlines()[0]})") from None
    if text_col not in table.schema_arrow.names:
        raise InputError(
            f"{path}: no column {text_col!r}; there are {', '.join(table.schema_arrow.names)}"
        )
    number = 0
    for batch in table.iter_batches(batch_size=1000):
        for row in batch.to_pylist():
            number += 1
            yield _checked(row, str(path), number, text_col, id_col)


def _spacy(path: Path) -> Iterator[Record | Reject]:
    import spacy
    from spacy.tokens import DocBin

    try:
        box = DocBin().from_disk(path)
    except Exception:
        raise InputError(f"{path}: not a .spacy file") from None
    for number, doc in enumerate(box.get_docs(spacy.blank("kk").vocab), start=1):
        yield Record(str(doc.user_data.get("doc_id", number)), doc.text)
