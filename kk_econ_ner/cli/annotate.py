"""``annotate``: documents in, entity rows out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from spacy.language import Language

from kk_econ_ner.cli.engine import Run, annotate_items, beside
from kk_econ_ner.cli.errors import InputError
from kk_econ_ner.cli.inputs import Options, Reject, Source, expand, items
from kk_econ_ner.cli.model import load_pipeline
from kk_econ_ner.cli.outputs import Output, keep_labels
from kk_econ_ner.cli.progress import Bar
from kk_econ_ner.cli.state import State, fingerprint, read_state
from kk_econ_ner.cli.tables import entity_table
from kk_econ_ner.frames import COLUMNS


def annotate(
    inputs: list[str],
    output: Path | None = None,
    *,
    model: str = "kk_econ_ner",
    options: Options | None = None,
    stdin_kind: str = "txt",
    labels: frozenset[str] = frozenset(),
    n_process: int = 1,
    batch_size: int = 64,
    resume: bool = False,
) -> int:
    """Annotate the inputs into a file, or onto the terminal; return how many rows were rejected.

    Raises `InputError` for what the user has to mend.
    """
    options = options or Options()
    if output is None:
        if resume:
            raise InputError("--resume needs an output file (-o)")
        return _show(expand(inputs, stdin_kind), model, options, labels)
    target = Output(output, labels)
    own = [output, target.part, *(beside(output, end) for end in (".rejects.jsonl", ".state"))]
    sources = expand(inputs, stdin_kind, own)
    for source in sources:
        if source.path is not None and source.path.resolve() == output.resolve():
            raise InputError(f"{output}: is both input and output")
    nlp = load_pipeline(model)
    check_labels(nlp, labels)
    job = fingerprint(
        sources,
        (
            options,
            sorted(labels),
            target.kind,
            nlp.meta.get("name"),
            nlp.meta.get("version"),
            model,
        ),
    )
    state = read_state(beside(output, ".state"), job) if resume else None
    run = Run(target, state or State(job), resumed=state is not None)
    if state is not None:
        print(f"Going on after {state.items} rows.", file=sys.stderr)
    with Bar(sources) as bar:
        run.write(nlp, items(sources, options), bar, n_process=n_process, batch_size=batch_size)
    print(f"Written: {output} ({run.state.docs} documents)", file=sys.stderr)
    if run.state.rejected:
        print(f"{run.state.rejected} rows rejected: see {run.rejects_path}", file=sys.stderr)
    return run.state.rejected


def check_labels(nlp: Language, labels: frozenset[str]) -> None:
    """Raise `InputError` for a label that neither the package nor the pipeline knows."""
    from kk_econ_ner.labels import LABELS

    known = {*LABELS, *(label for pipe in nlp.pipe_labels.values() for label in pipe)}
    if unknown := sorted(labels - known):
        raise InputError(f"--labels: unknown label {unknown[0]!r}; known are {', '.join(LABELS)}")


def _show(sources: list[Source], model: str, options: Options, labels: frozenset[str]) -> int:
    """Print a table a document; of a single text also write JSONL and a page."""
    nlp = load_pipeline(model)
    check_labels(nlp, labels)
    rejected = 0
    written: list[Path] = []
    single = len(sources) == 1 and sources[0].kind == "txt" and not options.lines
    for item, doc in annotate_items(nlp, items(sources, options)):
        if isinstance(item, Reject):
            rejected += 1
            print(f"{item.file}:{item.line}: {item.reason}", file=sys.stderr)
        elif doc is not None:
            if not single:
                print(f"\n{item.id}")
            print(entity_table(doc, labels), end="")
            if single and sources[0].path is not None:
                doc = keep_labels(doc, labels)
                doc.user_data["doc_id"] = item.id
                for target in _targets(sources[0].path):
                    sink = Output(target)
                    sink.part.write_bytes(sink.header() + sink.encode(doc, item.id))
                    sink.finish()
                    written.append(target)
    if written:
        print(f"\nWritten: {', '.join(str(path) for path in written)}")
    return rejected


def _targets(path: Path) -> tuple[Path, Path]:
    """Where the JSONL and the page of a text go: the current directory.

    Where the text itself stands there and an annotation that is no such output has the name already
    (a gold annotation of the text), they are called ``<name>.entities.…``.
    """
    stem = path.stem
    rows = Path(stem + ".jsonl")
    if path.parent.resolve() == Path.cwd().resolve() and rows.exists() and not _is_rows(rows):
        stem += ".entities"
    return Path(stem + ".jsonl"), Path(stem + ".html")


def _is_rows(path: Path) -> bool:
    """Whether the file is empty or begins with a row that `annotate` writes."""
    with path.open("rb") as file:
        first = file.readline()
    try:
        return not first or set(json.loads(first)) == set(COLUMNS)
    except (ValueError, TypeError):
        return False
