"""Amounts in Kazakh text with their values: money, percent, measures, counts, ordinals."""

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
