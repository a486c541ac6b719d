"""The parts of a text that may hold an amount, a date or a time.

Most words of a text cannot be part of a finding. A text is cut at white space into chunks, every
chunk gets a mark from a table that fills as chunks are met, and only the neighbourhoods of chunks
that can begin a finding (a digit, a number word, `бүгін`, `жыл`) are read by the lexer and the
grammars. This changes no finding: a neighbourhood holds every chunk a rule may look at.

Marks, one byte a chunk: ``plain``; ``member`` (a unit, `және`, a bracket: part of a finding that
something else begins); ``trigger`` (begins one); ``weak`` (begins one where a member or trigger
stands beside it: `осы`); and member and trigger in capitals, where a rule looks further to the right
than the next chunk.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate

from kk_econ_ner.numerals import Token, numeral_stems, numeral_word, roman_value
from kk_econ_ner.quantities.lexicon import (
    after_modifier,
    is_pair,
    is_unit_word,
    lexicon,
    lexicon_words,
)
from kk_econ_ner.quantities.lexing import lex
from kk_econ_ner.quantities.temporal import find_temporal
from kk_econ_ner.quantities.temporal_words import word_code, word_stems

#: White space as the lexer has it.
_SPACE = re.compile("([ \t\n\r\x0b\x0c\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+)")
_DIGIT = re.compile("[0-9¼½¾⅓⅔⅛]")
_RUN = re.compile(rb"[^p]+")
_TRIGGER = re.compile(rb"[tT]|w[^p]|[^p]w")
_ORDER = "pmMwtT"

#: Chunks longer than this are not remembered.
_MAX_CHUNK = 48
#: The table starts again when it holds this many chunks.
_MAX_TABLE = 200_000
#: How many chunks after a marked one the rules may look at: most, and those of ``M`` and ``T``.
_REACH, _FAR = 1, 5

#: Words the grammars name, beside those of the data files.
_NAMED = frozenset(
    "минус плюс те де та да оннан ондан жүзден мыңнан онмыңнан ыстық суық аяз жылы сағатына "
    "секундына минутына секундіне б з э д бұрынғы дейінгі жас жеті us a c ca т t ақ шақты".split()
)
#: `Token.gap` after a line break.
_LINE = 2
_LONE = frozenset("-‐‑–—−")
#: Items of the date grammar that no date begins with.
_NOT_FIRST = frozenset("_PVeqjflFHa&")


def _word_mark(token: Token) -> str:
    low = token.low
    if token.text.isupper() and roman_value(token.text):
        return "t"
    if len(low) > 3 and low[:3] not in _beginnings() and low[:2] not in _beginnings():
        return "p"
    if numeral_word(low, True) is not None:
        return "t"
    code = word_code(low)
    if code == "gp":
        return "t"  # a number after it is an age: `жасы елуде`
    if code[0] not in _NOT_FIRST:
        return "w"
    if low in ("дейін", "шейін", "дейінгі", "шейінгі"):
        return "M"  # a verb of change may follow: `... дейін өсті`
    member = (
        code[0] != "_"
        or low in _NAMED
        or low.startswith(("жыл", "жарт"))
        or low in _lexicon_words()
        or token.text in lexicon().codes
        or is_pair(token.text)
        or is_unit_word(low)
        or after_modifier(low) is not None
        or low in lexicon().degrees
    )
    return "m" if member else "p"


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """The first three letters of every word of the data files, two of those of up to three.

    A final consonant may be voiced in a form (`қазақ`, `қазағы`), so three letters tell only of longer
    words.
    """
    words = {*numeral_stems(), *word_stems(), *lexicon_words(), *_lexicon_words(), *_NAMED}
    return frozenset(word[: 3 if len(word) > 3 else 2] for word in words)


@lru_cache(maxsize=1)
def _lexicon_words() -> frozenset[str]:
    """Every word of a unit, currency or modifier of more than one word."""
    table = lexicon()
    words = {word for key in table.before for word in key}
    for entries in table.phrases.values():
        words.update(word for phrase, _, _ in entries for word in phrase)
    for sequences in table.qualifiers.values():
        words.update(word for sequence in sequences for word in sequence)
    words.update(table.indefinite)
    return frozenset(words)


def _mark(chunk: str) -> int:
    """The mark of a chunk, from the tokens in it."""
    if not chunk:
        return ord("p")
    if len(chunk) > _MAX_CHUNK:
        return ord("T")
    opens = "«" in chunk or "“" in chunk
    if _DIGIT.search(chunk):
        return ord("T" if opens else "t")
    best = "p"
    symbols = lexicon().symbols
    exact = lexicon().exact
    for token in lex(chunk):
        mark = "p"
        if token.kind == "w":
            mark = _word_mark(token)
        elif token.text in symbols or token.text in exact or token.text in "()":
            mark = "m"
        best = max(best, mark, key=_ORDER.index)
    if best == "w" and find_temporal(chunk):
        best = "t"
    if best == "t" and opens:
        best = "T"
    if chunk in _LONE or chunk[-1] in "«“":
        return ord("T" if best in "wtT" else "M")  # `- ды`, `« 24 сөз »`
    if best == "p" and chunk[0] in '-‐‑–—−+.,:/«»"“”„':
        best = "m"
    return ord(best)


class _Marks(dict[str, int]):
    """Chunk -> mark, filled as chunks are met."""

    def __missing__(self, chunk: str) -> int:
        mark = _mark(chunk)
        if len(chunk) <= _MAX_CHUNK:
            if len(self) >= _MAX_TABLE:
                self.clear()
            self[chunk] = mark
        return mark


_marks = _Marks()


def forget() -> None:
    """Empty the table of marks, after words were added to the lexicon."""
    _marks.clear()


def _regions(marks: bytes) -> list[tuple[int, int]]:
    """Neighbourhoods of triggers as ``[first, last)`` chunks, sorted, apart."""
    regions: list[tuple[int, int]] = []
    end = -1
    for run in _RUN.finditer(marks):
        first, last = run.span()
        reach = _FAR if b"M" in run[0] or b"T" in run[0] else _REACH
        if first <= end:
            end = last + reach
            regions[-1] = regions[-1][0], end
        elif _TRIGGER.search(run[0]):
            end = last + reach
            regions.append((max(0, first - 1), end))
    return regions


_Piece = tuple[int, int, str, str, str, Decimal | None]


@lru_cache(maxsize=32768)
def _pieces(chunk: str) -> tuple[_Piece, ...]:
    """The tokens of a chunk: start, end, text, low, kind, value."""
    return tuple((t.start, t.end, t.text, t.low, t.kind, t.value) for t in lex(chunk))


def _read(
    text: str, parts: list[str], ends: list[int], at: int, last: int, out: list[Token]
) -> None:
    """Append the tokens of the parts ``[at, last)``. Neighbours that hold digits are read together."""
    gap = _LINE if at else 0
    while at < last:
        part = parts[at]
        if at % 2:
            gap = _LINE if gap == _LINE or "\n" in part or "\t" in part else 1
        elif part:
            start = end = at
            if _DIGIT.search(part):
                while end + 2 < last and _DIGIT.search(parts[end + 2]):
                    end += 2
            offset = ends[start - 1] if start else 0
            if end > start or len(part) > _MAX_CHUNK:
                found = lex(text, offset, ends[end])
                found[0].gap = gap
                out += found
                at = end
            else:
                for first, stop, piece, low, kind, value in _pieces(part):
                    out.append(Token(offset + first, offset + stop, piece, low, kind, gap, value))
                    gap = 0
            gap = 0
        at += 1


def relevant_tokens(text: str) -> list[Token]:
    """The tokens of the neighbourhoods of a text; a neighbourhood begins like a line."""
    if not _TRIGGER.search(bytes(map(_marks.__getitem__, text.split()))):
        return []
    parts = _SPACE.split(text)
    marks = bytes(map(_marks.__getitem__, parts[::2]))
    if not _TRIGGER.search(marks):
        return []
    ends = list(accumulate(map(len, parts)))
    tokens: list[Token] = []
    for first, last in _regions(marks):
        _read(text, parts, ends, 2 * first, min(2 * last - 1, len(parts)), tokens)
    return tokens
