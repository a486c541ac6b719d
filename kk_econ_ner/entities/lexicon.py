"""The name lists: loading, validation, and a matcher that sees through Kazakh inflection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

from kk_econ_ner.data import PatternError, read_jsonl
from kk_econ_ner.labels import LABELS
from kk_econ_ner.morphology import analyse

#: A word with inner hyphens and apostrophes; names are sequences of such words.
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++(?:[-’'&][\p{L}\p{M}\p{N}]++)*+")

KEYS = frozenset(("label", "pattern", "id", "canonical", "aliases", "quoted", "kind"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One written form of a name.

    quoted: The form counts only between quotes, because it is also an everyday word.
    """

    label: str
    pattern: str
    id: str = ""
    canonical: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found in a text, in characters."""

    start: int
    end: int
    label: str
    id: str = ""
    canonical: str = ""


def read_entries(path: str | Path) -> Iterator[Entry]:
    """Entries of a JSONL file, one for the pattern and one for each alias.

    Raises `PatternError` with file and line for an unknown key or label, an empty pattern, a value of the
    wrong type, and an id that stands for two canonical names.
    """
    names: dict[tuple[str, str], tuple[str, int]] = {}
    for number, row in read_jsonl(path):
        where = f"{path}:{number}"
        entries = list(check_row(row, where))
        first = entries[0]
        if first.id:
            known, line = names.setdefault((first.label, first.id), (first.canonical, number))
            if known != first.canonical:
                raise PatternError(
                    f"{where}: duplicate id {first.id!r}, already {known!r} on line {line}"
                )
        yield from entries


def check_row(row: Mapping[str, Any], where: str, *, any_label: bool = False) -> Iterator[Entry]:
    """The entries of one row, or a `PatternError` that begins with ``where``.

    any_label: Accept labels of the user's own.
    """
    if unknown := sorted(set(row) - KEYS):
        raise PatternError(f"{where}: unknown key {unknown[0]!r}")
    for key in ("label", "pattern"):
        if not isinstance(row.get(key), str):
            raise PatternError(f"{where}: {key!r} must be a string")
    label, pattern = row["label"], row["pattern"]
    if not label or (label not in LABELS and not any_label):
        raise PatternError(f"{where}: unknown label {label!r}")
    aliases = row.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise PatternError(f"{where}: 'aliases' must be a list of strings")
    for key in ("id", "canonical"):
        if not isinstance(row.get(key, ""), str):
            raise PatternError(f"{where}: {key!r} must be a string")
    for form in (pattern, *aliases):
        if not WORD.search(form):
            raise PatternError(f"{where}: empty pattern")
        yield Entry(
            label, form, row.get("id", ""), row.get("canonical") or pattern, bool(row.get("quoted"))
        )


class Lexicon:
    """Finds entries in texts; the last word of a name may be inflected."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: list[Entry] = []
        #: lower-cased single word -> entries
        self._single: dict[str, list[Entry]] = {}
        #: lower-cased first word -> (the other words lower-cased, entry), longest first
        self._several: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self.add(entries)

    def add(self, entries: Iterable[Entry]) -> None:
        """Add entries; those added later win over equal ones."""
        changed: set[str] = set()
        for entry in entries:
            self.entries.append(entry)
            words = [match.group().lower() for match in WORD.finditer(entry.pattern)]
            if len(words) == 1:
                self._single.setdefault(words[0], []).insert(0, entry)
            else:
                self._several.setdefault(words[0], []).insert(0, (tuple(words[1:]), entry))
                changed.add(words[0])
        for word in changed:
            self._several[word].sort(key=lambda item: -len(item[0]))

    def find(self, text: str) -> Iterator[NameMatch]:
        """All names in the text; overlapping ones included."""
        words = [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
        lowered = [word.lower() for word, _, _ in words]
        for i, (word, start, end) in enumerate(words):
            if not (word[0].isupper() or word[0].isdigit()):
                continue
            for rest, entry in self._several.get(lowered[i], ()):
                last = i + len(rest)
                if last >= len(words) or tuple(lowered[i + 1 : last]) != rest[:-1]:
                    continue
                if not analyse(lowered[last], (rest[-1],)) or "\n" in text[end : words[last][1]]:
                    continue
                if not _gaps_fit(text, words, i, last, entry.pattern):
                    continue
                if _allowed(entry, text, start, words[last][2], word, entry.pattern.split()[0]):
                    yield _match(entry, start, words[last][2])
                    break
            for reading in analyse(lowered[i], self._single):
                entry = next(
                    (
                        one
                        for one in self._single[reading.stem]
                        if _allowed(one, text, start, end, word[: len(reading.stem)], one.pattern)
                    ),
                    None,
                )
                if entry is not None:
                    yield _match(entry, start, end)
                    break


def _gaps_fit(
    text: str, words: list[tuple[str, int, int]], first: int, last: int, pattern: str
) -> bool:
    """Between the words stands what stands in the pattern: quotes where it has quotes, else spaces."""
    gaps = "".join(text[words[i][2] : words[i + 1][1]] for i in range(first, last))
    wanted = WORD.sub("", pattern)
    return gaps.strip() == "" or gaps.split() == wanted.split()


def _allowed(entry: Entry, text: str, start: int, end: int, surface: str, pattern: str) -> bool:
    if entry.quoted and not (text[max(0, start - 1) : start] in "«“\"" and start):
        return False
    # Capitals as in the pattern, or all capitals; an abbreviation never matches a common word.
    return surface == pattern[: len(surface)] or surface == surface.upper()


def _match(entry: Entry, start: int, end: int) -> NameMatch:
    return NameMatch(start, end, entry.label, entry.id, entry.canonical)
