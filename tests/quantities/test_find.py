"""`find_quantities`: spans in running text. `[text|LABEL]` marks what must be found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from kk_econ_ner.quantities import find_quantities

STRONG = ("MONEY", "PERCENT", "QUANTITY")
MARK = regex.compile(r"\[([^|\]]*)\|([A-Z]+)\]")

MONEY = [
    "Жобаға [3,8 трлн. теңгеге|MONEY] жуықтайтын қаржы керек.",
    "Қор [165,0 млн.-нан астам теңгеге|MONEY] толды.",
    "Бағасы [920 млн.теңгені|MONEY] құрады.",
    "Шығын ([$ 21,500|MONEY]) өтелді.",
    "Бұл [1 982 теңге|MONEY] х 41 = [81 262 теңге|MONEY].",
    "Банк [бір долларға|MONEY] [450,2 теңге|MONEY] ұсынды.",
    "Бағам: [USD 273.53|MONEY] [RUB 4.39|MONEY]",
    "Сыйлық [5|MONEY], [7|MONEY] және [10 млн теңге|MONEY] болды.",
    "Сома [Т2,4 млрд|MONEY] болды.",
    "Бағасы [5|MONEY] және [6 теңге|MONEY] еді.",
    "Айына [50 мың теңгеден|MONEY] бөлінді.",
    "Аудармашыға -[312 мың теңге|MONEY] төленді.",
    "Көлемі [миллион теңге|MONEY] еді.",
    "Құны [220 теңгеден|MONEY] асады.",
    "Әр үйге [100 теңгеден 250 теңгеге дейін|MONEY] төлем салынды.",
    "Табыс [80 теңгеден|MONEY] [95 теңгеге дейін|MONEY] өсті.",
]
PERCENT = [
    "Үлесі [37,5% - ды|PERCENT] құрады.",
    "Өсім [30 пайыздан|PERCENT] [50 пайызға дейін|PERCENT] артты.",
    "Баға [11%|PERCENT] жоғары.",
    "Халықтың [шамамен 83%|PERCENT] қамтылды.",
    "Инфляция [0,9 пайыздық тармаққа|PERCENT] төмендеді.",
    "Көлем ([-8,4%|PERCENT]) азайды.",
    "[10%|PERCENT], [15%|PERCENT] және [20%-ға|PERCENT] бөлінді.",
]
MEASURES = [
    "Ұзындығы [12 шақырым 500 метр|QUANTITY] болатын жол.",
    "Айыппұл [1 АЕК|QUANTITY] [4 325 теңге|MONEY] болады.",
    "Жылдамдығы [сағатына алпыс бес километр|QUANTITY] еді.",
    "Қоймада [18 мың 250 тонна|QUANTITY] бидай бар.",
    "Қазір [минус 31 градус|QUANTITY] болды.",
    "Үйде 3 бала, 2 келін тұрады.",
]
NEGATIVE = [
    "Байланыс: +7 701 111 45 67 немесе 87012993029.",
    "ИИН 900101300123, БСН 123456789012.",
    "2012 жылғы № 483-ІV Заңы күшіне енді.",
    "«Астана» 3:2 есебімен жеңді.",
    "Бағдарламаның 3.8.1 нұсқасы шықты.",
    "Ақтөбе-2 бекетінде тоқтады.",
    "5G технологиясы мен A4 қағазы.",
    "Бесарық, Мыңжылқы және Жүзбай ауылдары.",
    "Теңге нығайды, доллар арзандады.",
    "Ол үшін жүзеге асыру керек, бірақ алтын жоқ.",
    "Есептесуі Т+0 теңгемен жүргізілді.",
]


def parse_marked(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The plain text and the marked spans."""
    spans = [(match[1], match[2]) for match in MARK.finditer(text)]
    return MARK.sub(r"\1", text), spans


@pytest.mark.parametrize("marked", MONEY + PERCENT + MEASURES)
def test_found(marked: str) -> None:
    text, expected = parse_marked(marked)
    found = [(text[m.start : m.end], m.label) for m in find_quantities(text) if m.label in STRONG]
    assert found == expected


@pytest.mark.parametrize("text", NEGATIVE)
def test_nothing_found(text: str) -> None:
    found = [m for m in find_quantities(text) if m.label not in ("DATE", "TIME")]
    assert [text[m.start : m.end] for m in found] == []


@pytest.mark.parametrize(
    "text,span,label",
    [
        ("Жиында жиырма бес адам болды.", "жиырма бес", "CARDINAL"),
        ("Көлемі 2,3 есе өсті.", "2,3 есе", "CARDINAL"),
        ("Ол екінші орын алды.", "екінші", "ORDINAL"),
        ("Кеңсе 3-қабатта.", "3", "ORDINAL"),
        ("Бұл аймақтардың бірі.", "бірі", "CARDINAL"),
        ("Оған елуге жуық адам келді.", "елуге жуық", "CARDINAL"),
    ],
)
def test_counts(text: str, span: str, label: str) -> None:
    assert (span, label) in [(text[m.start : m.end], m.label) for m in find_quantities(text)]


def test_list_shares_unit_and_magnitude() -> None:
    found = find_quantities("Сыйлық 5, 7 және 10 млн теңге болды.")
    assert [str(m.quantity) for m in found] == ["5000000 KZT", "7000000 KZT", "10000000 KZT"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789 .,-–%$₸()«»тмлнржүзбіғаен\n", max_size=120))
def test_spans_are_sorted_and_apart(text: str) -> None:
    last = 0
    for match in find_quantities(text):
        assert last <= match.start < match.end <= len(text)
        last = match.end


HOSTILE = ["1 ", "1,1,", "жүз ", "«", "10–", "5 млн ", "сағатына ", "5%-дан ", "$", "а", "1."]


@pytest.mark.parametrize("unit", HOSTILE)
def test_linear_time(unit: str, assert_linear: Callable[..., None]) -> None:
    assert_linear(find_quantities, unit)
