"""The `kk_quantities` pipeline component."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import srsly
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kk_econ_ner.labels import ALL_SPANS
from kk_econ_ner.quantities.extension import register_extensions
from kk_econ_ner.stored import reading
from kk_econ_ner.text import view


class KazakhQuantities:
    """Find money, percentages, measures, counts, ordinals, dates and times.

    The text is scanned, not the tokens, so the component works in any pipeline; an amount that ends
    inside a token takes in the whole token. Findings go to ``doc.spans[spans_key]`` and
    ``doc.spans["kk_econ"]``, and those that overlap no entity into ``doc.ents``. Values are read
    with ``span._.quantity``.

    name: the pipe's name. overwrite: whether findings replace entities they overlap.
    labels: the labels to set, all if ``None``. spans_key: the span group. scorer: used by `score`.
    paths: JSONL files with currencies and units of the user's own (see
    `kk_econ_ner.quantities.user_units`); what they add holds for the whole process.
    """

    def __init__(
        self,
        name: str = "kk_quantities",
        *,
        overwrite: bool = False,
        labels: list[str] | None = None,
        spans_key: str = "kk_quantities",
        scorer: Callable[..., dict[str, Any]] | None = None,
        paths: Iterable[str] = (),
    ) -> None:
        from kk_econ_ner.quantities.find import LABELS

        unknown = sorted(set(labels or ()) - set(LABELS))
        if unknown:
            raise ValueError(
                f"kk_quantities: unknown labels {', '.join(unknown)}; "
                f"choose from {', '.join(LABELS)}"
            )
        register_extensions()
        self.name = name
        self.overwrite = overwrite
        self.spans_key = spans_key
        self.scorer = scorer
        self._labels = tuple(LABELS) if labels is None else tuple(labels)
        self.rows: list[tuple[str, dict[str, Any]]] = []
        for path in paths:
            self.add_file(path)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels this component sets."""
        return self._labels

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document in place and return it."""
        spans = self.find(doc)
        groups = doc.spans
        groups[self.spans_key] = spans
        _extend_group(doc, spans)
        if not spans:
            return doc
        kept = doc.ents
        if kept and self.overwrite:
            taken = {i for span in spans for i in range(span.start, span.end)}
            kept = tuple(ent for ent in kept if taken.isdisjoint(range(ent.start, ent.end)))
        elif kept:
            taken = {i for ent in kept for i in range(ent.start, ent.end)}
            spans = [span for span in spans if taken.isdisjoint(range(span.start, span.end))]
        doc.set_ents([*kept, *spans])
        return doc

    def find(self, doc: Doc) -> list[Span]:
        """The spans found in a document, without setting anything."""
        from kk_econ_ner.quantities.find import find_spans

        seen = view(doc.text)
        spans: list[Span] = []
        last, apart = 0, True
        for first, end, label in find_spans(seen.text):
            if label in self._labels:
                start, end = seen.span(first, end)
                span = doc.char_span(start, end, label=label, alignment_mode="expand")
                if span is not None:
                    apart = apart and span.start >= last
                    last = span.end
                    spans.append(span)
        return spans if apart else sorted(filter_spans(spans))

    def score(self, examples: Iterable[Any], **kwargs: Any) -> dict[str, Any]:
        """Scores of ``doc.ents`` by the registered scorer, or nothing where there is none."""
        return self.scorer(examples, **kwargs) if self.scorer else {}

    def add_file(self, path: str | Path) -> None:
        """Add the currencies and units of a JSONL file; a `PatternError` names a wrong line."""
        from kk_econ_ner.quantities.user_units import read_rows

        self._add(read_rows(path))

    def add_units(self, rows: Iterable[dict[str, Any]]) -> None:
        """Add currencies and units (see `kk_econ_ner.quantities.user_units` for their format)."""
        self._add((f"row {number}", dict(row)) for number, row in enumerate(rows, start=1))

    def _add(self, rows: Iterable[tuple[str, dict[str, Any]]]) -> None:
        from kk_econ_ner.quantities.user_units import add_units

        rows = list(rows)
        add_units(rows)
        self.rows += rows

    def __setstate__(self, state: dict[str, Any]) -> None:
        # Another process has tables of its own.
        self.__dict__.update(state, rows=[])
        self._add(state["rows"])

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The currencies and units that were added; the settings come from the config."""
        return srsly.msgpack_dumps(self.rows) if self.rows else b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> KazakhQuantities:
        """The inverse of `to_bytes`; a `StateError` says what is damaged."""
        if data:
            with reading(self.name):
                rows = [(str(where), row) for where, row in srsly.msgpack_loads(data)]
            self._add(rows)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write a folder with one file, ``units.msgpack``, where anything was added."""
        if self.rows:
            Path(path).mkdir(parents=True, exist_ok=True)
            (Path(path) / "units.msgpack").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> KazakhQuantities:
        """The inverse of `to_disk`."""
        file = Path(path) / "units.msgpack"
        if not file.exists():
            return self
        with reading(file):
            return self.from_bytes(file.read_bytes())


def _extend_group(doc: Doc, spans: list[Span]) -> None:
    groups = doc.spans
    if ALL_SPANS in groups and (group := list(groups[ALL_SPANS])):
        known = {(span.start, span.end, span.label) for span in group}
        spans = group + [span for span in spans if (span.start, span.end, span.label) not in known]
    groups[ALL_SPANS] = spans
