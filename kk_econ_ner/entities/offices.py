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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from kk_econ_ner.data import patterns_dir, read_jsonl
from kk_econ_ner.entities.scan import WORD
from kk_econ_ner.morphology import SUFFIX_CHAIN, strip_case

Word = tuple[str, int, int]
Finding = tuple[int, int, str]

MAX_WORDS = 14
#: Organisations that own one another in a chain.
MAX_OWNERS = 4


@dataclass(frozen=True, slots=True)
class Head:
    """A word that ends names.

    stem: Its lower-cased letters without the possessive ending.
    owned: Whether it must stand in the possessive (``министрлігі``); else the bare word ends names too, after
        an adjective or after ``атындағы``, ``жөніндегі`` (``Ұлттық банк``).
    place: Whether a country, a region or a state body must own it (``Қазақстан Үкіметі``).
    label: Of the name.
    """

    stem: str
    owned: bool = True
    place: bool = False
    label: str = "ORG"


_OWNED = (
    "министрліг министрлік департамент басқарма инспекция телерадиокешен күштер штаб әкімдіг"
    " қауымдастығ ассоциация федерация факультет кафедра училище техникум колледж"
    " қор мұрағат бюро филиал обсерватория редакция аппарат"
    " орталығ"
)
_FREE = (
    "комитет агенттіг агенттік университет академия институт палата кеңес комиссия партия банк"
    " корпорация ассамблея одағ одақ ұйым биржа орталық сот лига бөлім кабинет қоғамдастығ"
    " достастығ гвардия прокуратура консерватория театр кітапхана филармония"
)
#: Heads whose names tell where they stand: ``Қазақстанның Ресейдегі елшілігі``.
_ABROAD = frozenset(("елшіліг", "консулдығ"))
#: Heads that are no part of a Latin name or an acronym before them: ``Moody's агенттігі``.
_DESCRIPTORS = frozenset("агенттіг агенттік ұйым партия биржа банк корпорация лига қор одағ".split())
#: Heads so common that only a place or another body makes a name of them.
_PLACED = frozenset("басқарма бөлім факультет филиал аппарат театр кітапхана мұрағат кафедра бюро мектеп".split())
_OF_A_PLACE = "мәслихат үкімет парламент сенат конгрес әкімшіліг елшіліг консулдығ мәжіліс дума рада кеңсе"
_POSITIONS = "министр әкім президент төраға"

HEADS: dict[str, Head] = {
    **{stem: Head(stem) for stem in _OWNED.split()},
    **{stem: Head(stem, owned=False) for stem in _FREE.split()},
    **{stem: Head(stem, place=True) for stem in _OF_A_PLACE.split()},
}

_KEY = 4
_BY_KEY: dict[str, list[Head]] = {}
for _head in sorted(HEADS.values(), key=lambda head: -len(head.stem)):
    _BY_KEY.setdefault(_head.stem[:_KEY], []).append(_head)
#: Heads shorter than the key.
_SHORT = {head.stem: head for head in HEADS.values() if len(head.stem) < _KEY}

_POSSESSED = "(?P<plural>(?:лар|лер|дар|дер|тар|тер)?)(?:с[ыі]|[ыі])"
_CASE = "(?:н(?:ың|ің|да|де|дағы|дегі|ан|ен|а|е)|н|мен|дегі|дағы|де|да)?"
_ENDING = regex.compile(rf"{_POSSESSED}(?P<case>{_CASE})")
_BARE = regex.compile(f"(?:{SUFFIX_CHAIN})?")

#: Words between names and their heads that no name holds (pronouns, conjunctions, verbs, time).
_NEVER = frozenset(
    (
        "бұл осы сол ол біз сіз олар мен біздің сіздің оның олардың әр бір екі үш төрт бес он барлық бүкіл кейбір басқа өзге"
        " да де емес деп деді дейді деген болып бар жоқ қазір бүгін кеше ертең биыл былтыр енді ал бірақ сондай-ақ сондықтан"
        " туралы үшін дейін кейін бері соң арқылы сияқты секілді ретінде негізінде аясында барысында бойы орай сай сәйкес"
        " байланысты қатысты шаралары шара мақсатында кезінде жылы жылғы айында күні ж жылдары жылдардағы"
        " тағы ғана тек өз өзінің қай қандай тиісті аталған жаңа жергілікті барша бірқатар көптеген осындай мұндай қазіргі"
        " бұрынғы басты болған еткен берген алған келген өткен құрған атты жатқан отырған жүрген"
        " бірлесіп бірге қарамастан басшысы басшылары төрағасы директоры министрі президенті әкімі орынбасары хатшысы мүшесі"
        " мүшелері өкілдері өкілі депутаты депутаттары қызметкерлері жетекшісі ректоры студенті түлегі басқарушысы"
        " немесе яғни әлде не бойынша"
    ).split()
)
#: Capitalised words that begin sentences, not names.
NOT_FIRST = frozenset(
    (
        "Бұл Осы Сол Ол Біз Сіз Олар Мен Біздің Сіздің Оның Олардың Әр Бір Екі Үш Барлық Бүкіл Кейбір Басқа Өзге Қазір Бүгін"
        " Кеше Ертең Биыл Былтыр Енді Ал Бірақ Сондай-ақ Сондықтан Аталған Жаңа Жергілікті Барша Бірқатар Көптеген Осындай"
        " Мұндай Қазіргі Бұрынғы Басты Еліміздің Елімізде Еліміздегі Елдің Облыстық Қалалық Аудандық Өңірлік Аймақтық"
        " Отандық Шетелдік Облыс Қала Аудан Өңір Мемлекет Мұнда Онда Осында Сонда Тағы Тек Қай Қандай Тиісті"
        " Жалпы Яғни Мысалы Негізі Негізінен Бастапқы Алғашқы Жақында Кейін Бұдан Одан Содан Осыдан Соңғы Келесі"
        " Айта Атап Соның Мұның Осының Егер Егде Ең Өте Кез Түрлі Үлкен Кіші Екінші Ауылдық Сонымен Сондай Бұған Оған Соған Оны"
        " Оларға Оларды Біріншіден Екіншіден Облыстың Қаланың Ауданның Компания Банк Банктің Министрлік Комитет Құрамында"
    ).split()
)
#: First words of names that stand before another capitalised word.
_TITLES = frozenset(
    (
        "қазақ бас жоғары жоғарғы орта біріккен ішкі сыртқы түркі кеден қызыл алғашқы тұңғыш батыс шығыс солтүстік"
        " оңтүстік орталық араб ислам орыс жас халық жеңіс ашық азия-тынық нұр-мүбәрак америка"
        " азия еуропа африка британ парламент тәуелсіз экспорттық ядролық"
    ).split()
)
_ADJECTIVE = regex.compile("[^ ]+(?:[лдт][ыі][қк]|кеңесші|шы|ші)")
#: ``облысының``, ``қалалық``: with the name before them they own what follows.
_PLACE_HEAD = regex.compile(
    "облыс(?:ы(?:ның|ндағы)?|тық)|қала(?:сы(?:ның|ндағы)?|лық)|аудан(?:ы(?:ның|ндағы)?|дық|аралық)|ауыл(?:ының|дық)?|ауылы"
    "|республика(?:сы(?:ның)?)|өңірінің|аймағының|штатының|провинциясының|федерация(?:сы(?:ның)?)|королі?дігі(?:нің)?"
    "|патшалығы(?:ның)?|одағының|одағы|әмірліктері(?:нің)?"
)
_ATYNDAGY = "атындағы"
_BEFORE_BARE = frozenset(("жөніндегі", "атындағы", "арналған", "қарсы", "жанындағы", "саласындағы", "бойынша", "туралы"))
#: What may stand between the capital letter of a name and its bare head.
_QUALIFIER = regex.compile("[^ ]+(?:[лдт][ыі]қ|аралық)|бас|жоғары|жоғарғы|қауіпсіздік|құрылтайшы|басқарушы|дүниежүзі|кеңесші")
#: Lower-cased words that cannot stand inside a core: locative, ablative, verbs.
_NOT_INSIDE = regex.compile(
    ".{2,}(?:[ндт][ыі]ң|[мпб]ен|[дт]а|[дт]е|[дтн]ан|[дтн]ен|[ғқ]ан|[гк]ен|йды|йді|ады|еді|йтын|йтін|атын|ып|іп|мақ|мек|ғалы|гелі|дым|дім|ймыз|йміз)"
)
_INSIDE_ALL_THE_SAME = frozenset("сауда орта кәсіп апта мата жұмыспен білімпаз тіл қоршаған арналған қазына зардап қауіпсіз отан жан бюджеттің борышкерлермен адам аудан облысының қаласының ауданының".split())
_SURNAME = regex.compile(
    r".{2,}(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ский|ская|ұлы|қызы|вич|вна|баев|беков)(?:т[ыі]ң|д[ыі]ң|ның|нің|қа|ке|ға|ге|пен|мен|бен)?"
)
#: Bodies that no country owns: ``Қазақстанның БҰҰ Қауіпсіздік Кеңесіндегі төрағалығы``.
INTERNATIONAL = frozenset("БҰҰ ТМД ШЫҰ ҰҚШҰ ЕАЭО ЕҚЫҰ ДСҰ НАТО ИЫҰ ЭЫДҰ ЕО АӨСШК ЮНЕСКО ЕурАзЭҚ".split())
_WORLDWIDE = frozenset("еуразиялық кеден біріккен шанхай дүниежүзілік ұжымдық ислам".split())
#: Offices of a region or a town that news names by their acronyms: ``Маңғыстау облыстық ТЖД``.
_OFFICES = frozenset("ХҚКО ХҚО ІІБ ІІД ПД ТЖД ТЖБ МКД ӘКК ЖТҚ ДСБ СІМ ІІМ ТЖМ ҰҚКД ТМД".split()) - {"ТМД"}
_ACRONYM = regex.compile(r"\p{Lu}{2,7}(?:-[\p{Ll}]{1,5})?")
_CASED_AFTER_HYPHEN = regex.compile("-(?![ндт][ыі]ң)\\p{Ll}{1,5}$")
_DASH = regex.compile("[ \xa0][-–—‒][ \xa0]")
_DATIVE = regex.compile(r".{3,}(?:[ғқ]а|[гк]е|сына|сіне)")
_PLURAL = regex.compile(r".{2,}(?:[лдт]ар|[лдт]ер)")
_GENITIVE = regex.compile(r".{2,}[ндт][ыі]ң")
_CASED = regex.compile(r".{3,}(?:[дт]а|[дт]е|[дтн]ан|[дтн]ен|[дт]ағы|[дт]егі|пен|бен|ғы|гі)")


def offices(text: str, words: Sequence[Word], quoted: Sequence[Finding] = ()) -> Iterator[Finding]:
    """Names that end in a head word.

    words: Of the text, as `lexicon.WORD` reads them.
    quoted: Organisations found by their quotes, which may own what follows.
    """
    walker = Walker(text, words, quoted)
    for i, (word, _, end) in enumerate(words):
        if is_office(word):
            owned = walker.owned(i)
            if owned is not None:
                yield owned, end, "ORG"
            continue
        lower = word[:_KEY].lower()
        heads = _BY_KEY.get(lower)
        if heads is None and lower[:3] not in _SHORT and lower not in _SHORT:
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


@lru_cache(maxsize=20_000)
def read_head(word: str) -> tuple[Head, bool, bool, str] | None:
    """The head that the word is a form of, whether in the plural, whether bare, and its case ending."""
    lower = word.lower()
    candidates = [*_BY_KEY.get(lower[:_KEY], ()), *(h for s, h in _SHORT.items() if lower.startswith(s))]
    for head in candidates:
        if not lower.startswith(head.stem):
            continue
        rest = lower[len(head.stem) :]
        ending = _ENDING.fullmatch(rest)
        if ending:
            return head, bool(ending["plural"]), False, ending["case"]
        if not head.owned and _BARE.fullmatch(rest) and not rest.startswith(("лар", "лер", "дар", "дер", "тар", "тер")):
            return head, False, True, rest
    return None


class Walker:
    """Reads names from their heads to the left."""

    def __init__(self, text: str, words: Sequence[Word], quoted: Sequence[Finding]) -> None:
        self.text = text
        self.words = words
        self._depth = 0
        self.owners = {end: start for start, end, _ in quoted if not _CASED_AFTER_HYPHEN.search(text, max(start, end - 7), end)}

    def owned(self, i: int) -> int | None:
        """Where the place begins that owns the acronym at word i, or ``None``."""
        if i == 0 or self.gap(i - 1) not in (" ", "\xa0"):
            return None
        before = self.words[i - 1][0]
        if before.islower() and _PLACE_HEAD.fullmatch(before):
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
            if found == k + 1 and words[found][0].lower() in _WORLDWIDE:
                break
            if gap not in (" ", "\xa0"):
                if _DASH.fullmatch(gap) and found == k + 1 and word.lower() in _places() and words[found][0].lower() in _places():
                    pass
                elif gap in (", ", ",") and (after_list or plural) and (found is None or plural):
                    if not _listable(word):
                        break
                elif gap.rstrip() in ("»", "”"):
                    opened = self.owners.get(words[k][2] + 1) or self.owners.get(words[k][2])
                    if opened is not None and found is not None:
                        start = opened
                        if self.text[words[k][2]] in "»”" and start > 0 and self.text[start - 1] in "«“":
                            start -= 1
                    break
                else:
                    break
            if not _capital(word):
                if found is not None and plural and (listing or gap.startswith(",")) and _inside(lower):
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
                    if k == 0 or not _PLACE_HEAD.match(words[k - 1][0].lower()) and not is_place(words[k - 1][0]):
                        break
                elif lower == _ATYNDAGY:
                    named = self._named_after(k)
                    if named is None:
                        break
                    found, k = named, named
                    placed = True
                elif not _inside(lower):
                    # ``Қаржы министрлігінің қазынашылық басқармасы``
                    start = self._head_owner(k) if lower.endswith(("ның", "нің")) else None
                    placed = True
                    break
            elif words[k][2] in self.owners and (found is not None or word[:2].isupper()):
                start = self.owners[words[k][2]]
                placed = True
                break
            elif found is not None and listing and _listable(word):
                found, listing = k, False
            elif found is None:
                abroad = head.stem in _ABROAD and is_place(word)
                if not abroad and not _core_capital(word, i - k, k == 0 or self._sentence_start(k)):
                    break
                found = k
                placed = placed or _owns(word)
                if (owner := self._head_owner(k)) is not None:
                    start, placed = owner, True
                    break
            elif (head.stem in _ABROAD and is_place(word)) or _extends(word, words[k + 1][0], plural, gap):
                found = k
                placed = placed or _owns(word)
                if (owner := self._head_owner(k)) is not None:
                    start = owner
                    break
            else:
                break
            k -= 1
        if found is None and start is None:
            return None
        if start is None:
            start = words[found][1]
        if self._is_common(i, head, bare, start, placed):
            return None
        return start

    def _is_common(self, i: int, head: Head, bare: bool, start: int, placed: bool) -> bool:
        """Whether what was read is a common noun after all."""
        before = self.words[i - 1][0]
        short = start == self.words[i - 1][1]
        if head.place and not placed or before == "баспасөз":
            return True
        if short and head.stem in _DESCRIPTORS and (before[0].isascii() or _ACRONYM.fullmatch(before)):
            return True
        if head.stem == "күштер" and before.lower() != "қарулы":
            return True
        if head.stem == "штаб" and before != "Бас":
            return True
        if head.stem in _PLACED and not placed and "жөніндегі" not in self.text[start : self.words[i][1]]:
            return True
        if head.stem == "федерация" and short and is_place(before):
            return True  # ``Ресей Федерациясы`` is a country
        if head.stem == "одағ" and before in ("Кеңес", "КСР"):
            return True
        if head.stem == "қор" and (short or before == "Ұлттық"):
            return True  # ``Зейнетақы қоры`` at the beginning of a sentence
        if head.stem == "ұйым" and not bare and not placed:
            first = self.text[start : start + 30].split()[0].lower()
            return not (_ADJECTIVE.fullmatch(first) or first in _TITLES) or first == "мемлекеттік"
        initial = not placed and self._opens(start)
        if head.stem == "департамент" and initial:
            return True  # ``Полиция департаменті``: whose?
        if head.stem == "орталығ":
            if initial and len(self.text[start : self.words[i][1]].split()) < 3:
                return True
            # ``Алматының орталығы``, ``облыс орталығы``: the middle of a place
            return (short and placed) or before.lower().startswith(("облыс", "аудан", "қала", "ауыл", "әкімшілік"))
        return False

    def _opens(self, start: int) -> bool:
        """Whether a sentence or paragraph begins there, so that the capital letter says nothing."""
        return not self.text[max(0, start - 3) : start].strip(" \xa0«“\"—–-") or self.text[start - 2] in ".!?:"

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
            if lower in _BEFORE_BARE:
                return stem not in ("орталық", "мектеп", "одақ", "ұйым") or lower in ("жөніндегі", _ATYNDAGY)
            if stem in ("театр", "кітапхана", "мектеп", "филармония") and k == i - 1 and not _QUALIFIER.fullmatch(lower):
                return False
            if lower in _NEVER or word in NOT_FIRST or not _QUALIFIER.fullmatch(lower):
                return capital and k < i - 1
            capital = _capital(word)
            if capital and not _ADJECTIVE.fullmatch(lower):
                return True
        return capital

    def _sentence_start(self, k: int) -> bool:
        return any(c in ".!?\n:" for c in self.gap(k - 1))

    def _owner(self, k: int, found: int, plural: bool, i: int) -> int | None:
        """Where a name begins that is owned by lower-cased words up to k; ``None`` where none does."""
        word = self.words[k][0].lower()
        if _PLACE_HEAD.fullmatch(word):
            if k > 0 and self.gap(k - 1) in (" ", "\xa0") and _capital(self.words[k - 1][0]):
                return self._place_start(k - 1)
            return None
        if word == _ATYNDAGY:
            named = self._named_after(k)
            return None if named is None else self.words[named][1]
        if word in ("бойынша", "жанындағы"):
            if k == 0 or self.gap(k - 1) not in (" ", "\xa0"):
                return None
            if _capital(self.words[k - 1][0]):
                return self._place_start(k - 1)
            return self._owner(k - 1, found, plural, i)
        if word in ("және", "мен", "пен", "бен") and plural and k > 0 and i - k < 8:
            before = self.words[k - 1][0]
            if self.gap(k - 1) == " " and _capital(before) and _listable(before) and not is_place(before):
                n = k - 1
                while n > 0 and k - n < 6 and self.gap(n - 1) == ", " and _capital(self.words[n - 1][0]) and _listable(self.words[n - 1][0]):
                    n -= 1  # ``Қаржы, Әділет және Сыртқы істер министрліктері``
                return self.words[n][1]
            if self.gap(k - 1) == " " and _inside(before.lower()):
                n = k - 1
                while n > 0 and k - n < 4 and not _capital(self.words[n][0]) and self.gap(n - 1) in (" ", ", "):
                    n -= 1
                if _capital(self.words[n][0]) and _listable(self.words[n][0]):
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
            if _capital(word) and _extends(word, self.words[k][0], False, " "):
                k -= 1
                start = self.words[k][1]
                continue
            if _PLACE_HEAD.fullmatch(word.lower()) and not _capital(word) and k > 1:
                if self.gap(k - 2) in (" ", "\xa0") and _capital(self.words[k - 2][0]):
                    k -= 2
                    start = self.words[k][1]
                    continue
            elif not _capital(word):
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
        while n > 0 and not _capital(self.words[n][0]) and k - n < 3 and self.gap(n - 1) == " ":
            n -= 1  # ``Абылай хан атындағы``
        if not _capital(self.words[n][0]):
            return None
        while n > 0 and k - n < 6:
            gap, word = self.gap(n - 1), self.words[n - 1][0]
            initial = len(word) <= 2 and word[0].isupper() and gap.strip() == "."
            if initial or (
                gap == " "
                and word[0].isupper()
                and word not in NOT_FIRST
                and not _CASED.fullmatch(word)
                and not is_place(word)
                and not read_head(word)
                and not _SURNAME.fullmatch(word)
                and not _ACRONYM.fullmatch(word)
                and not (n - 1 == 0 or self._sentence_start(n - 1))
            ):
                n -= 1
                continue
            break
        # what the name after ``атындағы`` has before it: ``Алматы қаласындағы Абай атындағы``
        return n


def _bodily(word: str) -> bool:
    reading = read_head(word)
    return reading is not None and not reading[2]


def _capital(word: str) -> bool:
    return word[0].isupper() or (not word.islower() and not word[0].isdigit())


def _listable(word: str) -> bool:
    return not _CASED.fullmatch(word) and not _SURNAME.fullmatch(word)


def _inside(lower: str) -> bool:
    """Whether a lower-cased word may stand between the first word of a name and its head."""
    if lower in _NEVER:
        return False
    if lower in _INSIDE_ALL_THE_SAME:
        return True
    return not _NOT_INSIDE.fullmatch(lower)


def _core_capital(word: str, distance: int, first: bool) -> bool:
    """Whether a capitalised word may be the first of a core."""
    if word in NOT_FIRST or word.lower() in _NEVER:
        return False
    if word.isupper() and len(word) > 1:
        return True
    if _ACRONYM.fullmatch(word) and word.endswith(("-ға", "-ге", "-қа", "-ке")):
        return distance > 3  # ``ТМД-ға мүше мемлекеттер басшылары кеңесі``
    if _SURNAME.fullmatch(word) and not is_place(word):
        return False
    if _GENITIVE.fullmatch(word) and not is_place(word) and not _bodily(word):
        return False
    if _GENITIVE.fullmatch(word):
        return True
    if word.lower() in _places() or word.lower() in _INSIDE_ALL_THE_SAME:
        return True
    return not _CASED.fullmatch(word) or word.lower() in ("ішкі", "сыртқы") or bool(_ADJECTIVE.fullmatch(word.lower()) and not regex.fullmatch(".*[дт](?:ағы|егі)", word))


def _extends(word: str, following: str, plural: bool, gap: str) -> bool:
    """Whether a capitalised word before a core belongs to the name."""
    lower = word.lower()
    if word in NOT_FIRST or lower in _NEVER:
        return False
    if following.split("-")[0] in INTERNATIONAL or following.lower() in _WORLDWIDE:
        return False
    if _ACRONYM.fullmatch(word):
        return "-" not in word or _GENITIVE.fullmatch(word) is not None
    if lower in _TITLES or _ADJECTIVE.fullmatch(lower):
        return True
    if _PLURAL.fullmatch(lower) and following[0].isupper():
        return True
    if lower.startswith(("республикасы", "федерациясы")):
        return lower.endswith(("сы", "ның"))
    if lower.startswith(("президентінің", "парламент", "премьер-министрінің")):
        return lower.endswith(("т", "ті", "нің"))
    if plural and is_place(word):
        return False  # ``Қазақстан мен Бельгияның сыртқы істер министрліктері``
    if lower in _places():
        return True
    if _GENITIVE.fullmatch(word):
        return is_place(word) or read_head(word) is not None
    if plural and gap in (", ", " ") and _listable(word) and not is_place(word):
        return gap == ", "
    if lower.startswith("үкімет"):
        return False
    reading = read_head(word)
    return bool(reading and not reading[2] and reading[3] in ("", "нің", "ның"))


def _owns(word: str) -> bool:
    return is_place(word) or bool(_ACRONYM.fullmatch(word)) or word.lower().startswith(
        ("республикасы", "президент", "премьер-министр", "парламент", "федерациясы")
    )


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Lower-cased words that name or begin the name of a place."""
    found = set()
    for _, row in read_jsonl(patterns_dir() / "places.jsonl"):
        if row["label"] in ("GPE", "LOC") and not row.get("quoted"):
            for form in (row["pattern"], *row.get("aliases", ())):
                words = form.split()
                if len(words) == 1:
                    found.add(form.lower())
                elif words[-1].lower() in ("облысы", "қаласы", "ауданы", "республикасы"):
                    found.update(word.lower() for word in words[:-1])
    return frozenset(found)


@lru_cache(maxsize=20_000)
def is_place(word: str) -> bool:
    """Whether the word, without its case, or both its halves, name a place of the lists."""
    lower = word.lower()
    places = _places()
    if lower in places:
        return True
    plain = strip_case(word).lower()
    if plain in places:
        return True
    if _GENITIVE.fullmatch(lower) and lower[:-3] in places:
        return True
    parts = lower.replace("–", "-").split("-")
    return len(parts) > 1 and all(part in places for part in parts)


def is_office(word: str) -> bool:
    """Whether the word is the acronym of an office that regions and towns have (``ТЖД``)."""
    return word[:2].isupper() and word.partition("-")[0] in _OFFICES


def words_of(text: str) -> list[Word]:
    """The words of a text with their places."""
    return [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]


def is_adjective(word: str) -> bool:
    """Whether the word ends like an adjective (``мемлекеттік``)."""
    return bool(_ADJECTIVE.fullmatch(word.lower()))


def has_case(word: str) -> bool:
    """Whether the word ends like a locative, ablative, instrumental or dative: no part of a company's name."""
    return bool(_CASED.fullmatch(word) or _DATIVE.fullmatch(word)) and not is_place(word)


def is_surname(word: str) -> bool:
    """Whether the word ends like a surname or patronymic."""
    return bool(_SURNAME.fullmatch(word))
