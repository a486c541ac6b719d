"""Files beside an output, and files that appear as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def beside(path: Path, ending: str) -> Path:
    """The file of this name with an ending added."""
    return path.with_name(path.name + ending)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader finds either the old one or the new one, never half.

    Lone surrogates become question marks.
    """
    temporary = beside(path, ".tmp")
    with temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
