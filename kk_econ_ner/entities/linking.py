"""Names mentioned twice in a document: the shorter mention gets the id of the longer one.

``Ө. Шүкеев`` and ``Шүкеевтің`` are ``Өмірзақ Шүкеев``; ``ҚБТУ`` is the name it stands after in brackets,
``Қазақ-Британ техникалық университеті (ҚБТУ)``. A place that was found without the context its list entry
asks for gets the id of the one listed place that is called so.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex
from spacy.tokens import Doc, Span

from kk_econ_ner.entities.canonical import citation_form
from kk_econ_ner.entities.people_list import people

_INITIAL = regex.compile(r"(?:\p{Lu}|Дж|Дз)\.-?")
_SPACES = regex.compile(r"[\s\xa0]+")
#: An abbreviation: at least two capitals in a row or with small letters between (``ҚазҰУ``).
_ABBREVIATION = regex.compile(r"(?=(?:.*\p{Lu}){2})\p{Lu}[\p{L}\p{N}]{1,9}")
_NOT_SLUG = regex.compile(r"[^\p{L}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom the document names in full."""

    given: str
    surname: str
    name: str
    id: str = ""


def link_names(doc: Doc, spans: list[Span]) -> list[Span]:
    """The spans with the ids that the document and the lists allow to add."""
    return link_places(doc, link_abbreviations(doc, link_people(doc, spans)))


def name_slug(name: str) -> str:
    """An id for a name that no list holds: its words in small letters, joined with hyphens."""
    return _NOT_SLUG.sub("-", name.lower()).strip("-")


def link_people(doc: Doc, spans: list[Span]) -> list[Span]:
    """The spans with an id on every PERSON that the document names in full."""
    known = people_in_full([span for span in spans if span.label_ == "PERSON"])
    if not known:
        return spans
    linked = []
    for span in spans:
        if span.label_ == "PERSON" and not span.id_:
            person = _whose(span, known)
            if person is not None:
                span = _with_id(
                    doc, span, person.id or name_slug(f"{person.given} {person.surname}")
                )
        linked.append(span)
    return linked


def people_in_full(spans: list[Span]) -> dict[str, list[Person]]:
    """Surname -> the people of the document that are named with given name and surname."""
    found: dict[str, list[Person]] = {}
    for span in spans:
        if _INITIAL.search(span.text):
            continue
        name = citation_form(span.text)
        parts = _given_and_surname(name.split())
        if parts is None:
            continue
        given, surname = parts
        same = found.setdefault(surname, [])
        at = next((n for n, one in enumerate(same) if one.given == given), None)
        if at is None:
            same.append(Person(given, surname, name, span.id_))
        else:
            longer = max(same[at].name, name, key=len)
            same[at] = Person(given, surname, longer, same[at].id or span.id_)
    return found


def _given_and_surname(words: list[str]) -> tuple[str, str] | None:
    """The two of a full name, whatever their order; a patronymic is neither."""
    data = people()
    names = [word for word in words if not data.is_patronymic(word.lower())]
    if len(names) == 1 and len(words) == 2:
        # ``Бауыржан Момышұлы``: the patronymic serves as a surname
        return words[0], words[1]
    if len(names) != 2:
        return None
    first, last = names
    if data.is_surname(first.lower()) and last.lower() in data.given:
        return last, first
    return first, last


def _whose(span: Span, known: dict[str, list[Person]]) -> Person | None:
    """The one person of the document whom a mention can stand for, or ``None``."""
    initials = [match.group().rstrip("-.") for match in _INITIAL.finditer(span.text)]
    rest = citation_form(_INITIAL.sub("", _SPACES.sub(" ", span.text)).strip())
    words = rest.split()
    given = ""
    if len(words) > 1:
        parts = _given_and_surname(words)
        if parts is None:
            return None
        given, rest = parts
    fitting = [
        person
        for person in known.get(rest, ())
        if (not initials or person.given.startswith(initials[0]))
        and (not given or person.given == given)
    ]
    return fitting[0] if len(fitting) == 1 else None


def link_abbreviations(doc: Doc, spans: list[Span]) -> list[Span]:
    """The spans with the id of the organisation that an abbreviation in brackets stands for."""
    stands_for: dict[str, tuple[str, str]] = {}
    for span in spans:
        if span.label_ != "ORG" or span.end + 2 >= len(doc) or doc[span.end].text != "(":
            continue
        short = doc[span.end + 1].text
        if doc[span.end + 2].text == ")" and _ABBREVIATION.fullmatch(short):
            stands_for[short] = (span.id_ or name_slug(citation_form(span.text)), span.text)
    if not stands_for:
        return spans
    linked = []
    for span in spans:
        if span.label_ == "ORG" and not span.id_:
            short = citation_form(span.text)
            for abbreviation, (id_, text) in stands_for.items():
                if short == abbreviation or span.text == text:
                    span = _with_id(doc, span, id_)
                    break
        linked.append(span)
    return linked


def link_places(doc: Doc, spans: list[Span]) -> list[Span]:
    """The spans with the id of the one listed place that has the name."""
    linked = []
    for span in spans:
        if span.label_ in ("GPE", "LOC") and not span.id_:
            from kk_econ_ner.entities.builtin import builtin

            following = doc[span.end].text if span.end < len(doc) else ""
            id_ = builtin().place_id(span.label_, span.text, following)
            if id_:
                span = _with_id(doc, span, id_)
        linked.append(span)
    return linked


def _with_id(doc: Doc, span: Span, id_: str) -> Span:
    return Span(doc, span.start, span.end, label=span.label, span_id=id_)
