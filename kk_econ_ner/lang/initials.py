"""Full stops with a missing space after them: ``Б.Байбек``, ``Қ.К.Тоқаев``, ``млн.теңге``."""

from __future__ import annotations

import re

UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮІҺ"

#: Ends where an initial or a magnitude's abbreviation ends and a word follows without a space.
STUCK = re.compile(
    rf"(?<!\w)[{UPPER}]\.(?=[{UPPER}][\w.-])|(?<!\w)(?:мың|млн|млрд|трлн|долл|тг|руб)\.(?=\w)"
)
