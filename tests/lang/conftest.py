"""The fixture that spaCy's own language tests call ``<code>_tokenizer``."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokenizer import Tokenizer


@pytest.fixture(scope="session")
def kk_tokenizer() -> Tokenizer:
    """Tokenizer of the blank Kazakh language."""
    return spacy.util.get_lang_class("kk")().tokenizer
