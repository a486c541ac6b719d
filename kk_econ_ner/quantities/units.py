"""A unit with what is written around it: its sign before, its suffix and full stop after."""

from __future__ import annotations

from decimal import Decimal

from kk_econ_ner.numerals import Token, is_suffix, numeral_word
from kk_econ_ner.numerals import read_suffix as read_hyphen
from kk_econ_ner.quantities.lexicon import Unit, UnitMatch, is_pair, lexicon, unit_at

#: Case suffixes that may stand apart after a percent sign: `4,7 % ті`. `да`, `де` are words too.
_LOOSE = frozenset(
    "ға ге қа ке ды ді ты ті ын ін ы і дан ден тан тен нан нен ның нің дың дің тың тің на не".split()
)


def suffix_after(tokens: list[Token], match: UnitMatch) -> UnitMatch:
    """The unit with a full stop and a suffix: `%-ы`, `% -ға`, `млн.-нан`, `тг-ге`, `км.`."""
    i = match.last
    if match.suffix:
        return match
    dotted = match.unit.kind == "percent" and tokens[i - 2].text == "."  # п.т., б.п.
    if dotted and i < len(tokens) and tokens[i].text == "." and tokens[i].gap == 0:
        i += 1
    if (
        match.unit.abbreviation
        and i < len(tokens)
        and tokens[i].text == "."
        and tokens[i].gap == 0
        and tokens[i - 1].kind == "w"
        and (i + 1 < len(tokens) and tokens[i + 1].kind in "w-")
        and not tokens[i + 1].text[0].isupper()
    ):
        i += 1
    if found := read_hyphen(tokens, i):
        return UnitMatch(found[0], match.unit, found[2])
    if match.unit.kind == "percent" and tokens[i - 1].text == "%" and i < len(tokens):
        if tokens[i].gap == 1 and tokens[i].low in _LOOSE:
            return UnitMatch(i + 1, match.unit, tokens[i].low)
    if match.unit.abbreviation and i < len(tokens) and tokens[i].kind == "w":
        glued = tokens[i].gap == 0 and tokens[i - 1].kind == "o"
        if glued and is_suffix(tokens[i].low):
            return UnitMatch(i + 1, match.unit, tokens[i].low)
    return UnitMatch(i, match.unit, match.suffix)


def read_unit(tokens: list[Token], i: int) -> UnitMatch | None:
    """A unit with its suffix at ``i``; see `lexicon.unit_at`."""
    match = unit_at(tokens, i)
    return None if match is None else suffix_after(tokens, match)


def currency_prefix(tokens: list[Token], i: int) -> tuple[int, Unit] | None:
    """A currency sign or code before its number: `$ 21,500`, `KZT 4 325`, `Т2,4 млрд`."""
    token = tokens[i]
    if i + 1 >= len(tokens) or tokens[i + 1].gap == 2:
        return None
    following = tokens[i + 1]
    table = lexicon()
    if token.kind == "w" and (pair := _pair(tokens, i)):
        return pair
    if following.kind != "n":
        if token.text in ("US", "A", "C", "CA") and following.text == "$" and not following.gap:
            dollar = table.symbols.get(token.text.replace("CA", "C") + "$", "USD")
            if i + 2 < len(tokens) and tokens[i + 2].kind == "n":
                return i + 2, Unit(dollar, "money", "money:" + dollar, Decimal(1))
        return None
    code: str | None = None
    if token.kind == "o":
        code = table.symbols.get(token.text)
    elif token.kind == "w" and token.text in table.codes and token.text.isascii():
        code = token.text
    elif token.text in ("Т", "T") and following.gap == 0 and _opens(tokens, i):
        after = i + 2
        word = numeral_word(tokens[after].low) if after < len(tokens) else None
        if (word is not None and word.kind == "magnitude") or len(following.text) > 4:
            code = "KZT"
    if code is None:
        return None
    return i + 1, Unit(code, "money", "money:" + code, Decimal(1), abbreviation=True)


def _pair(tokens: list[Token], i: int) -> tuple[int, Unit] | None:
    """A rate's pair before its number: `EUR/USD 1,07`, `USDKZT – 450,2`; the second is the unit."""
    codes, text = lexicon().codes, tokens[i].text
    if is_pair(text):
        code, at = text[3:], i + 1
    elif text in codes and i + 3 < len(tokens) and tokens[i + 1].text == "/":
        code, at = tokens[i + 2].text, i + 3
        if code not in codes:
            return None
    else:
        return None
    if at + 1 < len(tokens) and (tokens[at].kind == "-" or tokens[at].text in ":="):
        at += 1
    if at >= len(tokens) or tokens[at].kind != "n" or tokens[at].gap == 2:
        return None
    return at, Unit(code, "money", "money:" + code, Decimal(1), abbreviation=True)


def _opens(tokens: list[Token], i: int) -> bool:
    """Whether a word begins at ``i``: a space, a bracket or nothing stands before it."""
    return i == 0 or tokens[i].gap > 0 or tokens[i - 1].text in ("(", "«")


def same_dimension(one: Unit, two: Unit) -> bool:
    """Whether two units may stand in one compound amount."""
    if one.kind == "money" and two.kind == "money" and two.factor < 1:
        return True
    return one.dim == two.dim
