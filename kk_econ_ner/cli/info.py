"""``info``: the model card."""

from __future__ import annotations

from kk_econ_ner.cli.model import load_pipeline
from kk_econ_ner.cli.tables import render


def card(model: str) -> str:
    """Name, version, components, sources with licences, and scores where they were recorded."""
    meta = load_pipeline(model).meta
    lines = [f"{key:12} {meta[key]}" for key in ("lang", "name", "version", "license") if meta[key]]
    if meta.get("description"):
        lines.append(f"{'description':12} {meta['description']}")
    lines.append(f"{'pipeline':12} {', '.join(meta['pipeline'])}")
    for source in meta.get("sources") or ():
        lines.append(f"{'source':12} {source['name']} ({source.get('license') or 'no licence'})")
    text = "\n".join(lines) + "\n"
    scores = meta.get("performance") or {}
    per_type = scores.get("ents_per_type") or {}
    if per_type:
        rows = [
            (label, *(f"{100 * value[key]:.1f}" for key in "prf"))
            for label, value in sorted(per_type.items())
        ]
        if scores.get("ents_f") is not None:
            rows.append(
                ("all", *(f"{100 * (scores.get(f'ents_{key}') or 0):.1f}" for key in "prf"))
            )
        text += render(rows, ("label", "P", "R", "F1"), "lrrr")
    else:
        text += f"{'scores':12} none recorded; measure them with: evaluate FILE.spacy\n"
    return text
