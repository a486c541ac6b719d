"""The tokens of a text as the amount grammar wants them.

Written text joins what the grammar keeps apart. A magnitude and its currency in one word are two
tokens here (`10млнтеңге`), and so are the amounts of a list with slashes (`12/15/18 пайыз`), which the
number lexer takes for a fraction or a code.
"""

from __future__ import annotations

from decimal import Decimal

from kk_econ_ner.numerals import Token, numeral_word, tokenize
from kk_econ_ner.quantities.lexicon import glued_currency, unit_at

#: First letters of the magnitudes.
_MAGNITUDES = "мтк"
#: Feet of a container.
_CONTAINERS = frozenset({"жиырма", "қырық"})
#: A fraction's denominator is no larger, else two amounts are meant: `3/4 тонна`, `12/15 пайыз`.
_LARGEST = 10


def lex(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """`tokenize`, with every currency cut from the magnitude it is stuck to."""
    tokens = tokenize(text, start, end)
    for k in range(len(tokens) - 1, -1, -1):
        token = tokens[k]
        if token.kind == "w" and token.low[0] in _MAGNITUDES and (cut := glued_currency(token.low)):
            middle = token.start + cut
            tokens[k : k + 1] = [
                Token(token.start, middle, token.text[:cut], token.low[:cut], "w", token.gap),
                Token(middle, token.end, token.text[cut:], token.low[cut:], "w", 0),
            ]
    return tokens


def cut_containers(tokens: list[Token]) -> None:
    """Keep the size of a container out of the number before it: `825 мың жиырма футтық контейнер`."""
    for k in range(2, len(tokens)):
        if tokens[k].low.startswith("футтық") and tokens[k - 1].low in _CONTAINERS:
            if tokens[k - 2].kind == "n" or numeral_word(tokens[k - 2].low) is not None:
                tokens[k - 1].kind = "x"


def unfold_list(tokens: list[Token], i: int) -> None:
    """Cut a list of amounts at ``i`` into numbers: `450/455 теңге`, `9,5/10,5 %`.

    A semicolon stands for each slash, so that the list reads like any other.
    """
    token = tokens[i]
    if token.kind == "n":
        if i + 3 < len(tokens) and tokens[i + 2].kind == "n" and _has_unit(tokens, i + 3):
            tokens[i + 1].text = tokens[i + 1].low = ";"
    elif is_list(tokens, i):
        at, gap = token.start, token.gap
        pieces: list[Token] = []
        for part in token.text.split("/"):
            if pieces:
                pieces.append(Token(at, at + 1, ";", ";", "o", 0))
                at += 1
            pieces.append(Token(at, at + len(part), part, part, "n", gap, Decimal(part)))
            at, gap = at + len(part), 0
        tokens[i : i + 1] = pieces


def is_list(tokens: list[Token], i: int) -> bool:
    """Whether the code at ``i`` is a list of amounts, no fraction and no number of a decree."""
    token = tokens[i]
    parts = token.text.split("/") if token.kind == "x" else []
    if len(parts) < 2:
        return False
    if not all(part.isdigit() and len(part) < 7 and part[0] != "0" for part in parts):
        return False
    if len(parts) == 2 and (int(parts[0]) == 1 or int(parts[0]) < int(parts[1]) <= _LARGEST):
        return False
    if all(len(part) == 4 and part[:2] in ("19", "20") for part in parts):
        return False
    return _has_unit(tokens, i + 1) and not (i and tokens[i - 1].text == "№")


def _has_unit(tokens: list[Token], i: int) -> bool:
    """Whether a unit is at ``i``, after a magnitude or not; one letter is too little."""
    if i < len(tokens) and (word := numeral_word(tokens[i].low)) and word.kind == "magnitude":
        i += 1
    return unit_at(tokens, i) is not None and (tokens[i].kind != "w" or len(tokens[i].low) > 1)
