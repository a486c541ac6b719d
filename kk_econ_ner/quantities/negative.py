"""What looks like a count and is none: numbers of laws, addresses, phones, accounts, models."""

from __future__ import annotations

from kk_econ_ner.numerals import Token
from kk_econ_ner.quantities.grammar import Amount

_NUMBER_WORDS = frozenset(
    "№ # n бсн жсн иин бин тел телефон факс индекс код коды iban жск iso гост".split()
)
#: Words before the number of a thing; `нөмірі екінші мектеп` is an ordinal (KazNERD).
_NAMED_BY = frozenset({"нөмір", "нөмірі"})
_ZHUZ = {"ұлы", "орта", "кіші"}


def is_code(tokens: list[Token], amount: Amount, before: Amount | None) -> bool:
    """Whether an amount is part of a code (`Т+0`), or a bare count of a name, code or idiom."""
    i = amount.first
    if i > 1 and tokens[i].gap == 0 and tokens[i - 1].text == "+" and tokens[i - 1].gap == 0:
        return tokens[i - 2].kind in "wnx"
    if tokens[i].kind == "n" and (amount.unit is None or amount.low != amount.high):
        if _numbers_a_name(tokens, i):
            return True
    if i and tokens[i].gap == 0 and _inside_account(tokens[i - 1], tokens[i]):
        return True
    if amount.kind == "measure" and tokens[i].kind == "n":
        if _code_digits(tokens[i].text) or _is_model(tokens, amount) or _is_place(tokens, amount):
            return True
    if amount.kind == "money" and _is_name(tokens, amount, before):
        return True
    if amount.kind not in ("count", "ordinal"):
        return False
    first, last = tokens[amount.first], tokens[amount.last - 1]
    if _in_title(tokens, amount) or _of_law(tokens, amount) or _is_note(tokens, amount):
        return True
    previous = tokens[amount.first - 1] if amount.first else None
    following = tokens[amount.last] if amount.last < len(tokens) else None
    if first.kind == "n" and amount.digit_only:
        year = first.text.isdigit() and 1000 <= amount.low <= 2100
        if year and following is not None and following.low.startswith("жыл"):
            return True
        if _code_digits(first.text):
            return True
        if _after_number_word(tokens, amount.first):
            return True
        if _is_score(tokens, amount) or _is_version(tokens, amount):
            return True
        if previous is not None and previous.low in _NAMED_BY and amount.kind == "count":
            return True
        if previous is not None and first.gap == 0 and _joins(tokens, amount.first - 1):
            return True
        if following is not None and following.gap == 0 and _continues(tokens, amount.last):
            return True
    elif first.kind == "w":
        if previous is not None and first.gap == 0 and previous.kind in "-n":
            return True
        if following is not None and following.kind == "-" and following.gap == 0:
            return _word_compound(tokens, amount)
        if first.text[0].isupper() and first.low == "жүз" and previous and previous.low in _ZHUZ:
            return True
        if first.low.startswith("жүз") and previous is not None and previous.low in _ZHUZ:
            return True
        if amount.kind == "ordinal" and first.text.isupper() and len(first.text) == 1:
            return not (
                following is not None and following.kind == "w" and following.text.islower()
            )
    if (
        amount.number is not None
        and amount.number.bare_magnitude
        and amount.last - amount.first == 1
    ):
        return last.low not in ("мың", "жүз", "мыңға", "мыңнан", "миллион", "миллиард") and (
            not last.low.startswith(("мың", "милли"))
        )
    return False


#: Currency codes that are words or abbreviations of other things.
_NAMES = frozenset(
    "ALL AMD BAM BOB CAD COP CUP GEL IRR LAK MAD MOP PEN PHP RON SAR SDG SOS TOP TRY".split()
)


def _is_name(tokens: list[Token], amount: Amount, before: Amount | None) -> bool:
    """`COP29`, `TOP 10`, `SDG 13`: codes that are names are money by a fraction, a scale or a neighbour."""
    first, last = tokens[amount.first], tokens[amount.last - 1]
    number = first if last.text in _NAMES else last
    if first.text not in _NAMES and last.text not in _NAMES:
        return False
    small = amount.number is None or amount.number.scale == 1
    if not small or not number.text.isdigit() or amount.low != amount.high:
        return False
    return before is None or before.kind != "money" or amount.first - before.last > _ROW


#: Most words between the amounts of a table of rates.
_ROW = 2
#: Most groups of digits of a number: `123 456 789 012`.
_GROUPS = 4


def _after_number_word(tokens: list[Token], i: int) -> bool:
    """`БСН 123 456 789 012`, `ЖСН 900101 300123`: every group of digits after the word."""
    for k in range(i, max(i - _GROUPS, 0), -1):
        if tokens[k].kind != "n" or tokens[k].gap == 2:
            break
        if tokens[k - 1].low in _NUMBER_WORDS:
            return True
    return False


def _is_model(tokens: list[Token], amount: Amount) -> bool:
    """`Су-30СМ`: capitals stuck to the number of a name are no unit."""
    unit = tokens[amount.last - 1]
    return _numbers_a_name(tokens, amount.first) and unit.gap == 0 and unit.text.isupper()


_DIRECTIONS = ("солтүстік", "оңтүстік", "шығыс", "батыс", "ендік", "бойлық", "с", "о", "ш", "б")


def _is_place(tokens: list[Token], amount: Amount) -> bool:
    """`43° с.е.`, `76 градус шығыс бойлық`: degrees of a map, not of heat."""
    i = amount.last
    if amount.unit is None or amount.unit.code != "Cel" or i >= len(tokens):
        return False
    full = len(tokens[i].low) > 1 or (i + 1 < len(tokens) and tokens[i + 1].text == ".")
    return full and tokens[i].low in _DIRECTIONS


def _is_note(tokens: list[Token], amount: Amount) -> bool:
    """`құрады[1]`: the number of a footnote."""
    first, last = amount.first, amount.last
    if last - first != 1 or not first or last >= len(tokens):
        return False
    return tokens[first - 1].text == "[" and tokens[last].text == "]"


def _is_version(tokens: list[Token], amount: Amount) -> bool:
    """`Python 3.11`, `17.2 нұсқасы`: with a full stop after a Latin name, or before `нұсқа`."""
    i = amount.last
    if i < len(tokens) and tokens[i].low.startswith(("нұсқа", "верси")) and amount.kind == "count":
        return amount.low != int(amount.low)
    name = tokens[amount.first - 1] if amount.first else None
    latin = name is not None and name.kind == "w" and name.text.isascii()
    dotted = "." in tokens[amount.first].text and amount.last - amount.first == 1
    return latin and dotted and amount.low < 100


def _numbers_a_name(tokens: list[Token], i: int) -> bool:
    """`АИ-92 – 205 теңге`, `№5 – 10%`: the number of a name begins neither amount nor range."""
    if i and tokens[i - 1].text == "№":
        return True
    if i < 2 or tokens[i - 1].kind != "-" or tokens[i - 1].gap or tokens[i].gap:
        return False
    name = tokens[i - 2]
    return name.kind == "w" and name.text[0].isupper() and len(name.text) <= 6


def _is_score(tokens: list[Token], amount: Amount) -> bool:
    """`есеп 3-1`: goals, no range."""
    i = amount.first
    after = tokens[amount.last].low if amount.last < len(tokens) else ""
    if amount.high < 30 and after.startswith("есебі"):  # `3-1 есебімен`
        goals = i > 0 and tokens[i - 1].kind == "-" and tokens[i].gap == 0
        if goals or amount.low != amount.high:
            return True
    if amount.low == amount.high and i > 2 and tokens[i - 1].kind == "-" and not tokens[i].gap:
        i -= 2
    elif amount.low == amount.high:
        return False
    return i > 0 and amount.high < 30 and tokens[i - 1].low in ("есеп", "есебі")


def _inside_account(before: Token, first: Token) -> bool:
    """`KZ75125KZT1001300335`: capitals and digits without a space."""
    if first.kind == "n":
        return before.kind == "w" and before.text.isascii() and before.text.isupper()
    return before.kind == "n" and first.text.isascii() and first.text.isupper()


def _in_title(tokens: list[Token], amount: Amount) -> bool:
    """`«Хабар 24»`, `«100 жаңа есім»`: a number at either end of a quoted name."""
    if amount.last < len(tokens) and tokens[amount.last].text in _CLOSING:
        return True
    if amount.first and tokens[amount.first - 1].text in "«“":
        return any(token.text in _CLOSING for token in tokens[amount.last : amount.last + 5])
    return False


_CLOSING = ("»", "”")
#: Longest list of articles that is read.
_LAW_LIST = 8
_JOINERS = frozenset({",", "және", "мен", "пен", "бен"})
_LAW_PARTS = ("бап", "баб", "тармақ", "тармағ", "тармақша")


def _of_law(tokens: list[Token], amount: Amount) -> bool:
    """`304-бабының 1-тармағы`: the number of an article belongs to the law's name."""
    i = amount.last
    if i < len(tokens) and tokens[i].low.startswith(_LAW_PARTS):
        return not tokens[i].low.startswith("тармақтал")  # "branched"
    for _ in range(_LAW_LIST):
        if i + 1 >= len(tokens):
            break
        if tokens[i].kind == "-" or tokens[i].text == ")":
            return tokens[i + 1].low.startswith(_LAW_PARTS)
        if tokens[i].low not in _JOINERS or tokens[i + 1].kind != "n" or not amount.digit_only:
            break
        i += 2  # `12, 13 және 14-баптары`
    return False


def _code_digits(text: str) -> bool:
    plain = text.replace("\u00a0", " ")
    if text.isdigit():
        account = len(text) >= 11 and not text.endswith("000000")
        return account or (len(text) > 1 and text[0] == "0")
    return len(plain) > 30 or (text[0] == "0" and text[1].isdigit())


def _joins(tokens: list[Token], i: int) -> bool:
    """Whether what is stuck before digits makes them a code: `Ақтөбе-2`, `A4`, `№5`."""
    token = tokens[i]
    if token.kind in "wx":
        return True
    if token.kind == "-" and i and token.gap == 0:
        return tokens[i - 1].kind in "wx" or tokens[i - 1].text in '»”"'
    return token.text in "/.:_№#@"


def _continues(tokens: list[Token], i: int) -> bool:
    """Whether what is stuck after digits makes them a code: `5G`, `10/2`, `3.x`."""
    token = tokens[i]
    if token.kind == "w":
        return True
    if token.kind == "-" and i + 1 < len(tokens) and tokens[i + 1].gap == 0:
        after = tokens[i + 1]
        return after.kind in "nx" or (after.kind == "w" and after.text[0].isupper())
    return token.text in "/:_@" and i + 1 < len(tokens) and tokens[i + 1].gap == 0


def _word_compound(tokens: list[Token], amount: Amount) -> bool:
    """`бір-біріне`, `екі-үш` read elsewhere; a number word hyphenated to another word is a name."""
    after = tokens[amount.last + 1] if amount.last + 1 < len(tokens) else None
    return not (after is None or after.gap or after.low == "ақ")
