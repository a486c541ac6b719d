"""The command line, as a user runs it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import kk_econ_ner
from kk_econ_ner.display import html_page
from kk_econ_ner.frames import COLUMNS

TEXT = "Алматыда қор 95 млрд. теңге бөлді, үлесі 73%-ы болды."
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def cli(tmp_path: Path) -> Run:
    def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kk_econ_ner", *arguments],
            cwd=tmp_path, input=stdin, capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip

    return run


def test_a_text_file_gives_table_jsonl_and_page(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    done = cli("annotate", "news.txt")
    assert done.returncode == 0, done.stderr
    assert "KZT" in done.stdout and "Written: news.jsonl" in done.stdout
    rows = [json.loads(line) for line in (tmp_path / "news.jsonl").read_text("utf-8").splitlines()]
    assert list(rows[0]) == list(COLUMNS)
    money = next(row for row in rows if row["label"] == "MONEY")
    assert (money["low"], money["unit"], money["doc_id"]) == ("95000000000", "KZT", "news")
    assert "<mark" in (tmp_path / "news.html").read_text("utf-8")


def test_standard_input(cli: Run) -> None:
    done = cli("annotate", "-", stdin=TEXT)
    assert done.returncode == 0 and "MONEY" in done.stdout


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet", ".spacy"])
def test_output_formats(cli: Run, tmp_path: Path, suffix: str) -> None:
    rows = [{"key": "a", "body": TEXT}, {"key": "b", "body": TEXT}]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    target = tmp_path / f"out{suffix}"
    done = cli("annotate", "in.jsonl", "-o", target.name, "--text-col", "body", "--id-col", "key")
    assert done.returncode == 0, done.stderr
    if suffix == ".csv":
        with target.open(encoding="utf-8") as file:
            ids = [row["doc_id"] for row in csv.DictReader(file)]
    elif suffix == ".jsonl":
        ids = [json.loads(line)["doc_id"] for line in target.read_text("utf-8").splitlines()]
    elif suffix == ".parquet":
        import pyarrow.parquet as pq

        ids = pq.read_table(target).column("doc_id").to_pylist()
    else:
        docs = spacy.tokens.DocBin().from_disk(target).get_docs(spacy.blank("kk").vocab)
        ids = [doc.user_data["doc_id"] for doc in docs]
    assert sorted(set(ids)) == ["a", "b"]
    assert not list(tmp_path.glob("*.part"))


def test_bad_rows_are_rejected_and_the_rest_is_read(cli: Run, tmp_path: Path) -> None:
    good = json.dumps({"id": "g", "text": TEXT}).encode()
    lines = [good, b"{bad", b'{"text": 5}', b'{"text": ""}', b'{"text": "\xff"}', good]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    done = cli("annotate", "in.jsonl", "-o", "out.jsonl")
    assert done.returncode == 3
    rejects = (tmp_path / "out.jsonl.rejects.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["line"] for line in rejects] == [2, 3, 4, 5]
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) >= 6


USER_ERRORS = [
    ("missing input", ["annotate", "none.txt"], "none.txt: no such file"),
    ("unknown type", ["annotate", "x.doc"], "unknown file type"),
    ("unknown output", ["annotate", "-", "-o", "x.xls"], "unknown output type"),
    ("no model", ["annotate", "-", "--model", "no_such"], "no pipeline 'no_such'"),
    ("bad patterns", ["patterns", "check", "bad.jsonl"], "bad.jsonl:1: not JSON"),
    ("no corpus", ["convert", "none.jsonl", "x.spacy"], "none.jsonl: No such file"),
]


@pytest.mark.parametrize(
    ("arguments", "message"), [c[1:] for c in USER_ERRORS], ids=[c[0] for c in USER_ERRORS]
)
def test_users_errors_are_one_sentence(
    cli: Run, tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "x.doc").write_text("x")
    (tmp_path / "bad.jsonl").write_text("{")
    done = cli(*arguments, stdin=TEXT)
    assert done.returncode == 1
    assert message in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_frame(nlp: Language) -> None:
    frame = kk_econ_ner.entities_frame(nlp.pipe([TEXT, "Баға 5%-ға өсті."]))
    assert list(frame.columns) == list(COLUMNS)
    money = frame[frame.label == "MONEY"].iloc[0]
    assert money.low == Decimal(95_000_000_000) and money.doc_id == "0"
    assert kk_econ_ner.entities_frame([]).empty


def test_page_escapes(nlp: Language) -> None:
    page = html_page(nlp("<script>5 теңге</script>"), "a<b")
    assert "<script>" not in page and "a&lt;b" in page
