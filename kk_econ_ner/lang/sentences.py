"""``kk_sentencizer``: sentence boundaries for written Kazakh.

A full stop ends a sentence unless it belongs to an abbreviation or an initial that goes on
(``95 млрд. теңге``, ``2016 ж. басталды``, ``Ө. Шүкеев``) or the next word is lower-case. Speech goes
on after its closing quote and dash (``…», - деді``). A line break ends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.pipeline import Pipe, Sentencizer
from spacy.tokens import Doc

from kk_econ_ner.lang.tokenizer_exceptions import ABBREVIATIONS

#: Where a sentence may end: the last mark of a run, or a line break. Nothing here is repeated without
#: bound, so that hostile text costs linear time.
_END = re.compile(r"[.!?…\n](?![.!?…])[»”\"')\]’]{0,3}(?=\s)|\n")
_NOT_SPACE = re.compile(r"\S")
#: What is looked past to see how the next sentence would begin: a dash of speech, opening quotes.
_OPENING = re.compile(r"[-–—]?\s*[«“„\"'(\[]?\s*")
#: What stands before the word, with inner full stops, that a full stop ends.
_LAST_WORD = re.compile(r"[^\w.]")
#: Longer than any abbreviation.
_REACH = 24

#: After these a capitalised word may begin a new sentence (``… 2016 ж. Қазақстан``).
_MAY_END = frozenset(
    ("ж.", "жж.", "т.б.", "т.с.с.", "т.т.", "тг.", "млн.", "млрд.", "трлн.", "мың.", "ғ.", "руб.")
)


class KazakhSentencizer(Pipe):
    """Sets ``token.is_sent_start`` on any tokenization."""

    def __init__(self, name: str = "kk_sentencizer") -> None:
        self.name = name
        self._marker = Sentencizer()

    def __call__(self, doc: Doc) -> Doc:
        """Mark sentence starts; boundaries that are already set are kept."""
        if not len(doc) or doc.has_annotation("SENT_START"):
            return doc
        starts = [False] * len(doc)
        starts[0] = True
        for begin in sentence_starts(doc.text):
            span = doc.char_span(begin, begin + 1, alignment_mode="expand")
            if span is not None and span[0].idx == begin:
                starts[span.start] = True
        # The text is searched and compiled code sets the marks: going from token to token in Python
        # cost more than the tokenizer.
        self._marker.set_annotations([doc], [starts])
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """It has no settings."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> KazakhSentencizer:
        """See `to_bytes`."""
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """See `to_bytes`."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> KazakhSentencizer:
        """See `to_bytes`."""
        return self


def sentence_starts(text: str) -> list[int]:
    """Where sentences begin, in characters; the first one, at the beginning, is not listed.

    >>> sentence_starts("Баға 5 млрд. теңге болды. Ол өсті.")
    [26]
    """
    starts: list[int] = []
    following = 0
    for match in _END.finditer(text):
        at = match.start()
        if at < following:
            continue
        begin = _NOT_SPACE.search(text, match.end())
        if begin is None:
            break
        following = begin.start()
        stop = text[at] == "." and text[at - 1 : at] not in (".", "!", "?")
        if "\n" in text[at:following]:
            # A line that goes on in lower case is a broken sentence, not a new one.
            if not text[following].islower() or (text[at] in "!?…." and not stop):
                starts.append(following)
            continue
        opening = _OPENING.match(text, following, following + 6)
        first = text[opening.end() : opening.end() + 1] if opening else text[following]
        if (first.isupper() or first.isdigit()) and not (
            stop and not _full_stop_ends(text, at, first)
        ):
            starts.append(following)
    return starts


def _full_stop_ends(text: str, at: int, first: str) -> bool:
    """Whether a full stop ends a sentence, ``first`` being the first letter or digit after it."""
    before = _LAST_WORD.split(text[max(0, at - _REACH) : at])[-1]
    short = f"{before}.".lower()
    last = before.rpartition(".")[2]
    if short in ABBREVIATIONS or (len(last) == 1 and not last.isdigit()):
        return short in _MAY_END and first.isupper()
    return not (before.isdigit() and first.isdigit())


@Language.factory("kk_sentencizer", assigns=["token.is_sent_start", "doc.sents"])
def make_kk_sentencizer(nlp: Language, name: str) -> KazakhSentencizer:
    """Build the sentence splitter (see `KazakhSentencizer`)."""
    return KazakhSentencizer(name)
