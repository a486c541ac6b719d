"""A small pipeline of the package's rules, and the command line as a function."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from kk_econ_ner.cli import app as cli


@pytest.fixture(scope="session")
def nlp() -> Language:
    nlp = spacy.blank("xx")
    nlp.add_pipe("kk_quantities")
    nlp.add_pipe("kk_entity_ruler")
    return nlp


@pytest.fixture(scope="session")
def model(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("model")
    nlp.to_disk(folder)
    return str(folder)


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run the command line in an empty directory: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["kk_econ_ner", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.run()
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return call
