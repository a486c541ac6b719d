"""What the grammar of offices knows about single words: heads, and what may stand in a name before them.

The vocabulary is data (``patterns/organisation_words.jsonl``); the endings are here. `offices` walks over the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from kk_econ_ner.data import patterns_dir, read_jsonl
from kk_econ_ner.entities.organisation_words import word_set, words
from kk_econ_ner.morphology import SUFFIX_CHAIN, strip_case

#: What is known of word forms is remembered for so many of them.
FORMS = 20_000


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


#: Heads whose names tell where they stand: ``Қазақстанның Ресейдегі елшілігі``.
ABROAD = word_set("head_abroad")
#: Heads that are no part of a Latin name or an acronym before them: ``Moody's агенттігі``.
DESCRIPTORS = word_set("head_or_descriptor")
#: Heads so common that only a place or another body makes a name of them.
PLACED = word_set("head_common")

HEADS: dict[str, Head] = {
    **{stem: Head(stem) for stem in words("head")},
    **{stem: Head(stem, owned=False) for stem in words("head_free")},
    **{stem: Head(stem, place=True) for stem in words("head_of_a_place")},
}

KEY = 4
HEADS_BY_KEY: dict[str, list[Head]] = {}
for _head in sorted(HEADS.values(), key=lambda head: -len(head.stem)):
    HEADS_BY_KEY.setdefault(_head.stem[:KEY], []).append(_head)
#: Heads shorter than the key.
SHORT_HEADS = {head.stem: head for head in HEADS.values() if len(head.stem) < KEY}

_POSSESSED = "(?P<plural>(?:лар|лер|дар|дер|тар|тер)?)(?:с[ыі]|[ыі])"
_CASE = "(?:н(?:ың|ің|да|де|дағы|дегі|ан|ен|а|е)|н|мен|дегі|дағы|де|да)?"
_ENDING = regex.compile(rf"{_POSSESSED}(?P<case>{_CASE})")
_BARE = regex.compile(f"(?:{SUFFIX_CHAIN})?")

#: Words between names and their heads that no name holds (pronouns, conjunctions, verbs, time).
NEVER = word_set("never_inside")
#: Capitalised words that begin sentences, not names.
NOT_FIRST = word_set("not_first")
#: First words of names that stand before another capitalised word.
TITLES = word_set("title")
ADJECTIVE = regex.compile("[^ ]+(?:[лдт][ыі][қк]|кеңесші|шы|ші)")
#: ``облысының``, ``қалалық``: with the name before them they own what follows.
PLACE_HEAD = regex.compile(
    "облыс(?:ы(?:ның|ндағы)?|тық)|қала(?:сы(?:ның|ндағы)?|лық)|аудан(?:ы(?:ның|ндағы)?|дық|аралық)|ауыл(?:ының|дық)?|ауылы"
    "|республика(?:сы(?:ның)?)|өңірінің|аймағының|штатының|провинциясының|федерация(?:сы(?:ның)?)|королі?дігі(?:нің)?"
    "|патшалығы(?:ның)?|одағының|одағы|әмірліктері(?:нің)?"
)
ATYNDAGY = "атындағы"
BEFORE_BARE = frozenset(
    ("жөніндегі", "атындағы", "арналған", "қарсы", "жанындағы", "саласындағы", "бойынша", "туралы")
)
#: What may stand between the capital letter of a name and its bare head.
QUALIFIER = regex.compile(
    "[^ ]+(?:[лдт][ыі]қ|аралық)|бас|жоғары|жоғарғы|қауіпсіздік|құрылтайшы|басқарушы|дүниежүзі|кеңесші"
)
#: Lower-cased words that cannot stand inside a core: locative, ablative, verbs.
_NOT_INSIDE = regex.compile(
    ".{2,}(?:[ндт][ыі]ң|[мпб]ен|[дт]а|[дт]е|[дтн]ан|[дтн]ен|[ғқ]ан|[гк]ен|йды|йді|ады|еді|йтын|йтін|атын|ып|іп|мақ|мек|ғалы|гелі|дым|дім|ймыз|йміз)"
)
_INSIDE_ALL_THE_SAME = word_set("inside_all_the_same")
SURNAME = regex.compile(
    r".{2,}(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ский|ская|ұлы|қызы|вич|вна|баев|беков)(?:т[ыі]ң|д[ыі]ң|ның|нің|қа|ке|ға|ге|пен|мен|бен)?"
)
#: Bodies that no country owns: ``Қазақстанның БҰҰ Қауіпсіздік Кеңесіндегі төрағалығы``.
INTERNATIONAL = word_set("international")
WORLDWIDE = word_set("worldwide")
#: Offices of a region or a town that news names by their acronyms: ``Маңғыстау облыстық ТЖД``.
_OFFICES = word_set("local_office")
ACRONYM = regex.compile(r"\p{Lu}{2,7}(?:-[\p{Ll}]{1,5})?")
CASED_AFTER_HYPHEN = regex.compile("-(?![ндт][ыі]ң)\\p{Ll}{1,5}$")
DASH = regex.compile("[ \xa0][-–—‒][ \xa0]")
DATIVE = regex.compile(r".{3,}(?:[ғқ]а|[гк]е|сына|сіне)")
PLURAL = regex.compile(r".{2,}(?:[лдт]ар|[лдт]ер)")
GENITIVE = regex.compile(r".{2,}[ндт][ыі]ң")
CASED = regex.compile(r".{3,}(?:[дт]а|[дт]е|[дтн]ан|[дтн]ен|[дт]ағы|[дт]егі|пен|бен|ғы|гі)")


@lru_cache(maxsize=FORMS)
def read_head(word: str) -> tuple[Head, bool, bool, str] | None:
    """The head that the word is a form of, whether in the plural, whether bare, and its case ending."""
    lower = word.lower()
    candidates = [
        *HEADS_BY_KEY.get(lower[:KEY], ()),
        *(h for s, h in SHORT_HEADS.items() if lower.startswith(s)),
    ]
    for head in candidates:
        if not lower.startswith(head.stem):
            continue
        rest = lower[len(head.stem) :]
        ending = _ENDING.fullmatch(rest)
        if ending:
            return head, bool(ending["plural"]), False, ending["case"]
        if (
            not head.owned
            and _BARE.fullmatch(rest)
            and not rest.startswith(("лар", "лер", "дар", "дер", "тар", "тер"))
        ):
            return head, False, True, rest
    return None


def _bodily(word: str) -> bool:
    """Whether the word is a head in the possessive."""
    reading = read_head(word)
    return reading is not None and not reading[2]


@lru_cache(maxsize=FORMS)
def is_capital(word: str) -> bool:
    """Whether the word has a capital letter, at its beginning or inside (``әл-Фараби``)."""
    return word[0].isupper() or (not word.islower() and not word[0].isdigit())


@lru_cache(maxsize=FORMS)
def is_place_head(word: str) -> bool:
    """Whether the word is a `PLACE_HEAD`."""
    return PLACE_HEAD.fullmatch(word) is not None


@lru_cache(maxsize=FORMS)
def is_listable(word: str) -> bool:
    """Whether the word may be a member of a list in a name: no surname, no case."""
    return not CASED.fullmatch(word) and not SURNAME.fullmatch(word)


@lru_cache(maxsize=FORMS)
def may_stand_inside(lower: str) -> bool:
    """Whether a lower-cased word may stand between the first word of a name and its head."""
    if lower in NEVER:
        return False
    if lower in _INSIDE_ALL_THE_SAME:
        return True
    return not _NOT_INSIDE.fullmatch(lower)


@lru_cache(maxsize=FORMS)
def may_begin_core(word: str, far: bool) -> bool:
    """Whether a capitalised word may be the first of a core.

    far: Whether more than three words stand from there to the head.
    """
    if word in NOT_FIRST or word.lower() in NEVER:
        return False
    if word.isupper() and len(word) > 1:
        return True
    if ACRONYM.fullmatch(word) and word.endswith(("-ға", "-ге", "-қа", "-ке")):
        return far  # ``ТМД-ға мүше мемлекеттер басшылары кеңесі``
    if SURNAME.fullmatch(word) and not is_place(word):
        return False
    if GENITIVE.fullmatch(word) and not is_place(word) and not _bodily(word):
        return False
    if GENITIVE.fullmatch(word):
        return True
    if word.lower() in place_words() or word.lower() in _INSIDE_ALL_THE_SAME:
        return True
    return (
        not CASED.fullmatch(word)
        or word.lower() in ("ішкі", "сыртқы")
        or bool(
            ADJECTIVE.fullmatch(word.lower()) and not regex.fullmatch(".*[дт](?:ағы|егі)", word)
        )
    )


@lru_cache(maxsize=FORMS)
def extends(word: str, following: str, plural: bool, gap: str) -> bool:
    """Whether a capitalised word before a core belongs to the name."""
    lower = word.lower()
    if word in NOT_FIRST or lower in NEVER:
        return False
    if following.split("-")[0] in INTERNATIONAL:
        return False
    if following.lower() in WORLDWIDE:
        return word.partition("-")[0] in INTERNATIONAL
    if ACRONYM.fullmatch(word):
        return "-" not in word or GENITIVE.fullmatch(word) is not None
    if lower in TITLES or ADJECTIVE.fullmatch(lower):
        return True
    if PLURAL.fullmatch(lower) and following[0].isupper():
        return True
    if lower.startswith(("республикасы", "федерациясы")):
        return lower.endswith(("сы", "ның"))
    if lower.startswith(("президентінің", "парламент", "премьер-министрінің")):
        return lower.endswith(("т", "ті", "нің"))
    if plural and is_place(word):
        return False  # ``Қазақстан мен Бельгияның сыртқы істер министрліктері``
    if lower in place_words():
        return True
    if GENITIVE.fullmatch(word):
        return is_place(word) or read_head(word) is not None
    if plural and gap in (", ", " ") and is_listable(word) and not is_place(word):
        return gap == ", "
    if lower.startswith("үкімет"):
        return False
    reading = read_head(word)
    return bool(reading and not reading[2] and reading[3] in ("", "нің", "ның"))


@lru_cache(maxsize=FORMS)
def owns(word: str) -> bool:
    return (
        is_place(word)
        or bool(ACRONYM.fullmatch(word))
        or word.lower().startswith(
            ("республикасы", "президент", "премьер-министр", "парламент", "федерациясы")
        )
    )


@lru_cache(maxsize=1)
def place_words() -> frozenset[str]:
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


@lru_cache(maxsize=FORMS)
def is_place(word: str) -> bool:
    """Whether the word, without its case, or both its halves, name a place of the lists."""
    lower = word.lower()
    places = place_words()
    if lower in places:
        return True
    plain = strip_case(word).lower()
    if plain in places:
        return True
    if GENITIVE.fullmatch(lower) and lower[:-3] in places:
        return True
    parts = lower.replace("–", "-").split("-")
    return len(parts) > 1 and all(part in places for part in parts)


def is_office(word: str) -> bool:
    """Whether the word is the acronym of an office that regions and towns have (``ТЖД``)."""
    return word[:2].isupper() and word.partition("-")[0] in _OFFICES


def is_adjective(word: str) -> bool:
    """Whether the word ends like an adjective (``мемлекеттік``)."""
    return bool(ADJECTIVE.fullmatch(word.lower()))


@lru_cache(maxsize=FORMS)
def has_case(word: str) -> bool:
    """Whether the word ends like a locative, ablative, instrumental or dative: no part of a company's name."""
    return bool(CASED.fullmatch(word) or DATIVE.fullmatch(word)) and not is_place(word)


def is_surname(word: str) -> bool:
    """Whether the word ends like a surname or patronymic."""
    return bool(SURNAME.fullmatch(word))
