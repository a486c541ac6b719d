"""The vocabulary of the organisation grammar: ``patterns/organisation_words.jsonl``."""

from __future__ import annotations

from functools import lru_cache

from kk_econ_ner.data import PatternError, patterns_dir, read_jsonl


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, tuple[str, ...]]:
    """Kind -> words, in the order of the file; a `PatternError` names a line that is wrong."""
    path = patterns_dir() / "organisation_words.jsonl"
    found: dict[str, tuple[str, ...]] = {}
    for number, row in read_jsonl(path):
        words = row.get("words")
        if set(row) != {"kind", "words"} or not isinstance(row["kind"], str):
            raise PatternError(f"{path}:{number}: needs a 'kind' and 'words'")
        if not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
            raise PatternError(f"{path}:{number}: 'words' must be a list of strings")
        found[row["kind"]] = (*found.get(row["kind"], ()), *words)
    return found


def words(kind: str) -> tuple[str, ...]:
    """The words of a kind, longest first where the caller tries them in turn; a `KeyError` if unknown."""
    return _vocabulary()[kind]


def word_set(kind: str) -> frozenset[str]:
    """The words of a kind for look-ups."""
    return frozenset(words(kind))


def alternatives(*kinds: str) -> str:
    """The words of the kinds as alternatives of a pattern, longest first."""
    every = {word for kind in kinds for word in words(kind)}
    return "|".join(sorted(every, key=lambda word: (-len(word), word)))
