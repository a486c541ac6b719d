"""Pipelines that several test modules share."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language


@pytest.fixture(scope="session")
def kk() -> Language:
    """The blank Kazakh language."""
    return spacy.blank("kk")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline."""
    return spacy.load("kk_econ_ner")
