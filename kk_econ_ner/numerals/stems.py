"""Finding the stem of an inflected word in a table of stems."""

from __future__ import annotations

from collections.abc import Container

import regex

from kk_econ_ner.morphology import SUFFIX_CHAIN

_CHAIN = regex.compile(SUFFIX_CHAIN)
#: Final consonants that are voiced before a vowel, undone: `көрсеткіші` -> `көрсеткіш`.
_VOICED = {"г": "к", "ғ": "қ", "б": "п"}
#: Endings that a Russian keyboard leaves without their Kazakh letter: `пайызга`, `доллардын`.
_TYPED = frozenset({"га", "дын", "тын", "нын"})
MAX_WORD = 40


def split_stem(word: str, stems: Container[str]) -> tuple[str, str] | None:
    """``(stem, suffixes)`` of a lower-cased word whose stem is in the table, longest stem first.

    The suffixes must form a nominal chain; harmony is not checked, since news misspell it
    (`метрге`). A final ``ь`` of the stem may be dropped (`рублі`, `юані`).
    """
    if word in stems:
        return word, ""
    if len(word) > MAX_WORD:
        return None
    for cut in range(len(word) - 1, 0, -1):
        rest = word[cut:]
        head = word[:cut]
        if head in stems:
            found = head
        elif (voiced := head[:-1] + _VOICED.get(head[-1], head[-1])) in stems:
            found = voiced
        elif head + "ь" in stems:
            found = head + "ь"
        else:
            continue
        if _CHAIN.fullmatch(rest) or rest in _TYPED:
            return found, rest
    return None


#: A letter typed twice, or thrice where the word has it twice.
_DOUBLED = regex.compile(r"(\p{L})(?=\1)")
#: Stems shorter than this are too like other words: `битті` "ended", not `бит`.
_MIN_SLIP = 5


def without_slip(word: str, stems: Container[str]) -> tuple[str, str] | None:
    """`split_stem` of a word in which one letter was typed once too often: `милллион`, `пайызз`."""
    if not _MIN_SLIP < len(word) <= MAX_WORD:
        return None
    for match in _DOUBLED.finditer(word):
        found = split_stem(word[: match.start()] + word[match.end() :], stems)
        if found is not None and len(found[0]) >= _MIN_SLIP:
            return found
    return None
