"""Compare ``patterns/places.jsonl`` with other lists of places.

    python scripts/compare_places.py [REF_AREA.yml]

REF_AREA.yml is the list of regions and towns in the translations of Kazakhstan's statistics office (one
``CODE: name`` a line). Printed are its names that ours gives no id or one of another kind, the codes of ISO
3166-1 that ours lacks (by Babel's Kazakh locale) and those of ISO 3166-2:KZ. The status is 1 where something
differs.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale

from kk_econ_ner.entities.builtin import builtin

#: ISO 3166-2:KZ with the regions of 2022.
REGIONS = "10 11 15 19 23 27 31 33 35 39 43 47 55 59 61 62 63 71 75 79".split()
#: CLDR codes that ISO 3166-1 does not assign.
NOT_ISO = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ".split())
#: Areas of the statistics office that are no settlements of their own: a resort, a state farm.
NOT_PLACES = frozenset(("KZBOR", "KZSHB", "REF_AREA"))
#: Its codes of regions; a bare name is that of the region there and of the town elsewhere.
REGION_CODES = {
    "KZAKM": "KZ-11", "KZAKT": "KZ-15", "KZALM": "KZ-19", "KZATY": "KZ-23", "KZZAP": "KZ-27",
    "KZZHA": "KZ-31", "KZKAR": "KZ-35", "KZKUS": "KZ-39", "KZKZL": "KZ-43", "KZMAN": "KZ-47",
    "KZPAV": "KZ-55", "KZSEV": "KZ-59", "KZONT": "KZ-61", "KZYUZ": "KZ-61", "KZVOS": "KZ-63",
    "KZABY": "KZ-10", "KZZHS": "KZ-33", "KZULU": "KZ-62", "KZALA": "KZ-75", "KZNS": "KZ-71",
    "KZSHY": "KZ-79",
}  # fmt: skip


def statistics_office(path: Path) -> list[str]:
    """What differs from the list of areas in the file."""
    places, problems = builtin(), []
    for line in path.read_text(encoding="utf-8").splitlines():
        code, _, name = line.partition(": ")
        if not name or code in NOT_PLACES:
            continue
        name, _, kind = name.partition(" ")
        if name in ("Батыс", "Шығыс", "Солтүстік", "Оңтүстік"):
            name, kind = f"{name} {kind}", ""
        expected = REGION_CODES.get(code, "")
        found = places.place_named(name, kind or ("облысы" if expected else "қаласы"))
        is_town = found and not found.startswith("KZ-")
        if found != expected if expected else not is_town:
            problems.append(f"{code}: {name} {kind}: {found or 'not listed'}, not {expected or 'a town'}")
    return problems


def iso() -> list[str]:
    """The codes of ISO 3166-1 and 3166-2:KZ that no place of ours has."""
    ours = {entry.id for entry in builtin().lexicon.entries if entry.label == "GPE"}
    names = Locale("kk").territories
    missing = [
        f"{code}: {name}: not listed"
        for code, name in sorted(names.items())
        if len(code) == 2 and code not in NOT_ISO | ours
    ]
    return missing + [f"KZ-{n}: not listed" for n in REGIONS if f"KZ-{n}" not in ours]


def main(arguments: list[str]) -> int:
    """Print what differs; 1 where something does."""
    problems = iso()
    for argument in arguments:
        problems += statistics_office(Path(argument))
    print("\n".join(problems) or "no differences")
    return int(bool(problems))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
