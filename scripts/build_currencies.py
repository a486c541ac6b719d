"""Write ``patterns/currencies.jsonl`` from Babel's Kazakh currency names (CLDR) and everyday names.

    python scripts/build_currencies.py > patterns/currencies.jsonl

One object a line: ``code`` (ISO 4217); ``nouns``, stems that inflect; ``qualifiers``, words that
may stand before the noun (`АҚШ доллары`); ``default``, whether the noun alone means this currency;
``abbr`` and ``symbols``; ``subunits``, stems worth a hundredth.
"""

from __future__ import annotations

import json
import re

from babel import Locale

VOWELS = "аәеёиоөуұүыіэюя"
#: Stems that CLDR's possessive form does not show.
STEMS = {"рублі": "рубль", "юані": "юань", "рупиясы": "рупия", "солі": "соль", "кетсалі": "кетсаль"}

#: Everyday names: facts that CLDR does not hold.
EVERYDAY: dict[str, dict[str, object]] = {
    "KZT": {
        "qualifiers": ["қазақстан", "қазақстандық", "қазақ", "ұлттық"],
        "nouns": ["теңге", "тенге", "тегне", "теңг"],
        "abbr": ["тг", "тнг", "тңг"],
        "symbols": ["₸"],
        "subunits": ["тиын"],
        "default": True,
    },
    "USD": {
        "qualifiers": ["ақш", "америка", "америкалық", "американ", "американдық", "америкалы"],
        "nouns": ["доллар", "долар", "даллар", "доллор"],
        "abbr": ["долл", "дол", "долл. ақш"],
        "symbols": ["$", "US$"],
        "subunits": ["цент"],
        "default": True,
    },
    "EUR": {
        "nouns": ["еуро", "евро"],
        "symbols": ["€"],
        "default": True,
        "subunits": ["еуроцент", "евроцент"],
    },
    "RUB": {
        "qualifiers": ["ресей", "ресейлік", "орыс", "рф"],
        "nouns": ["рубль", "рубл"],
        "abbr": ["руб"],
        "symbols": ["₽"],
        "subunits": ["копейка", "тиын"],
        "default": True,
    },
    "CNY": {"qualifiers": ["қытай", "қытайлық", "қхр"], "nouns": ["юань", "юан"], "default": True},
    "GBP": {
        "subunits": ["пенс", "пенни"],
        "qualifiers": ["британ", "британдық", "ағылшын", "британия", "ұлыбритания"],
        "nouns": ["фунт стерлинг", "стерлинг", "фунт", "стерлинг фунт"],
        "symbols": ["£"],
        "default": True,
    },
    "JPY": {
        "qualifiers": ["жапон", "жапония", "жапондық"],
        "nouns": ["иена", "йена", "иен", "йен"],
        "symbols": ["¥"],
        "default": True,
    },
    "KGS": {"qualifiers": ["қырғыз", "қырғызстан"], "nouns": ["сом"], "default": True},
    "UZS": {
        "qualifiers": ["өзбек", "өзбекстан"],
        "nouns": ["сум", "сом"],
        "default": False,
        "default_nouns": ["сум"],
    },
    "TRY": {
        "qualifiers": ["түрік", "түркия"],
        "nouns": ["лира"],
        "symbols": ["₺"],
        "default": True,
    },
    "CHF": {
        "qualifiers": ["швейцария", "швейцар", "швейцариялық"],
        "nouns": ["франк"],
        "default": True,
    },
    "UAH": {
        "qualifiers": ["украина", "украин"],
        "nouns": ["гривна", "гривен"],
        "symbols": ["₴"],
        "default": True,
    },
    "BYN": {"qualifiers": ["беларусь", "белорус", "беларус"], "nouns": ["рубль", "рубл"]},
    "KRW": {
        "qualifiers": ["корей", "корея", "оңтүстік корея"],
        "nouns": ["вон", "вона"],
        "symbols": ["₩"],
        "default": True,
    },
    "INR": {
        "qualifiers": ["үнді", "үндістан"],
        "nouns": ["рупия", "рупий"],
        "symbols": ["₹"],
        "default": True,
    },
    "AED": {"qualifiers": ["бае", "баә", "араб"], "nouns": ["дирхам", "дирхем"], "default": True},
    "AZN": {"qualifiers": ["әзірбайжан", "әзербайжан"], "nouns": ["манат"], "default": True},
    "GEL": {"qualifiers": ["грузин", "грузия"], "nouns": ["лари"], "default": True},
    "AMD": {"qualifiers": ["армян", "армения"], "nouns": ["драм"], "default": True},
    "PLN": {"qualifiers": ["поляк", "польша"], "nouns": ["злотый", "злот"], "default": True},
    "CZK": {"qualifiers": ["чех", "чехия"], "nouns": ["крона"]},
    "SEK": {"qualifiers": ["швед", "швеция"], "nouns": ["крона", "крон"]},
    "NOK": {"qualifiers": ["норвег", "норвегия", "норвегиялық"], "nouns": ["крона", "крон"]},
    "DKK": {"qualifiers": ["дат", "дания"], "nouns": ["крона", "крон"]},
    "AUD": {
        "qualifiers": ["аустралия", "австралия", "австралиялық"],
        "nouns": ["доллар"],
        "symbols": ["A$"],
    },
    "CAD": {"qualifiers": ["канада", "канадалық"], "nouns": ["доллар"], "symbols": ["C$"]},
    "TJS": {"qualifiers": ["тәжік", "тәжікстан"], "nouns": ["сомони"], "default": True},
    "TMT": {
        "qualifiers": ["түркімен", "түрікмен", "түрікменстан", "түркіменстан"],
        "nouns": ["манат"],
    },
    "MNT": {"qualifiers": ["моңғол", "моңғолия"], "nouns": ["төгрөг", "тугрик"], "default": True},
    "MDL": {"qualifiers": ["молдова", "молдаван"], "nouns": ["лей"]},
    "SAR": {"qualifiers": ["сауд", "сауд арабиясы", "сауд арабиясының"], "nouns": ["риал", "риял"]},
    "ILS": {"qualifiers": ["израиль", "израил"], "nouns": ["шекель", "шекел"], "default": True},
    "THB": {"qualifiers": ["таиланд", "тайланд", "тай"], "nouns": ["бат"], "default": True},
    "BRL": {"qualifiers": ["бразил", "бразилиялық"], "nouns": ["реал"]},
    "RON": {"qualifiers": ["румын", "румыния"], "nouns": ["лей"]},
    "RSD": {"qualifiers": ["серб", "сербия"], "nouns": ["динар"]},
    "BGN": {"qualifiers": ["болгар", "болгария"], "nouns": ["лев"]},
    "HUF": {"qualifiers": ["венгр", "мажар"], "nouns": ["форинт"], "default": True},
    "VND": {"qualifiers": ["вьетнам"], "nouns": ["донг"], "default": True},
    "ZAR": {"qualifiers": ["оар", "оңтүстік африка"], "nouns": ["ранд", "рэнд"], "default": True},
    "AFN": {"qualifiers": ["ауған"], "nouns": ["афгани", "ауғани"], "default": True},
    "QAR": {"qualifiers": ["катар", "қатар"], "nouns": ["риал", "риял"]},
    "IRR": {"qualifiers": ["иран"], "nouns": ["риал", "риял"]},
}
BITCOIN = {
    "code": "BTC",
    "nouns": ["биткоин", "биткойн"],
    "qualifiers": [],
    "default": True,
    "abbr": [],
    "symbols": ["₿"],
    "subunits": [],
}
#: The unit of account of the International Monetary Fund: its reserves and quotas are news.
RIGHTS = {
    "code": "XDR",
    "nouns": [],
    "qualifiers": [],
    "default": False,
    "abbr": ["сдр", "қас"],
    "symbols": [],
    "subunits": [],
}
#: Currencies that are named so often without a country that the noun alone counts, in no currency.
ANY = {
    "code": "XXX",
    "nouns": ["крона", "крон", "динар", "песо", "риал", "риял", "лей", "шиллинг", "фунт"],
    "qualifiers": [],
    "default": True,
    "abbr": [],
    "symbols": [],
    "subunits": [],
}


def stem(noun: str) -> str:
    """The noun without the third-person possessive CLDR's names end in."""
    if noun in STEMS:
        return STEMS[noun]
    if len(noun) > 4 and noun[-2:] in ("сы", "сі") and noun[-3] in VOWELS:
        return noun[:-2]
    if len(noun) > 3 and noun[-1] in "ыі":
        return noun[:-1]
    return noun


def main() -> None:
    """Print the lines."""
    print("// Written by scripts/build_currencies.py from CLDR names (Babel) and everyday names.")
    for code, name in sorted(Locale("kk").currencies.items()):
        if "(" in name or code == "XXX" or (" " not in name and code not in EVERYDAY):
            continue
        words = re.sub(r"\s+-\s+", "-", name.lower()).split()
        extra = EVERYDAY.get(code, {})
        nouns = dict.fromkeys([*extra.get("nouns", ()), stem(words[-1])])  # type: ignore[misc]
        qualifiers = dict.fromkeys([*extra.get("qualifiers", ()), " ".join(words[:-1])])  # type: ignore[misc]
        row = {
            "code": code,
            "nouns": list(nouns),
            "qualifiers": [q for q in qualifiers if q],
            "default": extra.get("default", False),
            "abbr": extra.get("abbr", []),
            "symbols": extra.get("symbols", []),
            "subunits": extra.get("subunits", []),
        }
        if "default_nouns" in extra:
            row["default_nouns"] = extra["default_nouns"]
        print(json.dumps(row, ensure_ascii=False))
    for row in (BITCOIN, RIGHTS, ANY):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
