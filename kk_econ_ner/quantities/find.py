"""`find_quantities` and `parse_quantity`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kk_econ_ner.numerals import Token, numeral_word, roman_value
from kk_econ_ner.quantities.grammar import RATE_WORDS, Amount, case_of, particle_end, read_amount
from kk_econ_ner.quantities.lexicon import is_pair, lexicon, unit_at
from kk_econ_ner.quantities.lexing import cut_containers, is_list, lex, unfold_list
from kk_econ_ner.quantities.modifiers import sign_before_verb
from kk_econ_ner.quantities.negative import is_code
from kk_econ_ner.quantities.quantity import Quantity, plain
from kk_econ_ner.quantities.regions import relevant_tokens
from kk_econ_ner.quantities.temporal import temporal_in_tokens
from kk_econ_ner.spelling import with_letters
from kk_econ_ner.text import view

LABELS = ("MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "DATE", "TIME")
_LABEL_OF = {
    "money": "MONEY",
    "percent": "PERCENT",
    "measure": "QUANTITY",
    "multiple": "CARDINAL",
    "count": "CARDINAL",
    "ordinal": "ORDINAL",
}
_KIND_OF = {
    "MONEY": "money",
    "PERCENT": "percent",
    "QUANTITY": "measure",
    "CARDINAL": "count",
    "ORDINAL": "ordinal",
}


@dataclass(frozen=True, slots=True)
class QuantityMatch:
    """A finding: character offsets, label, and the value (``None`` for DATE and TIME)."""

    start: int
    end: int
    label: str
    quantity: Quantity | None


def _tidy(number: Decimal) -> Decimal:
    """The same number in its shortest spelling: ``3500000000.0`` -> ``3500000000``."""
    return Decimal(plain(number))


def _quantity(amount: Amount) -> Quantity:
    low, high = amount.low, amount.high
    if low > high:
        low, high = high, low
    unit = "" if amount.unit is None else amount.unit.code
    low = _tidy(low)
    high = low if low == high else _tidy(high)
    return Quantity(amount.kind, low, high, unit, amount.sign)


#: Signs before an amount, the last characters of `>=`, `<=` among them.
_SIGNS = {"≥": ">=", "≤": "<=", "⩾": ">=", "⩽": "<=", ">": ">", "<": "<", "~": "~", "≈": "~"}


def _with_sign(tokens: list[Token], amount: Amount, floor: int) -> Amount:
    """Take in a sign that stands before: `≥5%`, `>= 5%`, `~5 млн теңге`."""
    i = amount.first - 1
    sign = _SIGNS.get(tokens[i].text)
    if tokens[i].text == "=" and i > floor and tokens[i].gap == 0:
        sign, i = {">": ">=", "<": "<="}.get(tokens[i - 1].text), i - 1
    if sign is None or (amount.unit is None and sign != "~") or tokens[amount.first].gap == 2:
        return amount
    return replace(amount, first=i, sign=sign if amount.sign == "=" else amount.sign)


def _with_prefix(tokens: list[Token], amount: Amount, floor: int) -> Amount:
    """Take in the modifiers that stand before: `шамамен`, `кем дегенде`."""
    table = lexicon().before
    if amount.first > floor and tokens[amount.first - 1].kind == "o":
        amount = _with_sign(tokens, amount, floor)
    first, sign = amount.first, amount.sign
    if first > floor and tokens[first - 1].low == "тең" and tokens[first].low.startswith("жарты"):
        return replace(amount, first=first - 1)  # `тең жартысы` "just half"
    if first > floor and _is_vague(tokens, amount):
        first, sign = first - 1, lexicon().indefinite[tokens[first - 1].low]
        amount = replace(amount, first=first, sign=sign if amount.sign == "=" else amount.sign)
        sign = amount.sign
    if first <= floor or tokens[first - 1].low not in lexicon().before_ends:
        return amount
    for _ in range(2):
        for width in (3, 2, 1):
            start = first - width
            if start < floor or tokens[first].gap == 2:
                continue
            words = tuple(token.low for token in tokens[start:first])
            of_all = width == 1 and start > 0 and case_of(tokens[start - 1].low) == "abl"
            if words in table and not (of_all and words[0].endswith(("бі", "мі", "зы"))):
                first = start
                sign = table[words] if sign in ("=", "~") else sign
                break
        else:
            break
    return amount if first == amount.first else replace(amount, first=first, sign=sign)


def _is_vague(tokens: list[Token], amount: Amount) -> bool:
    """`бірнеше миллион теңге`: before a bare magnitude, `жүз` and `он` among them, a number is open."""
    first = tokens[amount.first]
    if (
        first.kind != "w"
        or first.gap == 2
        or tokens[amount.first - 1].low not in lexicon().indefinite
    ):
        return False
    word = numeral_word(first.low, True)
    return word is not None and word.kind in ("magnitude", "hundred") and amount.kind != "ordinal"


def _amounts(tokens: list[Token]) -> list[Amount]:
    found: list[Amount] = []
    cut_containers(tokens)
    i = floor = 0
    symbols = lexicon().symbols
    while i < len(tokens):
        token = tokens[i]
        kind = token.kind
        if kind == "w":
            if not _may_begin(token.text, token.low):
                i += 1
                continue
        elif (kind == "o" and token.text not in symbols and token.text != "+") or (
            kind == "x" and "/" not in token.text
        ):
            i += 1
            continue
        elif kind == "x" or (i + 1 < len(tokens) and tokens[i + 1].text == "/"):
            unfold_list(tokens, i)
        amount = read_amount(tokens, i) or _one_of(tokens, i)
        if amount is None or is_code(tokens, amount, found[-1] if found else None):
            i += 1
            continue
        if _names_a_place(tokens, amount):
            amount.kind = "ordinal"
        if _is_change_end(tokens, found[-1] if found else None, amount):
            amount.sign = "="
        if amount.unit is not None:
            loose = amount.unit.abbreviation and not amount.suffix
            case = case_of(amount.suffix)
            amount.sign = sign_before_verb(tokens, amount.last, amount.sign, case, loose=loose)
        amount = _with_prefix(tokens, amount, floor)
        amount.last = particle_end(tokens, amount.last)
        _share_unit(tokens, found, amount)
        found.append(amount)
        i = floor = amount.last
    return found


_GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің")


def _one_of(tokens: list[Token], i: int) -> Amount | None:
    """`аймақтардың бірі` "one of the regions": KazNERD counts it as a number."""
    token = tokens[i]
    if not token.low.startswith("бірі") or i == 0 or token.gap != 1:
        return None
    if not tokens[i - 1].low.endswith(_GENITIVE):
        return None
    one = Decimal(1)
    return Amount(i, i + 1, one, one, suffix=token.low[3:])


#: Words that stand before a number as a currency sign does: `US$5`, `Т2,4 млрд`.
_PREFIXES = frozenset({"US", "A", "C", "CA", "Т", "T"})


@lru_cache(maxsize=65536)
def _may_begin(text: str, low: str) -> bool:
    """Whether an amount may begin with a word."""
    return (
        numeral_word(low, True) is not None
        or low in RATE_WORDS
        or low in ("минус", "плюс")
        or text in _PREFIXES
        or text in lexicon().codes
        or is_pair(text)
        or (text.isupper() and roman_value(text) is not None)
    )


def _names_a_place(tokens: list[Token], amount: Amount) -> bool:
    """`3-қабатта`, `7-сыныпқа`: digits hyphenated to a noun are an ordinal (guidelines 16)."""
    i = amount.last
    if amount.kind != "count" or i - amount.first != 1 or i + 1 >= len(tokens):
        return False
    dash, noun = tokens[i], tokens[i + 1]
    return (
        tokens[amount.first].text.isdigit()
        and dash.kind == "-"
        and dash.gap == noun.gap == 0
        and noun.kind == "w"
        and noun.text.islower()
        and noun.low not in ("ақ", "шақты")
        and unit_at(tokens, i + 1) is None
    )


def _share_unit(tokens: list[Token], found: list[Amount], amount: Amount) -> None:
    """Give a list's last unit and magnitude to the earlier amounts: `5, 7 және 10 млн теңге`."""
    if amount.unit is None and found and _ends_change(found[-1], amount, tokens):
        amount.unit, amount.kind = found[-1].unit, found[-1].kind
        amount.sign = "=" if amount.sign == "<=" else amount.sign
        return
    if amount.unit is None or amount.number is None or amount.unit.kind == "multiple":
        return
    scale, after = amount.number.scale, amount
    if found and _starts_change(found[-1], amount, tokens):
        if amount.sign == "<=":
            amount.sign = "="
        if found[-1].number is not None and found[-1].number.scale == 1:
            _scale_back(found[-1], amount)
        found[-1].unit, found[-1].kind = amount.unit, amount.kind
        return
    if found and amount.unit.kind == "money" and _is_row(tokens, found, amount):
        for row in _rows(tokens, found, amount):
            row.unit, row.kind = amount.unit, amount.kind
        return
    for k in range(len(found) - 1, -1, -1):
        before = found[k]
        apart = after.first - before.last
        plain = before.kind == "count" and not before.suffix and before.sign == "="
        if k and found[k - 1].unit is not None and found[k - 1].last == before.first:
            return  # `бір кг 500-600, екі кг 900-1000 теңге`
        if apart != 1 or not plain or before.number is None or before.unit is not None:
            return
        joiner = tokens[before.last]
        if joiner.low not in _JOINERS or (joiner.text == "," and joiner.gap):
            return
        if tokens[after.first].kind in "o-":
            return  # `2886, +16%`: a change beside a count
        if before.number.scale == 1 and scale > 1:
            if before.low >= 1000:
                return
            before.low, before.high = before.low * scale, before.high * scale
        before.unit, before.kind = amount.unit, amount.kind
        after = before


#: Most words between the amounts of two clauses that name the currency once.
_CLAUSE = 3


def _is_row(tokens: list[Token], found: list[Amount], amount: Amount) -> bool:
    """Whether the amount before is one of `12 млрд, шығын 15 млрд теңге`, `еуро – 489, рубль – 5 теңге`."""
    return bool(_rows(tokens, found[-1:], amount))


def _rows(tokens: list[Token], found: list[Amount], amount: Amount) -> list[Amount]:
    """Earlier amounts of parallel clauses whose currency the last one names."""
    rows: list[Amount] = []
    after = amount
    for before in reversed(found):
        between = tokens[before.last : after.first]
        if not 2 <= len(between) <= _CLAUSE + 2 or between[0].text not in (",", ";"):
            break
        if before.kind != "count" or before.unit is not None or before.suffix:
            break
        if before.number is None or amount.number is None or not before.digit_only:
            break
        if any(token.kind not in "w-" or token.gap == 2 for token in between[1:]):
            break
        large = before.number.scale == amount.number.scale >= 1_000_000
        if not large and not (_after_currency(tokens, before) and _after_currency(tokens, after)):
            break
        rows.append(before)
        after = before
    return rows


def _after_currency(tokens: list[Token], amount: Amount) -> bool:
    """`еуро – 489,10`: a currency and a dash stand before the number."""
    i = amount.first - 2
    if i < 0 or tokens[i + 1].kind != "-" or tokens[i].kind != "w":
        return False
    match = unit_at(tokens, i)
    return match is not None and match.unit.kind == "money" and match.last == i + 1


def _scale_back(before: Amount, amount: Amount) -> None:
    """`2,5-тен 3,1 млрд долларға`: the magnitude of a change's end, where both are alike in size."""
    assert amount.number is not None
    scale = amount.number.scale
    if scale > 1 and before.low < 1000:
        before.low, before.high = before.low * scale, before.high * scale


_UPTO = ("дейін", "шейін")


def _to(tokens: list[Token], amount: Amount) -> bool:
    """Whether an amount is in the dative, with or without `дейін`."""
    return case_of(amount.suffix) == "dat" or tokens[amount.last - 1].low in _UPTO


def _ends_change(before: Amount, amount: Amount, tokens: list[Token]) -> bool:
    """`250 теңгеден 300-ге дейін өсті`: the second amount of a change has the unit of the first."""
    return (
        before.unit is not None
        and before.unit.kind in ("money", "percent")
        and amount.kind == "count"
        and amount.digit_only
        and before.last == amount.first
        and case_of(before.suffix) == "abl"
        and _to(tokens, amount)
    )


def _is_price(tokens: list[Token], amount: Amount) -> bool:
    """Whether a sum of money is the end of a bracket or the price of a unit: `( 2,4-тен 2,8 теңге / кВтс )`."""
    after = tokens[amount.last].text if amount.last < len(tokens) else ""
    return amount.kind == "money" and after in ("/", ")")


def _starts_change(before: Amount, amount: Amount, tokens: list[Token]) -> bool:
    """`9,2-ден 8,9 теңгеге`: the first amount of a change has the unit of the second."""
    plain = before.kind == "count" and before.sign == "=" and before.number is not None
    return (
        plain
        and before.last == amount.first
        and case_of(before.suffix) == "abl"
        and before.unit is None
        and (_to(tokens, amount) or _is_price(tokens, amount))
        and (case_of(amount.suffix) == "dat" or amount.kind in ("money", "percent"))
    )


_JOINERS = {",", ";", "/", "және", "мен", "пен", "бен"}


#: Longest text between the two amounts of a change, in characters.
CHANGE_REACH = 60


def _is_change_end(tokens: list[Token], before: Amount | None, amount: Amount) -> bool:
    """`30 пайыздан 50 пайызға дейін` as a change: the second amount is exact, not a bound."""
    return (
        before is not None
        and amount.sign == "<="
        and before.kind == amount.kind
        and case_of(before.suffix) == "abl"
        and tokens[amount.first].start - tokens[before.last - 1].end <= CHANGE_REACH
    )


def find_quantities(text: str) -> list[QuantityMatch]:
    """All amounts, counts, ordinals, dates and times of a text: sorted, without overlaps.

    Money, percent, multiples and measures win over dates; dates win over bare counts and ordinals.
    """
    return find_in_tokens(relevant_tokens(text))


def find_in_tokens(tokens: list[Token]) -> list[QuantityMatch]:
    """`find_quantities` over the tokens of a text, or of parts of it that begin like lines."""
    return [
        QuantityMatch(start, end, label, None if amount is None else _quantity(amount))
        for start, end, label, amount in _spans(tokens)
    ]


def find_spans(text: str) -> list[tuple[int, int, str]]:
    """`find_quantities` without the values: ``(start, end, label)``."""
    return [span[:3] for span in _spans(relevant_tokens(text))]


_Span = tuple[int, int, str, Amount | None]


def _spans(tokens: list[Token]) -> list[_Span]:
    if not tokens:
        return []
    strong: list[_Span] = []
    weak: list[_Span] = []
    for amount in _amounts(tokens):
        kind = amount.kind
        start, end = tokens[amount.first].start, tokens[amount.last - 1].end
        (weak if kind in ("count", "ordinal") else strong).append(
            (start, end, _LABEL_OF[kind], amount)
        )
    dates: list[_Span] = [(*found, None) for found in temporal_in_tokens(tokens)]
    return _merge(_merge(strong, dates), weak)


def _merge(chosen: list[_Span], more: list[_Span]) -> list[_Span]:
    """Add those of ``more`` that overlap nothing chosen; both sorted and free of overlaps."""
    if not chosen or not more:
        return chosen or more
    merged: list[_Span] = []
    at, count = 0, len(chosen)
    for span in more:
        while at < count and chosen[at][1] <= span[0]:
            merged.append(chosen[at])
            at += 1
        if at == count or chosen[at][0] >= span[1]:
            merged.append(span)
    return merged + chosen[at:]


@lru_cache(maxsize=16384)
def parse_quantity(text: str, label: str | None = None) -> Quantity | None:
    """The value of one amount from its own text, or ``None`` where it holds none.

    text: the amount as written, modifiers included. label: MONEY, PERCENT, QUANTITY, CARDINAL or
    ORDINAL as the finder of the span has it; it decides the kind where the text leaves it open.

    >>> str(parse_quantity("шамамен 15-16 млрд теңге"))
    '~ 15000000000–16000000000 KZT'
    """
    if label is not None and label not in _KIND_OF:
        return None
    if len(text) > 400:
        return None
    # A line break inside an amount separates nothing.
    written = view(text).text.replace("\n", " ")
    wanted = _KIND_OF.get(label or "")
    quantity, width = _read_value(lex(written), wanted)
    spelled = with_letters(written)
    if spelled != written:
        # Letters are a guess, which may also spoil what is right: `5 млн USD-дан астам`.
        again, wider = _read_value(lex(spelled), wanted)
        if again is not None and (quantity is None or wider > width):
            return again
    return quantity


def _read_value(tokens: list[Token], wanted: str | None) -> tuple[Quantity | None, int]:
    """The value of the best amount in the tokens of a span, and how many characters it covers."""
    if any(is_list(tokens, k) for k in range(len(tokens))):
        return None, 0  # `12/15/18 пайыз` in one span: no single value
    best: Amount | None = None
    i = floor = 0
    while i < len(tokens):
        amount = read_amount(tokens, i)
        if amount is None:
            i += 1
            continue
        amount = _with_prefix(tokens, amount, floor)
        amount.last = particle_end(tokens, amount.last)
        if best is None or _better(amount, best, wanted):
            best = amount
        i = floor = amount.last
    if best is None:
        return _lone_word(tokens, wanted), 0
    quantity = _quantity(best)
    case = case_of(best.suffix)
    sign = sign_before_verb(tokens, best.last, quantity.modifier, case, loose=False)
    quantity = replace(quantity, modifier=sign)
    width = tokens[best.last - 1].end - tokens[best.first].start
    return _as_label(quantity, wanted, best), width


def _lone_word(tokens: list[Token], wanted: str | None) -> Quantity | None:
    """`бірі` in a span that somebody marked as a number."""
    if wanted not in ("count", "ordinal"):
        return None
    for token in tokens:
        word = numeral_word(token.low, True) if token.kind == "w" else None
        if word is not None:
            return Quantity(wanted, word.value, word.value)
    return None


def _better(new: Amount, old: Amount, wanted: str | None) -> bool:
    """Prefer the amount of the kind asked for, then the first one that has a unit."""
    if (new.kind == wanted) != (old.kind == wanted):
        return new.kind == wanted
    return old.unit is None and new.unit is not None and wanted not in ("count", "ordinal")


def _as_label(quantity: Quantity, wanted: str | None, amount: Amount) -> Quantity:
    kind = quantity.kind
    if wanted is None or kind == wanted or (wanted == "count" and kind == "multiple"):
        return quantity
    if wanted == "percent" and kind == "count":
        return replace(quantity, kind=wanted, unit="%")
    if kind in ("count", "ordinal"):
        return replace(quantity, kind=wanted, unit="")
    if wanted in ("count", "ordinal"):
        return replace(quantity, kind=wanted, unit="")
    return replace(quantity, kind=wanted)
