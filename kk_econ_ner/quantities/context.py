"""What the words around a span add to its value."""

from __future__ import annotations

from dataclasses import replace

import regex

from kk_econ_ner.quantities.find import CHANGE_REACH, find_quantities, parse_quantity
from kk_econ_ner.quantities.grammar import read_amount
from kk_econ_ner.quantities.lexicon import lexicon
from kk_econ_ner.quantities.lexing import lex
from kk_econ_ner.quantities.modifiers import case_of, sign_before_verb
from kk_econ_ner.quantities.quantity import Quantity

_LIST = regex.compile(r"\s*+(?:,|және|мен|пен|бен)\s++")


def quantity_in_context(text: str, label: str, left: str, right: str) -> Quantity | None:
    """`parse_quantity`, completed from the context where the span's own text is not enough.

    A list's last amount gives its unit and magnitude to the earlier ones (`5, 7 және 10 млн
    теңге`); `дейін` after an amount in the ablative ends a change and is no bound
    (`10,7%-дан 9,8%-ға дейін`).
    """
    quantity = parse_quantity(text, label)
    if quantity is None:
        return None
    if label in ("MONEY", "PERCENT", "QUANTITY") and not quantity.unit:
        return _from_neighbours(text, quantity, label, left, right)
    if quantity.modifier == "<=" and left and _ends_in_ablative(left, quantity.kind):
        return replace(quantity, modifier="=")
    if quantity.unit and quantity.modifier in ("=", "<=", "<", ">"):
        last = lex(text)[-1]
        after = lex(right[:CHANGE_REACH])
        loose = last.kind != "w" or last.low in lexicon().exact
        sign = sign_before_verb(after, 0, quantity.modifier, case_of(last.low), loose=loose)
        return quantity if sign == quantity.modifier else replace(quantity, modifier=sign)
    return quantity


def _from_neighbours(
    text: str, quantity: Quantity, label: str, left: str, right: str
) -> Quantity | None:
    """The unit of a list or a change, from its end (`5, 7 теңге`) or beginning (`5 теңгеден 7-ге`)."""
    shared = _from_list(text, quantity, label, right)
    if shared.unit or not left:
        return shared
    before = left[-CHANGE_REACH:].partition(" ")[2] if len(left) > CHANGE_REACH else left
    for match in find_quantities(before + text + right):
        if match.start == len(before) and match.label == label and match.quantity is not None:
            return match.quantity
    return shared


def _from_list(text: str, quantity: Quantity, label: str, right: str) -> Quantity:
    for match in find_quantities(text + right):
        if match.label == label and match.quantity is not None and match.start >= 0:
            own = match.quantity
            if match.start == 0 and own.unit:
                return replace(own, low=own.low, high=own.high)
            if own.unit:
                return replace(quantity, unit=own.unit)
    return quantity


def _ends_in_ablative(left: str, kind: str) -> bool:
    tokens = lex(left[-CHANGE_REACH:])
    i = 0
    while i < len(tokens):
        amount = read_amount(tokens, i)
        if amount is None:
            i += 1
            continue
        if amount.kind == kind and case_of(amount.suffix) == "abl" and amount.sign == "=":
            return True
        i = amount.last
    return False
