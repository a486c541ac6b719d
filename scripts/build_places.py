"""Write the country lines of ``patterns/places.jsonl``.

Names and ISO 3166-1 alpha-2 codes come from CLDR through Babel's Kazakh locale; everyday names are the
table below. Only the block between the two marker comments is rewritten, the other lines are edited by
hand. Run from the repository root: ``python scripts/build_places.py`` (needs Babel).
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale

PLACES = Path("patterns/places.jsonl")
BEGIN, END = "// countries: begin (scripts/build_places.py)", "// countries: end"

#: CLDR codes that are not countries, and names that are too long or too common to be patterns.
NOT_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ UM TF IO".split())
#: Everyday word or another name: matched only through the aliases below.
COMMON = frozenset({"PW"})

#: The citation form where it is not the CLDR name.
CANONICAL = {
    "AT": "Австрия",
    "AU": "Австралия",
    "HK": "Гонконг",
    "MO": "Макао",
    "MM": "Мьянма",
    "US": "АҚШ",
    "AE": "БАӘ",
    "PH": "Филиппин",
    "PS": "Палестина",
    "CG": "Конго Республикасы",
    "ZA": "ОАР",
    "PW": "Палау Республикасы",
    "AZ": "Әзербайжан",
    "CC": "Кокос аралдары",
}

ALIASES = {
    "JO": "Иордания Хашимит Корольдігі",
    "BA": "Босния",
    "KZ": "Қазақстан Республикасы|ҚР|Казахстан|Қазахстан|Kazakhstan|Казақстан",
    "RU": "Ресей Федерациясы|РФ|Россия|Russia",
    "US": "Америка Құрама Штаттары|Америка|Құрама Штаттар|USA",
    "CN": "Қытай Халық Республикасы|ҚХР|Китай|China",
    "UZ": "Өзбекстан Республикасы|Узбекистан|Өзбекістан",
    "KG": "Қырғыз Республикасы|Қырғызстан Республикасы|Киргизия|Киргизстан",
    "TJ": "Тәжікстан Республикасы|Тажикстан|Тәжікістан",
    "TM": "Түркменстан|Түркіменстан|Түрікмения",
    "BY": "Беларусь Республикасы|Белоруссия|Белорус Республикасы|Белорусь",
    "AZ": "Әзірбайжан|Әзербайжан Республикасы|Әзірбайжан Республикасы|Азербайжан|Азербайджан",
    "AM": "Армения Республикасы|Әрменстан",
    "GE": "Гүржістан",
    "KR": "Корея Республикасы|Корея",
    "KP": "КХДР|Корея Халық Демократиялық Республикасы",
    "GB": "Британия|Англия|Ұлы Британия|Біріккен Корольдік",
    "UA": "Украйна",
    "AE": "Біріккен Араб Әмірліктері|Араб Әмірліктері|БАЭ|"
    "Біріккен Араб Эмираттары|Біріккен Араб Әмірлігі|Біріккен Араб Эмираты",
    "TR": "Түркия Республикасы|Турция|Түрік Республикасы",
    "DE": "Германия Федеративтік Республикасы|ГФР|Алмания",
    "FR": "Франция Республикасы",
    "CZ": "Чех Республикасы",
    "NL": "Нидерланды|Нидерландия|Голландия",
    "AT": "Аустрия",
    "AU": "Аустралия",
    "IN": "Үндістан Республикасы|Индия",
    "PK": "Пәкістан Ислам Республикасы|Пакистан",
    "IR": "Иран Ислам Республикасы",
    "AF": "Ауғанстан Ислам Республикасы|Ауғаныстан|Афганистан",
    "MN": "Моңғол Халық Республикасы|Монғолия|Моңғолстан",
    "SA": "Сауд Арабия|Сауд Арабиясы Корольдігі|Сауд Аравиясы",
    "EG": "Мысыр Араб Республикасы|Египет|Египет Араб Республикасы",
    "SY": "Сирия Араб Республикасы",
    "MD": "Молдова Республикасы|Молдавия",
    "MK": "Македония",
    "PS": "Палестина аймақтары",
    "ZA": "Оңтүстік Африка|Оңтүстік Африка Республикасы|ОАР",
    "CD": "Конго Демократиялық Республикасы",
    "PH": "Филиппин аралдары|Филиппин Республикасы",
    "TW": "Тайван",
    "TH": "Тайланд",
    "VN": "Вьетнам Социалистік Республикасы|Въетнам|Въетнам Социалистік Республикасы",
    "JP": "Жапон елі",
    "ID": "Индонезия Республикасы",
    "KW": "Күвейт|Кувейт мемлекеті",
    "YE": "Йемен Республикасы|Жемен",
    "BH": "Бахрейн Корольдігі",
    "FI": "Финландия",
    "PL": "Польша Республикасы",
    "HU": "Мажарстан|Венгрия Республикасы",
    "EE": "Эстония Республикасы",
    "LV": "Латвия Республикасы",
    "LT": "Литва Республикасы",
    "CI": "Кот-д'Ивуар",
    "HK": "Сянган АӘА|Сянган",
    "MO": "Макао АӘА|Аомынь",
    "MM": "Бирма|Бұрма",
    "GR": "Греция|Ежелгі Грекия",
    "SZ": "Свазиленд",
    "CV": "Кабо-Верде Республикасы",
    "VA": "Қасиетті Тақ",
    "MH": "Маршалл Аралдары Республикасы",
    "ET": "Хабашстан",
    "CH": "Швейцария Конфедерациясы",
    "IL": "Израиль мемлекеті",
    "QA": "Катар мемлекеті",
    "IQ": "Ирак Республикасы",
    "KH": "Кампучия",
    "RS": "Сербия Республикасы",
    "MA": "Марокко Корольдігі",
    "LY": "Ливия Араб Жамахириясы",
}


def country_rows() -> list[dict[str, object]]:
    """One row for each country or territory, by code."""
    rows: list[dict[str, object]] = []
    for code, name in sorted(Locale("kk").territories.items()):
        if len(code) != 2 or code in NOT_COUNTRIES or code == "XK":
            continue
        canonical = CANONICAL.get(code, name)
        names = [canonical, *([] if code in COMMON or "(" in name else [name])]
        names += ALIASES.get(code, "").split("|")
        unique = [one for one in dict.fromkeys(names) if one]
        row: dict[str, object] = {"label": "GPE", "pattern": unique[0], "id": code}
        row["canonical"] = canonical
        if unique[1:]:
            row["aliases"] = unique[1:]
        rows.append(row)
    return rows


def main() -> None:
    """Rewrite the block of countries in `PLACES`."""
    lines = PLACES.read_text(encoding="utf-8").splitlines() if PLACES.exists() else []
    if BEGIN in lines:
        before, after = lines[: lines.index(BEGIN)], lines[lines.index(END) + 1 :]
    else:
        before, after = lines, []
    block = [json.dumps(row, ensure_ascii=False) for row in country_rows()]
    PLACES.write_text("\n".join([*before, BEGIN, *block, END, *after]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
