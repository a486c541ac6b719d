"""Round trip of numbers in words through num2words, plain and in every case form.

    python benchmarks/numerals.py [--below 1000000] [--random 100000] [--seed 1] [--forms 20000]

Every integer below ``--below`` and ``--random`` random ones below 10^15 are written in Kazakh words by
num2words (code ``kz``) and read back. For ``--forms`` of them, spread evenly, the last word is put into
every singular case form of this package's morphology (``екі жүз бестен``) and read back as well.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from functools import lru_cache

from num2words import num2words

from kk_econ_ner.morphology import forms
from kk_econ_ner.numerals import parse_number

#: Forms that are other words when they stand alone: `онда` "there", `жүзі` "its face".
AMBIGUOUS = frozenset({"бір", "он", "жүз", "алты"})


@lru_cache(maxsize=64)
def case_forms(word: str) -> tuple[str, ...]:
    """The singular forms of a number word without a possessive."""
    return tuple(form for form, tag in forms(word) if "PL" not in tag and "PSS" not in tag)


def numbers(below: int, extra: int, seed: int) -> Iterator[int]:
    """All integers below a limit, then random ones below 10^15."""
    yield from range(below)
    choose = random.Random(seed)
    for _ in range(extra):
        yield choose.randrange(10**15)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--below", type=int, default=10**6)
    parser.add_argument("--random", type=int, default=10**5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--forms", type=int, default=20_000)
    args = parser.parse_args()
    total = args.below + args.random
    every = max(1, total // max(1, args.forms))
    plain = wrong = written = wrong_forms = skipped = 0
    for i, number in enumerate(numbers(args.below, args.random, args.seed)):
        words = num2words(number, lang="kz")
        plain += 1
        if parse_number(words) != number:
            wrong += 1
            print("≠", number, words)
        if args.forms and i % every == 0:
            *head, last = words.split()
            for form in case_forms(last):
                if not head and last in AMBIGUOUS:
                    skipped += 1
                    continue
                written += 1
                if parse_number(" ".join([*head, form])) != number:
                    wrong_forms += 1
                    print("≠", number, *head, form)
    print(f"plain: {plain - wrong} of {plain} read back")
    print(
        f"case forms: {written - wrong_forms} of {written} read back, {skipped} ambiguous skipped"
    )


if __name__ == "__main__":
    main()
