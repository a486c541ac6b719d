"""Words that follow an amount and bound it: astam, жуық, дейін, by the case before them."""

from __future__ import annotations

import regex

from kk_econ_ner.numerals import Token
from kk_econ_ner.quantities.lexicon import after_modifier, lexicon

_ABLATIVE = ("дан", "ден", "тан", "тен", "нан", "нен")
_DATIVE = ("ға", "ге", "қа", "ке", "на", "не", "а", "е")
_EQUATIVE = ("дай", "дей", "тай", "тей", "дайы", "дейі", "тайы", "тейі", "дайын", "дейін")


#: What a bound becomes before `емес` "not".
_NEGATED = {"<": ">=", ">": "<="}
#: Verbs that turn a comparison round: `5%-дан кем болмауы тиіс`, `төмен түспейді`.
_NEGATION = ("болма", "түспе", "төмендеме", "кеміме", "кетпе")
#: Verbs after an amount in the ablative: it is exceeded, or not. Whole forms of асу, for `астық`
#: "grain" and `аспап` "device" begin alike.
_EXCEEDED = regex.compile("ас(?:ты|ады|ат(?:[ыі]н|аны?).{0,6}|қан.{0,4}|ып|са|у(?:ы.{0,4}|ға|да)?)")
_NOT_EXCEEDED = regex.compile("аспа(?:й.{0,8}|у.{0,6}|ған.{0,4}|ды|са|с|сын)")
#: Verbs of change: an amount that something rises or falls to (`5%-ға дейін төмендеді`) is no bound.
CHANGE = (
    "өс",
    "арт",
    "көбей",
    "көбею",
    "ұлғай",
    "ұлғая",
    "ұлғаю",
    "көтер",
    "жоғарыла",
    "төменде",
    "азай",
    "азая",
    "азаю",
    "қысқар",
    "кемі",
    "түс",
    "жет",
    "кеңе",
    "қымбатта",
    "арзанда",
    "баяула",
    "нығай",
    "әлсіре",
    "құлдыра",
    "шарықта",
    "құнсыздан",
    "шегін",
    "ілгеріле",
    "сырғы",
)


def sign_before_verb(tokens: list[Token], i: int, sign: str, case: str, *, loose: bool) -> str:
    """The sign of an amount that ends before token ``i``, as the verb there completes it.

    case: of the amount (see `case_of`). loose: it ends in a sign or an abbreviation without a suffix.
    """
    if i >= len(tokens) or tokens[i].kind != "w" or tokens[i].gap == 2:
        return sign
    if sign == "=":
        end = i
        while end < i + 3 and end + 1 < len(tokens) and tokens[end].low in lexicon().degrees:
            end += 1  # `теңгеден сәл ғана асады`
        i = end if tokens[end].kind == "w" and tokens[end].gap < 2 else i
    verb = tokens[i].low
    if sign == "=" and (case == "abl" or loose):
        if _NOT_EXCEEDED.fullmatch(verb):
            return "<="
        if _EXCEEDED.fullmatch(verb):
            return ">"
    if sign == "=" and (case == "dat" or loose):
        if verb.startswith(("жуықта", "жақындады", "жақындап", "таяды", "таяп")):
            return "~"  # `950 млрд теңгеге жуықтады`
        if verb.startswith("жетпе"):
            return "<"  # `5 млн теңгеге жетпейді`
    if sign == "=" and case == "abl" and verb.startswith(("төмендемей", "түспей", "кемімей")):
        return ">="
    if sign in _NEGATED and verb.startswith(_NEGATION):
        return _NEGATED[sign]
    if sign == "<=" and verb.startswith(CHANGE):
        may = i + 1 < len(tokens) and tokens[i + 1].low == "мүмкін"
        return sign if may else "="
    return sign


def case_of(suffix: str) -> str:
    """``abl``, ``dat``, ``dai`` (-дай "about") or ``""``: what a modifier after it needs."""
    if suffix.endswith(_EQUATIVE):
        return "dai"
    if suffix.endswith(_ABLATIVE):
        return "abl"
    if suffix.endswith(_DATIVE):
        return "dat"
    return ""


def _degree_end(tokens: list[Token], i: int) -> int:
    """The comparison after words of degree: `теңгеден сәл ғана астам`."""
    end = i
    while end < i + 3 and end < len(tokens) and tokens[end].low in lexicon().degrees:
        end += 1
    if end == i or end >= len(tokens) or tokens[end].gap == 2:
        return i
    found = after_modifier(tokens[end].low)
    return end if found is not None and found[1] == "abl" else i


def read_modifiers(
    tokens: list[Token], i: int, suffix: str, *, loose: bool, is_range: bool = False
) -> tuple[int, str, str]:
    """Modifiers that follow an amount: ``(next, sign, suffix of the last)``.

    loose: the amount ends in a sign or an abbreviation, so its case is unwritten (`30% жуығын`).
    """
    sign, end = "=", i
    case = case_of(suffix)
    if case == "dai":
        sign = "~"
    last_suffix = suffix
    for _ in range(2):
        if end >= len(tokens) or tokens[end].kind != "w" or tokens[end].gap == 2:
            break
        if case == "abl" or (loose and not case):
            end = _degree_end(tokens, end)
        found = after_modifier(tokens[end].low)
        if found is None:
            break
        this, needs, stem = found
        if needs == "range" and not is_range:
            break
        if needs == "abl" and case != "abl":
            if stem in ("астам", "аса") and (loose or case == "dat"):
                pass
            elif stem == "артық" and case == "dat":
                this = "="
            else:
                break
        unwritten = (loose and case == "") or (stem == "жуық" and case in ("", "abl"))
        if needs == "dat" and case != "dat" and not unwritten:
            break
        if needs == "any" and stem == "шақты" and case:
            break
        sign = this if this != "=" or sign == "=" else sign
        last_suffix = tokens[end].low[len(stem) :]
        end += 1
        if this in _NEGATED and end < len(tokens) and tokens[end].low == "емес":
            sign, end = _NEGATED[this], end + 1  # `кем емес`
            break
        case, loose = case_of(last_suffix) or "done", False
    return end, sign, last_suffix
