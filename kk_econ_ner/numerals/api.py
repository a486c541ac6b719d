"""`parse_number`, `find_numbers` and `like_num`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kk_econ_ner.numerals.grammar import Number, parse_at
from kk_econ_ner.numerals.lexer import FRACTIONS, Token, tokenize
from kk_econ_ner.numerals.lexicon import numeral_word
from kk_econ_ner.numerals.roman import roman_value


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number in a text: character offsets, exact value, and
    ``cardinal``, ``ordinal``, ``collective`` or ``fraction``."""

    start: int
    end: int
    value: Decimal
    kind: str


def _fraction_code(text: str) -> Decimal | None:
    """`1/3` and `2/5`; other codes have no value."""
    top, slash, bottom = text.partition("/")
    if (
        slash
        and top.isdigit()
        and bottom.isdigit()
        and len(text) <= 5
        and 0 < int(top) < int(bottom)
    ):
        return FRACTIONS.divide(Decimal(top), Decimal(bottom))
    return None


def read_number(tokens: list[Token], i: int) -> Number | None:
    """`parse_at`, with signs, written fractions and Roman numerals."""
    token = tokens[i]
    if token.kind == "x":
        value = _fraction_code(token.text)
        return None if value is None else Number(i, i + 1, value, kind="fraction")
    if token.kind == "w" and token.text.isupper() and (roman := roman_value(token.text)):
        return Number(i, i + 1, Decimal(roman), kind="ordinal")
    negative = token.kind == "-" or token.low in ("минус", "плюс")
    if negative and i + 1 < len(tokens):
        opened = i > 0 and tokens[i - 1].text == "("  # `( - 2,8 % )`
        glued = i > 0 and token.gap == 0 and tokens[i - 1].text not in '(«"'
        glued = glued or (i > 0 and tokens[i - 1].text == "/")  # `+/- 1 п.т.`
        apart = tokens[i + 1].gap > opened
        if token.kind == "-" and (len(token.text) != 1 or apart or glued):
            return None
        number = parse_at(tokens, i + 1)
        if number is not None and not number.bare_magnitude:
            value = number.value if token.low == "плюс" else -number.value
            return replace(number, first=i, value=value)
        return None
    return parse_at(tokens, i)


def parse_number(text: str) -> Decimal | None:
    """The value of a text that is one number expression, in digits or words, in any case form.

    >>> parse_number("жиырма бүтін оннан жеті")
    Decimal('20.7')
    >>> parse_number("3,5 млрд-қа")
    Decimal('3500000000.0')
    """
    tokens = tokenize(text)
    if not tokens:
        return None
    number = read_number(tokens, 0)
    return number.value if number is not None and number.last == len(tokens) else None


def find_numbers(text: str) -> list[NumberMatch]:
    """All number expressions of a text, left to right, without overlaps."""
    tokens = tokenize(text)
    found: list[NumberMatch] = []
    i = 0
    while i < len(tokens):
        number = parse_at(tokens, i)
        if number is None:
            i += 1
            continue
        end = tokens[number.last - 1].end
        found.append(NumberMatch(tokens[i].start, end, number.value, number.kind))
        i = number.last
    return found


@lru_cache(maxsize=65536)
def _like_num(text: str) -> bool:
    tokens = tokenize(text)
    if not tokens:
        return False
    if tokens[0].kind == "w" and len(tokens) == 1:
        word = numeral_word(tokens[0].low)
        return word is not None and word.kind != "whole"
    number = read_number(tokens, 0)
    return number is not None and number.last == len(tokens)


def like_num(text: str) -> bool:
    """Whether one token is a number: digits, a fraction, a number word or ordinal in any form."""
    return len(text) <= 60 and _like_num(text)
