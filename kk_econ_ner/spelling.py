"""Capitals and Kazakh letters for text that was typed without them.

Much Kazakh is typed on Russian keyboards (``тенге``, ``казакстан``) or in one case. Where a whole text has
no Kazakh letter, or no capital, `respell` gives its words the spelling that they
usually have (``lang/data/spellings.txt``, written by ``scripts/build_spellings.py``). Every character
keeps its place; text that is spelled normally is not touched, nor are words that the list does not hold.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_PLAIN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_WORD = re.compile(r"[\u0400-\u04ff]+")
_CAPITAL = re.compile("[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
_SMALL = re.compile("[a-zа-яёәғқңөұүһі]")

#: Texts of fewer words are left alone: too little to tell how they were typed.
MIN_WORDS = 4
#: Shorter stems are left over from too many everyday words.
MIN_STEM = 5
#: The share of words that must gain a Kazakh letter before a text without any counts as Kazakh.
MIN_SHARE = 0.15

#: Endings as a Russian keyboard types them, after a stem with front and with back vowels; longest first.
_FRONT_ENDINGS = {
    "инин": "інің", "синин": "сінің", "деги": "дегі", "теги": "тегі", "нин": "нің", "дин": "дің",
    "тин": "тің", "лери": "лері", "дери": "дері", "тери": "тері", "син": "сін", "инде": "інде",
    "инен": "інен", "ине": "іне", "ди": "ді", "ти": "ті", "ни": "ні", "си": "сі", "лик": "лік",
    "дик": "дік", "тик": "тік", "и": "і",
}  # fmt: skip
_BACK_ENDINGS = {
    "ынын": "ының", "сынын": "сының", "дагы": "дағы", "тагы": "тағы", "нын": "ның", "дын": "дың",
    "тын": "тың", "га": "ға", "ка": "қа", "лык": "лық", "дык": "дық", "тык": "тық",
    "и": "і",
}  # fmt: skip
_ENDING = re.compile(
    f"(?<=[\u0400-\u04ff]{{2}})(?:{'|'.join(sorted(_FRONT_ENDINGS | _BACK_ENDINGS, key=len)[::-1])})$"
)
_SUFFIX_AFTER = re.compile(r"[\d%»\"]-$")
_VOWEL = re.compile("[аоуыяюэеёи]")


def skeleton(word: str) -> str:
    """The word as a Russian keyboard types it: ``қаңтар`` -> ``кантар``."""
    return word.translate(_PLAIN)


class Spellings:
    """The list of usual spellings.

    usual: lower-cased word -> usual spelling.
    full: word without Kazakh letters -> the most frequent word that is typed so, in lower case.
    phrases: lower-cased first word -> the other words and the first one's spelling, of each name.
    """

    def __init__(self, lines: list[str]) -> None:
        self.usual: dict[str, str] = {}
        self.full: dict[str, str] = {}
        self.phrases: dict[str, list[tuple[str, str]]] = {}
        for line in lines:
            lower = line.lower()
            first, _, rest = line.partition(" ")
            if rest:
                self.phrases.setdefault(first.lower(), []).append((lower, first))
            else:
                self.usual.setdefault(lower, line)
                self.full.setdefault(skeleton(lower), lower)

    def with_letters(self, match: re.Match[str]) -> str:
        """A word typed without Kazakh letters, with the letters that it or its ending should have."""
        word = match.group()
        lower = word.lower()
        if _SUFFIX_AFTER.search(match.string, max(0, match.start() - 2), match.start()):
            # A suffix of its own, ``30%-га``: the sign before it has no vowel to go by.
            spelled = _BACK_ENDINGS.get(lower) or _FRONT_ENDINGS.get(lower) or lower
        elif lower in self.full:
            spelled = self.full[lower]
        else:
            spelled = _ENDING.sub(_ending, lower)
        if spelled == lower or len(spelled) != len(word):
            return word
        return "".join(
            new.upper() if old.isupper() else new for old, new in zip(word, spelled, strict=True)
        )

    def with_capitals(self, match: re.Match[str]) -> str:
        """A lower-case word with the capitals that it usually has where it stands."""
        word = match.group()
        spelled = self.usual.get(word, word)
        if spelled == word:
            spelled = self._name(word)
        if spelled == word:
            for phrase, first in self.phrases.get(word, ()):
                if match.string.startswith(phrase, match.start()):
                    spelled = first
        return spelled if len(spelled) == len(word) else word

    def _name(self, word: str) -> str:
        """The word with a capital where it is a case form of one that has it."""
        from kk_econ_ner.morphology import strip_case

        stem = strip_case(word)
        known = self.usual.get(stem, stem)
        if known == stem or len(stem) < MIN_STEM or not word.startswith(stem):
            return word
        return known + word[len(stem) :]


@lru_cache(maxsize=1)
def spellings() -> Spellings:
    """The list that comes with the package."""
    from kk_econ_ner.data import patterns_dir, read_jsonl

    path = Path(__file__).parent / "lang" / "data" / "spellings.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    places = (row for _, row in read_jsonl(patterns_dir() / "places.jsonl"))
    # Last, so that the name of a place that is also an everyday word stays one.
    return Spellings([*lines, *(row["pattern"] for row in places if " " not in row["pattern"])])


def _ending(match: re.Match[str]) -> str:
    ending = match.group()
    vowels = _VOWEL.findall(match.string, 0, match.start())
    front = not vowels or vowels[-1] in "еиэё"
    return (_FRONT_ENDINGS if front else _BACK_ENDINGS).get(ending, ending)


def has_kazakh_letter(text: str) -> bool:
    """Whether a letter stands there that Russian keyboards lack."""
    return _KAZAKH.search(text) is not None


def has_capital(text: str) -> bool:
    """Whether a capital letter stands there."""
    return _CAPITAL.search(text) is not None


def respell(text: str) -> str:
    """The text in its usual spelling, as long as before; see the module's docstring.

    A text with a Kazakh letter and a capital stays as it is.
    """
    plain = not has_kazakh_letter(text)
    small = not has_capital(text)
    if not plain and not small:
        return text
    words = _WORD.findall(text)
    if len(words) < MIN_WORDS:
        return text
    if plain:
        full = spellings().full
        changed = sum(full.get(word.lower(), word.lower()) != word.lower() for word in words)
        if changed >= max(2, MIN_SHARE * len(words)):
            text = with_letters(text)
    if small:
        text = _WORD.sub(spellings().with_capitals, text)
    return text


def with_letters(text: str) -> str:
    """The text with Kazakh letters, where it has none; for text that is known to be Kazakh.

    >>> with_letters("жуз мын тенге")
    'жүз мың теңге'
    """
    if _KAZAKH.search(text) or not _WORD.search(text):
        return text
    return _WORD.sub(spellings().with_letters, text)
