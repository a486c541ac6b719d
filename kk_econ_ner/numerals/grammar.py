"""The number grammar: tokens -> a number with its value and case suffix.

    NUMBER    := GROUP+                     scales fall: `5 млн 300 мың`, `екі миллиард жүз он төрт`
    GROUP     := SMALL MAGNITUDE*           `2 000 мың`, `жүз мың`
    SMALL     := DIGITS | WORDS             `4 325`, `жиырма бес`
    WORDS     := [unit] жүз [ten] [unit] | [ten] [unit]
    SMALL     += `бүтін` [`оннан`] SMALL | `те` SMALL | `жарым`     decimals and halves
    NUMBER    += `-` SUFFIX                 `15-ке`, `млн.-нан`, `10-шы`

Sources: KazNERD guidelines 3 and 16; Kazakh orthography of number words. Every rule moves right
and looks a fixed number of tokens ahead, so reading a text costs linear time.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

from kk_econ_ner.numerals.lexer import FRACTIONS, UNREAD, Token
from kk_econ_ner.numerals.lexicon import NumeralWord, digit_suffix, is_suffix, numeral_word

#: Wide enough that no amount a text can hold is rounded.
CONTEXT = Context(prec=80)

_ONE = Decimal(1)
_HALF = Decimal("0.5")
_ABLATIVE = ("нан", "нен", "дан", "ден", "тан", "тен")
#: `бүтін оннан`, `жүзден`, `мыңнан`: the decimal place of what follows.
_PLACES = {"оннан": 1, "ондан": 1, "жүзден": 2, "мыңнан": 3, "онмыңнан": 4}
_VULGAR = frozenset("¼½¾⅓⅔⅛")
_SPOKEN_COMMA = {"те", "де", "та", "да"}
MAX_GROUPS = 6
#: Beginnings of the words after which a spoken `бес те алты` is a decimal number.
_MEASURED = (
    "пайыз", "процент", "есе", "градус", "метр", "километр", "сантиметр", "миллиметр", "шақырым",
    "тонна", "кило", "милли", "грамм", "гектар", "литр", "балл", "шаршы", "текше",
)  # fmt: skip


@dataclass(slots=True)
class Number:
    """A number expression: tokens ``[first, last)`` and what they say."""

    first: int
    last: int
    value: Decimal
    kind: str = "cardinal"  # cardinal, ordinal, collective, fraction
    suffix: str = ""
    scale: Decimal = _ONE  # the magnitude at the end, which reaches back over a range
    words: bool = False
    bare_magnitude: bool = False  # `миллион теңге`
    high: Decimal | None = None  # `бес-алты` read by the caller


def word_at(tokens: list[Token], i: int, inside: bool = False) -> NumeralWord | None:
    """The number word at a position, if there is one; inside: it continues a number."""
    if i < len(tokens) and tokens[i].kind == "w":
        return numeral_word(tokens[i].low, inside)
    return None


def read_suffix(tokens: list[Token], i: int) -> tuple[int, str, str] | None:
    """A hyphenated suffix at ``i``: ``(next position, kind, suffix)``; see `digit_suffix`."""
    if i + 1 < len(tokens) and tokens[i].kind == "-" and len(tokens[i].text) == 1:
        dash, word = tokens[i], tokens[i + 1]
        glued = dash.gap == 0 and word.gap == 0
        percent = i > 0 and tokens[i - 1].text == "%" and len(word.text) <= 4
        if word.kind == "w" and (glued or percent or (dash.gap == 1) != (word.gap == 1)):
            if not glued and numeral_word(word.low):
                return None
            if found := digit_suffix(word.low):
                return i + 2, *found
    elif 1 < i < len(tokens) and tokens[i].gap == 0 and tokens[i - 1].text == ".":
        # `млн.нан`: stuck to the full stop of an abbreviation
        before = word_at(tokens, i - 2)
        if before is not None and before.abbreviated and is_suffix(tokens[i].low):
            return i + 1, "cardinal", tokens[i].low
    return None


def _small_words(
    tokens: list[Token], i: int, inside: bool = False
) -> tuple[int, Decimal, NumeralWord] | None:
    """A number below 1000 in words; stops at the first inflected word."""
    total = Decimal(0)
    room = 1000  # the next word must be below this
    last: NumeralWord | None = None
    while i < len(tokens):
        word = word_at(tokens, i, inside or last is not None)
        if word is None or word.kind not in ("unit", "ten", "hundred"):
            break
        if last is not None and tokens[i].gap != 1:
            break
        if word.kind == "hundred":
            if room <= 100:
                break
            total = (total or _ONE) * 100 if total < 10 else total
            room = 100
        elif word.kind == "ten":
            if room <= 10 or (last is not None and last.kind == "unit"):
                break
            total += word.value
            room = 10
        else:
            if room <= 1 or (last is not None and last.kind == "unit"):
                break
            nxt = word_at(tokens, i + 1, True)
            hundreds_next = nxt is not None and nxt.kind == "hundred" and tokens[i + 1].gap == 1
            if last is not None and hundreds_next and not word.suffix:
                break
            total += word.value
            room = 1000 if hundreds_next else 1
        last = word
        i += 1
        if word.suffix or word.ordinal or word.collective:
            break
    return None if last is None else (i, total, last)


def _is_final(word: NumeralWord | None) -> bool:
    return word is not None and bool(word.suffix or word.ordinal or word.collective)


def _fraction_part(tokens: list[Token], i: int) -> tuple[int, Decimal, NumeralWord | None] | None:
    """What follows `бүтін` or the spoken comma `те`: the decimal part at ``i``."""
    places = None
    if i < len(tokens) and tokens[i].low in _PLACES:
        places = _PLACES[tokens[i].low]
        i += 1
        if places == 1 and i < len(tokens) and tokens[i].low in ("мыңнан",):
            places, i = 4, i + 1
    if i < len(tokens) and tokens[i].kind == "n" and tokens[i].value is not None:
        value, word, end = tokens[i].value, None, i + 1
    else:
        found = _small_words(tokens, i)
        if found is None:
            return None
        end, value, word = found
    assert value is not None
    if places is None:
        places = len(str(int(value)))
    return end, value.scaleb(-places), word


def _small(
    tokens: list[Token], i: int, inside: bool = False
) -> tuple[int, Decimal, NumeralWord | None, bool] | None:
    """SMALL of the grammar: ``(next, value, last word, written in words)``."""
    token = tokens[i]
    last: NumeralWord | None = None
    if token.kind == "n" and token.value is not None:
        value, end, words = token.value, i + 1, False
        if end < len(tokens) and tokens[end].text in _VULGAR and not tokens[end].gap:
            value, end = value + (tokens[end].value or 0), end + 1  # `10½%`
        hundred = word_at(tokens, end)
        if hundred and hundred.kind == "hundred" and value in range(1, 10):
            value, end, last = value * 100, end + 1, hundred
    else:
        found = _small_words(tokens, i, inside)
        if found is None:
            return None
        end, value, last = found
        words = True
    if _is_final(last) or end >= len(tokens) or tokens[end].gap == 2:
        return end, value, last, words
    nxt = word_at(tokens, end)
    if nxt is not None and nxt.kind == "whole" and not nxt.suffix:
        if part := _fraction_part(tokens, end + 1):
            return part[0], CONTEXT.add(value, part[1]), part[2], words
        return None
    if words and tokens[end].low in _SPOKEN_COMMA and value < 1000:
        # Spoken decimals end in a percent sign or a magnitude, which the caller checks.
        part = _fraction_part(tokens, end + 1)
        if part is not None and part[1] < 1 and _decimal_context(tokens, part[0]):
            return part[0], CONTEXT.add(value, part[1]), part[2], words
    if nxt is not None and nxt.kind == "plus_half" and tokens[end].gap == 1:
        return end + 1, value + _HALF, nxt, words
    return end, value, last, words


def _decimal_context(tokens: list[Token], i: int) -> bool:
    """Whether a percent word, a magnitude or `есе` follows, within a bracketed remark."""
    if i < len(tokens) and tokens[i].text == "(":
        i += 3
    if i >= len(tokens):
        return True
    low = tokens[i].low
    word = word_at(tokens, i)
    return (
        low.startswith(_MEASURED) or low == "%" or (word is not None and word.kind == "magnitude")
    )


def _magnitudes(
    tokens: list[Token], i: int, value: Decimal
) -> tuple[int, Decimal, NumeralWord | None]:
    """The magnitude words at ``i``: ``(next, their product, the last one)``."""
    scale, last = _ONE, None
    while i < len(tokens) and tokens[i].gap < 2:
        word = word_at(tokens, i)
        if word is None or word.kind != "magnitude" or (last and word.value <= last.value):
            break
        scale, last = scale * word.value, word
        i += 1
        if i < len(tokens) and tokens[i].text == "." and _abbreviation_stop(tokens, i, word):
            i += 1
        if _is_final(word):
            break
    return i, scale, last


def _abbreviation_stop(tokens: list[Token], i: int, word: NumeralWord) -> bool:
    """Whether the full stop after a magnitude is part of it: `млрд.`, `млн . ақш доллары`."""
    if word.abbreviated and tokens[i].gap == 0:
        return True
    goes_on = i + 1 < len(tokens) and tokens[i + 1].kind == "w" and tokens[i + 1].gap < 2
    return goes_on and tokens[i + 1].text.islower() and (word.abbreviated or not tokens[i].gap)


def parse_at(tokens: list[Token], i: int) -> Number | None:
    """The longest number that begins at token ``i``, or ``None``. Not to be changed by the caller."""
    token = tokens[i]
    if token.parsed is UNREAD:
        token.parsed = _parse_at(tokens, i)
    found: Number | None = token.parsed
    return found


def _parse_at(tokens: list[Token], i: int) -> Number | None:
    token = tokens[i]
    first = word_at(tokens, i)
    if token.kind != "n" and first is None:
        return _share(tokens, i) if token.low in _PLACES else None
    if token.value is not None and _stands_alone(tokens, i + 1):
        return Number(i, i + 1, token.value)
    if first is not None and first.kind in ("half", "person", "magnitude", "plus_half", "whole"):
        return _special(tokens, i, first)
    total, limit, j = Decimal(0), None, i
    last: NumeralWord | None = None
    scale, words = _ONE, False
    for _ in range(MAX_GROUPS):
        if j >= len(tokens) or (j > i and tokens[j].gap != 1):
            break
        small = _group_at(tokens, j, limit, words)
        if small is None:
            break
        end, value, word, in_words = small
        words = words or in_words
        mags = None
        if not _is_final(word):
            end, scale_here, mags = _magnitudes(tokens, end, value)
        else:
            scale_here = _ONE
        amount = CONTEXT.multiply(_regroup(tokens[j], value, mags), scale_here)
        if limit is not None and (scale_here >= limit or amount >= limit):
            break
        total, limit, scale = CONTEXT.add(total, amount), scale_here, scale_here
        j, last = end, mags or word
        half = word_at(tokens, j)
        if half is not None and half.kind == "plus_half" and not _is_final(last):
            total = CONTEXT.add(total, scale * _HALF)
            j, last = j + 1, half
            break
        if scale == 1 or _is_final(last):
            break
    if j == i:
        return None
    return _finish(tokens, Number(i, j, total, scale=scale, words=words), last)


def _share(tokens: list[Token], i: int) -> Number | None:
    """`оннан бір бөлігі`: on its own `оннан` is another word, so `бөлігі` "part" must follow."""
    end = i + 2
    top = word_at(tokens, i + 1, True)
    if top is None or top.kind != "unit" or top.ordinal or top.collective or end >= len(tokens):
        return None
    if not tokens[end].low.startswith(("бөліг", "бөлік", "үлес")):
        return None
    value = top.value.scaleb(-_PLACES[tokens[i].low])
    return Number(i, end, value, kind="fraction", suffix=top.suffix, words=True)


def _stands_alone(tokens: list[Token], i: int) -> bool:
    """Whether the token after digits neither continues their number nor is a suffix of it."""
    if i >= len(tokens):
        return True
    kind = tokens[i].kind
    return kind in "ox" or (kind == "w" and numeral_word(tokens[i].low) is None)


def _group_at(
    tokens: list[Token], j: int, limit: Decimal | None, inside: bool
) -> tuple[int, Decimal, NumeralWord | None, bool] | None:
    if limit is not None:
        word = word_at(tokens, j, inside)
        if tokens[j].kind != "n" and (word is None or word.kind not in ("unit", "ten", "hundred")):
            return None
    return _small(tokens, j, inside)


def _regroup(token: Token, value: Decimal, magnitude: NumeralWord | None) -> Decimal:
    """`2.375 млрд`: before a magnitude a lone full stop or comma is a decimal mark."""
    text = token.text
    if magnitude is not None and token.kind == "n" and text.count(".") + text.count(",") == 1:
        whole = text.replace(",", ".")
        if whole.replace(".", "").isdigit() and value != Decimal(whole):
            return Decimal(whole)
    return value


def _special(tokens: list[Token], i: int, first: NumeralWord) -> Number | None:
    """Numbers that begin with `жарты`, `екеу`, or a bare magnitude (`миллион теңге`)."""
    end = i + 1
    if first.kind in ("plus_half", "whole") or first.abbreviated:
        return None
    if first.kind == "half":
        if not _is_final(first):
            end, scale, last = _magnitudes(tokens, end, first.value)
            number = Number(i, end, first.value * scale, scale=scale, words=True)
            return _finish(tokens, number, last or first)
        return _finish(tokens, Number(i, end, first.value, words=True), first)
    if first.kind == "magnitude":
        if first.collective or first.ordinal:
            end, scale, last = _magnitudes(tokens, end, first.value)
            number = Number(i, end, first.value * scale, words=True, scale=scale)
            number.kind = "collective" if first.collective else "ordinal"
            return _finish(tokens, number, last or first)
        number = Number(i, end, first.value, scale=first.value, words=True, bare_magnitude=True)
        half = word_at(tokens, end)
        if half is not None and half.kind == "plus_half" and not _is_final(first):
            number.value, number.last = first.value + first.value * _HALF, end + 1
            number.bare_magnitude = False
            return _finish(tokens, number, half)
        if not _is_final(first) and end < len(tokens) and tokens[end].gap == 1:
            rest = _group_at(tokens, end, first.value, True)
            if rest is not None and rest[1] < first.value and rest[3]:
                number.value, number.last = first.value + rest[1], rest[0]
                number.bare_magnitude = False
                return _finish(tokens, number, rest[2])
        return _finish(tokens, number, first)
    return _finish(tokens, Number(i, end, first.value, words=True), first)


def _finish(tokens: list[Token], number: Number, last: NumeralWord | None) -> Number:
    """Add what the last word or a hyphenated suffix says: case, ordinal, collective."""
    if last is not None and _is_final(last):
        number.suffix = last.suffix
        if last.ordinal:
            number.kind = "ordinal"
        elif last.collective:
            number.kind = "collective"
            j, scale, mags = _magnitudes(tokens, number.last, number.value)
            if mags is not None and not last.suffix:
                number.last, number.scale = j, scale
                number.value = CONTEXT.multiply(number.value, scale)
                number.suffix = mags.suffix
    elif found := read_suffix(tokens, number.last):
        number.last, kind, number.suffix = found
        if kind != "cardinal":
            number.kind = kind
    if number.kind == "collective" and number.suffix == "":
        j, scale, mags = _magnitudes(tokens, number.last, number.value)
        if mags is not None:
            number.last, number.scale = j, scale
            number.value = CONTEXT.multiply(number.value, scale)
            number.suffix = mags.suffix
    if number.kind == "cardinal" and number.suffix.endswith(_ABLATIVE):
        _fraction(tokens, number)
    return number


def _fraction(tokens: list[Token], number: Number) -> None:
    """`үштен екі`, `төрттен бірі`: a common fraction."""
    j = number.last
    if j >= len(tokens) or tokens[j].gap != 1:
        return
    if not number.words:
        _digit_fraction(tokens, number)
        return
    top = _small_words(tokens, j)
    if tokens[j].low in ("бірі", "бірін", "біріне", "бірінен", "бірінің"):
        value, end, suffix = _ONE, j + 1, tokens[j].low[3:]
    elif top is not None and not top[2].ordinal and not top[2].collective:
        end, value, suffix = top[0], top[1], top[2].suffix
        after = word_at(tokens, end)
        if after is not None and after.kind == "magnitude":
            return
    else:
        return
    if 0 < value < number.value and number.value in _DENOMINATORS:
        number.value = FRACTIONS.divide(value, number.value)
        number.last, number.suffix, number.kind = end, suffix, "fraction"


_DENOMINATORS = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 1000)))


def _digit_fraction(tokens: list[Token], number: Number) -> None:
    """`4-тен 1-і`: in digits the possessive ending shows a fraction."""
    top = tokens[number.last]
    if top.kind != "n" or top.value is None or not 0 < top.value < number.value:
        return
    found = read_suffix(tokens, number.last + 1)
    possessive = found and found[1] == "cardinal" and found[2][:1] in ("ы", "і", "с")
    if found and possessive and number.value in _DENOMINATORS:
        number.value = FRACTIONS.divide(top.value, number.value)
        number.last, number.suffix, number.kind = found[0], found[2], "fraction"
