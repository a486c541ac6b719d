"""Folds for cross-validation that keep all spellings of a sentence together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from kk_econ_ner.corpora.formats import Sentence


def spelling_group(sentence_id: str) -> str:
    """Ids that differ in the first letter only (AID7, BID7) are one sentence spelled twice."""
    return sentence_id[1:]


def folds(sentences: Sequence[Sentence], n: int = 5) -> list[list[Sentence]]:
    """Split into ``n`` parts by a hash of the spelling group: stable under adding sentences."""
    parts: list[list[Sentence]] = [[] for _ in range(n)]
    for sentence in sentences:
        digest = hashlib.sha256(spelling_group(sentence.id).encode()).digest()
        parts[int.from_bytes(digest[:4], "big") % n].append(sentence)
    return parts
