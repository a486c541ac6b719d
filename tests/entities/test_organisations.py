"""Organisations by rule: quotes, heads and owners, Latin names, acronyms; positions; what is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language

from kk_econ_ner.entities.grammar import EVIDENCE, find_by_grammar

#: Quotes and legal forms are part of the name, a descriptor written out is not.
ORG_IN_QUOTES = [
    ("«Алтын дән» ЖШС-нің табысы артты", ["«Алтын дән» ЖШС-нің"]),
    ("Жобаны «Көкше құрылыс» АҚ жүргізді", ["«Көкше құрылыс» АҚ"]),
    ("Есепті «Көктем су арнасы» ШЖҚ КМК тапсырды", ["«Көктем су арнасы» ШЖҚ КМК"]),
    ("«Сапа зертханасы» РМК-да тексеру өтті", ["«Сапа зертханасы» РМК-да"]),
    ("«Көктем» ұлттық қоры» АҚ құрылды", ["«Көктем» ұлттық қоры» АҚ"]),
    ("Ол «Шапағат» ӘКК» ҰК» АҚ есебін оқыды", ["«Шапағат» ӘКК» ҰК» АҚ"]),
    ('"Жайлау-Агро" ЖШС несие алды', ['"Жайлау-Агро" ЖШС']),
    ("“Жайлау-Агро” ЖШС несие алды", ["“Жайлау-Агро” ЖШС"]),
    ("«KMT Steel» (КМТ Стил) ЖШС зауыт салды", ["«KMT Steel» (КМТ Стил) ЖШС"]),
    ("Шартқа ЖШС «Жайлау-Агро» қол қойды", ["ЖШС «Жайлау-Агро»"]),
    ("«Көкше таңы» газетінің тілшісі", ["Көкше таңы"]),
    ("«Көкше» телеарнасының басшысы", ["Көкше"]),
    ("«Сарыбел» акционерлік қоғамы жұмыс істейді", ["Сарыбел"]),
    ("«Сарыбел» жауапкершілігі шектеулі серіктестігі тапсырды", ["Сарыбел"]),
    ("«Көкше» республикалық қоғамдық бірлестігінің мүшелері", ["Көкше"]),
    ("«Көкше», «Сарыбел» және «Жайлау» компаниялары келісті", ["Көкше", "Сарыбел", "Жайлау"]),
    ("«Астана» халықаралық қаржы орталығында отырыс өтті",
     ["«Астана» халықаралық қаржы орталығында"]),
]  # fmt: skip

#: A name reaches left to its owners; what the office is for may be in small letters.
ORG_BY_HEAD = [
    ("ҚР Су қоры және балық министрлігі жауап берді", ["ҚР Су қоры және балық министрлігі"]),
    ("Қазақстан Республикасының Тау-кен ісі министрлігінде",
     ["Қазақстан Республикасының Тау-кен ісі министрлігінде"]),
    ("Еліміздің Тау-кен ісі министрлігі", ["Тау-кен ісі министрлігі"]),
    ("Энергетика министрлігінің Көмір өнеркәсібі комитеті тексерді",
     ["Энергетика министрлігінің Көмір өнеркәсібі комитеті"]),
    ("Кеше Павлодар облысының кәсіпкерлік және сауда басқармасында болды",
     ["Павлодар облысының кәсіпкерлік және сауда басқармасында"]),
    ("Ол Талғар ауданы әкімдігінің шешімін оқыды", ["Талғар ауданы әкімдігінің"]),
    ("Іс Тараз қалалық сотында қаралды", ["Тараз қалалық сотында"]),
    ("Ол Мұхтар Сарыбаев атындағы Тау-кен институтын бітірді",
     ["Мұхтар Сарыбаев атындағы Тау-кен институтын"]),
    ("Қазір Л.Н. Сарыбаев атындағы ұлттық университетте оқиды",
     ["Л.Н. Сарыбаев атындағы ұлттық университетте"]),
    ("Баға реттеу жөніндегі агенттік хабарлады", ["Баға реттеу жөніндегі агенттік"]),
    ("Бүгін Су ресурстары жөніндегі үкіметаралық комиссияның отырысы өтті",
     ["Су ресурстары жөніндегі үкіметаралық комиссияның"]),
    ("Латвия Үкіметінің шешімі жарияланды", ["Латвия Үкіметінің"]),
    ("Қазақстанның Перудегі елшілігіне барды", ["Қазақстанның Перудегі елшілігіне"]),
    ("«Көкше» партиясының Саяси кеңесі жиналды", ["«Көкше» партиясының Саяси кеңесі"]),
    ("Құрамында Қазақстан – Перу іскерлік кеңесі бар", ["Қазақстан – Перу іскерлік кеңесі"]),
]  # fmt: skip

COORDINATED = [
    ("Қаржы және Ұлттық экономика министрліктері келісті",
     ["Қаржы және Ұлттық экономика министрліктері"]),
    ("Қаржы, Әділет және Сыртқы істер министрліктеріне тапсырылды",
     ["Қаржы, Әділет және Сыртқы істер министрліктеріне"]),
    ("Ішкі істер, Әділет министрліктерінің өкілдері", ["Ішкі істер, Әділет министрліктерінің"]),
    ("Тау-кен ісі министрлігі мен Балық агенттігі келісті",
     ["Тау-кен ісі министрлігі", "Балық агенттігі"]),
]  # fmt: skip

LATIN = [
    ("Келісімді Alatau Green Energy Ltd жасады", ["Alatau Green Energy Ltd"]),
    ("Оны Alatau Capital Partners-тің өкілі айтты", ["Alatau Capital Partners-тің"]),
    ("Zhailau Tech компаниясының акциясы өсті", ["Zhailau Tech"]),
    ("Кеше Альтаир компаниясының өнімі", ["Альтаир"]),
    ("Жобаға Жайлауэнерго АҚ қатысты", ["Жайлауэнерго АҚ"]),
]

ACRONYMS = [
    ("Алым артты, дейді ҚР ІІМ-нен", ["ҚР ІІМ-нен"]),
    ("Латвия СІМ мәлімдеме жасады", ["Латвия СІМ"]),
    ("Өрт туралы Ақмола облыстық ТЖД хабарлады", ["Ақмола облыстық ТЖД"]),
    ("Балық шаруашылығын дамыту банкі (БДБ) несие береді",
     ["Балық шаруашылығын дамыту банкі", "БДБ"]),
]  # fmt: skip

#: Offices of nobody in particular, countries, funds of money, buildings, words in quotes.
NOT_ORG = [
    "облыстық денсаулық сақтау басқармасы есеп берді",
    "Жергілікті білім басқармасы мен тиісті министрліктер",
    "екінші деңгейлі банктер мен сақтандыру компаниялары",
    "Ресей Федерациясының шекарасы",
    "Алматының орталығында тұрады",
    "Ұлттық қордан трансферт бөлінді",
    "«Жарайсың, бауырым», – деді ол",
    "ҚР ҚК 188-бабы бойынша",
    "Кеңес Одағы тарады",
    "Бүгін баспасөз мәслихаты өтті",
]

POSITIONS = [
    ("ҚР Тау-кен ісі министрі сөйледі", "ҚР Тау-кен ісі министрі"),
    ("Тау-кен ісі министрінің бірінші орынбасары", "Тау-кен ісі министрінің бірінші орынбасары"),
    ("Талғар ауданының әкімі келді", "Талғар ауданының әкімі"),
    ("«Көкше» АҚ басқарма төрағасы айтты", "«Көкше» АҚ басқарма төрағасы"),
    ("Латвия Президенті келді", "Латвия Президенті"),
    ("Мемлекет басшысының Жолдауы", "Мемлекет басшысының"),
]
NOT_POSITIONS = ["қала әкімі тапсырды", "облыстық басқарма басшысы", "Президенттік сайлау"]

OTHERS = [
    ("«Жасыл аула» бағдарламасы басталды", "Жасыл аула", "PROJECT"),
    ("«Көкше күзі» фестивалінде ән салды", "Көкше күзі", "EVENT"),
    ("«Көкше» стадионында өтті", "Көкше", "FAC"),
    ("«Жалғыз жол» романын оқыды", "Жалғыз жол", "WORK_OF_ART"),
]

CASES = ["", "нің", "не", "н", "нде", "нен", "мен", "ндегі"]


def names(text: str, label: str = "ORG") -> list[str]:
    found = sorted((one.start, one.end) for one in find_by_grammar(text) if one.label == label)
    return [text[start:end] for start, end in found]


@pytest.fixture(scope="module")
def ruler() -> Language:
    nlp = spacy.blank("xx")
    nlp.add_pipe("kk_entity_ruler")
    return nlp


@pytest.mark.parametrize(
    ("text", "expected"), ORG_IN_QUOTES + ORG_BY_HEAD + COORDINATED + LATIN + ACRONYMS
)
def test_organisations(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", NOT_ORG)
def test_no_organisations(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("case", CASES)
def test_heads_in_every_case(case: str) -> None:
    name = f"ҚР Тау-кен ісі министрлігі{case}"
    assert names(f"Бұл туралы {name} айтылды") == [name]


@pytest.mark.parametrize("case", ["", "-нің", "-ға", "-ны", "-да", "-дан", "-мен", "-дағы"])
def test_legal_forms_in_every_case(case: str) -> None:
    name = f"«Көкше құрылыс» АҚ{case}"
    assert names(f"Бұл туралы {name} айтылды") == [name]


@pytest.mark.parametrize(("text", "expected"), POSITIONS)
def test_positions(text: str, expected: str) -> None:
    assert names(text, "POSITION") == [expected]


@pytest.mark.parametrize("text", NOT_POSITIONS)
def test_no_positions(text: str) -> None:
    assert names(text, "POSITION") == []


@pytest.mark.parametrize(("text", "name", "label"), OTHERS)
def test_other_names_in_quotes(text: str, name: str, label: str) -> None:
    assert names(text, label) == [name]


def test_evidence_is_kept_out_of_the_entities(ruler: Language) -> None:
    doc = ruler("Бүгін Латвия Президенті «Жасыл аула» бағдарламасы туралы айтты.")
    assert {span.label_ for span in doc.spans["kk_entity_ruler"]} >= {"POSITION", "PROJECT", "GPE"}
    assert not EVIDENCE & {ent.label_ for ent in doc.ents}
    assert set(ruler.get_pipe("kk_entity_ruler").labels) >= EVIDENCE  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "names_",
    [
        ("Самұрық-Қазынаның", "Самрұқ-Қазынаның", "Samruk-Kazyna-ның"),
        ("Қазкоммерцбанктің", "Казкоммерцбанктің", "ҚКБ-ның"),
        ("Дүниежүзілік сауда ұйымының", "ДСҰ-ның", "Бүкіләлемдік сауда ұйымының"),
        ("Тұрғын үй құрылыс жинақ банкінің", "Отбасы банктің"),
        ("Нұр Отанның", "Nur Otan-ның"),
    ],
)
def test_old_and_new_names_have_one_id(ruler: Language, names_: tuple[str, ...]) -> None:
    found = [ruler(f"Кеше {name} үлесі артты").ents[0] for name in names_]
    assert [ent.text for ent in found] == list(names_)
    assert {ent.label_ for ent in found} == {"ORG"}
    assert len({ent.id_ for ent in found}) == 1 and found[0].id_


@pytest.mark.parametrize(
    "unit",
    [
        "»",
        "«",
        '"',
        "«А» АҚ ",
        "«А» Б» ",
        "Қаржы министрлігінің ",
        "Алматы облысының ",
        "Қостанай, Жамбыл облыстары ",
        "Алматы, ",
        "Абай атындағы ",
        "Қ. Әлиев ",
        "Air ",
        "АБ ",
    ],
)
def test_cost_is_linear(ruler: Language, unit: str, assert_linear: Callable[..., None]) -> None:
    assert_linear(ruler, unit, small=5_000, large=40_000)
