"""Ids and citation forms within one document."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from kk_econ_ner.entities.canonical import citation_form
from kk_econ_ner.entities.linking import link_names

#: text, entities as (words, label, id set before), ids expected after
LINKS = [
    ("initials and bare surname", "Дәурен Қалиев келді. Д.Қалиев айтты. Қалиевтің сөзі.",
     [("Дәурен Қалиев", "PERSON"), ("Д.Қалиев", "PERSON"), ("Қалиевтің", "PERSON")],
     ["дәурен-қалиев"] * 3),
    ("surname first", "Қалиев Дәурен келді. Дәурен Асқарұлы Қалиев айтты.",
     [("Қалиев Дәурен", "PERSON"), ("Дәурен Асқарұлы Қалиев", "PERSON")], ["дәурен-қалиев"] * 2),
    ("two of one surname", "Дәурен Қалиев пен Марат Қалиев келді. Қалиев айтты.",
     [("Дәурен Қалиев", "PERSON"), ("Марат Қалиев", "PERSON"), ("Қалиев айтты", "PERSON")],
     ["дәурен-қалиев", "марат-қалиев", ""]),
    ("abbreviation", "Дала құрылыс институты (ДҚИ) ашылды. ДҚИ-дың жоспары бар.",
     [("Дала құрылыс институты", "ORG"), ("ДҚИ)", "ORG"), ("ДҚИ-дың", "ORG")],
     ["дала-құрылыс-институты"] * 3),
    ("place without its context", "Тоқмақта жаңбыр жауды.", [("Тоқмақта", "GPE")], ["toqmaq"]),
]  # fmt: skip
CITATIONS = [
    ("Алматы облысында", "Алматы облысы"),
    ("«Алтын дән» ЖШС-нің", "«Алтын дән» ЖШС"),
    ("Қаржы министрлігінің", "Қаржы министрлігі"),
    ("Дәурен Қалиевке", "Дәурен Қалиев"),
    ("Сарқан сайлау учаскесінде", "Сарқан сайлау учаскесі"),
    ("Наурыз мерекесімен", "Наурыз мерекесі"),
    ("Достық үйіндегі", "Достық үйі"),
    ("Теміржолшылар сарайын", "Теміржолшылар сарайы"),
    ("«Арай» акционерлік қоғамына", "«Арай» акционерлік қоғамы"),
    ("Жастар кадр резервінен", "Жастар кадр резерві"),
    ("Ұлттық жиын", "Ұлттық жиын"),
    ("Жас дарын", "Жас дарын"),
    ("Алтын орда", "Алтын орда"),
    ("Шығыс правда", "Шығыс правда"),
]


def span_of(doc: Doc, words: str, label: str) -> Span:
    words = words.removesuffix(")").removesuffix(" айтты")
    starts = [i for i in range(len(doc.text)) if doc.text.startswith(words, i)]
    whole = [doc.char_span(i, i + len(words), label=label) for i in starts]
    return next(span for span in reversed(whole) if span is not None)


@pytest.mark.parametrize(
    ("text", "names", "ids"), [c[1:] for c in LINKS], ids=[c[0] for c in LINKS]
)
def test_links(text: str, names: list[tuple[str, str]], ids: list[str]) -> None:
    doc = spacy.blank("kk")(text)
    spans = sorted({span_of(doc, *name) for name in names}, key=lambda span: span.start)
    assert [span.id_ for span in link_names(doc, spans)] == ids


@pytest.mark.parametrize(("text", "citation"), CITATIONS)
def test_citation_forms(text: str, citation: str) -> None:
    assert citation_form(text) == citation


@pytest.mark.parametrize(
    ("text", "citation"),
    [("Жаушықұмда", "Жаушықұм"), ("Кеңөзектен", "Кеңөзек"), ("Хұрасан", "Хұрасан"),
     ("Пакистан", "Пакистан"), ("Бесбалықты", "Бесбалықты"),
     ("Қазақ мемлекетінде", "Қазақ мемлекеті"), ("Алтай өлкесіне", "Алтай өлкесі")],
)  # fmt: skip
def test_citation_forms_of_unknown_places(text: str, citation: str) -> None:
    assert citation_form(text, place=True) == citation
