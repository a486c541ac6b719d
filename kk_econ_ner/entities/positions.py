"""Positions by their head word: ``ҚР Білім және ғылым министрі``, ``«Самұрық-Қазына» АҚ басқарма төрағасы``.

They are no entities of the ruler's own (positions are the recogniser's to find) but findings in its spans
group: evidence for the recogniser, and what tells a nested organisation from a free one.
KazNERD guidelines, class POSITION: an office without a named place or body is none (``қала әкімі``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import regex

from kk_econ_ner.entities.office_words import Head
from kk_econ_ner.entities.offices import Finding, Walker, Word
from kk_econ_ner.morphology import SUFFIX_CHAIN

_STEMS = (
    "министр вице-министр әкім төраға төрайым президент вице-президент премьер-министр хатшы директор ректор депутат"
    " басшы прокурор спикер канцлер елші"
).split()
HEADS = {stem: Head(stem, label="POSITION") for stem in _STEMS}
_KEY = 3
_KEYS = frozenset(stem[:_KEY] for stem in _STEMS) | {"елб"}

_OWNED = regex.compile(
    "(?P<stem>" + "|".join(sorted(_STEMS, key=len, reverse=True)) + ")"
    "(?:с[ыі]|[ыі])(?P<case>н(?:ың|ің|да|де|ан|ен|а|е)|н|мен)?"
)
#: Offices that there is one of in the country, without an owner.
_SINGLE = regex.compile(
    rf"(?:Президент|ПРЕЗИДЕНТ|Премьер-[Мм]инистр|ПРЕМЬЕР-МИНИСТР)(?P<case>{SUFFIX_CHAIN})?|(?:Елбасы|ЕЛБАСЫ)(?:\p{{L}}{{1,8}})?"
)
_BEFORE_HEAD = {
    "басшы": ("мемлекет", "үкімет"),
    "хатшы": ("мемлекеттік",),
    "прокурор": ("бас",),
    "президент": ("тұңғыш",),
}
_BARE = regex.compile(rf"(?P<stem>хатшы|прокурор)(?:{SUFFIX_CHAIN})?")
#: What may follow an office in the genitive: ``министрінің бірінші орынбасары``.
_DEPUTY = regex.compile(
    r"[ \xa0](?:(?:бірінші|1-інші|бұрынғы|ресми)[ \xa0])?"
    r"(?:орынбасар|кеңесші|көмекші|баспасөз хатшы)(?:с[ыі]|[ыі])(?:н\p{Ll}{0,3}|мен)?(?!\p{L})"
)


def positions(
    text: str,
    words: Sequence[Word],
    organisations: Sequence[Finding],
    at: Iterable[int],
) -> Iterator[Finding]:
    """Positions whose body or place the text names, and the single offices of the state.

    organisations: What was found in the text, longest only; they may own a position.
    at: The words to try, at least those that `read_position` knows.
    """
    walker = Walker(text, words, organisations)
    for i in at:
        word, start, end = words[i]
        if word[:_KEY].lower() not in _KEYS:
            continue
        reading = read_position(word)
        if reading is None:
            continue
        stem, kind, genitive = reading
        lower_before = words[i - 1][0].lower() if i and walker.gap(i - 1) in (" ", "\xa0") else ""
        first: int | None = None
        if lower_before in _BEFORE_HEAD.get(stem, ()) and words[i - 1][0][0].isupper():
            first = words[i - 1][1]
            owner = walker.begin(i, HEADS[stem], plural=False, bare=False)
            first = first if owner is None else min(first, owner)
        elif kind == "owned":
            first = walker.begin(i, HEADS[stem], plural=False, bare=False)
        if first is None and kind == "single":
            first = start
        if first is None:
            continue
        if genitive and (more := _DEPUTY.match(text, end)):
            end = more.end()
        yield first, end, "POSITION"


@lru_cache(maxsize=20_000)
def read_position(word: str) -> tuple[str, str, bool] | None:
    """The head, how it stands (``owned``, ``single``, ``bare``), and whether in the genitive."""
    owned = _OWNED.fullmatch(word.lower())
    if owned:
        genitive = owned["case"] in ("ның", "нің")
        return owned["stem"], "owned", genitive
    if _SINGLE.fullmatch(word) and "ттік" not in word:
        stem = "президент" if word[0] in "Пп" and word[2] == "е" and word[3] == "з" else "елбасы"
        return stem, "single", word.endswith(("тің", "дің", "рдің", "ның"))
    bare = _BARE.fullmatch(word.lower())
    return (bare["stem"], "bare", False) if bare else None
