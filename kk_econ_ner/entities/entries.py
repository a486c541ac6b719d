"""The lines of a name list: their format, its validation, and what a match of one is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kk_econ_ner.data import PatternError, read_jsonl
from kk_econ_ner.entities.scan import WORD
from kk_econ_ner.labels import LABELS

_LISTS = ("aliases", "before", "after", "unless")
_FLAGS = ("quoted", "lower", "inner")
KEYS = frozenset(("label", "pattern", "id", "canonical", *_LISTS, *_FLAGS))


@dataclass(frozen=True, slots=True)
class Entry:
    """One written form of a name.

    quoted: The form counts only between quotes, because it is also an everyday word.
    before, after: One of these stems must begin the word before, or after, for the same reason.
    inner: Without such a word it counts only where no sentence begins.
    unless: No word that begins with one of these stems may follow: there it is another name.
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
    inner: bool = False
    unless: tuple[str, ...] = ()


class NameMatch(NamedTuple):
    """A name found in a text, in characters.

    last: The number of its last word, if known.
    form: The listed form, of which the text may hold an inflected one.
    """

    start: int
    end: int
    label: str
    id: str = ""
    canonical: str = ""
    last: int = -1
    form: str = ""


def read_entries(path: str | Path) -> Iterator[Entry]:
    """Entries of a JSONL file, one for the pattern and one for each alias.

    Raises `PatternError` with file and line for an unknown key or label, an empty pattern, a value of the
    wrong type, and an id that stands for two canonical names.
    """
    names: dict[tuple[str, str], tuple[str, int]] = {}
    for number, row in read_jsonl(path):
        where = f"{path}:{number}"
        entries = check_row(row, where)
        first = entries[0]
        if first.id:
            known, line = names.setdefault((first.label, first.id), (first.canonical, number))
            if known != first.canonical:
                raise PatternError(
                    f"{where}: duplicate id {first.id!r}, already {known!r} on line {line}"
                )
        yield from entries


def check_row(row: Mapping[str, Any], where: str, *, any_label: bool = False) -> list[Entry]:
    """The entries of one row, or a `PatternError` that begins with ``where``.

    any_label: Accept labels of the user's own.
    """
    if not KEYS.issuperset(row):
        raise PatternError(f"{where}: unknown key {min(set(row) - KEYS)!r}")
    for name in ("label", "pattern"):
        if not isinstance(row.get(name), str):
            raise PatternError(f"{where}: {name!r} must be a string")
    label, pattern = row["label"], row["pattern"]
    if not label or (label not in LABELS and not any_label):
        raise PatternError(f"{where}: unknown label {label!r}")
    stems = {}
    for name in _LISTS:
        value = row.get(name)
        if value is None:
            stems[name] = ()
            continue
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise PatternError(f"{where}: {name!r} must be a list of strings")
        stems[name] = tuple(item if name == "aliases" else item.lower() for item in value)
    for name in ("id", "canonical"):
        if not isinstance(row.get(name, ""), str):
            raise PatternError(f"{where}: {name!r} must be a string")
    entries = []
    for form in (pattern, *stems["aliases"]):
        if not WORD.search(form):
            raise PatternError(f"{where}: empty pattern")
        entries.append(
            Entry(
                label,
                form,
                row.get("id", ""),
                row.get("canonical") or pattern,
                bool(row.get("quoted")),
                stems["before"],
                stems["after"],
                bool(row.get("lower")),
                bool(row.get("inner")),
                stems["unless"],
            )
        )
    return entries
