"""``annotate``: formats, rejects, exit codes, and runs that are killed."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from samples import GOOD, read_jsonl, write_jsonl
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from kk_econ_ner.cli import engine, workers
from kk_econ_ner.cli import inputs as inputs_module
from kk_econ_ner.frames import COLUMNS, entity_rows, plain_row

Run = Callable[..., tuple[int, str, str]]


def expected(nlp: Language, texts: list[str], prefix: str = "") -> list[dict[str, Any]]:
    return [
        plain_row(row)
        for number, text in enumerate(texts)
        for row in entity_rows(nlp(text), f"{prefix}{number}")
    ]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    rows = [{"id": number, "text": text} for number, text in enumerate(GOOD)]
    return write_jsonl(tmp_path / "in.jsonl", rows)


def test_formats_hold_the_same_rows(run: Run, source: Path, model: str, nlp: Language) -> None:
    rows = expected(nlp, GOOD)
    assert {row["label"] for row in rows} >= {"GPE", "MONEY", "PERCENT"}
    for kind in ("jsonl", "csv", "parquet", "spacy", "html"):
        assert run("annotate", source, "-o", f"out.{kind}", "--model", model)[0] == 0
    assert read_jsonl(Path("out.jsonl")) == rows
    with open("out.csv", encoding="utf-8", newline="") as file:
        as_text = [{key: "" if v is None else str(v) for key, v in row.items()} for row in rows]
        assert list(csv.DictReader(file)) == as_text
    import pyarrow.parquet as pq

    assert pq.read_table("out.parquet").to_pylist() == rows
    docs = list(DocBin(store_user_data=True).from_disk("out.spacy").get_docs(nlp.vocab))
    again = [row for doc in docs for row in entity_rows(doc, doc.user_data["doc_id"])]
    assert list(map(plain_row, again)) == rows
    assert "kk_econ" in docs[0].spans
    page = Path("out.html").read_text(encoding="utf-8")
    assert "95\u202f000\u202f000\u202f000 KZT" in page and "Алматы" in page
    kinds = ("csv", "html", "jsonl", "parquet", "spacy")
    assert sorted(path.name for path in Path().glob("out*")) == [
        f"out.{kind}{ending}" for kind in kinds for ending in ("", ".run.json")
    ]


def test_columns(run: Run, source: Path, model: str) -> None:
    run("annotate", source, "-o", "out.csv", "--model", model)
    header = Path("out.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == ",".join(COLUMNS)
    assert header == "doc_id,start,end,text,label,canonical,id,kind,low,high,unit,modifier"


def test_labels(run: Run, source: Path, model: str) -> None:
    assert run("annotate", source, "-o", "out.jsonl", "--model", model, "--labels", "MONEY")[0] == 0
    assert {row["label"] for row in read_jsonl(Path("out.jsonl"))} == {"MONEY"}
    assert run("annotate", source, "-o", "out.spacy", "--model", model, "--labels", "MONEY")[0] == 0
    code, _, error = run("annotate", source, "-o", "out.csv", "--model", model, "--labels", "CASH")
    assert code == 1 and "unknown label 'CASH'" in error


def test_two_processes_give_the_same(
    run: Run, tmp_path: Path, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"id": n, "text": GOOD[n % len(GOOD)]} for n in range(60)]
    rows.insert(30, {"id": "bad"})
    path = write_jsonl(tmp_path / "many.jsonl", rows)
    options = ("--model", model, "--batch-size", 8)
    monkeypatch.setattr(workers, "_CHUNK_ITEMS", 7)
    assert run("annotate", path, "-o", "one.jsonl", *options)[0] == 3
    assert run("annotate", path, "-o", "two.jsonl", *options, "--n-process", 2)[0] == 3
    assert Path("one.jsonl").read_bytes() == Path("two.jsonl").read_bytes()


def test_strings_survive_the_chunks(
    run: Run, source: Path, model: str, nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_CHUNK_ITEMS", 1)
    assert run("annotate", source, "-o", "out.jsonl", "--model", model)[0] == 0
    assert read_jsonl(Path("out.jsonl")) == expected(nlp, GOOD)


def test_five_percent_broken_rows(run: Run, tmp_path: Path, model: str, nlp: Language) -> None:
    broken = [b'{"text": ', b'{"text": 1}', b'{"text": "\xff"}', b"", b'{"text": ""}']
    path = tmp_path / "in.jsonl"
    wrong: list[int] = []
    with path.open("wb") as file:
        for line in range(1, 201):
            if line % 20 == 0:
                file.write(broken[len(wrong) % len(broken)] + b"\n")
                wrong.append(line)
            else:
                row = {"id": line, "text": GOOD[line % len(GOOD)]}
                file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        file.write(json.dumps({"id": 201, "text": "теңге " * 90_000}).encode() + b"\n")
    code, _, error = run("annotate", path, "-o", "out.jsonl", "--model", model)
    assert code == 3 and "10 rows rejected" in error and "Traceback" not in error
    rejects = read_jsonl(Path("out.jsonl.rejects.jsonl"))
    assert [row["line"] for row in rejects] == wrong
    assert all(set(row) == {"file", "line", "reason", "raw"} for row in rejects)
    good = [n for n in range(1, 201) if n % 20]
    wanted = [plain_row(r) for n in good for r in entity_rows(nlp(GOOD[n % len(GOOD)]), str(n))]
    assert read_jsonl(Path("out.jsonl")) == wanted
    # A run without rejects takes the old rejects file away.
    write_jsonl(path, [{"text": GOOD[0]}])
    assert run("annotate", path, "-o", "out.jsonl", "--model", model)[0] == 0
    assert not Path("out.jsonl.rejects.jsonl").exists()


def test_a_document_that_makes_the_pipeline_fail(
    run: Run, source: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language
) -> None:
    from kk_econ_ner.quantities.component import KazakhQuantities

    plain_call = KazakhQuantities.__call__

    def failing(self: KazakhQuantities, doc: Doc) -> Doc:
        if "2,3" in doc.text:
            raise RuntimeError("boom")
        return plain_call(self, doc)

    monkeypatch.setattr(KazakhQuantities, "__call__", failing)
    monkeypatch.setattr("kk_econ_ner.cli.annotate.load_pipeline", lambda model: nlp)
    assert run("annotate", source, "-o", "out.jsonl")[0] == 3
    (reject,) = read_jsonl(Path("out.jsonl.rejects.jsonl"))
    assert reject["line"] == 3 and "boom" in reject["reason"] and reject["raw"] == GOOD[2]
    assert {row["doc_id"] for row in read_jsonl(Path("out.jsonl"))} == {"0", "1"}


#: arguments -> what the one sentence says
USER_ERRORS = [
    (["nope.jsonl", "-o", "out.jsonl"], "nope.jsonl: no such file or directory"),
    (["in.jsonl", "-o", "out.xlsx"], "out.xlsx: unknown output type"),
    (["in.jsonl", "-o", "no/out.jsonl"], "there is no directory no"),
    (["in.jsonl", "-o", "in.jsonl"], "is both input and output"),
    (["in.jsonl", "--resume"], "--resume needs an output file"),
    (["in.jsonl", "-o", "out.jsonl", "--model", "no_such"], "no pipeline 'no_such'"),
    (["-", "--stdin-format", "xml"], "--stdin-format xml"),
]


@pytest.mark.parametrize(("arguments", "sentence"), USER_ERRORS)
def test_user_errors(
    run: Run, source: Path, model: str, arguments: list[str], sentence: str
) -> None:
    if "--model" not in arguments:
        arguments = [*arguments, "--model", model]
    code, out, error = run("annotate", *arguments)
    assert code == 1 and sentence in error and not out
    assert error.count("\n") == 1 and error.startswith("Error: ")


def test_a_refused_input_leaves_no_files(run: Run, tmp_path: Path, model: str) -> None:
    (tmp_path / "in.csv").write_text("id,body\n1,x\n", encoding="utf-8")
    code, _, error = run("annotate", tmp_path / "in.csv", "-o", "out.jsonl", "--model", model)
    assert code == 1 and "no column 'text'" in error
    assert not [path.name for path in Path().iterdir() if path.name.startswith("out")]


def test_table_and_files_of_a_text(run: Run, tmp_path: Path, model: str, nlp: Language) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "article.txt").write_text(GOOD[0], encoding="utf-8")
    code, out, _ = run("annotate", "seeds/article.txt", "--model", model)
    assert code == 0
    lines = out.strip().splitlines()
    assert lines[0].split() == ["text", "label", "canonical", "value", "unit"]
    assert "95\u202f000\u202f000\u202f000" in out and "KZT" in out
    assert lines[-1] == "Written: article.jsonl, article.html"
    rows = [plain_row(row) for row in entity_rows(nlp(GOOD[0]), "article")]
    assert read_jsonl(Path("article.jsonl")) == rows
    assert "<mark" in Path("article.html").read_text(encoding="utf-8")


def test_an_annotation_beside_the_text_is_not_overwritten(
    run: Run, tmp_path: Path, model: str
) -> None:
    (tmp_path / "a.txt").write_text(GOOD[0], encoding="utf-8")
    (tmp_path / "a.jsonl").write_text("gold", encoding="utf-8")
    _, out, _ = run("annotate", "a.txt", "--model", model)
    assert "Written: a.entities.jsonl, a.entities.html" in out
    assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == "gold"
    (tmp_path / "a.jsonl").unlink()
    for _ in range(2):
        assert "Written: a.jsonl, a.html" in run("annotate", "a.txt", "--model", model)[1]


def test_tables_of_several_documents(run: Run, source: Path, model: str) -> None:
    code, out, error = run("annotate", source, "--model", model, "--labels", "MONEY")
    assert code == 0 and "Written" not in out and "no entities" in out and not error


# Runs that are stopped


def stop_after(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    """Make the next run break off when this many rows have been read."""
    whole = inputs_module.items

    def some(*arguments: Any) -> Iterator[Any]:
        for number, item in enumerate(whole(*arguments)):
            if number == rows:
                raise KeyboardInterrupt
            yield item

    monkeypatch.setattr("kk_econ_ner.cli.annotate.items", some)


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet", "spacy"])
def test_interrupted_runs_resume(
    run: Run, tmp_path: Path, model: str, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    rows: list[Any] = [{"id": n, "text": GOOD[n % len(GOOD)]} for n in range(20)]
    rows[7] = "{broken"
    path = write_jsonl(tmp_path / "in.jsonl", rows)
    monkeypatch.setattr(engine, "_CHUNK_ITEMS", 1)
    monkeypatch.setattr(engine, "_SECONDS_BETWEEN_CHECKPOINTS", 0.0)
    out, options = f"out.{kind}", ("--model", model)
    assert run("annotate", path, "-o", f"whole.{kind}", *options)[0] == 3
    for stop in (0, 5, 8, 19):
        with monkeypatch.context() as patch:
            stop_after(patch, stop)
            code, _, error = run("annotate", path, "-o", out, *options, "--resume")
        assert code == 130 and "--resume" in error
        assert not Path(out).exists()
        for name in (f"{out}.part", f"{out}.rejects.jsonl.part"):
            with open(name, "ab") as file:
                file.write(b"half a row that was never confirm")
    code, _, error = run("annotate", path, "-o", out, *options, "--resume")
    assert code == 3 and "Going on after 19 rows" in error and "1 rows rejected" in error
    assert Path(out).read_bytes() == Path(f"whole.{kind}").read_bytes()
    rejects = [read_jsonl(Path(f"{name}.rejects.jsonl")) for name in (out, f"whole.{kind}")]
    assert rejects[0] == rejects[1]
    assert not list(tmp_path.glob("*.part")) and not list(tmp_path.glob("*.state*"))


def test_resume_of_another_job(
    run: Run, source: Path, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        stop_after(patch, 2)
        run("annotate", source, "-o", "out.jsonl", "--model", model)
    code, _, error = run(
        "annotate", source, "-o", "out.jsonl", "--model", model, "--resume", "--labels", "MONEY"
    )
    assert code == 1 and "other inputs, options or another model" in error
    source.write_text("", encoding="utf-8")
    assert run("annotate", source, "-o", "out.jsonl", "--model", model, "--resume")[0] == 1
    Path("out.jsonl.state").write_text("{", encoding="utf-8")
    code, _, error = run("annotate", source, "-o", "out.jsonl", "--model", model, "--resume")
    assert code == 1 and "not a state file" in error


def test_killed_runs_resume(tmp_path: Path) -> None:
    """Processes killed at random places: the resumed outputs are those of runs left alone."""
    (tmp_path / "texts.txt").write_text("\n".join(GOOD), encoding="utf-8")
    benchmark = Path(__file__).resolve().parents[2] / "benchmarks" / "archive.py"
    options = "--engine-only --documents 400 --kills 6 --checkpoint 0.01".split()
    done = subprocess.run(
        [sys.executable, benchmark, "kills", "texts.txt", *options],
        cwd=tmp_path, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()[1:]]
    assert [line[0] for line in lines] == ["jsonl", "csv", "parquet", "spacy"]
    for kind, kills, _, rows, rejects, identical in lines:
        assert identical == "yes" and int(kills) > 0 and rejects == "20", kind
        assert int(rows) > 300


def test_a_worker_that_is_ended(
    run: Run, source: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language
) -> None:
    from kk_econ_ner.quantities.component import KazakhQuantities

    monkeypatch.setattr(KazakhQuantities, "__call__", lambda self, doc: os._exit(9))
    monkeypatch.setattr("kk_econ_ner.cli.annotate.load_pipeline", lambda model: nlp)
    code, _, error = run("annotate", source, "-o", "out.jsonl", "--n-process", 2)
    assert code == 1 and error.startswith("Error: a worker process was ended from outside")
    assert "--resume" in error and error.count("\n") == 1 and Path("out.jsonl.state").exists()


@pytest.mark.skipif(os.name != "posix", reason="signals of a terminal")
def test_ctrl_c_with_two_processes(tmp_path: Path, model: str) -> None:
    """Ctrl-C reaches the workers too: one sentence, exit code 130, and the run can go on."""
    write_jsonl(tmp_path / "in.jsonl", [{"id": n, "text": GOOD[n % 4]} for n in range(5000)])
    command = [sys.executable, "-m", "kk_econ_ner", "annotate", "in.jsonl", "--model", model]
    process = subprocess.Popen(
        [*command, "-o", "out.jsonl", "--n-process", "2", "--batch-size", "8"],
        cwd=tmp_path, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    part = tmp_path / "out.jsonl.part"
    while process.poll() is None and not (part.exists() and part.stat().st_size):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    error = process.communicate()[1]
    assert process.returncode == 130, error
    assert error.strip() == "Interrupted; go on with the same command and --resume."
    assert (tmp_path / "out.jsonl.state").exists() and not (tmp_path / "out.jsonl").exists()


def test_a_new_run_forgets_the_state_of_a_killed_one(
    run: Run, source: Path, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed right after its files were emptied, a run without --resume must leave no old state."""
    with monkeypatch.context() as patch:
        stop_after(patch, 3)
        run("annotate", source, "-o", "out.jsonl", "--model", model)
    with monkeypatch.context() as patch:

        def killed(self: engine.Run) -> None:
            raise KeyboardInterrupt

        patch.setattr(engine.Run, "checkpoint", killed)
        assert run("annotate", source, "-o", "out.jsonl", "--model", model)[0] == 130
    assert run("annotate", source, "-o", "out.jsonl", "--model", model, "--resume")[0] == 0
    assert len({row["doc_id"] for row in read_jsonl(Path("out.jsonl"))}) == 3


def test_rows_on_standard_output(run: Run, source: Path, model: str, nlp: Language) -> None:
    program = "from kk_econ_ner.cli import app; app.run()"
    done = subprocess.run(
        [sys.executable, "-c", program, "annotate", "in.jsonl", "-o", "-", "--model", model],
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0 and not done.stderr
    assert [json.loads(line) for line in done.stdout.splitlines()] == expected(nlp, GOOD)
    assert sorted(path.name for path in Path().iterdir()) == ["in.jsonl"]


def test_what_an_output_was_made_of(run: Run, source: Path, model: str) -> None:
    Path("results").mkdir()
    run("annotate", source.name, "-o", "results/out.jsonl", "--model", model, "--id-col", "id")
    manifest = json.loads(Path("results/out.jsonl.run.json").read_text(encoding="utf-8"))
    assert manifest["inputs"] == ["../in.jsonl"] and manifest["options"]["id_col"] == "id"
    assert manifest["model"] == model and manifest["model_version"]


@pytest.mark.parametrize("name", ["..txt", "a\\b.txt", "x\ny.txt", "қ ұ.txt"])
def test_outputs_stay_in_the_directory(run: Run, tmp_path: Path, model: str, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / name).write_text(GOOD[0], encoding="utf-8")
    os.chdir(tmp_path / "out")
    assert run("annotate", tmp_path / "in" / name, "--model", model)[0] == 0
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert len(list((tmp_path / "in").iterdir())) == 1 and len(list(tmp_path.iterdir())) == 2
