"""The usual spelling of frequent words: ``python scripts/build_spellings.py TEXTS_DIR -o OUT.txt``.

Writes one word a line, the most frequent first, with the capitals and the Kazakh letters that it usually
has in the middle of a sentence; then names of two and three words that begin with an everyday word.
`kk_econ_ner.spelling` reads text by it that is typed without capitals or without Kazakh letters.
"""

from __future__ import annotations

import argparse
import collections
import re
from pathlib import Path

from kk_econ_ner.spelling import skeleton

WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")
#: Two or three words with single spaces between them, all of them matches (they overlap).
PHRASES = tuple(
    re.compile(rf"(?<![\w-])(?=([\u0400-\u04ff]+(?: [\u0400-\u04ff]+){{{n}}}(?![\w-])))")
    for n in (1, 2)
)
CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
#: After these a capital says nothing about the word.
_STARTS = frozenset('.!?…:«“"„-–—•)0123456789')


def count(
    paths: list[Path],
) -> tuple[collections.Counter[str], dict[str, collections.Counter[str]]]:
    """How often each lower-cased word occurs, and each spelling of it inside a sentence."""
    words: collections.Counter[str] = collections.Counter()
    inside: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            cased = not line.islower() and not line.isupper()
            for match in WORD.finditer(line):
                word = match.group()
                words[word.lower()] += 1
                before = line[: match.start()].rstrip()
                if cased and before and before[-1] not in _STARTS:
                    inside[word.lower()][word] += 1
            if not cased:
                continue
            for phrase in (match for pattern in PHRASES for match in pattern.finditer(line)):
                before = line[: phrase.start()].rstrip()
                if before and before[-1] not in _STARTS - {"«", "“", '"'}:
                    inside[phrase.group(1).lower()][phrase.group(1)] += 1
    return words, inside


def usual(word: str, inside: dict[str, collections.Counter[str]], share: float) -> str:
    """The spelling that a word has in at least ``share`` of its places, lower case where none has."""
    spellings = inside.get(word)
    if not spellings:
        return word
    best, times = spellings.most_common(1)[0]
    capital = sum(n for spelling, n in spellings.items() if spelling != word)
    return best if best != word and times >= 2 and capital >= share * spellings.total() else word


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("--skip", nargs="*", default=[], help="beginnings of file names")
    parser.add_argument("--min-count", type=int, default=3)
    parser.add_argument("--share", type=float, default=0.8)
    parser.add_argument("-o", "--out", type=Path, required=True)
    args = parser.parse_args()
    paths = [
        path
        for path in sorted(args.texts.glob("*.txt"))
        if not path.name.startswith(tuple(args.skip))
    ]
    words, inside = count(paths)
    kept = [
        (word, n)
        for word, n in words.most_common()
        if n >= args.min_count and CYRILLIC.fullmatch(word) and len(word) > 1
    ]
    seen: set[str] = set()
    lines = []
    for word, _ in kept:
        spelling = usual(word, inside, args.share)
        # A rarer word that is the same without Kazakh letters is only of use for its capitals.
        if skeleton(word) in seen and spelling == word:
            continue
        seen.add(skeleton(word))
        lines.append(spelling)
    single = set(lines)
    for phrase in sorted(inside):
        first = phrase.partition(" ")[0]
        if first == phrase or inside[phrase].total() < args.min_count or len(first) < 3:
            continue
        spelling = usual(phrase, inside, args.share)
        # Only what the single words do not give already: names that begin with an everyday word.
        if spelling[0].isupper() and (first in single or skeleton(first) in seen):
            if spelling.split()[0] not in single:
                lines.append(spelling)
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    cased = sum(line != line.lower() for line in lines)
    print(f"{len(lines)} words, {cased} of them with capitals, {args.out}")


if __name__ == "__main__":
    main()
