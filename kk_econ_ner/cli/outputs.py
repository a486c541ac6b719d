"""Writers of entity rows. A file appears under its name only when it is complete."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from types import TracebackType
from typing import Any

from spacy.tokens import Doc, DocBin

from kk_econ_ner.cli.inputs import InputError
from kk_econ_ner.frames import COLUMNS, entity_rows, json_row

FORMATS = (".jsonl", ".csv", ".parquet", ".spacy", ".html")


class Writer:
    """Writes the entities of documents to ``<path>.part`` and renames it at the end."""

    def __init__(self, path: Path, labels: frozenset[str]) -> None:
        if path.suffix not in FORMATS:
            raise InputError(f"{path}: unknown output type; known are {', '.join(FORMATS)}")
        if not path.parent.is_dir():
            raise InputError(f"{path}: no such directory as {path.parent}")
        self.path = path
        self.part = path.with_name(path.name + ".part")
        self.labels = labels
        self.rows: list[dict[str, Any]] = []
        self.docs: list[tuple[str, Doc]] = []
        self.file: Any = None

    def __enter__(self) -> Writer:
        if self.path.suffix in (".jsonl", ".csv"):
            self.file = self.part.open("w", encoding="utf-8", newline="")
            if self.path.suffix == ".csv":
                self.csv = csv.DictWriter(self.file, COLUMNS)
                self.csv.writeheader()
        return self

    def write(self, doc: Doc, doc_id: str) -> None:
        """Add one document."""
        if self.path.suffix in (".spacy", ".html"):
            self.docs.append((doc_id, doc))
            return
        for row in entity_rows(doc, doc_id):
            if self.labels and row["label"] not in self.labels:
                continue
            if self.path.suffix == ".jsonl":
                self.file.write(json.dumps(json_row(row), ensure_ascii=False) + "\n")
            elif self.path.suffix == ".csv":
                self.csv.writerow(json_row(row))
            else:
                self.rows.append(json_row(row))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.file is not None:
            self.file.close()
        if kind is not None:
            self.part.unlink(missing_ok=True)
            return
        self._finish()
        self.part.replace(self.path)

    def _finish(self) -> None:
        if self.path.suffix == ".spacy":
            box = DocBin(store_user_data=True)
            for doc_id, doc in self.docs:
                doc.user_data["doc_id"] = doc_id
                box.add(doc)
            box.to_disk(self.part)
        elif self.path.suffix == ".html":
            from kk_econ_ner.display import html_page

            if len(self.docs) != 1:
                raise InputError(f"{self.path}: an HTML page holds one document")
            doc_id, doc = self.docs[0]
            self.part.write_text(html_page(doc, doc_id), encoding="utf-8")
        elif self.path.suffix == ".parquet":
            self._write_parquet()

    def _write_parquet(self) -> None:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError:
            raise InputError('Parquet needs pyarrow: pip install "kk_econ_ner[cli]"') from None
        integers = ("start", "end")
        schema = pa.schema(
            [(name, pa.int64() if name in integers else pa.string()) for name in COLUMNS]
        )
        pq.write_table(pa.Table.from_pylist(self.rows, schema=schema), self.part)
