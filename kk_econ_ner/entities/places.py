"""Places by their descriptor (``X облысы``, ``Y ауданы``), and places inside longer names.

Sources of the rules: KazNERD guidelines, II (descriptors, see `place_words`) and classes GPE, LOCATION: a
place inside the name of an office, an organisation, a street or an airport is part of that name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kk_econ_ner.entities.entries import NameMatch
from kk_econ_ner.entities.people_list import CAPITAL, INFLECTED, NOT_NAME, ROLE, People
from kk_econ_ner.entities.place_words import DESCRIPTORS, NATURAL, PART, PLURAL, SINGULAR
from kk_econ_ner.entities.scan import FormCache, Scan, key
from kk_econ_ner.lang.stop_words import STOP_WORDS
from kk_econ_ner.morphology import analyse

#: Members of a list that are looked at, which keeps the cost of a hostile text linear.
_LONGEST_LIST = 20
_LINKS = frozenset(("және", "мен", "бен", "пен"))
#: What may stand after the comma of a list in a weather report.
_TIMES = frozenset(("күндіз", "түнде", "таңертең", "кешке"))
#: What may stand between a name and ``округі``.
_KINDS = frozenset(("ауылдық", "селолық", "кенттік", "поселкелік", "ауыл", "автономиялық"))
#: Parts of names that are written without a capital: ``Төле би``, ``Бұқар жырау``.
_SMALL = frozenset(("би", "батыр", "жырау", "хан", "ата", "баба", "ақын"))

_OBLIQUE = tuple("да де та те дан ден тан тен нан нен мен ға ге қа ке дағы дегі тағы тегі".split())

#: Heads of the longer names that a place may stand in, beside the offices of ``people.jsonl``.
_HEADS = frozenset(
    "министрлік комитет агенттік департамент басқарма прокуратура университет институт академия мәслихат "
    "әкімдік әкімшілік банк парламент үкімет сенат мәжіліс сот полиция компания корпорация "
    "холдинг палата қауымдастық федерация одақ ассоциация бірлестік кеңес ұйым партия елшілік "
    "консулдық әуежай аэропорт вокзал көше даңғыл стадион театр мұражай кітапхана мектеп колледж "
    "лицей гимназия аурухана емхана орталық зауыт комбинат фабрика шахта кеніш кодекс конституция заң "
    "клуб чемпионат кубок универсиада олимпиада инспекция филиал телеарна "
    "газет журнал қор орда конвенция форум саммит хартия келісім декларация".split()
)
_CURRENCIES = ("доллар", "долл", "юан", "рубл", "цент")
_AMOUNTS = ("млн", "млрд", "трлн", "мың", "миллион", "миллиард", "триллион", "жүз", "бір", "жарым")
_MIDDLE = frozenset(
    "қалалық облыстық аудандық ауылдық мемлекеттік халықаралық ұлттық техникалық медициналық педагогикалық "
    "және мен пен бен жоғары бас бірінші төтенше өкілетті арнайы орталық аумақтық жергілікті экономикалық "
    "іскер қаржы ішкі істер сыртқы денсаулық сақтау білім ғылым қаласы қаласының ауданы ауданының "
    "облысы облысының республикалық әскери құрметті тұңғыш экс премьер вице халық даму сауда "
    "спорт ойындар ғылыми зерттеу көлік темір жол мұнай газ мәдениет өнер театр тарихи шекара қызметі".split()
)


class PlaceRules:
    """What a word form is to these rules is worked out once a form."""

    def __init__(self, data: People) -> None:
        self._people = data
        #: word form -> the descriptor it is a case of, or the empty string
        self.descriptors = FormCache(self._descriptor)
        self._heads = FormCache(self._head)

    @staticmethod
    def _descriptor(word: str) -> str:
        """The descriptor the form is a case of, or the empty string."""
        folded = key(word)
        if not folded.startswith(("обл", "ауд", "аул", "ауы", "кен", "қал", "шта", "про", "сел", "пре",
                                  "губ", "окр", "пос", "өзе", "көл", "тең", "тау", "шығ", "түб", "бұғ",
                                  "мұх", "шың", "жот", "шөл", "құм", "аңғ", "шат", "ықш", "шағ", "мөл",
                                  "өлк", "хан", "қағ", "имп", "рес")):  # fmt: skip
            return ""
        for reading in analyse(folded, DESCRIPTORS):
            if reading.suffixes[:1] in ("", "н", "м") or reading.stem in SINGULAR:
                return reading.stem
        return ""

    def _head(self, word: str) -> int:
        """1 for the head of a longer name, 3 for a currency, 2 for what may stand before a head, else 0."""
        folded = key(word)
        if folded in _MIDDLE:
            return 2
        if folded.startswith(_CURRENCIES):
            return 3
        plain = folded.split("-")[-1]
        if any(
            one.suffixes
            for lexicon in (_HEADS, self._people.roles)
            for one in analyse(plain, lexicon)
        ):
            return 1
        return 2 if word[0].isupper() else 0

    def find(self, scan: Scan, is_known: Callable[[str], bool]) -> Iterator[NameMatch]:
        """Names before a descriptor; listed places are left to the lexicon."""
        descriptors = self.descriptors
        for i, word in enumerate(scan.words):
            kind = descriptors[word]
            if kind and i and (kind in PLURAL or kind not in SINGULAR):
                yield from self._named(scan, i, kind, is_known)

    def _named(
        self, scan: Scan, i: int, kind: str, is_known: Callable[[str], bool]
    ) -> Iterator[NameMatch]:
        flags = self._people.forms
        last = i - 1
        while last > 0 and scan.lower(last) in _KINDS and scan.gap(last) == " ":
            last -= 1
        if last == i - 2 and kind != "округі":
            return
        if scan.gap(last) not in (" ", "\xa0") or scan.gap(i - 1) not in (" ", "\xa0"):
            return
        name = last
        if scan.lower(last) in _SMALL and last:
            name = last - 1
            if scan.gap(name) != " ":
                return
        if not _is_name(scan, name, flags[scan.words[name]]):
            return
        if is_known(scan.words[name]) and kind not in PART:
            if kind in PLURAL:
                yield from self._listed(scan, name, is_known)
            return
        first = name
        while (
            first
            and name - first < 2
            and not is_known(scan.words[name])
            and not scan.opens_sentence(first - 1)
            and scan.gap(first - 1) == " "
            and _is_name(scan, first - 1, flags[scan.words[first - 1]])
            and not is_known(scan.words[first - 1])
        ):
            first -= 1
        label = "LOC" if kind in NATURAL else "GPE"
        end = i if kind in PART else last
        yield NameMatch(scan.start(first), scan.end(end), label)
        if kind in PLURAL:
            yield from self._listed(scan, first, is_known)

    def _listed(
        self, scan: Scan, first: int, is_known: Callable[[str], bool]
    ) -> Iterator[NameMatch]:
        """The names before the last one of a list, which stand before word ``first``."""
        flags = self._people.forms
        for _ in range(_LONGEST_LIST):
            at = _before(scan, first)
            if at < 0 or not _is_name(scan, at, flags[scan.words[at]]):
                return
            if not is_known(scan.words[at]):
                yield NameMatch(scan.start(at), scan.end(at), "GPE")
            first = at

    def members(self, scan: Scan, id_of: Callable[[str, str], str]) -> Iterator[NameMatch]:
        """The listed places that a descriptor in the plural tells from others of their name:
        ``Қостанай, Жамбыл облыстарында`` are two regions, no city and no district.

        id_of: The id of the place with this name and this descriptor, or the empty string.
        """
        descriptors = self.descriptors
        for i, word in enumerate(scan.words):
            kind = descriptors[word]
            if kind in SINGULAR and i and scan.gap(i - 1) in (" ", "\xa0"):
                yield from self._members(scan, i, kind, id_of)

    def _members(
        self, scan: Scan, i: int, kind: str, id_of: Callable[[str, str], str]
    ) -> Iterator[NameMatch]:
        def id_of_member(name: str) -> str:
            return id_of(name, SINGULAR[kind])

        at, shared = i - 1, ""
        for _ in range(_LONGEST_LIST):
            first, id_ = self._member(scan, at, shared, id_of_member)
            if first < 0:
                return
            if id_:
                end = i if at == i - 1 and kind in PART else at
                yield NameMatch(scan.start(first), scan.end(end), "GPE", id_)
            if at == i - 1:
                shared = " ".join(scan.words[first + 1 : i])
            at = _before(scan, first)
            if at < 0:
                return

    def _member(
        self, scan: Scan, at: int, shared: str, id_of: Callable[[str], str]
    ) -> tuple[int, str]:
        """Where the member begins that word ``at`` ends, and its id; -1 where there is no name.

        shared: What the last member has after its first word, for ``Шығыс және Солтүстік Қазақстан``.
        """
        word = scan.words[at]
        if at and scan.gap(at - 1) == " " and scan.words[at - 1][0].isupper():
            if id_ := id_of(f"{scan.words[at - 1]} {word}"):
                return at - 1, id_
        if not word[0].isupper():
            return -1, ""
        if id_ := id_of(word) or (id_of(f"{word} {shared}") if shared else ""):
            return at, id_
        return (at if _is_name(scan, at, self._people.forms[word]) else -1), ""

    def in_longer_name(self, scan: Scan, match: NameMatch) -> bool:
        """Whether a listed place stands in the name of an office, an organisation, a building, or in
        an amount of money: ``Қазақстан Республикасының Президенті``, ``5 АҚШ доллары``.
        """
        heads, last = self._heads, match.last
        for i in range(last + 1, min(last + 6, len(scan.words))):
            kind = heads[scan.words[i]]
            if kind == 0:
                return False
            gap = scan.gap(i - 1)
            if gap != " " and (gap.strip(' \xa0«»"“”') or "\n" in gap):
                return False
            if i == last + 1 and _is_oblique(scan.words[last], match.form):
                return False
            if kind == 1:
                return True
            if kind == 3:
                before = scan.lower(last - match.form.count(" ") - 1)
                return before[:1].isdigit() or before.startswith(_AMOUNTS)
        return False


def _before(scan: Scan, first: int) -> int:
    """The last word of the list's member before the one that begins at word ``first``, or -1."""
    at = first - 1
    if at > 0 and scan.lower(at) in _LINKS and scan.gap(at) == " ":
        return at - 1 if scan.gap(at - 1) == " " else -1
    if at > 0 and scan.lower(at) in _TIMES and scan.gap(at) == " ":
        at -= 1
    return at if at >= 0 and scan.gap(at).strip() == "," else -1


def _is_oblique(word: str, form: str) -> bool:
    """Whether a form is in a case other than the nominative and the genitive."""
    return key(word).endswith(_OBLIQUE) and key(word) != key(form.rpartition(" ")[2])


def _is_name(scan: Scan, i: int, flag: int) -> bool:
    if not flag & CAPITAL or flag & (NOT_NAME | ROLE) or len(scan.words[i]) < 3:
        return False
    lower = scan.lower(i)
    if lower in STOP_WORDS or lower.endswith(
        ("ның", "нің", "дың", "дің", "тың", "тің", "дағы", "дегі")
    ):
        return False
    return not (flag & INFLECTED and scan.opens_sentence(i))
