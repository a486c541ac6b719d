"""Abbreviations that keep their full stop, and tokens that are never cut."""

from __future__ import annotations

import re

from spacy.symbols import NORM, ORTH

from kk_econ_ner.lang.initials import UPPER

#: Abbreviation -> the word it stands for.
ABBREVIATIONS: dict[str, str] = {
    "мың.": "мың", "млн.": "миллион", "млрд.": "миллиард", "трлн.": "триллион", "тг.": "теңге",
    "долл.": "доллар", "руб.": "рубль", "тыс.": "мың", "мин.": "минут", "сек.": "секунд",
    "сағ.": "сағат", "ж.": "жыл", "жж.": "жылдар", "ғ.": "ғасыр", "ғғ.": "ғасырлар", "қ.": "қала",
    "обл.": "облыс", "көш.": "көше", "даң.": "даңғыл", "мкр.": "мөлтек аудан", "т.б.": "тағы басқа",
    "т.с.с.": "тағы сол сияқты", "т.ғ.к.": "техника ғылымдарының кандидаты",
    "т.ғ.д.": "техника ғылымдарының докторы", "э.ғ.к.": "экономика ғылымдарының кандидаты",
    "э.ғ.д.": "экономика ғылымдарының докторы", "ф.ғ.к.": "филология ғылымдарының кандидаты",
    "м.а.": "міндетін атқарушы", "б.з.д.": "біздің заманымызға дейін", "б.з.": "біздің заманымыз",
    "т.т.": "тағы тағы", "проф.": "профессор", "акад.": "академик", "ген.": "генерал", "б.": "бап",
    "бб.": "беттер", "кв.": "шаршы", "шт.": "дана", "т.": "том", "м.": "метр", "км.": "километр",
    "кг.": "килограмм", "га.": "гектар", "с.": "сағат", "стр.": "бет", "т.е.": "яғни", "ред.": "редактор",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: dict[str, list[dict[int, str]]] = {}
for _short, _full in ABBREVIATIONS.items():
    for _form in {_short, _short.capitalize(), _short.upper()}:
        TOKENIZER_EXCEPTIONS[_form] = [{ORTH: _form, NORM: _full}]
for _letter in "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюяabcdefghijklmnopqrstuvwxyz":
    _initial = f"{_letter.upper()}."
    TOKENIZER_EXCEPTIONS.setdefault(_initial, [{ORTH: _initial}])
for _company in ("АҚ", "ЖШС", "ҰК", "ӘКК", "ЕҰУ"):
    TOKENIZER_EXCEPTIONS[_company] = [{ORTH: _company}]

#: Numbers, dates, times, e-mail addresses and initials stay whole, numbers with their suffix.
#: The flag stands inside: spaCy stores the pattern's text only.
TOKEN_MATCH = re.compile(
    rf"""(?x)(?:
        (?:
            \d{{1,2}}[.]\d{{1,2}}[.](?:\d{{4}}|\d{{2}})     # 12.04.1961
          | \d{{1,2}}:\d{{2}}(?::\d{{2}})?                 # 18:30
          | \d{{1,20}}(?:[.,/]\d{{1,20}}){{0,12}}           # 3,8  10,000,000  1/3
        )(?:-[^\W\d_]{{1,12}})?                           # with its suffix: 18:30-да, 15-ке
      | [\w+-][\w.+-]{{0,60}}@[\w-]{{1,60}}(?:\.[\w-]{{1,60}}){{1,4}}
      | [{UPPER}]\.(?:-[{UPPER}]\.)?                      # Ө.  Қ.-Ж.
    )$"""
).match
