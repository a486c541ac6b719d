"""``report``: the rows that ``annotate`` has written, and their texts, as one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kk_econ_ner.cli.errors import InputError
from kk_econ_ner.cli.files import write_whole
from kk_econ_ner.cli.inputs import Options, Record, Source, expand, items
from kk_econ_ner.cli.manifest import texts_of
from kk_econ_ner.display import LANGUAGES
from kk_econ_ner.frames import entity_rows, read_rows
from kk_econ_ner.report.digest import digest
from kk_econ_ner.report.render import render


def write_report(
    source: Path, target: Path, texts: list[str], options: Options, title: str, lang: str
) -> int:
    """Write the page; return how many entities it counts.

    texts: files, folders or globs with the documents; empty for what the rows were made of, if it is
    still there. options: how the files of ``texts`` are read. Raises `InputError` or `RowsError` for
    what the user has to mend.
    """
    if target.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"{target}: the report must be an .html file")
    if lang not in LANGUAGES:
        raise InputError(f"--lang {lang}: known are {', '.join(LANGUAGES)}")
    rows: Iterable[dict[str, Any]]
    known: tuple[list[Source], Options] | None
    if source.suffix.lower() == ".spacy":
        rows = _rows_of_docs(source)
        known = expand([str(source)]), Options()
    else:
        rows = read_rows(source)
        known = (expand(texts), options) if texts else texts_of(source)
    result = digest(rows)
    wanted = {name for name, _ in result.documents_with_most}
    found = None if known is None else _texts(wanted, *known)
    write_whole(target, render(result, title, found, lang))
    return result.entities


def _rows_of_docs(path: Path) -> Iterator[dict[str, Any]]:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    if not path.is_file():
        raise InputError(f"{path}: no such file")
    try:
        docs = list(DocBin(store_user_data=True).from_disk(path).get_docs(Vocab()))
    except Exception:  # zlib, msgpack, struct and vocabulary errors alike
        raise InputError(f"{path}: not a .spacy file") from None
    for number, doc in enumerate(docs, start=1):
        yield from entity_rows(doc, str(doc.user_data.get("doc_id", f"{path.stem}:{number}")))


def _texts(wanted: set[str], sources: list[Source], options: Options) -> dict[str, str]:
    """The texts of these documents, as far as they are found; reads no further than needed."""
    found: dict[str, str] = {}
    for item in items(sources, options):
        if isinstance(item, Record) and item.id in wanted and item.id not in found:
            found[item.id] = item.text
            if len(found) == len(wanted):
                break
    return found
