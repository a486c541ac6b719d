"""The name lists load, hold no duplicates, and keep their ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from kk_econ_ner.data import patterns_dir, read_jsonl
from kk_econ_ner.entities.check import NAME_FILES, check_patterns

PATHS = [patterns_dir() / name for name in NAME_FILES]
IDS = [
    ("places.jsonl", "Қазақстан", "KZ"),
    ("places.jsonl", "Алматы", "KZ-75"),
    ("places.jsonl", "Нұр-Сұлтан", "KZ-71"),
    ("places.jsonl", "ШҚО", "KZ-63"),
    ("organisations.jsonl", "БҰҰ", "un"),
    ("people.jsonl", "Қ.Тоқаев", "kassym-jomart-tokayev"),
]
BAD_LINES = [
    ('{"label": "GPE", "pattern": ""}', "empty pattern"),
    ('{"label": "XYZ", "pattern": "Алматы"}', "unknown label"),
    ('{"label": "GPE", "pattern": "Алматы", "colour": 1}', "unknown key"),
    ('{"label": "GPE", "pattern": "Алматы", "after": "қала"}', "must be a list"),
    ('{"label": "PERSON", "pattern": "Асан", "kind": "nick"}', "unknown kind"),
    ("{", "not JSON"),
]


def test_no_errors() -> None:
    assert [str(one) for one in check_patterns(PATHS) if one.kind == "error"] == []


@pytest.mark.parametrize(("name", "form", "expected"), IDS)
def test_ids(name: str, form: str, expected: str) -> None:
    rows = [row for _, row in read_jsonl(patterns_dir() / name)]
    assert expected in {
        row.get("id") for row in rows if form in (row["pattern"], *row.get("aliases", ()))
    }


def test_country_codes_exist() -> None:
    territories = pytest.importorskip("babel").Locale("kk").territories
    ids = {row.get("id", "") for _, row in read_jsonl(PATHS[0])}
    countries = {one for one in ids if len(one) == 2 and one.isupper()}
    assert len(countries) > 230 and countries <= set(territories)


@pytest.mark.parametrize(("line", "message"), BAD_LINES)
def test_bad_lines(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    (problem,) = check_patterns([path])
    assert problem.kind == "error" and message in problem.message
    assert f"{path}:1" in str(problem)


def test_ambiguous_says_which_context(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text(
        '{"label": "PERSON", "pattern": "Абай", "kind": "given"}\n'
        '{"label": "GPE", "pattern": "Абай", "after": ["аудан"]}\n',
        encoding="utf-8",
    )
    (problem,) = check_patterns([path])
    assert problem.kind == "ambiguous" and problem.line == 2 and "аудан" in problem.message
