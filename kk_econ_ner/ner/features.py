"""What the CRF sees of a word: its form, its neighbours, quotes, rules and word clusters.

Features of a form are computed once and cached with the prefix of each place they are used in
(``0:`` the word itself, ``-1:`` the one before, …), so that a text costs list concatenations.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from kk_econ_ner.ner.words import Word

Span = tuple[int, int, str]

_VOWELS = frozenset("аәеёиоөуұүыіэюя")
_OPEN = frozenset("«“„")
_CLOSE = frozenset("»”")

#: Common inflectional endings, longest first, for the crude stem that groups forms of a word.
_ENDINGS = tuple(
    sorted(
        (
            "лар лер дар дер тар тер ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті "
            "да де та те нда нде дан ден тан тен нан нен мен бен пен сы сі ы і ын ін сын сін "
            "ның нің дағы дегі тағы тегі ндағы ндегі лары лері дары дері тары тері "
            "ларының лерінің дарының дерінің тарының терінің ының інің сының сінің "
            "ына іне сына сіне ында інде сында сінде ынан інен сынан сінен ымен імен сымен сімен"
        ).split(),
        key=len,
        reverse=True,
    )
)


def crude_stem(word: str) -> str:
    """The lower-cased word without a hyphenated suffix and one common ending (at least 3 letters)."""
    head, _, tail = word.rpartition("-")
    if head and len(tail) <= 4 and tail.islower():
        word = head
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            if any(c in _VOWELS for c in stem):
                return stem
    return word


def shape(word: str) -> str:
    """Letters as ``X`` and ``x``, digits as ``d``, runs of one kind cut to two."""
    out: list[str] = []
    for c in word:
        kind = "d" if c.isdigit() else "X" if c.isupper() else "x" if c.isalpha() else c
        if len(out) < 2 or not out[-1] == out[-2] == kind:
            out.append(kind)
    return "".join(out)


class FeatureExtractor:
    """Turns words into lists of feature strings.

    clusters: lower-cased form -> cluster ids, coarse to fine.
    names: lower-cased stem -> kind of name it is known as.
    """

    def __init__(
        self, clusters: Mapping[str, Sequence[int]], names: Mapping[str, str] | None = None
    ) -> None:
        self.clusters = clusters
        self.names = names or {}
        self._forms = lru_cache(maxsize=32_768)(self._form)  # about 4 kB a form

    def __getstate__(self) -> dict[str, object]:
        return {"clusters": self.clusters, "names": self.names}

    def __setstate__(self, state: dict[str, dict]) -> None:
        self.__init__(state["clusters"], state["names"])  # type: ignore[misc]

    def _form(self, word: str) -> tuple[list[str], ...]:
        """Feature lists of a form at the places 0, -1, +1, -2, +2, and its stem."""
        lower = word.lower()
        stem = crude_stem(word)
        looks = shape(word)
        cluster = self.clusters.get(lower) or self.clusters.get(stem) or ()
        ids = [f"c{level}={number}" for level, number in enumerate(cluster)]
        is_word = lower[0].isalpha()
        own = [f"w={lower}", f"s={stem}", f"h={looks}", *ids]
        if is_word:
            own += [f"p{n}={lower[:n]}" for n in range(2, 6) if len(lower) > n]
            own += [f"e{n}={lower[-n:]}" for n in range(1, 6) if len(lower) > n]
            own += [f"e3h={lower[-3:]}|{looks[:2]}"]
            if word.isupper() and len(word) > 1:
                own.append("caps")
            if (head := lower.rpartition("-")[0]) and len(lower) - len(head) <= 5:
                own.append(f"hy={lower[len(head) :]}")
        elif word[0].isdigit():
            digits = sum(c.isdigit() for c in word)
            own.append(f"num={digits if digits == len(word) else 'x'}")
            if digits == 4 and word[:2] in ("19", "20"):
                own.append("year")
        if kind := self.names.get(stem) or self.names.get(lower):
            own.append(f"n={kind}")
            ids = [*ids, f"n={kind}"]
        near = [f"w={lower}", f"s={stem}", f"h={looks}", f"e3={lower[-3:]}", *ids]
        far = [f"s={stem}", f"h={looks}", *ids[:1]]
        return (
            [f"0:{f}" for f in own],
            [f"-1:{f}" for f in near],
            [f"+1:{f}" for f in near],
            [f"-2:{f}" for f in far],
            [f"+2:{f}" for f in far],
            [stem],
        )

    def __call__(self, words: Sequence[Word], found: Iterable[Span] = ()) -> list[list[str]]:
        """Feature lists of the words of one stretch.

        found: What rules found in the text, ``(start, end, label)`` in characters.
        """
        forms = [self._forms(word.text) for word in words]
        rules = _rule_tags(words, found)
        last = len(words) - 1
        all_caps = sum(w.text.isupper() for w in words) * 2 > sum(
            w.text[0].isalpha() for w in words
        )
        quote = 0
        closed_at = -9
        rows: list[list[str]] = []
        for i, word in enumerate(words):
            row = list(forms[i][0])
            row += forms[i - 1][1] if i else ("-1:<s>",)
            row += forms[i + 1][2] if i < last else ("+1:</s>",)
            if i > 1:
                row += forms[i - 2][3]
            if i < last - 1:
                row += forms[i + 2][4]
            stem = forms[i][5][0]
            if i:
                row.append(f"-1s0={forms[i - 1][5][0]}|{stem}")
            if i < last:
                row.append(f"0s1={stem}|{forms[i + 1][5][0]}")
            if word.text in _CLOSE:
                closed_at = i
                quote = max(0, quote - 1)
            row.append(f"q={min(quote, 2)}")
            if quote and i and words[i - 1].text in _OPEN:
                row.append("q1")
            if 0 < i - closed_at <= 3:
                row.append(f"qc={i - closed_at}|{stem}")
            if word.text in _OPEN:
                quote += 1
            if all_caps:
                row.append("allcaps")
            row += rules[i]
            if i:
                row += [f"-1{tag}" for tag in rules[i - 1]]
            if i < last:
                row += [f"+1{tag}" for tag in rules[i + 1]]
            rows.append(row)
        return rows


def _rule_tags(words: Sequence[Word], found: Iterable[Span]) -> list[list[str]]:
    """BIO marks of what rules found, one feature for each finding a word is in."""
    tags: list[list[str]] = [[] for _ in words]
    if not words:
        return tags
    ends = [word.end for word in words]
    low, high = words[0].start, words[-1].end
    for start, end, label in found:
        if end <= low or start >= high:
            continue
        first = bisect_right(ends, start)
        for i in range(first, len(words)):
            if words[i].start >= end:
                break
            tags[i].append(f"r={'B' if i == first else 'I'}-{label}")
            if ends[i] >= end:
                tags[i].append(f"r=E-{label}")
    return tags
