"""The recogniser: training, storage, use in other pipelines, any text."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import regex
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.training import Example

from kk_econ_ner.corpora import Sentence
from kk_econ_ner.ner.training import train_recognizer
from kk_econ_ner.ner.words import segment

NAMES = ["Серік", "Айгүл", "Дәурен", "Марат", "Асқар", "Жанар", "Болат", "Гүлнар"]
SENTENCES = [
    Sentence(str(i), f"Кеше {name} Алматыда 5 кітап алды.",
             ((5, 5 + len(name), "PERSON"), (6 + len(name), 14 + len(name), "GPE")))
    for i, name in enumerate(NAMES)
]  # fmt: skip
TEXT = "Кеше Айгүл Алматыда 5 кітап алды."


@pytest.fixture(scope="module")
def tiny() -> Language:
    nlp = spacy.blank("xx")
    pipe = nlp.add_pipe("kk_crf_ner", name="ner", config={"rules": []})
    pipe.from_bytes(train_recognizer(SENTENCES, rules=[], recased_share=0).to_bytes())  # type: ignore[attr-defined]
    return nlp


def found(nlp: Language, text: str = TEXT) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in nlp(text).ents]


def test_learns(tiny: Language) -> None:
    assert found(tiny) == [("Айгүл", "PERSON"), ("Алматыда", "GPE")]
    assert tiny.get_pipe("ner").labels == ("GPE", "PERSON")  # type: ignore[attr-defined]


def test_initialize_trains_and_update_is_harmless() -> None:
    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_crf_ner", name="ner", config={"rules": []})
    examples = []
    for sentence in SENTENCES:
        reference = nlp.make_doc(sentence.text)
        reference.set_ents(
            [reference.char_span(start, end, label=label) for start, end, label in sentence.spans]
        )
        examples.append(Example(nlp.make_doc(sentence.text), reference))
    nlp.initialize(lambda: examples)
    assert nlp.update(examples)["ner"] == 0.0
    assert nlp.evaluate(examples)["ents_f"] == 1.0


def test_storage(tiny: Language, tmp_path: Path) -> None:
    tiny.to_disk(tmp_path)
    assert found(spacy.load(tmp_path)) == found(tiny)
    assert found(pickle.loads(pickle.dumps(tiny))) == found(tiny)


def test_no_weights_warns() -> None:
    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_crf_ner", name="ner")
    with pytest.warns(UserWarning, match="no weights"):
        assert not nlp(TEXT).ents


def test_entities_of_others_are_kept(tiny: Language) -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "MINE", "pattern": "Айгүл"}])  # type: ignore[attr-defined]
    nlp.add_pipe("ner", source=tiny)
    assert found(nlp) == [("Айгүл", "MINE"), ("Алматыда", "GPE")]


@settings(deadline=None)
@given(st.text())
def test_any_text_is_segmented_without_loss(text: str) -> None:
    words = [word for stretch in segment(text) for word in stretch]
    assert all(text[word.start : word.end] == word.text for word in words)
    assert "".join(word.text for word in words) == regex.sub(r"\s+", "", text)
