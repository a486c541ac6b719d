"""People by the form of their names, alone and in the company of others."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

FOUND = [
    ("initial and surname", "Жиынды Б.Сәрсенов ашты", ["Б.Сәрсенов"]),
    ("hyphenated initials", "Кеше Қ.-Ж.К. Ермекұлов келді", ["Қ.-Ж.К. Ермекұлов"]),
    ("surname and initial", "Есепті Сәрсенов Б.Е. дайындады", ["Сәрсенов Б.Е."]),
    ("particle", "Еңбекті Ф. де Лакруа жазған", ["Ф. де Лакруа"]),
    ("given name, surname in a case", "Жоспар Дәурен Қалиевке ұсынылды", ["Дәурен Қалиевке"]),
    ("patronymic", "Бүгін Дәурен Асқарұлы Қалиевті тағайындады", ["Дәурен Асқарұлы Қалиевті"]),
    ("surname first", "Құжатқа Қалиев Дәурен Асқарұлы қол қойды", ["Қалиев Дәурен Асқарұлы"]),
    ("two people", "Дәурен Қалиев Марат Сәрсеновпен кездесті", ["Дәурен Қалиев", "Марат Сәрсеновпен"]),
    ("foreigner after an office", "Ел президенті Ролан Дюваль келді", ["Ролан Дюваль"]),
    ("Roman number", "Көрмеге II Елизавета келді", ["II Елизавета"]),
    ("before a title", "Сол кезде Абылай хан билік құрды", ["Абылай"]),
    ("surname alone", "Бұл туралы Жақыпованың өзі айтты", ["Жақыпованың"]),
    ("given name alone", "Қазір Динара оқуда", ["Динара"]),
    ("everyday word as a name", "Жарыста Азамат Қалиев жеңді", ["Азамат Қалиев"]),
    ("capitals", "БҮГІН ДӘУРЕН ҚАЛИЕВ КЕЛДІ", ["ДӘУРЕН ҚАЛИЕВ"]),
]  # fmt: skip
NOT_FOUND = [
    ("street", "Ол Абай көшесінде тұрады"),
    ("named after", "Сәрсенов атындағы мектеп ашылды"),
    ("district", "Бауыржан Момышұлы ауданында көктем"),
    ("everyday word", "Арман туралы кітап"),
    ("quoted title", "Кеше «Әуезов» пойызы кешікті"),
    ("capitals without a name", "КӨМЕК БЕРУ ЖҰМЫСЫ ЕРКІН ТҰР"),
    ("list of letters", "А., Зерттеу нәтижесі"),
]


@pytest.fixture(scope="module")
def ruler() -> Language:
    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_entity_ruler")
    return nlp


@pytest.mark.parametrize(("text", "names"), [c[1:] for c in FOUND], ids=[c[0] for c in FOUND])
def test_found(ruler: Language, text: str, names: list[str]) -> None:
    assert [ent.text for ent in ruler(text).ents if ent.label_ == "PERSON"] == names


@pytest.mark.parametrize("text", [c[1] for c in NOT_FOUND], ids=[c[0] for c in NOT_FOUND])
def test_not_found(ruler: Language, text: str) -> None:
    assert [ent.text for ent in ruler(text).ents if ent.label_ == "PERSON"] == []
