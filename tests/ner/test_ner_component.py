"""The recogniser: training on a handful of sentences, serialisation, foreign pipelines."""

from __future__ import annotations

import pickle
import warnings
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from kk_econ_ner.ner.component import _spans
from kk_econ_ner.ner.words import segment

PEOPLE = ["Асан", "Дана", "Ерлан", "Гүлнар", "Мұрат"]
CITIES = ["Алматыда", "Астанада", "Шымкентте", "Таразда"]
SENTENCES = [f"{person} бүгін {city} болды." for person in PEOPLE for city in CITIES]
TEXT = "Ерлан бүгін Таразда болды. Дана бүгін Алматыда болды."
FOUND = [("Ерлан", "PERSON"), ("Таразда", "GPE"), ("Дана", "PERSON"), ("Алматыда", "GPE")]


def examples(nlp: Language) -> list[Example]:
    made = []
    for text in SENTENCES:
        person, _, city, _ = text.split()
        at = text.index(city)
        marks = [(0, len(person), "PERSON"), (at, at + len(city), "GPE")]
        made.append(Example.from_dict(nlp.make_doc(text), {"entities": marks}))
    return made


def train(lang: str = "kk") -> Language:
    nlp = spacy.blank(lang)
    nlp.add_pipe("kk_crf_ner", name="ner", config={"rules": [], "max_iterations": 20})
    nlp.initialize(lambda: examples(nlp))
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return train()


def entities(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_learns(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert entities(doc) == FOUND
    assert [(s.text, s.label_) for s in doc.spans["kk_ner"]] == FOUND
    assert nlp.get_pipe("ner").labels == ("GPE", "PERSON")


def test_score_and_update(nlp: Language) -> None:
    assert nlp.evaluate(examples(nlp))["ents_f"] == 1.0
    assert nlp.get_pipe("ner").update(examples(nlp), losses={}) == {"ner": 0.0}


def test_round_trips(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    assert entities(spacy.load(tmp_path / "model")(TEXT)) == FOUND
    empty = spacy.blank("kk")
    empty.add_pipe("kk_crf_ner", name="ner")
    assert entities(empty.from_bytes(nlp.to_bytes())(TEXT)) == FOUND
    pipe = pickle.loads(pickle.dumps(nlp.get_pipe("ner")))
    assert entities(pipe(nlp.make_doc(TEXT))) == FOUND


def test_pipe_equals_call(nlp: Language) -> None:
    texts = [TEXT, "", "Дана бүгін Астанада болды."]
    assert [entities(d) for d in nlp.pipe(texts)] == [entities(nlp(t)) for t in texts]


def test_training_is_reproducible(nlp: Language) -> None:
    assert train().get_pipe("ner").to_bytes() == nlp.get_pipe("ner").to_bytes()


@pytest.mark.parametrize("lang", ["xx", "ru", "en"])
def test_sourced_into_another_pipeline(nlp: Language, lang: str) -> None:
    other = spacy.blank(lang)
    other.add_pipe("ner", source=nlp)
    assert entities(other(TEXT)) == FOUND


def test_earlier_entities_are_kept(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc.ents = [Span(doc, 0, 2, label="EVENT")]
    assert entities(nlp.get_pipe("ner")(doc)) == [("Ерлан бүгін", "EVENT"), *FOUND[1:]]


def test_without_weights_it_warns() -> None:
    blank = spacy.blank("kk")
    blank.add_pipe("kk_crf_ner")
    with pytest.warns(UserWarning, match="no weights"):
        assert not blank("Асан келді.").ents


def test_shipped_rules_are_features_with_or_without_their_pipes() -> None:
    rules = {"rules": ["kk_quantities"], "max_iterations": 5}
    alone, beside = spacy.blank("kk"), spacy.blank("kk")
    beside.add_pipe("kk_quantities")
    for pipeline in (alone, beside):
        pipeline.add_pipe("kk_crf_ner", name="ner", config=rules)
        pipeline.initialize(lambda p=pipeline: examples(p))
    text = "Асан 5 теңге алды."
    doc = beside.get_pipe("kk_quantities")(beside.make_doc(text))
    weights = beside.get_pipe("ner")
    assert weights.predict([doc]) == weights.predict([alone.make_doc(text)])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_gives_a_valid_doc(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    Doc(nlp.vocab).from_bytes(doc.to_bytes())


LONG = ["1" * 100_000, "«" * 20_000, "Асан " * 20_000, "Асан. " * 20_000, "а-" * 50_000]


@pytest.mark.parametrize("text", LONG, ids=["digits", "quotes", "words", "sentences", "hyphens"])
def test_long_texts(nlp: Language, text: str) -> None:
    pipe = nlp.get_pipe("ner")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pipe(Doc(nlp.vocab, words=text.split() or [text]))


WORDS = [
    ("73%-ы", ["73", "%-ы"]),
    ("3,8 млрд.", ["3,8", "млрд", "."]),
    ("АҚШ-тың «ИТП»-де", ["АҚШ-тың", "«", "ИТП", "»", "-де"]),
    ("Б.Байбек", ["Б", ".", "Байбек"]),
    ("10–15", ["10", "–", "15"]),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words(text: str, words: list[str]) -> None:
    assert [word.text for stretch in segment(text) for word in stretch] == words


# A full stop after an abbreviation or an initial does not end a stretch.
STRETCHES = [
    ("Қарыз 2 млрд. АҚШ долларына жетті.", 1),
    ("ҚАРЫЗ 2 МЛРД. АҚШ ДОЛЛАРЫНА ЖЕТТІ.", 1),
    ("Оны 2016 ж. Қазақстан қабылдады.", 1),
    ("Төраға Ө. Асанов келді.", 1),
    ("Асан келді. Дана кетті.", 2),
    ("Асан келді.\nдана кетті", 2),
]


@pytest.mark.parametrize(("text", "stretches"), STRETCHES)
def test_stretches(text: str, stretches: int) -> None:
    assert len(segment(text)) == stretches


# text, tags of its words, what is found
QUOTES = [
    ("« Даму » АҚ", "O B-ORG I-ORG I-ORG", ["« Даму » АҚ"]),
    ("« Даму » АҚ", "B-ORG I-ORG O O", ["Даму"]),
    ("« Даму » АҚ", "O B-ORG I-ORG O", ["Даму"]),
    ("« Даму » АҚ", "B-ORG I-ORG I-ORG I-ORG", ["« Даму » АҚ"]),
    ("« Даму » қоры", "O B-ORG O O", ["Даму"]),
    ("Асан » Дана", "B-PERSON O B-PERSON", ["Асан", "Дана"]),
    ("Асан Дана", "B-PERSON B-PERSON", ["Асан", "Дана"]),
]


@pytest.mark.parametrize(("text", "tags", "found"), QUOTES)
def test_quotation_marks_of_a_span_stand_in_pairs(text: str, tags: str, found: list[str]) -> None:
    [words] = segment(text)
    assert [text[start:end] for start, end, _ in _spans(words, tags.split())] == found
