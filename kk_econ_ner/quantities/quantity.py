"""The value of an amount."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


def plain(number: Decimal) -> str:
    """A decimal without exponent and without trailing zeros: ``1.5E+3`` -> ``1500``."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


@dataclass(frozen=True)
class Quantity:
    """What an amount says: ``10–15 мың теңге`` is money from 10000 to 15000 KZT.

    kind: ``money``, ``percent``, ``measure``, ``multiple``, ``count`` or ``ordinal``.
    low, high: the bounds as exact decimals, magnitudes applied; equal unless a range is given.
    unit: ISO 4217 code, ``%``, ``pp``, UCUM code, ``x`` (multiples) or empty (counts, ordinals).
    modifier: ``=`` exact, ``~`` about, ``>`` more than, ``>=`` at least, ``<`` less than,
    ``<=`` up to.
    """

    kind: str
    low: Decimal
    high: Decimal
    unit: str = ""
    modifier: str = "="

    @property
    def value(self) -> Decimal | None:
        """The amount where it is one number, ``None`` for a range."""
        return self.low if self.low == self.high else None

    def __str__(self) -> str:
        number = plain(self.low)
        if self.low != self.high:
            number += f"–{plain(self.high)}"
        text = f"{number} {self.unit}".rstrip()
        return text if self.modifier == "=" else f"{self.modifier} {text}"

    def as_dict(self) -> dict[str, str]:
        """JSON-safe fields, the decimals as plain strings."""
        return {
            "kind": self.kind,
            "low": plain(self.low),
            "high": plain(self.high),
            "unit": self.unit,
            "modifier": self.modifier,
        }
