"""Annotating a stream of rows: constant memory, results in input order, checkpoints."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any, Protocol

from spacy.language import Language
from spacy.tokens import Doc

from kk_econ_ner.cli.errors import InputError, WorkerError
from kk_econ_ner.cli.files import beside
from kk_econ_ner.cli.inputs import Item, Record, Reject
from kk_econ_ner.cli.manifest import Manifest
from kk_econ_ner.cli.outputs import Output, PartFile
from kk_econ_ner.cli.state import State

#: Rows that go through the pipeline together; strings of their words are forgotten afterwards.
_CHUNK_ITEMS, _CHUNK_CHARACTERS = 1_000, 4_000_000
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
    nlp: Language, items: Iterator[Item], *, batch_size: int = 64
) -> Iterator[tuple[Item, Doc | None]]:
    """Yield every item, in order, with its document; rejects, and records that fail, without one.

    A document must be used before the next is asked for: the strings of its words are given back
    after its chunk.
    """
    handler: Any = _note_failure  # spaCy's type says that a handler always raises
    nlp.set_error_handler(handler)
    for chunk in chunks(items, _CHUNK_ITEMS, _CHUNK_CHARACTERS):
        _failures.clear()
        pairs = [(item.text, i) for i, item in enumerate(chunk) if isinstance(item, Record)]
        with nlp.memory_zone():
            yield from _matched(chunk, nlp.pipe(pairs, as_tuples=True, batch_size=batch_size))


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
            reason = f"the pipeline failed: {_failures.get(i, 'it gave no document')}"
            yield Reject(item.file, item.line, reason, item.text, item.size), None


def chunks(items: Iterator[Item], most: int, characters: int) -> Iterator[list[Item]]:
    """Lists of items, up to so many and about so many characters in each."""
    chunk: list[Item] = []
    room = characters
    for item in items:
        chunk.append(item)
        room -= len(item.text if isinstance(item, Record) else item.raw)
        if len(chunk) == most or room <= 0:
            yield chunk
            chunk, room = [], characters
    if chunk:
        yield chunk


def _note_failure(name: str, pipe: Any, docs: list[Doc] | None, error: Exception) -> None:
    """spaCy's error handler: the documents are left out of the stream, the others go on."""
    for doc in docs or ():
        place = getattr(doc, "_context", None)
        if isinstance(place, int):
            _failures[place] = f"{name}: {type(error).__name__}: {error}"


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

    def remaining(self, items: Iterator[Item], progress: Progress) -> Iterator[Item]:
        """The items that an interrupted run has left; all of them for a new one."""
        for item in islice(items, self.state.items):
            progress.skipped(item)
        return items

    def write(self, stream: Iterator[tuple[Item, bytes]], progress: Progress) -> None:
        """Write what is left of the items, and finish.

        stream: the items with what is written for each of them (see `kk_econ_ner.cli.workers`).
        """
        if not self.state.complete:
            try:
                self._write(stream, progress)
            except WorkerError:
                raise
            except InputError:
                if not self.state.items:
                    self._discard()
                raise
            finally:
                self.rows.close()
                self.rejects.close()
        self.finish()

    def _discard(self) -> None:
        """Remove the files of a run that found no row in its input: there is nothing to resume."""
        self.rows.close()
        self.rejects.close()
        for path in (self.output.part, self.rejects_part, self.state_path):
            path.unlink(missing_ok=True)

    def _write(self, stream: Iterator[tuple[Item, bytes]], progress: Progress) -> None:
        latest = time.monotonic()
        for item, data in stream:
            if isinstance(item, Record):
                self.rows.write(data)
                self.state.docs += 1
            else:
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
