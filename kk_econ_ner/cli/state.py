"""How far a run has come: what a killed run needs to go on without losing or doubling a row.

Rows are appended to ``<output>.part``. Now and then the lengths of the files and the number of input
rows they stand for are written to ``<output>.state``, after the files themselves have reached the
disk. To go on is to cut the files back to those lengths and to skip that many input rows.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from kk_econ_ner.cli.errors import BrokenFileError, InputError
from kk_econ_ner.cli.files import write_whole
from kk_econ_ner.cli.inputs import Source, file_size

_EDGE = 65_536


@dataclass
class State:
    """A checkpoint.

    job: fingerprint of inputs and options. items: input rows done. rows, rejects: bytes of the two
    output files. docs, rejected: how many of the items they were. complete: nothing is left to read.
    """

    job: str
    items: int = 0
    rows: int = 0
    rejects: int = 0
    docs: int = 0
    rejected: int = 0
    complete: bool = False

    def save(self, path: Path) -> None:
        """Write the state; a reader finds either the old or the new one."""
        write_whole(path, json.dumps(asdict(self)))


def read_state(path: Path, job: str) -> State | None:
    """The state of an interrupted run of the same job, ``None`` where there was none.

    Raises `InputError` where the run was of another job, or the file is damaged.
    """
    try:
        state = State(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError):
        raise InputError(f"{path}: not a state file; run without --resume to begin again") from None
    if state.job != job:
        raise InputError(
            f"{path}: the interrupted run had other inputs, options or another model; "
            "run without --resume to begin again"
        )
    return state


def fingerprint(sources: list[Source], options: Iterable[object]) -> str:
    """A hash of everything the output depends on: options, file names, sizes, and their edges."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr(tuple(options)).encode())
    for source in sources:
        digest.update(f"\0{source.name}\0{file_size(source)}\0".encode("utf-8", "surrogateescape"))
        if source.path is None:
            continue
        try:
            with source.open() as file:
                digest.update(file.read(_EDGE))
                if file_size(source) > 2 * _EDGE:
                    file.seek(-_EDGE, os.SEEK_END)
                    digest.update(file.read(_EDGE))
        except BrokenFileError as error:  # among other files it is one reject, see `items`
            digest.update(str(error).encode("utf-8", errors="replace"))
    return digest.hexdigest()
