"""Dates and times by rule: a grammar over the items of `temporal_items`.

A rule is a pattern of items, two characters each: a class letter and a case letter (``.`` is any
case). So ``Y.y[gr]n.M.`` reads `2024 жылғы 5 қаңтар`, and ``[nN].d.P0`` reads `төрт күн бұрын`. At
every item the longest match of any rule is taken. Every repetition is bounded and possessive, so the
cost grows linearly with the text.

Source: KazNERD guidelines, classes DATE (a day or longer; ages) and TIME (shorter than a day), and
section V, the words of range and approximation that belong to a span. Frequencies (`күніне үш рет`)
and vague words (`қазір`, `жақында`) are not dates.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from kk_econ_ner.numerals import Token, tokenize
from kk_econ_ner.quantities.temporal_items import items

# --- pieces -----------------------------------------------------------------------------------
_ABOUT = "(?:x0|a010)?"  # шамамен, кем дегенде
_POST = "(?:[Pl]0(?:P0)?|(?<=[da])a0(?:P0)?)?+"  # дейін, бері, бойы, астам
_NUMBER = "[nNoOk]."
_NUMBERS = f"(?:{_NUMBER}(?:(?:[-,&]0)?{_NUMBER}){{0,3}}+|Y.)"  # 5; екі-үш; 1, 2 және 3
_GLOSS = r"(?:\(0[nNY].\)0)?+"  # 15 (он бес) минут
_YEAR_WORD = r"(?:y[^j]|j0(?:\.0)?+)"
_YEARS = (  # 2016-2020 жылдары, 2012 ж., 19-ыншы жылғы
    f"(?:I0)?(?:Y.(?:[-,&]0[YnN].){{0,3}}+(?:-0)?+(?:L0)?+{_YEAR_WORD}|[noNO]0(?:-0)?y[rgp]|o0y0)"
)
_THIS_YEAR = "(?:D0|T0|Zr)y."  # осы жылғы, биылғы жылдың
_WHOSE = f"(?:{_YEARS}|(?:D0|T0|Zr)y[gr]|Z[rg])"
_DAY = '(?:"0)?[no].(?:"0)?'
_DAYS = f"{_DAY}(?:[-,&]0{_DAY}){{0,4}}+"
_MONTH = "[Mb]."
_MONTHS = f"{_MONTH}(?:[-&,]0{_MONTH}){{0,3}}+"
_DAY_OF_MONTH = f"(?:{_DAYS}(?:-0)?{_MONTH}|[Mb]g{_DAYS})"  # 5 қаңтар, мамырдың 15, 16 және 17-сі
_MONTH_DAY = (  # a month alone takes the word month in only with what follows: қаңтар айынан бері
    f"(?:{_DAY_OF_MONTH}|M.(?:-0M.)?+(?!F.|V.)(?:m.(?=[Ple]0|e.))?+|b.m.(?=[Ple]0|e.))"
)
_PART = (  # of a year: 11 айы, бірінші тоқсан, көктемі, басы
    f"(?:{_DAY_OF_MONTH}|{_MONTHS}(?:m.)?+"
    "|(?:[oR].(?:-0)?)?N0s.|(?:D0)?(?:[noR].|D0|B0)(?:[-&]0[no].)?(?:-0)?(?:[mQs][^j])|S.|(?:[noR].)?(?:-0)?e.)"
)
_DATE = (
    f"(?:{_WHOSE}{_PART}(?:e.)?+|{_YEARS}T0r.|{_DAY}[Mb]0Y.{_YEAR_WORD}?+|{_MONTH_DAY}(?:e.)?+"
    f"|C.{_YEAR_WORD}?+|(?:{_YEARS}|{_THIS_YEAR}|Z.)(?:e.)?+)"
)
_UNIT = '(?:[L3]0)?(?:[ymwdcsQ2][^j](?!"0)|g[ldarpcq]|i0)'
_LONG = (  # соңғы 3 жылда, он күнтізбелік күн, бір жыл екі ай
    f"{_ABOUT}(?:D0|Zr)?(?:30)?(?:{_NUMBERS}|B0){_GLOSS}"
    f"(?:[-q]0|a0)?{_UNIT}(?:(?:[nNo].|B0){_UNIT})?"
)
_CENTURY = r"(?:I0)?[RnoNO].(?:[-,&]0[RnoNO].)?(?:-0)?(?:c.|f0(?:\.0)?+)"
_DECADE = f"{_NUMBERS}(?:-0)?y."
_CLOCK = "(?:n0(?:z0)?-0z.|n0[nN].|[Kkn].)"

# --- rules ------------------------------------------------------------------------------------
_DATES = (
    f"{_ABOUT}{_DATE}(?:-0{_DATE})?(?:{_POST}|d.P0)",
    f"{_ABOUT}{_DATE}&0{_DATE}(?:d.)?P0",
    f"{_DATE}(?<=a){_DATE}P0",
    f"{_LONG}{_POST}",
    f"{_ABOUT}{_NUMBERS}y[gr]e.{_POST}",
    f"[xE]0{_LONG}V0|{_LONG}V0",
    f"[nNz]a[nN].g.{_POST}|{_NUMBERS}g[0p]P0",
    f"Y.-0?Y.y.{_POST}|Ya{_YEARS}{_POST}|Yl",
    f"{_CENTURY}(?:{_PART}|{_DECADE})?(?:e.)?{_POST}",
    f"[DT]0c.(?:{_PART}|{_DECADE})?(?:e.)?{_POST}|J0[cU].{_POST}",
    f"A.(?:-0)?A.|A[^r]{_POST}|Ar(?:d.|p0)?{_POST}",
    "E0[wdymW].V0|[wdymWSs]0V0",
    "E0mg[no].(?:,0[no].)?W.",
    f"W.[-&]0W.P0|W.-0W.|WaWdP0|(?:D0|E0)?W.{_POST}",
    f"(?:D0|T0|Zr)S.(?:e.)?{_POST}",
    f"S[0glrapq](?:e.)?{_POST}|S.e.{_POST}",
    "S[0g][md][^0]",
    f"[SM]gD0[dmw].|Sg(?:B0|{_NUMBERS})[dmw].",
    f"D0[ymwdQs2][^j](?:e.|{_PART})?{_POST}|D0M.(?:m.)?{_POST}",
    f"T0[yw][^j](?:e.)?{_POST}|T0m[^0](?:e.)?{_POST}|T0[dQ][pgda0l]{_POST}|(?:x0)?T0[sQ].{_POST}",
    f"y[0g]e.{_POST}|m[g]e.{_POST}|R0Q.{_POST}",
    "[ydwmSsc].l0",
    "y[al]-0y[dl]|d[al]-0d[dl]",
    r"Y0-0Y0|(?<=\(0)Y0(?=[),]0)|(?<=\(0)Y0-0[nN]0(?=[),]0)",
    "X0y[^0]|L0dp|2.",
    "(?<=gp(?:__)?)[nN][lda]",
)
_TIMES = (
    f"(?:G0(?:h0)?)?K.(?:-0K.)?{_POST}",
    f"n0(?:z0)?-0z.{_POST}",
    f"(?<=h0){_CLOCK}(?:-0{_CLOCK})?{_POST}",
    f"G0(?:h0)?{_CLOCK}(?:-0{_CLOCK})?{_POST}",
    f"(?:G0(?:h0)?)?(?:[Kkn]|n0(?:z0)?-0z)a(?:G0)?(?:h0)?(?:{_CLOCK}|N.)P0",
    f"{_ABOUT}(?:D0)?(?:{_NUMBERS}|B0){_GLOSS}(?:q0|a0)?[hu].(?:(?:[nN].|B0)u.)?{_POST}",
    "h0V0",
    "[td].-0t0|(?:D0)?t0(?:P0|e.)?|v0P0|v0t0P0|G0",
    "(?<=H0)(?:d0|t0|v0)",
)


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[regex.Pattern[str], str], ...]:
    """The compiled rules with their labels."""
    return tuple(
        (regex.compile(rule), label)
        for label, rules in (("DATE", _DATES), ("TIME", _TIMES))
        for rule in rules
    )


#: Items no date or time begins with.
_NOT_FIRST = frozenset('_-,.)(:"|&PVeqjflFH')
#: Items that may belong together; a rule may look back over one other item after `жасы`.
_SEGMENT = regex.compile("(?:gp__|[^_].)++")
#: Segments up to this length are remembered with their findings.
_MAX_SEGMENT = 48


def _matches(codes: str) -> tuple[tuple[int, int, str], ...]:
    """Findings in a segment, as items ``[first, last)`` and a label."""
    out: list[tuple[int, int, str]] = []
    rules = _rules()
    at = 0
    while at < len(codes):
        if codes[at] not in _NOT_FIRST:
            best, label = at, ""
            for rule, name in rules:
                if (match := rule.match(codes, at)) and match.end() > best:
                    best, label = match.end(), name
            if label:
                out.append((at // 2, best // 2, label))
                at = best
                continue
        at += 2
    return tuple(out)


_remembered = lru_cache(maxsize=16384)(_matches)


def find_temporal(text: str) -> list[tuple[int, int, str]]:
    """Dates and times as ``(start, end, label)`` in characters, sorted, without overlaps."""
    return temporal_in_tokens(tokenize(text))


def temporal_in_tokens(tokens: list[Token]) -> list[tuple[int, int, str]]:
    """`find_temporal` over the tokens of a text."""
    codes, starts, ends = items(tokens)
    out: list[tuple[int, int, str]] = []
    for segment in _SEGMENT.finditer("".join(codes)):
        piece = segment[0]
        at = segment.start() // 2
        for first, last, label in (_remembered if len(piece) <= _MAX_SEGMENT else _matches)(piece):
            out.append((starts[at + first], ends[at + last - 1], label))
    return out
