"""Tables for the terminal."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from spacy.tokens import Doc
from wasabi import table

#: The widest column; on a narrow terminal the two text columns share what the others leave.
_SPACES = re.compile(r"[ \t\r\n]+")
_WIDEST, _NARROWEST, _OTHER_COLUMNS = 48, 16, 50


def cell(text: str, width: int = _WIDEST) -> str:
    """The text on one line, cut where it is too long for a column."""
    text = _SPACES.sub(" ", text).strip()
    return text if len(text) <= width else text[: width - 1] + "…"


def _width() -> int:
    if not sys.stdout.isatty():
        return _WIDEST
    room = (shutil.get_terminal_size().columns - _OTHER_COLUMNS) // 2
    return max(_NARROWEST, min(_WIDEST, room))


def entity_table(doc: Doc, labels: frozenset[str] = frozenset()) -> str:
    """The entities of a document: text, label, canonical name, value, unit."""
    from kk_econ_ner.display import value_text
    from kk_econ_ner.frames import entity_rows

    rows = [
        (row["text"], row["label"], row["canonical"] or "", value_text(row), row["unit"] or "")
        for row in entity_rows(doc, "")
        if not labels or row["label"] in labels
    ]
    if not rows:
        return "no entities\n"
    return render(rows, ("text", "label", "canonical", "value", "unit"), "lllrl")


def render(rows: Iterable[Sequence[str]], header: Sequence[str], aligns: str) -> str:
    """Rows under a header; ``aligns`` holds ``l`` or ``r`` for every column."""
    width = _width()
    cells = [tuple(cell(value, width) for value in row) for row in rows]
    sides: tuple[Any, ...] = tuple(aligns)
    return str(table(cells, header=tuple(header), divider=True, aligns=sides, max_col=_WIDEST + 2))
