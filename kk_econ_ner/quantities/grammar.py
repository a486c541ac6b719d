"""The amount grammar: tokens -> an amount with its bounds, unit and modifier.

    AMOUNT  := [CURRENCY] NUMBERS [MOD] UNIT [SMALLER] [RANGE-END] [MOD]
    NUMBERS := NUMBER [`-` NUMBER | `-дан` NUMBER | `мен` NUMBER]      `10–15`, `1-ден 5`, `3 пен 5`
    SMALLER := NUMBER UNIT                      `17 теңге 29 тиын`, `42 шақырым 195 метр`
    RANGE-END := `-` NUMBER UNIT | NUMBER UNIT-ға дейін                `20 мың–90 мың теңге`
    MOD     := astam, жуық, дейін, ... in any form, as the case before it allows

A magnitude after a range reaches back over it (`10–15 млрд`). Sources: KazNERD guidelines III, V,
MONEY, PERCENTAGE, QUANTITY, CARDINAL. See docs/quantities.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from kk_econ_ner.numerals import CONTEXT, Number, Token, numeral_word, parse_at, read_number
from kk_econ_ner.quantities.lexicon import Unit, UnitMatch, currency_at, unit_at
from kk_econ_ner.quantities.modifiers import CHANGE, case_of, read_modifiers
from kk_econ_ner.quantities.units import currency_prefix, read_unit, same_dimension, suffix_after

_AND = {"мен", "пен", "бен"}
#: The size of a subunit: тиын, a basis point.
_HUNDREDTH = Decimal("0.01")
#: Around a spaced dash a number and a magnitude that is this many times larger are no range.
_WIDE = 20
#: Words before a speed.
RATE_WORDS = {"сағатына", "секундына", "минутына", "секундіне"}


@dataclass(slots=True)
class Amount:
    """An amount in tokens ``[first, last)``."""

    first: int
    last: int
    low: Decimal
    high: Decimal
    unit: Unit | None = None
    kind: str = "count"  # count, ordinal, money, percent, measure, multiple
    sign: str = "="
    suffix: str = ""
    number: Number | None = None
    bare_word: bool = False  # one number word and nothing else
    digit_only: bool = False


def particle_end(tokens: list[Token], i: int) -> int:
    """The token after `-ақ` "only", which belongs to the span (guidelines V): `төрт-ақ метр`."""
    if i + 1 < len(tokens) and tokens[i].kind == "-" and tokens[i + 1].low == "ақ":
        return i + 2 if tokens[i].gap == 0 and tokens[i + 1].gap == 0 else i
    return i


def _bracket(tokens: list[Token], i: int, value: Decimal | None) -> int:
    """The token after `(үш жүз)`, which repeats the value, or (value `None`) after a remark."""
    if i + 2 < len(tokens) and tokens[i].text == "(":
        number = parse_at(tokens, i + 1)
        if (
            number is not None
            and number.last < len(tokens)
            and tokens[number.last].text == ")"
            and number.value == value
        ):
            return number.last + 1
        remark = value is None and tokens[i + 1].kind == "w" and tokens[i + 2].text == ")"
        if remark and len(tokens) > i + 3:
            return i + 3
    return i


def _after_stop(tokens: list[Token], i: int, number: Number) -> UnitMatch | None:
    """`35 мың. АҚШ доллары`: a country's currency after a magnitude that was given a full stop."""
    if number.scale == 1 or i + 1 >= len(tokens) or tokens[i].text != "." or tokens[i].gap:
        return None
    match = currency_at(tokens, i + 1) if tokens[i + 1].gap < 2 else None
    return match if match is not None and match.last > i + 2 else None


def _reach(one: Number, two: Number) -> tuple[Decimal, Decimal]:
    """Bounds of a range; a magnitude of the second number reaches back: `10–15 млрд`."""
    low, high = one.value, two.value
    if one.scale == 1 and two.scale > 1:
        wider = CONTEXT.multiply(low, two.scale)
        close = wider <= high * 10 if one.words else low < two.value / two.scale
        if wider < high or close:
            low = wider
    return low, high


@dataclass(slots=True)
class _Numbers:
    last: int
    low: Decimal
    high: Decimal
    suffix: str
    tail: Number
    needs: str = ""  # "between": only with арасында; "upto": only with дейін


def _numbers(tokens: list[Token], one: Number) -> list[_Numbers]:
    """Readings of NUMBERS that begin with ``one``, the widest first."""
    end = _bracket(tokens, one.last, one.value)
    one = _indefinite(tokens, one)
    end = max(end, one.last)
    single = _Numbers(end, one.value, one.value, one.suffix, one)
    readings: list[_Numbers] = []
    if end + 1 < len(tokens) and one.kind in ("cardinal", "collective"):
        sep, after = tokens[end], end + 1
        spaced = sep.kind == "-" and sep.gap > 0 and tokens[after].gap > 0
        dash = sep.kind == "-" and len(sep.text) == 1 and not one.suffix
        if dash and sep.gap < 2:
            two = parse_at(tokens, after)
            if two is not None and _of_year(tokens, one, two):
                two = None
            if two is not None and spaced and sep.text == "—" and not _close(tokens, one, two):
                two = None
            one = one if two is None else _hundreds(tokens, one, two)
            if two is not None and tokens[after].text == "00" and one.value >= 100 and not spaced:
                # `1 250 000-00 теңге`: no тиын
                return [_Numbers(two.last, one.value, one.value, two.suffix, one)]
            if two is not None and two.kind == "cardinal" and not two.bare_magnitude:
                low, high = _reach(one, two)
                if not (
                    spaced and two.scale > 1 and 0 < low * _WIDE < high
                ):  # `6 - 183,6 млрд теңге`: two things
                    readings.append(_Numbers(two.last, low, high, two.suffix, two))
        elif sep.low in _AND:
            two = parse_at(tokens, after)
            if two is not None and two.kind == "cardinal":
                low, high = _reach(one, two)
                readings.append(_Numbers(two.last, low, high, two.suffix, two, "between"))
        elif case_of(one.suffix) == "abl":
            two = parse_at(tokens, end)
            if two is not None and two.kind == "cardinal":
                low, high = _reach(one, two)
                if low < high:
                    readings.append(_Numbers(two.last, low, high, two.suffix, two, "upto"))
        elif sep.kind == "w" and sep.gap == 1 and one.words and not one.suffix and one.scale == 1:
            two = parse_at(tokens, end)
            if two is not None and two.words and one.value + 1 == two.value < 10:
                low, high = _reach(one, two)
                readings.append(_Numbers(two.last, low, high, two.suffix, two))
    return [*readings, single]


def _indefinite(tokens: list[Token], one: Number) -> Number:
    """`он шақты миллион`: the magnitude after `шақты` belongs to the number."""
    i = one.last
    if not (i + 1 < len(tokens) and tokens[i].low == "шақты" and one.scale == 1):
        return one
    scale = parse_at(tokens, i + 1)
    if scale is None or not scale.bare_magnitude or one.kind != "cardinal" or one.suffix:
        return one
    value = CONTEXT.multiply(one.value, scale.value)
    return replace(
        one, last=scale.last, value=value, scale=scale.value, suffix=scale.suffix, kind="collective"
    )


def _close(tokens: list[Token], one: Number, two: Number) -> bool:
    """Whether an em dash in spaces may join a range: it is a verb more often (`Бағасы — 5 теңге`)."""
    low, high = _reach(one, two)
    plain = one.last - one.first == 1 and not (one.words or two.words)
    return plain and low < high <= low * 10


def _hundreds(tokens: list[Token], one: Number, two: Number) -> Number:
    """`3-4 жүз мың`: `жүз` reaches back over a range as a magnitude does."""
    i = two.first + 1
    if i < two.last and one.last - one.first == 1 and one.value < 10 and tokens[i].kind == "w":
        word = numeral_word(tokens[i].low, True)
        if word is not None and word.kind == "hundred" and word.value < two.value:
            return replace(one, value=one.value * 100)
    return one


def _decimal_mark(tokens: list[Token], number: Number, value: Decimal) -> Decimal:
    """`4.875%`: before a percent sign or `есе` a full stop is a decimal mark, never a group's."""
    for token in tokens[number.first : number.first + 2]:
        if token.kind == "n":
            whole, dot, part = token.text.partition(".")
            if dot and len(part) == 3 and whole.isdigit() and part.isdigit() and number.scale == 1:
                return value.scaleb(-3)
            break
    return value


def _of_year(tokens: list[Token], one: Number, two: Number) -> bool:
    """`2013-1,1 пайыз`: a year and its figure, no range."""
    text = tokens[one.first].text
    year = one.last - one.first == 1 and len(text) == 4 and text.isdigit()
    return year and 1900 <= one.value <= 2100 and two.value < 1000 and two.scale == 1


def read_amount(tokens: list[Token], i: int) -> Amount | None:
    """The longest amount that begins at token ``i``, or ``None``."""
    start, unit = i, None
    if tokens[i].text == "+":
        return _plus(tokens, i)
    if (prefix := currency_prefix(tokens, i)) and not _named_after(tokens, *prefix):
        start, unit = prefix
    rate = tokens[start].low in RATE_WORDS and start + 1 < len(tokens)
    if rate and tokens[start + 1].low not in RATE_WORDS:
        inner = read_amount(tokens, start + 1)
        return replace(inner, first=i) if inner is not None and inner.kind == "measure" else None
    one = read_number(tokens, start)
    if one is None:
        return None
    if unit is not None and _comma_group(tokens, one):
        one = replace(one, value=one.value * 1000)
    for reading in _numbers(tokens, one):
        amount = _complete(tokens, i, one, reading, unit)
        if amount is not None:
            return None if _is_dash(tokens, i, amount) else amount
    return None


def _named_after(tokens: list[Token], i: int, unit: Unit) -> bool:
    """`BTC 102 345 USD`: the code after a number counts where another stands before it."""
    if tokens[i - 1].kind != "w":
        return False
    number = parse_at(tokens, i)
    end = len(tokens) if number is None else number.last
    if (
        end >= len(tokens)
        or tokens[end].kind != "w"
        or (end + 1 < len(tokens) and tokens[end + 1].kind in "n-")
    ):
        return False
    match = unit_at(tokens, end)
    return match is not None and match.unit.kind == "money" and match.unit.code != unit.code


def _plus(tokens: list[Token], i: int) -> Amount | None:
    """`+2,3%`, `+18°C`: the sign of an amount belongs to it."""
    if i + 1 >= len(tokens) or tokens[i + 1].kind != "n" or tokens[i + 1].gap:
        return None
    if i and not tokens[i].gap and tokens[i - 1].text not in "(«/":
        return None
    inner = read_amount(tokens, i + 1)
    if inner is None or inner.kind not in ("percent", "measure", "money"):
        return None
    return replace(inner, first=i)


def _is_dash(tokens: list[Token], i: int, amount: Amount) -> bool:
    """`аудармашыда -312 мың теңге`: after a word a hyphen is a dash unless degrees or % follow."""
    if tokens[i].kind != "-" or i == 0 or tokens[i - 1].kind != "w":
        return False
    return amount.unit is None or amount.unit.code not in ("Cel", "%", "pp")


def _comma_group(tokens: list[Token], number: Number) -> bool:
    """`$ 21,500`: after a currency sign a comma before three digits separates thousands."""
    whole, comma, part = tokens[number.first].text.partition(",")
    return (
        bool(comma)
        and len(part) == 3
        and number.scale == 1
        and number.value == Decimal(f"{whole}.{part}")
        and whole.isdigit()
        and not whole.startswith("0")
    )


def _complete(
    tokens: list[Token], first: int, one: Number, reading: _Numbers, unit: Unit | None
) -> Amount | None:
    low, high, end, suffix = reading.low, reading.high, reading.last, reading.suffix
    tail = reading.tail
    is_range = low != high
    middle = "="
    loose = (tail.last > 0 and tokens[tail.last - 1].text == ".") or not suffix
    amount = Amount(first, end, low, high, unit, suffix=suffix, number=tail)
    amount.digit_only = not one.words
    if unit is not None:
        amount.kind = "money"
        _prefixed_range(tokens, amount)
        end, amount.sign, amount.suffix = read_modifiers(
            tokens, amount.last, amount.suffix, loose=True, is_range=is_range
        )
        amount.last = end
        return amount if reading.needs == "" else None
    after, middle, _mid_suffix = read_modifiers(
        tokens, end, suffix, loose=loose and (tail.scale > 1 or not one.words), is_range=is_range
    )
    match = None
    ends_plain = case_of(suffix) in ("", "dai") or after > end
    if ends_plain and tail.kind != "ordinal":
        at = _bracket(tokens, after, None) if after == end else particle_end(tokens, after)
        at = particle_end(tokens, at)
        match = read_unit(tokens, at) or _after_stop(tokens, at, tail)
    if match is not None and _glued_bad(tokens, end):
        match = None
    bare = match is None and after > end and not tail.suffix and loose and tail.scale == 1
    if bare and middle not in ("~", ">"):
        after, middle = end, "="  # a bare count takes other modifiers only in a written case
    if match is None:
        if reading.needs == "between" and not (
            after > end and tokens[after - 1].low.startswith(("ара",))
        ):
            return None
        if reading.needs == "upto" and middle != "<=":
            return None
        return _bare(tokens, amount, tail, after, middle)
    amount.unit, amount.kind, amount.last = match.unit, match.unit.kind, match.last
    amount.suffix = match.suffix
    if match.unit.kind in ("percent", "multiple") and match.unit.factor != _HUNDREDTH:
        high = _decimal_mark(tokens, tail, high)
        low = high if tail is one else _decimal_mark(tokens, one, low)
        amount.low, amount.high = low, high
    if match.unit.factor == _HUNDREDTH and match.unit.kind in ("money", "percent"):
        amount.low, amount.high = low / 100, high / 100
    if match.suffix == "" and not is_range:
        _compound(tokens, amount)
    if not is_range:
        _long_range(tokens, amount)
    is_range = amount.low != amount.high
    loose = match.unit.abbreviation and not amount.suffix
    end, sign, amount.suffix = read_modifiers(
        tokens, amount.last, amount.suffix, loose=loose, is_range=is_range
    )
    if reading.needs == "between" and not (
        end > amount.last and tokens[end - 1].low.startswith(("ара", "шамасы", "төңірег"))
    ):
        return None
    if amount.unit is not None and amount.unit.code == "Cel" and not amount.suffix:
        end = _temperature(tokens, amount, end)
    if reading.needs == "upto":
        if "<=" not in (sign, middle):
            return None
        if amount.kind != "measure" and _is_change(tokens, end):
            return None  # `12-ден 16 пайызға дейін өсті`; a measure's change is one span in KazNERD
        sign = middle = "="
    if is_range and sign == "<=" and reading.needs == "" and amount.number is None:
        sign = "="
    amount.sign = sign if sign != "=" else middle
    if tail.kind == "collective" and amount.sign == "=":
        amount.sign = "~"
    amount.last = end
    return amount


def _temperature(tokens: list[Token], amount: Amount, end: int) -> int:
    """`20 градус суық`: warm or cold is part of a temperature; cold is below zero."""
    if end < len(tokens) and tokens[end].low in ("ыстық", "суық", "аяз", "жылы"):
        if tokens[end].low in ("суық", "аяз") and amount.low > 0:
            amount.low, amount.high = -amount.high, -amount.low
        return end + 1
    return end


def _glued_bad(tokens: list[Token], i: int) -> bool:
    """`5G`, `10А`: one letter stuck to digits is part of a code unless it is a lower-case unit."""
    return (
        i < len(tokens)
        and tokens[i].gap == 0
        and tokens[i].kind == "w"
        and len(tokens[i].text) == 1
        and tokens[i].text.isupper()
    )


def _bare(tokens: list[Token], amount: Amount, tail: Number, after: int, sign: str) -> Amount:
    amount.last, amount.sign = after, sign
    if tail.kind == "ordinal":
        amount.kind, amount.last, amount.sign = "ordinal", tail.last, "="
    elif tail.kind == "collective" and sign == "=":
        amount.sign = "~"
    amount.bare_word = amount.last - amount.first == 1 and tail.words
    return amount


def _prefixed_range(tokens: list[Token], amount: Amount) -> None:
    """After `$5` a second number may be signed too: `$5–$7 млн`. A sign repeated is ignored."""
    i = amount.last
    if amount.low == amount.high and i + 2 < len(tokens) and tokens[i].kind == "-":
        again = currency_prefix(tokens, i + 1)
        if again is not None and amount.unit is not None and again[1].code == amount.unit.code:
            two = parse_at(tokens, again[0])
            if two is not None and amount.number is not None:
                amount.low, amount.high = _reach(amount.number, two)
                amount.last, amount.suffix = two.last, two.suffix
    match = unit_at(tokens, amount.last) if amount.last < len(tokens) else None
    if match is not None and match.last < len(tokens) and tokens[match.last].kind == "n":
        return  # `$28 млн-нан $80 млн-ға дейін`
    if match is not None and amount.unit is not None and match.unit.code == amount.unit.code:
        match = suffix_after(tokens, match)
        amount.last, amount.suffix = match.last, match.suffix


def _compound(tokens: list[Token], amount: Amount) -> None:
    """Add smaller units of the same dimension: `17 теңге 29 тиын`, `5 кг 300 г`."""
    assert amount.unit is not None
    unit, i = amount.unit, amount.last
    size = unit.factor
    for _ in range(3):
        if i >= len(tokens) or tokens[i].gap != 1 or unit.kind not in ("money", "measure"):
            return
        number = parse_at(tokens, i)
        if number is None or number.kind != "cardinal" or number.suffix or number.value < 0:
            return
        match = read_unit(tokens, number.last)
        if match is None or not same_dimension(unit, match.unit) or match.unit.factor >= size:
            return
        share = CONTEXT.multiply(number.value, match.unit.factor)
        share = CONTEXT.divide(share, unit.factor)
        if CONTEXT.multiply(share, unit.factor) >= size:
            return
        amount.low = amount.high = CONTEXT.add(amount.low, share)
        amount.last, amount.suffix, size = match.last, match.suffix, match.unit.factor
        i = match.last
        if match.suffix:
            return


def _long_range(tokens: list[Token], amount: Amount) -> None:
    """A second amount in the same unit: `500 теңге – 700 теңге`, `5 теңгеден 7 теңгеге дейін`."""
    assert amount.unit is not None
    i = amount.last
    if i + 1 >= len(tokens) or tokens[i].gap == 2:
        return
    dash = tokens[i].kind == "-" and len(tokens[i].text) == 1 and not amount.suffix
    between = tokens[i].low in _AND and not amount.suffix
    ablative = case_of(amount.suffix) == "abl"
    if not (dash or between or ablative):
        return
    number = parse_at(tokens, i if ablative else i + 1)
    if number is None or number.kind != "cardinal" or number.value <= amount.low:
        return
    match = read_unit(tokens, number.last)
    if (
        match is None
        or match.unit.code != amount.unit.code
        or match.unit.factor != amount.unit.factor
    ):
        return
    end, sign, _ = read_modifiers(
        tokens, match.last, match.suffix, loose=match.unit.abbreviation, is_range=True
    )
    if between and not (end > match.last and tokens[end - 1].low.startswith("ара")):
        return
    if ablative and sign != "<=":
        return
    percent = amount.kind == "percent" and end < len(tokens)
    percent = percent and not tokens[end].low.startswith("аралы")  # `... дейінгі аралықта`
    if ablative and (percent or _is_change(tokens, end)):
        return  # two amounts, as KazNERD has it
    amount.high, amount.last, amount.suffix = number.value, match.last, match.suffix
    amount.number = None


def _is_change(tokens: list[Token], i: int) -> bool:
    """Whether a verb of change follows within the clause: `... дейін өсті`, `... дейін 3 есе`."""
    for token in tokens[i : i + 4]:
        if token.kind == "o" and token.text in ".,;!?()":
            return False
        if token.kind == "w" and (token.low.startswith(CHANGE) or token.low in ("есе", "есеге")):
            return True
    return False
