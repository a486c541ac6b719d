"""The command line."""

from __future__ import annotations


def main() -> None:
    """Entry point of ``python -m kk_econ_ner`` and ``kk-econ-ner``."""
    from kk_econ_ner.cli.app import run

    run()
