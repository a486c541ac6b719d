"""Forms of a noun: plural x possessive x case."""

from __future__ import annotations

from collections.abc import Iterator

from kk_econ_ner.morphology.phonology import SYNCOPE, VOICING, VOWELS, final_class, is_front

NUMBERS = ("SG", "PL")
POSSESSIVES = ("", "PSS1S", "PSS2S", "PSS3", "PSS1P", "PSS2P")
_OWN = ("PSS1S", "PSS2S")
CASES = ("NOM", "GEN", "DAT", "ACC", "LOC", "ABL", "INS")


def forms(stem: str) -> Iterator[tuple[str, str]]:
    """Every form of the noun with its tag, such as ``("қалаларында", "LOC;PL;PSS3")``.

    Abbreviations, Latin words and digits take their suffixes after a hyphen: ``АҚШ-тың``.
    """
    hyphen = "-" if takes_hyphen(stem) else ""
    for number in NUMBERS:
        base = plural(stem) if number == "PL" else stem
        for possessive in POSSESSIVES:
            owned = add_possessive(base, possessive)
            for case in CASES:
                tags = ";".join(tag for tag in (case, number, possessive) if tag)
                form = add_case(
                    owned, case, third=possessive == "PSS3", possessed=possessive in _OWN
                )
                if hyphen and form != stem:
                    form = f"{stem}-{form[len(stem) :]}"
                yield form, tags


def takes_hyphen(stem: str) -> bool:
    """Whether suffixes stand after a hyphen: after abbreviations, Latin letters and digits."""
    last = stem[-1:]
    return last.isdigit() or last.isascii() or (len(stem) > 1 and stem[-2:].isupper())


def plural(word: str) -> str:
    """``қалалар``, ``қыздар``, ``заттар``."""
    vowel = _vowel(word, "ае")
    first = {"S": "т", "Z": "д", "N": "д"}.get(final_class(word), "л")
    if word.lower()[-1:] == "л":
        first = "д"
    return f"{word}{first}{vowel}р"


def add_possessive(word: str, person: str) -> str:
    """The word with a possessive ending; ``person`` is one of `POSSESSIVES`."""
    if not person:
        return word
    high = _vowel(word, "ыі")
    vowel_final = final_class(word) == "V" and word[-1].lower() not in "и"
    if person == "PSS3":
        return f"{word}с{high}" if vowel_final else f"{_before_vowel(word)}{high}"
    ending = {"PSS1S": "м", "PSS2S": "ң", "PSS1P": f"м{high}з", "PSS2P": f"ң{high}з"}[person]
    return f"{word}{ending}" if vowel_final else f"{_before_vowel(word)}{high}{ending}"


def add_case(word: str, case: str, *, third: bool = False, possessed: bool = False) -> str:
    """The word in a case.

    third: After a possessive of the third person (``қаласына``).
    possessed: After one of the first or second person singular (``қалама``, not ``ғалымға``).
    """
    low, high = _vowel(word, "ае"), _vowel(word, "ыі")
    kind = final_class(word)
    hard = kind == "S" or word[-1:].lower() in "бвгғд"
    if case == "NOM":
        return word
    if case == "GEN":
        first = "н" if kind in "VNU" and kind != "U" else "т" if hard else "д"
        return f"{word}{first}{high}ң"
    if case == "DAT":
        if third:
            return f"{word}н{low}"
        if possessed:
            return f"{word}{low}"
        return (
            f"{word}{('қ' if low == 'а' else 'к') if hard else ('ғ' if low == 'а' else 'г')}{low}"
        )
    if case == "ACC":
        if third:
            return f"{word}н"
        first = "н" if kind == "V" else "т" if hard else "д"
        return f"{word}{first}{high}"
    if case == "LOC":
        return f"{word}{'нд' if third else 'т' if hard else 'д'}{low}"
    if case == "ABL":
        first = "н" if third or kind == "N" else "т" if hard else "д"
        return f"{word}{first}{low}н"
    first = "п" if hard else "б" if kind == "Z" else "м"
    return f"{word}{first}ен"


def _vowel(word: str, pair: str) -> str:
    return pair[1] if is_front(word) else pair[0]


def _before_vowel(word: str) -> str:
    """The stem as it stands before a suffix that begins with a vowel."""
    last = word[-1:]
    if word in SYNCOPE:
        return SYNCOPE[word]
    if last == "ь":
        return word[:-1]
    if last in VOICING and len(word) > 1 and (word[-2] in VOWELS or last == "п"):
        return word[:-1] + VOICING[last]
    return word
