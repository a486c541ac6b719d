"""The text as it is read: what is undone, what is left alone, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kk_econ_ner.spelling import respell, skeleton, with_letters
from kk_econ_ner.text import fold_word, view

UNDONE = [
    ("look-alike in a word", "Ұлттық бaнк", "Ұлттық банк"),
    ("look-alike in an abbreviation", "«Нұр» AҚ", "«Нұр» АҚ"),
    ("look-alike at the beginning", "cоманың", "соманың"),
    ("schwa of another alphabet", "əлем", "әлем"),
    ("Cyrillic letter in a Latin name", "Аir Astana", "Air Astana"),
    ("soft hyphen", "млн тең\u00adгеге", "млн теңгеге"),
    ("soft hyphen and line break", "тең\u00ad\nгеге", "теңгеге"),
    ("zero-width space", "5\u200b млн", "5 млн"),
    ("byte-order mark", "\ufeffБаға", "Баға"),
    ("letter in two pieces", "и\u0306ена", "йена"),
    ("stress mark", "Алматы\u0301да", "Алматыда"),
    ("double space", "5  млн", "5 млн"),
    ("line break before a unit", "жоба 5\nмлн теңге", "жоба 5 млн теңге"),
    ("line break before a sign", "үлесі 73\n%-ы", "үлесі 73 %-ы"),
    ("line break after a magnitude", "87,9 млрд.\nАҚШ доллары", "87,9 млрд. АҚШ доллары"),
    ("Windows line break", "5\r\nмлн", "5 млн"),
    (
        "line break before a number",
        "Қор биыл жобаға\n450 млн бөлді",
        "Қор биыл жобаға 450 млн бөлді",
    ),
    ("typewriter quotes", '"Нұр" АҚ мен "Даму" қоры', "«Нұр» АҚ мен «Даму» қоры"),
]
LEFT_ALONE = [
    "Air Astana, IT, IDC және Kaspi.kz",
    "iPhone-дар мен USB-ға",
    "Kaspiдің",
    "café naïve",
    "Тақырып\nМәтін басталды",
    "Баға:\n5 теңге",
    "2019    450",
    "12\n500\n700",
    'экраны 5" және 7"',
    "",
]


@pytest.mark.parametrize(("name", "text", "expected"), UNDONE, ids=[row[0] for row in UNDONE])
def test_undone(name: str, text: str, expected: str) -> None:
    assert view(text).text == expected


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(text: str) -> None:
    assert view(text).text == text


def test_the_way_back() -> None:
    text = "\ufeffҚор 3,8 трлн те\u00adңге\u200bге  бөлді"
    seen = view(text)
    start = seen.text.index("3,8")
    end = seen.text.index(" бөлді")
    begin, stop = seen.span(start, end)
    assert text[begin:stop] == "3,8 трлн те\u00adңге\u200bге"


def test_a_composed_letter_covers_both_pieces() -> None:
    text = "ми\u0306"
    assert view(text).span(1, 2) == (1, 3)


ALPHABET = 'аәбгғиікқнңоөстуұүы AaCceiHhTҚ01 ,.\n\r\u00ad\u200b\u0306\u0308\u0301\ufeff«»"'


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=60) | st.text(max_size=40))
def test_offsets_lead_back_into_the_text_in_order(text: str) -> None:
    seen = view(text)
    last = 0
    for i in range(len(seen.text)):
        start, end = seen.span(i, i + 1)
        assert last <= start < end <= len(text)
        last = end


@pytest.mark.parametrize(
    ("word", "expected"),
    [("бaнк", "банк"), ("IT", "IT"), ("Kaspiдің", "Kaspiдің"), ("ACE", "ACE"), ("АСЕ", "АСЕ")],
)
def test_fold_word(word: str, expected: str) -> None:
    assert fold_word(word) == expected


WITHOUT_LETTERS = [
    "Улттык банк жобага 5 млрд тенге болди",
    "Казакстан экономикасы биыл 3 пайызга ости",
    "Алматы облысынын акимдиги жана мектеп салады",
]


@pytest.mark.parametrize("text", WITHOUT_LETTERS)
def test_kazakh_letters_come_back(text: str) -> None:
    spelled = respell(text)
    assert spelled != text and len(spelled) == len(text)
    assert skeleton(spelled) == text


OTHERS = [
    "Правительство выделило пять миллиардов на строительство дорог в регионах",
    "Банк жобаға 5 млрд теңге бөлді",
    "Bank of Kazakhstan rate",
    "5 млн доллар",
]


@pytest.mark.parametrize("text", OTHERS)
def test_other_text_is_not_respelled(text: str) -> None:
    assert respell(text) == text


def test_capitals_come_back_where_a_text_has_none() -> None:
    assert respell("қазақстан мен ресей астанада келісті") == "Қазақстан мен Ресей Астанада келісті"
    assert respell("Бүгін қазақстан мен ресей келісті") == "Бүгін қазақстан мен ресей келісті"


def test_a_suffix_after_a_sign() -> None:
    assert with_letters("30%-га") == "30%-ға"
