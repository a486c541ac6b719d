"""Sentence boundaries, lexical attributes, lookups and examples."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.lookups import load_lookups

from kk_econ_ner.lang.examples import sentences
from kk_econ_ner.lang.lex_attrs import norm

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


@pytest.mark.parametrize("word", ["он", "бестен", "миллиардқа", "15", "3,8", "10-шы", "екінші", "алты-жеті", "V"])
def test_like_num(kk: Language, word: str) -> None:
    assert kk.vocab[word].like_num


@pytest.mark.parametrize("word", ["алма", "Мыңжылқы", "Алматы", "теңге", "азық-түлік", "v"])
def test_not_like_num(kk: Language, word: str) -> None:
    assert not kk.vocab[word].like_num


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ТЕҢГЕ", "теңге"), ("бaнк", "банк"), ("Air", "air"), ("Қазақстан", "қазақстан")],
)
def test_norm(text: str, expected: str) -> None:
    assert norm(text) == expected


def test_stop_words(kk: Language) -> None:
    assert kk.vocab["және"].is_stop and not kk.vocab["баға"].is_stop


def test_examples_are_read(kk: Language) -> None:
    assert all(doc.text for doc in kk.pipe(sentences))


def test_lookups_reach_an_initialised_pipeline() -> None:
    lookups = load_lookups("kk", ["lexeme_norm", "lemma_lookup"])
    assert lookups.get_table("lexeme_norm")["тенге"] == "теңге"
    assert lookups.get_table("lemma_lookup")["олардың"] == "олар"
    config = {
        "initialize": {
            "lookups": {
                "@misc": "spacy.LookupsDataLoader.v1",
                "lang": "kk",
                "tables": ["lexeme_norm"],
            }
        }
    }
    nlp = spacy.blank("kk", config=config)
    nlp.initialize()
    assert nlp.vocab["тенге"].norm_ == "теңге"
