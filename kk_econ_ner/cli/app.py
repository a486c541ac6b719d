"""The commands and their options; the work is in the modules beside this one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from kk_econ_ner.cli.errors import InputError
from kk_econ_ner.cli.model import DEFAULT_MODEL

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Names, amounts and percentages in Kazakh economic text.",
    pretty_exceptions_enable=False,
)
patterns_app = typer.Typer(no_args_is_help=True, help="Work with pattern files.")
app.add_typer(patterns_app, name="patterns")

#: Exit codes (2 is an unknown option or a missing argument).
USER_ERROR, SOME_REJECTED, INTERRUPTED = 1, 3, 130

# typer reads annotations at run time; Optional is what it understands on every Python.
ModelOption = Annotated[str, typer.Option("--model", help="Pipeline: a package or a folder")]
TextColumn = Annotated[
    str, typer.Option("--text-col", "--text-column", help="Column or key of the text")
]
IdColumn = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--id-col", "--id-column", help="Column or key of the id [default: id, else file and line]"
    ),
]
LinesOption = Annotated[bool, typer.Option("--lines", help="Each line of a text is a document")]


def run() -> None:
    """Run the app; a user's error is one sentence on standard error and exit code 1."""
    from kk_econ_ner.corpora import CorpusError
    from kk_econ_ner.data import PatternError
    from kk_econ_ner.frames import RowsError

    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a Kazakh letter shows a question mark instead of a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except (InputError, PatternError, CorpusError, RowsError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))


def fail(message: str) -> None:
    """Say what is wrong and exit with code 1."""
    print(f"Error: {message}", file=sys.stderr)
    sys.exit(USER_ERROR)


@app.command()
def annotate(
    inputs: Annotated[
        list[str],
        typer.Argument(help="Files, directories, globs (.txt .jsonl .csv .parquet .spacy), or -"),
    ],
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            "-o",
            "--output",
            help=".jsonl .csv .parquet (one row an entity) .spacy .html; - for JSONL to a pipe",
        ),
    ] = None,
    model: ModelOption = DEFAULT_MODEL,
    text_col: TextColumn = "text",
    id_col: IdColumn = None,
    lines: LinesOption = False,
    stdin_format: Annotated[str, typer.Option(help="What - holds: txt, jsonl or csv")] = "txt",
    labels: Annotated[str, typer.Option(help="Keep only these, with commas: ORG,MONEY")] = "",
    n_process: Annotated[int, typer.Option(min=1, help="Processes")] = 1,
    batch_size: Annotated[int, typer.Option(min=1, help="Documents in a batch")] = 64,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where a run was stopped")] = False,
) -> None:
    """Annotate documents: a table on the terminal, or one row an entity in a file.

    Without -o, prints a table; of a single text file it also writes <name>.jsonl and <name>.html into
    the current directory. Rows that cannot be read go to <output>.rejects.jsonl.

    Exit codes: 0 all rows done, 1 an error of yours, 2 wrong usage, 3 done but some rows rejected,
    130 interrupted.
    """
    if stdin_format not in ("txt", "jsonl", "csv"):
        raise InputError(f"--stdin-format {stdin_format}: known are txt, jsonl, csv")
    try:
        from kk_econ_ner.cli.annotate import annotate as work
        from kk_econ_ner.cli.inputs import Options

        rejected = work(
            inputs,
            output,
            model=model,
            options=Options(text_col, id_col, lines),
            stdin_kind=stdin_format,
            labels=frozenset(filter(None, (label.strip() for label in labels.split(",")))),
            n_process=n_process,
            batch_size=batch_size,
            resume=resume,
        )
    except KeyboardInterrupt:
        again = "" if output is None else "; go on with the same command and --resume"
        print(f"\nInterrupted{again}.", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    if rejected:
        raise typer.Exit(SOME_REJECTED)


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(help="A corpus: KazNERD IOB2, or JSONL with spans")],
    target: Annotated[Path, typer.Argument(help="The .spacy file to write")],
) -> None:
    """Convert an annotated corpus to spaCy's binary format."""
    from kk_econ_ner.corpora import convert as work

    if target.suffix != ".spacy":
        raise InputError(f"{target}: the target must be a .spacy file")
    done = work(source, target)
    print(f"{done.docs} texts, {done.spans} spans, {done.lost} lost to tokenization: {target}")


@app.command()
def evaluate(
    corpora: Annotated[list[Path], typer.Argument(help="Annotated .spacy, .jsonl or IOB2 files")],
    model: ModelOption = DEFAULT_MODEL,
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed or extra")] = False,
    html: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Write scores and errors as a page"),
    ] = None,
) -> None:
    """Precision, recall and F1 for each label, each file, and all."""
    from kk_econ_ner.cli.evaluate import evaluate as work

    print(work(corpora, model, errors=errors, html=html), end="")


@app.command()
def info(model: ModelOption = DEFAULT_MODEL) -> None:
    """The model card: version, components, sources and licences, scores."""
    from kk_econ_ner.cli.info import card

    print(card(model), end="")


@app.command()
def report(
    source: Annotated[
        Path, typer.Argument(help="What annotate has written: .jsonl .csv .parquet .spacy")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The .html file to write")],
    texts: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(help="Where the texts are [default: where annotate read them]"),
    ] = None,
    text_col: TextColumn = "text",
    id_col: IdColumn = None,
    lines: LinesOption = False,
    title: Annotated[str, typer.Option(help="Heading of the page [default: file name]")] = "",
    lang: Annotated[str, typer.Option(help="Language of the page: kk or en")] = "kk",
) -> None:
    """A page to open offline: marked texts, a searchable table, charts of names and amounts.

    The rows of a document must stand together, as annotate writes them. --text-col, --id-col and
    --lines say how the files of --texts are read.
    """
    from kk_econ_ner.cli.inputs import Options
    from kk_econ_ner.cli.report import write_report

    options = Options(text_col, id_col, lines)
    rows = write_report(source, output, texts or [], options, title or source.stem, lang)
    print(f"Written: {output} ({rows} entities)")


@patterns_app.command("check")
def check_patterns(
    files: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Argument(help="JSONL files for kk_entity_ruler [default: the package's own]"),
    ] = None,
) -> None:
    """Check pattern files: every wrong line is named with file, number and reason."""
    from kk_econ_ner.cli.patterns import check

    lines, wrong = check(files or [])
    print("\n".join(lines))
    if wrong:
        raise typer.Exit(USER_ERROR)
