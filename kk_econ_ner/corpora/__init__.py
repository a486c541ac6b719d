"""Annotated corpora: readers, natural text, folds and conversion."""

from kk_econ_ner.corpora.convert import convert
from kk_econ_ner.corpora.formats import (
    CorpusError,
    Sentence,
    read_corpus,
    read_iob2,
    read_jsonl_spans,
)
from kk_econ_ner.corpora.readers import iob2_reader, jsonl_reader
from kk_econ_ner.corpora.splits import folds, spelling_group
from kk_econ_ner.corpora.standoff import corrected, read_standoff

__all__ = [
    "CorpusError",
    "Sentence",
    "convert",
    "corrected",
    "folds",
    "iob2_reader",
    "jsonl_reader",
    "read_corpus",
    "read_iob2",
    "read_jsonl_spans",
    "read_standoff",
    "spelling_group",
]
