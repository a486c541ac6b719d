"""Sounds: what decides which variant of a suffix follows a stem.

Source of the rules: any school grammar of Kazakh (vowel harmony, үндестік заңы; progressive
assimilation, ілгерінді ықпал).
"""

from __future__ import annotations

BACK_VOWELS = frozenset("аоұыуюяё")
FRONT_VOWELS = frozenset("әөүіеэ")
VOWELS = BACK_VOWELS | FRONT_VOWELS | frozenset("и")
VOICELESS = frozenset("пфкқтсшщчцхһ")
#: Final sounds with which д-/н-/л- suffixes take д: voiced consonants that are not sonorants.
VOICED = frozenset("бвгғджз")
NASALS = frozenset("мнң")
GLIDES = frozenset("рлйуия")

#: Final consonants that become voiced before a vowel.
VOICING = {"п": "б", "к": "г", "қ": "ғ"}


#: Nouns whose last vowel falls out before a suffix that begins with a vowel, and what is left.
SYNCOPE = {
    "орын": "орн", "ерін": "ерн", "мұрын": "мұрн", "мойын": "мойн", "қарын": "қарн", "ауыз": "ауз",
    "әріп": "әрп", "халық": "халқ", "құлық": "құлқ", "көңіл": "көңл",
}  # fmt: skip


def is_front(word: str) -> bool | None:
    """Whether suffixes after the word have front vowels; ``None`` where it has no vowel to tell.

    The last vowel with a side of its own decides; ``и`` and ``у`` follow the vowel before them, and
    are front, and back, where none stands before them (``ми`` -> ``миы`` is rare; ``су`` -> ``судың``).
    A final soft sign makes the word front (``рубль`` -> ``рубльдің``), and so do endings that only
    loanwords have: нк, рк, зм, ист, итм, ий (``банктің``, ``Йоркте``, ``туризмнің``, ``туристтер``).
    """
    word = word.lower()
    if word.endswith(("ь", "нк", "рк", "зм", "ист", "итм", "ий")):
        return True
    if word.endswith(("аев", "оев", "уев", "яев")):
        return False  # the surname of a back stem: ``Назарбаевтың``
    weak: str | None = None
    for letter in reversed(word):
        if letter in FRONT_VOWELS:
            return True
        if letter in BACK_VOWELS and letter != "у":
            return False
        if letter in "иу" and weak is None:
            weak = letter
    return None if weak is None else weak == "и"


def final_class(word: str) -> str:
    """``V`` vowel, ``S`` voiceless, ``Z`` voiced, ``N`` nasal, ``R`` other sonorant, ``?`` unknown."""
    last = word.lower().rstrip("ьъ")[-1:]
    if not last:
        return "?"
    if last in VOICELESS:
        return "S"
    if last in VOICED:
        return "Z"
    if last in NASALS:
        return "N"
    if last in "рлй":
        return "R"
    if last in "ую":
        return "U"
    if last in VOWELS:
        return "V"
    return "?"
