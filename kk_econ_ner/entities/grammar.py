"""Names that no list holds, by their form.

Sources of the rules: KazNERD guidelines, section II (descriptors: a legal form is part of the name; the
descriptor of a region, ``облысы``, is, that of a city is not) and classes ORG, PERSON, GPE.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from kk_econ_ner.entities.lexicon import NameMatch
from kk_econ_ner.entities.offices import Word, offices, words_of
from kk_econ_ner.entities.positions import positions
from kk_econ_ner.entities.quoted import quoted_organisations
from kk_econ_ner.entities.unquoted import unquoted_organisations
from kk_econ_ner.morphology import SUFFIX_CHAIN

_CAP = r"\p{Lu}[\p{L}\p{M}]++(?:-\p{L}++)*+"
_SUFFIX = f"(?:-?{SUFFIX_CHAIN})?"

#: ``Б.Байбек``, ``Ө. Шүкеевтің``, ``Қ.-Ж. К. Тоқаев``.
_INITIALS = regex.compile(
    r"(?<![\p{L}\p{N}.])\p{Lu}\.(?:[ \xa0]?-?\p{Lu}\.){0,2}[ \xa0]?(?=\p{Lu}\p{Ll})"
    rf"{_CAP}(?![\p{{L}}])"
)
#: ``Мұхтар Омарханұлы Әуезов``, ``Александр Сергеевич``.
_PATRONYMIC = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?:{_CAP}[ ]){{1,2}}\p{{Lu}}\p{{Ll}}++(?:(?<=ұлы|қызы|евич|ович|овна|евна)"
    rf"|(?<=ұлы|қызы|евич|ович|овна|евна){_SUFFIX})(?:[ ]{_CAP})?(?!\p{{L}})"
)
#: ``Маңғыстау облысында``, ``Шығыс Қазақстан облысы``.
_REGION = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}-])(?:(?:Шығыс|Батыс|Солтүстік|Оңтүстік)[ ])?{_CAP}[ ]облыс(?:ы|ын|ының){_SUFFIX}"
    r"(?!\p{L})"
)
_NOT_REGION = frozenset(
    [
        "Бұл",
        "Осы",
        "Сол",
        "Бүгін",
        "Кеше",
        "Қазір",
        "Барлық",
        "Біздің",
        "Біраз",
        "Әр",
        "Бір",
        "Екі",
        "Еліміздің",
    ]
)


_ACRONYM = regex.compile(r"[»”]?[ \xa0]?\((?:бұдан әрі [–-] )?(\p{Lu}[\p{L}\p{N}]{0,8}\p{Lu}(?:-\p{Ll}{1,5})?)\)")


def find_by_grammar(text: str) -> Iterator[NameMatch]:
    """Companies with a legal form, offices, people with initials or a patronymic, regions."""
    words = words_of(text)
    found = organisations(text, words)
    for start, end, label in (*found, *positions(text, words, [one for one in found if one[2] == "ORG"])):
        yield NameMatch(start, end, label)
    for pattern, label in ((_INITIALS, "PERSON"), (_PATRONYMIC, "PERSON")):
        for match in pattern.finditer(text):
            yield NameMatch(match.start(), match.end(), label)
    for match in _REGION.finditer(text):
        if match.group().split()[0] not in _NOT_REGION:
            yield NameMatch(match.start(), match.end(), "GPE")


def organisations(text: str, words: list[Word]) -> list[tuple[int, int, str]]:
    """Organisations by their quotes and by their heads, without those that lie inside another."""
    quoted = list(quoted_organisations(text))
    others = [one for one in quoted if one[2] != "ORG"]
    quoted = [one for one in quoted if one[2] == "ORG"]
    named = [*quoted, *unquoted_organisations(text, words)]
    found = sorted({*named, *offices(text, words, named)}, key=lambda one: (one[0], -one[1]))
    kept: list[tuple[int, int, str]] = []
    for one in found:
        if not kept or one[1] > kept[-1][1]:
            kept.append(one)
    return [*kept, *_abbreviated(text, kept), *others]


def _abbreviated(text: str, found: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Acronyms in brackets after the names they stand for: ``… даму банкі (ҚДБ)``."""
    for _, end, label in found:
        if match := _ACRONYM.match(text, end):
            yield *match.span(1), label
