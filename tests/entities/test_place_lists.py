"""Which place a name means: the descriptor after it decides, for every member of a list."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

#: Text, and id and citation form of each GPE.
PLURAL_DESCRIPTORS = [
    ("Қостанай, Жамбыл облыстарында жаңбыр жауды.", [("KZ-39", "Қостанай облысы"), ("KZ-31", "Жамбыл облысы")]),
    ("Жетісу мен Абай облыстарын аралады.", [("KZ-33", "Жетісу облысы"), ("KZ-10", "Абай облысы")]),
    ("Шығыс және Солтүстік Қазақстан облыстарынан келді.",
     [("KZ-63", "Шығыс Қазақстан облысы"), ("KZ-59", "Солтүстік Қазақстан облысы")]),
    ("Алматы мен Шымкент қалаларында өсті.", [("KZ-75", "Алматы"), ("KZ-79", "Шымкент")]),
    ("Индер, Махамбет және Исатай аудандарында.",
     [("inder-district", "Индер"), ("mahambet-district", "Махамбет"), ("isatai-district", "Исатай")]),
    ("Татарстан мен Башқұртстан республикаларының өкілдері.",
     [("tatarstan", "Татарстан"), ("bashqurtstan", "Башқұртстан")]),
    ("Ақтөбе, Маңғыстау облыстары мен Алматы, Астана қалалары.",
     [("KZ-15", "Ақтөбе облысы"), ("KZ-47", "Маңғыстау облысы"), ("KZ-75", "Алматы"), ("KZ-71", "Астана")]),
]  # fmt: skip
ONE_DESCRIPTOR = [
    ("Жаңа мектеп Абай облысында салынды.", [("KZ-10", "Абай облысы")]),
    ("Жаңа мектеп Алматы облысында салынды.", [("KZ-19", "Алматы облысы")]),
    ("Жаңа мектеп Алматы қаласында салынды.", [("KZ-75", "Алматы")]),
    ("Жаңа мектеп Алматы ауданында салынды.", [("almaty-district", "Алматы")]),
    ("Жаңа мектеп Целиноград ауданында салынды.", [("tselinograd-district", "Целиноград")]),
    ("Жаңа мектеп Түркістан облысында салынды.", [("KZ-61", "Түркістан облысы")]),
    ("Жаңа мектеп Түркістанда салынды.", [("turkistan", "Түркістан")]),
    ("Жаңа мектеп Оңтүстік Қазақстан облысында салынды.", [("KZ-61", "Түркістан облысы")]),
]
VARIANTS = [
    ("Жиын Әбу-Дабиде өтті.", "abu-dabi"),
    ("Жиын Ашғабадта өтті.", "ashhabad"),
    ("Жиын Санкт-Петерборда өтті.", "sankt-peterburg"),
    ("Жиын Саудия Арабиясында өтті.", "SA"),
    ("Жиын Әмірліктерде өтті.", "AE"),
    ("Жиын Могилевск облысында өтті.", "mogilev-oblysy"),
    ("Жиын Қатон-Қарағай ауданында өтті.", "katonqaragai-district"),
    ("Жиын Щербақты ауданында өтті.", "sharbaqty-district"),
]


@pytest.fixture(scope="module")
def rules() -> Language:
    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_entity_ruler")
    return nlp


@pytest.mark.parametrize(("text", "places"), PLURAL_DESCRIPTORS + ONE_DESCRIPTOR)
def test_the_descriptor_decides(rules: Language, text: str, places: list[tuple[str, str]]) -> None:
    doc = rules(text)
    assert [(e.id_, e._.canonical) for e in doc.ents if e.label_ == "GPE"] == places


@pytest.mark.parametrize(("text", "id_"), VARIANTS)
def test_variants_share_an_id(rules: Language, text: str, id_: str) -> None:
    assert [ent.id_ for ent in rules(text).ents] == [id_]
