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
        self._size = len(crf.labels)
        self._before = crf.score(extractor.BEFORE)
        self._after = crf.score(extractor.AFTER)
        self._clear()

    def _clear(self) -> None:
        self._rows: dict[str, int] = {}
        self._table = np.zeros((1024, len(PLACES), self._size), dtype=np.float32)

    def _row(self, text: str) -> int:
        row = self._rows.get(text)
        if row is None:
            row = len(self._rows)
            if row == len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            for place, attributes in enumerate(self.extractor.form(text).places):
                self._table[row, place] = self.crf.score(attributes)
            self._rows[text] = row
        return row

    def __call__(self, words: Sequence[Word], found: Iterable[Span] = ()) -> Floats:
        """Scores of shape ``(words, labels)``; ``found`` as in `FeatureExtractor.context`."""
        if len(self._rows) > MAX_FORMS:
            self._clear()
        rows = np.array([self._row(word.text) for word in words], dtype=np.intp)
        table = self._table
        scores = table[rows, 0]
        scores[1:] += table[rows[:-1], 1]
        scores[:-1] += table[rows[1:], 2]
        scores[2:] += table[rows[:-2], 3]
        scores[:-2] += table[rows[2:], 4]
        scores[0] += self._before
        scores[-1] += self._after
        known: list[int] = []
        owners: list[int] = []
        for i, attributes in enumerate(self.extractor.context(words, found)):
            hits = self.crf.rows(attributes)
            known += hits
            owners += [i] * len(hits)
        np.add.at(scores, owners, self.crf.table[known])
        return scores
