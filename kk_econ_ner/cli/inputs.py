"""What to annotate: which files, and the documents in them, one after the other.

A reader yields an item for every row: a `Record`, or a `Reject` that says why there is none. The
same files give the same items in the same order, which is what lets a killed run go on.
"""

from __future__ import annotations

import glob
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import regex

from kk_econ_ner.cli.errors import BrokenFileError, InputError

#: File ending -> how it is read.
KINDS = {
    "txt": "txt",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "csv": "csv",
    "tsv": "csv",
    "parquet": "parquet",
    "spacy": "spacy",
}
STDIN = "-"

_SURROGATE = regex.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Source:
    """A file to read (or standard input, where ``path`` is ``None``).

    name: what messages call it. stem: what the ids of its documents begin with.
    """

    name: str
    path: Path | None
    kind: str
    stem: str

    def open(self) -> IO[bytes]:
        """The bytes of the source; one sentence as `InputError` where they cannot be had."""
        if self.path is None:
            return sys.stdin.buffer
        try:
            return self.path.open("rb")
        except OSError as error:
            raise BrokenFileError(f"{self.name}: {error.strerror}") from None


@dataclass(frozen=True)
class Options:
    """How rows are read: the columns, and whether each line of a text is a document."""

    text_col: str = "text"
    id_col: str | None = None
    lines: bool = False


@dataclass(frozen=True)
class Record:
    """A document. size: how many bytes of the file it took, for the progress bar."""

    id: str
    text: str
    file: str
    line: int
    size: int = 0


@dataclass(frozen=True)
class Reject:
    """A row that is no document: where it stands, why, and what was there."""

    file: str
    line: int
    reason: str
    raw: str = ""
    size: int = 0

    def as_dict(self) -> dict[str, object]:
        """The row of the rejects file."""
        return {"file": self.file, "line": self.line, "reason": self.reason, "raw": self.raw}


Item = Record | Reject


def clean(text: str) -> str:
    """The text with lone surrogates replaced, one for one, so that offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def expand(
    inputs: Iterable[str], stdin_kind: str = "txt", exclude: Collection[Path] = ()
) -> list[Source]:
    """The files that are meant, in order: files, directories (all below), globs, ``-``.

    exclude: files that directories and globs do not give (the output of an earlier run). Raises
    `InputError` for what does not exist, is of an unknown type, is empty of readable files, or is
    given twice.
    """
    known = ", ".join(f".{kind}" for kind in KINDS)
    skip = {path.resolve() for path in exclude}
    sources: list[Source] = []
    for name in inputs:
        path = Path(name)
        if name == STDIN:
            sources.append(Source("<stdin>", None, stdin_kind, "stdin"))
        elif path.is_file():
            if _ending(path) not in KINDS:
                raise InputError(f"{name}: unknown file type; known are {known}")
            sources.append(_source(path, path.parent))
        else:
            if path.is_dir():
                base, found = path, sorted(p for p in path.rglob("*") if p.is_file())
            elif glob.has_magic(name):
                hits = sorted(Path(hit) for hit in glob.glob(name, recursive=True))
                base, found = _glob_base(name), [hit for hit in hits if hit.is_file()]
            else:
                raise InputError(f"{name}: no such file or directory")
            usable = [p for p in found if _ending(p) in KINDS and p.resolve() not in skip]
            if not usable:
                raise InputError(f"{name}: no {known} file here")
            sources += (_source(p, base) for p in usable)
    seen: set[Path | None] = set()
    for source in sources:
        place = source.path and source.path.resolve()
        if place in seen:
            raise InputError(f"{source.name}: is given twice")
        seen.add(place)
    return _with_own_stems(sources)


def _with_own_stems(sources: list[Source]) -> list[Source]:
    """Files that would give their documents the same ids (``a/x.txt b/x.txt``) get their whole path."""
    count = Counter(source.stem for source in sources)
    return [
        replace(source, stem=clean(source.path.as_posix()))
        if source.path is not None and count[source.stem] > 1
        else source
        for source in sources
    ]


def items(sources: list[Source], options: Options) -> Iterator[Item]:
    """Every row of every file. A broken file among several is one `Reject`; alone, an error."""
    from kk_econ_ner.cli import readers

    for source in sources:
        try:
            yield from readers.read(source, options)
        except BrokenFileError as error:
            if len(sources) == 1:
                raise
            reason = str(error).removeprefix(f"{source.name}: ")
            yield Reject(source.name, 0, reason, size=file_size(source))


def file_size(source: Source) -> int:
    """Bytes of the file, 0 where that is not known."""
    try:
        return source.path.stat().st_size if source.path else 0
    except OSError:
        return 0


def _ending(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def _glob_base(pattern: str) -> Path:
    fixed = []
    for part in Path(pattern).parts[:-1]:
        if glob.has_magic(part):
            break
        fixed.append(part)
    return Path(*fixed)


def _source(path: Path, base: Path) -> Source:
    # Not `with_suffix`, which refuses a name that is nothing but its ending.
    stem = path.relative_to(base).as_posix().removesuffix(path.suffix)
    return Source(str(path), path, KINDS[_ending(path)], clean(stem))
