"""The words of a text, found once for all name rules."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate

from kk_econ_ner.cache import FormCache

#: A word with inner hyphens and apostrophes; names are sequences of such words. Combining marks
#: belong to the letter before them. The standard library's engine is the faster one here.
_WORD = r"\w+(?:[-\u2010\u2011’'&\u0300-\u036f]\w+)*[\u0300-\u036f]*"
WORD = re.compile(_WORD)
#: Splits a text into gap, word, gap, word, …, gap in one call.
_PIECES = re.compile(f"({_WORD})")

_LOOK_ALIKES = str.maketrans("ABCEHIKMOPTXYaceiopxyhƏəƟɵϴ", "АВСЕНІКМОРТХУасеіорхуһӘәӨөӨ")
_SENTENCE_ENDS = frozenset(".!?…:;\n")
_OPENING = frozenset("«“\"„([-–—•*’‘'")


def key(word: str) -> str:
    """The lower-cased word; Latin look-alikes inside a Cyrillic word become Cyrillic."""
    return KEYS[word]


def _key(word: str) -> str:
    if not word.isascii() and _LATIN.search(word) and _CYRILLIC.search(word):
        # A Latin name with a Kazakh suffix after a hyphen is no mixed word: ``Astana-ның``.
        word = "-".join(
            part.translate(_LOOK_ALIKES) if _CYRILLIC.search(part) else part
            for part in word.split("-")
        )
    return word.lower()


_LATIN = re.compile("[A-Za-z\u0259\u018f\u0275\u019f\u03f4]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
KEYS = FormCache(_key)


class Scan:
    """A text and its words, by number.

    text: The text.
    words: The words.
    """

    __slots__ = ("__dict__", "_offsets", "_pieces", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self._pieces = pieces = _PIECES.split(text)
        self._offsets = list(accumulate(map(len, pieces)))
        self.words = pieces[1::2]

    def start(self, i: int) -> int:
        """Where word ``i`` begins in the text."""
        return self._offsets[2 * i]

    def end(self, i: int) -> int:
        """Where word ``i`` ends in the text."""
        return self._offsets[2 * i + 1]

    def triples(self) -> list[tuple[str, int, int]]:
        """Every word with its start and end."""
        return list(zip(self.words, self._offsets[::2], self._offsets[1::2], strict=False))

    @cached_property
    def shouted(self) -> bool:
        """Whether most of the longer words stand in capitals, as in some headlines."""
        long = [word for word in self.words if len(word) > 3]
        return sum(map(str.isupper, long)) * 2 > len(long)

    def gap(self, i: int) -> str:
        """What stands between word ``i`` and the next."""
        return self._pieces[2 * i + 2]

    def lower(self, i: int) -> str:
        """The `key` of word ``i``; empty outside the text."""
        return KEYS[self.words[i]] if 0 <= i < len(self.words) else ""

    def opens_sentence(self, i: int) -> bool:
        """Whether word ``i`` is capitalised because a sentence, a line or a quotation begins."""
        at = self.start(i) - 1
        text = self.text
        while at >= 0 and (text[at] in _OPENING or (text[at].isspace() and text[at] != "\n")):
            at -= 1
        if at < 0:
            return True
        if text[at] not in _SENTENCE_ENDS:
            return False
        # The full stop of an initial or of a short abbreviation ends no sentence.
        short = i > 0 and self.end(i - 1) == at and len(self.words[i - 1]) < 3
        return not (text[at] == "." and short)
