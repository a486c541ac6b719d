"""Text -> tokens the number grammar reads: words, digit numbers, dashes, signs.

The lexer is one compiled pattern whose repetitions are possessive, so it reads any text in linear
time. It is independent of spaCy's tokenizer: offsets are characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache
from typing import Any

import regex

#: Spaces that may separate groups of three digits: space, no-break, narrow no-break, thin.
_GAP = "[ \u00a0\u202f\u2009]"

#: Fractions are cut at this many digits, however they are written: `үштен бір` = `1/3`.
FRACTIONS = Context(prec=28)

#: Numbers longer than this are codes, not quantities; also bounds the cost of `Decimal`.
MAX_DIGITS = 40

_LEXER = regex.compile(
    rf"""
    (?P<word>(?!https?://|www\.)[\p{{L}}][\p{{L}}\p{{M}}²³]*+)
  | (?P<space>\s++)
  | (?P<link>(?:https?://|www\.)\S++)
  | (?P<code>
        \+[0-9]++(?:[ \-()]{{1,2}}+[0-9]++){{2,}}+          # +7 701 111 45 67
      | 8[ ]?\([0-9]{{3,5}}\)(?:[ -]?[0-9]++)++               # 8 (7172) 74-16-01
      | 8[ -][0-9]{{3}}[ -][0-9]{{3}}[ -][0-9]{{2}}[ -][0-9]{{2}}(?![0-9])
      | [78][ ]7[0-9]{{2}}[ ][0-9]{{3}}[ ]?[0-9]{{2}}[ ]?[0-9]{{2}}(?![0-9])   # 7 701 234 5678
      | 8[ ]7[0-9]{{3}}[ ][0-9]{{2}}[ -][0-9]{{2}}[ -][0-9]{{2}}(?![0-9])      # 8 7172 55-66-77
      | [0-9]{{1,3}}[ ]?°[ ]?[0-9]{{1,2}}(?:[.,][0-9]{{1,4}})?[ ]?['’′]         # 43°14′
      | [0-9]{{1,3}}\.[0-9]{{5,8}},?[ ][0-9]{{1,3}}\.[0-9]{{5,8}}(?![0-9])     # 43.23895, 76.88971
      | (?!19|20)[0-9]{{4}}(?:[ ][0-9]{{4}}){{2,}}+(?![0-9])    # 9261 5011 1234 5678
      | [0-9]++(?:[-‐‑–][0-9]++){{2,}}+                      # 222-33-44
      | (?![0-9]{{1,3}}(?:\.[0-9]{{3}})++(?![.0-9]))
        [0-9]++(?:\.[0-9]++){{2,}}+                          # 12.04.1961, 3.8.1
      | [0-9]++(?:[:/][0-9]++)++                             # 18:30, 3:2, 1/3
      | (?![0-9]{{1,3}}(?:,[0-9]{{3}}){{2,}}+(?![,0-9]))
        [0-9]++(?:,[0-9]++){{2,}}+                           # 1,1,1
    )
  | (?P<num>
      (?:
        (?<!\p{{Lu}}[-‐‑–])[0-9]{{1,3}}+(?:{_GAP}[0-9]{{3}}(?![0-9]))++  # not after АИ-
      | [0-9]{{1,3}}+(?:['’`][0-9]{{3}}(?![0-9]))++
      | [0-9]{{1,3}}+(?:\.[0-9]{{3}}(?![0-9])){{2,}}+
      | [0-9]{{1,3}}+(?:,[0-9]{{3}}(?![0-9])){{2,}}+
      | [1-9][0-9]{{0,2}}+,[0-9]{{3}}(?=\.[0-9]{{1,2}}(?![.,0-9]))      # 1,234.56
      | [1-9][0-9]{{0,2}}+\.[0-9]{{3}}(?=,[0-9]{{1,2}}(?![.,0-9]))      # 1.234,56
      | [0-9]++
      )
      (?:[.,][0-9]++)?+
    )
  | (?P<frac>[¼½¾⅓⅔⅛])
  | (?P<dash>[-‐‑–—−]++)
  | (?P<other>.)
    """,
    regex.VERBOSE | regex.DOTALL,
)

_KINDS = {"dash": "-", "code": "x", "link": "x", "other": "o"}
_FRACTIONS = {"¼": "0.25", "½": "0.5", "¾": "0.75", "⅓": "1/3", "⅔": "2/3", "⅛": "0.125"}
_STRIP_GROUPS = str.maketrans("", "", " \u00a0\u202f\u2009'’`")
#: Latin letters that look like Cyrillic ones, for words that mix both.
_LOOKALIKES = str.maketrans("aceopxyiöktmhbl", "асеорхуіөктмһвл")
_HAS_CYRILLIC = regex.compile(r"\p{Cyrillic}")
_HAS_LATIN = regex.compile(r"[a-zö]")


#: Stands in `Token.parsed` until the grammar has looked.
UNREAD = object()


@dataclass(slots=True)
class Token:
    """One lexical unit.

    kind: ``n`` digits, ``w`` word, ``-`` dash, ``x`` code (date, phone, score, address),
    ``o`` any other character. gap: what stands before it: 0 nothing, 1 spaces, 2 a line break.
    parsed: room for the number that begins here, once the grammar has read it.
    """

    start: int
    end: int
    text: str
    low: str
    kind: str
    gap: int
    value: Decimal | None = None
    parsed: Any = UNREAD


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case, with Latin look-alikes inside a Cyrillic word made Cyrillic."""
    low = word.lower()
    if _HAS_LATIN.search(low) and _HAS_CYRILLIC.search(low):
        low = low.translate(_LOOKALIKES)
    return low


def digits_value(text: str) -> Decimal | None:
    """The value of a digit number with groups and a decimal mark; ``None`` for a code.

    A comma is a decimal mark unless it separates two or more groups of three digits or a group
    ``,000``. A single full stop before exactly three digits separates a group (``4.325 теңге``);
    the magnitude that would make it a decimal mark (``2.375 млрд``) is seen by the grammar.
    """
    if text in _FRACTIONS:
        top, _, bottom = _FRACTIONS[text].partition("/")
        return FRACTIONS.divide(Decimal(top), Decimal(bottom or 1))
    if len(text) > MAX_DIGITS:
        return None
    plain = text.translate(_STRIP_GROUPS)
    for mark, other in ((",", "."), (".", ",")):
        if plain.count(mark) > 1:
            return Decimal(plain.replace(mark, "").replace(other, "."))
    if "," in plain and "." in plain:
        group = min(",.", key=plain.index)
        return Decimal(plain.replace(group, "").replace(",", "."))
    if plain == text and "." in plain:
        whole, _, part = plain.partition(".")
        if len(part) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
            return Decimal(whole + part)
    if plain.endswith(",000") and len(plain) <= 7 and not plain.startswith("0"):
        return Decimal(plain.replace(",", ""))
    return Decimal(plain.replace(",", "."))


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a text, or of the part from ``start`` to ``end``, without its spaces."""
    tokens: list[Token] = []
    add = tokens.append
    gap = 0
    for match in _LEXER.finditer(text, start, len(text) if end is None else end):
        group = match.lastgroup
        if group == "space":
            gap = 2 if "\n" in match[0] or "\t" in match[0] else 1
            continue
        first, last = match.span()
        piece = match[0]
        if group == "word":
            token = Token(first, last, piece, fold(piece) if last - first < 60 else piece, "w", gap)
        elif group == "num" or group == "frac":
            value = digits_value(piece)
            token = Token(first, last, piece, piece, "x" if value is None else "n", gap, value)
        else:
            kind = _KINDS[group or "other"]
            token = Token(first, last, piece, piece, kind, gap)
        gap = 0
        add(token)
    return tokens
