"""Currencies and units of the user's own, beside those of ``patterns/``.

One JSON object a line, as in ``patterns/currencies.jsonl`` and ``patterns/units.jsonl``. A row with
``nouns``, ``symbols``, ``qualifiers`` or ``subunits`` is a currency, one with ``names`` a unit:

    {"code": "XKB", "nouns": ["сомон тәңке"], "symbols": ["ₜ"], "abbr": ["ст"]}
    {"code": "qap", "names": ["қап"], "abbr": ["қп"]}

The tables belong to the process, because ``span._.quantity`` is computed from a span's text whoever found
it: what one component adds, every amount in the process is read with.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from kk_econ_ner.data import PatternError, read_jsonl

CURRENCY_KEYS = frozenset(
    ("code", "nouns", "qualifiers", "default", "default_nouns", "abbr", "symbols", "subunits")
)
UNIT_KEYS = frozenset(("code", "kind", "dim", "factor", "names", "abbr"))
_ONLY_CURRENCY = ("nouns", "symbols", "qualifiers", "subunits")
_LISTS = ("nouns", "qualifiers", "abbr", "symbols", "subunits", "names", "default_nouns")
KINDS = ("measure", "percent", "multiple")

_known: set[str] = set()


def read_rows(path: str | Path) -> list[tuple[str, dict[str, Any]]]:
    """The rows of a file with where each stands; a `PatternError` names the line that is wrong."""
    return [(f"{path}:{number}", row) for number, row in read_jsonl(path)]


def add_units(rows: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Enter rows into the tables of the process; rows that are there already change nothing."""
    from kk_econ_ner.quantities import lexicon as tables

    changed = False
    table = tables.lexicon()
    for where, row in rows:
        check_row(row, where)
        key = repr(sorted(row.items()))
        if key in _known:
            continue
        if is_currency(row):
            tables.add_currency(table, {"default": True, **row}, row["code"])
        else:
            tables.add_unit(table, {"dim": row["code"], **row})
        _known.add(key)
        changed = True
    if changed:
        tables.sort_phrases(table)
        _forget()


def is_currency(row: dict[str, Any]) -> bool:
    """Whether a row describes a currency rather than a unit."""
    return any(key in row for key in _ONLY_CURRENCY)


def check_row(row: dict[str, Any], where: str) -> None:
    """Raise a `PatternError` that begins with ``where`` for a row that cannot be used."""
    from decimal import Decimal, InvalidOperation

    known = CURRENCY_KEYS if is_currency(row) else UNIT_KEYS
    if unknown := sorted(set(row) - known):
        raise PatternError(f"{where}: unknown key {unknown[0]!r}")
    if not isinstance(row.get("code"), str) or not row["code"].strip():
        raise PatternError(f"{where}: 'code' must be a string")
    for key in _LISTS:
        value = row.get(key, [])
        if not isinstance(value, list) or not all(
            isinstance(one, str) and one.strip() for one in value
        ):
            raise PatternError(f"{where}: {key!r} must be a list of strings")
    if not any(row.get(key) for key in ("nouns", "symbols", "names", "abbr", "subunits")):
        raise PatternError(f"{where}: needs 'nouns', 'symbols', 'names' or 'abbr'")
    if any(len(symbol) != 1 or symbol.isalnum() for symbol in row.get("symbols", [])):
        raise PatternError(f"{where}: a symbol is one character, no letter or digit")
    if row.get("kind", "measure") not in KINDS:
        raise PatternError(f"{where}: 'kind' must be one of {', '.join(KINDS)}")
    try:
        positive = Decimal(str(row.get("factor", "1"))) > 0
    except InvalidOperation:
        positive = False
    if not positive:
        raise PatternError(f"{where}: 'factor' must be a positive number")


def _forget() -> None:
    """Empty what was remembered under the old tables."""
    from kk_econ_ner.numerals import lexicon as numbers
    from kk_econ_ner.quantities import (
        context,
        find,
        lexicon,
        regions,
        temporal,
        temporal_items,
        temporal_words,
    )  # fmt: skip

    modules: tuple[ModuleType, ...] = (
        numbers, context, find, lexicon, regions, temporal, temporal_items, temporal_words,
    )  # fmt: skip
    for module in modules:
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear") and value is not lexicon.lexicon:
                value.cache_clear()
    regions.forget()
