"""``evaluate``: exact-span precision, recall and F1, and what was missed or extra."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kk_econ_ner.cli.errors import InputError
from kk_econ_ner.cli.files import write_whole
from kk_econ_ner.cli.model import load_pipeline
from kk_econ_ner.cli.tables import render

#: Characters of text around a mistake; characters of a file's path, whose end tells more.
_AROUND, _FILE = 40, 48
Key = tuple[int, int, str]


@dataclass
class Tally:
    """Counts of one label or of all: right, extra (found, not annotated), missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def scores(self) -> tuple[str, str, str]:
        """P, R and F1 in percent; ``-`` where nothing was found or annotated."""
        found, gold = self.right + self.extra, self.right + self.missed
        both = found + gold
        return (
            f"{100 * self.right / found:.1f}" if found else "-",
            f"{100 * self.right / gold:.1f}" if gold else "-",
            f"{200 * self.right / both:.1f}" if both else "-",
        )


@dataclass(frozen=True)
class Mistake:
    """A span that was missed or extra, with the text around it."""

    file: str
    doc: str
    what: str
    label: str
    text: str
    before: str
    after: str


@dataclass
class Result:
    """Everything that was counted over one or several files."""

    by_label: dict[str, Tally] = field(default_factory=dict)
    by_file: dict[str, Tally] = field(default_factory=dict)
    total: Tally = field(default_factory=Tally)
    mistakes: list[Mistake] = field(default_factory=list)
    docs: int = 0
    lost: int = 0

    def add(self, file: str, name: str, gold: set[Key], found: set[Key], text: str) -> None:
        """Count one document."""
        self.docs += 1
        for key in sorted(gold | found):
            what = "right" if key in gold and key in found else "missed" if key in gold else "extra"
            for tally in (
                self.by_label.setdefault(key[2], Tally()),
                self.by_file.setdefault(file, Tally()),
                self.total,
            ):
                setattr(tally, what, getattr(tally, what) + 1)
            if what != "right":
                start, end, label = key
                before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
                self.mistakes.append(
                    Mistake(file, name, what, label, text[start:end], before, after)
                )


def evaluate(corpora: list[Path], model: str, *, errors: bool, html: Path | None) -> str:
    """The tables as text. Writes a page where ``html`` is given.

    Raises `InputError` or `CorpusError` for a corpus that cannot be read.
    """
    for path in corpora:
        if not path.is_file():
            raise InputError(f"{path}: no such file")
    nlp = load_pipeline(model)
    result = Result()
    for path in corpora:
        for name, text, spans, lost in _gold(path, nlp):
            result.lost += lost
            result.add(str(path), name, spans, keys(nlp(text)), text)
    if html is not None:
        write_whole(html, _page(result, model))
    return _text(result, errors=errors)


def keys(doc: Doc) -> set[Key]:
    """The entities in characters."""
    return {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}


def _gold(path: Path, nlp: Language) -> Iterator[tuple[str, str, set[Key], int]]:
    """Name, text, spans, and how many spans overlap a longer one and are not counted."""
    if path.suffix == ".spacy":
        from spacy.tokens import DocBin

        try:
            docs = list(DocBin(store_user_data=True).from_disk(path).get_docs(nlp.vocab))
        except Exception:  # zlib, msgpack and struct errors alike
            raise InputError(f"{path}: not a .spacy file") from None
        for number, doc in enumerate(docs, start=1):
            yield str(doc.user_data.get("doc_id", number)), doc.text, keys(doc), 0
        return
    from kk_econ_ner.corpora import read_corpus

    for sentence in read_corpus(path):
        kept: list[Key] = []
        for span in sorted(sentence.spans, key=lambda span: (span[0] - span[1], span[0])):
            if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
                kept.append(span)
        yield sentence.id, sentence.text, set(kept), len(sentence.spans) - len(kept)


def _rows(result: Result) -> list[tuple[str, ...]]:
    rows = [
        (label, *tally.scores, str(tally.right + tally.missed))
        for label, tally in sorted(result.by_label.items())
    ]
    return [*rows, ("all", *result.total.scores, str(result.total.right + result.total.missed))]


def _text(result: Result, *, errors: bool) -> str:
    text = render(_rows(result), ("label", "P", "R", "F1", "annotated"), "lrrrr")
    if len(result.by_file) > 1:
        files = [
            (file if len(file) <= _FILE else "…" + file[1 - _FILE :], *tally.scores)
            for file, tally in result.by_file.items()
        ]
        text += render(files, ("file", "P", "R", "F1"), "lrrr")
    if result.lost:
        text += f"{result.lost} annotated spans overlap longer ones and are not counted\n"
    if errors:
        text += "".join(
            f"{m.doc}\t{m.what}\t{m.label}\t{' '.join(m.text.split())}\n" for m in result.mistakes
        )
    return text


def _page(result: Result, model: str) -> str:
    from kk_econ_ner.display import page, tag

    labels = _html_table(("Label", "P", "R", "F1", "Annotated"), _rows(result))
    files = _html_table(
        ("File", "P", "R", "F1"),
        [(file, *tally.scores) for file, tally in result.by_file.items()],
    )
    count = Counter(mistake.what for mistake in result.mistakes)
    mistakes = "".join(
        f"<tr><td>{m.what}</td><td>{tag(m.label)}</td><td>…{escape(m.before)}"
        f"<mark>{escape(m.text)}</mark>{escape(m.after)}…</td><td>{escape(m.doc)}</td></tr>"
        for m in result.mistakes
    )
    body = (
        f'<p class="sub">{result.docs} texts · {count["missed"]} missed, {count["extra"]} extra</p>'
        f'{labels}{files}<section class="card scroll"><table><thead><tr><th></th><th>Label</th>'
        f"<th>Text</th><th>Document</th></tr></thead><tbody>{mistakes}</tbody></table></section>"
    )
    return page(f"Evaluation of {model}", body, lang="en")


def _html_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    def line(cell: str, values: Sequence[str]) -> str:
        return "<tr>" + "".join(f"<{cell}>{escape(value)}</{cell}>" for value in values) + "</tr>"

    body = "".join(line("td", row) for row in rows)
    return (
        f'<section class="card scroll"><table><thead>{line("th", header)}</thead>'
        f"<tbody>{body}</tbody></table></section>"
    )
