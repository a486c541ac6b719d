"""Sentence boundaries."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

ONE_SENTENCE = [
    "Жобаға 95 млрд. теңге бөлінді.",
    "Ол 2016 ж. басталды.",
    "Бұл туралы Ө. Шүкеев айтты.",
    "Б.Байбек пен Қ.К.Тоқаев кездесті.",
    "«Баға өседі», - деді ол.",
    "Үлесі 92,2% болды, т.б. шығындар 5 млн. теңге.",
]
TWO_SENTENCES = [
    "Баға өсті. Халық шағымданды.",
    "Жоба аяқталды! Енді ше?",
    "«Біз дайынбыз», - деді Б.Байбек. Ол жоспарды айтты.",
    "Құны 5 млрд. теңге. Жоба биыл аяқталады.",
]


@pytest.fixture(scope="module")
def splitter() -> Language:
    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_sentencizer")
    return nlp


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_one_sentence(splitter: Language, text: str) -> None:
    assert [sent.text for sent in splitter(text).sents] == [text]


@pytest.mark.parametrize("text", TWO_SENTENCES)
def test_two_sentences(splitter: Language, text: str) -> None:
    assert len(list(splitter(text).sents)) == 2


def test_lines_are_sentences(splitter: Language) -> None:
    assert len(list(splitter("Тақырып\nМәтін басталды").sents)) == 2
