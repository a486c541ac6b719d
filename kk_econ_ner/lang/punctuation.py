"""What is split from a token's start, end and middle.

Suffixes after a hyphen belong to the word (``АҚШ-тың``, ``2016-шы``), a hyphen between digits does
not (``10-15``). A percent sign takes its own suffix: ``30%-ға`` is ``30`` and ``%-ға``.
"""

from __future__ import annotations

from spacy.lang import char_classes

# spaCy's letter classes lack ғ, қ, ұ.
ALPHA_LOWER = char_classes.ALPHA_LOWER + "әғқңөұүһі"
ALPHA_UPPER = char_classes.ALPHA_UPPER + "ӘҒҚҢӨҰҮҺІ"
ALPHA = char_classes.ALPHA + "әғқңөұүһіӘҒҚҢӨҰҮҺІ"

_CURRENCY = rf"(?:{char_classes.CURRENCY}|₸)"
_QUOTES = r"[«»“”„‟\"‘’‹›]"
_DASHES = r"[–—―−]"
#: Soft hyphen, zero-width characters and byte-order mark: split off a word's ends, kept inside it.
_INVISIBLE = r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]"

TOKENIZER_PREFIXES = [
    _QUOTES, r"[(\[{<]", r"…", r"\.\.+", r"[,.;:!?*/|\\=+~@#^`]", r"&", r"№", r"%", r"§", _DASHES,
    _CURRENCY, r"'", r"-(?=[\d(«\"])", r"-(?=$)", r"_", r"[)\]}>]", r"[©®™°•·]", _INVISIBLE,
]  # fmt: skip

TOKENIZER_SUFFIXES = [
    _QUOTES, r"[)\]}>]", r"[(\[{<]", r"…", r"\.\.+", r"[,;:!?*/|\\=+~^`]", r"&", _DASHES, r"'", r"_",
    rf"(?<=[{ALPHA}]{{2}})\.", r"(?<=[\d%₸$€£¥)»”\"\]])\.", rf"(?<=[{ALPHA_LOWER}])\.",
    r"(?<=\d)%", r"(?<=\d)‰", rf"(?<=\d){_CURRENCY}", rf"(?<=\d)%-[{ALPHA}]+",
    rf"(?<=[»”\"])-[{ALPHA}]+", rf"(?<=[%₸$€])-[{ALPHA}]+", r"(?<=[»”\"])-", r"(?<=\d)-$", r"-$", r"\.$",
    r"[©®™°•·]", _INVISIBLE,
]  # fmt: skip

TOKENIZER_INFIXES = [
    r"…", r"\.\.+", _DASHES, _QUOTES, r"[()\[\]{}<>;!?=]", r"(?<=\d)%(?=-)",
    rf"(?<=[{ALPHA}\d»”\"%)]),(?=[{ALPHA}«\"(])", rf"(?<=[{ALPHA}]),(?=\d)",
    rf"(?<=[{ALPHA}]):(?=[{ALPHA}])",
    rf"(?<=[{ALPHA_LOWER}]{{2}})\.(?=[{ALPHA_UPPER}«])",
    rf"(?<=[{ALPHA_UPPER}]{{2}})\.(?=[{ALPHA_UPPER}][{ALPHA_LOWER}])",
    r"(?<=\d)[-~×*](?=\d)",
    rf"(?<=\d)(?:{_CURRENCY})", rf"(?:{_CURRENCY})(?=\d)",
    r"(?<=\d)\+(?=\d)", r"(?<=%)/(?=\d)",
]  # fmt: skip
