"""Stored documents in a process of their own, where no pipeline was loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import spacy
from spacy.tokens import DocBin

FRAME = """
import sys
from spacy.tokens import DocBin
from spacy.vocab import Vocab
import kk_econ_ner
docs = list(DocBin().from_disk(sys.argv[1]).get_docs(Vocab()))
print(list(kk_econ_ner.entities_frame(docs)["low"].dropna()))
"""


def python(*arguments: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_report_and_a_frame_of_stored_documents(tmp_path: Path) -> None:
    stored = tmp_path / "docs.spacy"
    doc = spacy.load("kk_econ_ner")("Қор 5 млн теңге берді.")
    DocBin(docs=[doc], store_user_data=True).to_disk(stored)
    page = tmp_path / "page.html"
    python("-m", "kk_econ_ner", "report", stored, "-o", page)
    assert "5 млн теңге" in page.read_text(encoding="utf-8")
    assert "5000000" in python("-c", FRAME, stored)
