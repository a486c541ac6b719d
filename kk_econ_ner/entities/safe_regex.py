"""Regular expressions in a user's token patterns: refused where they can take exponential time.

spaCy's `Matcher` runs ``REGEX`` with Python's `re`, which has no time limit, on every token of every text.
One pattern such as ``(а+)+$`` in a shared file would stop an archive run at the first long word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

try:  # Python 3.11 and later
    from re import _constants as constants  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    import sre_constants as constants  # type: ignore[no-redef]
    import sre_parse as parser  # type: ignore[no-redef]

#: More unbounded repetitions than this in a row cost more than the square of a token's length.
MAX_REPEATS = 2
#: From this count on a bounded repetition is as bad as an unbounded one.
_MANY = 16

_REPEATS = tuple(
    code
    for name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
    if (code := getattr(constants, name, None)) is not None
)


def expressions(pattern: Any) -> Iterator[str]:
    """The regular expressions anywhere in a token pattern."""
    if isinstance(pattern, list):
        for item in pattern:
            yield from expressions(item)
    elif isinstance(pattern, dict):
        for key, value in pattern.items():
            if key == "REGEX":
                yield from _strings(value)
            else:
                yield from expressions(value)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def fault(expression: str) -> str:
    """Why an expression is refused, or the empty string.

    >>> fault("^АҚ$"), fault("(а+)+$")
    ('', 'a repetition inside a repetition')
    """
    try:
        parsed = parser.parse(expression)
        re.compile(expression)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error) or "too deeply nested"
    reason, repeats = _walk(parsed, inside=False)
    if not reason and repeats > MAX_REPEATS:
        return f"more than {MAX_REPEATS} unbounded repetitions"
    return reason


def _walk(parsed: Any, *, inside: bool) -> tuple[str, int]:
    """The first fault in a parsed expression, and how many unbounded repetitions it has."""
    total = 0
    for code, argument in parsed:
        if code in _REPEATS:
            many = argument[1] >= _MANY
            if many and inside:
                return "a repetition inside a repetition", total
            reason, inner = _walk(argument[2], inside=inside or many)
            total += inner + many
        elif code is constants.BRANCH:
            if inside:
                return "alternatives inside a repetition", total
            reason = ""
            for branch in argument[1]:
                reason, inner = _walk(branch, inside=inside)
                total += inner
                if reason:
                    break
        elif code in (constants.GROUPREF, constants.GROUPREF_EXISTS):
            return "a back-reference", total
        else:
            reason = ""
            for part in argument if isinstance(argument, (list, tuple)) else ():
                if isinstance(part, parser.SubPattern):
                    reason, inner = _walk(part, inside=inside)
                    total += inner
                    if reason:
                        break
        if reason:
            return reason, total
    return "", total
