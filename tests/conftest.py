"""Pipelines that several test modules share, and what is left out on a machine without Java."""

from __future__ import annotations

import os
import shutil

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


def has_java() -> bool:
    """Whether Spark can start here; CI installs Java before the tests."""
    return bool(shutil.which("java") or os.environ.get("JAVA_HOME"))


def pytest_report_header() -> str | None:
    """Say what is not run."""
    if has_java():
        return None
    return "no Java on this machine: tests that start Spark are left out (see docs/spark.md)"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests that start Spark where there is no Java."""
    if has_java():
        return
    needs = [item for item in items if item.get_closest_marker("spark") or "[spark.md]" in item.name]
    config.hook.pytest_deselected(items=needs)
    items[:] = [item for item in items if item not in needs]
