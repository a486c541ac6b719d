"""What is said of a word form, remembered: texts repeat their words, rules need not read them twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

#: Forms remembered before a cache starts anew; bounds memory on endless archives.
MAX_FORMS = 65_536
#: Longer forms are no words and do not come again.
MAX_LENGTH = 100


class FormCache(dict[str, T], Generic[T]):
    """Form -> whatever ``make`` says of it, worked out on first sight."""

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, form: str) -> T:
        value = self._make(form)
        if len(form) <= MAX_LENGTH:
            if len(self) >= MAX_FORMS:
                self.clear()
            self[form] = value
        return value
