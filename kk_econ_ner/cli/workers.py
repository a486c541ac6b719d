"""Documents to output bytes, in this process or in several.

Workers annotate *and* encode: what comes back from one is the bytes that are written. (spaCy's own
``n_process`` sends whole documents back, which costs more than annotating a short text.)
"""

from __future__ import annotations

import ctypes
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from spacy.language import Language

from kk_econ_ner.cli.engine import annotate_items, chunks
from kk_econ_ner.cli.errors import WorkerError
from kk_econ_ner.cli.inputs import Item, Record, Reject
from kk_econ_ner.cli.outputs import Output

#: What a worker gets at once, and how many of these wait for each worker.
_CHUNK_ITEMS, _CHUNK_CHARACTERS, _WAITING = 250, 500_000, 3

#: Items with what is written for them.
Stream = Generator[tuple[Item, bytes], None, None]

#: What a worker process works with; set once when it starts.
_worker: dict[str, Any] = {}


def encoded(
    nlp: Language, items: Iterator[Item], output: Output, n_process: int, batch_size: int
) -> Stream:
    """Yield every item, in order, with what is written for it; rejects (of documents on which the
    pipeline fails, too) with nothing.

    Close it where it is not read to its end: that ends the workers. Raises `WorkerError` where a
    worker process was ended from outside.
    """
    if n_process > 1:
        return _in_processes(nlp, items, output, n_process, batch_size)
    return _here(nlp, items, output, batch_size)


def _here(nlp: Language, items: Iterator[Item], output: Output, batch_size: int) -> Stream:
    for item, doc in annotate_items(nlp, items, batch_size=batch_size):
        if isinstance(item, Record) and doc is not None:
            yield item, output.encode(doc, item.id)
        else:
            yield item, b""


def _in_processes(
    nlp: Language, items: Iterator[Item], output: Output, n_process: int, batch_size: int
) -> Stream:
    waiting: deque[tuple[list[Item], Future[list[bytes | Reject]]]] = deque()
    pool = ProcessPoolExecutor(n_process, initializer=_start, initargs=(nlp, output, batch_size))
    try:
        for chunk in chunks(items, _CHUNK_ITEMS, _CHUNK_CHARACTERS):
            waiting.append((chunk, pool.submit(_work, chunk)))
            if len(waiting) >= _WAITING * n_process:
                yield from _results(*waiting.popleft())
        while waiting:
            yield from _results(*waiting.popleft())
    except BrokenProcessPool:
        raise WorkerError(
            "a worker process was ended from outside, perhaps for want of memory; "
            "go on with the same command, --resume and fewer processes"
        ) from None
    except BaseException:
        for worker in multiprocessing.active_children():
            worker.kill()  # what it works on is not wanted any more
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _results(chunk: list[Item], future: Future[list[bytes | Reject]]) -> Stream:
    for item, result in zip(chunk, future.result(), strict=True):
        yield (result, b"") if isinstance(result, Reject) else (item, result)


def _start(nlp: Language, output: Output, batch_size: int) -> None:
    """In a worker: leave Ctrl-C to the parent, and end when that is killed (where Linux can tell)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
    _worker.update(nlp=nlp, output=output, batch_size=batch_size)


def _work(chunk: list[Item]) -> list[bytes | Reject]:
    """In a worker: what is written for each item, or why nothing is."""
    stream = _here(_worker["nlp"], iter(chunk), _worker["output"], _worker["batch_size"])
    return [item if isinstance(item, Reject) else data for item, data in stream]
