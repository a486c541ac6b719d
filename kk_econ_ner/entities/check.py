"""Checks of the name lists: ``python -m kk_econ_ner.entities.check [FILES]``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kk_econ_ner.data import PatternError, patterns_dir, read_jsonl
from kk_econ_ner.entities.entries import KEYS
from kk_econ_ner.entities.people_list import KINDS
from kk_econ_ner.labels import LABELS

NAME_FILES = ("places.jsonl", "organisations.jsonl", "people.jsonl")
_KEYS = KEYS | {"kind", "ambiguous"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong (``error``) or to know (``ambiguous``) about a line."""

    path: str
    line: int
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.kind}: {self.message}"


def check_patterns(paths: Iterable[str | Path]) -> list[Problem]:
    """Problems of the files together.

    Errors: a line that cannot be read, an unknown key, label or kind, the same form twice with the same
    label and context, one id with two citation forms. Ambiguous: one form with several labels or ids;
    the message says which context decides.
    """
    problems: list[Problem] = []
    forms: dict[str, list[tuple[str, int, dict[str, Any]]]] = {}
    ids: dict[tuple[str, str], tuple[str, str, int]] = {}
    for path in map(str, paths):
        try:
            for line, row in read_jsonl(path):
                if message := _row_error(row):
                    problems.append(Problem(path, line, "error", message))
                    continue
                canonical = str(row.get("canonical") or row["pattern"])
                if row.get("id"):
                    known = ids.setdefault((row["label"], row["id"]), (canonical, path, line))
                    if known[0] != canonical:
                        message = (
                            f"id {row['id']!r} is {known[0]!r} at {known[1]}:{known[2]}, "
                            f"not {canonical!r}"
                        )
                        problems.append(Problem(path, line, "error", message))
                for form in (row["pattern"], *row.get("aliases", ())):
                    forms.setdefault(form, []).append((path, line, row))
        except PatternError as error:
            problems.append(Problem(path, 0, "error", str(error)))
    for form, uses in forms.items():
        problems.extend(_compare(form, uses))
    return problems


def _row_error(row: dict[str, Any]) -> str:
    if unknown := sorted(set(row) - _KEYS):
        return f"unknown key {unknown[0]!r}"
    if row.get("label") not in LABELS:
        return f"unknown label {row.get('label')!r}"
    if not isinstance(row.get("pattern"), str) or not row["pattern"].strip():
        return "empty pattern"
    if "kind" in row and row["kind"] not in KINDS:
        return f"unknown kind {row['kind']!r}"
    for key in ("aliases", "before", "after", "unless"):
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            return f"{key!r} must be a list of strings"
    return ""


def _context(row: dict[str, Any]) -> str:
    if row.get("quoted"):
        return "quotes around it"
    parts = [f"{key} {'/'.join(row[key])}" for key in ("before", "after") if row.get(key)]
    if row.get("inner"):
        parts.append("inside a sentence")
    if row.get("kind"):
        parts.append(f"as {row['kind']}, beside another name")
    return ", ".join(parts) or "no context (the default reading)"


def _compare(form: str, uses: list[tuple[str, int, dict[str, Any]]]) -> Iterable[Problem]:
    for i, (path, line, row) in enumerate(uses):
        for other_path, other_line, other in uses[:i]:
            where = f"{other_path}:{other_line}"
            same = row["label"] == other["label"] and _context(row) == _context(other)
            if same:
                yield Problem(path, line, "error", f"{form!r} already stands at {where}")
            else:
                yield Problem(
                    path,
                    line,
                    "ambiguous",
                    f"{form!r} is {row['label']} by {_context(row)}; "
                    f"{other['label']} at {where} by {_context(other)}",
                )


def main(arguments: list[str] | None = None) -> int:
    """Print the problems; 1 where there is an error."""
    given = sys.argv[1:] if arguments is None else arguments
    problems = check_patterns(given or [patterns_dir() / name for name in NAME_FILES])
    for problem in problems:
        print(problem)
    return int(any(problem.kind == "error" for problem in problems))


if __name__ == "__main__":
    raise SystemExit(main())
