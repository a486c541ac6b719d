"""`parse_quantity`: values, ranges and modifiers from a span's own text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kk_econ_ner.quantities import Quantity, parse_quantity

MONEY = [
    ("4 325 теңге", "4325 KZT"),
    ("4325 ₸", "4325 KZT"),
    ("KZT 4 325", "4325 KZT"),
    ("4.325 теңге", "4325 KZT"),
    ("үш жарым миллиард АҚШ доллары", "3500000000 USD"),
    ("3,5 млрд. АҚШ долл.", "3500000000 USD"),
    ("$3,5 млрд", "3500000000 USD"),
    ("$ 21,500", "21500 USD"),
    ("10,000,000 ₸", "10000000 KZT"),
    ("17 теңге 29 тиын", "17.29 KZT"),
    ("50 тиын", "0.5 KZT"),
    ("2 000 мың еуро", "2000000 EUR"),
    ("3 трлн 210,4 млрд. теңге", "3210400000000 KZT"),
    ("200 канада доллары", "200 CAD"),
    ("7 Ресей рублі", "7 RUB"),
    ("60 мың юаньға", "60000 CNY"),
    ("миллион теңге", "1000000 KZT"),
    ("42 МЛН ДОЛЛАРҒА", "42000000 USD"),
    ("35 мың тенге", "35000 KZT"),
    ("8 млн . ақш долларын", "8000000 USD"),
]
RANGES = [
    ("10–15 мың теңге", "10000–15000 KZT"),
    ("200-600 мың теңге аралығында", "200000–600000 KZT"),
    ("20 мың-90 мың теңге", "20000–90000 KZT"),
    ("1 000 – 2 500 еуро", "1000–2500 EUR"),
    ("100 теңгеден 250 теңгеге дейін", "100–250 KZT"),
    ("3 пен 5 доллар арасында", "3–5 USD"),
    ("1-ден 5 пайызға дейін", "1–5 %"),
    ("отыз-қырық теңгеден", "30–40 KZT"),
]
MODIFIERS = [
    ("шамамен 15-16 млрд теңге", "~ 15000000000–16000000000 KZT"),
    ("165,0 млн.-нан астам теңгеге", "> 165000000 KZT"),
    ("104 млрд. астам теңгені", "> 104000000000 KZT"),
    ("2 трлн. теңгеден астам", "> 2000000000000 KZT"),
    ("ең азы 200 миллиард теңге", ">= 200000000000 KZT"),
    ("кем дегенде 7 пайыз", ">= 7 %"),
    ("30% жуығын", "~ 30 %"),
    ("9 миллиард доллар шамасында", "~ 9000000000 USD"),
    ("50 мың теңгедей", "~ 50000 KZT"),
    ("70 пайызынан кем", "< 70 %"),
    ("300 мың теңгеге дейін", "<= 300000 KZT"),
    ("10 пайыздан аспайтын", "<= 10 %"),
    ("40%-ынан астамы", "> 40 %"),
]
PERCENT = [
    ("20,7%-ы", "20.7 %"),
    ("жиырма бүтін оннан жеті пайызы", "20.7 %"),
    ("4,1% -ға", "4.1 %"),
    ("37,5% - ды", "37.5 %"),
    ("81,2 %-ы", "81.2 %"),
    ("0,9 пайыздық тармаққа", "0.9 pp"),
    ("-8,4%", "-8.4 %"),
    ("он төрт-ақ процент", "14 %"),
]
MEASURES = [
    ("42 шақырым 195 метр", "42.195 km"),
    ("21 шақырым 097,5 метр", "21.0975 km"),
    ("1 млн 198 мың шаршы метр", "1198000 m2"),
    ("300 (үш жүз) тонна", "300 t"),
    ("82 кВт-сағатты", "82 kW.h"),
    ("45 МВт-ға", "45 MW"),
    ("12,5 ц/га", "12.5 ц/га"),
    ("25°C", "25 Cel"),
    ("20 градус суық", "-20 Cel"),
    ("65 км/сағ", "65 km/h"),
    ("100 айлық есептік көрсеткіш", "100 АЕК"),
    ("6 тонна 600 килограмм", "6.6 t"),
    ("он мегаваттық", "10 MW"),
]


@pytest.mark.parametrize("text,expected", MONEY + RANGES + MODIFIERS + PERCENT + MEASURES)
def test_value(text: str, expected: str) -> None:
    assert str(parse_quantity(text)) == expected


@pytest.mark.parametrize(
    "text,label,expected",
    [
        ("2,3 есе", "CARDINAL", ("multiple", "2.3", "x")),
        ("бір миллионнан астам", "CARDINAL", ("count", "1000000", "")),
        ("бірі", "CARDINAL", ("count", "1", "")),
        ("XXI", "ORDINAL", ("ordinal", "21", "")),
        ("3", "ORDINAL", ("ordinal", "3", "")),
        ("145", "QUANTITY", ("measure", "145", "")),
    ],
)
def test_label_decides(text: str, label: str, expected: tuple[str, str, str]) -> None:
    quantity = parse_quantity(text, label)
    assert quantity is not None
    assert (quantity.kind, str(quantity.low), quantity.unit) == expected


@pytest.mark.parametrize("text", ["", "теңге", "бірнеше пайыз", "қанша ақша", "   "])
def test_no_value(text: str) -> None:
    assert parse_quantity(text, "MONEY") is None


def test_other_labels_have_no_value() -> None:
    assert parse_quantity("2020 жыл", "DATE") is None


def test_quantity_fields() -> None:
    exact = Quantity("money", Decimal("95E9"), Decimal("95E9"), "KZT")
    assert exact.value == Decimal("95000000000")
    assert str(exact) == "95000000000 KZT"
    wide = parse_quantity("10–15 мың теңге")
    assert wide is not None and wide.value is None
    assert wide.as_dict() == {
        "kind": "money",
        "low": "10000",
        "high": "15000",
        "unit": "KZT",
        "modifier": "=",
    }
