"""What a report shows, gathered in one pass over the rows and in bounded memory.

Everything is counted; kept as they are only the first rows (for the table) and the rows of the
documents with most entities (for the marked texts). What grows with the archive is the number of
distinct names.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

Row = dict[str, Any]

#: Labels whose names are counted.
NAMED = ("ORG", "PERSON", "GPE")
#: Where the groups of amounts begin, after the first: a thousand, a million, …
MAGNITUDES = tuple(Decimal(1000) ** n for n in range(1, 5))
#: Where the groups of percentages begin, after the first.
PERCENTAGES = tuple(map(Decimal, (1, 5, 10, 25, 50, 100)))

MOST_ROWS, MOST_DOCUMENTS = 20_000, 40
#: More rows of one document are not kept: its text is cut before them.
_MOST_ROWS_OF_A_DOCUMENT = 5_000


@dataclass
class Digest:
    """A summary of rows; see `digest`.

    names: for each of `NAMED`, how often what is named; the key is the row's id, else its canonical
    name, and ``spelled`` has the name for it. sizes: kind -> unit -> how many amounts in each group.
    largest: (label, unit) -> the row with the largest amount. documents_with_most: (id, rows).
    """

    entities: int = 0
    documents: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    names: dict[str, Counter[str]] = field(default_factory=lambda: {x: Counter() for x in NAMED})
    spelled: dict[str, str] = field(default_factory=dict)
    units: Counter[tuple[str, str]] = field(default_factory=Counter)
    sizes: dict[str, dict[str, list[int]]] = field(
        default_factory=lambda: {"money": {}, "percent": {}}
    )
    largest: dict[tuple[str, str], Row] = field(default_factory=dict)
    first_rows: list[Row] = field(default_factory=list)
    documents_with_most: list[tuple[str, list[Row]]] = field(default_factory=list)

    def most_named(self, label: str, how_many: int) -> list[tuple[str, int]]:
        """Names and counts, most first."""
        most = self.names[label].most_common(how_many)
        return [(self.spelled[key], count) for key, count in most]

    def add(self, row: Row) -> None:
        """Count a row."""
        self.entities += 1
        label = row["label"]
        self.labels[label] += 1
        if len(self.first_rows) < MOST_ROWS:
            self.first_rows.append(row)
        if label in self.names:
            name = row["canonical"] or row["text"]
            key = row["id"] or name
            self.spelled.setdefault(key, name)
            self.names[label][key] += 1
        kind, unit, high = row["kind"], row["unit"], row["high"]
        if kind not in self.sizes or high is None or not unit:
            return
        self.units[label, unit] += 1
        bounds = MAGNITUDES if kind == "money" else PERCENTAGES
        groups = self.sizes[kind].setdefault(unit, [0] * (len(bounds) + 1))
        groups[bisect_right(bounds, abs(high))] += 1
        known = self.largest.get((label, unit))
        if known is None or high > known["high"]:
            self.largest[label, unit] = row


def digest(rows: Iterable[Row]) -> Digest:
    """The summary of entity rows, those of a document one after the other (as they are written)."""
    result = Digest()
    most: list[tuple[int, int, str, list[Row]]] = []
    for number, (name, group) in enumerate(groupby(rows, key=lambda row: str(row["doc_id"]))):
        size, kept = 0, []
        for row in group:
            result.add(row)
            size += 1
            if size <= _MOST_ROWS_OF_A_DOCUMENT:
                kept.append(row)
        result.documents += 1
        entry = (size, -number, name, kept)
        if len(most) < MOST_DOCUMENTS:
            heapq.heappush(most, entry)
        else:
            heapq.heappushpop(most, entry)
    most.sort(key=lambda entry: -entry[1])
    result.documents_with_most = list(_one_each(most))
    return result


def _one_each(
    entries: Iterable[tuple[int, int, str, list[Row]]],
) -> Iterator[tuple[str, list[Row]]]:
    """Documents by id; rows that were apart from one another are put together."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for _, _, name, kept in entries:
        rows[name] += kept
    for name, kept in rows.items():
        yield name, sorted(kept, key=lambda row: row["start"])
