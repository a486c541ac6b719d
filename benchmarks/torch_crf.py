"""The CRF of CRFsuite on PyTorch: the same objective and the same search, on a GPU in seconds.

For experiments only (`benchmarks/screening.py`): what is shipped is trained by CRFsuite. All positions of all
sequences are rows of one sparse matrix, ordered by their place in the sequence, so that a step of the
forward and backward recursions is one product of matrices for all sequences that are long enough.

L1 regularisation is handled by OWL-QN (Andrew and Gao 2007), as in CRFsuite.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

#: Score of a pair of tags, or of a first or last tag, that cannot be.
IMPOSSIBLE = -1e4
#: Pairs of steps and gradients that L-BFGS remembers, and the change over ten steps that ends it.
MEMORY = 6
TOLERANCE = 1e-5
LINE_SEARCH = 20


class Weights(NamedTuple):
    """Weights of attributes, shape ``(attributes, tags)``, and of pairs of tags."""

    state: Tensor
    transitions: Tensor


class Objective(NamedTuple):
    """Which weights there are, and what the training tags say of them."""

    pairs: Tensor  # attribute * tags + tag, of those seen together
    moves: Tensor  # tag * tags + next tag, of those seen together
    seen: Tensor  # how often, weighted
    weight: Tensor  # of each position
    c2: float


class TorchCRF:
    """Sequences of attribute ids with one tag a position.

    sequences: One array of attribute ids for each position of each sequence; none may be empty.
    tags: A tag for each position.
    device: ``cuda`` or ``cpu``.
    """

    def __init__(
        self,
        sequences: Sequence[Sequence[np.ndarray]],
        tags: Sequence[Sequence[str]],
        attributes: int,
        device: str,
    ) -> None:
        self.device = device
        self.order = sorted(range(len(sequences)), key=lambda k: -len(sequences[k]))
        lengths = np.array([len(sequences[k]) for k in self.order])
        self.live = [int((lengths > step).sum()) for step in range(int(lengths.max()))]
        self.offset = [0, *np.cumsum(self.live).tolist()]
        self.names = sorted({tag for row in tags for tag in row}, key=lambda tag: (tag != "O", tag))
        number = {tag: i for i, tag in enumerate(self.names)}
        rows: list[np.ndarray] = []
        gold: list[int] = []
        sequence: list[int] = []
        for step, count in enumerate(self.live):
            for k in self.order[:count]:
                rows.append(sequences[k][step])
                gold.append(number[tags[k][step]])
                sequence.append(k)
        self.sequence = torch.tensor(sequence, device=device)
        self.gold = torch.tensor(gold, device=device)
        sizes = torch.tensor([len(row) for row in rows], device=device)
        self.columns = torch.tensor(np.concatenate(rows), dtype=torch.int64, device=device)
        self.rows = torch.repeat_interleave(torch.arange(len(rows), device=device), sizes)
        shape = (len(rows), attributes)
        self.matrix = _sparse(self.rows, self.columns, shape)
        self.transposed = _sparse(self.columns, self.rows, shape[::-1])
        previous = torch.arange(len(rows), device=device)
        for step in range(1, len(self.live)):
            begin, end = self.offset[step], self.offset[step + 1]
            previous[begin:end] -= begin - self.offset[step - 1]
        self.previous = previous
        self.later = torch.arange(len(rows), device=device) >= self.live[0]
        self._constraints()

    def _constraints(self) -> None:
        """What tag may follow what, begin and end: BIO, and BIOES where there are E and S tags."""
        closed = any(tag[0] in "ES" for tag in self.names)
        size = len(self.names)
        pairs, first, last = torch.zeros(size, size), torch.zeros(size), torch.zeros(size)
        for i, tag in enumerate(self.names):
            first[i] = 0 if tag[0] in "OBS" else IMPOSSIBLE
            last[i] = IMPOSSIBLE if closed and tag[0] in "BI" else 0
            for j, after in enumerate(self.names):
                inside = after[0] in "IE"
                goes_on = tag != "O" and tag[2:] == after[2:] and not (closed and tag[0] in "ES")
                must = closed and tag[0] in "BI"
                pairs[i, j] = 0 if (goes_on if inside else not must) else IMPOSSIBLE
        self.allowed = pairs.to(self.device)
        self.first, self.last = first.to(self.device), last.to(self.device)

    def objective(self, weight: Tensor, allowed: Tensor, c2: float, least: int = 1) -> Objective:
        """The pairs of attributes and tags to weigh.

        weight: How much each position counts; 0 leaves it out of training.
        allowed: Whether each attribute may be used.
        least: How often an attribute must be seen with a tag.
        """
        size = len(self.names)
        used = (weight > 0)[self.rows] & allowed[self.columns]
        keys = self.columns[used] * size + self.gold[self.rows[used]]
        pairs, counts = torch.unique(keys, return_counts=True)
        pairs = pairs[counts >= least]
        moved = self.later & (weight > 0)
        keys = self.gold[self.previous[moved]] * size + self.gold[moved]
        moves = torch.zeros(size * size, device=self.device).index_add_(0, keys, weight[moved])
        present = torch.nonzero(moves > 0)[:, 0]
        ones = torch.nn.functional.one_hot(self.gold, size).float() * weight[:, None]
        seen = torch.sparse.mm(self.transposed, ones).view(-1)[pairs]
        return Objective(pairs, present, torch.cat([seen, moves[present]]), weight, c2)

    def weights(self, theta: Tensor, objective: Objective) -> Weights:
        """The flat vector of weights as two tables."""
        size = len(self.names)
        state = torch.zeros(self.matrix.shape[1] * size, device=self.device)
        state[objective.pairs] = theta[: len(objective.pairs)]
        moves = torch.zeros(size * size, device=self.device)
        moves[objective.moves] = theta[len(objective.pairs) :]
        return Weights(state.view(-1, size), moves.view(size, size))

    def loss(self, theta: Tensor, objective: Objective) -> tuple[float, Tensor]:
        """Minus the log likelihood plus ``c2 * |theta|²``, and its gradient."""
        state, transitions = self.weights(theta, objective)
        emissions = torch.sparse.mm(self.matrix, state)
        del state
        top = emissions.max(1, keepdim=True).values
        local, move = torch.exp(emissions - top), torch.exp(transitions)
        forward, scale = self._forward(local, move)
        backward, entering = self._backward(local, move, scale)
        weight = objective.weight
        likely = ((scale.log() + top[:, 0]) * weight).double().sum()
        given = (emissions.gather(1, self.gold[:, None])[:, 0] * weight).double().sum()
        pairs = len(objective.pairs)
        given += (objective.seen[pairs:].double() * theta[pairs:].double()).sum()
        expected = torch.sparse.mm(self.transposed, forward * backward * weight[:, None])
        before = forward[self.previous[self.later]] * weight[self.later][:, None]
        moves = (before.T @ entering[self.later]) * move
        gradient = torch.cat([expected.view(-1)[objective.pairs], moves.view(-1)[objective.moves]])
        gradient += 2 * objective.c2 * theta - objective.seen
        return float(likely - given + objective.c2 * (theta.double() ** 2).sum()), gradient

    def _forward(self, local: Tensor, move: Tensor) -> tuple[Tensor, Tensor]:
        """Probability of each tag given the words up to it, and what it was divided by."""
        out, scale = torch.empty_like(local), torch.empty(len(local), device=self.device)
        for step, count in enumerate(self.live):
            here = slice(self.offset[step], self.offset[step + 1])
            values = local[here]
            if step:
                begin = self.offset[step - 1]
                values = (out[begin : begin + count] @ move) * values
            total = values.sum(1, keepdim=True)
            out[here], scale[here] = values / total, total[:, 0]
        return out, scale

    def _backward(self, local: Tensor, move: Tensor, scale: Tensor) -> tuple[Tensor, Tensor]:
        """What the words after each tag say of it, and the part of it that each step passes on."""
        out, entering = torch.ones_like(local), torch.zeros_like(local)
        for step in range(len(self.live) - 1, 0, -1):
            here = slice(self.offset[step], self.offset[step + 1])
            passed = local[here] * out[here] / scale[here, None]
            entering[here] = passed
            begin = self.offset[step - 1]
            out[begin : begin + self.live[step]] = passed @ move.T
        return out, entering

    def fit(self, objective: Objective, c1: float, iterations: int) -> Weights:
        """Minimise the loss plus ``c1 * |theta|`` by OWL-QN."""
        theta = torch.zeros(len(objective.pairs) + len(objective.moves), device=self.device)
        loss, gradient = self.loss(theta, objective)
        total = loss
        steps: list[Tensor] = []
        changes: list[Tensor] = []
        history: list[float] = []
        for _ in range(iterations):
            slope = _pseudo_gradient(theta, gradient, c1)
            direction = _two_loops(slope, steps, changes)
            if c1:
                direction = torch.where(direction * slope < 0, direction, 0.0)
            orthant = torch.where(theta != 0, torch.sign(theta), -torch.sign(slope))
            size = 1.0 if steps else 1 / float(slope.norm())
            for _ in range(LINE_SEARCH):
                new = theta + size * direction
                if c1:
                    new = torch.where(new * orthant > 0, new, 0.0)
                loss, new_gradient = self.loss(new, objective)
                new_total = loss + c1 * float(new.abs().sum())
                if new_total <= total + 1e-4 * float(slope @ (new - theta)):
                    break
                size /= 2
            else:
                break
            if float((new - theta) @ (new_gradient - gradient)) > 0:
                steps, changes = steps[1 - MEMORY :], changes[1 - MEMORY :]
                steps.append(new - theta)
                changes.append(new_gradient - gradient)
            theta, gradient, total = new, new_gradient, new_total
            history.append(total)
            if len(history) > 10 and history[-11] - total < TOLERANCE * total:
                break
        return self.weights(theta, objective)

    def decode(self, weights: Weights) -> list[list[str]]:
        """The best tags of every sequence, in the order they were given."""
        emissions = torch.sparse.mm(self.matrix, weights.state)
        moves = weights.transitions + self.allowed
        back = torch.zeros(emissions.shape, dtype=torch.int16, device=self.device)
        best = emissions.clone()
        best[: self.live[0]] += self.first
        for step in range(1, len(self.live)):
            before, begin = self.offset[step - 1], self.offset[step]
            for low in range(0, self.live[step], 20_000):
                high = min(self.live[step], low + 20_000)
                paths = best[before + low : before + high, :, None] + moves
                values, sources = paths.max(1)
                best[begin + low : begin + high] += values
                back[begin + low : begin + high] = sources.to(torch.int16)
        tags = torch.zeros(len(emissions), dtype=torch.int64, device=self.device)
        for step in range(len(self.live) - 1, -1, -1):
            begin, end = self.offset[step], self.offset[step + 1]
            longer = self.live[step + 1] if step + 1 < len(self.live) else 0
            tags[begin + longer : end] = (best[begin + longer : end] + self.last).argmax(1)
            if longer:
                after = tags[end : end + longer, None]
                tags[begin : begin + longer] = (
                    back[end : end + longer].gather(1, after)[:, 0].long()
                )
        found: list[list[str]] = [[] for _ in self.order]
        for k, tag in zip(self.sequence.tolist(), tags.tolist(), strict=True):
            found[k].append(self.names[tag])
        return found


def _sparse(rows: Tensor, columns: Tensor, shape: tuple[int, ...]) -> Tensor:
    """A matrix of ones at some places, by rows."""
    order = torch.argsort(rows, stable=True)
    counts = torch.bincount(rows, minlength=shape[0])
    begins = torch.cat([counts.new_zeros(1), counts.cumsum(0)]).to(torch.int32)
    ones = torch.ones(len(rows), device=rows.device)
    return torch.sparse_csr_tensor(begins, columns[order].to(torch.int32), ones, size=shape)


def _pseudo_gradient(theta: Tensor, gradient: Tensor, c1: float) -> Tensor:
    """The gradient with the L1 term: at zero, the side that goes down, if any."""
    if not c1:
        return gradient
    left = torch.clamp(gradient + c1, max=0.0)
    right = torch.clamp(gradient - c1, min=0.0)
    return torch.where(theta == 0, left + right, gradient + c1 * torch.sign(theta))


def _two_loops(slope: Tensor, steps: list[Tensor], changes: list[Tensor]) -> Tensor:
    """The direction of L-BFGS."""
    direction = -slope
    factors = []
    for step, change in zip(reversed(steps), reversed(changes), strict=True):
        factor = float(step @ direction) / float(change @ step)
        direction = direction - factor * change
        factors.append(factor)
    if steps:
        direction = direction * (float(steps[-1] @ changes[-1]) / float(changes[-1] @ changes[-1]))
    for step, change, factor in zip(steps, changes, reversed(factors), strict=True):
        direction = direction + (factor - float(change @ direction) / float(change @ step)) * step
    return direction
