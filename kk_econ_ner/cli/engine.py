"""Annotating a stream of rows: constant memory, results in input order, checkpoints."""

from __future__ import annotations

import atexit
import ctypes
import json
import multiprocessing.util
import os
import signal
import sys
import time
import warnings
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any, Protocol

from spacy.language import Language
from spacy.tokens import Doc

from kk_econ_ner.cli.files import beside
from kk_econ_ner.cli.inputs import Item, Record, Reject
from kk_econ_ner.cli.manifest import Manifest
from kk_econ_ner.cli.outputs import Output, PartFile
from kk_econ_ner.cli.state import State

#: Rows that go through the pipeline together; strings of their words are forgotten afterwards.
#: Several processes are started anew for every chunk, so theirs is larger.
_CHUNK_ITEMS, _CHUNK_ITEMS_PARALLEL = 1_000, 20_000
_CHUNK_CHARACTERS, _CHUNK_CHARACTERS_PARALLEL = 4_000_000, 40_000_000
_SECONDS_BETWEEN_CHECKPOINTS = 1.0

#: Why documents failed, by their place in the chunk (see `_note_failure`).
_failures: dict[int, str] = {}


class Progress(Protocol):
    """What is told of every row done; see `kk_econ_ner.cli.progress`."""

    def done(self, item: Item) -> None:
        """A row is done."""

    def skipped(self, item: Item) -> None:
        """A row was done by the run that this one goes on with."""


def annotate_items(
    nlp: Language, items: Iterator[Item], *, n_process: int = 1, batch_size: int = 64
) -> Iterator[tuple[Item, Doc | None]]:
    """Yield every item, in order, with its document; rejects, and records that fail, without one.

    A document must be used before the next is asked for: the strings of its words are given back
    after its chunk.
    """
    handler: Any = _note_failure  # spaCy's type says that a handler always raises
    nlp.set_error_handler(handler)
    while chunk := _chunk(items, parallel=n_process > 1):
        _failures.clear()
        pairs = [(item.text, i) for i, item in enumerate(chunk) if isinstance(item, Record)]
        processes = min(n_process, max(1, len(pairs) // batch_size))
        with nlp.memory_zone():
            docs = nlp.pipe(pairs, as_tuples=True, n_process=processes, batch_size=batch_size)
            try:
                yield from _matched(chunk, docs)
            except BaseException:
                if processes > 1:
                    _end_workers()
                raise


def _matched(
    chunk: list[Item], docs: Iterator[tuple[Doc, int]]
) -> Iterator[tuple[Item, Doc | None]]:
    """The items of a chunk with their documents, which carry their place in it."""
    ready = next(docs, None)
    for i, item in enumerate(chunk):
        if isinstance(item, Reject):
            yield item, None
        elif ready is not None and ready[1] == i:
            yield item, ready[0]
            ready = next(docs, None)
        else:
            reason = f"the pipeline failed: {_failures.get(i, 'in a worker process')}"
            yield Reject(item.file, item.line, reason, item.text, item.size), None


def _chunk(items: Iterator[Item], *, parallel: bool) -> list[Item]:
    chunk: list[Item] = []
    room = _CHUNK_CHARACTERS_PARALLEL if parallel else _CHUNK_CHARACTERS
    for item in islice(items, _CHUNK_ITEMS_PARALLEL if parallel else _CHUNK_ITEMS):
        chunk.append(item)
        room -= len(item.text if isinstance(item, Record) else item.raw)
        if room <= 0:
            break
    return chunk


def _note_failure(name: str, pipe: Any, docs: list[Doc] | None, error: Exception) -> None:
    """spaCy's error handler: the documents are left out of the stream, the others go on."""
    for doc in docs or ():
        place = getattr(doc, "_context", None)
        if isinstance(place, int):
            _failures[place] = f"{name}: {type(error).__name__}: {error}"


@cache
def prepare_workers() -> None:
    """Make Ctrl-C, or the end of this process, end the workers that are forked from now on."""
    signal.signal(signal.SIGINT, _interrupt)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_in_worker)


def _in_worker() -> None:
    """A worker leaves Ctrl-C to its parent, and ends when that is killed (where Linux can tell it)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


def _interrupt(number: int, frame: Any) -> None:
    _end_workers()
    raise KeyboardInterrupt


def _end_workers() -> None:
    """End the workers before spaCy waits for them.

    It would wait for ever: a worker that writes its results into a pipe does not learn that nobody
    reads them, because its siblings hold the other end as well. Nor would the interpreter end: it
    waits for the threads that have still texts for the workers.
    """
    warnings.filterwarnings("ignore", message=r"\[W127\]")  # they did not end by themselves
    for worker in multiprocessing.active_children():
        worker.kill()
    atexit.unregister(multiprocessing.util._exit_function)  # type: ignore[attr-defined]


class Run:
    """One run into a file, from the beginning or from where another was killed."""

    def __init__(self, output: Output, state: State, manifest: Manifest, *, resumed: bool) -> None:
        """state: where to go on; of a new run where ``resumed`` is false."""
        self.output = output
        self.state = state
        self.manifest = manifest
        self.state_path = beside(output.path, ".state")
        self.rejects_path = beside(output.path, ".rejects.jsonl")
        self.rejects_part = beside(output.path, ".rejects.jsonl.part")
        if state.complete:
            return
        if not resumed:
            # The state of an older run must not outlive the files that it is about.
            self.state_path.unlink(missing_ok=True)
        self.rows = PartFile(output.part, state.rows if resumed else None)
        self.rejects = PartFile(self.rejects_part, state.rejects if resumed else None)
        if not resumed:
            self.rows.write(output.header())
            self.checkpoint()

    def write(
        self,
        nlp: Language,
        items: Iterator[Item],
        progress: Progress,
        *,
        n_process: int,
        batch_size: int,
    ) -> None:
        """Annotate what is left of the items, and finish."""
        if not self.state.complete:
            try:
                self._write(nlp, items, progress, n_process, batch_size)
            finally:
                self.rows.close()
                self.rejects.close()
        self.finish()

    def _write(
        self,
        nlp: Language,
        items: Iterator[Item],
        progress: Progress,
        n_process: int,
        batch_size: int,
    ) -> None:
        for item in islice(items, self.state.items):
            progress.skipped(item)
        latest = time.monotonic()
        for item, doc in annotate_items(nlp, items, n_process=n_process, batch_size=batch_size):
            if isinstance(item, Record) and doc is not None:
                self.rows.write(self.output.encode(doc, item.id))
                self.state.docs += 1
            elif isinstance(item, Reject):
                line = json.dumps(item.as_dict(), ensure_ascii=False)
                self.rejects.write(line.encode("utf-8", errors="replace") + b"\n")
                self.state.rejected += 1
            self.state.items += 1
            progress.done(item)
            if time.monotonic() - latest >= _SECONDS_BETWEEN_CHECKPOINTS:
                self.checkpoint()
                latest = time.monotonic()
        self.state.complete = True
        self.checkpoint()

    def checkpoint(self) -> None:
        """Force the rows to the disk, then say so in the state file."""
        self.state.rows = self.rows.sync()
        self.state.rejects = self.rejects.sync()
        self.state.save(self.state_path)

    def finish(self) -> None:
        """Give the files their names. Killed in here, the next run finishes what is left."""
        if self.output.part.exists():
            self.output.finish()
        if self.state.rejected and self.rejects_part.exists():
            self.rejects_part.replace(self.rejects_path)
        elif not self.state.rejected:
            # Rejects of an earlier run do not belong to this output.
            self.rejects_part.unlink(missing_ok=True)
            self.rejects_path.unlink(missing_ok=True)
        self.manifest.save(self.output.path)
        self.state_path.unlink(missing_ok=True)
