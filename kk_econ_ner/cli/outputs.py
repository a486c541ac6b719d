"""Output formats. A run appends to ``<output>.part``; a file gets its name when it is complete.

``.jsonl`` and ``.csv`` are appended to as they are. Formats that cannot be appended to keep a
journal in the part file, of JSON rows (``.parquet``) or of whole documents (``.spacy``, ``.html``),
and are made of it at the end.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from kk_econ_ner.cli.errors import InputError
from kk_econ_ner.frames import COLUMNS, INTEGER_COLUMNS, entity_rows, plain_row

FORMATS = (".jsonl", ".csv", ".parquet", ".spacy", ".html")

#: What a written document keeps: its tokens, sentences, entities with their ids, tags if any.
DOC_ATTRS = (
    "ORTH", "SPACY", "SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID",
    "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP",
)  # fmt: skip
_PARQUET_BATCH = 10_000


class Output:
    """Turns documents into bytes for the part file, and the part file into the output.

    labels: the entity labels to keep; empty for all.
    """

    def __init__(self, path: Path, labels: frozenset[str] = frozenset()) -> None:
        self.path = path
        self.labels = labels
        self.kind = path.suffix.lower()
        if self.kind not in FORMATS:
            raise InputError(f"{path}: unknown output type; known are {', '.join(FORMATS)}")
        if path.is_dir():
            raise InputError(f"{path}: is a directory")
        if not path.parent.is_dir():
            raise InputError(f"{path}: there is no directory {path.parent}")
        if self.kind == ".parquet":
            _pyarrow()

    @property
    def part(self) -> Path:
        """Where a run writes before it is complete."""
        return self.path.with_name(self.path.name + ".part")

    def header(self) -> bytes:
        """What the part file begins with."""
        return _csv_line(dict(zip(COLUMNS, COLUMNS, strict=True))) if self.kind == ".csv" else b""

    def encode(self, doc: Doc, doc_id: str) -> bytes:
        """What is appended to the part file for a document."""
        if self.kind in (".spacy", ".html"):
            return _journal_entry(keep_labels(doc, self.labels), doc_id)
        rows = (
            plain_row(row)
            for row in entity_rows(doc, doc_id)
            if not self.labels or row["label"] in self.labels
        )
        if self.kind == ".csv":
            return b"".join(map(_csv_line, rows))
        return b"".join(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n" for row in rows)

    def finish(self) -> None:
        """Make the output of the complete part file, and remove that."""
        if self.kind in (".jsonl", ".csv"):
            self.part.replace(self.path)
            return
        built = self.path.with_name(self.path.name + ".tmp")
        if self.kind == ".parquet":
            _write_parquet(self.part, built)
        elif self.kind == ".spacy":
            box = DocBin(attrs=DOC_ATTRS, store_user_data=True)
            for doc in _journal(self.part):
                box.add(doc)
            box.to_disk(built)
        else:
            from kk_econ_ner.display import html_page

            built.write_text(html_page(_journal(self.part), self.path.stem), encoding="utf-8")
        built.replace(self.path)
        self.part.unlink()


def keep_labels(doc: Doc, labels: frozenset[str]) -> Doc:
    """The document with only the entities of these labels; all of them for an empty set."""
    if labels:
        doc.set_ents([ent for ent in doc.ents if ent.label_ in labels])
    return doc


def _csv_line(row: dict[str, Any]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerow([row[name] for name in COLUMNS])
    return buffer.getvalue().encode("utf-8")


def _journal_entry(doc: Doc, doc_id: str) -> bytes:
    """A document of its own, with the strings it needs, behind its length."""
    doc.user_data["doc_id"] = doc_id
    data = DocBin(attrs=DOC_ATTRS, store_user_data=True, docs=[doc]).to_bytes()
    return len(data).to_bytes(8, "big") + data


def _journal(path: Path) -> Iterator[Doc]:
    vocab = Vocab()
    with path.open("rb") as file:
        while size := file.read(8):
            box = DocBin(store_user_data=True).from_bytes(_exactly(file, size))
            yield from box.get_docs(vocab)


def _exactly(file: IO[bytes], size: bytes) -> bytes:
    return file.read(int.from_bytes(size, "big"))


def _pyarrow() -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise InputError('Parquet needs pyarrow: pip install "kk_econ_ner[cli]"') from None
    return pyarrow


def _write_parquet(rows: Path, target: Path) -> None:
    """JSON rows to Parquet, in batches; ``low`` and ``high`` stay strings, which are exact."""
    pa = _pyarrow()
    schema = pa.schema(
        [(name, pa.int64() if name in INTEGER_COLUMNS else pa.string()) for name in COLUMNS]
    )
    batch: list[dict[str, Any]] = []
    with pa.parquet.ParquetWriter(target, schema) as writer, rows.open("rb") as file:
        for line in file:
            batch.append(json.loads(line))
            if len(batch) == _PARQUET_BATCH:
                writer.write_table(pa.Table.from_pylist(batch, schema=schema))
                batch.clear()
        if batch:
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


class PartFile:
    """An append-only file that can be cut back to a length and forced to the disk."""

    def __init__(self, path: Path, length: int | None) -> None:
        """length: where to go on; ``None`` to begin with an empty file."""
        self.file: IO[bytes]
        if length is None:
            self.file = path.open("wb")
        else:
            if not path.exists() or path.stat().st_size < length:
                raise InputError(f"{path}: is gone or shorter than recorded; run without --resume")
            self.file = path.open("r+b")
            self.file.truncate(length)
            self.file.seek(length)

    def write(self, data: bytes) -> None:
        """Append."""
        self.file.write(data)

    def sync(self) -> int:
        """Force to the disk what was written; the length of the file."""
        self.file.flush()
        os.fsync(self.file.fileno())
        return self.file.tell()

    def close(self) -> None:
        """Close the file."""
        self.file.close()
