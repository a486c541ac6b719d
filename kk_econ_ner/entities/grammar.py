"""Organisations and positions that no list holds, by their form.

Three grammars find organisations: by quotes (`quoted`), by heads and what owns them (`offices`), and without
either (`unquoted`); `positions` reads what people are in them. This module puts their findings together. The
rules, their sources and figures: ``docs/organisations.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from kk_econ_ner.entities.entries import NameMatch
from kk_econ_ner.entities.office_words import is_place
from kk_econ_ner.entities.offices import Finding, Word, offices, words_of
from kk_econ_ner.entities.positions import positions
from kk_econ_ner.entities.quoted import quoted_names
from kk_econ_ner.entities.unquoted import unquoted_organisations

#: Labels of the grammar that are evidence for the recogniser and stand in the spans groups only: an entity
#: that one holds (``ҚР`` in ``ҚР Президенті``) would otherwise be lost from ``doc.ents`` of the ruler alone.
EVIDENCE = frozenset(("POSITION", "PROJECT", "EVENT", "WORK_OF_ART", "FAC"))

#: ``(ҚДБ)``, ``(бұдан әрі – ҚДБ)``
_ACRONYM = regex.compile(
    r"[»”]?[ \xa0]?\((?:бұдан әрі [–-] )?(\p{Lu}[\p{L}\p{N}]{0,8}\p{Lu}(?:-\p{Ll}{1,5})?)\)"
)


def find_by_grammar(text: str) -> Iterator[NameMatch]:
    """Organisations, positions, and what else a descriptor after quotes tells."""
    for start, end, label in find_names(text, words_of(text)):
        yield NameMatch(start, end, label)


class Candidates(NamedTuple):
    """Where the grammars have something to read, as numbers of words.

    heads: May be heads of organisations (`office_words.read_head`, `is_office`).
    tails: May end unquoted names (`unquoted.may_end_name`).
    posts: May be heads of positions (`positions.read_position`).
    latin: Whether a word may make an organisation of a Latin name (`unquoted.is_latin_mark`).
    """

    heads: Sequence[int]
    tails: Sequence[int]
    posts: Sequence[int]
    latin: bool


def find_names(
    text: str, words: Sequence[Word], candidates: Candidates | None = None
) -> list[Finding]:
    """The same as ``(start, end, label)``.

    words: Of the text.
    candidates: Where to look, if that is known already; else everywhere.
    """
    every = range(len(words))
    heads, tails, posts, latin = candidates or (every, every, every, True)
    quoted = list(quoted_names(text))
    others = [one for one in quoted if one[2] != "ORG"]
    named = [one for one in quoted if one[2] == "ORG"]
    if tails or latin:
        named += unquoted_organisations(text, words, tails, latin=latin)
    if heads:
        named += offices(text, words, named, heads)
    found = _longest(set(named)) if len(named) > 1 else named
    if found:
        found += _abbreviated(text, found)
    if posts:
        others += positions(text, words, found, posts)
    return found + others


def _longest(found: set[Finding]) -> list[Finding]:
    """Those that no other one holds."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: (one[0], -one[1])):
        if not kept or one[1] > kept[-1][1]:
            kept.append(one)
    return kept


def _abbreviated(text: str, found: list[Finding]) -> list[Finding]:
    """Acronyms in brackets after the names they stand for: ``… даму банкі (ҚДБ)``."""
    matches = ((_ACRONYM.match(text, end), label) for _, end, label in found)
    return [(*match.span(1), label) for match, label in matches if match and not is_place(match[1])]
