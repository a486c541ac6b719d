"""People named twice in a document: ``Ө. Шүкеев`` and ``Шүкеевтің`` are ``Өмірзақ Шүкеев``."""

from __future__ import annotations

import regex
from spacy.tokens import Doc, Span

from kk_econ_ner.entities.canonical import citation_form

_INITIAL = regex.compile(r"\p{Lu}\.-?")
_SPACES = regex.compile(r"[\s\xa0]+")


def full_names(spans: list[Span]) -> dict[str, list[str]]:
    """Surname -> the full names (given name and surname, no initials) it stands in."""
    names: dict[str, list[str]] = {}
    for span in spans:
        name = citation_form(span.text)
        words = name.split()
        if len(words) in (2, 3) and not _INITIAL.search(name):
            known = names.setdefault(words[-1], [])
            if name not in known:
                known.append(name)
    return names


def full_name(span: Span, names: dict[str, list[str]]) -> str | None:
    """The one full name a PERSON span can stand for, or ``None``.

    A bare surname, or a surname with initials that fit the given name. ``None`` where two people of the
    document fit.
    """
    initials = [match.group()[0] for match in _INITIAL.finditer(span.text)]
    rest = citation_form(_INITIAL.sub("", _SPACES.sub(" ", span.text)).strip())
    if " " in rest:
        return rest if not initials and rest in names.get(rest.split()[-1], ()) else None
    fitting = [name for name in names.get(rest, ()) if not initials or name.startswith(initials[0])]
    return fitting[0] if len(fitting) == 1 else None


def person_id(name: str) -> str:
    """A slug that is stable within and across documents: the name's words with hyphens."""
    return name.lower().replace(" ", "-")


def link_people(doc: Doc, spans: list[Span]) -> list[Span]:
    """The spans with an id on every PERSON that the document names in full."""
    people = [span for span in spans if span.label_ == "PERSON"]
    names = full_names(people)
    if not names:
        return spans
    known = {citation_form(span.text): span.id_ for span in people if span.id_}
    linked: list[Span] = []
    for span in spans:
        name = full_name(span, names) if span.label_ == "PERSON" and not span.id_ else None
        if name:
            span = Span(
                doc,
                span.start,
                span.end,
                label=span.label,
                span_id=known.get(name) or person_id(name),
            )
        linked.append(span)
    return linked
