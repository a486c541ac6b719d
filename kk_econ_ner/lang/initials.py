"""Full stops with a missing space after them: ``Б.Байбек``, ``Қ.К.Тоқаев``, ``5млн.теңге``."""

from __future__ import annotations

import re

UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮІҺ"

#: Ends where an initial or a magnitude's abbreviation ends and a word follows without a space.
STUCK = re.compile(
    rf"(?<!\w)[{UPPER}]\.(?=[{UPPER}][\w.-])|(?<![^\W\d_])(?:мың|млн|млрд|трлн|долл|тг|руб)\.(?=\w)"
)
