"""The matcher of name lists: sees through Kazakh inflection, and costs a look-up for most words.

What a word form can be is worked out once and remembered, so a text costs one dictionary access a
word and more only where a name may begin. Longer names are found by their words but the last, exactly
as listed, and the readings of the last.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kk_econ_ner.cache import FormCache
from kk_econ_ner.entities.entries import Entry, NameMatch, check_row, read_entries
from kk_econ_ner.entities.scan import WORD, Scan, key
from kk_econ_ner.morphology import analyse

__all__ = ["WORD", "Entry", "Lexicon", "NameMatch", "check_row", "read_entries"]

#: Readings of a form: entries whose capitals agree with it, those of the longest stem first.
_Readings = tuple[Entry, ...]


class _Node:
    """A place in the tree of longer names: the words so far lead here.

    children: The next words of names that go on further.
    ends: Last words of names, by their key.
    forms: Word form -> the names it ends, inflection seen through.
    """

    __slots__ = ("children", "ends", "forms")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.ends: dict[str, list[Entry]] = {}
        self.forms: dict[str, _Readings] = FormCache(self._readings)

    def _readings(self, word: str) -> _Readings:
        return tuple(
            entry for reading in analyse(key(word), self.ends) for entry in self.ends[reading.stem]
        )


class Lexicon:
    """Finds entries in texts; the last word of a name may be inflected."""

    def __init__(self, entries: Iterable[Entry] = (), *, quotes: bool = False) -> None:
        """quotes: Whether quotes that a pattern begins with are looked for in the text (`_gaps_fit`)."""
        self.quotes = quotes
        self.entries: list[Entry] = []
        #: single-word names by their key
        self._single: dict[str, list[Entry]] = {}
        self._root = _Node()
        #: first words of names that may be written without a capital
        self._lower: set[str] = set()
        #: word form -> what can begin there, or ``None``: the node of longer names, the readings
        self.forms: Any = FormCache(self._candidates)
        self.add(entries)

    def __getstate__(self) -> dict[str, Any]:
        return {"entries": self.entries, "quotes": self.quotes}

    def __setstate__(self, state: dict[str, Any]) -> None:
        Lexicon.__init__(self, state["entries"], quotes=state["quotes"])

    def add(self, entries: Iterable[Entry]) -> None:
        """Add entries; those added later win over equal ones, those with a context over those without."""
        for entry in entries:
            self.entries.append(entry)
            words = [key(word) for word in WORD.findall(entry.pattern)]
            if entry.lower or entry.pattern[0].islower():
                self._lower.add(words[0])
            if len(words) == 1:
                ends = self._single
            else:
                node = self._root
                for word in words[:-1]:
                    child = node.children.get(word)
                    if child is None:
                        child = node.children[word] = _Node()
                    node = child
                node.forms.clear()
                ends = node.ends
            same = ends.get(words[-1])
            if same is None:
                ends[words[-1]] = [entry]
            else:
                _insert(same, entry)
        self.forms.clear()

    def _candidates(self, word: str) -> tuple[_Node | None, _Readings] | None:
        """What may begin at this form, or ``None``."""
        folded = key(word)
        capital = word[0].isupper() or not word[0].isalpha()
        if not capital and not self._lower:
            return None
        node = self._root.children.get(folded)
        if node is not None and not capital and folded not in self._lower:
            node = None
        readings = tuple(
            entry
            for reading in analyse(folded, self._single)
            if capital or reading.stem in self._lower
            for entry in self._single[reading.stem]
            if _same_case(entry, word)
        )
        return (node, readings) if node is not None or readings else None

    def find(self, text: str | Scan) -> list[NameMatch]:
        """All names in the text; overlapping ones included."""
        scan = Scan(text) if isinstance(text, str) else text
        if not self.entries:
            return []
        forms = self.forms
        return self.find_at(
            scan, [i for i, word in enumerate(scan.words) if forms[word] is not None]
        )

    def find_at(self, scan: Scan, starts: Iterable[int]) -> list[NameMatch]:
        """The names that begin at words of which `forms` says that a name may begin there."""
        matches: list[NameMatch] = []
        for i in starts:
            node, readings = self.forms[scan.words[i]]
            if node is not None:
                match = self._longest(scan, i, node)
                if match is not None:
                    matches.append(match)
            for entry in readings:
                if _in_context(entry, scan, i, i):
                    matches.append(_match(entry, scan, i, i))
                    break
        return matches

    def look_up(self, name: str) -> list[Entry]:
        """The entries that a name, perhaps inflected, is a form of, in whatever context."""
        words = WORD.findall(name)
        if not words:
            return []
        node = self._root
        for word in words[:-1]:
            child = node.children.get(key(word))
            if child is None:
                return []
            node = child
        if len(words) == 1:
            readings = [
                entry
                for reading in analyse(key(words[0]), self._single)
                for entry in self._single[reading.stem]
            ]
        else:
            readings = list(node.forms[words[-1]])
        return [entry for entry in readings if _same_case(entry, words[0])]

    def _longest(self, scan: Scan, i: int, node: _Node | None) -> NameMatch | None:
        """The longest name of several words that begins at word ``i``."""
        words = scan.words
        found: list[tuple[int, _Readings]] = []
        last = i
        while node is not None:
            last += 1
            if last >= len(words):
                break
            word = words[last]
            readings = node.forms[word]
            if readings:
                found.append((last, readings))
            node = node.children.get(key(word))
        for last, readings in reversed(found):
            for entry in readings:
                if (
                    _same_case(entry, words[i])
                    and _gaps_fit(scan, i, last, self._inner(entry.pattern))
                    and _in_context(entry, scan, i, last)
                ):
                    match = _match(entry, scan, i, last)
                    return _with_quote(match, scan.text) if self.quotes else match
        return None

    def _inner(self, pattern: str) -> str:
        return pattern.strip(_OUTER) if self.quotes else pattern


#: Quotes and spaces around a pattern.
_OUTER = "«»“”„\" \xa0"
#: Signs that tell names apart at their end: ``ОПЕК`` and ``ОПЕК+``.
_SIGNS = frozenset("+#*")


def _match(entry: Entry, scan: Scan, first: int, last: int) -> NameMatch:
    end = scan.end(last) + (entry.pattern[-1] in _SIGNS)
    return NameMatch(
        scan.start(first), end, entry.label, entry.id, entry.canonical, last, entry.pattern
    )


def _with_quote(match: NameMatch, text: str) -> NameMatch:
    """A name that goes on after its closing quote takes the opening one in: ``«Дән» ЖШС``."""
    opened = match.start > 0 and text[match.start - 1] in "«“„\""
    inside = match.form[:1] in "«“„\"" and match.form.rstrip()[-1] not in "»”\""
    return match._replace(start=match.start - 1) if opened and inside else match


def _insert(entries: list[Entry], entry: Entry) -> None:
    """Put an entry before its equals: first those that ask for a context, then the others."""
    at = 0
    if not _asks(entry):
        at = sum(map(_asks, entries))
    entries.insert(at, entry)


def _asks(entry: Entry) -> bool:
    context = bool(entry.before or entry.after or entry.quoted) and not entry.inner
    return context or entry.pattern[-1] in _SIGNS


def _gaps_fit(scan: Scan, first: int, last: int, pattern: str) -> bool:
    """Between the words stands what stands in the pattern: quotes where it has quotes, else spaces."""
    gaps = scan.gap(first)
    if last > first + 1:
        gaps = "".join([gaps, *(scan.gap(i) for i in range(first + 1, last))])
    if gaps.isspace() and "\n" not in gaps:
        return True
    if "\n" in gaps:
        return False
    return gaps.strip() == "" or gaps.split() == WORD.sub("", pattern).split()


def _in_context(entry: Entry, scan: Scan, first: int, last: int) -> bool:
    """Whether what stands around the name is what an ambiguous entry asks for."""
    if entry.pattern[-1] in _SIGNS and not scan.text.startswith(entry.pattern[-1], scan.end(last)):
        return False
    if entry.quoted:
        start = scan.start(first)
        if not (start and scan.text[start - 1] in '«“"„'):
            return False
    if entry.unless and scan.lower(last + 1).startswith(entry.unless):
        return False
    if not (entry.before or entry.after or entry.inner):
        return True
    if entry.before and scan.lower(first - 1).startswith(entry.before):
        return True
    if entry.after and scan.lower(last + 1).startswith(entry.after):
        return True
    return entry.inner and not scan.opens_sentence(first) and not scan.shouted


def _same_case(entry: Entry, surface: str) -> bool:
    """Capitals as in the pattern, or all capitals; an abbreviation never matches a common word.

    A name listed without a capital may have one.
    """
    pattern = entry.pattern
    if pattern.startswith(surface) or surface.startswith(pattern):
        return True
    if entry.lower or pattern[0].islower():
        return True
    if surface.isupper() and (len(surface) > 1 or len(pattern) == 1):
        return True
    first = WORD.search(pattern)
    return first is not None and all(
        a.isupper() == b.isupper() for a, b in zip(surface, first.group(), strict=False)
    )
