"""Organisations by their head word: ``ҚР Қаржы министрлігінің Қазынашылық комитеті``.

A name is read from its head to the left. It has a *core*, the words from the head to the first capital
letter (``Қаржы``, ``Жер қойнауын пайдалану, қоршаған орта және су ресурстары``), and before the core
*owners*: ``ҚР``, a country, ``Павлодар облысының``, ``Алматы қалалық``, another organisation (``… министрлігінің``,
``БҰҰ``), whoever it is named after (``Л.Н. Гумилев атындағы``). Without a capital letter there is no name:
``облыстық денсаулық сақтау басқармасы`` is any such office (KazNERD guidelines, class ORG).

The words are walked at most `MAX_WORDS` to the left of a head, heads are found by a look-up of their first
letters, so the cost is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kk_econ_ner.entities.office_words import (
    ABROAD,
    ACRONYM,
    ADJECTIVE,
    ATYNDAGY,
    BEFORE_BARE,
    CASED,
    CASED_AFTER_HYPHEN,
    DASH,
    DESCRIPTORS,
    HEADS_BY_KEY,
    INTERNATIONAL,
    KEY,
    NEVER,
    NOT_FIRST,
    PLACE_HEAD,
    PLACED,
    QUALIFIER,
    SHORT_HEADS,
    SURNAME,
    TITLES,
    WORLDWIDE,
    Head,
    extends,
    is_capital,
    is_listable,
    is_office,
    is_place,
    is_place_head,
    may_begin_core,
    may_stand_inside,
    owns,
    place_words,
    read_head,
)
from kk_econ_ner.entities.scan import WORD

Word = tuple[str, int, int]
Finding = tuple[int, int, str]

MAX_WORDS = 14
#: Organisations that own one another in a chain.
MAX_OWNERS = 4


def offices(
    text: str,
    words: Sequence[Word],
    quoted: Sequence[Finding],
    at: Iterable[int],
) -> Iterator[Finding]:
    """Names that end in a head word.

    words: Of the text, as `lexicon.WORD` reads them.
    quoted: Organisations found by their quotes, which may own what follows.
    at: The words to try, at least those that `read_head` or `is_office` knows.
    """
    walker = Walker(text, words, quoted)
    for i in at:
        word, _, end = words[i]
        if is_office(word):
            owned = walker.owned(i)
            if owned is not None:
                yield owned, end, "ORG"
            continue
        lower = word[:KEY].lower()
        heads = HEADS_BY_KEY.get(lower)
        if heads is None and lower[:3] not in SHORT_HEADS and lower not in SHORT_HEADS:
            continue
        reading = read_head(word)
        if reading is None:
            continue
        head, plural, bare, _ = reading
        if plural and not head.stem.startswith(("министрлі", "орталығ")):
            continue
        first = walker.begin(i, head, plural=plural, bare=bare)
        if first is not None:
            yield first, end, head.label


class Walker:
    """Reads names from their heads to the left."""

    def __init__(self, text: str, words: Sequence[Word], quoted: Sequence[Finding]) -> None:
        self.text = text
        self.words = words
        self._depth = 0
        self.owners = {
            end: start
            for start, end, _ in quoted
            if not CASED_AFTER_HYPHEN.search(text, max(start, end - 7), end)
        }

    def owned(self, i: int) -> int | None:
        """Where the place begins that owns the acronym at word i, or ``None``."""
        if i == 0 or self.gap(i - 1) not in (" ", "\xa0"):
            return None
        before = self.words[i - 1][0]
        if before == "бойынша" or (before.islower() and is_place_head(before)):
            return self._owner(i - 1, i, False, i)
        return None

    def gap(self, i: int) -> str:
        """What stands between word i and the next."""
        return self.text[self.words[i][2] : self.words[i + 1][1]]

    def begin(self, i: int, head: Head, *, plural: bool, bare: bool) -> int | None:
        """Where the name with this head begins, in characters, or ``None``."""
        words = self.words
        found: int | None = None
        start: int | None = None
        after_list = listing = False
        placed = False
        k = i - 1
        if bare and not self._licensed(i, head.stem):
            return None
        while k >= 0 and i - k <= MAX_WORDS:
            word = words[k][0]
            gap = self.gap(k)
            lower = word.lower()
            if (
                found == k + 1
                and words[found][0].lower() in WORLDWIDE
                and word.partition("-")[0] not in INTERNATIONAL
            ):
                break
            if gap not in (" ", "\xa0"):
                if (
                    DASH.fullmatch(gap)
                    and found == k + 1
                    and word.lower() in place_words()
                    and words[found][0].lower() in place_words()
                ):
                    pass
                elif gap in (", ", ",") and (after_list or plural) and (found is None or plural):
                    if not is_listable(word):
                        break
                elif gap.rstrip() in ("»", "”"):
                    opened = self.owners.get(words[k][2] + 1) or self.owners.get(words[k][2])
                    if opened is not None and found is not None:
                        start = opened
                        if (
                            self.text[words[k][2]] in "»”"
                            and start > 0
                            and self.text[start - 1] in "«“"
                        ):
                            start -= 1
                    break
                else:
                    break
            if not is_capital(word):
                if (
                    found is not None
                    and plural
                    and (listing or gap.startswith(","))
                    and may_stand_inside(lower)
                ):
                    listing = True  # ``Денсаулық сақтау, Көлік және энергетика министрліктері``
                    k -= 1
                    continue
                if found is not None:
                    owner = self._owner(k, found, plural, i)
                    if owner is None:
                        break
                    start, found, placed = owner, -1, True
                    break
                if lower in ("және", "мен", "пен", "бен"):
                    after_list = True
                elif lower == "бойынша":
                    if k == 0 or (
                        not PLACE_HEAD.match(words[k - 1][0].lower())
                        and not is_place(words[k - 1][0])
                    ):
                        break
                elif lower == ATYNDAGY:
                    named = self._named_after(k)
                    if named is None:
                        break
                    found, k = named, named
                    placed = True
                elif not may_stand_inside(lower):
                    # ``Қаржы министрлігінің қазынашылық басқармасы``
                    start = self._head_owner(k) if lower.endswith(("ның", "нің")) else None
                    placed = True
                    break
            elif words[k][2] in self.owners and (found is not None or word[:2].isupper()):
                start = self.owners[words[k][2]]
                placed = True
                break
            elif found is not None and listing and is_listable(word):
                found, listing = k, False
            elif found is None:
                abroad = head.stem in ABROAD and is_place(word)
                if not abroad and not may_begin_core(word, i - k > 3):
                    break
                found = k
                placed = placed or owns(word)
                if (owner := self._head_owner(k)) is not None:
                    start, placed = owner, True
                    break
            elif (head.stem in ABROAD and is_place(word)) or extends(
                word, words[k + 1][0], plural, gap
            ):
                found = k
                placed = placed or owns(word)
                if (owner := self._head_owner(k)) is not None:
                    start = owner
                    break
            else:
                break
            k -= 1
        if start is None:
            if found is None:
                return None
            start = words[found][1]
        if self._is_common(i, head, bare, start, placed):
            return None
        return start

    def _is_common(self, i: int, head: Head, bare: bool, start: int, placed: bool) -> bool:
        """Whether what was read is a common noun after all."""
        before = self.words[i - 1][0]
        short = start == self.words[i - 1][1]
        if (head.place and not placed) or before == "баспасөз":
            return True
        if (
            short
            and head.stem in DESCRIPTORS
            and (before[0].isascii() or ACRONYM.fullmatch(before))
        ):
            return True
        if head.stem == "күштер" and before.lower() != "қарулы":
            return True
        if head.stem == "штаб" and before != "Бас":
            return True
        if (
            head.stem in PLACED
            and not placed
            and "жөніндегі" not in self.text[start : self.words[i][1]]
        ):
            return True
        if head.stem == "федерация" and short and is_place(before):
            return True  # ``Ресей Федерациясы`` is a country
        if head.stem == "одағ" and before in ("Кеңес", "КСР"):
            return True
        if head.stem == "қор" and (short or before == "Ұлттық"):
            return True  # ``Зейнетақы қоры`` at the beginning of a sentence
        if head.stem == "ұйым" and not bare and not placed:
            first = self.text[start : start + 30].split()[0].lower()
            return not (ADJECTIVE.fullmatch(first) or first in TITLES) or first == "мемлекеттік"
        initial = not placed and self._opens(start)
        if head.stem == "департамент" and initial:
            return True  # ``Полиция департаменті``: whose?
        if head.stem == "орталығ":
            if initial and len(self.text[start : self.words[i][1]].split()) < 3:
                return True
            # ``Алматының орталығы``, ``облыс орталығы``: the middle of a place
            return (short and placed) or before.lower().startswith(
                ("облыс", "аудан", "қала", "ауыл", "әкімшілік")
            )
        return False

    def _opens(self, start: int) -> bool:
        """Whether a sentence or paragraph begins there, so that the capital letter says nothing."""
        return (
            not self.text[max(0, start - 3) : start].strip(' \xa0«“"—–-')
            or self.text[start - 2] in ".!?:"
        )

    def _head_owner(self, k: int) -> int | None:
        """Where the organisation begins whose head is word k (``Ғылым академиясының``), or ``None``."""
        reading = read_head(self.words[k][0])
        if not reading or reading[2] or reading[3] not in ("", "нің", "ның"):
            return None
        if k and self.gap(k - 1).rstrip() in ("»", "”"):
            opened = self.owners.get(self.words[k - 1][2])
            return None if opened is None else opened - 1
        if self._depth >= MAX_OWNERS:
            return None
        self._depth += 1
        try:
            return self.begin(k, reading[0], plural=False, bare=False)
        finally:
            self._depth -= 1

    def _licensed(self, i: int, stem: str) -> bool:
        """Whether a bare head may end a name: after ``жөніндегі`` or a capitalised name with an adjective."""
        capital = False
        for k in range(i - 1, max(-1, i - 6), -1):
            if self.gap(k) not in (" ", "\xa0"):
                break
            word = self.words[k][0]
            lower = word.lower()
            if lower in BEFORE_BARE:
                return stem not in ("орталық", "мектеп", "одақ", "ұйым") or lower in (
                    "жөніндегі",
                    ATYNDAGY,
                )
            if (
                stem in ("театр", "кітапхана", "мектеп", "филармония")
                and k == i - 1
                and not QUALIFIER.fullmatch(lower)
            ):
                return False
            if lower in NEVER or word in NOT_FIRST or not QUALIFIER.fullmatch(lower):
                return capital and k < i - 1
            capital = is_capital(word)
            if capital and not ADJECTIVE.fullmatch(lower):
                return True
        return capital

    def _sentence_start(self, k: int) -> bool:
        return any(c in ".!?\n:" for c in self.gap(k - 1))

    def _owner(self, k: int, found: int, plural: bool, i: int) -> int | None:
        """Where a name begins that is owned by lower-cased words up to k; ``None`` where none does."""
        word = self.words[k][0].lower()
        if is_place_head(word):
            if k > 0 and self.gap(k - 1) in (" ", "\xa0") and is_capital(self.words[k - 1][0]):
                return self._place_start(k - 1)
            return None
        if word == ATYNDAGY:
            named = self._named_after(k)
            return None if named is None else self.words[named][1]
        if word in ("бойынша", "жанындағы"):
            if k == 0 or self.gap(k - 1) not in (" ", "\xa0"):
                return None
            if is_capital(self.words[k - 1][0]):
                return self._place_start(k - 1)
            return self._owner(k - 1, found, plural, i)
        if word in ("және", "мен", "пен", "бен") and plural and k > 0 and i - k < 8:
            before = self.words[k - 1][0]
            if (
                self.gap(k - 1) == " "
                and is_capital(before)
                and is_listable(before)
                and not is_place(before)
            ):
                n = k - 1
                while (
                    n > 0
                    and k - n < 6
                    and self.gap(n - 1) == ", "
                    and is_capital(self.words[n - 1][0])
                    and is_listable(self.words[n - 1][0])
                ):
                    n -= 1  # ``Қаржы, Әділет және Сыртқы істер министрліктері``
                return self.words[n][1]
            if self.gap(k - 1) == " " and may_stand_inside(before.lower()):
                n = k - 1
                while (
                    n > 0
                    and k - n < 4
                    and not is_capital(self.words[n][0])
                    and self.gap(n - 1) in (" ", ", ")
                ):
                    n -= 1
                if is_capital(self.words[n][0]) and is_listable(self.words[n][0]):
                    return self.words[n][1]
            return None
        return self._head_owner(k)

    def _place_start(self, k: int) -> int:
        """Where the owners begin that end in the capitalised word k."""
        start = self.words[k][1]
        for _ in range(5):
            if k == 0 or self.gap(k - 1) not in (" ", "\xa0"):
                break
            word = self.words[k - 1][0]
            if is_capital(word) and extends(word, self.words[k][0], False, " "):
                k -= 1
                start = self.words[k][1]
                continue
            if is_place_head(word.lower()) and not is_capital(word) and k > 1:
                if self.gap(k - 2) in (" ", "\xa0") and is_capital(self.words[k - 2][0]):
                    k -= 2
                    start = self.words[k][1]
                    continue
            elif not is_capital(word):
                inner = self._head_owner(k - 1)
                if inner is not None:
                    return inner
            break
        return start

    def _named_after(self, k: int) -> int | None:
        """The first word of whoever stands before ``атындағы`` at k."""
        n = k - 1
        if n < 0 or self.gap(n) not in (" ", "\xa0", "» "):
            return None
        while n > 0 and not is_capital(self.words[n][0]) and k - n < 3 and self.gap(n - 1) == " ":
            n -= 1  # ``Абылай хан атындағы``
        if not is_capital(self.words[n][0]):
            return None
        while n > 0 and k - n < 6:
            gap, word = self.gap(n - 1), self.words[n - 1][0]
            initial = len(word) <= 2 and word[0].isupper() and gap.strip() == "."
            if initial or (
                gap == " "
                and word[0].isupper()
                and word not in NOT_FIRST
                and not CASED.fullmatch(word)
                and not is_place(word)
                and not read_head(word)
                and not SURNAME.fullmatch(word)
                and not ACRONYM.fullmatch(word)
                and not (n - 1 == 0 or self._sentence_start(n - 1))
            ):
                n -= 1
                continue
            break
        # what the name after ``атындағы`` has before it: ``Алматы қаласындағы Абай атындағы``
        return n


def words_of(text: str) -> list[Word]:
    """The words of a text with their places."""
    return [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
