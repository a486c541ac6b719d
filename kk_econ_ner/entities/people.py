"""People by the form of their names: ``Бауыржан Байбек``, ``Б. Сәрсеновтің``, ``Әсел Ерланқызы``.

A run of capitalised words is read from left to right; initials, patronymics, given names and surnames
anchor a name in it. Sources of the rules: KazNERD guidelines, class PERSON (patronymics, particles and
Roman numbers belong to the name; titles and honorifics do not), school grammar for the order of names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kk_econ_ner.entities.entries import NameMatch
from kk_econ_ner.entities.people_list import (
    CAPITAL,
    EVERYDAY,
    GIVEN,
    HONORIFIC,
    INFLECTED,
    INITIAL,
    NAMED_AFTER,
    NOT_NAME,
    NUMERAL,
    PARTICLE,
    PATRONYMIC,
    ROLE,
    SHOUTED,
    SURNAME,
    WEAK,
    People,
)
from kk_econ_ner.entities.scan import Scan
from kk_econ_ner.lang.stop_words import STOP_WORDS

#: Forms without which there is no name.
ANCHORS = GIVEN | SURNAME | PATRONYMIC | INITIAL | ROLE | HONORIFIC
_NAME = CAPITAL | SHOUTED
#: Endings of verbs, adjectives and inflected nouns that given names do not have.
_EVERYDAY = tuple(
    "нда нде тта тте ған ген қан кен дың дің тың тің ның нің лар лер дар дер тар тер "
    "ты ті лы лі лық лік дық дік ша ше ып іп".split()
)
_SPACES = frozenset((" ", "\xa0", "  "))

IsKnown = Callable[[str], bool]


def find_people(
    scan: Scan, is_known: IsKnown, data: People, at: Iterable[int]
) -> Iterator[NameMatch]:
    """People in the text.

    is_known: Whether a capitalised word form is a listed place or organisation.
    at: The words that are `ANCHORS`.
    """
    flags = list(map(data.forms.__getitem__, scan.words))
    reader = _Reader(scan, flags, is_known)
    done = -1
    for i in at:
        if i <= done:
            continue
        found = reader.read(i, done)
        if found is not None:
            first, last = found
            done = last
            end = scan.end(last)
            if flags[last] & INITIAL and scan.text[end : end + 1] == ".":
                end += 1
            yield NameMatch(scan.start(first), end, "PERSON")


class _Reader:
    """Reads a name around an anchor; word numbers throughout."""

    def __init__(self, scan: Scan, flags: list[int], is_known: IsKnown) -> None:
        self.scan = scan
        self.flags = flags
        self.is_known = is_known

    def read(self, i: int, done: int) -> tuple[int, int] | None:
        """First and last word of the name whose anchor is word ``i``, or ``None``."""
        flag = self.flags[i]
        if flag & NOT_NAME and not flag & ROLE:
            return None
        span: tuple[int, int] | None = None
        if flag & INITIAL and self._dot(i):
            span = self._initials(i)
        elif flag & ROLE:
            span = self._after_role(i)
        elif flag & HONORIFIC:
            span = self._before_honorific(i)
        elif flag & _NAME:
            span = self._anchored(i)
        if span is None or span[0] <= done:
            return None
        first, last = span
        if self.scan.lower(last + 1).startswith(NAMED_AFTER) and self._joined(last):
            return None
        if first == last and self._quoted(first):
            return None
        if first > done + 1 and self.flags[first - 1] & NUMERAL and self._joined(first - 1):
            first -= 1
        return first, last

    def _initials(self, i: int) -> tuple[int, int] | None:
        """``Б. Сәрсенов``, ``Қ.-Ж.К.Тоқаев``; also the surname before: ``Сәрсенов Б.``."""
        last = i
        while last + 1 < len(self.flags) and self.flags[last + 1] & INITIAL and last - i < 3:
            if not self._dot(last):
                break
            last += 1
        if not self._dot(last):
            last -= 1
        after = last + 1
        while after < len(self.flags) and self.flags[after] & PARTICLE and after - last < 3:
            after += 1
        gap = (
            self.scan.text[self.scan.end(last) : self.scan.start(after)]
            if (after < len(self.flags))
            else "\n"
        )
        apart = after > last + 1  # a particle stands between: ``Ф. де Соссюр``
        near = gap.rstrip(" \xa0") == "." or (apart and gap.startswith((". ", ".\xa0")))
        if near and "\n" not in gap and self._surname_like(after):
            return i, after
        if i and self._joined(i - 1):
            before = self.flags[i - 1]
            if before & SURNAME and not before & WEAK:
                return i - 1, last
        return None

    def _surname_like(self, i: int) -> bool:
        flag = self.flags[i]
        return bool(flag & _NAME and not flag & NOT_NAME and len(self.scan.words[i]) > 2)

    def _after_role(self, i: int) -> tuple[int, int] | None:
        """``президенті Дональд Трамп``: two or three capitalised words, or a surname."""
        first = i + 1
        if not self._name_word(first) or not self._joined(i):
            return None
        flag = self.flags[first]
        if flag & (GIVEN | SURNAME | PATRONYMIC) and not flag & EVERYDAY:
            return self._anchored(first)
        last = self._extend(first, first + 3)
        if last > first:
            return first, last
        return None

    def _before_honorific(self, i: int) -> tuple[int, int] | None:
        """``Абылай хан``, ``Сара ханым``."""
        if not i or not self._joined(i - 1):
            return None
        flag = self.flags[i - 1]
        if self._name_word(i - 1) and not flag & INFLECTED and not self._opens(i - 1):
            first = i - 1
            if first and self._name_word(first - 1) and self._joined(first - 1):
                return None
            if self.scan.lower(i + 1).startswith(NAMED_AFTER):
                return None
            return first, i - 1
        return None

    def _anchored(self, i: int) -> tuple[int, int] | None:
        """A name around a given name, a surname or a patronymic."""
        flags, flag = self.flags, self.flags[i]
        before = i - 1 if i and self._name_word(i - 1) and self._joined(i - 1) else None
        if before is not None and flags[before] & INFLECTED:
            before = None
        if flag & PATRONYMIC:
            if before is None:
                return None
            first = before
            earlier = before - 1
            if (
                earlier >= 0
                and self._name_word(earlier)
                and self._joined(earlier)
                and not flags[earlier] & INFLECTED
                and (
                    flags[earlier] & (SURNAME | GIVEN)
                    or (flags[before] & GIVEN and not self._opening_word(earlier))
                )
            ):
                first = earlier
            last = i if flag & INFLECTED else self._extend(i, i + 1)
            return first, last
        if flag & GIVEN and not flag & INFLECTED:
            last = self._extend(i, i + 3)
            sure = SURNAME | PATRONYMIC | (0 if flag & SHOUTED else GIVEN)
            follows = last > i and (
                not flag & (EVERYDAY | SHOUTED)
                or not (flag & SHOUTED or self._opens(i))
                or any(flags[j] & sure for j in range(i + 1, last + 1))
            )
            if follows:
                while last - i > 1 and not self._may_close(last):
                    last -= 1
                if before is not None and flags[before] & SURNAME and not flags[last] & SURNAME:
                    return before, last
                return i, last
        if before is not None and flag & (SURNAME | GIVEN):
            surname_first = flag & GIVEN and flags[before] & SURNAME
            given_first = flag & SURNAME and (
                flags[before] & GIVEN or not (flag & WEAK or self._opening_word(before))
            )
            unknown_first = flag & GIVEN and not flag & EVERYDAY and not self._opens(before)
            if surname_first or given_first or unknown_first:
                return before, i
        if flag & SHOUTED:
            return None
        if flag & SURNAME and not flag & GIVEN and not self.is_known(self.scan.words[i]):
            after = self._next(i)
            if after is not None and self.flags[after] & GIVEN and not flag & INFLECTED:
                return i, self._extend(after, after + 1)
            if after is not None and flags[after] & INITIAL and self._dot(after):
                return i, self._initials_end(after)
            alone = not flag & WEAK and (after is None or flag & INFLECTED)
            return (i, i) if alone else None
        if flag & GIVEN and not flag & EVERYDAY and not self.is_known(self.scan.words[i]):
            if flag & INFLECTED or self._next(i) is None:
                return i, i
        return None

    def _initials_end(self, i: int) -> int:
        while (
            i + 1 < len(self.flags)
            and self.flags[i + 1] & INITIAL
            and self._dot(i)
            and self._dot(i + 1)
        ):
            i += 1
        return i

    def _may_close(self, i: int) -> bool:
        """Whether a third or fourth word still belongs to the name."""
        return bool(
            self.flags[i] & (SURNAME | PATRONYMIC) or self.flags[i - 1] & (PATRONYMIC | PARTICLE)
        )

    def _extend(self, i: int, limit: int) -> int:
        """The last name word that follows word ``i`` directly, ``limit`` at most."""
        last = i
        while last < limit and not self.flags[last] & INFLECTED:
            after = last + 1
            while (
                after < len(self.flags) and self.flags[after] & PARTICLE and self._joined(after - 1)
            ):
                after += 1
            if after - last > 3 or not self._joined(last) or not self._name_word(after):
                break
            if not self._joined(after - 1):
                break
            if last > i and self.flags[last] & SURNAME and not self.flags[after] & PATRONYMIC:
                break  # the next person begins
            last = after
        return last

    def _next(self, i: int) -> int | None:
        return i + 1 if self._joined(i) and self._name_or_initial(i + 1) else None

    def _name_or_initial(self, i: int) -> bool:
        return self._name_word(i) or bool(self.flags[i] & INITIAL and self._dot(i))

    def _name_word(self, i: int) -> bool:
        """A capitalised word that may be part of a name: no title, no listed place."""
        if not 0 <= i < len(self.flags):
            return False
        flag, word = self.flags[i], self.scan.words[i]
        if not flag & _NAME or flag & NOT_NAME or len(word) < 2:
            return False
        if flag & SHOUTED and not flag & (SURNAME | PATRONYMIC | GIVEN):
            return False
        if flag & (SURNAME | PATRONYMIC | GIVEN) and not flag & EVERYDAY:
            return True
        return not self.is_known(word)

    def _joined(self, i: int) -> bool:
        return i + 1 < len(self.flags) and self.scan.gap(i) in _SPACES

    def _dot(self, i: int) -> bool:
        end = self.scan.end(i)
        return self.scan.text[end : end + 1] == "."

    def _opens(self, i: int) -> bool:
        return self.scan.opens_sentence(i)

    def _opening_word(self, i: int) -> bool:
        """Whether a word has its capital because it begins a sentence."""
        lower = self.scan.lower(i)
        everyday = self.flags[i] & INFLECTED or lower in STOP_WORDS or lower.endswith(_EVERYDAY)
        return bool(everyday) and self._opens(i)

    def _quoted(self, i: int) -> bool:
        start, end = self.scan.start(i), self.scan.end(i)
        text = self.scan.text
        return start > 0 and text[start - 1] in '«“"' and text[end : end + 1] in ("»", "”", '"')
