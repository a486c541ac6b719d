"""``annotate``: documents in, entity rows out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kk_econ_ner.cli.engine import Run, annotate_items
from kk_econ_ner.cli.errors import InputError
from kk_econ_ner.cli.files import beside
from kk_econ_ner.cli.inputs import STDIN, Item, Options, Reject, expand, items
from kk_econ_ner.cli.manifest import ENDING, Manifest, relative_inputs
from kk_econ_ner.cli.model import load_pipeline
from kk_econ_ner.cli.outputs import Output
from kk_econ_ner.cli.progress import Bar
from kk_econ_ner.cli.state import State, fingerprint, read_state
from kk_econ_ner.cli.tables import entity_table
from kk_econ_ner.cli.workers import encoded
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
    if output is None or str(output) == STDIN:
        if resume:
            raise InputError("--resume needs an output file (-o)")
        nlp, sources = load_pipeline(model), expand(inputs, stdin_kind)
        check_labels(nlp, labels)
        rows = items(sources, options)
        if output is not None:
            encoder = Output(Path("rows.jsonl"), labels)
            with closing(encoded(nlp, rows, encoder, n_process, batch_size)) as stream:
                return _to_standard_output(stream)
        single = len(sources) == 1 and sources[0].kind == "txt" and not options.lines
        docs = annotate_items(nlp, rows, batch_size=batch_size)
        return _show(docs, sources[0].path if single else None, labels, headings=not single)
    target = Output(output, labels)
    endings = (".rejects.jsonl", ".state", ENDING)
    own = [output, target.part, *(beside(output, ending) for ending in endings)]
    sources = expand(inputs, stdin_kind, own)
    for source in sources:
        if source.path is not None and source.path.resolve() == output.resolve():
            raise InputError(f"{output}: is both input and output")
    nlp = load_pipeline(model)
    check_labels(nlp, labels)
    name, version = nlp.meta.get("name"), nlp.meta.get("version")
    job = fingerprint(sources, (options, sorted(labels), target.kind, name, version, model))
    manifest = Manifest(relative_inputs(inputs, output), options, model, str(version))
    state = read_state(beside(output, ".state"), job) if resume else None
    run = Run(target, state or State(job), manifest, resumed=state is not None)
    if state is not None:
        print(f"Going on after {state.items} rows.", file=sys.stderr)
    with Bar(sources) as bar:
        rest = run.remaining(items(sources, options), bar)
        with closing(encoded(nlp, rest, target, n_process, batch_size)) as stream:
            run.write(stream, bar)
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


def _to_standard_output(stream: Iterator[tuple[Item, bytes]]) -> int:
    """Rows as JSONL; rejects as sentences on standard error."""
    rejected = 0
    for item, data in stream:
        if isinstance(item, Reject):
            rejected += 1
            print(f"{item.file}:{item.line}: {item.reason}", file=sys.stderr)
        else:
            sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return rejected


def _show(
    stream: Iterator[tuple[Item, Doc | None]],
    text: Path | None,
    labels: frozenset[str],
    *,
    headings: bool,
) -> int:
    """Print a table a document; of a single text file also write JSONL and a page."""
    rejected = 0
    written: list[Path] = []
    for item, doc in stream:
        if isinstance(item, Reject):
            rejected += 1
            print(f"{item.file}:{item.line}: {item.reason}", file=sys.stderr)
        elif doc is not None:
            if headings:
                print(f"\n{item.id}")
            print(entity_table(doc, labels), end="")
            if text is not None and not written:
                for target in _targets(text):
                    sink = Output(target, labels)
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
