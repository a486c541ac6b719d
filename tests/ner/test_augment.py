"""Copies of training sentences: offsets, cases of swapped names, and what is left alone."""

from __future__ import annotations

import pytest

from kk_econ_ner.corpora import Sentence
from kk_econ_ner.ner.augment import citation, inflect, recased, swapped

TEXT = "Асан бүгін Таразда болды."
SENTENCE = Sentence("AID1", TEXT, ((0, 4, "PERSON"), (11, 18, "GPE")))


def marked(text: str) -> Sentence:
    """A sentence from a text with ``[name|LABEL]`` in it."""
    plain, spans = "", []
    for part in text.split("["):
        name, bar, rest = part.partition("|")
        if bar:
            label, _, rest = rest.partition("]")
            spans.append((len(plain), len(plain) + len(name), label))
            plain += name + rest
        else:
            plain += part
    return Sentence(text, plain, tuple(spans))


def test_recased_copies_keep_offsets() -> None:
    copies = list(recased([SENTENCE] * 200, share=0.5))
    assert 50 < len(copies) < 150
    assert {copy.text for copy in copies} == {TEXT.upper(), TEXT.lower()}
    assert all(copy.spans == SENTENCE.spans for copy in copies)


@pytest.mark.parametrize(
    ("name", "case", "form"),
    [
        ("Тараз", "LOC", "Таразда"),
        ("Ақтау", "GEN", "Ақтаудың"),
        ("Семей", "DAT", "Семейге"),
        ("АҚШ", "GEN", "АҚШ-тың"),
        ("Абай облысы", "DAT", "Абай облысына"),
        ("Асан Серікұлы", "ACC", "Асан Серікұлын"),
        ("Алматы", "DAT", "Алматыға"),
        ("Тараз", "NOM", "Тараз"),
    ],
)
def test_inflect_and_citation(name: str, case: str, form: str) -> None:
    assert inflect(name, case) == form
    assert citation(form, {name}) == (name, case)


@pytest.mark.parametrize(
    "surface",
    [
        "Таразда",  # the name itself is not known
        "«Нұрлы жол» АҚ",
        "Қазақстанның",
    ],
)
def test_citation_that_cannot_be_told(surface: str) -> None:
    assert citation(surface, {surface}) is None


def test_names_swap_with_their_case() -> None:
    corpus = [marked("[Тараз|GPE] үлкен қала."), marked("[Ақтөбе|GPE] де сондай.")]
    corpus += [marked("Ол [Таразда|GPE] тұрады, [Таразға|GPE] қайтады.")] * 20
    found = {copy.text for copy in swapped(corpus, share=1.0)}
    assert "Ол Ақтөбеде тұрады, Ақтөбеге қайтады." in found
    assert {"Ақтөбе үлкен қала.", "Тараз де сондай."} & found
    assert not any("Таразда" in text for text in found)


def test_swapped_spans_stand_on_the_new_names() -> None:
    corpus = [
        marked("[Асан Серіков|PERSON] [2020 жылы|DATE] [Таразға|GPE] келді."),
        marked("[Дина Омарова|PERSON] мен [Көкшетау|GPE] туралы."),
    ]
    people = {"Асан Серіков", "Дина Омарова"}
    for copy in swapped(corpus * 20, share=1.0):
        person, *_, place = ((copy.text[start:end], label) for start, end, label in copy.spans)
        assert person[1] == "PERSON" and person[0] in people
        assert place in {("Көкшетау", "GPE"), ("Көкшетауға", "GPE"), ("Таразға", "GPE")}
        assert ("2020 жылы" in copy.text) == (len(copy.spans) == 3)


@pytest.mark.parametrize(
    "text",
    [
        "«[Тараз|GPE]» баспасы",  # in quotation marks: the name of something else
        "[бес|CARDINAL] кітап",
        "[Астана|GPE]",  # no other name of its kind
        "[АҚШ|GPE] пен [Тараз|GPE]",  # an abbreviation and a word do not stand for each other
    ],
)
def test_left_alone(text: str) -> None:
    assert list(swapped([marked(text)], share=1.0)) == []


def test_the_same_seed_gives_the_same_copies() -> None:
    corpus = [marked(f"[{name}|GPE] қаласы") for name in ("Тараз", "Ақтөбе", "Семей", "Шымкент")]
    assert list(swapped(corpus, 0.5, seed=3)) == list(swapped(corpus, 0.5, seed=3))
