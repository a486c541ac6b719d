"""Places by their descriptor (``X облысы``, ``Y ауданы``), and places inside longer names.

Sources of the rules: KazNERD guidelines, II (descriptors) and classes GPE, LOCATION: the descriptor of a
region, a republic, a khanate is part of the name, that of a city, a district, a village, a river is not;
a place inside the name of an office, an organisation, a street or an airport is part of that name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kk_econ_ner.entities.entries import NameMatch
from kk_econ_ner.entities.people_list import CAPITAL, INFLECTED, NOT_NAME, ROLE, People
from kk_econ_ner.entities.scan import FormCache, Scan, key
from kk_econ_ner.lang.stop_words import STOP_WORDS
from kk_econ_ner.morphology import analyse

#: Descriptors in the third person possessive: part of the name, or beside it.
_PART = frozenset(("облысы", "облыстары", "өлкесі", "хандығы", "қағанаты", "империясы"))
_BESIDE = frozenset(
    ("ауданы", "аулы", "ауылы", "кенті", "қаласы", "қалашығы", "штаты", "провинциясы", "селосы",
     "префектурасы", "губерниясы", "округі", "поселкесі")
)  # fmt: skip
#: Descriptors of several names: ``Индер, Махамбет және Исатай аудандары``.
_PLURAL = frozenset(("облыстары", "аудандары", "қалалары", "ауылдары", "кенттері", "штаттары"))
_LINKS = frozenset(("және", "мен", "бен", "пен"))
_NATURAL = frozenset(
    ("өзені", "көлі", "теңізі", "тауы", "таулары", "шығанағы", "түбегі", "бұғазы", "мұхиты", "шыңы",
     "жотасы", "шөлі", "құмы", "аңғары", "шатқалы", "ықшамауданы", "шағынауданы", "мөлтекауданы")
)  # fmt: skip
_DESCRIPTORS = _PART | _BESIDE | _PLURAL | _NATURAL
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
                                  "өлк", "хан", "қағ", "имп")):  # fmt: skip
            return ""
        for reading in analyse(folded, _DESCRIPTORS):
            if reading.suffixes[:1] in ("", "н", "м") or reading.stem in _PLURAL:
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
            if kind and i:
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
        if is_known(scan.words[name]) and kind not in _PART:
            if kind in _PLURAL:
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
        label = "LOC" if kind in _NATURAL else "GPE"
        end = i if kind in _PART else last
        yield NameMatch(scan.start(first), scan.end(end), label)
        if kind in _PLURAL:
            yield from self._listed(scan, first, is_known)

    def _listed(
        self, scan: Scan, first: int, is_known: Callable[[str], bool]
    ) -> Iterator[NameMatch]:
        """The names before the last one of a list, which stand before word ``first``."""
        flags = self._people.forms
        at = first - 1
        for _ in range(20):
            if at >= 0 and scan.lower(at) in _LINKS and scan.gap(at) == " ":
                at -= 1
                gap = scan.gap(at) if at >= 0 else ""
                joined = gap == " "
            else:
                joined = at >= 0 and scan.gap(at).strip() == ","
            if not joined or not _is_name(scan, at, flags[scan.words[at]]):
                return
            if not is_known(scan.words[at]):
                yield NameMatch(scan.start(at), scan.end(at), "GPE")
            at -= 1

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
