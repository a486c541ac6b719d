"""Amounts in Kazakh text with their values: money, percent, measures, counts, ordinals."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kk_econ_ner.quantities.extension import register_extensions
    from kk_econ_ner.quantities.find import QuantityMatch, find_quantities, parse_quantity
    from kk_econ_ner.quantities.quantity import Quantity

__all__ = [
    "Quantity",
    "QuantityMatch",
    "find_quantities",
    "parse_quantity",
    "register_extensions",
]

_WHERE = {
    "Quantity": "quantity",
    "QuantityMatch": "find",
    "find_quantities": "find",
    "parse_quantity": "find",
    "register_extensions": "extension",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for: the grammar is no light import (see ``factory``)."""
    if name in _WHERE:
        return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
