"""Currencies and units of the user's own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from kk_econ_ner.data import PatternError

ROWS = [
    {"code": "XNT", "nouns": ["нартеңге"], "abbr": ["нтг"]},
    {"code": "qap", "names": ["қаптама"], "abbr": ["қпт"]},
]
#: What a fresh process reads with the two rows above: the tables belong to the process, so that this
#: module's own process is left without them.
SCRIPT = """
import json, sys, tempfile, spacy
nlp = spacy.blank("xx")
pipe = nlp.add_pipe("kk_quantities", config={"paths": [sys.argv[1]]})
texts = ["Құны 5,5 млн нартеңгеге жетті.", "Қоймада он екі қаптама ұн бар.", "Баға 40 қпт.", "5 нтг"]
read = lambda n: [[(e.text, e.label_, str(e._.quantity)) for e in doc.ents] for doc in n.pipe(texts)]
with tempfile.TemporaryDirectory() as folder:
    nlp.to_disk(folder)
    again = read(spacy.load(folder))
print(json.dumps([read(nlp), again], ensure_ascii=False))
"""
EXPECTED = [
    [["5,5 млн нартеңгеге", "MONEY", "5500000 XNT"]],
    [["он екі қаптама", "QUANTITY", "12 qap"]],
    [["40 қпт", "QUANTITY", "40 qap"]],
    [["5 нтг", "MONEY", "5 XNT"]],
]


def test_amounts_are_read_with_them(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)],
        capture_output=True, check=True, env={"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    first, again = json.loads(done.stdout)
    assert first == again == EXPECTED


WRONG = [
    ('{"nouns": ["тәңке"]}', "'code' must be a string"),
    ('{"code": "X", "nouns": "тәңке"}', "'nouns' must be a list of strings"),
    ('{"code": "X", "names": ["қап"], "colour": 1}', "unknown key 'colour'"),
    ('{"code": "X"}', "needs 'nouns'"),
    ('{"code": "X", "symbols": ["ab"]}', "a symbol is one character"),
    ('{"code": "X", "names": ["қап"], "factor": "many"}', "'factor' must be a positive number"),
    ('{"code": "X", "names": ["қап"], "kind": "weight"}', "'kind' must be one of"),
    ("[]", "expected an object"),
]


@pytest.mark.parametrize(("line", "reason"), WRONG)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(f"// own\n{line}\n", encoding="utf-8")
    with pytest.raises(PatternError, match=r"own\.jsonl:2: ") as caught:
        spacy.blank("kk").add_pipe("kk_quantities", config={"paths": [str(path)]})
    assert reason in str(caught.value)
