"""Reading only the neighbourhoods of possible findings changes no finding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kk_econ_ner.numerals import tokenize
from kk_econ_ner.quantities.find import find_in_tokens, find_quantities
from kk_econ_ner.quantities.regions import relevant_tokens

WORDS = (
    "5 1,5 300 2014 18:30 12.04.1961 10–15 20-30 +7 701 45-67 -8 15-ке 3-қабат 5% 37,5% $ $5 ₸ € %-ы "
    "-ға - — – ды екі жүз мың миллион млн млн. млрд.-тан жарым бүтін оннан те үштен бірі екінші XXI VII "
    "теңге теңгеге теңгеден доллар долларға АҚШ Ресей рублі KZT USD тиын тонна шаршы метр км/сағ пайыз "
    "пайыздық тармақ есе айлық есептік көрсеткіш шамамен кем дегенде астам жуық дейін аралығында өсті "
    "төмендеді жыл жылы жылғы жылдың қаңтар мамырдың осы бұл соңғы өткен ай апта күн бойы сайын сағат "
    "таңғы түнде биыл бүгін ертең жасы жаста тоқсан жеті жарты ғасыр б.з.б. б. э. дейінгі № ИИН бап "
    "« » «24 сөз» «Қала көше ауыл, үйдің жақсы. (сөз) ( ) (үш , және мен пен : ; … а Т2,4 5G A4 жүз. ұлы"
).split(" ")
SPACES = [" ", " ", " ", " ", "  ", "\u00a0", "\n", "\t", "\u2009", ""]

text_of_words = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), max_size=24
).map(lambda pairs: "".join(word + space for word, space in pairs))


@settings(max_examples=300, deadline=None)
@given(text_of_words)
def test_same_findings(text: str) -> None:
    assert find_quantities(text) == find_in_tokens(tokenize(text))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=150))
def test_same_findings_in_any_text(text: str) -> None:
    assert find_quantities(text) == find_in_tokens(tokenize(text))


@pytest.mark.parametrize("text", ["", "   ", "Ауылда мектеп салынды.", "Бұл туралы ол айтты."])
def test_nothing_is_read(text: str) -> None:
    assert relevant_tokens(text) == []


def test_plain_words_far_from_numbers_are_not_read() -> None:
    text = "Ауыл тұрғындары мектеп құрылысына 5 млн теңге жинап берді, құрылыс әлі басталған жоқ."
    words = [token.text for token in relevant_tokens(text)]
    assert words == ["құрылысына", "5", "млн", "теңге", "жинап"]
