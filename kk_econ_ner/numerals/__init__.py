"""Kazakh number expressions -> `decimal.Decimal`: digits, words, magnitudes, fractions."""

from kk_econ_ner.numerals.api import NumberMatch, find_numbers, like_num, parse_number, read_number
from kk_econ_ner.numerals.grammar import CONTEXT, Number, parse_at, read_suffix
from kk_econ_ner.numerals.lexer import Token, fold, tokenize
from kk_econ_ner.numerals.lexicon import is_suffix, numeral_stems, numeral_word
from kk_econ_ner.numerals.roman import roman_value

__all__ = [
    "CONTEXT",
    "Number",
    "NumberMatch",
    "Token",
    "find_numbers",
    "fold",
    "is_suffix",
    "like_num",
    "numeral_stems",
    "numeral_word",
    "parse_at",
    "parse_number",
    "read_number",
    "read_suffix",
    "roman_value",
    "tokenize",
]
