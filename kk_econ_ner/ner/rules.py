"""What the rule components find in a doc, as features for the recogniser."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from spacy.language import Language

CharSpan = tuple[int, int, str]


@lru_cache(maxsize=4)
def _rule_pipe(name: str) -> tuple[Language, Any]:
    """A rule component of its own for docs on which that component did not run."""
    import spacy

    nlp = spacy.blank("kk")
    return nlp, nlp.add_pipe(name)


class Nearby:
    """Findings in text order, handed out stretch by stretch.

    Every stretch gets the few findings that touch it; handing all findings of a long text to each
    of its stretches would cost the square of its length.
    """

    def __init__(self, found: Iterable[CharSpan]) -> None:
        self._left = sorted(found)
        self._next = 0
        self._open: list[CharSpan] = []

    def upto(self, start: int, end: int) -> list[CharSpan]:
        """The findings that overlap ``start:end``; calls must go forward in the text."""
        while self._next < len(self._left) and self._left[self._next][0] < end:
            self._open.append(self._left[self._next])
            self._next += 1
        self._open = [span for span in self._open if span[1] > start]
        return list(self._open)


def rule_findings(doc: Doc, groups: Iterable[str]) -> list[CharSpan]:
    """``(start, end, label)`` of all that the named rule components find.

    groups: Names of rule components, which are also the names of the spans groups they write.
    """
    found: list[CharSpan] = []
    for group in groups:
        spans: Iterable[Span]
        if group in doc.spans:
            spans = doc.spans[group]
        else:
            nlp, pipe = _rule_pipe(group)
            spans = pipe.find(nlp.make_doc(doc.text))
        found += [(span.start_char, span.end_char, span.label_) for span in spans]
    return found
