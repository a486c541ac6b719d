"""Bounds, changes, names' numbers and shared currencies: `[text|value]` marks what must be found."""

from __future__ import annotations

from functools import lru_cache

import pytest
import regex
import spacy
from spacy.language import Language

from kk_econ_ner.quantities import find_quantities, parse_quantity

MARK = regex.compile(r"\[([^|\]]*)\|([^\]]*)\]")

BOUND_AFTER_CODE = [
    ("5 млн USD-дан астам", "> 5000000 USD"),
    ("5 млн $-дан астам", "> 5000000 USD"),
    ("100 €-дан астам", "> 100 EUR"),
    ("100 EUR-дан аса", "> 100 EUR"),
    ("100 га-дан астам", "> 100 ha"),
    ("20 АЕК-тен кем", "< 20 АЕК"),
    ("5% -дан астам", "> 5 %"),
    ("5 тг-дан астам", "> 5 KZT"),
    ("5 п.т.-дан астам", "> 5 pp"),
    ("5 мын тенгеден астам", "> 5000 KZT"),
]
DECIMAL_POINTS = [
    ("4.875%", "4.875 %"),
    ("14.250%-ға", "14.25 %"),
    ("4.714 пайыз", "4.714 %"),
    ("1.125-1.375%", "1.125–1.375 %"),
    ("2.375 есе", "2.375 x"),
    ("4.325 теңге", "4325 KZT"),
    ("10½%", "10.5 %"),
]
SIGNS = [
    ("≥5%", ">= 5 %"),
    (">= 5%", ">= 5 %"),
    ("≤ 5 %", "<= 5 %"),
    (">5 млн теңге", "> 5000000 KZT"),
    ("<5%", "< 5 %"),
    ("≈5%", "~ 5 %"),
    ("~5 млн теңге", "~ 5000000 KZT"),
]
DEGREES = [
    ("5 млн теңгеден сәл астам", "> 5000000 KZT"),
    ("5 млн теңгеден сәл ғана астам", "> 5000000 KZT"),
    ("3 пайыздан әлдеқайда төмен", "< 3 %"),
    ("50%-дан көбі", "> 50 %"),
    ("он шақты миллион теңге", "~ 10000000 KZT"),
]
RANGES = [
    ("10 — 15 мың теңге", "10000–15000 KZT"),
    ("5 — 7%", "5–7 %"),
    ("3-4 жүз мың теңге", "300000–400000 KZT"),
    ("екі-үш жүз теңге", "200–300 KZT"),
]
CURRENCIES = [
    ("Т2,4 млрд", "2400000000 KZT"),
    ("100 бразил реалы", "100 BRL"),
    ("100 румын лейі", "100 RON"),
    ("100 серб динары", "100 RSD"),
    ("100 түрікмен манаты", "100 TMT"),
    ("650 млрд СДР", "650000000000 XDR"),
    ("3 пенс", "0.03 GBP"),
    ("5 милярд теңге", "5000000000 KZT"),
    ("5 mln теңге", "5000000 KZT"),
    ("$5 bn", "5000000000 USD"),
    ("5 млн тңг", "5000000 KZT"),
]
MEASURES = [("32,5 млрд т-км", "32500000000 t.km"), ("10 000 м³/тәу", "10000 m3/d")]

NEGATED = [
    "Үлесі [5%-дан кем|>= 5 %] болмауы тиіс.",
    "Жәрдемақы [5 мың теңгеден кем|>= 5000 KZT] болмайды.",
    "Деңгей [5%-дан төмен|>= 5 %] түспейді.",
    "Шығын [5%-дан артық|<= 5 %] болмауы керек.",
    "Биыл [15 тоннадан|15 t] астық жиналды.",
    "Қор [5 млн теңгеден|5000000 KZT] астық сатып алды.",
    "Құны [5 млн теңгеден|> 5000000 KZT] асты.",
    "Құны [5 млн теңгеден|<= 5000000 KZT] аспайды.",
    "Кіріс [950 млрд теңгеге|~ 950000000000 KZT] жуықтады.",
]
CHANGES = [
    "Мөлшерлеме [12-ден|12 %] [16 пайызға дейін|16 %] көтерілді.",
    "Баға [250-ден|250 KZT] [300 теңгеге дейін|300 KZT] өсті.",
    "Баға [250 теңгеден|250 KZT] [300-ге дейін|300 KZT] өсті.",
    "Баға [120 теңгеден|120 KZT] [150-ге|150 KZT] көтерілді.",
    "Рубль [4,95 теңгеге дейін|4.95 KZT] нығайды.",
    "Баға [1-ден 5 пайызға дейін|1–5 %] болады.",
    "Мөлшер [3%-дан 7%-ға дейінгі|3–7 %] аралықта.",
    "Тариф ( [113,2-ден|113.2 KZT] [96 теңге|96 KZT] / м2 ) төмендейді.",
    "Баға ([9,2-ден|9.2 KZT] [8,9 теңге|8.9 KZT]) түсті.",
    "Ол 15-тен [20 теңге|20 KZT] алды.",
]
NAMES_AND_NUMBERS = [
    "Бензин АИ-92 – [205 теңге|205 KZT].",
    "Бензин АИ-92 [205 теңге|205 KZT].",
    "Ауру COVID-19 – [5%|5 %] болды.",
    "Лот №5 – [10%|10 %] болды.",
    "Базарда [бір кг|1 kg] 500-600, [екі кг|2 kg] [900-1000 теңге|900–1000 KZT].",
    "Көрсеткіш [5 пайыздық|5 %] көрсеткіштен жоғары.",
]
SHARED = [
    "Кіріс [12 млрд|12000000000 KZT], шығын [15 млрд теңгені|15000000000 KZT] құрады.",
    "Доллар – [450,25|450.25 KZT], еуро – [489,10|489.1 KZT], рубль – [4,98 теңге|4.98 KZT].",
    "Өсім [5,1|5.1 %]; [6,2|6.2 %] және [7,3 пайыз|7.3 %] болды.",
    "Елде 12 млн адам, қалада [15 млн теңге|15000000 KZT].",
    "Халқы 20 млн, бюджеті [15 млрд теңге|15000000000 KZT].",
]
NO_AMOUNT = ["Ойын есебі 3-1 болды.", "Тауар коды 12345.", "Ол жүзіңді көрсет деді."]


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_quantities")
    return nlp


@pytest.mark.parametrize(
    "text,expected",
    BOUND_AFTER_CODE
    + DECIMAL_POINTS
    + SIGNS
    + DEGREES
    + RANGES
    + CURRENCIES
    + MEASURES
    + [("екі еселенді", "2 x"), ("5 еселенген", "5 x"), ("он еселеп", "10 x")],
)
def test_one_amount(text: str, expected: str) -> None:
    """The finder and the reader of a span's own text agree."""
    assert str(parse_quantity(text)) == expected
    assert [(m.start, m.end, str(m.quantity)) for m in find_quantities(text)] == [
        (0, len(text), expected)
    ]


@pytest.mark.parametrize("marked", NEGATED + CHANGES + NAMES_AND_NUMBERS + SHARED)
def test_in_a_sentence(marked: str) -> None:
    """In a sentence, and from the spans of a pipeline."""
    text = MARK.sub(r"\1", marked)
    expected = [(match[1], match[2]) for match in MARK.finditer(marked)]
    strong = ("MONEY", "PERCENT", "QUANTITY")
    found = [m for m in find_quantities(text) if m.label in strong]
    assert [(text[m.start : m.end], str(m.quantity)) for m in found] == expected
    nlp = _pipeline()
    ents = [ent for ent in nlp(text).ents if ent.label_ in strong]
    assert [(ent.text, str(ent._.quantity)) for ent in ents] == expected


@pytest.mark.parametrize("text", NO_AMOUNT)
def test_no_amount(text: str) -> None:
    assert find_quantities(text) == []


def test_a_fraction_has_one_value() -> None:
    assert parse_quantity("үштен бір") == parse_quantity("1/3")
