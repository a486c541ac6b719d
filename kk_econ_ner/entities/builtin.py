"""The package's own lists and grammars as one finder.

Most words of a text can begin no name. What a word form may be to the rules is worked out once and
remembered as a number, so that each rule looks only where there is something for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, reduce
from itertools import starmap
from operator import attrgetter, or_

from kk_econ_ner.cache import FormCache
from kk_econ_ner.data import patterns_dir
from kk_econ_ner.entities.canonical import citation_form
from kk_econ_ner.entities.entries import Entry, NameMatch
from kk_econ_ner.entities.grammar import Candidates, find_names
from kk_econ_ner.entities.lexicon import Lexicon, read_entries
from kk_econ_ner.entities.name_parts import same_name
from kk_econ_ner.entities.office_words import is_office, read_head
from kk_econ_ner.entities.people import ANCHORS, find_people
from kk_econ_ner.entities.people_list import people
from kk_econ_ner.entities.place_words import SINGULAR, SMALL
from kk_econ_ner.entities.places import PlaceRules
from kk_econ_ner.entities.positions import read_position
from kk_econ_ner.entities.quoted import holds_closing_quote
from kk_econ_ner.entities.scan import WORD, Scan, key
from kk_econ_ner.entities.unquoted import is_latin_mark, is_state_body, may_end_name

FILES = ("places.jsonl", "organisations.jsonl")

#: What a word form may be to the rules; a form may be several.
_LISTED = 1  #: the first word of a listed name
_PERSON = 2  #: what a person's name is read around
_DESCRIPTOR = 4  #: of places
_HEAD = 8  #: of organisations
_MARK = 16  #: what an organisation may stand unquoted at
_POST = 32  #: the head of a position
_TAIL = 64  #: the last word of an unquoted name, or the word after it
_LATIN = 128  #: what makes an organisation of a Latin name
#: An abbreviation, which may be a legal form or a state body, or a Latin word: with these, heads of
#: organisations (`read_head`), descriptors and quotation marks the organisation grammar begins.
_ABBREVIATION = re.compile(r"[^\W\d_]{2,8}(?:-\w+)?|[A-Z].*")
_DESCRIPTORS = tuple(
    "компани авиакомпани әуекомпани концерн холдинг телеарна телекомпани фирма".split()
)


class Builtin:
    """See the module's docstring. One instance serves all pipes (`builtin`)."""

    def __init__(self) -> None:
        folder = patterns_dir()
        self.lexicon = Lexicon(e for name in FILES for e in read_entries(folder / name))
        self.people = people()
        self.lexicon.add(self.people.entries)
        self.lexicon.add(_full_forms(self.lexicon.entries))
        self.places = PlaceRules(self.people)
        self._facts = FormCache(self._fact)
        self._pieces = FormCache(self._may_hold_names)
        self._listed = FormCache(self._is_listed)
        self._canonical: dict[tuple[str, str], str] = {
            (entry.label, entry.id): entry.canonical for entry in self.lexicon.entries
        }

    def canonical(self, label: str, id_: str) -> str:
        """The canonical name that an id stands for, or the empty string."""
        return self._canonical.get((label, id_), "")

    def place_id(self, label: str, text: str, following: str = "") -> str:
        """The id of the one listed place with this name; else the empty string.

        following: The word after it. A descriptor there (``өзені``, ``ауданы``) tells which place is
            meant; otherwise the context that a list entry asks for may be missing.
        """
        if text.islower():
            text = text.title()
        following = key(following)
        kind = self.places.descriptors[following] if following else ""
        if label == "GPE" and kind and (id_ := self.place_named(text, SINGULAR.get(kind, kind))):
            return id_
        entries = [
            entry
            for entry in self.lexicon.look_up(text)
            if entry.label == label and self._is_place(entry, following)
        ]
        if kind in SMALL:
            entries = [one for one in entries if not one.id[:2].isupper()]
        entries = [one for one in entries if one.inner or not one.after] or entries
        ids = {entry.id for entry in entries}
        default = any(entry.inner or not (entry.before or entry.after) for entry in entries)
        if label == "GPE" and len(ids) == 1 and not default:
            # ``Жамбыл`` may be the district or the region
            ids |= {
                one.id for one in self.lexicon.look_up(f"{citation_form(text, place=True)} облысы")
            }
        return ids.pop() if len(ids) == 1 else ""

    def place_named(self, name: str, kind: str) -> str:
        """The id of the one listed GPE with this name, uninflected, and this descriptor, or the empty string.

        kind: A descriptor in the singular: ``Жамбыл`` with ``облысы`` is the region, with ``ауданы`` the
            district. A name that stands in the list without one is taken where none stands with it, but no
            country, region or republican city (an ISO code) is a district or a village.
        """
        entries = self.lexicon.look_up(f"{name} {kind}")
        if not entries:
            same = [one for one in self.lexicon.look_up(name) if key(one.pattern) == key(name)]
            fitting = [one for one in same if kind.startswith(one.after)]
            entries = fitting or [one for one in same if not one.after]
        ids = {one.id for one in entries if one.label == "GPE"}
        if kind in SMALL:
            ids = {id_ for id_ in ids if not id_[:2].isupper()}
        return ids.pop() if len(ids) == 1 else ""

    def _is_place(self, entry: Entry, following: str) -> bool:
        if entry.unless and following.startswith(entry.unless):
            return False
        if entry.after and following and self.places.descriptors[following]:
            return following.startswith(entry.after)
        return True

    def is_listed(self, word: str) -> bool:
        """Whether a capitalised form is a listed place or organisation without any context."""
        return bool(self._listed[word])

    def _is_listed(self, word: str) -> bool:
        found = self.lexicon.forms[word]
        return found is not None and any(
            entry.label != "PERSON" and not (entry.before or entry.after or entry.quoted)
            for entry in found[1]
        )

    def _fact(self, word: str) -> int:
        fact = 0
        if self.lexicon.forms[word] is not None:
            fact |= _LISTED
        if self.people.forms[word] & ANCHORS:
            fact |= _PERSON
        if self.places.descriptors[word]:
            fact |= _DESCRIPTOR
        if read_head(word) is not None or is_office(word):
            fact |= _HEAD
        if read_position(word) is not None:
            fact |= _POST
        if self._is_mark(word):
            fact |= _MARK
        if may_end_name(word):
            fact |= _TAIL
        if is_latin_mark(word):
            fact |= _LATIN
        return fact

    def _is_mark(self, word: str) -> bool:
        """Whether an organisation may stand unquoted at this form."""
        if key(word).startswith(_DESCRIPTORS):
            return True
        found = _ABBREVIATION.fullmatch(word)
        if found is None or not word[0].isupper():
            return False
        if "A" <= word[0] <= "Z" or is_state_body(word):
            return True
        return word[:2].isupper() and not self._is_listed(word)

    def may_hold_names(self, text: str) -> bool:
        """Whether any word of the text may be part of a name."""
        return any(map(self._pieces.__getitem__, text.split(" ")))

    def _may_hold_names(self, piece: str) -> bool:
        """The same of a piece of a text between spaces."""
        return holds_closing_quote(piece) or any(map(self._facts.__getitem__, WORD.findall(piece)))

    def find(self, scan: Scan) -> list[NameMatch]:
        """All that lists and grammars find; overlapping ones included."""
        facts = list(map(self._facts.__getitem__, scan.words))
        matches: list[NameMatch] = []
        marked = [i for i, fact in enumerate(facts) if fact]
        present = reduce(or_, facts, 0)

        def those(flag: int) -> Sequence[int]:
            return [i for i in marked if facts[i] & flag] if present & flag else ()

        if listed := those(_LISTED):
            matches += self.lexicon.find_at(scan, listed)
        if anchors := those(_PERSON):
            matches += find_people(scan, self.is_listed, self.people, anchors)
        if present & _DESCRIPTOR:
            # The first of two matches of one span counts: the descriptor tells more than the name.
            matches = [*self.places.members(scan, self.place_named), *matches]
            matches += self.places.find(scan, self.is_listed)
        if present & (_HEAD | _MARK | _POST) or holds_closing_quote(scan.text):
            unquoted = bool(present & _MARK)
            candidates = Candidates(
                heads=those(_HEAD),
                tails=those(_TAIL) if unquoted else (),
                posts=those(_POST),
                latin=unquoted and bool(present & _LATIN),
            )
            found = find_names(scan.text, scan.triples(), candidates)
            matches += with_known_ids(scan.text, starmap(NameMatch, found), matches)
        return matches

    def nested(self, scan: Scan, matches: list[NameMatch]) -> set[int]:
        """Where those listed places begin that are part of a longer name."""
        return {
            match.start
            for match in matches
            if match.label == "GPE" and match.last >= 0 and self.places.in_longer_name(scan, match)
        }


#: What a state calls itself; with the country's name before it, the same country.
_STATES = ("Республикасы", "Корольдігі", "Мемлекеті")
_COUNTRY = re.compile("[A-Z]{2}")


def _full_forms(entries: list[Entry]) -> list[Entry]:
    """``Польша Республикасы``, ``Кувейт Мемлекеті`` for every listed country of one word."""
    known = {entry.pattern.lower() for entry in entries}
    return [
        replace(entry, pattern=form)
        for entry in entries
        if entry.label == "GPE" and _COUNTRY.fullmatch(entry.id) and " " not in entry.pattern
        for form in (f"{entry.pattern} {state}" for state in _STATES)
        if not entry.pattern.isupper() and form.lower() not in known
    ]


@lru_cache(maxsize=1)
def builtin() -> Builtin:
    """The finder, loaded at the first call; a `PatternError` names a list's line that is wrong."""
    return Builtin()


def with_known_ids(
    text: str, matches: Iterable[NameMatch], known: Iterable[NameMatch]
) -> list[NameMatch]:
    """Organisations with their legal form have the id of the listed name that each is made of."""
    names = sorted(
        (name for name in known if name.label == "ORG" and name.id), key=attrgetter("start")
    )
    starts = [name.start for name in names]
    return [_with_known_id(text, match, names, starts) for match in matches]


def _with_known_id(
    text: str, match: NameMatch, names: list[NameMatch], starts: list[int]
) -> NameMatch:
    if match.label != "ORG" or match.id:
        return match
    inside = slice(bisect_left(starts, match.start), bisect_left(starts, match.end))
    for name in names[inside]:
        if name.end <= match.end and same_name(
            "ORG", text[match.start : name.start], text[name.end : match.end]
        ):
            return match._replace(id=name.id)
    return match
