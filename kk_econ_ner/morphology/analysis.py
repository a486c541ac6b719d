"""Stems from forms, licensed by a lexicon; and two strippers for where there is none."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from kk_econ_ner.morphology.phonology import SYNCOPE, VOICELESS, VOWELS
from kk_econ_ner.morphology.suffixes import is_chain

_DEVOICING = {"б": "п", "г": "к", "ғ": "қ"}
_FULL = {short: full for full, short in SYNCOPE.items()}
_MAX_CHAIN = 16


@dataclass(frozen=True, slots=True)
class Analysis:
    """A reading of a form: a stem of the lexicon and the suffixes after it."""

    stem: str
    suffixes: str


def analyse(word: str, lexicon: Container[str], *, derived: bool = False) -> list[Analysis]:
    """All readings of the word as a stem of the lexicon with a well-formed chain, longest stem first.

    A suffix may stand after a hyphen (``АҚШ-тың``); a voiced final consonant is undone
    (``Бішкегі``), a soft sign dropped before a vowel is put back (``рублі``). Without a stem in the lexicon
    there is no reading: Қазақстан is not қазақс + тан.
    """
    readings: list[Analysis] = []
    if word in lexicon:
        readings.append(Analysis(word, ""))
    head, hyphen, tail = word.rpartition("-")
    if hyphen and head in lexicon and tail and is_chain("", tail, derived=derived):
        readings.append(Analysis(head, tail))
    for cut in range(len(word) - 1, max(1, len(word) - _MAX_CHAIN) - 1, -1):
        stem, rest = word[:cut], word[cut:]
        plain = _DEVOICING.get(stem[-1].lower()) if rest[0].lower() in VOWELS else None
        if stem in lexicon:
            if is_chain(stem, rest, derived=derived, loan=len(stem) > 3):
                readings.append(Analysis(stem, rest))
        elif plain:
            original = stem[:-1] + (plain.upper() if stem[-1].isupper() else plain)
            if original in lexicon and is_chain(original, rest, derived=derived):
                readings.append(Analysis(original, rest))
        if rest[0] in "ыі" and (full := _FULL.get(stem)) in lexicon and full:
            if is_chain(stem, rest, derived=derived):
                readings.append(Analysis(full, rest))
        if rest[0] in "іІыЫ" and (soft := f"{stem}{'Ь' if rest[0].isupper() else 'ь'}") in lexicon:
            if is_chain(stem, rest, derived=derived, loan=True):
                readings.append(Analysis(soft, rest))
    return readings


#: Case endings that `strip_case` takes off, longest first. Endings that many names have by nature
#: (``-а``, ``-н``, ``-ан`` …) are not among them.
_CASE_ENDINGS = (
    "дағы", "дегі", "тағы", "тегі",
    "ның", "нің", "дың", "дің", "тың", "тің", "нікі", "дікі", "тікі",
    "нан", "нен", "дан", "ден", "тан", "тен", "мен", "бен", "пен",
    "ға", "ге", "қа", "ке", "ны", "ні", "ды", "ді", "ты", "ті", "да", "де", "та", "те",
)  # fmt: skip

#: Ablative and instrumental look like the ends of names (Қазақстан, Ердан, Шолпан): taken off only
#: where what is left ends the way surnames and foreign names end.
_RISKY = frozenset(("нан", "нен", "дан", "ден", "тан", "тен", "мен", "бен", "пен", "та", "да", "те", "де",
                    "ты", "ті", "ды", "ді", "ны", "ні"))  # fmt: skip
_ACCUSATIVES = frozenset(("ты", "ті", "ды", "ді", "ны", "ні"))
_NAME_ENDS = (
    "ов", "ев", "ёв", "ин", "ын", "ова", "ева", "ёва", "ина", "ский", "ұлы", "қызы", "бек", "бай", "бет",
    "хан", "жан", "ғали", "вич", "вна", "стан", "град", "бург", "ия", "дам", "инг", "лин", "нов",
)  # fmt: skip


@lru_cache(maxsize=100_000)
def strip_case(word: str, *, place: bool = False) -> str:
    """The citation form of an unknown name, conservatively.

    place: The word is known to be the name of a place: locative, ablative and instrumental are taken off as
        well, unless what is left has fewer than four letters or the word ends in ``-стан``.

    A hyphenated suffix goes (``АҚШ-тың``); the genitive and ``-дағы`` go where harmony and assimilation
    allow them; endings that names may have by nature go only where what is left ends like a name
    (``-ов``, ``-бек``, ``-ия`` …). At least three letters stay. When in doubt the word is unchanged.
    """
    head, hyphen, tail = word.rpartition("-")
    is_suffix = hyphen and head and tail.islower() and len(tail) <= 6 and is_chain("", tail)
    if is_suffix and (head[-1].isupper() or head[-1].isascii() or head[-1] in "%»”"):
        return head
    if word.isupper():
        return word
    for ending in _CASE_ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) < 3:
            continue
        stem = word[: -len(ending)]
        if not is_chain(stem, ending, loan=stem.endswith(_NAME_ENDS)) or not any(
            c in VOWELS for c in stem.lower()
        ):
            continue
        if ending in _RISKY and not stem.endswith(_NAME_ENDS):
            if not place or ending in _ACCUSATIVES or len(stem) < 4 or word.endswith("стан"):
                continue
        if ending[0] in "тқкп" and stem[-1] not in VOICELESS and stem[-1] not in "бвгд":
            continue
        return stem
    return word


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A crude stem for features: the lower-cased word without the longest well-formed chain.

    At least three letters and a vowel stay; no lexicon is asked, so a stem may be cut too short.
    """
    head, hyphen, tail = word.rpartition("-")
    if hyphen and head and len(tail) <= 5 and is_chain("", tail):
        word = head
    word = word.lower()
    for cut in range(max(3, len(word) - _MAX_CHAIN), len(word)):
        rest = word[cut:]
        if len(rest) > 1 and any(c in VOWELS for c in word[:cut]) and is_chain(word[:cut], rest):
            return word[:cut]
    return word
