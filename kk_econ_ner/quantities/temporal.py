"""Dates and times by rule, so that they never turn into amounts or counts.

Source: KazNERD guidelines, classes DATE (a day or longer, ages) and TIME (shorter than a day). Words that
name a date only in context (``кеше`` the noun, ``қыс`` in names) are left to the recogniser.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from kk_econ_ner.morphology import SUFFIX_CHAIN

_S = r"[ \xa0\u202f]"
_X = f"(?:-?{SUFFIX_CHAIN})?"
_MONTH = "(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қыркүйег|қазан|қараша|желтоқсан)"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_TO_YEAR = rf"(?:{_S}?[-–—]{_S}?{_YEAR})?"
_BOUND = f"(?:{_S}(?:дейін|шейін|бастап|бері|бойы|ішінде|аралығында|соң|кейін|бұрын))?"
_EDGE = r"(?<![\p{L}\p{N}.,-])"
_END = r"(?![\p{L}\p{N}])"
_ORDINAL = r"(?:-?(?:ы|і)?н?ш[ыі])?"
_DAY = rf"\d{{1,2}}(?:-?(?:{SUFFIX_CHAIN}|(?:[ыі]?н)?ш[ыі]))?"
_NUMBER = (
    r"(?:\d{1,3}(?:[-–]\d{1,3})?|бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он|жиырма|отыз|қырық|елу"
    r"|бірнеше|жарты)"
)

_DATES = (
    # 2024 жылғы 5 қаңтар(да), 2024 жылдың 5 қаңтары
    rf"{_YEAR}{_ORDINAL}{_S}(?:ж\.|жыл(?:ғы|дың|ы)?){_S}{_DAY}{_S}{_MONTH}{_X}{_BOUND}",
    # биылғы жылдың 11 айы, 2015 жылғы 2 тоқсанда
    rf"(?:{_YEAR}|[Бб]иылғы|[Оо]сы|[Аа]ғымдағы|[Өө]ткен){_S}жыл(?:ғы|дың){_S}"
    rf"(?:{_NUMBER}{_S}(?:ай|тоқсан){_X}|{_MONTH}(?:[-–]{_MONTH})?{_X})(?:{_S}ішінде)?{_BOUND}",
    # 5 қаңтар(дан бастап), 5 қаңтар 2024 жыл
    rf"{_DAY}{_S}{_MONTH}{_X}(?:{_S}{_YEAR}{_S}жыл{_X})?(?:{_S}күні)?{_BOUND}",
    # 12.04.1961
    r"\d{1,2}\.\d{1,2}\.\d{4}(?:-?(?:ж\.|\p{Ll}{2,4}))?",
    # 2016-2020 жылдары, 2012–2016 жж., 2016 ж., 2016-ншы жылы, 2020 жылға дейін
    rf"{_YEAR}{_ORDINAL}{_TO_YEAR}(?:{_S}?жж?\.|{_S}жыл{_X}){_BOUND}(?:{_S}аралығында)?",
    # 1990–1995 (a bare range of years)
    rf"{_YEAR}{_S}?[–—-]{_S}?{_YEAR}",
    # соңғы 3 жылда, екі айдан кейін, 15 жасында, он күн бұрын
    rf"(?:(?:[Сс]оңғы|[Аа]лдағы|[Аа]лғашқы|[Өө]ткен|[Кк]елесі){_S})?{_NUMBER}{_S}"
    rf"(?:жыл|ай|апта|күн|жас|ғасыр|тоқсан)(?!ш){_X}{_BOUND}",
    # XXI ғасырда
    rf"[IVX]{{1,5}}(?:[-–][IVX]{{1,5}})?{_S}ғасыр{_X}",
    # өткен жылы, биылғы жылы, келер жылға, осы айда
    rf"(?:[Өө]ткен|[Кк]елесі|[Кк]елер|[Аа]ғымдағы|[Оо]сы|[Бб]ұл|[Бб]иылғы|[Аа]лдағы){_S}"
    rf"(?:жыл|ай|апта){_X}{_BOUND}",
    r"(?:[Бб]иыл|[Бб]ылтыр|[Кк]еше|[Бб]үгін|[Ее]ртең)(?:ғы|гі|дың|нің|дан|нен|ға|ге)?",
)
_TIMES = (
    # сағат 18:30-да, 18.30-да сағат, сағат 9-да
    rf"[Сс]ағат{_S}\d{{1,2}}(?:[:.]\d{{2}})?(?:-?{SUFFIX_CHAIN})?{_BOUND}",
    rf"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:-?{SUFFIX_CHAIN})?",
    # үш сағат, 15 минуттың ішінде
    rf"{_NUMBER}{_S}(?:сағат|минут|секунд)(?![/\p{{L}}]*/){_X}{_BOUND}",
    rf"(?:[Тт]аңғы|[Кк]ешкі|[Тт]үнгі){_S}(?:сағат{_S})?{_NUMBER}(?:-?{SUFFIX_CHAIN})?{_BOUND}",
    r"(?:[Тт]аңертең|[Тт]үнде)",
)


@lru_cache(maxsize=1)
def _pattern() -> regex.Pattern[str]:
    dates = "|".join(f"(?:{rule})" for rule in _DATES)
    times = "|".join(f"(?:{rule})" for rule in _TIMES)
    return regex.compile(f"{_EDGE}(?:(?P<DATE>{dates})|(?P<TIME>{times})){_END}")


def find_temporal(text: str) -> list[tuple[int, int, str]]:
    """Dates and times as ``(start, end, label)`` in characters, sorted, without overlaps."""
    return [
        (match.start(), match.end(), match.lastgroup or "DATE")
        for match in _pattern().finditer(text)
    ]
