"""The two corpus formats: KazNERD's IOB2 and JSONL with character spans.

KazNERD is tokenized (``3 , 5``, ``30 %-ке``, ``« Әміре »``); users read natural text. `read_iob2`
joins the tokens the way they are written in print, and drops what only speech has: a bracketed
hesitation such as ``( ыы )`` or ``( [ unk ] )`` outside an entity. Hesitations inside an entity are
dropped as well, the span closes over the gap; no gold span is ever lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kk_econ_ner.labels import KAZNERD_TO_LABEL, LABELS

SENTENCE_ID = re.compile(r"[A-Z]ID\d+")
HESITATION = re.compile(r"[\[(]?(?:ы+|і+|э+|а+|м+|unk|и+|ө+|у+|е+)[\])]?", re.IGNORECASE)
NO_SPACE_BEFORE = frozenset(".,;:!?»)]…%")
NO_SPACE_AFTER = frozenset("«([")

Span = tuple[int, int, str]


class CorpusError(ValueError):
    """A corpus that cannot be read. The message begins with ``file:line:``."""


@dataclass(frozen=True)
class Sentence:
    """A text with entity spans ``(start, end, label)`` in characters."""

    id: str
    text: str
    spans: tuple[Span, ...]


def read_iob2(path: str | Path) -> Iterator[Sentence]:
    """Read a KazNERD file (with or without the sentence-id lines) as natural text.

    Raises `CorpusError` for a line that is not ``token tag``, or an unknown class.
    """
    path = Path(path)
    tokens: list[tuple[str, str]] = []
    sentence_id = ""
    number = first = 0
    for number, line in enumerate(read_lines(path), start=1):
        parts = line.split()
        if not parts:
            if tokens:
                yield _natural(sentence_id or f"{path.stem}-{first}", tokens)
            tokens, sentence_id = [], ""
            continue
        if len(parts) != 2 or not re.fullmatch(r"O|[BI]-[A-Z_]+", parts[1]):
            raise CorpusError(f"{path}:{number}: expected a token and a tag (O, B-… or I-…)")
        if not tokens:
            first = number
            if not sentence_id and SENTENCE_ID.fullmatch(parts[0]):
                sentence_id = parts[0]
                continue
        tag = parts[1]
        if tag != "O":
            label = KAZNERD_TO_LABEL.get(tag[2:], tag[2:])
            if label not in LABELS:
                raise CorpusError(f"{path}:{number}: unknown class {tag[2:]}")
            tag = tag[:2] + label
        tokens.append((parts[0], tag))
    if tokens:
        yield _natural(sentence_id or f"{path.stem}-{first}", tokens)


def read_jsonl_spans(path: str | Path) -> Iterator[Sentence]:
    """Read JSONL with ``text`` and ``spans``, each ``[start, end, label]`` or an object.

    Overlapping spans are kept as they stand; see `convert` for what ``doc.ents`` can hold. Raises
    `CorpusError` for a line that is not such an object, and for spans outside the text.
    """
    path = Path(path)
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise CorpusError(f"{where}: not JSON ({error.msg})") from None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise CorpusError(f'{where}: expected an object with a string "text"')
        if not isinstance(row.get("spans", []), list):
            raise CorpusError(f'{where}: "spans" is not a list')
        spans = tuple(read_span(span, len(row["text"]), where) for span in row.get("spans", []))
        yield Sentence(str(row.get("id", number)), row["text"], spans)


def read_corpus(path: str | Path) -> Iterator[Sentence]:
    """Read a ``.jsonl`` or an IOB2 file."""
    return read_jsonl_spans(path) if Path(path).suffix == ".jsonl" else read_iob2(path)


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a file; `CorpusError` where it cannot be read as UTF-8."""
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, start=1):
                try:
                    yield raw.decode("utf-8")
                except UnicodeDecodeError as error:
                    raise CorpusError(f"{path}:{number}: not UTF-8 ({error.reason})") from None
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror}") from None


def read_span(value: Any, length: int, where: str) -> Span:
    """A span of a row, checked against the length of its text."""
    if isinstance(value, dict):
        value = [value.get("start"), value.get("end"), value.get("label")]
    match value:
        case [int(start), int(end), str(label)] if 0 <= start < end <= length:
            return start, end, KAZNERD_TO_LABEL.get(label, label)
    raise CorpusError(f"{where}: bad span {value!r} in a text of {length} characters")


def _natural(sentence_id: str, tokens: list[tuple[str, str]]) -> Sentence:
    words = _with_decimals(_without_hesitations(tokens))
    text = ""
    spans: list[Span] = []
    glue = True
    for i, (word, tag) in enumerate(words):
        before = words[i - 1][0] if i else ""
        if not glue and not _joins(before, word):
            text += " "
        start = len(text)
        text += word
        glue = word in NO_SPACE_AFTER
        if tag.startswith("I-") and spans and spans[-1][2] == tag[2:]:
            spans[-1] = (spans[-1][0], len(text), tag[2:])
        elif tag != "O":
            spans.append((start, len(text), tag[2:]))
    return Sentence(sentence_id, text, tuple(spans))


def _with_decimals(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """``3 , 5`` inside one entity becomes ``3,5``; between two entities the comma is a list."""
    joined: list[tuple[str, str]] = []
    i = 0
    while i < len(words):
        word, tag = words[i]
        if i + 2 < len(words) and word.isdigit() and words[i + 1][0] == ",":
            fraction, next_tag = words[i + 2]
            if re.match(r"\d{1,3}(?!\d)", fraction) and next_tag.startswith("I-"):
                joined.append((f"{word},{fraction}", tag))
                i += 3
                continue
        joined.append((word, tag))
        i += 1
    return joined


def _without_hesitations(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    kept: list[tuple[str, str]] = []
    i = 0
    while i < len(tokens):
        word = tokens[i][0]
        if word in "([" and i + 2 < len(tokens):
            close = next(
                (j for j in range(i + 1, min(i + 6, len(tokens))) if tokens[j][0] in ")]"), 0
            )
            inside = [token for token, _ in tokens[i + 1 : close] if token not in "[]"]
            if close and inside and all(HESITATION.fullmatch(token) for token in inside):
                if close + 1 < len(tokens) and tokens[close + 1][0] in ")]":
                    close += 1
                i = close + 1
                continue
        kept.append(tokens[i])
        i += 1
    return kept or tokens


def _joins(before: str, word: str) -> bool:
    """Whether ``word`` is printed right after ``before``."""
    if word[0] in NO_SPACE_BEFORE and word != "«":
        return True
    if word.startswith("-") and len(word) > 1 and before in ("»", "%"):
        return True
    return bool(word == "/" or before == "/")
