"""Fuzz all targets one after the other: ``python benchmarks/fuzz/run.py --seconds 3600``.

Needs atheris (``pip install atheris``, Python 3.11 or 3.12). Corpora, logs and crashing inputs go to
``training/fuzz``; a second run goes on from the corpora of the first. Prints one row a target; the exit
code is the number of targets with a finding. Reproduce one with
``python benchmarks/fuzz/target.py NAME training/fuzz/NAME-crash-…``.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGETS = ("tokenizer", "numerals", "quantities", "ruler", "full", "readers", "cli")


def fuzz(name: str, seconds: int, out: Path) -> tuple[str, str, int]:
    """Executions, code points covered and findings of one target."""
    corpus = out / name
    corpus.mkdir(parents=True, exist_ok=True)
    before = set(out.glob(f"{name}-*"))
    command = [
        sys.executable, str(HERE / "target.py"), name, str(corpus), f"-max_total_time={seconds}",
        "-timeout=120", "-len_control=0", "-max_len=600", "-rss_limit_mb=4096",
        f"-artifact_prefix={out / name}-",
    ]  # fmt: skip
    with (out / f"{name}.log").open("ab") as log:
        subprocess.run(command, stdout=log, stderr=log, check=False)
    text = (out / f"{name}.log").read_text(encoding="utf-8", errors="replace")
    runs = re.findall(r"^#(\d+)", text, re.MULTILINE)
    covered = re.findall(r"cov: (\d+)", text)
    new = set(out.glob(f"{name}-*")) - before
    return runs[-1] if runs else "0", covered[-1] if covered else "0", len(new)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seconds", type=int, default=3600, help="for all targets together")
    parser.add_argument("--only", nargs="+", choices=TARGETS)
    parser.add_argument("--out", type=Path, default=Path("training/fuzz"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    names = args.only or TARGETS
    failed = 0
    print(f"{'target':12} {'inputs':>9} {'coverage':>9} {'findings':>9}", flush=True)
    for name in names:
        runs, covered, found = fuzz(name, args.seconds // len(names), args.out)
        failed += bool(found)
        print(f"{name:12} {runs:>9} {covered:>9} {found:>9}", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
