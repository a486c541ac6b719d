"""Number words and magnitudes, read from ``patterns/`` and recognised in every inflection."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

import regex

from kk_econ_ner.data import PatternError, patterns_dir, read_jsonl
from kk_econ_ner.morphology import SUFFIX_CHAIN
from kk_econ_ner.numerals.stems import without_slip

#: Longest word that is looked up; bounds the work on hostile input.
MAX_WORD = 40

_CHAIN = regex.compile(SUFFIX_CHAIN)
_ORDINAL = regex.compile(rf"(?:[ыі]|с[ыі])?+н?+ш[ыі](?P<rest>{SUFFIX_CHAIN})?")
_COLLECTIVE = regex.compile(rf"(?:[длт]аған|[длт]еген)(?P<rest>{SUFFIX_CHAIN})?")
_DIGIT_ORDINAL = regex.compile(rf"(?:с?[ыіi]?н)?ш[ыіi](?P<rest>{SUFFIX_CHAIN})?")
_DIGIT_PERSON = regex.compile(rf"[ае]у(?P<rest>{SUFFIX_CHAIN})?")
_DIGIT_COLLECTIVE = regex.compile(rf"(?:[длт]?аған|[длт]?еген)(?P<rest>{SUFFIX_CHAIN})?")
_KINDS = {"unit", "ten", "hundred", "plus_half", "half", "whole", "person"}


@dataclass(frozen=True, slots=True)
class NumeralWord:
    """A number word in some form: its stem's value and kind, and what was added to the stem."""

    value: Decimal
    kind: str
    suffix: str = ""
    ordinal: bool = False
    collective: bool = False
    abbreviated: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    value: Decimal
    kind: str
    excluded: frozenset[str]
    excluded_stems: tuple[str, ...] = ()
    abbreviated: bool = False

    def bars(self, word: str) -> bool:
        """Whether the form is another word."""
        return word in self.excluded or word.startswith(self.excluded_stems)


def _decimal(item: dict[str, object], path: Path, line: int) -> Decimal:
    try:
        return Decimal(str(item["value"]))
    except (KeyError, InvalidOperation):
        raise PatternError(f"{path}:{line}: 'value' must be a decimal number") from None


@lru_cache(maxsize=1)
def _entries() -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    path = patterns_dir() / "numerals.jsonl"
    for line, item in read_jsonl(path):
        if item.get("kind") not in _KINDS or not isinstance(item.get("word"), str):
            raise PatternError(f"{path}:{line}: 'word' or 'kind' missing or unknown")
        excluded = item.get("not", ())
        entry = _Entry(
            _decimal(item, path, line),
            item["kind"],
            frozenset(excluded),
            tuple(form[:-1] for form in excluded if form.endswith("*")),
        )
        for word in (item["word"], *item.get("also", ())):
            entries[word] = entry
    path = patterns_dir() / "magnitudes.jsonl"
    for line, item in read_jsonl(path):
        value = _decimal(item, path, line)
        for word in (item["word"], *item.get("also", ())):
            entries[word] = _Entry(value, "magnitude", frozenset())
        for word in item.get("abbr", ()):
            entries[word] = _Entry(value, "magnitude", frozenset(), abbreviated=True)
    return entries


def numeral_stems() -> set[str]:
    """Every number word and magnitude, uninflected."""
    return set(_entries())


def is_suffix(word: str) -> bool:
    """Whether a lower-cased word is nothing but a chain of case and other nominal suffixes."""
    return len(word) <= 20 and _CHAIN.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def digit_suffix(word: str) -> tuple[str, str] | None:
    """What a hyphenated suffix after digits makes of the number: ``(kind, case suffix)``.

    kind is ``ordinal`` (``10-шы``), ``collective`` (``10-даған``) or ``cardinal`` (``15-ке``).
    """
    if len(word) > 20:
        return None
    for kind, pattern in (
        ("ordinal", _DIGIT_ORDINAL),
        ("collective", _DIGIT_COLLECTIVE),
        ("cardinal", _DIGIT_PERSON),
    ):
        if found := pattern.fullmatch(word):
            return kind, found["rest"] or ""
    return ("cardinal", word) if is_suffix(word) else None


#: Forms of `бір` and `жүз` that are other words on their own but not inside a number.
_INSIDE = regex.compile(
    r"(?:бір|жүз)(?:і(?:н(?:[ае]н?|д[ае](?:гі)?|і[нң])?|мен)?|ге|ден|ді|де|нің|дің)|он(?:нан|да)"
)


@lru_cache(maxsize=65536)
def numeral_word(word: str, inside: bool = False) -> NumeralWord | None:
    """The number word behind a lower-cased form, or ``None``.

    inside: the word continues a number, so `бірі` counts (`отыз бірі`) although alone it means
    "one of them".

    The stem must be one of the lexicon and the rest a well-formed suffix chain, an ordinal
    (``екінші``) or a collective (``ондаған``) ending.
    """
    if not 2 <= len(word) <= MAX_WORD:
        return None
    entries = _entries()
    for cut in range(len(word), 1, -1):
        entry = entries.get(word[:cut])
        if entry is None and cut < len(word):
            voiced = {"г": "к", "ғ": "қ", "б": "п"}.get(word[cut - 1])
            entry = entries.get(word[: cut - 1] + voiced) if voiced else None
        if entry is None:
            continue
        if entry.bars(word) and not (inside and _INSIDE.fullmatch(word)):
            return None
        rest = word[cut:]
        if not rest:
            return NumeralWord(entry.value, entry.kind, abbreviated=entry.abbreviated)
        if entry.abbreviated:
            if cut > 2 and len(rest) > 1 and _CHAIN.fullmatch(rest):
                return NumeralWord(entry.value, entry.kind, rest)  # `10 млрдтан`
            continue
        if entry.kind not in ("whole", "plus_half", "half"):
            if found := _ORDINAL.fullmatch(rest):
                return NumeralWord(entry.value, entry.kind, found["rest"] or "", ordinal=True)
            if found := _COLLECTIVE.fullmatch(rest):
                return NumeralWord(entry.value, entry.kind, found["rest"] or "", collective=True)
        if _CHAIN.fullmatch(rest):
            return NumeralWord(entry.value, entry.kind, rest)
    if slip := without_slip(word, _magnitude_names()):
        return NumeralWord(entries[slip[0]].value, "magnitude", slip[1])
    return None


@lru_cache(maxsize=1)
def _magnitude_names() -> frozenset[str]:
    return frozenset(
        word
        for word, entry in _entries().items()
        if entry.kind == "magnitude" and not entry.abbreviated
    )
