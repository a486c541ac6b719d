"""Kazakh (Cyrillic) for spaCy, laid out like ``spacy/lang/<xx>``."""

from __future__ import annotations

from spacy.language import BaseDefaults, Language
from thinc.api import Config

from kk_econ_ner.lang.lex_attrs import LEX_ATTRS
from kk_econ_ner.lang.punctuation import TOKENIZER_INFIXES, TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
from kk_econ_ner.lang.stop_words import STOP_WORDS
from kk_econ_ner.lang.tokenizer import KazakhTokenizer  # noqa: F401 (registers the tokenizer)
from kk_econ_ner.lang.tokenizer_exceptions import TOKEN_MATCH, TOKENIZER_EXCEPTIONS

__all__ = ["Kazakh"]


class KazakhDefaults(BaseDefaults):
    """Tokenizer rules and lexical attributes of Kazakh."""

    config = Config({"nlp": {"tokenizer": {"@tokenizers": "kk_econ_ner.KazakhTokenizer.v1"}}})
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes = TOKENIZER_PREFIXES
    suffixes = TOKENIZER_SUFFIXES
    infixes = TOKENIZER_INFIXES
    token_match = TOKEN_MATCH
    lex_attr_getters = {**BaseDefaults.lex_attr_getters, **LEX_ATTRS}
    stop_words = STOP_WORDS


class Kazakh(Language):
    """Kazakh in the Cyrillic script."""

    lang = "kk"
    Defaults = KazakhDefaults
