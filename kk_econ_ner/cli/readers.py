"""The readers of the input formats, each in constant memory but for ``.spacy``.

No reader takes more than `_LINE_LIMIT` bytes of a file at once, whatever the file looks like: a line
or field beyond that is a reject. (A ``.spacy`` file is one compressed block; it is read as a whole.)
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import IO, Any

from kk_econ_ner.cli.errors import BrokenFileError, InputError
from kk_econ_ner.cli.inputs import Item, Options, Record, Reject, Source, clean, file_size

_BOM = b"\xef\xbb\xbf"
#: The longest line, and the longest CSV field: a quote that is never closed ends here.
_LINE_LIMIT = 16 * 2**20
#: A longer text file is not one document; it is read in pieces of about this many bytes.
_TEXT_LIMIT = 2 * 2**20
#: What separates the columns of a CSV file: the first of these that finds the text column.
_DELIMITERS = (",", ";", "\t", "|")
#: How much of a row that is too long the rejects file keeps.
_RAW_LIMIT = 1_000


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


def _reject(source: Source, number: int, reason: str, raw: bytes | str, size: int) -> Reject:
    """A reject with the row as far as it is text."""
    if isinstance(raw, bytes):
        raw = raw.decode("utf-8", errors="backslashreplace").rstrip("\r\n")
    return Reject(source.name, number, reason, raw, size)


def _too_long(source: Source, number: int, raw: bytes, size: int) -> Reject:
    reason = f"a line of {size} bytes, the longest that is read has {_LINE_LIMIT}"
    return _reject(source, number, reason, raw[:_RAW_LIMIT], size)


def _raw_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes, int]]:
    """Number, bytes and size of every line; of a line beyond the limit, only its beginning."""
    number = 0
    while raw := file.readline(_LINE_LIMIT):
        number += 1
        beyond = _skip_line(file) if len(raw) == _LINE_LIMIT and raw[-1:] != b"\n" else 0
        if number == 1:
            raw = raw.removeprefix(_BOM)
        yield number, raw, len(raw) + beyond


def _skip_line(file: IO[bytes]) -> int:
    """Read on to the end of the line; how many bytes that was."""
    size = 0
    while raw := file.readline(_LINE_LIMIT):
        size += len(raw)
        if raw.endswith(b"\n"):
            break
    return size


def _text(source: Source) -> Iterator[Item]:
    """A text file as one document; where it is too long for one, in pieces of whole lines.

    A piece is called like a line is with ``--lines``: by the file and the number of its first line.
    """
    lines: list[bytes] = []
    first, length, pieces = 1, 0, 0
    with source.open() as file:
        for number, raw, size in _raw_lines(file):
            if length and length + size > _TEXT_LIMIT:
                yield from _piece(source, first, lines)
                pieces += 1
                lines, first, length = [], number, 0
            if size > len(raw):
                yield _too_long(source, number, raw, size)
                pieces += 1
                continue
            lines.append(raw)
            length += size
    if pieces:
        yield from _piece(source, first, lines)
        return
    data = b"".join(lines)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        yield Reject(source.name, line, f"not UTF-8 ({error.reason})", size=length)
        return
    if text.strip():
        yield Record(source.stem, text, source.name, 1, length)
    else:
        yield Reject(source.name, 1, "empty file", size=length)


def _piece(source: Source, first: int, lines: list[bytes]) -> Iterator[Item]:
    """The lines as one document, without those that are no text."""
    good: list[str] = []
    for number, raw in enumerate(lines, start=first):
        try:
            good.append(raw.decode("utf-8"))
        except UnicodeDecodeError as error:
            yield _reject(source, number, f"not UTF-8 ({error.reason})", raw, len(raw))
    text = "".join(good)
    if text.strip():
        size = len(text.encode())
        yield Record(f"{source.stem}:{first}", text, source.name, first, size)


def _lines(source: Source) -> Iterator[Item]:
    with source.open() as file:
        for number, raw, size in _raw_lines(file):
            if size > len(raw):
                yield _too_long(source, number, raw, size)
                continue
            try:
                text = raw.decode("utf-8").rstrip("\r\n")
            except UnicodeDecodeError as error:
                yield _reject(source, number, f"not UTF-8 ({error.reason})", raw, size)
                continue
            if text.strip():
                yield Record(f"{source.stem}:{number}", text, source.name, number, size)


def _record(
    source: Source, options: Options, row: dict[str, Any], number: int, raw: bytes | str, size: int
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
        return _reject(source, number, reason, raw, size)
    name = f"{source.stem}:{number}" if identifier in (None, "") else clean(str(identifier))
    return Record(name, clean(str(text)), source.name, number, size)


def _jsonl(source: Source, options: Options) -> Iterator[Item]:
    blank: list[int] = []
    empty = True
    with source.open() as file:
        for number, raw, size in _raw_lines(file):
            empty = empty and not raw.strip()
            if not raw.strip():
                blank.append(number)
                continue
            # An empty line between rows is a lost row; at the end of the file it is nothing.
            yield from (Reject(source.name, line, "empty line", size=1) for line in blank)
            blank.clear()
            if size > len(raw):
                yield _too_long(source, number, raw, size)
            else:
                yield _json_row(source, options, number, raw)
    if empty:
        yield Reject(source.name, 1, "empty file")


def _json_row(source: Source, options: Options, number: int, raw: bytes) -> Item:
    try:
        row = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 ({error.reason})"
    except json.JSONDecodeError as error:
        reason = f"not JSON ({error.msg}, column {error.colno})"
    except (RecursionError, ValueError) as error:
        reason = f"not JSON ({error})"
    else:
        if isinstance(row, dict):
            return _record(source, options, row, number, raw, len(raw))
        reason = f"a {type(row).__name__}, expected an object"
    return _reject(source, number, reason, raw, len(raw))


class _Tape:
    """Lines of a file for the CSV reader, which can be given back after a row that went wrong."""

    def __init__(self, source: Source) -> None:
        self.file = source.open()
        self.lines = _raw_lines(self.file)
        self.number = 0
        self.taken: list[bytes] = []
        self.back: list[bytes] = []

    def __iter__(self) -> _Tape:
        return self

    def __next__(self) -> str:
        raw, size = (self.back.pop(), 0) if self.back else next(self.lines)[1:]
        self.number += 1
        self.taken.append(raw)
        if size > len(raw):
            raise csv.Error(f"a line of {size} bytes")
        return raw.decode("utf-8", errors="surrogateescape")

    def row(self) -> tuple[int, bytes]:
        """The first line number and the bytes of what was taken since the last call."""
        raw = b"".join(self.taken)
        first = self.number - len(self.taken) + 1
        self.taken.clear()
        return first, raw

    def give_back(self, keep: int) -> None:
        """Give back the lines of the current row but the first ``keep``."""
        rest = self.taken[keep:]
        self.number -= len(rest)
        self.back += reversed(rest)
        del self.taken[keep:]


class _EmptyFile(Exception):
    """A file without a header line."""


def _csv(source: Source, options: Options) -> Iterator[Item]:
    csv.field_size_limit(_LINE_LIMIT)
    tape = _Tape(source)
    with tape.file:
        try:
            header, delimiter = _csv_header(source, options, tape)
        except _EmptyFile:
            yield Reject(source.name, 1, "empty file")
            return
        while True:
            try:
                fields = next(csv.reader(tape, strict=True, delimiter=delimiter), None)
                reason = ""
            except csv.Error as error:
                tape.give_back(keep=1)
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
                raw = raw if len(raw) < _LINE_LIMIT else raw[:_RAW_LIMIT]
                yield _reject(source, number, reason, raw, len(raw))
            else:
                row = dict(zip(header, fields, strict=True))
                yield _record(source, options, row, number, raw, len(raw))


def _csv_header(source: Source, options: Options, tape: _Tape) -> tuple[list[str], str]:
    """The columns, and what separates them: the first delimiter that finds the text column."""
    headers: list[list[str]] = []
    for delimiter in _DELIMITERS:
        try:
            header = next(csv.reader(tape, strict=True, delimiter=delimiter), None)
        except csv.Error as error:
            raise BrokenFileError(f"{source.name}: line 1 is not CSV ({error})") from None
        if not header:
            raise _EmptyFile
        headers.append([name.strip() for name in header])
        if options.text_col in headers[-1]:
            break
        tape.give_back(keep=0)
    else:
        headers.sort(key=len)
    tape.row()
    _check_columns(source, options, headers[-1])
    return headers[-1], delimiter


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
        # A buffer, because without one a column of a row group is read as a whole.
        file = pq.ParquetFile(source.path, buffer_size=2**20)
        _check_columns(source, options, file.schema_arrow.names)
        wanted = {options.text_col, options.id_col or "id"} & set(file.schema_arrow.names)
        size = file_size(source) // max(1, file.metadata.num_rows)
        number = 0
        for batch in file.iter_batches(batch_size=256, columns=sorted(wanted)):
            for i in range(batch.num_rows):
                number += 1
                try:
                    row = {name: batch[name][i].as_py() for name in batch.schema.names}
                except UnicodeDecodeError as error:
                    yield Reject(source.name, number, f"not UTF-8 ({error.reason})", size=size)
                    continue
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
        size = len(data) // max(1, len(box))
        for number, doc in enumerate(box.get_docs(spacy.blank("kk").vocab), start=1):
            row = {"text": doc.text, "id": doc.user_data.get("doc_id")}
            yield _record(source, Options(), row, number, doc.text, size)
    except Exception:  # zlib, msgpack, struct and vocabulary errors alike
        raise BrokenFileError(f"{source.name}: not a .spacy file") from None
