"""Every code block of the README and the docs runs, in order, in an empty folder with the seeds."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(python|bash)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

#: Commands that need the corpora, which stand outside the repository, or minutes of work.
#: They are checked for an existing script or module instead of being run.
NEEDS_CORPORA = re.compile(
    r"\.\./shared|KazNERD|scripts/|benchmarks/|pipeline\.assemble|spacy train|weasel|project run|mkdocs"
)
SETUP = "python3 -m venv .venv && "


def commands(block: str) -> list[str]:
    """The block's commands, lines continued with a backslash joined, comments left out."""
    lines = block.replace("\\\n", " ").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.strip().startswith("#")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_code_blocks_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    namespace: dict[str, object] = {"__name__": "__docs__"}
    for language, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "python":
            exec(compile(block, str(page), "exec"), namespace)
            continue
        for command in commands(block):
            if command.startswith((SETUP, "pip install", "git clone", "cd ")):
                continue
            if NEEDS_CORPORA.search(command):
                assert_exists(command)
                continue
            command = re.sub(r"^python3? ", f"{shlex.quote(sys.executable)} ", command)
            done = subprocess.run(
                command, shell=True, env=env, capture_output=True, text=True, encoding="utf-8"
            )
            assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


OUTPUT = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_first_example_of_the_readme_prints_what_it_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    block, printed = OUTPUT.findall((ROOT / "README.md").read_text(encoding="utf-8"))[0]
    exec(compile(block, "README.md", "exec"), {"__name__": "__docs__"})
    assert capsys.readouterr().out == printed


def assert_exists(command: str) -> None:
    """The script or module that a command names is part of the repository."""
    words = shlex.split(command)
    for word in words:
        if word.endswith((".py", ".cfg", ".yml")):
            assert (ROOT / word).exists(), command
    if "-m" in words and (module := words[words.index("-m") + 1]).startswith("kk_econ_ner"):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or path.is_dir(), command


def test_ci_runs_the_second_command_of_the_readme() -> None:
    readme = [
        line
        for _, block in BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
        for line in commands(block)
        if line.startswith(SETUP)
    ]
    assert len(readme) == 2
    assert readme[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
