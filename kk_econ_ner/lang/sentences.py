"""``kk_sentencizer``: sentence boundaries for written Kazakh.

A full stop ends a sentence unless it belongs to an abbreviation or an initial that goes on
(``95 млрд. теңге``, ``2016 ж. басталды``, ``Ө. Шүкеев``) or the next word is lower-case. Speech goes
on after its closing quote and dash (``…», - деді``). A line break ends a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc

from kk_econ_ner.lang.tokenizer_exceptions import ABBREVIATIONS

_TERMINAL = frozenset(".!?…")
_CLOSING = frozenset("»”\"')]’")
_DASHES = frozenset("-–—")
_OPENING = frozenset("«“„\"'([")

#: After these a capitalised word may begin a new sentence (``… 2016 ж. Қазақстан``).
_MAY_END = frozenset(
    ("ж.", "жж.", "т.б.", "т.с.с.", "т.т.", "тг.", "млн.", "млрд.", "трлн.", "мың.", "ғ.", "руб.")
)


class KazakhSentencizer(Pipe):
    """Sets ``token.is_sent_start`` on any tokenization."""

    def __init__(self, name: str = "kk_sentencizer") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Mark sentence starts; boundaries that are already set are kept."""
        if len(doc) and doc.has_annotation("SENT_START"):
            return doc
        start = True
        for i, token in enumerate(doc):
            token.is_sent_start = start
            start = i + 1 < len(doc) and self._ends(doc, i)
        return doc

    @staticmethod
    def _ends(doc: Doc, i: int) -> bool:
        """Whether a sentence ends after the token ``i``, which is not the last one."""
        token, following = doc[i], doc[i + 1]
        if "\n" in token.text or (token.is_space and "\n" in token.text_with_ws):
            return not following.is_space
        if token.is_space:
            return i > 0 and KazakhSentencizer._ends_before_space(doc, i - 1, i + 1)
        if following.is_space or not token.whitespace_:
            return False
        return KazakhSentencizer._ends_before_space(doc, i, i + 1)

    @staticmethod
    def _ends_before_space(doc: Doc, i: int, j: int) -> bool:
        j_text = doc[j].text
        if j_text[0] in _DASHES and j + 1 < len(doc):
            # ``…», - деді``: reported speech goes on; a dash before a capital begins a line.
            j_text = doc[j + 1].text
        if j_text[0] in _OPENING and j + 1 < len(doc):
            j_text = doc[j + 1].text
        if not (j_text[0].isupper() or j_text[0].isdigit()):
            return False
        last = i
        while last > 0 and doc[last].text in _CLOSING and i - last < 3:
            last -= 1
        text = doc[last].text
        if text in _TERMINAL or text.startswith(".."):
            before = doc[last - 1].text if last and not doc[last - 1].whitespace_ else ""
            if text == "." and (f"{before}.".lower() in ABBREVIATIONS or len(before) == 1):
                return f"{before}.".lower() in _MAY_END and j_text[0].isupper()
            return not (text == "." and before.isdigit() and j_text[0].isdigit())
        if text.endswith(".") and len(text) > 1:
            return text.lower() in _MAY_END and j_text[0].isupper()
        return False

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


@Language.factory("kk_sentencizer", assigns=["token.is_sent_start", "doc.sents"])
def make_kk_sentencizer(nlp: Language, name: str) -> KazakhSentencizer:
    """Build the sentence splitter (see `KazakhSentencizer`)."""
    return KazakhSentencizer(name)
