"""Tests of the language data, laid out as ``spacy/tests/lang/kk``."""
