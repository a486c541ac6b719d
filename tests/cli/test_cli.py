"""The command line, as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

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


def test_bad_rows_are_rejected_and_the_rest_is_read(cli: Run, tmp_path: Path) -> None:
    good = json.dumps({"id": "g", "text": TEXT}).encode()
    lines = [good, b"{bad", b'{"text": 5}', b'{"text": ""}', b'{"text": "\xff"}', good]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    done = cli("annotate", "in.jsonl", "-o", "out.jsonl")
    assert done.returncode == 3
    rejects = (tmp_path / "out.jsonl.rejects.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["line"] for line in rejects] == [2, 3, 4, 5]
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) >= 6


def test_a_users_error_is_one_sentence(cli: Run) -> None:
    done = cli("annotate", "none.txt")
    assert done.returncode == 1 and not done.stdout
    assert done.stderr == "Error: none.txt: no such file or directory\n"


def test_a_reader_that_goes_away(cli: Run, tmp_path: Path) -> None:
    """``annotate … | head -1`` is no error worth a traceback."""
    (tmp_path / "news.txt").write_text(f"{TEXT}\n" * 50, encoding="utf-8")
    command = f"{sys.executable} -m kk_econ_ner annotate news.txt --lines | head -1"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == 0 and not done.stderr
