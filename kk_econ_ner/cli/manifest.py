"""``<output>.run.json``: what an output was made of and by which model.

It makes a result reproducible, and lets ``report`` find the texts that the rows were taken from.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kk_econ_ner.cli.errors import InputError
from kk_econ_ner.cli.files import beside, write_whole
from kk_econ_ner.cli.inputs import STDIN, Options, Source, expand

ENDING = ".run.json"


@dataclass(frozen=True)
class Manifest:
    """A run: the inputs as they were given, seen from the folder of the output, and the options."""

    inputs: tuple[str, ...]
    options: Options
    model: str
    model_version: str

    def save(self, output: Path) -> None:
        """Write it beside the output."""
        write_whole(
            beside(output, ENDING), json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"
        )


def relative_inputs(inputs: list[str], output: Path) -> tuple[str, ...]:
    """The inputs as a reader in the folder of the output would name them."""
    folder = output.resolve().parent
    names = []
    for name in inputs:
        try:
            names.append(name if name == STDIN else os.path.relpath(name, folder))
        except ValueError:  # another drive
            names.append(os.path.abspath(name))
    return tuple(names)


def texts_of(output: Path) -> tuple[list[Source], Options] | None:
    """The files that the documents of an output are in, ``None`` where they cannot be found again."""
    try:
        saved: dict[str, Any] = json.loads(beside(output, ENDING).read_text(encoding="utf-8"))
        inputs, options = saved["inputs"], Options(**saved["options"])
        folder = output.resolve().parent
        paths = [os.path.normpath(folder / name) for name in inputs if name != STDIN]
        return (expand(paths, exclude=(output,)), options) if paths else None
    except (OSError, ValueError, TypeError, KeyError, InputError):
        return None
