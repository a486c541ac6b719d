"""spaCy's tokenizer with two guards: hostile runs cost linear time, lone surrogates are replaced.

spaCy peels prefixes and suffixes off a token one character at a time, so a run of 20,000 quotes
without a space takes half a minute. A stretch without white space that is longer than any word is
therefore tokenized in pieces and the pieces are joined without spaces between them.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

from kk_econ_ner.lang.initials import STUCK

#: Stretches without white space up to this length go to spaCy's tokenizer as they are.
MAX_STRETCH = 200
PIECE = 64

_LONG = re.compile(rf"(?<!\S)\S{{{MAX_STRETCH + 1},}}")
#: What every match of `STUCK` holds; looked for first, because it is found much faster.
_INNER_STOP = re.compile(r"\.\w")
_PIECES = re.compile(rf"\w{{1,{PIECE}}}|[^\w\s]{{1,{PIECE}}}")
_SURROGATES = re.compile("[\ud800-\udfff]")


class KazakhTokenizer(Tokenizer):
    """See the module's docstring. Any `str` gives a doc whose text is that string."""

    @classmethod
    def from_nlp(cls, nlp: Language) -> KazakhTokenizer:
        """The tokenizer of a pipeline's language defaults."""
        defaults = nlp.Defaults
        return cls(
            nlp.vocab,
            rules=defaults.tokenizer_exceptions,
            prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
            suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
            infix_finditer=compile_infix_regex(defaults.infixes or ()).finditer,
            token_match=defaults.token_match,
            url_match=defaults.url_match,
        )

    def __call__(self, text: str) -> Doc:
        """Tokenize. Lone surrogates, which have no UTF-8 form, become U+FFFD."""
        text = _SURROGATES.sub("\ufffd", text)
        if not _LONG.search(text) and not (_INNER_STOP.search(text) and STUCK.search(text)):
            return Tokenizer.__call__(self, text)
        words: list[str] = []
        spaces: list[bool] = []
        # Hostile stretches are cut into many equal pieces.
        known: dict[str, tuple[list[str], list[bool]]] = {}
        for piece in self._pieces(text):
            found = known.get(piece)
            if found is None:
                doc = Tokenizer.__call__(self, piece)
                found = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
                if len(piece) <= PIECE:
                    known[piece] = found
            words += found[0]
            spaces += found[1]
        return Doc(self.vocab, words=words, spaces=spaces)

    @staticmethod
    def _pieces(text: str) -> Any:
        """The text cut inside overlong stretches and after the initials of ``Б.Байбек``."""
        cuts = {match.end() for match in STUCK.finditer(text)}
        for stretch in _LONG.finditer(text):
            cuts.update(m.end() for m in _PIECES.finditer(text, stretch.start(), stretch.end()))
        start = 0
        for cut in sorted(cuts):
            if start < cut < len(text) and not text[cut].isspace():
                yield text[start:cut]
                start = cut
        if start < len(text):
            yield text[start:]


@registry.tokenizers("kk_econ_ner.KazakhTokenizer.v1")
def create_kazakh_tokenizer() -> Any:
    """Factory for the ``[nlp.tokenizer]`` block."""
    return KazakhTokenizer.from_nlp
