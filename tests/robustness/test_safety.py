"""User files cannot run code, stop a run, or write outside the output's folder."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

import kk_econ_ner
from kk_econ_ner.data import PatternError
from kk_econ_ner.entities.safe_regex import fault
from kk_econ_ner.stored import StateError

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
        if (banned.search(line.partition("#")[0]) and "import" in line)
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


#: Python looks up entry points of installed packages and byte code, whatever is loaded.
METADATA = ("entry_points.txt", "METADATA", ".pyc", ".py")
DAMAGED = {
    "no msgpack": b"\x93\xff\x00abc",
    "cut short": b"\x82\xa8patterns",
    "another kind": b"\x92\x01\x02",
    "without its keys": b"\x81\xa1a\x01",
}


@pytest.mark.parametrize("damage", DAMAGED)
@pytest.mark.parametrize(
    ("factory", "file"),
    [
        ("kk_crf_ner", "crf.msgpack"),
        ("kk_entity_ruler", "patterns.msgpack"),
        ("kk_quantities", "units.msgpack"),
    ],
)
def test_damaged_state_is_named(tmp_path: Path, factory: str, file: str, damage: str) -> None:
    pipe = spacy.blank("kk").add_pipe(factory)
    with pytest.raises(StateError, match=f"^{factory}: damaged"):
        pipe.from_bytes(DAMAGED[damage])
    (tmp_path / file).write_bytes(DAMAGED[damage])
    with pytest.raises(StateError, match=rf"{re.escape(file)}: {factory}: damaged"):
        pipe.from_disk(tmp_path)


def test_a_damaged_model_is_one_sentence_on_the_command_line(tmp_path: Path) -> None:
    from kk_econ_ner.cli.errors import InputError
    from kk_econ_ner.cli.model import load_pipeline

    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_entity_ruler")
    model = tmp_path / "model"
    nlp.to_disk(model)
    state = model / "kk_entity_ruler" / "patterns.msgpack"
    state.write_bytes(b"\x81")
    with pytest.raises(InputError, match=r"patterns\.msgpack: kk_entity_ruler: damaged"):
        load_pipeline(str(model))
    state.unlink()
    with pytest.raises(InputError, match=r"No such file or directory: .*patterns\.msgpack"):
        load_pipeline(str(model))
    (model / "config.cfg").write_text("[nlp", encoding="utf-8")
    with pytest.raises(InputError, match=r"model: \w"):
        load_pipeline(str(model))


#: Prints every file that loading a folder opens once everything that is imported on first use is there.
WATCH = """
import sys, spacy
folder = sys.argv[1]
spacy.load(folder)("Арман Астық 5 теңге")
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
doc = spacy.load(folder)("Арман Астық 5 теңге")
print(*opened, sep="\\n")
assert [ent.id_ for ent in doc.ents if ent.id_] == ["../../outside"]
"""


def test_loading_reads_only_its_own_folder(tmp_path: Path) -> None:
    """A name in a stored component leads to no other file."""
    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_quantities")
    nlp.add_pipe("kk_entity_ruler").add_patterns(
        [{"label": "ORG", "pattern": "Арман Астық", "id": "../../outside"}]
    )
    nlp.to_disk(tmp_path / "model")
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(tmp_path / "model")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    opened = [Path(line) for line in done.stdout.splitlines() if not line.endswith(METADATA)]
    files = [path for path in opened if path.is_file()]
    assert files and all(path.is_relative_to(tmp_path / "model") for path in files)
