"""Emission scores: what the words of a stretch say about their tags, before the tags meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from kk_econ_ner.ner.crf import Floats, LinearChainCRF
from kk_econ_ner.ner.features import PLACES, FeatureExtractor, Span
from kk_econ_ner.ner.words import Word

#: Forms kept with their scores (about 1 kB each); the table starts anew when it is full.
MAX_FORMS = 30_000


class EmissionScorer:
    """Scores of words under a model, with the share of each word form cached.

    A form adds to the scores of its own place and of two neighbours on each side (`PLACES`); those
    five vectors are summed once a form. What depends on the surroundings is added word by word.
    """

    def __init__(self, crf: LinearChainCRF, extractor: FeatureExtractor) -> None:
        self.crf = crf
        self.extractor = extractor
        self._clear()

    def _clear(self) -> None:
        self._rows: dict[str, int] = {}
        self._table = np.zeros((1024, len(PLACES), len(self.crf.labels)), dtype=np.float32)
        # Two rows stand between the stretches of a batch: the first is what follows the last word of
        # the stretch before, the second what precedes the first word of the next one.
        self._add("", ((), (), self.extractor.AFTER, (), ()))
        self._add("\n", ((), self.extractor.BEFORE, (), (), ()))

    def _add(self, key: str, places: Iterable[Iterable[str]]) -> int:
        row = self._rows[key] = len(self._rows)
        if row == len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        for place, attributes in enumerate(places):
            self._table[row, place] = self.crf.score(attributes)
        return row

    def __call__(
        self, stretches: Sequence[tuple[Sequence[Word], Iterable[Span]]]
    ) -> list[Floats]:
        """Scores of shape ``(words, labels)`` for each stretch.

        stretches: Words and what rules found among them, see `FeatureExtractor.context`.
        """
        if not stretches:
            return []
        if len(self._rows) > MAX_FORMS:
            self._clear()
        find = self._rows.get
        lookup = self.crf.index.get
        form = self.extractor.form
        rows: list[int] = [1]
        firsts: list[int] = []
        hits: list[int] = []  # rows of the weights that the surroundings call for, word by word
        owners: list[int] = []  # the words that have any
        begins: list[int] = []  # where the hits of each of them begin
        for words, found in stretches:
            firsts.append(len(rows))
            for at, attributes in enumerate(self.extractor.context(words, found), len(rows)):
                begin = len(hits)
                hits += [row for one in attributes if (row := lookup(one)) is not None]
                if len(hits) > begin:
                    owners.append(at)
                    begins.append(begin)
            for word in words:
                row = find(word.text)
                rows.append(self._add(word.text, form(word.text).places) if row is None else row)
            rows += (0, 1)
        ids = np.array(rows, dtype=np.intp)
        table = self._table
        scores = table[ids, 0]
        scores[1:] += table[ids[:-1], 1]
        scores[:-1] += table[ids[1:], 2]
        scores[2:] += table[ids[:-2], 3]
        scores[:-2] += table[ids[2:], 4]
        if hits:
            scores[owners] += np.add.reduceat(self.crf.table[hits], begins, axis=0)
        return [
            scores[first : first + len(words)]
            for first, (words, _) in zip(firsts, stretches, strict=True)
        ]
