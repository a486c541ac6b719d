"""The `kk_quantities` component and `span._.quantity`."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest
import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example

import kk_econ_ner.quantities.component  # noqa: F401  registers the factory

TEXT = "Жобаға 3,5 млрд теңге, яғни 20,7%-ы бөлінді."


@pytest.fixture(params=["xx", "en", "ru"])
def nlp(request: pytest.FixtureRequest) -> spacy.Language:
    pipeline = spacy.blank(request.param)
    pipeline.add_pipe("kk_quantities")
    return pipeline


def _values(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.label_, str(ent._.quantity)) for ent in doc.ents]


EXPECTED = [("MONEY", "3500000000 KZT"), ("PERCENT", "20.7 %")]


def test_any_pipeline(nlp: spacy.Language) -> None:
    doc = nlp(TEXT)
    assert _values(doc) == EXPECTED
    assert len(doc.spans["kk_quantities"]) == len(doc.spans["kk_econ"]) == 2


def test_keeps_earlier_entities() -> None:
    pipeline = spacy.blank("xx")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "X", "pattern": "теңге"}])  # type: ignore[attr-defined]
    pipeline.add_pipe("kk_quantities")
    assert [e.label_ for e in pipeline("5 теңге бар").ents] == ["X"]
    pipeline.remove_pipe("kk_quantities")
    pipeline.add_pipe("kk_quantities", config={"overwrite": True})
    assert [e.label_ for e in pipeline("5 теңге бар").ents] == ["MONEY"]


def test_labels() -> None:
    pipeline = spacy.blank("xx")
    pipeline.add_pipe("kk_quantities", config={"labels": ["PERCENT"]})
    assert [e.label_ for e in pipeline(TEXT).ents] == ["PERCENT"]
    with pytest.raises(ValueError, match="unknown labels NONSENSE"):
        spacy.blank("xx").add_pipe("kk_quantities", config={"labels": ["NONSENSE"]})


def test_value_of_any_span() -> None:
    doc = spacy.blank("xx")("Бағасы 5, 7 және 10 млн теңге болды.")
    assert str(Span(doc, 1, 2, label="MONEY")._.quantity) == "5000000 KZT"
    assert Span(doc, 0, 1, label="MONEY")._.quantity is None
    assert Span(doc, 1, 2, label="DATE")._.quantity is None


def test_end_of_a_change_is_no_bound() -> None:
    doc = spacy.blank("xx")("Өсім 10,7 пайыздан 9,8 пайызға дейін төмендеді.")
    span = doc.char_span(19, 36, label="PERCENT")
    assert span is not None and span.text == "9,8 пайызға дейін"
    assert span._.quantity.modifier == "="
    assert span._.quantity.low == Decimal("9.8")


@pytest.mark.parametrize(
    "text,span,sign",
    [
        ("Қор 11 мың доллардан асты.", "11 мың доллардан", ">"),
        ("Үлесі 65%-дан асты.", "65%-дан", ">"),
        ("Үлесі 7% асатын отбасылар.", "7%", ">"),
        ("Сома 35 млн теңгеден аспауы тиіс.", "35 млн теңгеден", "<="),
        ("Үлесін 70 пайызға дейін жеткізу керек.", "70 пайызға дейін", "="),
        ("Сауда 2 млрд долларға дейін жетуі мүмкін.", "2 млрд долларға дейін", "<="),
        ("Кіріс 23 млрд теңгеге асып түсті.", "23 млрд теңгеге", "="),
    ],
)
def test_verb_completes_the_bound(text: str, span: str, sign: str) -> None:
    doc = spacy.blank("xx")(text)
    label = "PERCENT" if "%" in span or "пайыз" in span else "MONEY"
    start = text.index(span)
    found = doc.char_span(start, start + len(span), label, alignment_mode="expand")
    assert found._.quantity.modifier == sign
    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_quantities")
    assert [(ent.text, ent._.quantity.modifier) for ent in nlp(text).ents] == [(span, sign)]


def test_serialisation(nlp: spacy.Language) -> None:
    doc = nlp(TEXT)
    assert _values(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == EXPECTED
    assert _values(pickle.loads(pickle.dumps(doc))) == EXPECTED
    stored = DocBin(docs=[doc]).to_bytes()
    assert _values(next(DocBin().from_bytes(stored).get_docs(nlp.vocab))) == EXPECTED
    again = spacy.blank(nlp.lang)
    again.add_pipe("kk_quantities")
    again.from_bytes(nlp.to_bytes())
    assert _values(again(TEXT)) == EXPECTED


def test_to_disk(nlp: spacy.Language, tmp_path: object) -> None:
    nlp.to_disk(f"{tmp_path}/model")
    assert _values(spacy.load(f"{tmp_path}/model")(TEXT)) == EXPECTED


def test_n_process() -> None:
    pipeline = spacy.blank("xx")
    pipeline.add_pipe("kk_quantities")
    docs = list(pipeline.pipe([TEXT] * 4, n_process=2, batch_size=2))
    assert [_values(doc) for doc in docs] == [EXPECTED] * 4


def test_scores_without_ner(nlp: spacy.Language) -> None:
    gold = nlp(TEXT)
    scores = nlp.evaluate([Example(nlp.make_doc(TEXT), gold)])
    assert scores["ents_f"] == 1.0
    assert scores["ents_per_type"]["MONEY"]["f"] == 1.0


def test_empty_text(nlp: spacy.Language) -> None:
    assert len(nlp("").ents) == 0
    assert len(nlp("   ").ents) == 0
