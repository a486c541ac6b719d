"""The other commands: ``evaluate``, ``convert``, ``info``, ``patterns check``, ``report``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from samples import write_jsonl

Run = Callable[..., tuple[int, str, str]]

MONEY = "Алматыда қор 95 млрд. теңге бөлді."


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A right annotation, and one in which an organisation stands and the city is left out."""
    end = len("Алматыда қор 95 млрд. теңге")
    rows = [
        {"id": "right", "text": MONEY, "spans": [[0, 8, "GPE"], [13, end, "MONEY"]]},
        {"id": "wrong", "text": MONEY, "spans": [[9, 12, "ORG"], [13, end, "MONEY"]]},
    ]
    return write_jsonl(tmp_path / "gold.jsonl", rows)


def test_evaluate(run: Run, gold: Path, model: str) -> None:
    page = Path("errors.html")
    code, out, _ = run("evaluate", gold, "--model", model, "--errors", "--html", page)
    assert code == 0
    scores = {line.split()[0]: line.split()[1:] for line in out.splitlines()[2:] if line}
    assert scores["MONEY"] == ["100.0", "100.0", "100.0", "2"]
    assert scores["GPE"] == ["50.0", "100.0", "66.7", "1"]
    assert scores["ORG"] == ["-", "0.0", "0.0", "1"]
    assert scores["all"] == ["75.0", "75.0", "75.0", "4"]
    assert "wrong\textra\tGPE\tАлматыда" in out and "wrong\tmissed\tORG\tқор" in out
    html = page.read_text(encoding="utf-8")
    assert "<mark>қор</mark>" in html and f"<td>{gold}</td>" in html and "<td>MONEY</td>" in html


def test_evaluate_spacy_and_files(run: Run, gold: Path, model: str) -> None:
    code, out, _ = run("convert", gold, "gold.spacy")
    assert code == 0 and "2 texts, 4 spans, 0 lost" in out
    code, out, _ = run("evaluate", gold, "gold.spacy", "--model", model)
    assert code == 0 and "gold.jsonl" in out and "gold.spacy" in out
    assert out.split("file ")[1].count("75.0") == 6


#: command -> what the one sentence says
WRONG = [
    (["evaluate", "nope.jsonl"], "nope.jsonl: no such file"),
    (["evaluate", "bad.jsonl"], "bad.jsonl:1:"),
    (["evaluate", "bad.spacy"], "bad.spacy: not a .spacy file"),
    (["convert", "bad.jsonl", "out.spacy"], "bad.jsonl:1:"),
    (["convert", "bad.jsonl", "out.txt"], "must be a .spacy file"),
    (["report", "bad.jsonl", "-o", "out.html"], "bad.jsonl:1:"),
    (["report", "nope.jsonl", "-o", "out.html"], "nope.jsonl: No such file"),
    (["report", "rows.txt", "-o", "out.html"], "rows are in .jsonl"),
    (["report", "bad.spacy", "-o", "out.html"], "bad.spacy: not a .spacy file"),
    (["report", "bad.parquet", "-o", "out.html"], "bad.parquet: "),
    (["report", "bad.jsonl", "-o", "out.pdf"], "must be an .html file"),
    (["patterns", "check", "nope.jsonl"], "nope.jsonl: no such file"),
]


@pytest.mark.parametrize(("arguments", "sentence"), WRONG)
def test_user_errors(
    run: Run, tmp_path: Path, model: str, arguments: list[str], sentence: str
) -> None:
    (tmp_path / "bad.jsonl").write_text('{"text": \n', encoding="utf-8")
    (tmp_path / "bad.spacy").write_text("no", encoding="utf-8")
    (tmp_path / "bad.parquet").write_text("no", encoding="utf-8")
    if arguments[0] == "evaluate":
        arguments = [*arguments, "--model", model]
    code, _, error = run(*arguments)
    assert code == 1 and sentence in error and error.count("\n") == 1


def test_info(run: Run, model: str) -> None:
    code, out, _ = run("info", "--model", model)
    assert code == 0 and "kk_quantities, kk_entity_ruler" in out


#: pattern line -> the reason it is wrong, None where it is right
PATTERN_LINES = [
    ('{"label": "ORG", "pattern": "Жетісу Астық", "id": "zh", "canonical": "Жетісу"}', None),
    ('{"label": "ORG", "pattern": [{"LOWER": "жетісу"}, {"LOWER": "астық"}]}', None),
    ('{"label": "OWN", "pattern": "Менікі"}', None),
    ("// a comment", None),
    ('{"label": "ORG", ', "not JSON"),
    ('["ORG"]', "expected an object"),
    ('{"label": "ORG", "pattern": ""}', "empty pattern"),
    ('{"label": "ORG", "pattern": []}', "token pattern"),
    ('{"label": "ORG"}', "'pattern' must be a string"),
    ('{"pattern": "Астық"}', "'label' must be a string"),
    ('{"label": "ORG", "pattern": "Астық", "colour": "red"}', "unknown key 'colour'"),
    ('{"label": "ORG", "pattern": "А", "id": "zh", "canonical": "Б"}', "duplicate id 'zh'"),
]


def test_patterns_check(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text("\n".join(line for line, _ in PATTERN_LINES), encoding="utf-8")
    code, out, _ = run("patterns", "check", path)
    lines = out.splitlines()
    wrong = [(n, why) for n, (_, why) in enumerate(PATTERN_LINES, start=1) if why]
    assert code == 1 and len(lines) == len(wrong) + 1
    for line, (number, why) in zip(lines, wrong, strict=False):
        assert line.startswith(f"{path}:{number}: ") and why in line
    assert lines[-1] == f"{path}: 3 patterns, {len(wrong)} wrong"


def test_patterns_of_the_package_are_right(run: Run) -> None:
    code, out, _ = run("patterns", "check")
    assert code == 0 and "organisations.jsonl" in out and "places.jsonl" in out


def test_help_names_every_command(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for command in ("annotate", "convert", "evaluate", "info", "patterns", "report"):
        assert command in out
