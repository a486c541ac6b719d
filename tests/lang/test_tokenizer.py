"""Kazakh tokenization: named case lists, as in spaCy's language tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

KK = spacy.blank("kk")

SUFFIXED = [
    ("АҚШ-тың", ["АҚШ-тың"]),
    ("ЖШС-нің", ["ЖШС-нің"]),
    ("2016-шы", ["2016-шы"]),
    ("15-ке", ["15-ке"]),
    ("30%-ға", ["30", "%-ға"]),
    ("73%-ы", ["73", "%-ы"]),
    ("«ИТП»-де", ["«", "ИТП", "»", "-де"]),
    ("сағат 18:30-да", ["сағат", "18:30-да"]),
]
NUMBERS = [
    ("3,8", ["3,8"]),
    ("10-15", ["10", "-", "15"]),
    ("10–15", ["10", "–", "15"]),
    ("10,000,000", ["10,000,000"]),
    ("12.04.1961", ["12.04.1961"]),
    ("30%", ["30", "%"]),
    ("(-8,4%)", ["(", "-", "8,4", "%", ")"]),
    ("$5,6", ["$", "5,6"]),
    ("5₸", ["5", "₸"]),
]
ABBREVIATIONS = [
    ("95 млрд. теңге", ["95", "млрд.", "теңге"]),
    ("млн.теңгені", ["млн.", "теңгені"]),
    ("5млн.теңге", ["5млн", ".", "теңге"]),
    ("2016 ж. басталды", ["2016", "ж.", "басталды"]),
    ("т.б. елдер", ["т.б.", "елдер"]),
    ("т.ғ.к. Серік", ["т.ғ.к.", "Серік"]),
    ("«Қайнар» ЖШС, «Нұр» АҚ", ["«", "Қайнар", "»", "ЖШС", ",", "«", "Нұр", "»", "АҚ"]),
]
INITIALS = [
    ("Б.Байбек", ["Б.", "Байбек"]),
    ("Ө. Шүкеев", ["Ө.", "Шүкеев"]),
    ("Қ.-Ж. К. Тоқаев", ["Қ.-Ж.", "К.", "Тоқаев"]),
    ("Қ.К.Тоқаев", ["Қ.", "К.", "Тоқаев"]),
]
WORDS = [
    ("азық-түлік", ["азық-түлік"]),
    ("Нұр-Сұлтанда", ["Нұр-Сұлтанда"]),
    ("IT-компаниялардың", ["IT-компаниялардың"]),
    ("Сондықтан,жиын", ["Сондықтан", ",", "жиын"]),
    ("км/сағ", ["км/сағ"]),
    ("Алматы—Астана", ["Алматы", "—", "Астана"]),
    ("«Бұл дұрыс», - деді ол.", ["«", "Бұл", "дұрыс", "»", ",", "-", "деді", "ол", "."]),
]


@pytest.mark.parametrize(("text", "tokens"), SUFFIXED + NUMBERS + ABBREVIATIONS + INITIALS + WORDS)
def test_tokens(kk: Language, text: str, tokens: list[str]) -> None:
    assert [token.text for token in kk(text)] == tokens


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_text_is_kept(text: str) -> None:
    assert KK.make_doc(text).text == text


def test_lone_surrogates_are_replaced(kk: Language) -> None:
    assert kk("баға\ud800 өсті").text == "баға\ufffd өсті"


@pytest.mark.parametrize("unit", ["«", "...", "1,1,", "5.5.5.", "а\u0301", "----", "((((", "a-a-", "Б.", "жүз"])
def test_hostile_runs_cost_linear_time(
    kk: Language, unit: str, assert_linear: Callable[..., None]
) -> None:
    assert_linear(kk.make_doc, unit, small=20_000, large=160_000)


def test_survives_serialisation(kk: Language) -> None:
    again = spacy.blank("kk").from_bytes(kk.to_bytes())
    text = "Б.Байбек 30%-ға және 18:30-да, млн.теңге"
    assert [t.text for t in again(text)] == [t.text for t in kk(text)]
