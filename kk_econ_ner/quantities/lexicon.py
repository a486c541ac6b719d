"""Currencies, units and modifiers, read from ``patterns/``, and how they are found in tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

import regex

from kk_econ_ner.data import PatternError, patterns_dir, read_jsonl
from kk_econ_ner.numerals.lexer import Token, tokenize
from kk_econ_ner.numerals.lexicon import numeral_word
from kk_econ_ner.numerals.stems import split_stem, without_slip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its code, kind (money, percent, measure, multiple), dimension and size."""

    code: str
    kind: str
    dim: str
    factor: Decimal
    abbreviation: bool = False


@dataclass(slots=True)
class UnitMatch:
    """A unit at some position: the token after it, and the case suffix of its noun."""

    last: int
    unit: Unit
    suffix: str = ""


@dataclass
class Lexicon:
    """All tables. Keys are lower-cased; sequences are tuples of token texts."""

    stems: dict[str, Unit] = field(default_factory=dict)
    exact: dict[str, Unit] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], Unit, bool]]] = field(default_factory=dict)
    last_words: set[str] = field(default_factory=set)
    nouns: dict[str, dict[str, str]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    qualifiers: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    symbols: dict[str, str] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    before: dict[tuple[str, ...], str] = field(default_factory=dict)
    before_ends: set[str] = field(default_factory=set)
    indefinite: dict[str, str] = field(default_factory=dict)
    after: dict[str, tuple[str, str]] = field(default_factory=dict)
    degrees: set[str] = field(default_factory=set)

    def add_name(self, name: str, unit: Unit, inflects: bool) -> None:
        """Enter one name of a unit."""
        words = tuple(t.low for t in tokenize(name.lower()))
        if len(words) > 1:
            self.phrases.setdefault(words[0], []).append((words, unit, inflects))
            self.last_words.add(words[-1])
        elif inflects:
            self.stems[words[0]] = unit
        else:
            self.exact[words[0]] = unit


def _need(item: dict[str, Any], key: str, path: object, line: int) -> Any:
    try:
        return item[key]
    except KeyError:
        raise PatternError(f"{path}:{line}: '{key}' is missing") from None


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The tables of the package's data files. Raises `PatternError` with file and line."""
    table = Lexicon()
    folder = patterns_dir()
    path = folder / "units.jsonl"
    for line, item in read_jsonl(path):
        for key in ("code", "dim"):
            _need(item, key, path, line)
        add_unit(table, item)
    path = folder / "currencies.jsonl"
    for line, item in read_jsonl(path):
        add_currency(table, item, _need(item, "code", path, line))
    path = folder / "modifiers.jsonl"
    for line, item in read_jsonl(path):
        for words in _need(item, "words", path, line):
            if item.get("where") == "before":
                table.before[tuple(words.split())] = item["sign"]
                table.before_ends.add(words.split()[-1])
            elif item.get("where") == "before magnitude":
                table.indefinite[words] = item["sign"]
            elif item.get("where") == "degree":
                table.degrees.add(words)
            else:
                table.after[words] = (item["sign"], item["needs"])
    sort_phrases(table)
    return table


def sort_phrases(table: Lexicon) -> None:
    """Put longer names first; to be called after names were added."""
    for phrases in table.phrases.values():
        phrases.sort(key=lambda entry: -len(entry[0]))


def add_unit(table: Lexicon, item: dict[str, Any]) -> None:
    """Enter a row of ``units.jsonl``."""
    parts = (
        item["code"],
        item.get("kind", "measure"),
        item["dim"],
        Decimal(str(item.get("factor", "1"))),
    )
    for name in item.get("names", ()):
        table.add_name(name, Unit(*parts), inflects=True)
    for name in item.get("abbr", ()):
        table.add_name(name, Unit(*parts, abbreviation=True), inflects=name.endswith("тармақ"))


def add_currency(table: Lexicon, item: dict[str, Any], code: str) -> None:
    """Enter a row of ``currencies.jsonl``."""
    table.codes.add(code)
    money = Unit(code, "money", "money:" + code, Decimal(1))
    short = Unit(code, "money", "money:" + code, Decimal(1), abbreviation=True)
    cents = Unit(code, "money", "money:" + code, Decimal("0.01"))
    for noun in item.get("nouns", ()):
        if " " in noun:
            table.add_name(noun, money, inflects=True)
            continue
        codes = table.nouns.setdefault(noun, {})
        for qualifier in item.get("qualifiers", ()):
            codes[qualifier] = code
        if noun in item.get("default_nouns", item["nouns"] if item.get("default") else ()):
            table.defaults.setdefault(noun, code)
    for qualifier in item.get("qualifiers", ()):
        words = tuple(qualifier.split())
        entries = table.qualifiers.setdefault(words[0], [])
        if words not in entries:
            entries.append(words)
            entries.sort(key=len, reverse=True)
    for name in item.get("abbr", ()):
        table.add_name(name, short, inflects=False)
    for name in item.get("subunits", ()):
        table.stems.setdefault(name, cents)
    for symbol in item.get("symbols", ()):
        table.symbols[symbol] = code


def is_pair(text: str) -> bool:
    """Whether a word is two currency codes, the second the price of the first: `USDKZT`."""
    codes = lexicon().codes
    return len(text) == 6 and text[:3] in codes and text[3:] in codes


#: Words that only look like an inflected unit: келін "daughter-in-law", балалар, метро.
_NOT_UNITS = ("келін", "бала", "метро", "литва", "литр ", "тонус", "грамот", "куба")


#: Verbs made of `есе` "times": еселеу, еселену and their forms.
_TIMES = regex.compile(
    "еселе(?:н(?:д[іе].{0,3}|[еі]п?|іп|ген.{0,6}|еді|етін.{0,4}|се)|п|ді|йді|ген|у|нуі?)"
)


#: A unit that runs on into the next word: `пайызышоғырланды`, `теңгекөлемінде`.
_RUN_ON = regex.compile(r"(?:пайыз(?!сыз|да)|теңге(?![рл])|доллар(?!л))(?=\p{L}{5,20}$)")


@lru_cache(maxsize=32768)
def _stem_unit(word: str) -> tuple[Unit, str] | None:
    table = lexicon()
    if word.startswith(_NOT_UNITS):
        return None
    if _TIMES.fullmatch(word):
        return table.stems["есе"], ""  # `екі еселенді`
    found = split_stem(word, table.stems) or without_slip(word, table.stems)
    if found is None and (run := _RUN_ON.match(word)) and run[0] in table.stems:
        found = run[0], ""
    return (table.stems[found[0]], found[1]) if found else None


@lru_cache(maxsize=32768)
def _noun(word: str) -> tuple[str, str] | None:
    table = lexicon()
    found = split_stem(word, table.nouns) or without_slip(word, table.nouns)
    if found is None and (run := _RUN_ON.match(word)) and run[0] in table.nouns:
        return run[0], ""
    return found


def lexicon_words() -> set[str]:
    """The words of the tables, of units, currencies, codes and modifiers, lower-cased."""
    table = lexicon()
    words = {
        *table.stems,
        *table.exact,
        *table.nouns,
        *table.last_words,
        *table.after,
        *table.degrees,
    }
    return words | {code.lower() for code in table.codes}


def is_unit_word(word: str) -> bool:
    """Whether a lower-cased word is a unit, a currency, or the last word of a longer name of one."""
    table = lexicon()
    return (
        word in table.exact
        or _stem_unit(word) is not None
        or _noun(word) is not None
        or split_stem(word, table.last_words) is not None
    )


@lru_cache(maxsize=8192)
def _last_word(word: str, stem: str) -> str | None:
    found = split_stem(word, (stem,))
    return found[1] if found else None


def _phrase_at(tokens: list[Token], i: int) -> UnitMatch | None:
    for words, unit, inflects in lexicon().phrases.get(tokens[i].low, ()):
        last = i + len(words)
        if last > len(tokens) or any(tokens[k].gap == 2 for k in range(i + 1, last)):
            continue
        head = words[:-1] if inflects else words
        if any(tokens[i + k].low != word for k, word in enumerate(head)):
            continue
        suffix = _last_word(tokens[last - 1].low, words[-1]) if inflects else ""
        if suffix is not None:
            return UnitMatch(last, unit, suffix)
    return None


def currency_at(tokens: list[Token], i: int) -> UnitMatch | None:
    """A currency by name at ``i``: `теңгеге`, `АҚШ долларын`, `Ресей рублі`."""
    if tokens[i].kind != "w":
        return None
    table = lexicon()
    for words in table.qualifiers.get(tokens[i].low, ()):
        j = i + len(words)
        if j < len(tokens) and all(tokens[i + k].low == w for k, w in enumerate(words)):
            if j + 1 < len(tokens) and tokens[j].kind == "-" and not tokens[j].gap:
                j += not tokens[j + 1].gap  # `АҚШ-доллары`
            short = table.exact.get(tokens[j].low)
            if short is not None and short.kind == "money":
                return UnitMatch(j + 1, short)
            found = _noun(tokens[j].low)
            if found is not None and tokens[j].gap < 2:
                codes = table.nouns[found[0]]
                code = codes.get(" ".join(words), table.defaults.get(found[0]))
                if code:
                    unit = Unit(code, "money", "money:" + code, Decimal(1))
                    return UnitMatch(j + 1, unit, found[1])
    found = _noun(tokens[i].low)
    if found is None or found[0] not in table.defaults:
        return None
    code = table.defaults[found[0]]
    return UnitMatch(i + 1, Unit(code, "money", "money:" + code, Decimal(1)), found[1])


def unit_at(tokens: list[Token], i: int) -> UnitMatch | None:
    """The unit or currency at token ``i``, longest name first."""
    if i >= len(tokens) or tokens[i].gap == 2:
        return None
    token = tokens[i]
    if found := _phrase_at(tokens, i):
        return found
    table = lexicon()
    if token.kind == "o":
        if code := table.symbols.get(token.text):
            unit = Unit(code, "money", "money:" + code, Decimal(1), abbreviation=True)
            return UnitMatch(i + 1, unit)
        unit_ = table.exact.get(token.text)
        return UnitMatch(i + 1, unit_) if unit_ else None
    if token.kind != "w" or numeral_word(token.low):
        return None
    if token.text == "US" and i + 1 < len(tokens) and tokens[i + 1].text == "$":
        unit = Unit("USD", "money", "money:USD", Decimal(1), abbreviation=True)
        return UnitMatch(i + 2, unit)
    if unit_ := table.exact.get(token.low):
        if token.low == "т" and _is_etc(tokens, i + 1):
            return None
        return UnitMatch(i + 1, unit_)
    if found := currency_at(tokens, i):
        return found
    stem = _stem_unit(token.low)
    if stem is not None:
        return UnitMatch(i + 1, stem[0], stem[1])
    if token.text in table.codes:
        unit = Unit(token.text, "money", "money:" + token.text, Decimal(1), abbreviation=True)
        return UnitMatch(i + 1, unit)
    return None


@lru_cache(maxsize=8192)
def glued_currency(word: str) -> int:
    """Where a currency begins that is stuck to its magnitude, or 0: 3 in `млнтеңге`."""
    table = lexicon()
    for cut in range(3, min(len(word) - 1, 10)):
        scale, rest = numeral_word(word[:cut]), word[cut:]
        if scale is None or scale.kind != "magnitude" or scale.suffix:
            continue
        short, noun = table.exact.get(rest), _noun(rest)
        if short is not None and short.kind == "money":
            return cut
        if noun is not None and len(noun[0]) > 3 and noun[0] in table.defaults:
            return cut
    return 0


def _is_etc(tokens: list[Token], i: int) -> bool:
    """`т.б.`, `т.с.с.` are not tonnes."""
    return i + 1 < len(tokens) and tokens[i].text == "." and tokens[i + 1].low in ("б", "с")


@lru_cache(maxsize=8192)
def after_modifier(word: str) -> tuple[str, str, str] | None:
    """``(sign, case it needs, stem)`` of a modifier that follows an amount, in any form."""
    table = lexicon().after
    if word in table:
        return (*table[word], word)
    found = split_stem(word, _INFLECTED_AFTER)
    if found is None or not _POSSESSIVE.fullmatch(found[1]):
        return None
    return (*table[found[0]], found[0])


#: Modifiers that take a possessive and a case (`астамын`, `жуығы`); `асады`, `жуықтайды` are verbs.
_INFLECTED_AFTER = frozenset({"астам", "жуық", "артық", "кем", "төмен", "жоғары", "көп", "аз"})
_POSSESSIVE = regex.compile(
    r"с?[ыі](?:н(?:[ае]н?|[дт][ае]н?|[дт][ае]ғы|[дт]егі|[ыі]ң)?|мен)?|[ғгқк][ае]|[дт][ыі]|[дтн][ае]н"
)
