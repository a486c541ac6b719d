"""Every listed place is found in its inflected forms, in capitals too, and never inside another word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kk_econ_ner.data import patterns_dir
from kk_econ_ner.entities.builtin import builtin
from kk_econ_ner.entities.entries import Entry, read_entries
from kk_econ_ner.morphology import forms

ENTRIES = list(read_entries(patterns_dir() / "places.jsonl"))
#: Forms that are at the same time forms of a longer listed name, which is what is found.
HOMONYMS = {"Шар": "Шарын", "Нева": "Невада"}


def inflected(entry: Entry, *, owned: bool) -> Iterator[str]:
    """Singular forms, ``-дағы`` among them; with possessives where ``owned``."""
    head, space, last = entry.pattern.rpartition(" ")
    for form, tag in forms(last):
        if "PL" in tag or ("PSS" in tag and not owned):
            continue
        yield f"{head}{space}{form}"
        if tag.startswith("LOC"):
            yield f"{head}{space}{form}{'ғы' if form[-1] in 'ао' else 'гі'}"


def found(entry: Entry, name: str) -> bool:
    """Whether the name is found whole, with its label, where its context asks for it."""
    before = f"{entry.before[0]} " if entry.before else ""
    after = entry.after[0] if entry.after else "туралы"
    text = f"ол, {before}{name} {after}"
    start = text.index(name)
    return any(
        (match.start, match.end, match.label) == (start, start + len(name), entry.label)
        for match in builtin().lexicon.find(text)
    )


def missed(entries: list[Entry], *, owned: bool) -> list[str]:
    return [
        name
        for entry in entries
        if entry.pattern not in HOMONYMS
        for form in inflected(entry, owned=owned)
        for name in (form, form.upper())
        if not found(entry, name)
    ]


def test_all_places_in_all_cases() -> None:
    assert len(ENTRIES) > 2_000
    assert missed(ENTRIES, owned=False) == []


@pytest.mark.parametrize("start", range(3))
def test_places_with_possessives(start: int) -> None:
    assert missed(ENTRIES[start * 7 :: 21], owned=True) == []


def test_never_inside_another_word() -> None:
    lexicon = builtin().lexicon
    for entry in ENTRIES:
        for text in (
            f"ол қос{entry.pattern.lower()} туралы айтты",
            f"ол Қос{entry.pattern.lower()} туралы айтты",
        ):
            touching = [
                m for m in lexicon.find(text) if m.start < text.index(" туралы") and m.start == 3
            ]
            assert touching == [], (entry.pattern, touching)


@pytest.mark.parametrize(
    "word",
    ["қазақстандық", "Қазақстандық", "Алматылық", "Ресейлік", "РЕСЕЙЛІК", "Қытайлық", "Германиялықтар",
     "Астаналықтардың", "америкалық", "Америкалық"],
)  # fmt: skip
def test_people_of_a_place_are_no_place(word: str) -> None:
    labels = {match.label for match in builtin().lexicon.find(f"Жиынға {word} кәсіпкер келді")}
    assert "GPE" not in labels
