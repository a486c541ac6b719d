"""The tokens of a text as items of the date grammar: a code of two letters with character offsets.

Letters of words come from ``patterns/temporal.jsonl`` (`temporal_words.LETTERS`). Others:

    ``Y`` a year (1000-2199)      ``n`` a whole number 1-31    ``N`` another number
    ``o`` an ordinal 1-31         ``O`` another ordinal        ``R`` a Roman numeral
    ``k`` `09.00` or `7,30`       ``K`` `18:30`                ``C`` `12.04.1961`
    ``z`` zero
    ``-`` a dash   ``,`` comma   ``.`` full stop   ``(`` ``)`` ``"`` ``:``   ``I`` `б.з.б.`
    ``|`` a line break   ``_`` anything else

The second letter is the case (`temporal_words.case_letter`), ``0`` for none.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from kk_econ_ner.numerals import (
    Token,
    is_suffix,
    numeral_word,
    parse_at,
    read_suffix,
    roman_value,
)
from kk_econ_ner.quantities.temporal_words import case_letter, word_code

_CLOCK = regex.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?")
_DOTTED_CLOCK = regex.compile(r"(?:[01]?\d|2[0-4])[.,][0-5]\d")
_DATE_CODE = regex.compile(
    r"[0-3]?\d\.[01]?\d\.\d{4}|(?:1\d|20)\d\d([.-])[01]\d\1[0-3]\d|(?:0[1-9]|1[0-2])\.(?:19|20)\d\d"
)
_MINUTES = regex.compile(r"[0-5]\d")
_ORDINAL = regex.compile(r"(?:с?[ыі])?н?ш[ыі](\p{L}{0,8}+)")
_QUARTER = regex.compile(r"тоқсан(?!ынш)\p{L}{0,12}+")
_SEVEN = regex.compile(r"жеті(?:де|ден|ге|нің|ні|лік|дей)?+")
_SIGNS = {",": ",0", ".": ".0", "(": "(0", ")": ")0", ":": ":0"} | dict.fromkeys('«»"“”„', '"0')
#: Enclitics that may hang on a date by a hyphen.
_ENCLITICS = frozenset({"ақ", "ау", "ты", "ті", "нау", "мыс", "дағы", "дегі"})


def _number_code(tokens: list[Token], first: int, last: int) -> str | None:
    """The class letter of a number expression over ``tokens[first:last]``, by its value."""
    token = tokens[first]
    digits = token.kind == "n"
    if digits and _DATE_CODE.fullmatch(token.text):
        return "C"
    if digits and _DOTTED_CLOCK.fullmatch(token.text):
        return "k"
    return None


def _number(tokens: list[Token], i: int) -> tuple[str, int] | None:
    """``(code, next position)`` of a number expression at ``i``."""
    number = parse_at(tokens, i)
    if number is None or number.bare_magnitude:
        return None
    last, suffix = number.last, number.suffix
    ordinal = number.kind == "ordinal"
    token = tokens[i]
    if not suffix and not ordinal and (end := _ordinal_suffix(tokens, last)):
        ordinal = True
        last, suffix = end
    case = case_letter(suffix)
    if letter := _number_code(tokens, i, last):
        return letter + case, last
    value = number.value
    if value != value.to_integral_value():
        return "N" + case, last
    plain = token.kind != "n" or (token.text.isdigit() and number.scale == 1)
    if plain and 1000 <= value < 2200 and (ordinal or token.kind == "n" or value > 1000):
        return "Y" + case, last
    if value == 0:
        return "z" + case, last
    small = 1 <= value <= 31 and number.kind != "collective"
    return ("oO" if ordinal else "nN")[not small] + case, last


def _ordinal_suffix(tokens: list[Token], i: int) -> tuple[int, str] | None:
    """`-сыншы`, `-інші`, `нші` after digits, where the number grammar does not read them.

    Returns the position after it and its case suffix.
    """
    if i < len(tokens) and tokens[i].kind == "-" and tokens[i].gap == 0:
        i += 1
    if i < len(tokens) and tokens[i].kind == "w" and tokens[i].gap == 0:
        found = _ORDINAL.fullmatch(tokens[i].low)
        if found and (not found[1] or is_suffix(found[1])):
            return i + 1, found[1]
    return None


def _code_token(tokens: list[Token], i: int) -> tuple[str, int] | None:
    """Clock times and dates in digits at ``i``."""
    token = tokens[i]
    letter = ""
    last = i + 1
    if token.kind == "x":
        if _CLOCK.fullmatch(token.text):
            letter = "K"
        elif _DATE_CODE.fullmatch(token.text):
            letter = "C"
    elif (
        token.kind == "n"
        and i + 2 < len(tokens)
        and tokens[i + 1].text == ":"
        and len(token.text) <= 2
        and _MINUTES.fullmatch(tokens[i + 2].text)
        and int(token.text) <= 24
    ):
        letter, last = "K", i + 3
    if not letter:
        return None
    suffix = read_suffix(tokens, last)
    return (letter + case_letter(suffix[2]), suffix[0]) if suffix else (letter + "0", last)


def _era(tokens: list[Token], i: int) -> int:
    """The end of `б.з.б.`, `б. э. бұрынғы`, `б.з.` at ``i``, or ``i``."""
    if tokens[i].low != "б" or i + 3 >= len(tokens):
        return i
    if (
        tokens[i + 1].text != "."
        or tokens[i + 2].low not in ("з", "э")
        or tokens[i + 3].text != "."
    ):
        return i
    last = i + 4
    if last + 1 < len(tokens) and tokens[last].low in ("б", "д") and tokens[last + 1].text == ".":
        return last + 2
    if last < len(tokens) and tokens[last].low in ("бұрынғы", "дейінгі"):
        return last + 1
    return last


def _word(tokens: list[Token], i: int, before: str) -> tuple[str, int]:
    """``(code, next position)`` of a word; ``before`` is the class of the word or number before it."""
    token = tokens[i]
    last = i + 1
    follows = tokens[last].low if last < len(tokens) else ""
    quarter = before and before in "noRDT" and not follows.startswith("жыл")
    if quarter and _QUARTER.fullmatch(token.low):
        return "Q" + case_letter(token.low[6:]), last
    if before and before in "nN" and tokens[i - 1].kind != "-" and _SEVEN.fullmatch(token.low):
        return "w" + case_letter(token.low[4:]), last
    if token.low.startswith("жартысы"):
        return "e" + case_letter(token.low[7:]), last
    if token.low.startswith("жылдығы") and i and tokens[i - 1].low == "жарты":
        return "s" + case_letter(token.low[7:]), last
    if token.low == "айлық" and follows.startswith(("есеп", "көрсеткіш")):
        return "__", last  # the monthly index, a measure
    if token.text.isupper() and roman_value(token.text):
        suffix = read_suffix(tokens, last)
        return ("R" + case_letter(suffix[2]), suffix[0]) if suffix else ("R0", last)
    return _number(tokens, i) or (word_code(token.low), last)


@lru_cache(maxsize=65536)
def _settled(text: str, low: str) -> str:
    """The code of a word that depends on no neighbour, else an empty string."""
    if (
        low in ("б", "айлық")
        or low.startswith(("тоқсан", "жеті", "жартысы", "жылдығы"))
        or (text.isupper() and roman_value(text))
        or numeral_word(low) is not None
    ):
        return ""
    return word_code(low)


def items(tokens: list[Token]) -> tuple[list[str], list[int], list[int]]:
    """The items of a tokenized text, line breaks included: codes, and where they start and end."""
    codes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    i, count = 0, len(tokens)
    before = ""
    while i < count:
        token = tokens[i]
        if token.gap == 2:
            codes.append("|0")
            starts.append(token.start)
            ends.append(token.start)
            before = ""
        last = i + 1
        code = "__"
        kind = token.kind
        if kind == "w":
            code = _settled(token.text, token.low)
            if not code:
                if (end := _era(tokens, i)) > i:
                    code, last = "I0", end
                else:
                    code, last = _word(tokens, i, before)
        elif kind == "-":
            code = "-0"
        elif kind == "o":
            code = _SIGNS.get(token.text, "__")
        elif found := _code_token(tokens, i):
            code, last = found
        elif kind == "n":
            code, last = _number(tokens, i) or ("__", last)
        if last < count and tokens[last].kind == "-":
            last = _enclitic(tokens, last)
        codes.append(code)
        starts.append(token.start)
        ends.append(tokens[last - 1].end)
        if code != "-0":
            before = code[0]
        i = last
    _unmark_compounds(codes, starts, ends)
    return codes, starts, ends


def _enclitic(tokens: list[Token], i: int) -> int:
    """Past `-ақ` and the like at ``i``."""
    if (
        i + 1 < len(tokens)
        and tokens[i].kind == "-"
        and tokens[i].gap == 0
        and tokens[i + 1].gap == 0
        and tokens[i + 1].low in _ENCLITICS
    ):
        return i + 2
    return i


def _unmark_compounds(codes: list[str], starts: list[int], ends: list[int]) -> None:
    """Unmark the halves of hyphenated compounds with a word that is no part of a date."""
    original = list(codes)
    for at in range(1, len(codes) - 1):
        if original[at] != "-0" or ends[at - 1] != starts[at] or ends[at] != starts[at + 1]:
            continue
        if (original[at - 1] == "__") != (original[at + 1] == "__"):
            for k in (at - 1, at + 1):
                if original[k][0] not in '-|.,()":':
                    codes[k] = "__"
