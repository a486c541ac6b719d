"""An archive through the command line: memory, killed runs, and three ways to use two cores.

    python benchmarks/archive.py memory TEXTFILE... --megabytes 10 100 [--engine-only]
    python benchmarks/archive.py kills TEXTFILE... [--kills 20] [--formats jsonl csv parquet spacy]
    python benchmarks/archive.py ways TEXTFILE... [--documents 10000]

The input is made from the lines of the text files, over and over. With ``--engine-only`` the pipeline
is a tokenizer at spaces with a few phrases, so that a gigabyte goes through the readers, the engine and
the writers in minutes; without it, the full pipeline is used. Runs whatever ``kk_econ_ner`` the
interpreter has: from a wheel, outside the checkout, that is what a user gets.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

REJECTS = ".rejects.jsonl"
PHRASES = ("теңге", "Қазақстан", "Алматы", "Астана", "доллар")
_LINES_PER_DOCUMENT = 5


def documents(texts: list[Path], lines: int = _LINES_PER_DOCUMENT) -> Iterator[str]:
    """Documents of a few lines each, without end."""
    kept = [
        line
        for path in texts
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if line.strip()
    ]
    endless = cycle(kept)
    while True:
        yield "\n".join(islice(endless, lines))


def cheap_model(folder: Path) -> str:
    """A pipeline that costs next to nothing and still finds something."""
    import spacy
    from spacy.tokenizer import Tokenizer

    nlp = spacy.blank("xx")
    nlp.tokenizer = Tokenizer(nlp.vocab)  # at spaces only
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": phrase} for phrase in PHRASES])
    nlp.to_disk(folder)
    return str(folder)


def command(*arguments: object) -> list[str]:
    """The command line of the package."""
    return [sys.executable, "-m", "kk_econ_ner", *map(str, arguments)]


def resident(pid: int) -> float:
    """Megabytes of memory that the process holds now (Linux)."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def memory(args: argparse.Namespace, folder: Path) -> None:
    """A row a size of input: time, and memory in the quarters of the run and at its peak."""
    model = cheap_model(folder / "model") if args.engine_only else "kk_econ_ner"
    quarters = "".join(f"{name:>9}" for name in ("1/4", "2/4", "3/4", "4/4"))
    print(
        f"{'input MB':>9}{'output':>9}{'seconds':>9}{'MB/s':>7}  resident MB at{quarters}{'peak':>9}"
    )
    padding = "x" * args.padding
    for kind in args.formats:
        for size in args.megabytes:
            source = folder / "in.jsonl"
            written = 0
            with source.open("w", encoding="utf-8") as file:
                for number, text in enumerate(documents(args.texts)):
                    row = {"id": number, "text": text, "html": padding}
                    line = json.dumps(row, ensure_ascii=False) + "\n"
                    written += len(line.encode())
                    file.write(line)
                    if written >= size * 1e6:
                        break
            start = time.monotonic()
            process = subprocess.Popen(
                command("annotate", source, "-o", folder / f"out.{kind}", "--model", model),
                stderr=subprocess.DEVNULL,
            )
            samples: list[float] = []
            while process.poll() is None:
                samples.append(resident(process.pid))
                time.sleep(0.2)
            seconds = time.monotonic() - start
            assert process.returncode == 0, process.returncode
            samples = [sample for sample in samples if sample]
            at = [samples[min(len(samples) - 1, len(samples) * n // 4)] for n in (1, 2, 3)]
            columns = "".join(f"{value:9.0f}" for value in (*at, samples[-1], max(samples)))
            print(
                f"{size:9}{kind:>9}{seconds:9.1f}{size / seconds:7.2f}  {'':14}{columns}",
                flush=True,
            )


def kills(args: argparse.Namespace, folder: Path) -> None:
    """Kill runs at random places of the work; compare with a run that was left alone."""
    import kk_econ_ner
    from kk_econ_ner.cli import engine

    engine._SECONDS_BETWEEN_CHECKPOINTS = args.checkpoint
    if args.engine_only:
        import spacy

        nlp = spacy.load(cheap_model(folder / "model"))
    else:
        nlp = kk_econ_ner.load()
    source = folder / "in.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for number, text in enumerate(islice(documents(args.texts), args.documents)):
            row = json.dumps({"id": number, "text": text}, ensure_ascii=False)
            # Every twentieth row is broken: rejects must not be lost or doubled either.
            file.write(f"{row if number % 20 else row[:-5]}\n")
    moments = random.Random(args.seed)
    print(f"{'output':>9}{'kills':>7}{'seconds':>9}{'rows':>9}{'rejects':>9}  identical")
    for kind in args.formats:
        whole, out = folder / f"whole.{kind}", folder / f"out.{kind}"
        start = time.monotonic()
        length = 0
        pid = annotate_in_child(nlp, source, whole)
        while (code := os.waitpid(pid, os.WNOHANG)) == (0, 0):
            length = max(length, part_size(whole))
            time.sleep(0.002)
        assert os.waitstatus_to_exitcode(code[1]) == 3, code
        killed = 0
        for place in sorted(moments.uniform(0, length) for _ in range(args.kills)):
            pid = annotate_in_child(nlp, source, out, "--resume")
            ended = False
            while not ended and part_size(out) <= place:
                ended = os.waitpid(pid, os.WNOHANG) != (0, 0)
                time.sleep(0.002)
            if not ended:
                os.kill(pid, signal.SIGKILL)
                killed += os.waitpid(pid, 0)[1] == signal.SIGKILL
        pid = annotate_in_child(nlp, source, out, "--resume")
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 3
        same = same_bytes(whole, out) and same_bytes(f"{whole}{REJECTS}", f"{out}{REJECTS}")
        left = list(folder.glob("out*.part")) + list(folder.glob("out*.state"))
        rejects = Path(f"{out}{REJECTS}").read_bytes().count(b"\n")
        print(
            f"{kind:>9}{killed:7}{time.monotonic() - start:9.0f}{row_count(out):9}{rejects:9}  "
            f"{'yes' if same and not left else 'NO'}",
            flush=True,
        )


def annotate_in_child(nlp: Language, source: Path, out: Path, *more: str) -> int:
    """Start the command line in a process of its own that has the pipeline already; its id."""
    from kk_econ_ner.cli import annotate, app

    pid = os.fork()
    if pid:
        return pid
    annotate.load_pipeline = lambda model: nlp
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    sys.argv = ["kk_econ_ner", "annotate", str(source), "-o", str(out), *more]
    try:
        app.run()
    except SystemExit as end:
        os._exit(int(end.code or 0))
    os._exit(70)


def part_size(out: Path) -> int:
    """How much of the output has been written."""
    try:
        return out.with_name(out.name + ".part").stat().st_size
    except FileNotFoundError:
        return -1


def same_bytes(first: Path | str, second: Path | str) -> bool:
    """Whether two files are the same, byte for byte."""
    return filecmp.cmp(first, second, shallow=False)


def row_count(path: Path) -> int:
    """Rows of an output; of a ``.spacy`` file, documents."""
    if path.suffix == ".spacy":
        from spacy.tokens import DocBin

        return len(DocBin().from_disk(path))
    from kk_econ_ner.frames import read_rows

    return sum(1 for _ in read_rows(path))


def ways(args: argparse.Namespace, folder: Path) -> None:
    """Plain, two processes, Spark with two workers: the same documents, the same rows."""
    texts = list(islice(documents(args.texts, lines=1), args.documents))
    source = folder / "in.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"id": f"{number:07}", "text": text}, ensure_ascii=False) + "\n")
    print(f"{len(texts)} documents, {sum(map(len, texts)) / len(texts):.0f} characters on average")
    # Where other work shares the cores, CPU seconds tell more than those of the clock.
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.0f}")
    print(f"{'way':>14}{'seconds':>9}{'CPU s':>7}{'documents/s':>13}{'to plain':>10}{'rows':>9}")
    plain: list[Any] = []
    seconds_plain = 0.0
    for name, work in (
        ("plain", lambda: _by_command(source, folder, 1)),
        ("n_process=2", lambda: _by_command(source, folder, 2)),
        ("Spark local[2]", lambda: _by_spark(source)),
    ):
        start = time.monotonic()
        rows, cpu = work()
        seconds = time.monotonic() - start
        plain, seconds_plain = plain or rows, seconds_plain or seconds
        same = "" if rows == plain else "  NOT THE SAME ROWS"
        print(
            f"{name:>14}{seconds:9.1f}{cpu:7.1f}{len(texts) / seconds:13.0f}"
            f"{seconds_plain / seconds:10.2f}{len(rows):9}{same}",
            flush=True,
        )


def _by_command(source: Path, folder: Path, processes: int) -> tuple[list[Any], float]:
    out = folder / f"out{processes}.jsonl"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command("annotate", source, "-o", out, "--n-process", processes),
        check=True,
        stderr=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return _sorted([json.loads(line) for line in out.open(encoding="utf-8")]), cpu


def _cpu_of_descendants() -> float:
    """CPU seconds of the processes below this one that still run, and of what they have waited for."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(fields[1])
        ticks[int(path.parent.name)] = sum(map(int, fields[11:15]))

    def below(pid: int) -> bool:
        while pid in parents:
            pid = parents[pid]
            if pid == os.getpid():
                return True
        return False

    return sum(ticks[pid] for pid in ticks if below(pid)) / os.sysconf("SC_CLK_TCK")


def _by_spark(source: Path) -> tuple[list[Any], float]:
    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    from pyspark.sql import SparkSession

    from kk_econ_ner import spark

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.log.level", "ERROR").getOrCreate()
    frame = session.read.json(str(source), schema="id string, text string").repartition(8)
    rows = [row.asDict() for row in spark.annotate(frame, text_col="text", id_col="id").collect()]
    cpu = _cpu_of_descendants()
    session.stop()
    return _sorted(rows), cpu


def _sorted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["doc_id"], row["start"]))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(required=True)
    for work in (memory, kills, ways):
        sub = commands.add_parser(work.__name__, help=(work.__doc__ or "").split(":")[0])
        sub.set_defaults(work=work)
        sub.add_argument("texts", type=Path, nargs="+")
        if work is memory:
            sub.add_argument("--megabytes", type=int, nargs="+", default=[10, 100])
            sub.add_argument("--formats", nargs="+", default=["jsonl"])
            # What an archive keeps beside its texts; it makes a large input out of less text.
            sub.add_argument("--padding", type=int, default=0, help="bytes of another field a row")
        elif work is kills:
            sub.add_argument("--kills", type=int, default=20)
            sub.add_argument("--seed", type=int, default=1)
            sub.add_argument("--checkpoint", type=float, default=1.0, help="seconds between two")
            sub.add_argument("--formats", nargs="+", default=["jsonl", "csv", "parquet", "spacy"])
        if work is not memory:
            sub.add_argument("--documents", type=int, default=10_000)
        if work is not ways:
            sub.add_argument("--engine-only", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        args.work(args, Path(folder))


if __name__ == "__main__":
    main()
