"""Organisations without quotes: Latin company names, ``ҚР ІІМ``, ``Қазақтелеком АҚ``, ``Шелл компаниясы``.

Every pattern begins at a mark that is rare (a Latin capital, an acronym after a country, a legal form, a
descriptor) and is bounded in length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import regex

from kk_econ_ner.entities.office_words import (
    INTERNATIONAL,
    NOT_FIRST,
    has_case,
    is_adjective,
    is_place,
    is_surname,
)
from kk_econ_ner.entities.offices import Word
from kk_econ_ner.entities.organisation_words import word_set
from kk_econ_ner.morphology import SUFFIX_CHAIN

Finding = tuple[int, int, str]

_SUFFIX = f"(?:-{SUFFIX_CHAIN})?"
_END = r"(?![\p{L}\p{N}])"

#: Words that make a run of Latin words the name of an organisation.
_LATIN_MARKS = word_set("latin_mark")
#: Words that make it something else.
_LATIN_EVENTS = word_set("latin_event")
_LATIN_WORD = r"[A-Z][A-Za-z0-9]*+(?:[&'’.-][A-Za-z0-9]++)*+"
_LATIN_RUN = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}@./-]){_LATIN_WORD}(?: (?:(?:of|for|and|the|de|&) ){{0,2}}{_LATIN_WORD}){{0,7}}+"
    rf"(?:\.(?= [a-zа-яәғқңөұүһі]|[,»)]))?{_SUFFIX}{_END}"
)
_SPLIT = regex.compile("[ .&-]")

#: A ministry, committee or agency by its acronym, after the country whose it is.
_STATE_BODIES = word_set("state_body")
#: Acronyms after ``ҚР`` that are laws and notions, not bodies.
_NOT_BODIES = word_set("not_a_body")
_BODY = regex.compile(r"(\p{Lu}{2,7})(?:-\p{Ll}{1,6})?")

#: Legal forms that follow a name without quotes; the others are too short to be sure.
_FORMS = word_set("legal_form") - word_set("legal_form_after_quotes_only")
_FORM = regex.compile(rf"(\p{{Lu}}{{2,5}})(?:-?{SUFFIX_CHAIN})?")
_IN_COMPANY_NAMES = frozenset(("банкі", "компаниясы", "корпорациясы", "зауыты"))

_DESCRIPTORS = word_set("unquoted_descriptor")
_LATIN_DESCRIPTORS = _DESCRIPTORS | word_set("latin_descriptor")
_DESCRIPTOR = regex.compile(
    "(?P<stem>"
    + "|".join(sorted(_LATIN_DESCRIPTORS, key=len, reverse=True))
    + ")(?:(?:лар|лер)ы|(?:лер)і|с[ыі]|[ыі]|)(?:н?(?:ың|ің|а|е|да|де|дағы|дегі|ан|ен)|н|мен|нің|ның)?"
)
_DESCRIPTOR_KEYS = frozenset(stem[:3] for stem in _LATIN_DESCRIPTORS)
_LATIN_CAPITAL = re.compile("[A-Z]")


def unquoted_organisations(
    text: str, words: Sequence[Word], at: Iterable[int], *, latin: bool = True
) -> Iterator[Finding]:
    """Latin names, state bodies by acronym, companies with a legal form or a descriptor, all unquoted.

    at: The words to try, at least those that `may_end_name` knows.
    latin: Whether the text may hold a word that `is_latin_mark` knows.
    """
    for match in _LATIN_RUN.finditer(text) if latin and _LATIN_CAPITAL.search(text) else ():
        name = match.group()
        parts = _SPLIT.split(name)
        if " " in name and not _LATIN_MARKS.isdisjoint(parts) and _LATIN_EVENTS.isdisjoint(parts):
            yield match.start(), match.end(), "ORG"
    for i in at:
        word = words[i][0]
        if i == 0:
            continue
        if word[:2].isupper():
            if text[words[i - 1][2] : words[i][1]] in (" ", "\xa0"):
                start = _owner_of_body(words, i)
                if start is None:
                    start = _name_before_form(text, words, i)
                if start is not None:
                    yield start, words[i][2], "ORG"
        elif stem := _descriptor(word):
            named = _before(text, words, i, stem)
            if named is not None:
                yield named


def may_end_name(word: str) -> bool:
    """Whether an unquoted name may end at the word or before it: a state body, a legal form, a descriptor."""
    if not word[:2].isupper():
        return bool(_descriptor(word))
    form = _FORM.fullmatch(word)
    return _BODY.fullmatch(word) is not None or (form is not None and form[1] in _FORMS)


def is_latin_mark(word: str) -> bool:
    """Whether the word, or a part of it, makes a run of Latin words the name of an organisation."""
    return any(mark in word for mark in _LATIN_MARKS)


def _descriptor(word: str) -> str:
    """The stem of a descriptor that the word is a form of, or the empty string."""
    lower = word.lower()
    found = _DESCRIPTOR.fullmatch(lower) if lower[:3] in _DESCRIPTOR_KEYS else None
    return found["stem"] if found else ""


def _owner_of_body(words: Sequence[Word], i: int) -> int | None:
    """Where the country begins before the acronym of its ministry: ``ҚР ІІМ``, ``Румыния СІМ-і``."""
    body = _BODY.fullmatch(words[i][0])
    if body is None:
        return None
    owner = words[i - 1][0]
    ours = owner == "ҚР"
    first = i - 1
    if owner in ("Республикасы", "Республикасының") and i > 1 and words[i - 2][0] == "Қазақстан":
        ours, first = True, i - 2
    if ours:
        known = body[1] not in _NOT_BODIES and body[1] not in INTERNATIONAL
    else:
        known = body[1] in _STATE_BODIES and owner[0].isupper() and is_place(owner)
    return words[first][1] if known else None


def _name_before_form(text: str, words: Sequence[Word], i: int) -> int | None:
    """Where the unquoted name begins before a legal form: ``Қазақтелеком АҚ``."""
    form = _FORM.fullmatch(words[i][0])
    if (
        form is None
        or form[1] not in _FORMS
        or text[words[i][2] : words[i][2] + 2].strip()[:1] in ("«", '"', "“")
    ):
        return None
    first = i
    while first > 0 and i - first < 5:
        word, _, end = words[first - 1]
        if text[end : words[first][1]] not in (" ", "\xa0") or word in NOT_FIRST:
            break
        if not word[0].isupper() and not (first == i and word in _IN_COMPANY_NAMES):
            break
        if first < i and has_case(word):
            break
        first -= 1
    if first == i or not words[first][0][0].isupper():
        return None
    return words[first][1]


def _before(text: str, words: Sequence[Word], i: int, stem: str) -> Finding | None:
    """The proper name before a descriptor, which is not part of it."""
    latin = words[i - 1][0][0].isascii() and words[i - 1][0][0].isupper()
    if not latin and stem not in _DESCRIPTORS:
        return None
    first = i
    while first > 0 and i - first < 5:
        word, _, end = words[first - 1]
        gap = text[end : words[first][1]]
        if gap not in (" ", "\xa0") or not word[0].isupper():
            break
        if latin and any(c.isdigit() for c in word) and stem == "тобы":
            break
        if latin != word[0].isascii() or word in NOT_FIRST or is_place(word) or is_surname(word):
            break
        if not latin and (
            is_adjective(word) or word.endswith(("ның", "нің", "дың", "дің", "тың", "тің"))
        ):
            break
        first -= 1
    if first == i:
        return None
    start, end = words[first][1], words[i - 1][2]
    opens = first == 0 or text[words[first - 1][2] : start].strip() in (".", "!", "?", ":")
    if opens and not latin and i - first == 1 and not words[first][0].isupper():
        return None  # ``Құрылыс компаниясы …``: a capital because the sentence begins
    return start, end, "ORG"


def is_state_body(word: str) -> bool:
    """Whether the word is the acronym of a ministry or agency (``ІІМ``)."""
    return word.partition("-")[0] in _STATE_BODIES
