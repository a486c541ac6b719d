"""Every row of the contract's loading table, in a fresh process, from the built wheel."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., str]

SEED = Path(__file__).resolve().parents[2] / "seeds" / "000_95a0b16854a97921.jsonl"

TEXT = "Алматыда Бауыржан Байбек «Даму» қорына 95 млрд. теңгенің 30%-ын бөлді."

#: Prints what a pipeline found, values and names included, in a form two processes can compare.
SHOW = """
def show(doc):
    return [(e.text, e.label_, e.id_, e._.canonical, str(e._.quantity)) for e in doc.ents]
"""

FULL = f"import spacy, json\n{SHOW}\nTEXT = {TEXT!r}\nnlp = spacy.load('kk_econ_ner')\n"


def test_the_wheel_is_what_runs(fresh: Run, site: Path) -> None:
    assert str(site) in fresh("import kk_econ_ner; print(kk_econ_ner.__file__)")


def test_load_full_pipeline(fresh: Run) -> None:
    found = json.loads(fresh(FULL + "print(json.dumps(show(nlp(TEXT))))"))
    assert ["Алматыда", "GPE", "KZ-75", "Алматы", "None"] in found
    assert ["95 млрд. теңгенің", "MONEY", "", "95 млрд. теңгенің", "95000000000 KZT"] in [
        [t, label, i, t, q] for t, label, i, _, q in found
    ]
    assert "30 %" in [q for _, label, _, _, q in found if label == "PERCENT"]
    assert "Бауыржан Байбек" in [c for _, label, _, c, _ in found if label == "PERSON"]


@pytest.mark.parametrize(
    ("how", "pipes"),
    [
        ("exclude=['ner']", "'ner' not in nlp.component_names"),
        ("disable=['ner']", "'ner' in nlp.disabled"),
        ("enable=['kk_quantities']", "nlp.pipe_names == ['kk_quantities']"),
        ("config={'components.kk_resolver.rules_fill': []}",
         "not nlp.get_pipe('kk_resolver').rules_fill"),
    ],
)  # fmt: skip
def test_load_overrides(fresh: Run, how: str, pipes: str) -> None:
    program = f"import spacy; nlp = spacy.load('kk_econ_ner', {how}); nlp('30%'); assert {pipes}"
    fresh(program)


def test_import_and_load(fresh: Run) -> None:
    fresh("import kk_econ_ner; assert kk_econ_ner.load()('5 млн теңге').ents")


def test_blank_kk(fresh: Run) -> None:
    program = """
import spacy
nlp = spacy.blank("kk")
doc = nlp("АҚШ-тың 30%-ға өскен және 95 млрд. теңге.")
assert [t.text for t in doc][:3] == ["АҚШ-тың", "30", "%-ға"], [t.text for t in doc]
assert doc[4].is_stop and doc[5].like_num, [(t.text, t.is_stop, t.like_num) for t in doc]
assert doc[0].norm_
from kk_econ_ner.lang.examples import sentences
assert len(sentences) >= 5
"""
    fresh(program)


@pytest.mark.parametrize("lang", ["kk", "xx", "ru", "en"])
def test_rule_components_in_any_pipeline(fresh: Run, lang: str) -> None:
    program = f"""
import spacy
nlp = spacy.blank({lang!r})
nlp.add_pipe("kk_quantities")
nlp.add_pipe("kk_entity_ruler")
doc = nlp({TEXT!r})
found = {{e.text: e for e in doc.ents}}
assert found["Алматыда"].label_ == "GPE" and found["Алматыда"].id_ == "KZ-75", doc.ents
assert str(found["95 млрд. теңгенің"]._.quantity) == "95000000000 KZT", doc.ents
assert str(found["30%-ын"]._.quantity) == "30 %", doc.ents
assert len(doc.spans["kk_econ"]) >= len(doc.ents)
"""
    fresh(program)


@pytest.mark.parametrize("lang", ["kk", "xx", "ru"])
def test_source_ner_alone(fresh: Run, lang: str) -> None:
    program = f"""
import spacy
nlp = spacy.blank({lang!r})
nlp.add_pipe("ner", source=spacy.load("kk_econ_ner"))
doc = nlp({TEXT!r})
assert {{"GPE", "PERSON", "MONEY"}} <= {{e.label_ for e in doc.ents}}, doc.ents
"""
    fresh(program)


def test_serialise(fresh: Run) -> None:
    program = (
        FULL
        + """
import pickle, tempfile
from spacy.tokens import Doc, DocBin
plain = show(nlp(TEXT))
assert plain
again = spacy.blank("kk").from_config(nlp.config).from_bytes(nlp.to_bytes())
assert show(again(TEXT)) == plain, "bytes"
with tempfile.TemporaryDirectory() as folder:
    nlp.to_disk(folder)
    assert show(spacy.load(folder)(TEXT)) == plain, "disk"
assert show(pickle.loads(pickle.dumps(nlp))(TEXT)) == plain, "pickled pipeline"
assert show(pickle.loads(pickle.dumps(nlp(TEXT)))) == plain, "pickled doc"
assert show(Doc(nlp.vocab).from_bytes(nlp(TEXT).to_bytes())) == plain, "doc bytes"
box = DocBin(store_user_data=True, docs=[nlp(TEXT)])
(doc,) = DocBin().from_bytes(box.to_bytes()).get_docs(nlp.vocab)
assert show(doc) == plain, "DocBin"
"""
    )
    fresh(program)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_two_processes(fresh: Run, tmp_path: Path, method: str) -> None:
    script = tmp_path / "two.py"
    script.write_text(
        f"""
import multiprocessing
{SHOW}
if __name__ == "__main__":
    multiprocessing.set_start_method({method!r})
    import spacy
    nlp = spacy.load("kk_econ_ner")
    texts = [{TEXT!r}] * 6
    one = [show(doc) for doc in nlp.pipe(texts)]
    two = [show(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)]
    assert one == two and one[0], (one[0], two[0])
""",
        encoding="utf-8",
    )
    fresh(str(script))


def test_spacy_evaluate_and_info(fresh: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "seed.spacy"
    fresh(f"from kk_econ_ner.corpora import convert; convert({str(SEED)!r}, {str(corpus)!r})")
    output = tmp_path / "scores.json"
    fresh("-m", "spacy", "evaluate", "kk_econ_ner", str(corpus), "--output", str(output))
    scores = json.loads(output.read_text(encoding="utf-8"))
    for label in ("ORG", "PERSON", "GPE", "MONEY", "PERCENT"):
        assert scores["ents_per_type"][label]["f"] == 1.0, label
    assert "econ_ner" in fresh("-m", "spacy", "info", "kk_econ_ner")
