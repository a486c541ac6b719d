"""Citation forms: ``Алматыдағы`` -> ``Алматы``, ``«Самұрық-Қазына» АҚ-ның`` -> ``«Самұрық-Қазына» АҚ``."""

from __future__ import annotations

from functools import lru_cache

import regex
from spacy.tokens import Span

from kk_econ_ner.morphology import strip_case
from kk_econ_ner.text import view

_SPACE = regex.compile(r"\s+")
_AFTER_QUOTE = regex.compile(r"(?<=[»”\"])\s?-?\p{Ll}{1,6}$")

#: Heads that stand in the third person possessive: only the case after it is taken off.
_POSSESSED = regex.compile(
    r"(?<=(?:лыс|қала|аудан|республика|министрліг|комитет|агенттіг|университет|институт|банк|қор"
    r"|компания|академия|корпорация|бірлестіг|одағ|ұйым|палата|кеңес|қауымдастығ|әкімдіг|прокуратура"
    r"|басқарма|департамент|партия|орталығ|қызмет|федерация)(?:сы|сі|ы|і))"
    r"(?:н(?:ың|ің|да|де|дағы|дегі|ан|ен|а|е)|н|мен)$"
)


def canonical(span: Span) -> str:
    """The name in its citation form.

    The canonical name of the pattern where the id is known in the built-in lists; else the text with the
    case ending taken off its last word.
    """
    if span.id_:
        from kk_econ_ner.entities.component import canonical_of_id

        known = canonical_of_id(span.label_, span.id_)
        if known:
            return known
        if span.label_ in ("PERSON", "ORG"):
            return _named_in_full(span)
    return citation_form(span.text, place=span.label_ in ("GPE", "LOC"))


def _named_in_full(span: Span) -> str:
    """The longest citation form that the document gives a person or an organisation of this id."""
    forms = (
        citation_form(ent.text)
        for ent in span.doc.ents
        if ent.label == span.label and ent.id_ == span.id_
    )
    return max(forms, key=len, default=citation_form(span.text))


@lru_cache(maxsize=50_000)
def citation_form(text: str, *, place: bool = False) -> str:
    """The text with single spaces and without the case ending of its last word.

    place: See `strip_case`.
    """
    text = _SPACE.sub(" ", view(text).text).strip()
    text = _AFTER_QUOTE.sub("", text)
    head, space, last = text.rpartition(" ")
    stripped = _POSSESSED.sub("", last)
    if stripped == last:
        stripped = strip_case(last, place=place)
    return f"{head}{space}{stripped}"
