"""A linear-chain CRF for decoding: weights of CRFsuite models, read and summed by numpy.

Training is CRFsuite's (L-BFGS, see `kk_econ_ner.ner.training`); reading a text does not need it. Two
things make decoding here cheaper than handing string features to a tagger: what a word form says at
each place of the window is summed once and cached as a vector, and all stretches of a batch move
through the Viterbi recursion together.

The scores of a linear model are sums of weights, so the mean of several models over the same
features is again one such model: `LinearChainCRF.mean` turns an ensemble into a single recogniser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: Score of a tag sequence that cannot be, such as ``I-ORG`` after ``O``.
IMPOSSIBLE = -1e4


class LinearChainCRF:
    """Labels, transition weights and the weights of each attribute (feature string).

    labels: BIO tags, ``O`` among them.
    transitions: Weight of each pair ``(from, to)``, shape ``(labels, labels)``.
    index: Attribute -> its row in the table.
    table: Weights of each attribute, shape ``(attributes, labels)``.
    """

    def __init__(
        self,
        labels: Sequence[str],
        transitions: Floats,
        index: Mapping[str, int],
        table: Floats,
    ) -> None:
        self.labels = list(labels)
        self.transitions = transitions
        self.index = index
        self.table = table
        # Transposed: the recursion asks for the best predecessor of each tag.
        self._into = np.ascontiguousarray((transitions + _forbidden(self.labels)).T)
        self._first = np.array([_can_begin(label) for label in self.labels], dtype=np.float32)

    @classmethod
    def from_weights(
        cls,
        state: Mapping[tuple[str, str], float],
        transitions: Mapping[tuple[str, str], float],
    ) -> LinearChainCRF:
        """From ``(attribute, label) -> weight`` and ``(label, label) -> weight``."""
        labels = sorted({label for _, label in state} | {x for pair in transitions for x in pair})
        number = {label: i for i, label in enumerate(labels)}
        matrix = np.zeros((len(labels), len(labels)), dtype=np.float32)
        for (source, target), weight in transitions.items():
            matrix[number[source], number[target]] = weight
        attributes = sorted({attribute for attribute, _ in state})
        index = {attribute: row for row, attribute in enumerate(attributes)}
        table = np.zeros((len(index), len(labels)), dtype=np.float32)
        for (attribute, label), weight in state.items():
            table[index[attribute], number[label]] = weight
        return cls(labels, matrix, index, table)

    @classmethod
    def from_crfsuite(cls, path: str) -> LinearChainCRF:
        """The weights of a model file of CRFsuite (needs python-crfsuite)."""
        import pycrfsuite

        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        return cls.from_weights(info.state_features, info.transitions)

    def items(self) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
        """The weights as in `from_weights`."""
        attributes = list(self.index)
        state = {
            (attributes[row], self.labels[column]): float(self.table[row, column])
            for row, column in zip(*np.nonzero(self.table), strict=True)
        }
        pairs = {
            (source, target): float(self.transitions[i, j])
            for i, source in enumerate(self.labels)
            for j, target in enumerate(self.labels)
        }
        return state, pairs

    @classmethod
    def mean(cls, models: Sequence[LinearChainCRF], cutoff: float = 0.0) -> LinearChainCRF:
        """The model whose scores are the mean of the given models' scores.

        cutoff: Weights with a smaller absolute value are dropped.
        """
        state: dict[tuple[str, str], float] = {}
        pairs: dict[tuple[str, str], float] = {}
        for model in models:
            for total, part in zip((state, pairs), model.items(), strict=True):
                for key, weight in part.items():
                    total[key] = total.get(key, 0.0) + weight / len(models)
        kept = {key: weight for key, weight in state.items() if abs(weight) >= cutoff}
        return cls.from_weights(kept, pairs)

    def score(self, attributes: Iterable[str]) -> Floats:
        """The sum of the weights of some attributes, one score a label; unknown ones weigh nothing."""
        find = self.index.get
        rows = [row for attribute in attributes if (row := find(attribute)) is not None]
        return self.table[rows].sum(axis=0)

    def decode(self, emissions: Sequence[Floats]) -> list[list[str]]:
        """The best tag sequence of each stretch.

        emissions: One array a stretch, shape ``(words, labels)``.
        """
        order = sorted(range(len(emissions)), key=lambda i: -len(emissions[i]))
        tags: list[list[str]] = [[] for _ in emissions]
        lengths = [len(emissions[i]) for i in order]
        if not lengths or not lengths[0]:
            return tags
        longest = lengths[0]
        scores = np.zeros((longest, len(order), len(self.labels)), dtype=np.float32)
        for column, i in enumerate(order):
            scores[: len(emissions[i]), column] = emissions[i]
        best = scores[0] + self._first
        back = np.zeros(scores.shape, dtype=np.uint8)
        live = len(order)
        for step in range(1, longest):
            while lengths[live - 1] <= step:  # shorter stretches have ended
                live -= 1
            paths = best[:live, None, :] + self._into
            arg = paths.argmax(axis=2)
            back[step, :live] = arg
            best[:live] = np.take_along_axis(paths, arg[:, :, None], axis=2)[:, :, 0]
            best[:live] += scores[step, :live]
        ends = best.argmax(axis=1)
        for column, i in enumerate(order):
            label = int(ends[column])
            path = [label]
            for step in range(lengths[column] - 1, 0, -1):
                label = int(back[step, column, label])
                path.append(label)
            tags[i] = [self.labels[number] for number in reversed(path)]
        return tags

    def to_dict(self) -> dict[str, Any]:
        """The model as lists and bytes that msgpack can write; weights in half precision."""
        rows, columns = np.nonzero(self.table)
        return {
            "labels": self.labels,
            "transitions": self.transitions.astype("<f4").tobytes(),
            "attributes": list(self.index),
            "counts": np.bincount(rows, minlength=len(self.index)).astype("<u1").tobytes(),
            "columns": columns.astype("<u1").tobytes(),
            "weights": self.table[rows, columns].astype("<f2").tobytes(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> LinearChainCRF:
        """The inverse of `to_dict`."""
        size = len(data["labels"])
        index = {attribute: row for row, attribute in enumerate(data["attributes"])}
        rows = np.repeat(np.arange(len(index)), np.frombuffer(data["counts"], dtype="<u1"))
        table = np.zeros((len(index), size), dtype=np.float32)
        table[rows, np.frombuffer(data["columns"], dtype="<u1")] = np.frombuffer(
            data["weights"], dtype="<f2"
        )
        transitions = np.frombuffer(data["transitions"], dtype="<f4").reshape(size, size)
        return cls(data["labels"], transitions, index, table)


def _can_begin(label: str) -> float:
    return IMPOSSIBLE if label.startswith("I-") else 0.0


def _forbidden(labels: Sequence[str]) -> Floats:
    """A penalty for each pair of tags that cannot follow each other."""
    size = len(labels)
    out = np.zeros((size, size), dtype=np.float32)
    for j, target in enumerate(labels):
        if target.startswith("I-"):
            kind = target[2:]
            for i, source in enumerate(labels):
                if source[2:] != kind or source == "O":
                    out[i, j] = IMPOSSIBLE
    return out
