"""Time of the amount and date rules on hostile texts of growing length.

    python benchmarks/linear.py [--largest 1000000]

Each text repeats one short piece. Linear cost shows as a ratio of about 2 for every doubling.
"""

from __future__ import annotations

import argparse
import time

from kk_econ_ner.quantities import find_quantities

PIECES = ("1 ", "1,1,", "жүз ", "«", "10–", "5 млн ", "сағатына ", "5%-дан ", "$", "2014 жыл ", "(")


def seconds(text: str) -> float:
    """Processor time of one reading, the better of two."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        find_quantities(text)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--smallest", type=int, default=20_000)
    parser.add_argument("--largest", type=int, default=1_000_000)
    args = parser.parse_args()
    sizes = [args.smallest]
    while sizes[-1] * 2 <= args.largest:
        sizes.append(sizes[-1] * 2)
    find_quantities("5 теңге")
    print(f"{'piece':12}" + "".join(f"{size:>10}" for size in sizes) + f"{'per doubling':>14}")
    for piece in PIECES:
        times = [seconds(piece * (size // len(piece))) for size in sizes]
        growth = (times[-1] / times[0]) ** (1 / max(1, len(sizes) - 1)) if times[0] else 0.0
        print(
            f"{piece!r:12}" + "".join(f"{t:10.3f}" for t in times) + f"{growth:14.2f}", flush=True
        )


if __name__ == "__main__":
    main()
