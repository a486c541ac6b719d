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

KEYS = frozenset(
    ("label", "pattern", "id", "canonical", "aliases", "quoted", "before", "after", "lower")
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One written form of a name.

    quoted: The form counts only between quotes, because it is also an everyday word.
    before, after: One of these stems must begin the word before, or after, for the same reason.
    lower: The form may be written without a capital.
    """

    label: str
    pattern: str
    id: str = ""
    canonical: str = ""
    quoted: bool = False
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    lower: bool = False


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
    for key in ("aliases", "before", "after"):
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise PatternError(f"{where}: {key!r} must be a list of strings")
    for key in ("id", "canonical"):
        if not isinstance(row.get(key, ""), str):
            raise PatternError(f"{where}: {key!r} must be a string")
    for form in (pattern, *aliases):
        if not WORD.search(form):
            raise PatternError(f"{where}: empty pattern")
        yield Entry(
            label,
            form,
            row.get("id", ""),
            row.get("canonical") or pattern,
            quoted=bool(row.get("quoted")),
            before=tuple(stem.lower() for stem in row.get("before", ())),
            after=tuple(stem.lower() for stem in row.get("after", ())),
            lower=bool(row.get("lower")),
        )


class Lexicon:
    """Finds entries in texts; the last word of a name may be inflected."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: list[Entry] = []
        #: lower-cased single word -> entries
        self._single: dict[str, list[Entry]] = {}
        #: lower-cased first word -> (the other words lower-cased, entry), longest first
        self._several: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._lower = False
        self.add(entries)

    def add(self, entries: Iterable[Entry]) -> None:
        """Add entries; those added later win over equal ones."""
        changed: set[str] = set()
        for entry in entries:
            self.entries.append(entry)
            self._lower |= entry.lower
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
            if not self._lower and not (word[0].isupper() or word[0].isdigit()):
                continue
            for rest, entry in self._several.get(lowered[i], ()):
                last = i + len(rest)
                if last >= len(words) or tuple(lowered[i + 1 : last]) != rest[:-1]:
                    continue
                if not analyse(lowered[last], (rest[-1],)) or "\n" in text[end : words[last][1]]:
                    continue
                if not _gaps_fit(text, words, i, last, entry.pattern):
                    continue
                if _in_context(entry, text, start, lowered, i, last) and _written(
                    entry, word, entry.pattern.split()[0]
                ):
                    yield _match(entry, start, words[last][2])
                    break
            for reading in analyse(lowered[i], self._single):
                found = next(
                    (
                        one
                        for one in self._single[reading.stem]
                        if _in_context(one, text, start, lowered, i, i)
                        and _written(one, word[: len(reading.stem)], one.pattern)
                    ),
                    None,
                )
                if found is not None:
                    yield _match(found, start, end)
                    break


def _gaps_fit(
    text: str, words: list[tuple[str, int, int]], first: int, last: int, pattern: str
) -> bool:
    """Between the words stands what stands in the pattern: quotes where it has quotes, else spaces."""
    gaps = "".join(text[words[i][2] : words[i + 1][1]] for i in range(first, last))
    wanted = WORD.sub("", pattern)
    return gaps.strip() == "" or gaps.split() == wanted.split()


def _in_context(
    entry: Entry, text: str, start: int, lowered: list[str], first: int, last: int
) -> bool:
    """Whether what stands around the name is what an ambiguous entry asks for."""
    if entry.quoted and not (start and text[start - 1] in '«“"'):
        return False
    if not (entry.before or entry.after):
        return True
    before = first > 0 and lowered[first - 1].startswith(entry.before or ("\0",))
    after = last + 1 < len(lowered) and lowered[last + 1].startswith(entry.after or ("\0",))
    return before or after


def _written(entry: Entry, surface: str, pattern: str) -> bool:
    """Capitals as in the pattern, or all capitals; an abbreviation never matches a common word."""
    return entry.lower or surface == pattern[: len(surface)] or surface == surface.upper()


def _match(entry: Entry, start: int, end: int) -> NameMatch:
    return NameMatch(start, end, entry.label, entry.id, entry.canonical)
