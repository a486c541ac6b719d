"""Stand-off annotation: spans that point into texts kept elsewhere.

The sentences annotated for the recogniser belong to corpora with licences of their own. A row says where
a sentence stands and what was annotated in it, and holds none of its text::

    {"id": "w0001", "source": "headlines_gov", "line": 12, "start": 0, "length": 57,
     "sha256": "5b0c1d2e", "spans": [[0, 9, "GPE"]]}

``source`` names ``<source>.txt`` in the folder of texts, ``line`` counts from 1, ``start`` and ``length`` are
characters of the line, ``sha256`` is the beginning of the digest of the sentence. Some sources are tokenized
and in lower case; a row with ``recased`` reads such a line as print has it (`untokenize`) and changes the case
of the letters at the listed offsets, before ``start`` and ``length`` are applied.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import regex

from kk_econ_ner.corpora.formats import CorpusError, Sentence, read_lines, read_span

DIGEST_LENGTH = 8

_PRINT = tuple(
    (regex.compile(pattern), replacement)
    for pattern, replacement in (
        (r'"\s*+([^"]*+)"', r"«\1»"),
        (r"\s++(?=[.,;:!?%)»…])", ""),
        (r"(?<=[«(№])\s++", ""),
        (r"(?<=[%»]) (?=-\p{Ll})", ""),
        (r"(?<=\d), (?=\d{1,2} (?:мың|млн|млрд|трлн|пайыз|теңге|есе|га|тонна|км)\b)", ","),
        (r"\s++", " "),
    )
)


def digest(text: str) -> str:
    """What a row keeps of a sentence, to notice that a source has changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]


def untokenize(line: str) -> str:
    """A tokenized line with the spaces and quotation marks of print.

    >>> untokenize('" нұр " ақ 4 , 5 мың теңге ( 2 %) алды .')
    '«нұр» ақ 4,5 мың теңге (2%) алды.'
    """
    for pattern, replacement in _PRINT:
        line = pattern.sub(replacement, line)
    return line.strip()


def recase(text: str, offsets: Iterable[int]) -> str:
    """The text with the case of the letters at some offsets swapped."""
    letters = list(text)
    for offset in offsets:
        letters[offset] = letters[offset].swapcase()
    return "".join(letters)


def read_standoff(path: str | Path, texts: str | Path) -> Iterator[Sentence]:
    """Read rows and fetch their sentences from the files of a folder.

    path: A JSONL file of rows as above.
    texts: The folder with the source files.

    Raises `CorpusError`, with file and line, for a row that is malformed or whose sentence is no longer
    what was annotated.
    """
    folder = Path(texts)

    @cache
    def source_lines(source: str) -> list[str]:
        return (folder / f"{source}.txt").read_text(encoding="utf-8").splitlines()

    for number, line in enumerate(read_lines(Path(path)), start=1):
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
            start, length = row["start"], row["length"]
            text = source_lines(row["source"])[row["line"] - 1]
            if "recased" in row:
                text = recase(untokenize(text), row["recased"])
            text = text[start : start + length]
            spans = tuple(read_span(span, length, where) for span in row["spans"])
        except (KeyError, TypeError, IndexError, OSError, json.JSONDecodeError) as error:
            raise CorpusError(f"{where}: no such sentence under {folder} ({error})") from None
        if digest(text) != row.get("sha256"):
            raise CorpusError(f"{where}: {row['source']}.txt:{row['line']} is another text now")
        yield Sentence(str(row.get("id", number)), text, spans)


def corrected(sentences: Iterable[Sentence], path: str | Path) -> Iterator[Sentence]:
    """The sentences, with other spans where a file of corrections has their id.

    path: A JSONL file with rows ``{"id", "sha256", "spans"}``.

    Raises `CorpusError` for a malformed row, and where a sentence is not the one that was corrected.
    """
    rows: dict[str, tuple[str, dict[str, Any]]] = {}
    for number, line in enumerate(read_lines(Path(path)), start=1):
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
            rows[str(row["id"])] = where, {"sha256": row["sha256"], "spans": row["spans"]}
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise CorpusError(f"{where}: not a correction ({error})") from None
    for sentence in sentences:
        if sentence.id not in rows:
            yield sentence
            continue
        where, row = rows[sentence.id]
        if digest(sentence.text) != row["sha256"]:
            raise CorpusError(f"{where}: {sentence.id} is another text now")
        spans = tuple(read_span(span, len(sentence.text), where) for span in row["spans"])
        yield Sentence(sentence.id, sentence.text, spans)
