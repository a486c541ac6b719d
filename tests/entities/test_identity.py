"""Which thing a name is (``id_``) and what it is called (``canonical``), case by case."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin, Span

from kk_econ_ner.entities.builtin import builtin
from kk_econ_ner.entities.canonical import amount_form, citation_form
from kk_econ_ner.entities.name_parts import same_name

# text of an amount, its citation form
AMOUNTS = [
    ("5 теңге", "5 теңге"),
    ("95 млрд теңгеге", "95 млрд теңге"),
    ("3,8 трлн. теңгенің", "3,8 трлн. теңге"),
    ("2 млн  АҚШ долларын", "2 млн АҚШ доллары"),
    ("73%-ы", "73%"),
    ("20 пайызға", "20 пайыз"),
    ("12 тоннаға", "12 тонна"),
    ("100 ₸-ге", "100 ₸"),
    ("5 млн теңгеден астам", "5 млн теңгеден астам"),
    ("бесінші", "бесінші"),
    ("15", "15"),
    ("", ""),
]
CITATIONS = [
    ("Айгүл Серікқызына", "Айгүл Серікқызы"),
    ("Дәурен Асқарұлының", "Дәурен Асқарұлы"),
    ("Дәурен Асқарұлымен", "Дәурен Асқарұлы"),
    ("Дәурен Асқарұлы", "Дәурен Асқарұлы"),
    ("Тұлпар»-дың", "Тұлпар"),
    ("«Тұлпар» АҚ-ның", "«Тұлпар» АҚ"),
    ("«Тұлпар»", "«Тұлпар»"),
]
# label, before, after, canonical of the listed name
SAME = [
    ("ORG", "«", "» АҚ", ""),
    ("ORG", "", "» ҰК» АҚ-ның", ""),
    ("ORG", "", " компаниясының", ""),
    ("ORG", "«", "» ұлттық әл-ауқат қоры» АҚ", ""),
    ("ORG", "Қазақстан Республикасының ", "", ""),
    ("ORG", "ҚР ", "", ""),
    ("PERSON", "Д.", "", "Дәурен Сәрсенов"),
    ("PERSON", "Дәурен ", "", "Дәурен Сәрсенов"),
    ("PERSON", "", " Асқарұлының", "Дәурен Сәрсенов"),
    ("PERSON", "", " мырза", "Дәурен Сәрсенов"),
    ("GPE", "", " қаласының", ""),
    ("LOC", "", " теңізінде", ""),
    ("POSITION", "", "", ""),
]
OTHER = [
    ("ORG", "", " комитетінің", ""),
    ("ORG", "", " пайдасы", ""),
    ("ORG", "Ресей ", "", ""),
    ("ORG", "", " Инвест", ""),
    ("PERSON", "Серік ", "", "Дәурен Сәрсенов"),
    ("PERSON", "Т.", "", "Дәурен Сәрсенов"),
    ("GPE", "", " - Астана", ""),
    ("GPE", "", " ауданы", ""),
    ("POSITION", "", " депутаты", ""),
]
# label, name, the word after it, id
PLACE_IDS = [
    ("GPE", "алматыда", "", "KZ-75"),
    ("GPE", "Оралда", "жиын", "oral"),
    ("LOC", "Орал", "таулары", "oral-taulary"),
    ("LOC", "Орал", "өзені", ""),
    ("GPE", "Жамбылда", "", ""),
]
# text, expected (text, id, canonical) of each ORG, PERSON, GPE
LINKED = [
    ("ОПЕК-тің шешімі шықты.", [("ОПЕК-тің", "opec", "ОПЕК")]),
    ("ОПЕК+ елдері келісті.", [("ОПЕК+", "opec-plus", "ОПЕК+")]),
    ("Кеше Серік Тоқаевтың баласы келді.", [("Серік Тоқаевтың", "серік-тоқаев", "Серік Тоқаев")]),
    ("Кеше Тоқаевқа хат келді.", [("Тоқаевқа", "kassym-jomart-tokayev", "Тоқаев")]),
    ("Қасым-Жомарт Тоқаев сөйледі. Тоқаевқа хат келді.",
     [("Қасым-Жомарт Тоқаев", "kassym-jomart-tokayev", "Қасым-Жомарт Тоқаев"),
      ("Тоқаевқа", "kassym-jomart-tokayev", "Қасым-Жомарт Тоқаев")]),
]  # fmt: skip
OWN = [
    {"label": "ORG", "pattern": "«Көк Аспан» ЖШС", "id": "ka"},
    {"label": "ORG", "pattern": "Тестбанк", "id": "tb"},
    {"label": "ORG", "pattern": "Тұлпар Жол", "canonical": "Тұлпар"},
]
# text, expected (id, canonical) of the one ORG
OWN_CASES = [
    ("«Көк Аспан» ЖШС-ға берілді", ("ka", "«Көк Аспан» ЖШС")),
    ("«Тестбанк»-тің пайдасы", ("tb", "Тестбанк")),
    ("ТЕСТБАНКТЕН алды", ("tb", "Тестбанк")),
    ("Тестбанктер көп", ("tb", "Тестбанк")),
    ("Біздің Тестбанкіміз бар", ("tb", "Тестбанк")),
    ("Тұлпар Жолға тапсырды", ("", "Тұлпар")),
]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_amounts(text: str, expected: str) -> None:
    assert amount_form(text) == expected


def test_canonical_of_a_value_keeps_its_unit(kk: Language) -> None:
    doc = kk.make_doc("шығын 5 теңге")
    assert Span(doc, 1, 3, label="MONEY")._.canonical == "5 теңге"


@pytest.mark.parametrize(("text", "expected"), CITATIONS)
def test_citation_forms(text: str, expected: str) -> None:
    assert citation_form(text) == expected


@pytest.mark.parametrize(
    ("case", "same"), [(case, True) for case in SAME] + [(case, False) for case in OTHER]
)
def test_same_name(case: tuple[str, str, str, str], same: bool) -> None:
    assert same_name(*case) is same


@pytest.mark.parametrize(("label", "name", "following", "id_"), PLACE_IDS)
def test_place_ids(label: str, name: str, following: str, id_: str) -> None:
    assert builtin().place_id(label, name, following) == id_


@pytest.mark.parametrize(("text", "expected"), LINKED)
def test_linked(nlp: Language, text: str, expected: list[tuple[str, str, str]]) -> None:
    named = [ent for ent in nlp(text).ents if ent.label_ in ("ORG", "PERSON", "GPE")]
    assert [(ent.text, ent.id_, ent._.canonical) for ent in named] == expected


@pytest.mark.parametrize("lang", ["kk", "xx"])
@pytest.mark.parametrize(("text", "expected"), OWN_CASES)
def test_own_patterns_give_id_and_canonical(
    lang: str, text: str, expected: tuple[str, str]
) -> None:
    nlp = spacy.blank(lang)
    nlp.add_pipe("kk_entity_ruler", config={"patterns": OWN})
    doc = nlp(text)
    for one in (doc, next(DocBin(docs=[doc]).get_docs(nlp.vocab))):
        (ent,) = one.ents
        assert (ent.id_, ent._.canonical) == expected


def test_own_id_goes_to_the_name_with_its_legal_form() -> None:
    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_entity_ruler", config={"patterns": OWN})
    (ent,) = nlp("«Тестбанк» АҚ-ның пайдасы").ents
    assert (ent.text, ent.id_) == ("«Тестбанк» АҚ-ның", "tb")
