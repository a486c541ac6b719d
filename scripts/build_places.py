"""Write the country lines of ``patterns/places.jsonl`` from Babel: ``python scripts/build_places.py``.

Names are those of Unicode CLDR in Kazakh, ids ISO 3166-1 alpha-2. Lines of other places, which are edited
by hand, stay as they are below the generated ones.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from babel import Locale

PLACES = Path(__file__).resolve().parents[1] / "patterns" / "places.jsonl"

#: Everyday names beside CLDR's. The official ``… Республикасы`` is generated for those below.
EVERYDAY: dict[str, list[str]] = {
    "KZ": ["ҚР", "Қазақ елі"], "US": ["АҚШ", "Америка"], "RU": ["РФ", "Ресей Федерациясы"],
    "CN": ["ҚХР", "Қытай Халық Республикасы"], "GB": ["Англия", "Британия", "Біріккен Корольдік"],
    "BY": ["Белоруссия"], "KG": ["Қырғыз Республикасы", "Қырғыз республикасы"], "TR": ["Түрік Республикасы"],
    "KR": ["Корея Республикасы", "Корея"], "KP": ["КХДР"], "AE": ["БАӘ", "Эмираттар"], "DE": ["ГФР"],
    "CZ": ["Чех Республикасы"], "MD": ["Молдавия"], "GE": ["Гүржістан"], "NL": ["Голландия"],
    "TM": ["Түркменстан"], "TJ": ["Тәжікстан"], "IR": ["Иран Ислам Республикасы"], "SA": ["Сауд Аравиясы"],
    "CH": ["Швейцария"], "AF": ["Ауғанстан"], "AZ": ["Әзірбайжан"], "LV": ["Латвия"], "EG": ["Мысыр"],
    "MN": ["Моңғолия"], "VN": ["Вьетнам"], "IN": ["Үндістан"], "IL": ["Израиль"],
}  # fmt: skip
REPUBLICS = "KZ UZ TJ BY AZ AM GE LT LV EE UA MD TR PL FI FR IT AT BG HU EG IN ID IQ SY KR".split()
#: Codes that are regions of the world or administrative remainders, and names that are common words.
LEFT_OUT = frozenset("EU EZ UN XA XB XK QO ZZ AC CP DG EA IC TA".split())


def main() -> None:
    """Command line."""
    territories = Locale("kk").territories
    rows = []
    seen: set[str] = set()
    for code in sorted(territories):
        if not re.fullmatch("[A-Z]{2}", code) or code in LEFT_OUT:
            continue
        name = re.sub(r"\s*\(.*\)", "", territories[code])
        aliases = [name, *EVERYDAY.get(code, [])]
        if code in REPUBLICS:
            aliases.append(f"{name} Республикасы")
        canonical = name
        forms = [form for form in dict.fromkeys(aliases) if form not in seen]
        seen.update(forms)
        if forms:
            rows.append(
                {"label": "GPE", "pattern": forms[0], "id": code, "canonical": canonical,
                 "aliases": forms[1:]}
            )  # fmt: skip
    kept = []
    if PLACES.exists():
        kept = [
            line
            for line in PLACES.read_text(encoding="utf-8").splitlines()
            if not re.search(r'"id": "[A-Z]{2}"', line)
        ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows] + kept
    PLACES.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} countries and territories, {len(kept)} other lines, {PLACES}")


if __name__ == "__main__":
    main()
