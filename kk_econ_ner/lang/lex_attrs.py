"""Lexical attributes of Kazakh words."""

from __future__ import annotations

from spacy.attrs import LIKE_NUM, NORM

#: Latin letters that stand for Cyrillic ones in carelessly typed words.
LOOK_ALIKES = str.maketrans("aceopxyiABCEHKMOPTXYI", "асеорхуіАВСЕНКМОРТХУІ")


def like_num(text: str) -> bool:
    """Whether a word is a number: digits, a Roman numeral, a number word or an ordinal, in any inflected
    form, or two of them with a hyphen (``алты-жеті``).
    """
    from kk_econ_ner.numerals import like_num as is_number
    from kk_econ_ner.numerals.roman import roman_value

    if is_number(text):
        return True
    if text.isupper() and len(text) < 9:
        return roman_value(text) is not None
    first, hyphen, second = text.partition("-")
    return bool(hyphen) and first.isalpha() and is_number(first) and is_number(second)


def norm(text: str) -> str:
    """Lower case; Latin look-alikes inside a Cyrillic word become the Cyrillic letters."""
    if not text.isascii() and any("a" <= c <= "z" or "A" <= c <= "Z" for c in text):
        unified = text.translate(LOOK_ALIKES)
        if not any("a" <= c <= "z" or "A" <= c <= "Z" for c in unified):
            text = unified
    return text.lower()


LEX_ATTRS = {LIKE_NUM: like_num, NORM: norm}
