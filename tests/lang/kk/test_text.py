"""Lexical attributes and longer texts."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokenizer import Tokenizer

from kk_econ_ner.lang.examples import sentences
from kk_econ_ner.lang.lex_attrs import like_num, norm

LONG_TEXT = """Биылғы бірінші жартыжылдықта өңірдің жалпы өнімі 4,2%-ға артты. «Өсім ең алдымен өңдеу өнеркәсібі мен
құрылыстың есебінен болып отыр», – деді басқарма басшысы Б.Серікұлы. Айтуынша, 12 млрд. теңгенің 18 жобасы іске
қосылған, тағы 7-уі жыл соңына дейін аяқталады.
"""


def test_kk_tokenizer_handles_long_text(kk_tokenizer: Tokenizer) -> None:
    tokens = kk_tokenizer(LONG_TEXT)
    assert len(tokens) == 50
    assert tokens.text == LONG_TEXT


@pytest.mark.parametrize("text", sentences)
def test_kk_examples(kk_tokenizer: Tokenizer, text: str) -> None:
    assert kk_tokenizer(text).text == text


@pytest.mark.parametrize("word", ["он", "бестен", "миллиардқа", "15", "3,8", "10-шы", "екінші", "алты-жеті", "V"])
def test_lex_attrs_like_num(word: str) -> None:
    assert like_num(word)


@pytest.mark.parametrize("word", ["алма", "Мыңжылқы", "Алматы", "теңге", "азық-түлік", "v"])
def test_lex_attrs_not_like_num(word: str) -> None:
    assert not like_num(word)


@pytest.mark.parametrize("word", ["он", "бес", "миллион", "екінші"])
def test_lex_attrs_like_number_for_uppercase(word: str) -> None:
    assert like_num(word.upper())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ТЕҢГЕ", "теңге"), ("бaнк", "банк"), ("Air", "air"), ("Қазақстан", "қазақстан")],
)
def test_lex_attrs_norm(text: str, expected: str) -> None:
    assert norm(text) == expected


def test_lex_attrs_reach_the_vocabulary(kk_tokenizer: Tokenizer) -> None:
    vocab = kk_tokenizer.vocab
    assert vocab["бестен"].like_num and not vocab["алма"].like_num
    assert vocab["және"].is_stop and not vocab["баға"].is_stop
    assert vocab["ТЕҢГЕ"].norm_ == "теңге"


def test_kk_language_is_registered() -> None:
    assert spacy.util.get_lang_class("kk").__name__ == "Kazakh"
