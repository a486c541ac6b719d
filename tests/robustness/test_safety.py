"""User files cannot run code, stop a run, or write outside the output's folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import spacy

import kk_econ_ner
from kk_econ_ner.data import PatternError
from kk_econ_ner.entities.safe_regex import fault

PACKAGE = Path(kk_econ_ner.__file__).parent

ACCEPTED = [
    "^АҚ$",
    "^[А-Я]{2,5}-?",
    r"\d+[.,]\d+",
    "(?i)банк(тің|ке)?",
    "банк.*",
    "^(?:ЖШС|АҚ)$",
    "[аә]+",
]
REFUSED = [
    ("(а+)+$", "a repetition inside a repetition"),
    ("(а*б*)*в", "a repetition inside a repetition"),
    ("(?:а{1,40}){1,40}$", "a repetition inside a repetition"),
    ("(?:аб|а)*$", "alternatives inside a repetition"),
    (r"\w*\w*\w*х", "more than 2 unbounded repetitions"),
    (r"(а)\1", "a back-reference"),
    ("(", "missing )"),
    ("(?=(а+)+б)", "a repetition inside a repetition"),
]


@pytest.mark.parametrize("expression", ACCEPTED)
def test_accepted_expressions(expression: str) -> None:
    assert fault(expression) == ""


@pytest.mark.parametrize(("expression", "reason"), REFUSED)
def test_refused_expressions(expression: str, reason: str) -> None:
    assert reason in fault(expression)


@pytest.mark.parametrize("key", ["TEXT", "LOWER"])
def test_a_dangerous_token_pattern_is_refused_with_its_line(tmp_path: Path, key: str) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(
        f'{{"label": "ORG", "pattern": [{{"{key}": {{"REGEX": "(а+)+$"}}}}]}}\n', encoding="utf-8"
    )
    ruler = spacy.blank("kk").add_pipe("kk_entity_ruler", config={"builtin": False})
    with pytest.raises(PatternError, match=r"own\.jsonl:1: REGEX"):
        ruler.add_file(path)


def test_no_code_is_run_from_files() -> None:
    """The package's modules neither unpickle, evaluate nor execute."""
    banned = re.compile(
        r"\b(?:pickle|marshal|shelve|dill|joblib)\b|(?<![.\w])(?:eval|exec|compile)\("
    )
    hits = [
        f"{path.name}:{number}"
        for path in PACKAGE.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (banned.search(line.partition("#")[0])
        and "import" in line)
        or re.search(r"(?<![.\w])(?:eval|exec)\(", line)
    ]
    assert hits == []


def test_annotate_writes_only_beside_its_output(tmp_path: Path) -> None:
    """An id or a file name with a path in it does not become a path."""
    from kk_econ_ner.cli.annotate import annotate

    inside = tmp_path / "work" / "out"
    inside.mkdir(parents=True)
    source = tmp_path / "work" / "in.jsonl"
    source.write_text(
        '{"id": "../../escaped", "text": "Қор 70 млрд теңге бөлді."}\n'
        '{"id": "/absolute/path", "text": "Баға 5%-ға өсті."}\n',
        encoding="utf-8",
    )
    before = set(tmp_path.rglob("*"))
    annotate([str(source)], inside / "rows.jsonl")
    new = set(tmp_path.rglob("*")) - before
    assert new and all(path.parent == inside for path in new)
    assert '"../../escaped"' in (inside / "rows.jsonl").read_text(encoding="utf-8")
