"""Names by rule: inflection, organisation grammar, people, users' patterns, broken files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from kk_econ_ner.data import PatternError
from kk_econ_ner.entities.lexicon import Entry, Lexicon, read_entries

PLACES = [
    ("Ол Алматыдағы зауытты көрді.", "Алматыдағы", "GPE", "KZ-75", "Алматы"),
    ("АЛМАТЫДА жаңа мектеп ашылды.", "АЛМАТЫДА", "GPE", "KZ-75", "Алматы"),
    ("АҚШ-тың үлесі артты.", "АҚШ-тың", "GPE", "US", "АҚШ"),
    ("Германияға экспорт өсті.", "Германияға", "GPE", "DE", "Германия"),
    ("Маңғыстау облысында мұнай өндірілді.", "Маңғыстау облысында", "GPE", "KZ-47",
     "Маңғыстау облысы"),
]  # fmt: skip
ORGANISATIONS = [
    ("«Алтын дән» ЖШС-нің табысы", "«Алтын дән» ЖШС-нің"),
    ("«Көктем» ұлттық қоры» АҚ құрылды", "«Көктем» ұлттық қоры» АҚ"),
    ("«Шапағат» ӘКК» ҰК» АҚ есебі", "«Шапағат» ӘКК» ҰК» АҚ"),
    ("Ұлттық банк мөлшерлемені өзгертті", "Ұлттық банк"),
]
PEOPLE = [
    ("Бұл туралы Б.Сәрсенов айтты", "Б.Сәрсенов"),
    ("Кеше Ө. Жүнісовтің есебі шықты", "Ө. Жүнісовтің"),
    ("Мәжілісте Бауыржан Сәрсенов сөйледі", "Бауыржан Сәрсенов"),
]
NOT_NAMES = [
    "алматылық кәсіпкерлер келді",
    "қазақстандық тауар",
    "ол даму жолын айтты",
    "баға өсті",
]


@pytest.fixture(scope="module")
def ruler() -> Language:
    nlp = spacy.blank("xx")
    nlp.add_pipe("kk_entity_ruler")
    return nlp


@pytest.mark.parametrize(("text", "name", "label", "id_", "canonical"), PLACES)
def test_places(
    ruler: Language, text: str, name: str, label: str, id_: str, canonical: str
) -> None:
    (ent,) = ruler(text).ents
    assert (ent.text, ent.label_, ent.id_, ent._.canonical) == (name, label, id_, canonical)


@pytest.mark.parametrize(("text", "name"), ORGANISATIONS)
def test_organisations(ruler: Language, text: str, name: str) -> None:
    assert [ent.text for ent in ruler(text).ents if ent.label_ == "ORG"] == [name]


@pytest.mark.parametrize(("text", "name"), PEOPLE)
def test_people(ruler: Language, text: str, name: str) -> None:
    assert [ent.text for ent in ruler(text).ents if ent.label_ == "PERSON"] == [name]


@pytest.mark.parametrize("text", NOT_NAMES)
def test_not_names(ruler: Language, text: str) -> None:
    assert not ruler(text).ents


def test_users_patterns_see_through_inflection_and_survive_storage(tmp_path: Path) -> None:
    nlp = spacy.blank("ru")
    pipe = nlp.add_pipe("kk_entity_ruler", config={"builtin": False})
    pipe.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "ORG", "pattern": "Жетісу Астық", "id": "zhetisu-astyq"},
            {"label": "CROP", "pattern": [{"LOWER": "қара"}, {"LOWER": "бидай"}]},
        ]
    )
    text = "Жетісу Астықтың қоймасында қара бидай бар"
    expected = [("Жетісу Астықтың", "ORG", "zhetisu-astyq"), ("қара бидай", "CROP", "")]
    nlp.to_disk(tmp_path)
    for pipeline in (nlp, spacy.load(tmp_path)):
        assert [(e.text, e.label_, e.id_) for e in pipeline(text).ents] == expected


def test_entities_of_others_are_kept_unless_overwrite() -> None:
    for overwrite, label in ((False, "MINE"), (True, "GPE")):
        nlp = spacy.blank("xx")
        first = nlp.add_pipe("entity_ruler")
        first.add_patterns([{"label": "MINE", "pattern": "Алматыда"}])  # type: ignore[attr-defined]
        nlp.add_pipe("kk_entity_ruler", config={"overwrite": overwrite})
        assert [ent.label_ for ent in nlp("Алматыда болды").ents] == [label]


BROKEN = [
    ("not json", '{"label": "ORG", "pattern"', "not JSON"),
    ("not an object", '["ORG"]', "expected an object"),
    ("unknown key", '{"label": "ORG", "pattern": "Дән", "lable": 1}', "unknown key 'lable'"),
    ("unknown label", '{"label": "ORGS", "pattern": "Дән"}', "unknown label 'ORGS'"),
    ("empty pattern", '{"label": "ORG", "pattern": " "}', "empty pattern"),
    ("duplicate id", '{"label": "ORG", "pattern": "Дән", "id": "a"}', "duplicate id 'a'"),
    ("wrong type", '{"label": "ORG", "pattern": "Дән", "aliases": "x"}', "list of strings"),
]


@pytest.mark.parametrize(
    ("line", "reason"), [case[1:] for case in BROKEN], ids=[c[0] for c in BROKEN]
)
def test_broken_files_are_refused_with_file_and_line(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = tmp_path / "names.jsonl"
    good = json.dumps({"label": "ORG", "pattern": "Тұлпар", "id": "a"}, ensure_ascii=False)
    path.write_text(f"// a comment\n{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(PatternError, match=rf"names\.jsonl:3: .*{reason}"):
        list(read_entries(path))


@pytest.mark.parametrize(
    ("row", "reason"),
    [("x", "expected an object, found str"), ({"label": "ORG", "pattern": [{"FOO": 1}]}, "token pattern: .*FOO"),
     ({"label": "ORG", "pattern": ["x"]}, "token pattern: "), ({"label": "ORG", "pattern": 5}, "a string")],
)  # fmt: skip
def test_broken_patterns_are_refused_with_their_number(row: object, reason: str) -> None:
    pipe = spacy.blank("xx").add_pipe("kk_entity_ruler", config={"builtin": False})
    with pytest.raises(PatternError, match=rf"pattern 1: .*{reason}"):
        pipe.add_patterns([row])  # type: ignore[attr-defined]


def test_people_of_one_document_are_linked(nlp: Language) -> None:
    doc = nlp("Жиында Дәурен Сәрсенов сөйледі. Д.Сәрсенов бағаны айтты.")
    people = [ent for ent in doc.ents if ent.label_ == "PERSON"]
    assert len(people) == 2
    assert {ent._.canonical for ent in people} == {"Дәурен Сәрсенов"}
    assert len({ent.id_ for ent in people}) == 1 and people[0].id_


@given(st.text())
def test_any_text(text: str) -> None:
    lexicon = Lexicon([Entry("GPE", "Алматы"), Entry("ORG", "Ұлттық банк")])
    for match in lexicon.find(text):
        assert 0 <= match.start < match.end <= len(text)
