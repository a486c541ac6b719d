"""The text as the rules and the recogniser read it, with the way back to the text as written.

Written Kazakh comes with invisible characters (soft hyphens, zero-width spaces), letters in two
pieces (``и`` + U+0306), Latin letters that look like Cyrillic ones (``AҚ`` with a Latin ``A``, ``ə``
for ``ә``), typewriter quotes and lines broken in mid-sentence. `view` undoes these and keeps, for every
character, where it stood, so that findings have the offsets of the text as written:

>>> seen = view("3,8 трлн те\\u00adңге")
>>> seen.text
'3,8 трлн теңге'
>>> seen.span(9, 14)
(9, 15)

Words in one script are never changed: ``Air Astana`` and ``IT`` stay Latin.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Any

import regex

from kk_econ_ner.cache import FormCache
from kk_econ_ner.spelling import has_capital, has_kazakh_letter, respell

CYRILLIC = "\u0400-\u04ff"
#: Latin letters, the signs typed for Kazakh letters, and Cyrillic letters of other alphabets.
_LATIN = "A-Za-zƏəƟɵÖöÜü¥"

#: Characters without width. The soft hyphen takes the line break after it along.
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_SPACES = " \u00a0\u2009\u202f"

#: What has no place of its own in the text that is read.
_DROPPED = re.compile(
    rf"(?P<mark>[^\W\d_][\u0300-\u036f]+)"
    rf"|(?P<none>\u00ad(?:\r?\n)?|[{INVISIBLE}]|\r(?=\n))"
    rf"|(?P<gap>(?<=[^\s{INVISIBLE}])[{_SPACES}]{{2,}}(?=\S))"
)
#: Words that mix scripts, or hold a letter of another alphabet's that stands for a Kazakh one.
_MIXED = re.compile(rf"[{_LATIN}][{CYRILLIC}]|[{CYRILLIC}][{_LATIN}]|[ӊӉӄӃӷӶ]")
_WORD = re.compile(rf"[{_LATIN}{CYRILLIC}]+")
_LOWER = "а-яёәғқңөұүһі"
#: Where a line break may stand inside a sentence: before a lower-case letter, a sign that belongs to the
#: number before it, whatever follows a magnitude; after some words also before and after a number.
_BREAK = regex.compile(
    rf"(?<=[^\W_])[,.%»\")]{{0,2}}[ ]?(?P<word>\n)[ ]?(?=[{_LOWER}])"
    rf"|(?<=\d)(?P<sign>\n)(?=[%‰₸$€£¥°])"
    rf"|(?<=\b(?:мың|млн|млрд|трлн)[.]?)(?P<scale>\n)(?=\w)"
    rf"|(?P<number>(?<=\d)\n(?=\d{{3}}(?!\d)(?:[.,]\d+)?[ ]?[{_LOWER}%])"
    rf"|(?<=[{_LOWER}]),?\n(?=\d)|(?<=\d)\n(?=[^\W\d_]))"
)
#: Typewriter quotes around something, and one that is left over at the end of a word.
_QUOTED = re.compile(r"(?<![^\s(\[«—–-])\"(?=[\w«])([^\"\n]{1,200})(?<=[\w».!?,…)])\"(?!\w)")
_LEFT_OVER = re.compile(r"(?<=[\w»])\"(?![\w\"])(?<!\d\")")

#: What the pieces of a text between its spaces tell of the whole.
_HAS_DROPPED, _HAS_MIXED, _HAS_BREAK, _HAS_QUOTE, _HAS_KAZAKH, _HAS_CAPITAL = 1, 2, 4, 8, 16, 32
_SUSPECT = _HAS_DROPPED | _HAS_MIXED | _HAS_BREAK | _HAS_QUOTE
_WELL_SPELLED = _HAS_KAZAKH | _HAS_CAPITAL

_TO_CYRILLIC = str.maketrans(
    "aceopxyihkmtbABCEHKMOPTXYIƏəƟɵÖöÜü¥", "асеорхуіһкмтвАВСЕНКМОРТХУІӘәӨөӨөҮүҰ"
)
_TO_LATIN = str.maketrans("асеорхуіһкАВСЕНКМОРТХУІ", "aceopxyihkABCEHKMOPTXYI")
_TO_KAZAKH = str.maketrans("ӊӉӄӃӷӶ", "ңҢқҚғҒ")
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
_CYRILLIC_LETTER = re.compile(f"[{CYRILLIC}]")


@dataclass(frozen=True, slots=True)
class View:
    """A text to read and, where it differs in length, the way back to the text as written.

    starts, ends: Where each character of ``text`` begins and ends as written; empty where the offsets
    are the same.
    """

    text: str
    starts: array[int] | None = None
    ends: array[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets, in the text as written, of a stretch of ``text`` that is not empty."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold_word(word: str) -> str:
    """A word in one script, character for character, where only look-alikes mix it; else as it is.

    >>> fold_word("бaнк"), fold_word("IT"), fold_word("Kaspiдің")
    ('банк', 'IT', 'Kaspiдің')
    """
    word = word.translate(_TO_KAZAKH)
    if not (_LATIN_LETTER.search(word) and _CYRILLIC_LETTER.search(word)):
        return word
    cyrillic = word.translate(_TO_CYRILLIC)
    if not _LATIN_LETTER.search(cyrillic):
        return cyrillic
    latin = word.translate(_TO_LATIN)
    return word if _CYRILLIC_LETTER.search(latin) else latin


def _traits(piece: str) -> int:
    """What a piece of a text between two spaces tells, as a sum of the flags above.

    Wide gaps (two spaces and more) show as empty pieces, or as spaces of another kind at an end.
    """
    wide = not piece or piece[0] in _SPACES or piece[-1] in _SPACES
    return (
        (_HAS_DROPPED if wide or _DROPPED.search(piece) else 0)
        | (_HAS_MIXED if _MIXED.search(piece) else 0)
        | (_HAS_BREAK if "\n" in piece else 0)
        | (_HAS_QUOTE if '"' in piece else 0)
        | (_HAS_KAZAKH if has_kazakh_letter(piece) else 0)
        | (_HAS_CAPITAL if has_capital(piece) else 0)
    )


_TRAITS = FormCache(_traits)


@lru_cache(maxsize=8)
def view(text: str) -> View:
    """The text to read. Costs a look-up for each word where there is nothing to undo."""
    traits = reduce(or_, map(_TRAITS.__getitem__, text.split(" ")))
    if not traits & _SUSPECT:
        return View(text if traits & _WELL_SPELLED == _WELL_SPELLED else respell(text))
    starts = ends = None
    if traits & _HAS_DROPPED and _DROPPED.search(text):
        text, starts, ends = _without_dropped(text)
        traits |= _HAS_MIXED  # a soft hyphen may have stood between the scripts
    if traits & _HAS_MIXED and _MIXED.search(text):
        text = _WORD.sub(lambda match: fold_word(match.group()), text)
    if traits & _HAS_BREAK:
        text = _BREAK.sub(_joined, text)
    if traits & _HAS_QUOTE:
        text = _LEFT_OVER.sub("»", _QUOTED.sub(r"«\1»", text))
    return View(respell(text), starts, ends)


def _joined(match: Any) -> str:
    """A line break as a space where the sentence goes on: before a digit only after some words."""
    if match.lastgroup == "number":
        text = match.string
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if line.count(" ") < 2 or not _CYRILLIC_LETTER.search(line):
            return match.group()
    return match.group().replace("\n", " ")


def _without_dropped(text: str) -> tuple[str, array[int], array[int]]:
    """The text without invisible characters, with composed letters and single spaces."""
    pieces: list[str] = []
    starts: array[int] = array("l")
    ends: array[int] = array("l")
    done = 0
    for match in _DROPPED.finditer(text):
        start, end = match.span()
        kept = _kept(match, text)
        if len(kept) == end - start:
            continue
        pieces += (text[done:start], kept)
        starts.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        for i in range(len(kept)):
            starts.append(start + i)
            ends.append(start + i + 1)
        if kept and match.lastgroup == "mark":
            ends[-1] = end
        done = end
    pieces.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return "".join(pieces), starts, ends


def _kept(match: re.Match[str], text: str) -> str:
    """What remains of a stretch that is dropped."""
    if match.lastgroup == "mark":
        composed = unicodedata.normalize("NFC", match.group())
        # A stress mark over a Cyrillic letter has no composed form.
        return composed[0] if len(composed) == 1 or _CYRILLIC_LETTER.match(composed) else match[0]
    if match.lastgroup == "gap":
        # Wide gaps between digits separate the columns of a table.
        digits = text[match.start() - 1].isdigit() and text[match.end()].isdigit()
        return match.group() if digits else " "
    return ""
