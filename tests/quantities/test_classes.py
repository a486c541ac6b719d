"""Classes of written forms, each a table: lists with slashes, rates, joined words, slips, codes.

``[text|value]`` marks an amount; what is not marked must not be found as MONEY, PERCENT or QUANTITY.
"""

from __future__ import annotations

import pytest
import regex
import spacy

from kk_econ_ner.quantities import find_quantities, parse_quantity

AMOUNTS = ("MONEY", "PERCENT", "QUANTITY")
MARK = regex.compile(r"\[([^|\]]*)\|((?:[^\[\]]|\[\w+\])*)\]")

SLASHES = [
    "Баға [12|12 %]/[15|15 %]/[18 пайыз|18 %] болды.",
    "Қаржы [30|30 %]/[70 пайыз|70 %] үлесімен берілді.",
    "Үлесі [51|51 %]/[49 %|49 %] болды.",
    "Тариф [10|10000 KZT]/[12|12000 KZT]/[15 мың теңге|15000 KZT] болды.",
    "Бағам [450|450 KZT]/[455 теңге|455 KZT] деңгейінде.",
    "Мөлшерлеме [9,5|9.5 %]/[10,5 %|10.5 %] болды.",
    "2014/2015 оқу жылында [5 млрд теңге|5000000000 KZT] бөлінді.",
    "Халықтың 3/4 бөлігі, 24/7 қызмет, 120/80 қысым.",
    "Үй [1/2 гектар|0.5 ha] жерде тұр.",
    "Бекітілген № 18/2 қаулысы, Абай көшесі, 7/1.",
]
VAGUE = [
    "[Бірнеше миллион теңге|~ 1000000 KZT] жұмсалды.",
    "Ол [бірнеше жүз мың доллар|~ 100000 USD] тапты.",
    "[Ондаған миллиард теңге|~ 10000000000 KZT] бөлінді.",
    "[Жүздеген миллион доллар|~ 100000000 USD] құйылды.",
    "[Миллиардтаған теңге|~ 1000000000 KZT] жоғалды.",
    "[Мыңдаған тонна|~ 1000 t] мұнай төгілді.",
    "Баға бірнеше есе өсті, бірнеше пайыз қосылды.",
]
RATES = [
    "[RUB/KZT – 5,02|5.02 KZT]",
    "[USD/KZT: 450,20|450.2 KZT]",
    "[USDKZT 450,2|450.2 KZT] деңгейінде.",
    "[EUR/USD 1,07|1.07 USD] болды, [USD/RUB – 92,5|92.5 RUB].",
    "USDKZT жұбы мен EUR/USD бағамы өзгермеді.",
    "Бағам: [USD 273.53|273.53 USD] [RUB 4.39|4.39 RUB]",
    "Биткоин: BTC [102 345 USD|102345 USD].",
    "Асатын доллар резервтері туралы айтты.",
]
#: Codes of currencies that are also the names of other things.
CODES = [
    "COP29 саммитінде, COP 30 жиынында, TOP10 тізімінде.",
    "SDG 13 мақсаты, PHP 8 тілі, AMD 7600 процессоры, CAD 2024 бағдарламасы.",
    "Лари бағамы: [GEL 195.3|195.3 GEL], драм: [AMD 1.3|1.3 AMD].",
    "Олар [CAD 2,5 млрд|2500000000 CAD], [TRY 300 млн|300000000 TRY] құйды.",
    "Бағам: [USD 450|450 USD] [CAD 340|340 CAD] [TRY 15|15 TRY]",
    "Ол [CNY 250|250 CNY], [500 EUR|500 EUR] төледі.",
]
JOINED = [
    "Ол [10млнтеңге|10000000 KZT] алды.",
    "Ол [10 млнтеңге|10000000 KZT] алды.",
    "Ол [3млрдтеңгеге|3000000000 KZT] сатып алды.",
    "Ол [3 мыңтеңге|3000 KZT] төледі.",
    "Ол [5мың тг|5000 KZT], [200мың.теңге|200000 KZT] төледі.",
    "Ол [1,5 млн.нан астам тг|> 1500000 KZT] тапты.",
    "Ол [35 мың. АҚШ доллары|35000 USD], [35 мың. теңге|35000 KZT] алды. Мың. Доллар емес.",
    "Кірісі [7,0 трлн теңгекөлемінде|7000000000000 KZT] бағаланады.",
    "Қаржының [46,5 пайызышоғырланды|46.5 %].",
    "Үлесі [4,7 % ті|4.7 %] құрады, [8,4 % ға|8.4 %] артты.",
    "Сомасы [1 250 000-00 теңге|1250000 KZT].",
    "Мыңжылдық пен миллионерлер, теңгерімді даму, пайызсыз несие.",
]
SLIPS = [
    "Ол [500 теңгні|500 KZT] берді, [5 теңгге|5 KZT] қалды.",
    "Ол [3 милион теңге|3000000 KZT], [3 милллион теңге|3000000 KZT] төледі.",
    "Ол [5 мильярд теңге|5000000000 KZT], [2 млдр теңге|2000000000 KZT] төледі.",
    "Өсім [5 пайыс|5 %], [5 пайызз|5 %], [3 процентт|3 %] болды.",
    "Құны [5 доллор|5 USD], [5 долларр|5 USD] болды.",
    "Жұмыс 5 күнде бітті, 3 үй битті деп айтты.",
]
UNITS = [
    "Дәліз [1 т.п.|1 pp] кең, көші-қон (2013 ж. – 2886, [+16%|16 %]) өсті.",
    "Өсім [0,5 p.p.|0.5 pp], [25 bps|0.25 pp] болды.",
    "Өндіру [87,7 mln tonnes|87700000 t], [1,55 млн барр.|1550000 [bbl_us]] болды.",
    "Ол [5 млн долл. АҚШ|5000000 USD], [5 млн АҚШ-доллары|5000000 USD] төледі.",
    "Көлемі [5,5 млрд теңге|5500000000 KZT][1] болды, [9,8%|9.8 %] [2].",
]
VERBS = [
    "Қарызы [5 миллион теңгеден|> 5000000 KZT] сәл асады.",
    "Қарызы [5 миллион теңгеге|~ 5000000 KZT] таяп қалды.",
    "Қарызы [5 миллион теңгеге|~ 5000000 KZT] жақындады.",
    "Қарызы [5 миллион теңгеге|< 5000000 KZT] жетпейді.",
    "Мөлшерлеме [16,5%-дан|>= 16.5 %] төмендемейді.",
    "Қаржыландыру [2 трлн теңгеден|> 2000000000000 KZT] асатыны белгілі.",
    "Мөлшерлеме [16,5%-дан|16.5 %] түсті.",
    "Көлемі [1,1-ден|1100000000000 KZT] [3,4 трлн теңгеге дейін|3400000000000 KZT] 3 есе өсті.",
    "Экспорт [5%-ға дейін|5 %] ұлғаяды, импорт [3%-ға дейін|3 %] азаяды.",
]
#: Nothing but dates and times may be found here.
NOT_COUNTS = [
    "Байланыс: 8 7172 55 66 77, 8 701 234 56 78, 87012345678.",
    "7 701 234 5678 нөміріне хабарласыңыз.",
    "Python 3.11 шықты, iOS 17.2 жүйесі, Ubuntu 11.04 нұсқасы.",
    "2003 жылғы 4 шілдедегі № 474-II Заңы, № 123-ІІ шешім.",
    "Есеп 3:1 болды, «Қайрат» 3-1 есебімен жеңді.",
    "12-баптың 3-тармағының 2) тармақшасы.",
    "Кодекстің 12, 13 және 14-баптары.",
    "МиГ-29, Ил-76 және Су-30СМ ұшақтары, COVID-19 індеті.",
    "БСН 123456789012, ЖСН 850101300123.",
    "БСН 123 456 789 012, ЖСН 850101 300123.",
    "Нүктесі 43.238949, 76.889709 не 43°14′ с.е., 76°53′ ш.б.",
    "Кестедегі 02.01, 04.07 кодтары.",
    "Еңбекте [1] айтылған [25].",
]
FRACTIONS = [
    ("Оннан бір бөлігі жоғалды.", "Оннан бір", "0.1"),
    ("Жердің жүзден үш бөлігі.", "жүзден үш", "0.03"),
    ("Төрттен үші шетелдік.", "Төрттен үші", "0.75"),
]


@pytest.mark.parametrize("marked", SLASHES + VAGUE + RATES + CODES + JOINED + SLIPS + UNITS + VERBS)
def test_amounts(marked: str) -> None:
    expected = [(match[1], match[2]) for match in MARK.finditer(marked)]
    text = MARK.sub(r"\1", marked)
    found = [
        (text[m.start : m.end], str(m.quantity))
        for m in find_quantities(text)
        if m.label in AMOUNTS
    ]
    assert found == expected


@pytest.mark.parametrize("text", NOT_COUNTS)
def test_no_number(text: str) -> None:
    found = [m for m in find_quantities(text) if m.label not in ("DATE", "TIME")]
    assert [text[m.start : m.end] for m in found] == []


@pytest.mark.parametrize("text,span,value", FRACTIONS)
def test_fractions(text: str, span: str, value: str) -> None:
    found = [(text[m.start : m.end], str(m.quantity)) for m in find_quantities(text)]
    assert found == [(span, value)]


def test_places_are_no_temperatures() -> None:
    found = find_quantities("Ауылы 43 градус солтүстік ендікте, 76° ш.б. тұр.")
    assert [m for m in found if m.label in AMOUNTS] == []


@pytest.mark.parametrize(
    "text,value",
    [
        ("EUR/USD 1,07", "1.07 USD"),
        ("бірнеше миллион теңге", "~ 1000000 KZT"),
        ("10млнтеңге", "10000000 KZT"),
        ("3 милллион теңге", "3000000 KZT"),
        ("1,5 млн.нан астам тг", "> 1500000 KZT"),
    ],
)
def test_values_from_the_span_alone(text: str, value: str) -> None:
    assert str(parse_quantity(text, "MONEY")) == value


def test_just_half() -> None:
    found = find_quantities("Қордың тең жартысы жұмсалды.")
    assert [(m.start, m.end, str(m.quantity)) for m in found] == [(7, 18, "0.5")]


def test_a_list_of_percentages_is_several_tokens() -> None:
    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_quantities")
    doc = nlp("Салық 12%/15%/18% болды.")
    assert [(ent.text, str(ent._.quantity)) for ent in doc.ents] == [
        ("12%", "12 %"),
        ("15%", "15 %"),
        ("18%", "18 %"),
    ]


def test_a_list_in_one_token_has_no_single_value() -> None:
    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_quantities")
    doc = nlp("Баға 12/15/18 пайыз, кейін 12/15 мың теңге болды.")
    assert [(ent.text, ent._.quantity) for ent in doc.ents] == [
        ("12/15/18 пайыз", None),
        ("12/15 мың теңге", None),
    ]
