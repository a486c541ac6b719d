"""Organisations by their quotes: ``«Алтын дән» ЖШС-нің``, ``«Самұрық-Қазына» ұлттық қоры» АҚ``, ``«Хабар» арнасы``.

Where the boundaries run (KazNERD guidelines, section II, and the usage of the annotated corpora):

* an abbreviated legal form is part of the name, and so are the quotes then: ``[«Қазақмыс» ЖШС-ға]``,
  ``[РМК «Қазынашылық»]``;
* a descriptor written out is not, nor are the quotes: ``«[Хабар]» арнасы``, ``«[Шағала]» жауапкершілігі
  шектеулі серіктестігі``;
* quotes need not be balanced: ``«Алтын» ӘКК» ҰК» АҚ`` opens once and closes three times.

All patterns are anchored on a quote and bounded in length, so that the cost grows with the number of
quotes and not with the square of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from kk_econ_ner.entities.organisation_words import alternatives, words
from kk_econ_ner.morphology import SUFFIX_CHAIN

#: A finding: start, end, label.
Finding = tuple[int, int, str]


_LEGAL = f"(?:{alternatives('legal_form')})"
_OPEN = "«“„"
_CLOSE = "»”"
_SPACE = "[ \xa0]"

#: After a closing quote: perhaps a bracket, legal forms, perhaps the outer closing quote and more forms.
_FORM = regex.compile(
    rf"{_SPACE}?(?:\([^()\n]{{1,60}}+\){_SPACE})?+{_LEGAL}(?:[»”]?{_SPACE}{_LEGAL})*+(?:-?{SUFFIX_CHAIN})?"
    r"(?![\p{L}\p{N}])"
)
#: Before an opening quote: a legal form that does not belong to a name before it.
_FORM_BEFORE = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}\-])(?<![»”\")][ \xa0]?)(?:ШЖҚ )?(?:{_LEGAL}){_SPACE}?$"
)

#: Adjectives and attributes that may stand between a closing quote and the descriptor.
_ATTRIBUTE = (
    r"(?:[\p{Ll}-]{2,20}?(?:лық|лік|дық|дік|тық|тік|аралық|шыл)|саяси|жеке|жабық|ашық|сауда|медиа|спорт|футбол|хоккей"
    r"|баскетбол|волейбол|велосипед|регби|жастар|діни|ғылыми|қазақ|халық|әуе|еншілес|жоғары|кіші|бірлескен|жобалау"
    r"|құрылыс|инвестиция|автомобиль|мұнай|газ|қайырымдылық|кәсіби|шағын|орта|ірі|ірі|көп|апта|күн|тау-кен|сақтандыру"
    r"|лизинг|трансұлттық|микроқаржы|агро|өндірістік|басқарушы|бұқаралық|террорлық|лаңкестік|экстремистік)"
)

#: What the quoted name before a descriptor is. The descriptor stands with its possessive and case.
_LABEL_OF = {
    stem: label
    for label in ("ORG", "PROJECT", "EVENT", "WORK_OF_ART", "FAC")
    for stem in words(f"descriptor_{label}")
}

_DESCRIPTOR_FORM = (
    "(?P<stem>"
    + "|".join(sorted(_LABEL_OF, key=len, reverse=True))
    + ")(?P<number>(?:лар|лер|дар|дер|тар|тер)?)(?:с[ыі]|[ыі])"
)
_AFTER = regex.compile(
    rf"{_SPACE}(?P<attributes>(?:{_ATTRIBUTE}{_SPACE}){{0,4}}+)(?:акционерлік{_SPACE}қоғам|жауапкершілігі{_SPACE}шектеулі{_SPACE}серіктест"
    rf"|{_DESCRIPTOR_FORM}(?:н?(?:[ыі]ң|а|е|да|де|дағы|дегі|ан|ен|мен)|нің|ның|н|мен|нда|нде|нан|нен)?+(?!\p{{L}}))"
)
#: Names that go on after their closing quote for good.
_GOES_ON = regex.compile(
    rf"(?<=«Астана[»])(?:{_SPACE}халықаралық)?{_SPACE}(?:қаржы{_SPACE}орталығ|биржас)[ыі](?:н\p{{Ll}}{{0,3}}|мен)?(?!\p{{L}})",
    regex.IGNORECASE,
)
#: Between the members of a list of quoted names.
_LINK = regex.compile(rf"(?:,|{_SPACE}(?:және|мен|пен|бен|,)){_SPACE}?$")
_INNER = regex.compile(r"[\p{Lu}\p{N}№][^\n]{1,80}")
_QUOTES = re.compile('[«“„»”"]')

MAX_NAME = 140


def quoted_names(text: str) -> Iterator[Finding]:
    """Companies with a legal form, and quoted names with a descriptor."""
    if not holds_closing_quote(text):
        return
    marks = [match.start() for match in _QUOTES.finditer(text)]
    for n, mark in enumerate(marks):
        sign = text[mark]
        if sign in _OPEN:
            continue
        form = _FORM.match(text, mark + 1)
        if form:
            opening = opening_quote(text, marks, n)
            if opening is not None and mark - opening > 1:
                end = form.end()
                if end < len(text) and text[end] in _CLOSE and _FORM.match(text, end + 1):
                    continue  # an outer name goes on: ``… ӘКК» ҰК» АҚ``
                yield opening, end, "ORG"
            continue
        opening = opening_quote(text, marks, n)
        if opening is None:
            continue
        if goes_on := _GOES_ON.match(text, mark + 1):
            yield opening, goes_on.end(), "ORG"
            continue
        before = _FORM_BEFORE.search(text, max(0, opening - 10), opening)
        if before:
            yield before.start(), mark + 1, "ORG"
            continue
        if (after := _AFTER.match(text, mark + 1)) is None:
            continue
        label = _LABEL_OF.get(after["stem"] or "", "ORG")
        yield from _named(text, opening, mark, label)
        if after["number"]:
            yield from _listed(text, marks, n, opening, label)


def holds_closing_quote(text: str) -> bool:
    """Whether a name may end at a quote in the text."""
    return "»" in text or '"' in text or "”" in text


def _named(text: str, opening: int, closing: int, label: str) -> Iterator[Finding]:
    start, end = opening + 1, closing
    while start < end and text[start] in " \xa0":
        start += 1
    while end > start and text[end - 1] in " \xa0,.":
        end -= 1
    if _INNER.fullmatch(text, start, end):
        yield start, end, label


def _listed(text: str, marks: list[int], n: int, opening: int, label: str) -> Iterator[Finding]:
    """The members before the last one: ``«Хабар», «Астана» телеарналары``."""
    for _ in range(8):
        gap = _LINK.search(text, max(0, opening - 8), opening)
        if gap is None or gap.start() == 0 or text[gap.start() - 1] not in _CLOSE + '"':
            return
        closing = gap.start() - 1
        while n >= 0 and marks[n] != closing:
            n -= 1
        if n < 0:
            return
        found = opening_quote(text, marks, n)
        if found is None:
            return
        yield from _named(text, found, closing, label)
        opening = found


def opening_quote(text: str, marks: list[int], n: int) -> int | None:
    """Where the name that mark ``n`` closes was opened, or ``None``.

    Quotes in quotes are counted. With more closing than opening marks (``«А» Б» АҚ``) the name begins at
    the first mark that was opened; a straight quote is opened by the one before it.
    """
    closing = marks[n]
    straight = text[closing] == '"'
    depth, opening = 1, None
    for k in range(n - 1, max(-1, n - 9), -1):
        mark = marks[k]
        if closing - mark > MAX_NAME or "\n" in text[mark:closing]:
            break
        sign = text[mark]
        if sign == '"':
            if not straight:
                if opening is None and depth == 1:
                    return mark  # ``"Алтын» ЖШС``
                continue
            return mark
        if sign in _CLOSE:
            if opening is not None or straight:
                break
            depth += 1
        else:
            depth -= 1
            opening = mark
            if depth == 0:
                return mark
            # one closing mark is left: only an opening mark may come next
            if depth == 1 and k > 0 and text[marks[k - 1]] in _OPEN:
                return opening if mark - marks[k - 1] > 40 else marks[k - 1]
            return opening
    return opening
