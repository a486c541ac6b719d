"""Words that say what kind of place a name is: ``облысы``, ``ауданы``, ``өзені``.

Source: KazNERD guidelines, II: the descriptor of a region, a republic, a khanate is part of the name, that of
a city, a district, a village, a river is not.
"""

from __future__ import annotations

import regex

from kk_econ_ner.morphology import analyse

#: Descriptors in the third person possessive: part of the name, or beside it.
PART = frozenset(("облысы", "облыстары", "өлкесі", "хандығы", "қағанаты", "империясы"))
BESIDE = frozenset(
    ("ауданы", "аулы", "ауылы", "кенті", "қаласы", "қалашығы", "штаты", "провинциясы", "селосы",
     "префектурасы", "губерниясы", "округі", "поселкесі")
)  # fmt: skip
#: Those of places below a region.
SMALL = BESIDE - {"қаласы", "штаты", "провинциясы", "префектурасы", "губерниясы"}
#: Descriptors of several names (``Индер, Махамбет және Исатай аудандары``) and that of each.
SINGULAR = {
    "облыстары": "облысы", "аудандары": "ауданы", "қалалары": "қаласы", "ауылдары": "ауылы",
    "кенттері": "кенті", "штаттары": "штаты", "республикалары": "республикасы",
    "провинциялары": "провинциясы", "өлкелері": "өлкесі", "хандықтары": "хандығы",
    "округтері": "округі",
}  # fmt: skip
#: Those of them before which a name is found that no list holds. ``республикалары`` and the like follow
#: other words as well (``Орта Азия республикалары``).
PLURAL = frozenset(("облыстары", "аудандары", "қалалары", "ауылдары", "кенттері", "штаттары"))
NATURAL = frozenset(
    ("өзені", "көлі", "теңізі", "тауы", "таулары", "шығанағы", "түбегі", "бұғазы", "мұхиты", "шыңы",
     "жотасы", "шөлі", "құмы", "аңғары", "шатқалы", "ықшамауданы", "шағынауданы", "мөлтекауданы")
)  # fmt: skip
DESCRIPTORS = PART | BESIDE | NATURAL | frozenset(SINGULAR)

_LAST_WORD = regex.compile(r"\p{L}+$")


def in_singular(name: str) -> str:
    """``Жамбыл облыстарында`` -> ``Жамбыл облысы``; other names as they are."""
    match = _LAST_WORD.search(name)
    if match is None or not match.start():
        return name
    word = match.group()
    for reading in analyse(word.lower(), SINGULAR):
        one = SINGULAR[reading.stem]
        shaped = one.upper() if word.isupper() else one.capitalize() if word[0].isupper() else one
        return name[: match.start()] + shaped
    return name
