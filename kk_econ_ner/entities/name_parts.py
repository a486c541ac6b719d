"""Whether a longer name that holds a listed one is another name of the same thing.

``«Тұлпар» АҚ`` is ``Тұлпар``; ``Тұлпар қызметкерлерінің одағы`` is not, and ``Серік Сәрсенов`` is not
``Дәурен Сәрсенов``. In Kazakh the head stands last: what follows the listed name decides for organisations
and places, the given name for people.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from kk_econ_ner.entities.organisation_words import alternatives
from kk_econ_ner.entities.people_list import people
from kk_econ_ner.morphology import SUFFIX_CHAIN, strip_case

_SIGNS = r"[«»“”„\"'’()\s\-.,]"
_FORM = f"(?:{alternatives('legal_form')})(?:-?{SUFFIX_CHAIN})?(?!\\p{{L}})"
#: What companies are called in general: ``Тұлпар компаниясы`` is Тұлпар.
_KIND = r"(?:авиа|әуе)?(?:компани|концерн|холдинг|корпораци|фирма|телеарна|телекомпани)\p{Ll}*"
#: ``» ұлттық әл-ауқат қоры» АҚ``: the name goes on after its closing quote, up to another one.
_GOES_ON = r"[»”] (?:[\p{Ll}-]+ ){0,4}(?:компани|қор|холдинг|корпораци|банк|концерн|топ|орталы)\p{Ll}*"
_ORG_AFTER = regex.compile(
    rf"(?:{_GOES_ON}(?=[»”\s]|$))?(?:{_SIGNS}|{_FORM}|{_KIND})*+(?:{SUFFIX_CHAIN})?"
)
#: What belongs to Kazakhstan is listed without its country.
_ORG_BEFORE = regex.compile(
    rf"(?:{_SIGNS}|{_FORM}|Қазақстан(?:ның)?(?!\p{{L}})|Республикасы(?:ның)?|ҚР(?:-ның)?(?!\p{{L}}))*+"
)
_TOWN = regex.compile(rf"{_SIGNS}*(?:қала\p{{Ll}}*|қ\.)?{_SIGNS}*")
_LAND = regex.compile(
    rf"{_SIGNS}*(?:(?:өзен|көл|теңіз|тау|шығана|түбег|бұғаз|мұхит|шың|жота|шөл|құм)\p{{Ll}}*)?{_SIGNS}*"
)
_ONLY_SIGNS = regex.compile(rf"{_SIGNS}*+(?:{SUFFIX_CHAIN})?")
_INITIAL = regex.compile(r"(?:\p{Lu}|Дж|Дз)\.")
_CAPITALISED = regex.compile(r"\p{Lu}[\p{L}\p{M}'’-]*")
_PATRONYMIC_CASE = regex.compile(r"(?<=ұлы|қызы)(?:н\p{Ll}*|мен)$")


@lru_cache(maxsize=20_000)
def same_name(label: str, before: str, after: str, canonical: str = "") -> bool:
    """Whether a listed name with these words around it still names what it does alone.

    before, after: What the longer name has before and after the listed one, with the signs between.
    canonical: The citation form of the listed name, for people.
    """
    if label == "PERSON":
        return _same_person(f"{before} {after}", canonical)
    if label == "ORG":
        return bool(_ORG_BEFORE.fullmatch(before) and _ORG_AFTER.fullmatch(after))
    rest = {"GPE": _TOWN, "LOC": _LAND}.get(label, _ONLY_SIGNS)
    return bool(_ONLY_SIGNS.fullmatch(before) and rest.fullmatch(after))


def _same_person(around: str, canonical: str) -> bool:
    """Whether the initials and capitalised words around a surname fit the full name."""
    full = canonical.split()
    for n, initial in enumerate(_INITIAL.findall(around)):
        if n == 0 and not any(word.startswith(initial[:-1]) for word in full):
            return False
    for word in _CAPITALISED.findall(_INITIAL.sub(" ", around)):
        word = _PATRONYMIC_CASE.sub("", strip_case(word))
        if word not in full and not people().is_patronymic(word.lower()):
            return False
    return True
