"""Values of amounts beside other parsers: ``python benchmarks/values_peers.py [--errors] [--markdown]``.

The table below was written for this purpose. None of the others speaks Kazakh: each gets the text as it is
and is asked only for what it offers. price-parser reads one price, quantulum3 quantities with English names,
Recognizers-Text currencies and percentages (Turkish, the nearest of its languages, and English; the better
of both counts), dateparser dates. ``number`` counts a row as right where the (upper and lower) number is
exact, ``value`` where the unit is right as well. Parsers that are not installed are left out with a line.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import time
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation

Value = tuple[Decimal, Decimal, str]
Parser = Callable[[str], list[Value]]

#: text, low, high, unit
AMOUNTS: list[tuple[str, str, str, str]] = [
    ("4 325 теңге", "4325", "4325", "KZT"),
    ("4325 ₸", "4325", "4325", "KZT"),
    ("KZT 4 325", "4325", "4325", "KZT"),
    ("12,5 теңге", "12.5", "12.5", "KZT"),
    ("17 теңге 29 тиын", "17.29", "17.29", "KZT"),
    ("3,8 трлн. теңгеге", "3800000000000", "3800000000000", "KZT"),
    ("450 млрд теңгеден", "450000000000", "450000000000", "KZT"),
    ("15 мың теңгенің", "15000", "15000", "KZT"),
    ("үш жарым миллиард теңге", "3500000000", "3500000000", "KZT"),
    ("жиырма бес мың теңге", "25000", "25000", "KZT"),
    ("жүз елу миллион теңгеге", "150000000", "150000000", "KZT"),
    ("$100", "100", "100", "USD"),
    ("$5,6 млн", "5600000", "5600000", "USD"),
    ("100 АҚШ доллары", "100", "100", "USD"),
    ("2,4 млрд АҚШ долл.", "2400000000", "2400000000", "USD"),
    ("1,2 миллион еуроны", "1200000", "1200000", "EUR"),
    ("€250", "250", "250", "EUR"),
    ("80 мың ресей рублі", "80000", "80000", "RUB"),
    ("10–15 мың теңге", "10000", "15000", "KZT"),
    ("5-тен 7 млн теңгеге дейін", "5000000", "7000000", "KZT"),
    ("шамамен 90 млн теңге", "90000000", "90000000", "KZT"),
    ("2 млн теңгеден астам", "2000000", "2000000", "KZT"),
    ("1.250.000 теңге", "1250000", "1250000", "KZT"),
    ("1 250 000,50 теңге", "1250000.50", "1250000.50", "KZT"),
    ("30%", "30", "30", "%"),
    ("8,4%-ға", "8.4", "8.4", "%"),
    ("73 пайызы", "73", "73", "%"),
    ("он екі пайыз", "12", "12", "%"),
    ("жиырма бүтін оннан жеті пайызы", "20.7", "20.7", "%"),
    ("0,5 пайыздық тармаққа", "0.5", "0.5", "pp"),
    ("3-4 пайыз", "3", "4", "%"),
    ("12 шақырым", "12", "12", "km"),
    ("450 км", "450", "450", "km"),
    ("25 тонна", "25", "25", "t"),
    ("1,5 млн тонна астық", "1500000", "1500000", "t"),
    ("500 гектар", "500", "500", "ha"),
    ("120 МВт", "120", "120", "MW"),
    ("35 градус", "35", "35", "Cel"),
    ("екі жарым тонна", "2.5", "2.5", "t"),
    ("40 шаршы метр", "40", "40", "m2"),
]
#: text, ISO date
DATES = [
    ("2024 жылғы 5 қаңтар", "2024-01-05"),
    ("12.04.2021", "2021-04-12"),
    ("2023 жылдың 1 шілдесі", "2023-07-01"),
    ("15 наурыз 2020 жыл", "2020-03-15"),
]
UNITS = {
    "tenge": "KZT", "kazakhstani tenge": "KZT", "₸": "KZT", "dollar": "USD", "united states dollar": "USD",
    "$": "USD", "euro": "EUR", "€": "EUR", "ruble": "RUB", "percentage": "%", "percent": "%", "kilometre": "km",
    "kilometer": "km", "tonne": "t", "ton": "t", "hectare": "ha", "megawatt": "MW", "degree celsius": "Cel",
}  # fmt: skip


def ours() -> Parser:
    """This package, the text as a span of any label."""
    from kk_econ_ner.quantities import parse_quantity

    def parse(text: str) -> list[Value]:
        quantity = parse_quantity(text)
        return [] if quantity is None else [(quantity.low, quantity.high, quantity.unit)]

    return parse


def price_parser() -> Parser:
    """price-parser."""
    from price_parser import Price

    def parse(text: str) -> list[Value]:
        price = Price.fromstring(text)
        if price.amount is None:
            return []
        unit = price.currency or ""
        return [(price.amount, price.amount, UNITS.get(unit, unit))]

    return parse


def quantulum() -> Parser:
    """quantulum3 without its optional classifier."""
    from quantulum3 import parser

    def parse(text: str) -> list[Value]:
        found = []
        for quantity in parser.parse(text):
            value = Decimal(str(quantity.value))
            spread = Decimal(str(quantity.uncertainty or 0))
            unit = UNITS.get(quantity.unit.name, quantity.unit.name)
            found.append((value - spread, value + spread, unit))
        return found

    return parse


def recognizers() -> Parser:
    """Recognizers-Text, Turkish and English."""
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_number import recognize_percentage  # isort: skip

    def parse(text: str) -> list[Value]:
        found = []
        for culture in ("tr-tr", "en-us"):
            for recognize in (recognize_currency, recognize_percentage, recognize_dimension):
                with contextlib.suppress(Exception):
                    for result in recognize(text, culture):
                        resolution = result.resolution or {}
                        raw = str(resolution.get("value", "")).replace("%", "")
                        with contextlib.suppress(InvalidOperation):
                            value = Decimal(raw)
                            name = str(resolution.get("unit", "")).lower()
                            unit = resolution.get("isoCurrency") or UNITS.get(name, name)
                            if recognize is recognize_percentage:
                                unit = "%"
                            found.append((value, value, unit))
        return found

    return parse


PARSERS: dict[str, Callable[[], Parser]] = {
    "kk_econ_ner": ours,
    "price-parser": price_parser,
    "quantulum3": quantulum,
    "Recognizers-Text (tr, en)": recognizers,
}


def date_scores() -> Iterator[tuple[str, str]]:
    """How many dates each system finds whole, and (dateparser) reads right."""
    from kk_econ_ner.quantities.find import find_quantities

    whole = sum(
        any((m.start, m.end, m.label) == (0, len(text), "DATE") for m in find_quantities(text))
        for text, _ in DATES
    )
    yield "kk_econ_ner", f"{whole}/{len(DATES)} found whole (dates have no value in this package)"
    try:
        import dateparser
    except ImportError:
        yield "dateparser", "not installed"
        return
    right = 0
    for text, iso in DATES:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = dateparser.parse(text)
        right += parsed is not None and parsed.date().isoformat() == iso
    yield "dateparser", f"{right}/{len(DATES)} read right"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--markdown", action="store_true")
    args = parser.parse_args()
    row = "| {} | {} | {} | {} |" if args.markdown else "{:28} {:>10} {:>10} {:>14}"
    print(row.format("parser", "number", "value", "ms an amount"))
    if args.markdown:
        print("| --- | ---: | ---: | ---: |")
    for name, make in PARSERS.items():
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                parse = make()
        except ImportError as error:
            print(row.format(name, f"not installed ({error.name})", "", ""))
            continue
        numbers = values = 0
        start = time.process_time()
        for text, low, high, unit in AMOUNTS:
            try:
                found = parse(text)
            except Exception as error:
                found = []
                if args.errors:
                    print(f"  {name}: {text}: {error!r}")
            wanted = Decimal(low), Decimal(high)
            number = any((a, b) == wanted for a, b, _ in found)
            value = any((a, b) == wanted and u == unit for a, b, u in found)
            numbers, values = numbers + number, values + value
            if args.errors and not value:
                print(f"  {name}: {text}: {found}")
        cost = 1000 * (time.process_time() - start) / len(AMOUNTS)
        total = len(AMOUNTS)
        print(row.format(name, f"{numbers}/{total}", f"{values}/{total}", f"{cost:.2f}"))
    for name, result in date_scores():
        print(f"dates: {name}: {result}")


if __name__ == "__main__":
    main()
