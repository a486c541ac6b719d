"""The corpora as spaCy readers, for the ``[corpora]`` block of a training config."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans

from kk_econ_ner.corpora.formats import Sentence, read_iob2, read_jsonl_spans

Reader = Callable[[Language], Iterable[Example]]


def to_doc(nlp: Language, sentence: Sentence) -> tuple[Doc, int]:
    """The tokenized text with its spans as ``doc.ents``, and how many spans could not be kept.

    A span that begins or ends inside a token, or overlaps a longer one, is not kept.
    """
    doc = nlp.make_doc(sentence.text)
    spans: list[Span] = []
    for start, end, label in sentence.spans:
        span = doc.char_span(start, end, label=label)
        if span is not None:
            spans.append(span)
    kept = filter_spans(spans)
    doc.set_ents(kept)
    return doc, len(sentence.spans) - len(kept)


def _reader(read: Callable[[str | Path], Iterator[Sentence]], path: str | Path) -> Reader:
    def examples(nlp: Language) -> Iterator[Example]:
        for sentence in read(path):
            reference, _ = to_doc(nlp, sentence)
            yield Example(nlp.make_doc(sentence.text), reference)

    return examples


def iob2_reader(path: str) -> Reader:
    """Factory of ``kk_econ_ner.IOB2.v1``."""
    return _reader(read_iob2, path)


def jsonl_reader(path: str) -> Reader:
    """Factory of ``kk_econ_ner.JSONL.v1``."""
    return _reader(read_jsonl_spans, path)
