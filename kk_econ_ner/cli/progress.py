"""A progress bar with rate and remaining time, on a terminal only."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

from kk_econ_ner.cli.inputs import Item, Record, Source, file_size


class Bar:
    """Counts bytes of the input files, whose total is known, and shows documents beside."""

    def __init__(self, sources: list[Source]) -> None:
        self.docs = 0
        self.bar: Any = None
        if sys.stderr.isatty():
            from tqdm import tqdm

            total = sum(map(file_size, sources)) or None
            self.bar = tqdm(total=total, unit="B", unit_scale=True, file=sys.stderr)

    def done(self, item: Item) -> None:
        """A row is done."""
        if self.bar is not None:
            self.docs += isinstance(item, Record)
            self.bar.set_postfix(docs=self.docs, refresh=False)
            self.bar.update(item.size)

    def skipped(self, item: Item) -> None:
        """A row was done by the run that this one goes on with; it tells nothing of the speed."""
        if self.bar is not None:
            self.bar.initial += item.size
        self.done(item)

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.bar is not None:
            self.bar.close()
