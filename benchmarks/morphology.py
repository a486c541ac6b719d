"""How much of UniMorph's Kazakh noun paradigms is generated and read back.

    python benchmarks/morphology.py kaz.noun.tsv [--errors]

``generated``: the form is among `forms` of its lemma with the tag of the file; ``analysed``: the lemma is
among the readings of `analyse` with the lemma as the only stem known, and among those with all lemmas of
the file known (``in the lexicon``). Lemmas that no rule of the school grammar covers are listed in
``IRREGULAR`` with the reason and counted apart.
"""

from __future__ import annotations

import argparse
import collections
from collections.abc import Iterator
from pathlib import Path

from kk_econ_ner.morphology import analyse, forms

#: Lemmas outside the rules: pronouns decline in a way of their own, ``ми`` is back without a back vowel,
#: ``ҡорот`` is spelled with a Bashkir letter, ``бір-бір`` and ``и`` are no nouns.
IRREGULAR = frozenset("мен сен ол біз сіз олар бұл ми ҡорот бір-бір и".split())

#: UniMorph's tag -> ours.
TAGS = {"INST": "INS", "PSS3S": "PSS3", "LSSPEC1": "", "LSSPEC2": ""}


def paradigms(path: Path) -> Iterator[tuple[str, str, str]]:
    """``(lemma, form, tag)``; the polite possessive is PSS2P, as our `forms` call it."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        lemma, form, features = line.split("\t")
        parts = features.split(";")[1:]
        polite = "LSSPEC2" in parts
        names = [TAGS.get(part, part) for part in parts]
        names = ["PSS2P" if polite and name == "PSS2S" else name for name in names]
        if not any(name in ("NOM", "GEN", "DAT", "ACC", "LOC", "ABL", "INS") for name in names):
            names.insert(0, "NOM")
        order = [name for name in names if name]
        case = [name for name in order if len(name) == 3]
        number = [name for name in order if name in ("SG", "PL")]
        owner = [name for name in order if name.startswith("PSS")]
        yield lemma, form, ";".join([*case, *number, *owner])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("unimorph", type=Path)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    everything = list(paradigms(args.unimorph))
    rows = [row for row in everything if row[0] not in IRREGULAR]
    lemmas = frozenset(lemma for lemma, _, _ in rows)
    made = {lemma: set(forms(lemma)) for lemma in lemmas}
    counts: collections.Counter[str] = collections.Counter()
    for lemma, form, tag in rows:
        right = {
            "generated": (form, tag) in made[lemma],
            "analysed": lemma in [reading.stem for reading in analyse(form, {lemma})],
            "in the lexicon": lemma in [reading.stem for reading in analyse(form, lemmas)],
        }
        counts.update(name for name, one in right.items() if one)
        if args.errors:
            for name, one in right.items():
                if not one:
                    known = [f for f, t in made[lemma] if t == tag]
                    print(f"{name}\t{lemma}\t{form}\t{tag}\t{' '.join(known)}")
    left_out = len(everything) - len(rows)
    print(
        f"{len(rows)} forms of {len(lemmas)} regular lemmas ({left_out} forms of {len(IRREGULAR)} others)"
    )
    for name in ("generated", "analysed", "in the lexicon"):
        print(f"{name:15} {100 * counts[name] / len(rows):6.2f} %")


if __name__ == "__main__":
    main()
