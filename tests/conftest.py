"""Pipelines that several test modules share, and what is left out on a machine without Java."""

from __future__ import annotations

import gc
import os
import shutil
import time
from collections.abc import Callable

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


def _seconds(read: Callable[[str], object], text: str) -> float:
    """Processor time of one reading, free of the garbage collector's turns."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        read(text)
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.fixture(scope="session")
def assert_linear() -> Callable[..., None]:
    """Check that the cost of reading `unit`, repeated, grows with its length and not with its square.

    A shared machine may take twice as long over the same work, so one measure proves nothing: a
    growth of up to three times the ratio of lengths passes, and any of six attempts may show it. Work
    that grows with the square stands at the square of that ratio (64 for the default lengths,
    against a bound of 24) in all six.
    """

    def check(
        read: Callable[[str], object], unit: str, small: int = 10_000, large: int = 80_000
    ) -> None:
        read(unit * 3)  # what is loaded on first use
        ratio = large / small
        seen = []
        for _ in range(6):
            short = max(_seconds(read, (unit * small)[:small]), 0.002)
            seen.append(_seconds(read, (unit * large)[:large]) / short)
            if seen[-1] < 3 * ratio:
                return
        growths = ", ".join(f"{growth:.0f}" for growth in seen)
        pytest.fail(f"{ratio:.0f} times the text costs {growths} times the time")

    return check


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
    needs = [
        item for item in items if item.get_closest_marker("spark") or "[spark.md]" in item.name
    ]
    config.hook.pytest_deselected(items=needs)
    items[:] = [item for item in items if item not in needs]
