"""Time of the tokenizer or of one rule component on hostile texts of growing length.

    python benchmarks/linear.py [--component kk_quantities] [--largest 1000000]

Each text repeats one short piece. Linear cost shows as a ratio of about 2 for every doubling. ``quantities`` is the
search for amounts and dates in a bare string; the names of components stand for the component in a blank
pipeline, ``tokenizer`` for that pipeline without any.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import spacy

from kk_econ_ner.quantities import find_quantities

AMOUNTS = ("1 ", "1,1,", "жүз ", "10–", "5 млн ", "сағатына ", "5%-дан ", "$", "2014 жыл ", "(")
NAMES = (
    "«",
    "» ",
    "«А» АҚ ",
    "Б.",
    "Қаржы министрлігінің ",
    "Алматы, ",
    "Абай атындағы ",
    "Air ",
    "АБ ",
)
#: Texts up to this length are read twice, and the better time counts: short ones are noisy.
SHORT = 100_000


def reader(component: str) -> tuple[Callable[[str], object], tuple[str, ...]]:
    """What reads a text, and the pieces that may be hostile to it."""
    if component == "quantities":
        return find_quantities, AMOUNTS + NAMES[:1]
    nlp = spacy.blank("kk")
    nlp.max_length = 10**8
    if component != "tokenizer":
        nlp.add_pipe(component)
    return nlp, NAMES if component == "kk_entity_ruler" else AMOUNTS + NAMES[:1]


def seconds(read: Callable[[str], object], text: str) -> float:
    """Processor time of one reading."""
    best = float("inf")
    for _ in range(2 if len(text) <= SHORT else 1):
        start = time.process_time()
        read(text)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--component", default="quantities")
    parser.add_argument("--smallest", type=int, default=20_000)
    parser.add_argument("--largest", type=int, default=1_000_000)
    args = parser.parse_args()
    sizes = [args.smallest]
    while sizes[-1] * 2 <= args.largest:
        sizes.append(sizes[-1] * 2)
    read, pieces = reader(args.component)
    read("«Астана» АҚ 5 теңге")  # what is loaded on first use
    print(f"{'piece':24}" + "".join(f"{size:>10}" for size in sizes) + f"{'per doubling':>14}")
    for piece in pieces:
        times = [seconds(read, piece * (size // len(piece))) for size in sizes]
        growth = (times[-1] / times[0]) ** (1 / max(1, len(sizes) - 1)) if times[0] else 0.0
        print(
            f"{piece!r:24}" + "".join(f"{t:10.3f}" for t in times) + f"{growth:14.2f}", flush=True
        )


if __name__ == "__main__":
    main()
