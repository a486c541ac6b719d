"""The readers of the input formats, each in constant memory but for ``.txt`` and ``.spacy``."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from kk_econ_ner.cli.errors import BrokenFileError, InputError
from kk_econ_ner.cli.inputs import Item, Options, Record, Reject, Source, clean, file_size

_BOM = b"\xef\xbb\xbf"
#: The longest CSV field. A quote that is never closed stops being one field here.
_FIELD_LIMIT = 16 * 2**20


def read(source: Source, options: Options) -> Iterator[Item]:
    """The items of one source. Raises `InputError` where the file as a whole cannot be used."""
    if source.kind == "txt":
        return _lines(source) if options.lines else _text(source)
    if source.kind == "jsonl":
        return _jsonl(source, options)
    if source.kind == "csv":
        return _csv(source, options)
    if source.kind == "parquet":
        return _parquet(source, options)
    return _spacy(source)


def _decode(raw: bytes) -> str:
    """The text of a rejected row as far as it is text."""
    return raw.decode("utf-8", errors="backslashreplace").rstrip("\r\n")


def _text(source: Source) -> Iterator[Item]:
    with source.open() as file:
        data = file.read()
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        # Positions count from the start of what was decoded; a line break more or less is no BOM.
        line = data.removeprefix(_BOM)[: error.start].count(b"\n") + 1
        yield Reject(source.name, line, f"not UTF-8 ({error.reason})", size=len(data))
        return
    if text.strip():
        yield Record(source.stem, text, source.name, 1, len(data))
    else:
        yield Reject(source.name, 1, "empty file", size=len(data))


def _lines(source: Source) -> Iterator[Item]:
    with source.open() as file:
        for number, raw in enumerate(file, start=1):
            try:
                text = (raw.removeprefix(_BOM) if number == 1 else raw).decode("utf-8")
            except UnicodeDecodeError as error:
                reason = f"not UTF-8 ({error.reason})"
                yield Reject(source.name, number, reason, _decode(raw), len(raw))
                continue
            if text := text.rstrip("\r\n"):
                yield Record(f"{source.stem}:{number}", text, source.name, number, len(raw))


def _record(
    source: Source, options: Options, row: dict[str, Any], number: int, raw: str, size: int
) -> Item:
    """The document of a row, or why there is none."""
    text = row.get(options.text_col)
    reason = ""
    if options.text_col not in row or text is None:
        reason = f"no {options.text_col!r}"
    elif not isinstance(text, str):
        reason = f"{options.text_col!r} is a {type(text).__name__}, expected a string"
    elif not text.strip():
        reason = f"empty {options.text_col!r}"
    identifier = row.get(options.id_col or "id")
    if isinstance(identifier, (dict, list)):
        reason = reason or f"{options.id_col or 'id'!r} is a {type(identifier).__name__}"
    if reason:
        return Reject(source.name, number, reason, raw, size)
    name = f"{source.stem}:{number}" if identifier in (None, "") else clean(str(identifier))
    return Record(name, clean(str(text)), source.name, number, size)


def _jsonl(source: Source, options: Options) -> Iterator[Item]:
    blank: list[int] = []
    with source.open() as file:
        for number, raw in enumerate(file, start=1):
            if not raw.strip():
                blank.append(number)
                continue
            # An empty line between rows is a lost row; at the end of the file it is nothing.
            yield from (Reject(source.name, line, "empty line", size=1) for line in blank)
            blank.clear()
            yield _json_row(source, options, number, raw)


def _json_row(source: Source, options: Options, number: int, raw: bytes) -> Item:
    try:
        row = json.loads((raw.removeprefix(_BOM) if number == 1 else raw).decode("utf-8"))
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 ({error.reason})"
    except json.JSONDecodeError as error:
        reason = f"not JSON ({error.msg}, column {error.colno})"
    except (RecursionError, ValueError) as error:
        reason = f"not JSON ({error})"
    else:
        if isinstance(row, dict):
            return _record(source, options, row, number, _decode(raw), len(raw))
        reason = f"a {type(row).__name__}, expected an object"
    return Reject(source.name, number, reason, _decode(raw), len(raw))


class _Tape:
    """Lines of a file for the CSV reader, which can be given back after a row that went wrong."""

    def __init__(self, source: Source) -> None:
        self.file = source.open()
        self.number = 0
        self.taken: list[bytes] = []
        self.back: list[bytes] = []

    def __iter__(self) -> _Tape:
        return self

    def __next__(self) -> str:
        raw = self.back.pop() if self.back else next(self.file)
        self.number += 1
        self.taken.append(raw)
        if self.number == 1:
            raw = raw.removeprefix(_BOM)
        return raw.decode("utf-8", errors="surrogateescape")

    def row(self) -> tuple[int, bytes]:
        """The first line number and the bytes of what was taken since the last call."""
        raw = b"".join(self.taken)
        first = self.number - len(self.taken) + 1
        self.taken.clear()
        return first, raw

    def keep_first(self) -> None:
        """Give back all lines of the current row but its first."""
        rest = self.taken[1:]
        self.number -= len(rest)
        self.back += reversed(rest)
        del self.taken[1:]


def _csv(source: Source, options: Options) -> Iterator[Item]:
    csv.field_size_limit(_FIELD_LIMIT)
    tape = _Tape(source)
    with tape.file:
        try:
            header = next(csv.reader(tape, strict=True), None)
        except csv.Error as error:
            raise BrokenFileError(f"{source.name}: line 1 is not CSV ({error})") from None
        tape.row()
        if not header:
            raise BrokenFileError(f"{source.name}: empty file")
        _check_columns(source, options, header)
        while True:
            try:
                fields = next(csv.reader(tape, strict=True), None)
                reason = ""
            except csv.Error as error:
                tape.keep_first()
                fields, reason = [], f"not CSV ({error})"
            if fields is None:
                return
            number, raw = tape.row()
            if not reason and not fields:
                continue
            if not reason and len(fields) != len(header):
                reason = f"{len(fields)} fields, the header has {len(header)}"
            try:
                raw.decode("utf-8")
            except UnicodeDecodeError as error:
                reason = reason or f"not UTF-8 ({error.reason})"
            if reason:
                yield Reject(source.name, number, reason, _decode(raw), len(raw))
            else:
                row = dict(zip(header, fields, strict=True))
                yield _record(source, options, row, number, _decode(raw), len(raw))


def _check_columns(source: Source, options: Options, names: list[str]) -> None:
    for column in filter(None, (options.text_col, options.id_col)):
        if column not in names:
            raise InputError(
                f"{source.name}:1: no column {column!r}; the columns are {', '.join(names)}"
            )


def _parquet(source: Source, options: Options) -> Iterator[Item]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise InputError('Parquet needs pyarrow: pip install "kk_econ_ner[cli]"') from None
    if source.path is None:
        raise InputError("Parquet cannot be read from standard input")
    try:
        file = pq.ParquetFile(source.path)
        _check_columns(source, options, file.schema_arrow.names)
        wanted = {options.text_col, options.id_col or "id"} & set(file.schema_arrow.names)
        size = file_size(source) // max(1, file.metadata.num_rows)
        number = 0
        for batch in file.iter_batches(batch_size=256, columns=sorted(wanted)):
            for row in batch.to_pylist():
                number += 1
                raw = json.dumps(row, ensure_ascii=False, default=str)
                yield _record(source, options, row, number, clean(raw), size)
    except (pa.ArrowException, OSError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise BrokenFileError(f"{source.name}: not a Parquet file ({reason})") from None


def _spacy(source: Source) -> Iterator[Item]:
    import spacy
    from spacy.tokens import DocBin

    with source.open() as file:
        data = file.read()
    try:
        box = DocBin(store_user_data=True).from_bytes(data)
    except Exception:  # zlib, msgpack and struct errors alike
        raise BrokenFileError(f"{source.name}: not a .spacy file") from None
    size = len(data) // max(1, len(box))
    for number, doc in enumerate(box.get_docs(spacy.blank("kk").vocab), start=1):
        row = {"text": doc.text, "id": doc.user_data.get("doc_id")}
        yield _record(source, Options(), row, number, doc.text, size)
