"""A page with the highlighted text and the table of what was found."""

from __future__ import annotations

from collections import Counter
from html import escape

from spacy import displacy
from spacy.tokens import Doc

from kk_econ_ner.frames import entity_rows
from kk_econ_ner.labels import DISPLACY_COLORS

_STYLE = """
:root { color-scheme: light; }
body { margin: 0; background: #f6f7f9; color: #1d2433; font: 16px/1.6 system-ui, "Segoe UI",
  "Noto Sans", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.35rem; margin: 0 0 .75rem; overflow-wrap: anywhere; }
.legend { display: flex; flex-wrap: wrap; gap: .4rem; margin: 0 0 1rem; padding: 0; list-style: none; }
.legend li { padding: .1rem .6rem; border-radius: 1rem; font-size: .8rem; }
.text, .table { background: #fff; border-radius: .6rem; padding: 1rem 1.25rem;
  box-shadow: 0 1px 3px rgb(0 0 0 / .12); margin-bottom: 1.25rem; }
.text .entities { line-height: 2.3 !important; }
mark.entity { padding: .22em .4em !important; margin: 0 .1em !important; border-radius: .35em;
  box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #e6e9ee; }
th { position: sticky; top: 0; background: #fff; color: #5b6577; font-weight: 600; }
td.value { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td span { padding: .05rem .5rem; border-radius: 1rem; font-size: .78rem; white-space: nowrap; }
"""


def html_page(doc: Doc, title: str) -> str:
    """A self-contained HTML page for one document."""
    counts = Counter(ent.label_ for ent in doc.ents)
    legend = "".join(
        f'<li style="background:{_color(label)}">{label} {count}</li>'
        for label, count in counts.most_common()
    )
    marked = displacy.render(
        doc, style="ent", options={"colors": DISPLACY_COLORS}, page=False, jupyter=False
    )
    rows = "".join(_table_row(row) for row in entity_rows(doc, ""))
    return (
        '<!doctype html>\n<html lang="kk"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>"
        f'<h1>{escape(title)}</h1><ul class="legend">{legend}</ul>'
        f'<section class="text">{marked}</section><section class="table"><table>'
        "<thead><tr><th>Text</th><th>Label</th><th>Canonical</th><th>Value</th><th>Unit</th></tr>"
        f"</thead><tbody>{rows}</tbody></table></section></main></body></html>\n"
    )


def value_text(row: dict[str, object]) -> str:
    """The value of a row as it is shown: ``3 800 000 000 000``, ``≥ 5``, ``10–15``."""
    low, high = row["low"], row["high"]
    if low is None:
        return ""
    shown = _grouped(low) if low == high else f"{_grouped(low)}–{_grouped(high)}"
    sign = {"=": "", "~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}[str(row["modifier"])]
    return sign + shown


def _grouped(number: object) -> str:
    whole, _, fraction = f"{number:,f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole.replace(",", "\u202f") + (f".{fraction}" if fraction else "")


def _color(label: object) -> str:
    return DISPLACY_COLORS.get(str(label), "#dddddd")


def _table_row(row: dict[str, object]) -> str:
    return (
        f"<tr><td>{escape(str(row['text']))}</td>"
        f'<td><span style="background:{_color(row["label"])}">{escape(str(row["label"]))}</span></td>'
        f"<td>{escape(str(row['canonical'] or ''))}</td>"
        f'<td class="value">{value_text(row)}</td><td>{escape(str(row["unit"] or ""))}</td></tr>'
    )
