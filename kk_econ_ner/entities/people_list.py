"""What ``patterns/people.jsonl`` knows, and what it says of a word form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import regex

from kk_econ_ner.cache import FormCache
from kk_econ_ner.data import PatternError, patterns_dir, read_jsonl
from kk_econ_ner.entities.entries import Entry
from kk_econ_ner.entities.scan import key
from kk_econ_ner.morphology import analyse, strip_case

KINDS = frozenset(
    ("given", "surname", "full", "surname_ending", "patronymic_ending", "role", "honorific",
     "particle", "not_name")
)  # fmt: skip
_KEYS = frozenset(
    ("label", "kind", "pattern", "id", "canonical", "aliases", "ambiguous", "before", "after",
     "unless", "inner")
)  # fmt: skip

#: Things a word form can be; a form may be several.
GIVEN = 1  #: a given name
EVERYDAY = 2  #: a given name that is also an everyday word
SURNAME = 4  #: a listed surname, or one by its ending
PATRONYMIC = 8
INITIAL = 16  #: a capital letter (a full stop must follow in the text)
CAPITAL = 32  #: a capitalised word
INFLECTED = 64  #: carries a case ending
ROLE = 128  #: the word for an office, before a name
HONORIFIC = 256  #: ``хан``, ``ханым``, after a name
PARTICLE = 512  #: ``фон``, ``ибн``, inside a name
NOT_NAME = 1024  #: capitalised for another reason: titles, days, pronouns
NUMERAL = 2048  #: a Roman number before a monarch's name
SHOUTED = 4096  #: in capitals
WEAK = 8192  #: a surname by an ending that other words have too: never without another name

_INITIALS = regex.compile(r"\p{Lu}|Дж|Дз|\p{Lu}-\p{Lu}")
_ROMAN = regex.compile(r"[IVXІХ]{1,5}")


class People:
    """The lists of given names, surnames, endings and titles."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        by_kind: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
        for row in rows:
            by_kind[row["kind"]].append(row)
        #: given name, lower-cased -> whether it is also an everyday word
        self.given = {
            form.lower(): bool(row.get("ambiguous"))
            for row in by_kind["given"]
            for form in (row["pattern"], *row.get("aliases", ()))
        }
        self.surnames = frozenset(
            form.lower()
            for row in by_kind["surname"]
            for form in (row["pattern"], *row.get("aliases", ()))
        )
        self.patronymic_endings = tuple(row["pattern"] for row in by_kind["patronymic_ending"])
        endings = by_kind["surname_ending"]
        self.surname_endings = tuple(row["pattern"] for row in endings if not row.get("ambiguous"))
        self._weak_endings = tuple(row["pattern"] for row in endings if row.get("ambiguous"))
        self.roles = frozenset(row["pattern"] for row in by_kind["role"])
        self.honorifics = frozenset(row["pattern"] for row in by_kind["honorific"])
        self.particles = frozenset(row["pattern"] for row in by_kind["particle"])
        self.not_names = frozenset(row["pattern"] for row in by_kind["not_name"])
        self.entries = [
            Entry(
                "PERSON", form, row.get("id", ""), row.get("canonical") or row["pattern"],
                before=tuple(row.get("before", ())), after=tuple(row.get("after", ())),
                inner=bool(row.get("inner")), unless=(*_NAMED_AFTER, *row.get("unless", ())),
            )
            for row in by_kind["full"]
            for form in (row["pattern"], *row.get("aliases", ()))
        ]  # fmt: skip
        self.forms: Mapping[str, int] = FormCache(self._flags)

    def _flags(self, word: str) -> int:
        """What the form can be, as a sum of the flags above; 0 for most words."""
        folded = key(word)
        if not word[0].isupper():
            if folded in self.particles or folded.startswith(("әл-", "аль-", "ад-", "ас-", "аш-")):
                return PARTICLE
            return self._title(folded, capital=False)
        flags = 0
        if _INITIALS.fullmatch(word):
            flags = INITIAL
        if _ROMAN.fullmatch(word):
            return flags | NUMERAL
        if len(word) < 2 or not word[0].isalpha():
            return flags
        if not word.isupper():
            flags |= CAPITAL
        elif len(word) > 2:
            flags |= SHOUTED
        else:
            return flags
        if folded in self.particles:
            return flags | PARTICLE
        flags |= self._title(folded, capital=True)
        if flags & NOT_NAME:
            return flags
        given = self.given.get(folded)
        if given is not None:
            flags |= GIVEN | (EVERYDAY if given else 0)
        plain = strip_case(folded)
        if self.is_patronymic(plain):
            flags |= PATRONYMIC
        elif self.is_surname(plain):
            flags |= SURNAME
        elif len(plain) > 4 and plain.endswith(self._weak_endings):
            flags |= SURNAME | WEAK
        if given is None:
            readings = [one for one in analyse(folded, self.given) if one.suffixes]
            if plain != folded and flags & (SURNAME | PATRONYMIC):
                flags |= INFLECTED
            elif readings and not flags & (SURNAME | PATRONYMIC):
                flags |= GIVEN | INFLECTED
                if all(self.given[one.stem] or len(one.suffixes) < 2 for one in readings):
                    flags |= EVERYDAY
            elif plain != folded:
                flags |= INFLECTED
        return flags

    def _title(self, folded: str, *, capital: bool) -> int:
        plain = folded.split("-")[-1]
        if folded in self.not_names:
            return NOT_NAME
        if folded in self.honorifics:
            return HONORIFIC | (NOT_NAME if capital else 0)
        for ending in ("", "ы", "і", "сы", "сі"):
            stem = plain.removesuffix(ending) if ending else plain
            if (ending == "" or stem != plain) and stem in self.roles:
                return ROLE | (NOT_NAME if capital else 0)
        if capital and any(r.stem in self.roles for r in analyse(plain, self.roles)):
            return NOT_NAME
        return 0

    def is_patronymic(self, word: str) -> bool:
        """Whether a lower-cased word without its case ending is a patronymic."""
        return word.endswith(self.patronymic_endings) and len(word) > 5

    def is_surname(self, word: str) -> bool:
        """Whether a lower-cased word without its case ending is a known surname or ends like one."""
        return word in self.surnames or (word.endswith(self.surname_endings) and len(word) > 4)


#: What is named after a person stands after the name: streets, districts, prizes.
_NAMED_AFTER = (
    "көше", "даңғыл", "атындағы", "атын", "ауда", "ауыл", "аулы", "кент", "облыс", "қала", "тұйы",
    "шағын", "ықшам", "село", "бульвар", "алаңы", "саябағ", "станция", "мұражай",
)  # fmt: skip
NAMED_AFTER = _NAMED_AFTER


@lru_cache(maxsize=1)
def people() -> People:
    """The list that comes with the package; a `PatternError` names the line that is wrong."""
    path = patterns_dir() / "people.jsonl"
    rows = []
    for number, row in read_jsonl(path):
        if unknown := sorted(set(row) - _KEYS):
            raise PatternError(f"{path}:{number}: unknown key {unknown[0]!r}")
        if row.get("kind") not in KINDS or not row.get("pattern"):
            raise PatternError(
                f"{path}:{number}: needs a 'pattern' and a 'kind' of {sorted(KINDS)}"
            )
        rows.append(row)
    return People(rows)
