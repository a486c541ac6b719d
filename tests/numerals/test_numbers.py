"""Number expressions and their values."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from kk_econ_ner.morphology import forms
from kk_econ_ner.numerals import find_numbers, like_num, parse_number, roman_value

DIGITS = [
    ("15", "15"),
    ("4 325", "4325"),
    ("4\u00a0325", "4325"),
    ("4\u202f325", "4325"),
    ("4.325", "4325"),
    ("1.250.000", "1250000"),
    ("1'250'000", "1250000"),
    ("10,000,000", "10000000"),
    ("1,234.56", "1234.56"),
    ("1.234,56", "1234.56"),
    ("3,5", "3.5"),
    ("273.53", "273.53"),
    ("43,150", "43.150"),
    ("0,125", "0.125"),
    ("½", "0.5"),
    ("-8,4", "-8.4"),
    ("минус 30", "-30"),
]
WORDS = [
    ("жиырма бес", "25"),
    ("екі жүз он төрт", "214"),
    ("мың бір жүз алпыс үш", "1163"),
    ("екі миллиард жүз он төрт миллион", "2114000000"),
    ("бес жүз елу сегіз мың тоғыз", "558009"),
    ("үш квадриллион", "3000000000000000"),
    ("нөл", "0"),
]
FRACTIONS = [
    ("жиырма бүтін оннан жеті", "20.7"),
    ("екі бүтін жүзден жиырма бес", "2.25"),
    ("бір бүтін мыңнан бес", "1.005"),
    ("үш те бір", "3.1"),
    ("үш жарым", "3.5"),
    ("үш жарым миллиард", "3500000000"),
    ("бір жарым", "1.5"),
    ("мың жарым", "1500"),
    ("жарты миллион", "500000"),
    ("ширек", "0.25"),
    ("төрттен бірі", "0.25"),
    ("бестен екі", "0.4"),
    ("4-тен 1-і", "0.25"),
]
MAGNITUDES = [
    ("95 млрд", "95000000000"),
    ("95 млрд.", "95000000000"),
    ("2 000 мың", "2000000"),
    ("5 млн 300 мың", "5300000"),
    ("2 млрд 070 млн", "2070000000"),
    ("2.375 млрд", "2375000000"),
    ("3,5 миллиард", "3500000000"),
    ("5 миллион екі жүз мың", "5200000"),
    ("7 миллиарт", "7000000000"),
]
FORMS = [
    ("15-ке", "15"),
    ("5 млн-нан", "5000000"),
    ("жиырмадан", "20"),
    ("отыз бірі", "31"),
    ("екінші", "2"),
    ("жиырма екіншісінде", "22"),
    ("10-шы", "10"),
    ("4-інші", "4"),
    ("ондаған", "10"),
    ("100-деген", "100"),
    ("екеуі", "2"),
    ("5-еуін", "5"),
    ("120-сыншы", "120"),
    ("10 млрдтан", "10000000000"),
    ("екі мың бірге", "2001"),
    ("бір мың жүзді", "1100"),
    ("XXI", "21"),
]
NOT_NUMBERS = [
    "",
    "үшін",
    "алтын",
    "оны",
    "жүзеге",
    "бірақ",
    "жетім",
    "он пайызбен",
    "теңге",
    "IIII",
]


@pytest.mark.parametrize("text,value", DIGITS + WORDS + FRACTIONS + MAGNITUDES + FORMS)
def test_value(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_not_a_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    "word", ["15", "3,8", "жүз", "жүзден", "екінші", "мыңнан", "миллиондаған", "15-ке", "1/3"]
)
def test_like_num(word: str) -> None:
    assert like_num(word)


@pytest.mark.parametrize("word", ["", "үшін", "бүтін", "алма", "-", "«", "жүзеге", "а" * 100])
def test_not_like_num(word: str) -> None:
    assert not like_num(word)


def _numbers() -> list[int]:
    choose = random.Random(7)
    small = list(range(0, 2000)) + [choose.randrange(10**6) for _ in range(1500)]
    return small + [choose.randrange(10**15) for _ in range(1500)]


def test_round_trip_with_num2words() -> None:
    wrong = [n for n in _numbers() if parse_number(num2words(n, lang="kz")) != n]
    assert wrong == []


def test_round_trip_in_every_case_form() -> None:
    wrong = []
    for n in random.Random(3).sample(_numbers()[1:], 150):
        *head, last = num2words(n, lang="kz").split()
        for form, tag in forms(last):
            if "PL" in tag or "PSS" in tag:
                continue
            text = " ".join([*head, form])
            if parse_number(text) != n and not (not head and last in ("бір", "он", "жүз", "алты")):
                wrong.append(text)
    assert wrong == []


def test_roman() -> None:
    assert [roman_value(t) for t in ("I", "IV", "IX", "XIV", "XXI", "ХХІ")] == [1, 4, 9, 14, 21, 21]
    assert [roman_value(t) for t in ("IIV", "ABC", "", "VX")] == [None] * 4


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    for match in find_numbers(text):
        assert 0 <= match.start < match.end <= len(text)
        assert match.value.is_finite()
