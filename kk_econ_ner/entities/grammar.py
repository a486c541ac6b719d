"""Names that no list holds, by their form.

Sources of the rules: KazNERD guidelines, section II (descriptors: a legal form is part of the name; the
descriptor of a region, ``облысы``, is, that of a city is not) and classes ORG, PERSON, GPE.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from kk_econ_ner.entities.lexicon import NameMatch
from kk_econ_ner.morphology import SUFFIX_CHAIN

_CAP = r"\p{Lu}[\p{L}\p{M}]++(?:-\p{L}++)*+"
_LEGAL = "(?:ШЖҚ |РМҚК|РМК|РМКК|МКҚК|МКК|ЖШС|ЖАҚ|ӘАҚ|КЕАҚ|ААҚ|АҚ|ҰК|ҰБ|ҰАҚ|ТҰК|ӨҚ|БЖЗҚ|ӘКК|ӘКҰК|ЖК|ТОО|АО)"
_SUFFIX = f"(?:-?{SUFFIX_CHAIN})?"

#: ``«Қазақмыс» ЖШС-нің``, ``«Каспий» ӘКК» ҰК» АҚ``, ``«Самұрық-Қазына» ұлттық қоры» АҚ-ы``: quotes, then
#: perhaps more of the name up to another closing quote, then legal forms.
_COMPANY = regex.compile(
    rf"[«“\"„][^«»“”\"\n]{{1,80}}+(?:«[^«»\n]{{1,60}}+»[^«»\n]{{0,60}}+)?+[»”\"]"
    rf"(?:[ \xa0]?[^«»“”\".;:!?\n,]{{1,60}}?[»”])?"
    rf"(?:[ \xa0]?{_LEGAL}[»”])?+"
    rf"(?:[ \xa0]?{_LEGAL}){{1,3}}(?:-{SUFFIX_CHAIN})?(?![\p{{L}}\p{{N}}])"
)
_HEAD = (
    "(?:министрлі[гк]|комитет|агентті[гк]|департамент|басқарма|прокуратура|инспекция|академия"
    "|университет|институт|қауымдасты[ғқ]|ассоциация|федерация|корпорация|палата|мәслихат|әкімді[гк])"
)
#: ``ҚР Қаржы министрлігінің``, ``Қаржы және Ұлттық экономика министрліктері``.
_OFFICE = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}-])(?:ҚР[ \xa0]|Қазақстан Республикасы(?:ның)?[ \xa0])?"
    rf"{_CAP}[ \xa0](?:(?:және|мен|пен|бен|жөніндегі|істер|даму|ғылым|экономика|қорғау|сақтау|қауіпсіздік"
    rf"|көздері|шаруашылығы|{_CAP})[ \xa0]){{0,6}}{_HEAD}[ыі]{_SUFFIX}(?![\p{{L}}\p{{N}}])"
)
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


def find_by_grammar(text: str) -> Iterator[NameMatch]:
    """Companies with a legal form, offices, people with initials or a patronymic, regions."""
    for pattern, label in (
        (_COMPANY, "ORG"),
        (_OFFICE, "ORG"),
        (_INITIALS, "PERSON"),
        (_PATRONYMIC, "PERSON"),
    ):
        for match in pattern.finditer(text):
            yield NameMatch(match.start(), match.end(), label)
    for match in _REGION.finditer(text):
        if match.group().split()[0] not in _NOT_REGION:
            yield NameMatch(match.start(), match.end(), "GPE")
