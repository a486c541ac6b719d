"""More training sentences from those at hand: other casing, other names.

Every function is seeded, so the same sentences give the same copies.
"""

from __future__ import annotations

import collections
import itertools
import random
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from kk_econ_ner.corpora import Sentence
from kk_econ_ner.morphology.analysis import strip_case
from kk_econ_ner.morphology.forms import CASES, add_case, takes_hyphen

#: Labels whose names stand for one another in a sentence without making nonsense of it.
SWAPPED = ("PERSON", "GPE", "ORG")
_CASES = tuple(case for case in CASES if case != "NOM")
_LONGEST_SUFFIX = 5
_OPENING = '«“„"('
_MARKS = frozenset('«»“”„"()\n')


def recased(sentences: Iterable[Sentence], share: float, seed: int = 1) -> Iterator[Sentence]:
    """Copies of a share of the sentences, half in capitals and half in lower case."""
    rng = random.Random(seed)
    for sentence in sentences:
        if rng.random() >= share:
            continue
        change = str.upper if rng.random() < 0.5 else str.lower
        text = "".join(new if len(new := change(c)) == 1 else c for c in sentence.text)
        yield Sentence(sentence.id, text, sentence.spans)


class Kind(NamedTuple):
    """What two names must share for one to take the other's place."""

    label: str
    words: int
    capital: bool
    abbreviation: bool
    initials: bool
    possessed: bool


def swapped(sentences: Sequence[Sentence], share: float, seed: int = 1) -> Iterator[Sentence]:
    """Copies of a share of the sentences with other people, places and organisations in them.

    The names come from the other sentences, each as likely as any other however often it occurs, and take
    the case of the name they replace: `Таразда` -> `Ақтауда`, `АҚШ-тың` -> `БАӘ-нің`. Names in quotation
    marks and names whose case cannot be told are left alone; a sentence where nothing changes is
    not copied.
    """
    rng = random.Random(seed)
    known: dict[str, set[str]] = {label: set() for label in SWAPPED}
    for sentence in sentences:
        for start, end, label in sentence.spans:
            if label in known:
                known[label].add(sentence.text[start:end])
    names: dict[Kind, list[str]] = collections.defaultdict(list)
    for label, surfaces in known.items():
        for surface in sorted(surfaces):
            found = citation(surface, known[label])
            if found and found[1] == "NOM":
                names[_kind(surface, label)].append(surface)
    for sentence in sentences:
        if rng.random() < share:
            copy = _swap(sentence, known, names, rng)
            if copy.text != sentence.text:
                yield copy


def inflect(name: str, case: str) -> str:
    """The name in a case, after a hyphen where the name asks for one: `АҚШ` + LOC -> `АҚШ-та`."""
    form = add_case(name, case, third=_possessed(name))
    return f"{name}-{form[len(name) :]}" if takes_hyphen(name) and form != name else form


def citation(surface: str, known: Container[str]) -> tuple[str, str] | None:
    """The name without its case, and the case; ``None`` where it cannot be told.

    known: Names and forms of names. A case is read off where the rest is one of them; a form is taken
        for a nominative only where nothing at its end looks like a case.
    """
    if not _MARKS.isdisjoint(surface):
        return None
    for length in range(_LONGEST_SUFFIX, 0, -1):
        name = surface[:-length].removesuffix("-")
        if len(name) > 1 and name in known:
            for case in _CASES:
                if inflect(name, case) == surface:
                    return name, case
    last = surface.rpartition(" ")[2]
    return (surface, "NOM") if strip_case(last, place=True) == last else None


def _kind(name: str, label: str) -> Kind:
    return Kind(
        label,
        min(len(name.split()), 3),
        name[0].isupper(),
        len(name) > 1 and name.isupper(),
        "." in name,
        _possessed(name),
    )


def _possessed(name: str) -> bool:
    """Whether the name ends in a possessive of the third person: `Абай облысы`, `Асан Серікұлы`."""
    last = name.rpartition(" ")[2]
    return name.endswith(("ы", "і")) and (last != name or last.endswith(("ұлы", "қызы")))


def _swap(
    sentence: Sentence,
    known: dict[str, set[str]],
    names: dict[Kind, list[str]],
    rng: random.Random,
) -> Sentence:
    """The sentence with every name that has a counterpart replaced, the same name by the same one."""
    spans = sorted(sentence.spans)
    if any(end > start for (_, end, _), (start, _, _) in itertools.pairwise(spans)):
        return sentence
    chosen: dict[tuple[str, str], str] = {}
    text, at = "", 0
    shifted = []
    for start, end, label in spans:
        text += sentence.text[at:start]
        new = surface = sentence.text[start:end]
        quoted = start > 0 and sentence.text[start - 1] in _OPENING
        found = citation(surface, known[label]) if label in known and not quoted else None
        if found:
            name, case = found
            if (name, label) not in chosen:
                others = names.get(_kind(name, label)) or [name]
                chosen[name, label] = rng.choice(others)
            new = inflect(chosen[name, label], case)
        shifted.append((len(text), len(text) + len(new), label))
        text += new
        at = end
    return Sentence(sentence.id, text + sentence.text[at:], tuple(shifted))
