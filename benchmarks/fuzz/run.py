"""Fuzz all targets one after the other: ``python benchmarks/fuzz/run.py --seconds 3600``.

Needs atheris (``pip install atheris``, Python 3.11 or 3.12). Corpora, logs and crashing inputs go to
``training/fuzz``; a second run goes on from the corpora of the first. Prints one row a target; the exit
code is the number of targets with a finding. A target goes on after a finding until its time is over.
Reproduce one with ``python benchmarks/fuzz/target.py NAME training/fuzz/NAME-crash-…``.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGETS = ("tokenizer", "numerals", "quantities", "ruler", "full", "readers", "cli")


def fuzz(name: str, seconds: int, out: Path) -> tuple[int, int, int]:
    """Executions, code points covered and findings of one target."""
    corpus = out / name
    corpus.mkdir(parents=True, exist_ok=True)
    before = set(out.glob(f"{name}-*"))
    end = time.monotonic() + seconds
    executions = covered = 0
    while (left := int(end - time.monotonic())) > 0:
        command = [
            sys.executable, str(HERE / "target.py"), name, str(corpus), f"-max_total_time={left}",
            "-timeout=120", "-report_slow_units=120", "-len_control=0", "-max_len=600",
            "-rss_limit_mb=4096", f"-artifact_prefix={out / name}-", "-print_final_stats=1",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, check=False)
        text = done.stderr.decode(errors="replace")
        with (out / f"{name}.log").open("a", encoding="utf-8") as log:
            log.write(text)
        executions += max(map(int, re.findall(r"number_of_executed_units: (\d+)", text)), default=0)
        covered = max([covered, *map(int, re.findall(r"cov: (\d+)", text))])
        if not re.search(r"^#\d+", text, re.MULTILINE):
            raise SystemExit(f"{name} did not start:\n{text[-2000:]}")
    return executions, covered, len(set(out.glob(f"{name}-*")) - before)


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
