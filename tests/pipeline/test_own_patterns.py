"""What users add to the shipped pipeline outranks what it finds by itself; rules stand in for a missing ner."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

OWN = [
    {"label": "ORG", "pattern": "Жетісу Нан", "id": "zhetisu-nan"},
    {"label": "PRODUCT", "pattern": [{"LOWER": "алматыдағы"}], "id": "own-token"},
]
TEXT = "Жетісу Нанның Алматыдағы пайдасы 12 млн теңге болды."


@pytest.fixture
def nlp() -> Language:
    nlp = spacy.load("kk_econ_ner")
    nlp.get_pipe("kk_entity_ruler").add_patterns(OWN)
    return nlp


def test_own_patterns_win(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [(ent.text, ent.label_, ent.id_) for ent in doc.ents] == [
        ("Жетісу Нанның", "ORG", "zhetisu-nan"),
        ("Алматыдағы", "PRODUCT", "own-token"),
        ("12 млн теңге", "MONEY", ""),
    ]
    assert [span.text for span in doc.spans["kk_own"]] == ["Жетісу Нанның", "Алматыдағы"]


def test_own_patterns_survive_the_disk(nlp: Language, tmp_path) -> None:  # type: ignore[no-untyped-def]
    nlp.to_disk(tmp_path)
    doc = spacy.load(tmp_path)(TEXT)
    assert [ent.id_ for ent in doc.ents] == ["zhetisu-nan", "own-token", ""]


def test_without_the_recogniser_rules_also_give_dates_and_counts() -> None:
    nlp = spacy.load("kk_econ_ner", disable=["ner"])
    doc = nlp("2016 жылы Алматыда 3 жоба 20% өсті.")
    labels = [(ent.text, ent.label_) for ent in doc.ents]
    assert labels == [("2016 жылы", "DATE"), ("Алматыда", "GPE"), ("3", "CARDINAL"), ("20%", "PERCENT")]
