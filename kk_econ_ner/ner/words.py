"""Words as the recogniser sees them: its own segmentation, the same in every pipeline.

The recogniser may be sourced into a pipeline with a foreign tokenizer, which cuts ``73%-ы`` or
``АҚШ-тың`` elsewhere. So it reads the text in words of its own, and its findings are mapped back.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from kk_econ_ner.text import view

#: A number with separators, a percent sign with its suffix, a word with inner hyphens, a suffix
#: after a closing quote, or any other single character.
WORD = regex.compile(
    r"\d++(?:[.,:]\d++)*+(?:-\p{L}++)?+"
    r"|%(?:-\p{L}++)?+"
    r"|(?<=[»”\"%₸$€])-\p{L}++"
    r"|[\p{L}\p{M}\p{N}_]++(?:[-'’ʼ][\p{L}\p{M}\p{N}_]++)*+"
    r"|[^\s]"
)

#: Longest stretch that is decoded at once; longer texts without a sentence end are cut.
MAX_WORDS = 200

#: Abbreviations whose full stop does not end a sentence before a capital: ``2 млрд. АҚШ доллары``.
ABBREVIATIONS = frozenset(
    "мың млн млрд трлн долл тг теңг руб еур тыс обл ауд көш даң проф акад доц инж стат бет тел "
    "ғасыр км кг га см мм шт тн".split()
)

_ENDS = frozenset(".!?…")
_CLOSING = frozenset('»”")]')
_STOPS = _ENDS | _CLOSING


class Word(NamedTuple):
    """A word with its place in the text."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[list[Word]]:
    """`segment` of the text as `view` reads it, each word with its place in the text as written."""
    seen = view(text)
    stretches = segment(seen.text)
    if seen.starts is None:
        return stretches
    return [
        [Word(word.text, *seen.span(word.start, word.end)) for word in stretch]
        for stretch in stretches
    ]


def segment(text: str) -> list[list[Word]]:
    """The text's words in stretches that end where a sentence or line may end."""
    stretches: list[list[Word]] = []
    current: list[Word] = []
    lines = "\n" in text
    previous_end = 0
    for match in WORD.finditer(text):
        start, end = match.span()
        word = Word(match.group(), start, end)
        if current and (
            len(current) >= MAX_WORDS
            or (lines and "\n" in text[previous_end:start])
            or (start > previous_end and current[-1].text in _STOPS and _ends(current, word))
        ):
            stretches.append(current)
            current = []
        current.append(word)
        previous_end = end
    if current:
        stretches.append(current)
    return stretches


def _ends(current: list[Word], word: Word) -> bool:
    """Whether a sentence ends with the stop that closes ``current``, before ``word``."""
    if not (word.text[0].isupper() or word.text[0] in "«“—–-"):
        return False
    last = current[-1].text
    if last in _CLOSING and len(current) > 1:
        last = current[-2].text
    if last not in _ENDS:
        return False
    # An initial or an abbreviation keeps its full stop: ``Ө. Шүкеев``, ``2016 ж. Қазақстан``.
    before = current[-2].text if len(current) > 1 else ""
    return not (last == "." and (len(before) <= 2 or before.lower() in ABBREVIATIONS))
