"""Where the package's data files are, and how a line of one is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class PatternError(ValueError):
    """A data file that cannot be used. The message begins with ``file:line:``."""


def patterns_dir() -> Path:
    """The folder of the JSONL data files, in a wheel or in a source checkout.

    An installed package holds it as ``kk_econ_ner/patterns``; in a checkout it stands beside the
    package, where a linguist edits it.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "patterns", package.parent / "patterns"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"kk_econ_ner: no patterns folder in or beside {package}")


def read_jsonl(path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield ``(line number, object)`` for every non-empty line of a JSONL file.

    Lines that begin with ``//`` are comments. Raises `PatternError` with file and line for bytes
    that are not UTF-8, bad JSON, or a line that is not an object.
    """
    path = Path(path)
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            try:
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            except UnicodeDecodeError as error:
                raise PatternError(f"{path}:{number}: not UTF-8 ({error.reason})") from None
            if not line or line.startswith("//"):
                continue
            try:
                value = json.loads(line)
            except json.JSONDecodeError as error:
                raise PatternError(f"{path}:{number}: not JSON ({error.msg})") from None
            if not isinstance(value, dict):
                raise PatternError(
                    f"{path}:{number}: expected an object, found {type(value).__name__}"
                )
            yield number, value
