"""Suffix chains as patterns, and the check that a chain fits a stem."""

from __future__ import annotations

from functools import lru_cache

import regex

from kk_econ_ner.morphology.phonology import VOICING, final_class, is_front

_PLURAL = "[лдт](?:ар|ер)"
_POSSESSIVE = "(?:[ыі]?м[ыі]з|[ыі]?ң[ыі]з|с[ыі]|[ыі]м|[ыі]ң|[ыі]|м|ң)"
_GENITIVE = "[ндт][ыі](?:ң|кі)"
_DATIVE = "(?:[ғқ]а|[гк]е|н[ае]|[ае])"
_ACCUSATIVE = "(?:[ндт][ыі]|н)"
_ABLATIVE = "[ндт](?:ан|ен)"
_LOCATIVE = "н?[дт][ае]"
_INSTRUMENTAL = "[мбп]ен(?:ен)?"
_RELATIVE = f"{_LOCATIVE}[ғг][ыі]"
_LIMIT = "(?:[ғқ]а|[гк]е)(?:ша|ше)"
_CASE = f"(?:{_GENITIVE}|{_ABLATIVE}|{_LIMIT}|{_LOCATIVE}|{_ACCUSATIVE}|{_DATIVE}|{_INSTRUMENTAL})"
_DERIVED = "(?:[лдт][ыі][қкғг]|с[ыі]з|ша|ше|[дт]ай|[дт]ей)"

#: Any well-formed chain of nominal suffixes, at least one: plural, possessive, case, ``-дағы``. It is
#: loose about harmony (see `is_chain`) and bounded in length, so matching is linear.
SUFFIX_CHAIN = (
    f"(?:(?:{_DERIVED})?(?:{_PLURAL})?(?:{_POSSESSIVE})?"
    f"(?:{_RELATIVE}(?:{_PLURAL})?{_POSSESSIVE}?{_CASE}?|{_CASE})"
    f"|(?:{_DERIVED})?(?:{_PLURAL})?{_POSSESSIVE}|(?:{_DERIVED})?{_PLURAL}|{_DERIVED})"
)

_CHAIN = regex.compile(SUFFIX_CHAIN)
#: The chains that leave a name the name of the same thing: no ``-лық``, ``-ша``.
_INFLECTION = regex.compile(
    f"(?:{_PLURAL})?(?:{_POSSESSIVE})?(?:{_RELATIVE}(?:{_PLURAL})?{_POSSESSIVE}?{_CASE}?|{_CASE})"
    f"|(?:{_PLURAL})?{_POSSESSIVE}|{_PLURAL}"
)
_FRONT = frozenset("әөүіе")
_BACK = frozenset("аоұы")

#: First letters a suffix may begin with after each class of final sound.
_ALLOWED = {
    "V": ("л", "с", "н", "ғ", "г", "д", "м", "ң"),
    "U": ("л", "с", "н", "ғ", "г", "д", "м", "ң", "ы", "і"),
    "R": ("л", "д", "ы", "і", "ғ", "г", "м", "н"),
    "N": ("д", "ы", "і", "н", "ғ", "г", "м", "б", "л"),
    "Z": ("д", "т", "ы", "і", "ғ", "г", "б", "қ", "к", "п"),
    "S": ("т", "ы", "і", "қ", "к", "п"),
}


@lru_cache(maxsize=100_000)
def is_chain(stem: str, rest: str, *, derived: bool = False, loan: bool = False) -> bool:
    """Whether ``rest`` is a chain of suffixes that may follow ``stem``.

    The first suffix must agree with the final sound and the harmony of the stem, every suffix with the
    harmony of the first, but for the instrumental ``-мен``, which has one form. Stems without a vowel of
    their own (abbreviations, Latin letters) take either harmony.

    loan: Accept either harmony, as loanwords waver (``Нью-Йоркте``, ``Мәсімовке``).
    derived: Also accept ``-лық``, ``-сыз``, ``-ша``, ``-дай``.
    """
    if not rest:
        return True
    rest = rest.lower()
    if not (_CHAIN if derived else _INFLECTION).fullmatch(rest):
        return False
    allowed = _ALLOWED.get(final_class(stem))
    # After и a possessive may begin with its vowel: ``миы``, but also ``таксисі``.
    if allowed and not rest.startswith(allowed) and not (stem[-1:] in "иИ" and rest[0] in "ыі"):
        return False
    harmonic = rest.removesuffix("ен") if rest.endswith(("мен", "бен", "пен")) else rest
    front = is_front(stem)
    has_front = any(c in _FRONT for c in harmonic)
    has_back = any(c in _BACK for c in harmonic)
    if has_front and has_back:
        return False
    if front is None or not (has_front or has_back):
        return True
    return loan or (has_front if front else has_back)


def inflected(stem: str, *, case_sensitive: bool = True) -> str:
    """A ``regex`` fragment that matches the stem in all its inflected forms.

    The last word inflects; a final п, к, қ may be voiced; a suffix may stand after a hyphen. The caller
    adds the word boundaries.
    """
    escaped = regex.escape(stem, literal_spaces=True).replace(" ", r"\s+")
    last = stem[-1:].lower()
    if last in VOICING:
        voiced = VOICING[last]
        pair = f"[{stem[-1]}{voiced.upper() if stem[-1].isupper() else voiced}]"
        escaped = escaped[: -len(regex.escape(stem[-1]))] + pair
    fragment = f"{escaped}(?:-?{SUFFIX_CHAIN})?"
    return fragment if case_sensitive else f"(?i:{fragment})"
