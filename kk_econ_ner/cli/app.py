"""The commands."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from spacy.language import Language
from spacy.tokens import Doc
from wasabi import msg, table

from kk_econ_ner.cli.inputs import InputError, Record, Reject, expand, read
from kk_econ_ner.cli.outputs import Writer
from kk_econ_ner.data import PatternError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Names, amounts and percentages in Kazakh economic text.",
    pretty_exceptions_enable=False,
)
patterns_app = typer.Typer(no_args_is_help=True, help="Work with pattern files.")
app.add_typer(patterns_app, name="patterns")

#: Exit codes: all well, the user's error, done but some rows were rejected.
USER_ERROR = 1
SOME_REJECTED = 3


def run() -> None:
    """Run the app; a user's error is one sentence on standard error and exit code 1."""
    from kk_econ_ner.corpora import CorpusError

    try:
        app()
    except (InputError, PatternError, CorpusError, OSError) as error:
        msg.fail(str(error), exits=None)
        sys.exit(USER_ERROR)
    except KeyboardInterrupt:
        sys.exit(130)


def load_pipeline(model: str) -> Language:
    """The pipeline by name or path; `InputError` where there is none."""
    import spacy

    try:
        return spacy.load(model)
    except OSError:
        raise InputError(f"no pipeline {model!r}: give the name of a package or a folder") from None


@app.command()
def annotate(
    inputs: Annotated[
        list[str], typer.Argument(help="Files, directories, or - for standard input")
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=".jsonl, .csv, .parquet, .spacy or .html")
    ] = None,
    model: Annotated[str, typer.Option(help="Pipeline package or folder")] = "kk_econ_ner",
    text_col: Annotated[str, typer.Option(help="Column or key of the text")] = "text",
    id_col: Annotated[str, typer.Option(help="Column or key of the id")] = "id",
    labels: Annotated[str, typer.Option(help="Only these labels, with commas")] = "",
    n_process: Annotated[int, typer.Option(min=1, help="Processes")] = 1,
    batch_size: Annotated[int, typer.Option(min=1, help="Documents in a batch")] = 64,
) -> None:
    """Annotate documents; one row an entity.

    Without -o, prints a table; for a single text file it also writes <name>.jsonl and <name>.html into
    the current directory. Rows that cannot be read go to <output>.rejects.jsonl; the exit code is then 3.
    """
    files = expand(inputs)
    wanted = frozenset(label.strip() for label in labels.split(",") if label.strip())
    rejects: list[Reject] = []

    def records() -> Iterator[tuple[str, str]]:
        for path in files:
            for item in read(path, text_col, id_col):
                if isinstance(item, Record):
                    yield item.text, item.id
                else:
                    rejects.append(item)

    def documents() -> Iterator[tuple[Doc, str]]:
        nlp = load_pipeline(model)
        found = nlp.pipe(records(), as_tuples=True, n_process=n_process, batch_size=batch_size)
        if sys.stderr.isatty():
            from tqdm import tqdm

            found = tqdm(found, unit=" docs", file=sys.stderr)
        yield from found

    if output is not None:
        with Writer(output, wanted) as writer:
            for doc, doc_id in documents():
                writer.write(doc, doc_id)
    else:
        written = []
        for doc, doc_id in documents():
            print_table(doc, wanted)
            single = files[0] if len(files) == 1 else None
            if single is not None and single.suffix == ".txt":
                for suffix in (".jsonl", ".html"):
                    target = Path(single.stem + suffix)
                    with Writer(target, wanted) as writer:
                        writer.write(doc, doc_id)
                    written.append(str(target))
        if written:
            print(f"\nWritten: {', '.join(written)}")
    if rejects:
        report_rejects(rejects, output)
        raise typer.Exit(SOME_REJECTED)


def print_table(doc: Doc, labels: frozenset[str]) -> None:
    """The entities of a document as a readable table."""
    from kk_econ_ner.display import value_text
    from kk_econ_ner.frames import entity_rows

    rows = [
        (row["text"], row["label"], row["canonical"] or "", value_text(row), row["unit"] or "")
        for row in entity_rows(doc, "")
        if not labels or row["label"] in labels
    ]
    print(
        table(
            rows,
            header=("text", "label", "canonical", "value", "unit"),
            divider=True,
            aligns=("l", "l", "l", "r", "l"),
            max_col=60,
        )
    )


def report_rejects(rejects: list[Reject], output: Path | None) -> None:
    """Write the rejected rows beside the output, or name them on standard error."""
    if output is None:
        for reject in rejects:
            msg.warn(f"{reject.file}:{reject.line}: {reject.reason}")
        return
    path = output.with_name(output.name + ".rejects.jsonl")
    with path.open("w", encoding="utf-8") as file:
        for reject in rejects:
            file.write(json.dumps(vars(reject), ensure_ascii=False) + "\n")
    print(f"{len(rejects)} rows rejected, see {path}", file=sys.stderr)


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(help="A corpus: KazNERD IOB2, or JSONL with spans")],
    target: Annotated[Path, typer.Argument(help="The .spacy file to write")],
) -> None:
    """Convert an annotated corpus to spaCy's binary format."""
    from kk_econ_ner.corpora import convert as convert_corpus

    done = convert_corpus(source, target)
    print(f"{done.docs} texts, {done.spans} spans, {done.lost} lost to tokenization: {target}")


@app.command()
def evaluate(
    corpus: Annotated[Path, typer.Argument(help="Annotated .spacy, .jsonl or IOB2 file")],
    model: Annotated[str, typer.Option(help="Pipeline package or folder")] = "kk_econ_ner",
    errors: Annotated[bool, typer.Option(help="List what was missed and what was extra")] = False,
) -> None:
    """Precision, recall and F1 for each label."""
    from spacy.scorer import get_ner_prf
    from spacy.tokens import DocBin
    from spacy.training import Example

    from kk_econ_ner.corpora import read_corpus
    from kk_econ_ner.corpora.readers import to_doc

    if not corpus.is_file():
        raise InputError(f"{corpus}: no such file")
    nlp = load_pipeline(model)
    if corpus.suffix == ".spacy":
        references = list(DocBin().from_disk(corpus).get_docs(nlp.vocab))
    else:
        references = [to_doc(nlp, sentence)[0] for sentence in read_corpus(corpus)]
    examples = [Example(nlp(reference.text), reference) for reference in references]
    scores: dict[str, Any] = get_ner_prf(examples)
    per_type = scores["ents_per_type"] or {}
    rows = [
        (label, *(f"{100 * value[key]:.1f}" for key in "prf"))
        for label, value in sorted(per_type.items())
    ]
    overall = (scores[f"ents_{key}"] or 0.0 for key in "prf")
    rows.append(("all", *(f"{100 * value:.1f}" for value in overall)))
    print(table(rows, header=("label", "P", "R", "F1"), divider=True, aligns=("l", "r", "r", "r")))
    if errors:
        for number, example in enumerate(examples, start=1):
            gold = {(e.start_char, e.end_char, e.label_): e.text for e in example.reference.ents}
            found = {(e.start_char, e.end_char, e.label_): e.text for e in example.predicted.ents}
            for key in sorted(gold.keys() ^ found.keys()):
                what = "missed" if key in gold else "extra"
                print(f"{number}\t{what}\t{key[2]}\t{gold.get(key) or found.get(key)}")


@app.command()
def info() -> None:
    """The model card."""
    meta = load_pipeline("kk_econ_ner").meta
    rows = [(key, str(meta[key])) for key in ("lang", "name", "version", "description", "license")]
    rows += [("pipeline", ", ".join(meta["pipeline"]))]
    rows += [("source", f"{source['name']} ({source['license']})") for source in meta["sources"]]
    print(table(rows))


@patterns_app.command("check")
def check_patterns(
    files: Annotated[list[Path], typer.Argument(help="JSONL files with patterns")],
) -> None:
    """Check pattern files; the first wrong line is named with its file and number."""
    from kk_econ_ner.entities.lexicon import read_entries

    for path in files:
        entries = list(read_entries(path))
        print(f"{path}: {len(entries)} patterns")
