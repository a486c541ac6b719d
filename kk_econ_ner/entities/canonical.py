"""Citation forms: ``Алматыдағы`` -> ``Алматы``, ``«Самұрық-Қазына» АҚ-ның`` -> ``«Самұрық-Қазына» АҚ``."""

from __future__ import annotations

from functools import lru_cache

import regex
from spacy.tokens import Span

from kk_econ_ner.entities.place_words import in_singular
from kk_econ_ner.labels import OWN_SPANS, VALUE_LABELS
from kk_econ_ner.morphology import analyse, strip_case
from kk_econ_ner.text import view

#: Attribute of the spans group `OWN_SPANS` that holds the citation forms of its names.
OWN_NAMES = "canonical"

_SPACE = regex.compile(r"\s+")
_AFTER_QUOTE = regex.compile(r"(?<=[»”\"])\s?-?\p{Ll}{1,6}$")

#: Heads that stand in the third person possessive: only the case after it is taken off.
_POSSESSED = regex.compile(
    r"(?<=(?:лыс|қала|аудан|республика|министрліг|комитет|агенттіг|университет|институт|банк|қор"
    r"|компания|академия|корпорация|бірлестіг|одағ|ұйым|палата|кеңес|қауымдастығ|әкімдіг|прокуратура"
    r"|басқарма|департамент|партия|орталығ|қызмет|федерация)(?:сы|сі|ы|і))"
    r"(?:н(?:ың|ің|да|де|дағы|дегі|ан|ен|а|е)|н|мен)$"
)
#: The same for any common noun that ends a longer name: ``Қазақ мемлекетінде``, ``ҚР заңын``. Not the
#: accusative of words that end in it by nature.
_OWNED_NOUN = regex.compile(
    r"(?<=\p{Ll}[ыі])(?:н(?:ың|ің|да|де|дағы|дегі|дан|ден|ан|ен|а|е)|мен)$"
    r"|(?<=^\p{Ll}{3,}[ыі])(?<!^(?:жиы|дары|дайы|егі|келі|түті|шығы|ағы|жалы|алты|оты|тығы|босқы))н$"
)
#: The same for patronymics: ``Серікқызына``, ``Асқарұлының``.
_PATRONYMIC = regex.compile(r"(?<=\p{L}{2}(?:ұлы|қызы))(?:н(?:ың|да|дағы|ан|а)|н|мен)$")
#: A quotation mark at the end whose opening one stands before the name.
_LEFT_OVER = regex.compile(r"(?<=^[^«“\"]+)[»”\"]$")


def canonical(span: Span) -> str:
    """The name in its citation form.

    The canonical name of the pattern where the user's pattern is known or the id is one of the built-in
    lists; else the text with the case ending taken off its last word. A person mentioned by the surname
    only is called by it unless the document names them in full. Of an amount, the text with its last word,
    the unit, in the nominative.
    """
    if span.label_ in VALUE_LABELS:
        return amount_form(span.text)
    if own := own_name(span):
        return own
    if span.id_:
        from kk_econ_ner.entities.component import canonical_of_id

        known = canonical_of_id(span.label_, span.id_)
        if span.label_ == "PERSON" and known:
            longest = _named_in_full(span)
            return longest if _SINGLE.fullmatch(longest) else known
        if known:
            return known
        if span.label_ in ("PERSON", "ORG"):
            return _named_in_full(span)
    return citation_form(span.text, place=span.label_ in ("GPE", "LOC"))


#: A name of one word, with no initial.
_SINGLE = regex.compile(r"[\p{L}\p{M}'’-]+")


def own_name(span: Span) -> str:
    """The citation form that a pattern of the user's gives the span, or the empty string."""
    group = span.doc.spans.get(OWN_SPANS)
    names = group.attrs.get(OWN_NAMES) if group else None
    return str(names.get(own_key(span), "")) if names else ""


def own_key(span: Span) -> str:
    """What `own_name` looks a span up by: its id or, where it has none, its place."""
    return f"{span.label_} {span.id_}" if span.id_ else f"{span.label_} {span.start}-{span.end}"


def _named_in_full(span: Span) -> str:
    """The longest citation form that the document gives a person or an organisation of this id."""
    own = citation_form(span.text)
    forms = [
        citation_form(ent.text)
        for ent in span.doc.ents
        if ent.label == span.label and ent.id_ == span.id_
    ]
    return max([own, *forms], key=len)


@lru_cache(maxsize=50_000)
def amount_form(text: str) -> str:
    """An amount with single spaces and its unit without the case: ``5 млн теңгеге`` -> ``5 млн теңге``.

    Only a unit or a currency of the lists loses an ending; other last words stay as they are.
    """
    from kk_econ_ner.quantities.lexicon import lexicon

    text = _SPACE.sub(" ", view(text).text).strip()
    text = _SIGN_SUFFIX.sub("", text)
    match = _LAST_WORD.search(text)
    if match is None:
        return text
    table = lexicon()
    word = match.group()
    known = [one for names in (table.nouns, table.stems, table.last_words) for one in analyse(word, names)]
    if not known or known[0].suffixes == "":
        return text
    best = max(known, key=lambda one: len(one.stem))
    if (owned := _OWNED.fullmatch(best.suffixes)) is not None:
        return text[: len(text) - len(owned["case"])]
    return text[: match.start()] + best.stem


#: The possessive of ``АҚШ долларын`` belongs to the name of the unit, the case does not.
_OWNED = regex.compile(r"с?[ыі](?P<case>(?:н(?:[ыі]ң|[дт][ае](?:ғы|гі|н)?|[ае]н?)?|мен)?)")
_SIGN_SUFFIX = regex.compile(r"(?<=[%‰\p{Sc}])\s?-\p{Ll}{1,6}$")
_LAST_WORD = regex.compile(r"\p{L}+$")


@lru_cache(maxsize=50_000)
def citation_form(text: str, *, place: bool = False) -> str:
    """The text with single spaces and without the case ending of its last word.

    place: See `strip_case`; a descriptor in the plural goes into the singular (`in_singular`).
    """
    text = _SPACE.sub(" ", view(text).text).strip()
    text = _LEFT_OVER.sub("", _AFTER_QUOTE.sub("", text))
    if place and (one := in_singular(text)) != text:
        return one
    head, space, last = text.rpartition(" ")
    stripped = _PATRONYMIC.sub("", _POSSESSED.sub("", last))
    if stripped == last and space and last.islower():
        stripped = _OWNED_NOUN.sub("", last)
    if stripped == last:
        stripped = strip_case(last, place=place)
    return f"{head}{space}{stripped}"
