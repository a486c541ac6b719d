"""The words of dates and times: a class and a case for every token, as two letters.

The grammar in `temporal` is written over these pairs: ``Yr`` is a year in digits or words whose case
is irrelevant to it, ``y`` the word `жыл`, and so on. Words come from ``patterns/temporal.jsonl``.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from kk_econ_ner.data import PatternError, patterns_dir, read_jsonl
from kk_econ_ner.morphology import SUFFIX_CHAIN

MAX_WORD = 30

#: Class names of the data file and the letter that stands for them in the grammar. Letters of
#: tokens that are not words are given in `temporal`.
LETTERS = {
    "month": "M",
    "weekday": "W",
    "maybemonth": "b",
    "season": "S",
    "year": "y",
    "monthunit": "m",
    "week": "w",
    "day": "d",
    "span": "s",
    "century": "c",
    "age": "g",
    "ageof": "i",
    "hour": "h",
    "minute": "u",
    "adverb": "A",
    "yearadverb": "Z",
    "deictic": "D",
    "this": "T",
    "few": "B",
    "each": "E",
    "after": "P",
    "along": "l",
    "every": "V",
    "about": "a",
    "approx": "x",
    "edge": "e",
    "kind": "L",
    "ofday": "G",
    "dayword": "t",
    "noon": "v",
    "now": "p",
    "greeting": "H",
    "occasion": "F",
    "period": "r",
    "some": "q",
    "atleast": "1",
    "animal": "X",
    "epoch": "U",
    "ofepoch": "J",
    "decade": "2",
    "calendar": "3",
    "and": "&",
    "yearshort": "j",
    "centuryshort": "f",
}

_CHAIN = regex.compile(rf"{SUFFIX_CHAIN}|(?:лар|лер|дар|дер|тар|тер)?[ғгқк][ыі]{SUFFIX_CHAIN}?")
_VOICED = {"г": "к", "ғ": "қ", "б": "п"}

#: Endings and the letter of the case they show, first match wins. ``p`` is a bare possessive,
#: ``s`` a bare plural, ``r`` an attributive (`-дағы`, `-ғы`), ``q`` a derived noun (`-лық`), ``j`` its
#: possessive (`жылдығы` "its jubilee").
_CASES = tuple(
    (regex.compile(rf"(?:{ending})\Z"), letter)
    for ending, letter in (
        ("[лдт][ыі][ғг][ыі].*", "j"),
        ("[дтғгқк][ае]?[ғг][ыі]|[ғгқк][ыі]", "r"),
        ("[ндт][ыі]ң", "g"),
        ("[ндт][ае]н", "a"),
        ("[дт][ае]", "l"),
        ("[мбп]ен", "i"),
        ("[лд]?[дт]ай|[дт]ей|[лдт][ае]п", "x"),
        ("[ғгқкн]?[ае]", "d"),
        ("[лдт][ыі][қкғг]", "q"),
        ("[лдт][ае]р", "s"),
        ("[ндт][ыі]|[сыі]?[ыі]н", "c"),
        ("с?[ыі]", "p"),
    )
)


@lru_cache(maxsize=4096)
def case_letter(suffix: str) -> str:
    """The letter of the case a suffix chain ends in; ``0`` for no suffix."""
    if not suffix:
        return "0"
    if suffix in ("ты", "ті", "ды", "ді", "ны", "ні"):
        return "c"
    for pattern, letter in _CASES:
        if pattern.search(suffix):
            return letter
    return "x"


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Stems that inflect, fixed words, and the excluded forms, each with its letter."""
    stems: dict[str, str] = {}
    fixed: dict[str, str] = {}
    barred: set[str] = set()
    path = patterns_dir() / "temporal.jsonl"
    for line, item in read_jsonl(path):
        letter = LETTERS.get(str(item.get("class")))
        words = item.get("words")
        if letter is None or not isinstance(words, list):
            raise PatternError(f"{path}:{line}: 'words' missing or unknown 'class'")
        table = fixed if item.get("fixed") else stems
        for word in words:
            table[word] = letter
        barred.update(letter + form for form in item.get("not", ()))
    return stems, fixed, frozenset(barred)


def word_stems() -> set[str]:
    """Every stem and fixed word of dates and times."""
    stems, fixed, _ = _lexicon()
    return {*stems, *fixed}


def _is_barred(letter: str, word: str, barred: frozenset[str]) -> bool:
    """Whether a form is another word: listed itself, or by a beginning."""
    return letter + word in barred or any(
        letter + word[:cut] + "*" in barred for cut in range(2, len(word) + 1)
    )


@lru_cache(maxsize=65536)
def word_code(word: str) -> str:
    """Two letters for a lower-cased word, class and case; ``__`` for any other word."""
    if len(word) > MAX_WORD:
        return "__"
    stems, fixed, barred = _lexicon()
    if word in fixed:
        return fixed[word] + "0"
    for cut in range(len(word), 1, -1):
        letter = stems.get(word[:cut])
        if letter is None and cut < len(word) and word[cut - 1] in _VOICED:
            letter = stems.get(word[: cut - 1] + _VOICED[word[cut - 1]])
        if letter is None or _is_barred(letter, word, barred):
            continue
        rest = word[cut:]
        if not rest:
            return letter + "0"
        if _CHAIN.fullmatch(rest):
            return letter + case_letter(rest)
    return "__"
