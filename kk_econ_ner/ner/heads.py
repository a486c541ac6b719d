"""Heads: the nouns that names end in, learned from annotation.

A Kazakh name leads up to its head (`Атырау мұнай өңдеу зауыты`, `«Даму» кәсіпкерлікті дамыту қоры`), so its
first words say little about it and its last word almost everything. The table of heads lets features
carry the last word to the first.
"""

from __future__ import annotations

import collections
from collections.abc import Iterable, Sequence

from kk_econ_ner.ner.features import Span, crude_stem
from kk_econ_ner.ner.words import Word

#: Kinds of names that are headed by a common noun.
HEADED = frozenset(
    "ORG POSITION LAW PROJECT FAC EVENT LOC GPE WORK_OF_ART NORP DATE MISCELLANEOUS".split()
)
MIN_COUNT = 4
MIN_SHARE = 0.25


def learn_heads(texts: Iterable[tuple[Sequence[Word], Iterable[Span]]]) -> dict[str, str]:
    """Stem -> the label whose names of several words it ends most often.

    A stem counts when it ends at least `MIN_COUNT` names of that label and when that is at least
    `MIN_SHARE` of all its uses.
    """
    ends: collections.Counter[tuple[str, str]] = collections.Counter()
    uses: collections.Counter[str] = collections.Counter()
    for words, spans in texts:
        stems = {word.end: (word.start, crude_stem(word.text)) for word in words}
        uses.update(stem for _, stem in stems.values())
        for start, end, label in spans:
            last = stems.get(end)
            if last is not None and start < last[0] and label in HEADED:
                ends[last[1], label] += 1
    heads: dict[str, str] = {}
    for (stem, label), count in ends.most_common():
        if count >= MIN_COUNT and count >= MIN_SHARE * uses[stem]:
            heads.setdefault(stem, label)
    return heads
