"""Round trip of numbers in words through num2words, plain and in every case form.

    python benchmarks/numerals.py [--below 1000000] [--random 100000] [--seed 1]

Every integer below ``--below`` and ``--random`` random ones below 10^15 are written in Kazakh words by
num2words (code ``kz``) and read back, plain and with the last word in every singular case form of this
package's morphology (``екі жүз бестен``). Only the last word changes, so its forms are made once and a
number is cut into tokens once for all of them. One process, some ten minutes.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from functools import lru_cache

from num2words import num2words

from kk_econ_ner.morphology import forms
from kk_econ_ner.numerals import Token, read_number, tokenize

#: Forms that are other words when they stand alone: `онда` "there", `жүзі` "its face".
AMBIGUOUS = frozenset({"бір", "он", "жүз", "алты"})


@lru_cache(maxsize=64)
def case_forms(word: str) -> tuple[str, ...]:
    """The singular forms of a number word without a possessive, each of them one token."""
    found = [form for form, tag in forms(word) if "PL" not in tag and "PSS" not in tag]
    assert all(len(tokenize(form)) == 1 for form in found)
    return tuple(form for form in found if form != word)


def numbers(below: int, extra: int, seed: int) -> Iterator[int]:
    """All integers below a limit, then random ones below 10^15."""
    yield from range(below)
    choose = random.Random(seed)
    for _ in range(extra):
        yield choose.randrange(10**15)


def reads_as(tokens: list[Token], last: str, number: int) -> bool:
    """Whether the tokens, the last word replaced, are one expression of the number."""
    old = tokens[-1]
    fresh = [Token(t.start, t.end, t.text, t.low, t.kind, t.gap, t.value) for t in tokens[:-1]]
    fresh.append(Token(old.start, old.start + len(last), last, last, old.kind, old.gap))
    found = read_number(fresh, 0)
    return found is not None and found.last == len(fresh) and found.value == number


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--below", type=int, default=10**6)
    parser.add_argument("--random", type=int, default=10**5)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    start = time.perf_counter()
    plain = wrong = written = wrong_forms = skipped = 0
    for number in numbers(args.below, args.random, args.seed):
        tokens = tokenize(num2words(number, lang="kz"))
        last = tokens[-1].text
        plain += 1
        if not reads_as(tokens, last, number):
            wrong += 1
            print("≠", number, *(token.text for token in tokens))
        cases = case_forms(last)
        if len(tokens) == 1 and last in AMBIGUOUS:
            skipped += len(cases)
            continue
        for form in cases:
            written += 1
            if not reads_as(tokens, form, number):
                wrong_forms += 1
                print("≠", number, *(token.text for token in tokens[:-1]), form)
    print(f"plain: {plain - wrong:,} of {plain:,} read back")
    good = written - wrong_forms
    print(f"case forms: {good:,} of {written:,} read back, {skipped} ambiguous skipped")
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
