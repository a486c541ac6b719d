"""Texts of the tests, and JSONL files of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

GOOD = [
    "Алматыда қор 95 млрд. теңге бөлді.",
    "Баға 10–15%-ға өсті, бюджет кемінде $5,6 млн болды.",
    "Астанаға 2,3 мың теңге келді.",
    "Мұнда атау да, сан да жоқ.",
]


def write_jsonl(path: Path, rows: list[Any]) -> Path:
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
