"""Roman numerals up to 39, as Kazakh texts number centuries, congresses and volumes."""

from __future__ import annotations

import regex

_ROMAN = regex.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
#: Cyrillic letters that stand for Roman digits.
_CYRILLIC = str.maketrans("ІХ", "IX")
_VALUES = {"I": 1, "V": 5, "X": 10}


def roman_value(text: str) -> int | None:
    """The value of a Roman numeral in capitals (``XXI`` -> 21), or ``None``."""
    text = text.translate(_CYRILLIC)
    if len(text) > 8 or not _ROMAN.fullmatch(text):
        return None
    total = 0
    for here, after in zip(text, text[1:] + "I", strict=True):
        total += -_VALUES[here] if _VALUES[here] < _VALUES[after] else _VALUES[here]
    return total
