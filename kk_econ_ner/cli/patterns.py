"""``patterns check``: load pattern files the way ``kk_entity_ruler`` does, and name wrong lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kk_econ_ner.cli.errors import InputError
from kk_econ_ner.data import PatternError, patterns_dir


def check(files: list[Path]) -> tuple[list[str], int]:
    """A line for every fault and every file, and the number of faults.

    Without files, the package's own lists are checked.
    """
    if not files:
        return _check_builtin()
    lines: list[str] = []
    wrong = 0
    for path in files:
        if not path.is_file():
            raise InputError(f"{path}: no such file")
        good, faults = _check_file(path)
        wrong += len(faults)
        lines += faults
        lines.append(f"{path}: {good} patterns" + (f", {len(faults)} wrong" if faults else ""))
    return lines, wrong


def _check_file(path: Path) -> tuple[int, list[str]]:
    """The number of good patterns, and ``file:line: reason`` for every wrong line."""
    import spacy

    from kk_econ_ner.entities.component import KazakhEntityRuler

    ruler = KazakhEntityRuler(spacy.blank("xx"), builtin=False)
    names: dict[tuple[str, str], tuple[str, int]] = {}
    good = 0
    faults: list[str] = []
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            where = f"{path}:{number}"
            try:
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
                if not line or line.startswith("//"):
                    continue
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise PatternError(f"expected an object, found {type(row).__name__}")
                ruler.add_patterns([row])
                _check_id(row, number, names)
            except UnicodeDecodeError as error:
                faults.append(f"{where}: not UTF-8 ({error.reason})")
            except json.JSONDecodeError as error:
                faults.append(f"{where}: not JSON ({error.msg})")
            except PatternError as error:
                faults.append(f"{where}: {str(error).removeprefix('pattern 1: ')}")
            else:
                good += 1
    return good, faults


def _check_id(
    row: dict[str, Any], number: int, names: dict[tuple[str, str], tuple[str, int]]
) -> None:
    """An id stands for one name; `PatternError` where two lines give it different ones."""
    if not row.get("id") or "canonical" not in row:
        return
    key = (row["label"], row["id"])
    known, line = names.setdefault(key, (row["canonical"], number))
    if known != row["canonical"]:
        raise PatternError(f"duplicate id {row['id']!r}, already {known!r} on line {line}")


def _check_builtin() -> tuple[list[str], int]:
    from kk_econ_ner.data import read_jsonl
    from kk_econ_ner.entities.component import BUILTIN_FILES
    from kk_econ_ner.entities.lexicon import read_entries

    lines: list[str] = []
    wrong = 0
    for path in sorted(patterns_dir().glob("*.jsonl")):
        try:
            rows = read_entries(path) if path.name in BUILTIN_FILES else read_jsonl(path)
            lines.append(f"{path.name}: {sum(1 for _ in rows)} patterns")
        except PatternError as error:
            wrong += 1
            lines.append(str(error))
    return lines, wrong
