"""People by given name and surname: ``Бауыржан Байбек``, ``Әсел Сәдуова``.

Data: ``patterns/people.jsonl``. A given name must be followed by a capitalised word; where the given
name is also an everyday word (``ambiguous``), that word must end like a surname.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import regex

from kk_econ_ner.data import PatternError, patterns_dir, read_jsonl
from kk_econ_ner.entities.lexicon import WORD, Entry, NameMatch
from kk_econ_ner.morphology import strip_case

KINDS = frozenset(("given", "surname", "full", "surname_ending", "patronymic_ending"))
_PERSON_KEYS = frozenset(
    ("label", "kind", "pattern", "id", "canonical", "aliases", "ambiguous", "before", "after")
)
_GAP = regex.compile(r"[ \xa0]")


class People:
    """What ``people.jsonl`` knows."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        by_kind: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
        for row in rows:
            by_kind[row["kind"]].append(row)
        #: given name -> whether it is also an everyday word
        self.given = {row["pattern"]: bool(row.get("ambiguous")) for row in by_kind["given"]}
        self.surnames = frozenset(row["pattern"] for row in by_kind["surname"])
        endings = (*by_kind["surname_ending"], *by_kind["patronymic_ending"])
        self.endings = tuple(row["pattern"] for row in endings)
        self.entries = [
            Entry("PERSON", form, row.get("id", ""), row.get("canonical") or row["pattern"])
            for row in by_kind["full"]
            for form in (row["pattern"], *row.get("aliases", ()))
        ]

    def is_surname(self, word: str) -> bool:
        """Whether a capitalised word is a known surname or ends like one, its case taken off."""
        plain = strip_case(word)
        return plain in self.surnames or plain.endswith(self.endings)

    def find(self, text: str) -> Iterator[NameMatch]:
        """Given name, surname, and what may stand between or after them."""
        words = [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
        for i, (word, start, _) in enumerate(words[:-1]):
            ambiguous = self.given.get(word)
            if ambiguous is None:
                continue
            last = i
            while last + 1 < len(words) and last - i < 2 and _goes_on(text, words, last):
                last += 1
            # A third capitalised word belongs to the name only after a patronymic or as a surname.
            while last - i > 1 and not self.is_surname(words[last][0]):
                last -= 1
            if last == i or (ambiguous and not self.is_surname(words[i + 1][0])):
                continue
            yield NameMatch(start, words[last][2], "PERSON")


def _goes_on(text: str, words: list[tuple[str, int, int]], i: int) -> bool:
    following = words[i + 1][0]
    gap = text[words[i][2] : words[i + 1][1]]
    return bool(
        _GAP.fullmatch(gap)
        and following[0].isupper()
        and not following.isupper()
        and len(following) > 2
    )


@lru_cache(maxsize=1)
def people() -> People:
    """The list that comes with the package; a `PatternError` names the line that is wrong."""
    path = patterns_dir() / "people.jsonl"
    rows = []
    for number, row in read_jsonl(path):
        if unknown := sorted(set(row) - _PERSON_KEYS):
            raise PatternError(f"{path}:{number}: unknown key {unknown[0]!r}")
        if row.get("kind") not in KINDS or not row.get("pattern"):
            raise PatternError(
                f"{path}:{number}: needs a 'pattern' and a 'kind' of {sorted(KINDS)}"
            )
        rows.append(row)
    return People(rows)
