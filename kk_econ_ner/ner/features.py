"""What the CRF sees of a word: its form, its neighbours, quotes, heads, rules and word clusters.

Two kinds of features. Those of a *form* depend on the word alone and are said of five places (``0:``
the word itself, ``-1:`` the one before, …); they can be cached. Those of the *context* look at the
whole stretch: pairs of stems, shapes in a row, what stands around a quotation, the head that a name leads up to (in
Kazakh the head comes last: `Ұлттық экономика министрлігі`), and what the rules found.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kk_econ_ner.ner.words import Word

Span = tuple[int, int, str]

#: The places a form's features are said of, in the order of `FormFeatures.places`.
PLACES = ("0", "-1", "+1", "-2", "+2")

_VOWELS = frozenset("аәеёиоөуұүыіэюя")
_OPEN = frozenset("«“„\"")
_CLOSE = frozenset("»”\"")
#: Marks that end the reach of a head or a quotation.
_STOPS = frozenset(".,;:!?()…–—")

#: Letters of the longest prefix and suffix of a word that are features.
LONGEST_AFFIX = 7

#: How many words a head is seen ahead, and the longest quotation that is looked at as a whole.
HEAD_REACH = 8
MAX_QUOTE = 14

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


class FormFeatures(NamedTuple):
    """Features of a word form: a tuple for each of `PLACES`, its stem, its shape, its cluster features."""

    places: tuple[tuple[str, ...], ...]
    stem: str
    shape: str
    clusters: tuple[str, ...]


@lru_cache(maxsize=100_000)
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
    """Turns words into feature strings.

    clusters: lower-cased form or stem -> cluster ids, coarse to fine.
    heads: stem -> label of the names it usually ends, see `kk_econ_ner.ner.training.learn_heads`.
    """

    #: What is said of the places before the first and after the last word of a stretch.
    BEFORE = ("-1:<s>",)
    AFTER = ("+1:</s>",)

    def __init__(
        self, clusters: Mapping[str, Sequence[int]], heads: Mapping[str, str] | None = None
    ) -> None:
        self.clusters = clusters
        self.heads = heads or {}
        self._forms: dict[str, FormFeatures] = {}

    def form(self, word: str) -> FormFeatures:
        """The features of a word form."""
        known = self._forms.get(word)
        if known is None:
            if len(self._forms) > 30_000:  # about 4 kB a form
                self._forms.clear()
            known = self._forms[word] = self._form(word)
        return known

    def _form(self, word: str) -> FormFeatures:
        lower = word.lower()
        stem = crude_stem(word)
        looks = shape(word)
        cluster = self.clusters.get(lower) or self.clusters.get(stem) or ()
        ids = [f"c{level}={number}" for level, number in enumerate(cluster)]
        own = [f"w={lower}", f"s={stem}", f"h={looks}", *ids]
        if lower[0].isalpha():
            own += [f"p{n}={lower[:n]}" for n in range(2, LONGEST_AFFIX + 1) if len(lower) > n]
            own += [f"e{n}={lower[-n:]}" for n in range(1, LONGEST_AFFIX + 1) if len(lower) > n]
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
        near = [f"w={lower}", f"s={stem}", f"h={looks}", f"p4={lower[:4]}", f"e3={lower[-3:]}", *ids]
        far = [f"s={stem}", f"h={looks}", *ids[:1]]
        places = tuple(
            tuple(f"{place}:{feature}" for feature in features)
            for place, features in zip(PLACES, (own, near, near, far, far), strict=True)
        )
        return FormFeatures(places, stem, looks, tuple(f"qc:{one}" for one in ids))

    def __call__(self, words: Sequence[Word], found: Iterable[Span] = ()) -> list[list[str]]:
        """All features of the words of one stretch, as training wants them."""
        forms = [self.form(word.text) for word in words]
        last = len(words) - 1
        rows = self.context(words, found)
        for i, row in enumerate(rows):
            row += forms[i].places[0]
            row += forms[i - 1].places[1] if i else self.BEFORE
            row += forms[i + 1].places[2] if i < last else self.AFTER
            if i > 1:
                row += forms[i - 2].places[3]
            if i < last - 1:
                row += forms[i + 2].places[4]
        return rows

    def context(self, words: Sequence[Word], found: Iterable[Span] = ()) -> list[list[str]]:
        """The features of each word that depend on the words around it.

        found: What rules found in the text, ``(start, end, label)`` in characters.
        """
        texts = [word.text for word in words]
        forms = [self.form(text) for text in texts]
        stems = [form.stem for form in forms]
        rules = _rule_tags(words, found)
        last = len(words) - 1
        rows: list[list[str]] = [[] for _ in words]
        for i, row in enumerate(rows):
            if i:
                row.append(f"-1s0={stems[i - 1]}|{stems[i]}")
                row += [f"-1{tag}" for tag in rules[i - 1]]
            if i < last:
                row.append(f"0s1={stems[i]}|{stems[i + 1]}")
                row += [f"+1{tag}" for tag in rules[i + 1]]
            row += rules[i]
        letters = sum(text[0].isalpha() for text in texts)
        if sum(text.isupper() for text in texts) * 2 > letters:
            for row in rows:
                row.append("allcaps")
        _shapes([form.shape for form in forms], rows)
        _quote_state(texts, stems, rows)
        for first, end in _quotations(texts):
            self._quotation(first, end, texts, stems, rows)
        self._heads(texts, stems, rows)
        return rows

    def _quotation(
        self, first: int, end: int, texts: list[str], stems: list[str], rows: list[list[str]]
    ) -> None:
        """Tell every quoted word what follows the closing mark, which names the kind of thing."""
        after = end + 1
        if after < len(texts) and texts[after] in _CLOSE:
            after += 1
        one = stems[after] if after < len(texts) else "</s>"
        two = stems[after + 1] if after + 1 < len(texts) else "</s>"
        ending = texts[after][-3:].lower() if after < len(texts) else ""
        clusters = self.form(texts[after]).clusters if after < len(texts) else ()
        before = stems[first - 1] if first else "<s>"
        length = min(end - first - 1, 6)
        shared = [f"qn={one}", f"qn2={two}", f"qne={ending}", f"qp={before}", f"qnn={one}|{two}"]
        shared += clusters
        heads = [
            (key, self.heads[stem]) for key, stem in (("qh", one), ("qh2", two)) if stem in self.heads
        ]
        for i in range(first + 1, end):
            mark = "B" if i == first + 1 else "I"
            rows[i] += shared
            rows[i] += (f"qn={one}|{mark}", f"ql={length}|{mark}")
            rows[i] += [f"{key}={label}|{mark}" for key, label in heads]
        rows[first] += (f"oqn={one}", f"ol={length}")
        capital = texts[first + 1][0].isupper()
        for i in range(end, min(end + 3, len(rows))):
            rows[i].append(f"aq={i - end}|{length}|{capital}")

    def _heads(self, texts: list[str], stems: list[str], rows: list[list[str]]) -> None:
        """Tell words which head they lead up to, and which one they follow."""
        at, label, head = -1, "", ""
        for i in range(len(texts) - 1, -1, -1):
            text = texts[i]
            if at >= 0 and text not in _STOPS and text not in _OPEN | _CLOSE and at - i <= HEAD_REACH:
                distance = at - i
                case = "X" if text[0].isupper() else "x"
                rows[i] += (
                    f"H={label}|{min(distance, 6)}",
                    f"HS={head}",
                    f"HS={head}|{min(distance, 4)}",
                    f"H={label}|{text[-2:].lower()}|{case}",
                )
                if not i or texts[i - 1] in _STOPS or texts[i - 1] in _OPEN | _CLOSE:
                    rows[i].append(f"H0={label}")
            if text in _STOPS:
                at = -1
            if stems[i] in self.heads:
                at, label, head = i, self.heads[stems[i]], stems[i]
        at = -9
        for i, text in enumerate(texts):
            if i - at <= 3:
                rows[i].append(f"P={label}|{i - at}")
            if text in ".;":
                at = -9
            if stems[i] in self.heads:
                at, label = i, self.heads[stems[i]]


def _shapes(shapes: list[str], rows: list[list[str]]) -> None:
    """Three shapes in a row with the word at the end, in the middle and at the beginning of them."""
    padded = ("#", "#", *shapes, "#", "#")
    threes = [f"{a}|{b}|{c}" for a, b, c in zip(padded, padded[1:], padded[2:], strict=False)]
    for i, row in enumerate(rows):
        row += (f"h-={threes[i]}", f"h0={threes[i + 1]}", f"h+={threes[i + 2]}")


def _quote_state(texts: list[str], stems: list[str], rows: list[list[str]]) -> None:
    """How deep in quotation marks each word stands, and how shortly after one it comes."""
    depth = 0
    closed_at = -9
    for i, text in enumerate(texts):
        if text in "»”":
            closed_at = i
            depth = max(0, depth - 1)
        rows[i].append(f"q={min(depth, 2)}")
        if depth and i and texts[i - 1] in "«“„":
            rows[i].append("q1")
        if 0 < i - closed_at <= 3:
            rows[i].append(f"qc={i - closed_at}|{stems[i]}")
        if text in "«“„":
            depth += 1


def _quotations(texts: list[str]) -> Iterator[tuple[int, int]]:
    """The positions of opening marks and of the marks that close them, innermost ones included."""
    i = 0
    while i < len(texts):
        mark = texts[i]
        if mark in _OPEN:
            depth = 1
            for j in range(i + 1, min(i + MAX_QUOTE + 1, len(texts))):
                text = texts[j]
                if mark == '"':
                    depth -= text == '"'
                elif text in "«“„":
                    depth += 1
                elif text in _CLOSE:
                    depth -= 1
                if not depth:
                    if j > i + 1:
                        yield i, j
                    if mark == '"':
                        i = j
                    break
        i += 1


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
