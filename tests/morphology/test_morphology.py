"""Forms from stems, stems from forms."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from kk_econ_ner.morphology import analyse, forms, inflected, strip_case

FORMS = [
    ("қала", "GEN;SG", "қаланың"),
    ("қала", "DAT;PL", "қалаларға"),
    ("қала", "LOC;SG;PSS3", "қаласында"),
    ("банк", "GEN;SG", "банктің"),
    ("мектеп", "ACC;SG;PSS3", "мектебін"),
    ("үй", "ABL;SG", "үйден"),
    ("теңге", "INS;SG", "теңгемен"),
    ("аудан", "DAT;SG;PSS3", "ауданына"),
    ("рубль", "GEN;SG", "рубльдің"),
]
READINGS = [
    ("Алматыдағы", "Алматы"),
    ("Қазақстаннан", "Қазақстан"),
    ("АҚШ-тың", "АҚШ"),
    ("Нью-Йоркте", "Нью-Йорк"),
    ("Ақтөбегі", None),
    ("Ресейлік", None),
    ("Алматылық", None),
]
CITATIONS = [
    ("Шүкеевтің", "Шүкеев"),
    ("Роттердамда", "Роттердам"),
    ("Назарбаевпен", "Назарбаев"),
    ("Қайратқа", "Қайрат"),
    ("Италияда", "Италия"),
    ("Алматының", "Алматы"),
    ("АҚШ-тың", "АҚШ"),
    ("АҚ-ның", "АҚ"),
]
UNCHANGED = ["Алматы", "Астана", "Қазақстан", "Ердан", "Шолпан", "Мадина", "Жамбыл", "Қарағанды"]
NOUNS = ["қала", "банк", "мектеп", "үй", "теңге", "аудан", "облыс", "ел", "қор", "жоба", "акция"]
LEXICON = frozenset(("Алматы", "Қазақстан", "АҚШ", "Нью-Йорк", "Ресей", "Ақтөбе"))


@pytest.mark.parametrize(("noun", "tag", "form"), FORMS)
def test_forms(noun: str, tag: str, form: str) -> None:
    assert (form, tag) in set(forms(noun))


@pytest.mark.parametrize(("word", "stem"), READINGS)
def test_analyse(word: str, stem: str | None) -> None:
    assert [reading.stem for reading in analyse(word, LEXICON)] == ([stem] if stem else [])


@pytest.mark.parametrize(("form", "citation"), CITATIONS)
def test_strip_case(form: str, citation: str) -> None:
    assert strip_case(form) == citation


@pytest.mark.parametrize("name", UNCHANGED)
def test_names_that_look_inflected_stay(name: str) -> None:
    assert strip_case(name) == name


@pytest.mark.parametrize("noun", NOUNS)
def test_every_form_is_matched_and_read_back(noun: str) -> None:
    pattern = regex.compile(inflected(noun))
    for form, tag in forms(noun):
        assert pattern.fullmatch(form), (form, tag)
        assert noun in [reading.stem for reading in analyse(form, {noun})], (form, tag)


@given(st.text(max_size=40))
def test_any_word_has_a_citation_form(word: str) -> None:
    assert word.startswith(strip_case(word))
