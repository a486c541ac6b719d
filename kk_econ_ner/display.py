"""Self-contained HTML pages: the text with its entities marked, and the table of what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from html import escape
from typing import Any

from spacy.tokens import Doc

from kk_econ_ner.frames import doc_id, entity_rows
from kk_econ_ner.labels import DISPLACY_COLORS, LABELS

_SIGNS = {"=": "", "~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}

#: The look that all pages of the package share.
STYLE = """
:root { color-scheme: light; --ink: #1d2433; --soft: #5b6577; --line: #e4e8ee; }
* { box-sizing: border-box; }
body { margin: 0; background: #f4f5f8; color: var(--ink);
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.75rem 1rem 4rem; }
h1 { font-size: 1.45rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; line-height: 1.3; margin: 0 0 .75rem; overflow-wrap: anywhere; }
.sub { color: var(--soft); margin: .25rem 0 1rem; font-size: .92rem; }
.legend { display: flex; flex-wrap: wrap; gap: .4rem; margin: 0 0 1.1rem; padding: 0; list-style: none; }
.legend li, .tag { background: var(--c); border-radius: 1rem; padding: .12rem .65rem;
  font-size: .78rem; line-height: 1.5; white-space: nowrap; }
.legend b { margin-left: .3rem; font-variant-numeric: tabular-nums; }
.card { background: #fff; border-radius: .7rem; padding: 1.1rem 1.35rem; margin-bottom: 1.1rem;
  box-shadow: 0 1px 2px rgb(20 30 60 / .08), 0 2px 10px rgb(20 30 60 / .05); }
.text { line-height: 2.05; white-space: pre-line; overflow-wrap: anywhere; }
.ent { position: relative; background: var(--c); color: inherit; border-radius: .35em;
  padding: .16em .4em .2em; cursor: help; box-decoration-break: clone;
  -webkit-box-decoration-break: clone; }
.ent small { font-size: .6em; font-weight: 700; letter-spacing: .02em; opacity: .68;
  margin-left: .45em; vertical-align: .12em; }
.ent:focus { outline: 2px solid #35507c; outline-offset: 1px; }
.tip { display: none; position: absolute; z-index: 5; left: 0; top: calc(100% + .3em);
  width: max-content; max-width: 22rem; padding: .5rem .75rem; border-radius: .5rem;
  background: var(--ink); color: #fff; font-size: .82rem; line-height: 1.5; text-align: left;
  white-space: normal; box-shadow: 0 4px 16px rgb(0 0 0 / .25); }
.ent:hover .tip, .ent:focus .tip { display: block; }
.tip b { display: block; font-size: .92rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line);
  vertical-align: top; }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
td.value, th.value { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td:first-child { overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  main { padding: 1.1rem .7rem 5rem; }
  .card { padding: .9rem .9rem; }
  .tip { position: fixed; left: .7rem; right: .7rem; top: auto; bottom: .7rem;
    width: auto; max-width: none; }
  .cards thead { display: none; }
  .cards tr { display: grid; grid-template-columns: 1fr auto; gap: .1rem .6rem;
    padding: .55rem 0; border-bottom: 1px solid var(--line); }
  .cards tr:last-child { border-bottom: 0; }
  .cards td { border: 0; padding: 0; }
  .cards td:empty { display: none; }
  .cards td.name { grid-column: 1 / -1; color: var(--soft); font-size: .85rem; }
  .cards td.value { text-align: left; }
}
@media print { body { background: #fff; } .card { box-shadow: none; padding: 0; } }
"""


def html_page(docs: Doc | Iterable[Doc], title: str) -> str:
    """A page that needs nothing else: counts by label, each text with marks, a table below it.

    docs: one document or several. title: plain text; it is escaped.
    """
    several = [docs] if isinstance(docs, Doc) else list(docs)
    counts = Counter(ent.label_ for doc in several for ent in doc.ents)
    total = sum(counts.values())
    found = f"{total} entities" + (f" in {len(several)} texts" if len(several) != 1 else "")
    body = "".join(
        _document(doc, doc_id(doc, number), heading=len(several) > 1)
        for number, doc in enumerate(several, start=1)
    )
    return page(title, f'<p class="sub">{found}</p><ul class="legend">{_legend(counts)}</ul>{body}')


def page(title: str, body: str, *, style: str = "", script: str = "") -> str:
    """The frame of a page; ``title`` is escaped, the rest is HTML, CSS and JavaScript as given."""
    return (
        '<!doctype html>\n<html lang="kk">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</main>\n"
        + (f"<script>{script}</script>\n" if script else "")
        + "</body>\n</html>\n"
    )


def value_text(row: Mapping[str, Any]) -> str:
    """The value of a row as people read it: ``3 800 000 000 000``, ``≥ 5``, ``10–15``."""
    low, high = row["low"], row["high"]
    if low is None:
        return ""
    shown = grouped(low) if low == high else f"{grouped(low)}–{grouped(high)}"
    return _SIGNS.get(str(row["modifier"]), "") + shown


def grouped(number: Decimal) -> str:
    """Digits in groups of three, apart by narrow no-break spaces: ``1 234 567.5``."""
    from kk_econ_ner.quantities.quantity import plain

    whole, point, fraction = plain(abs(number)).partition(".")
    sign = "-" if number < 0 else ""
    return sign + f"{int(whole):,}".replace(",", "\u202f") + point + fraction


def tag(label: str) -> str:
    """A label in its colour."""
    return f'<span class="tag" style="--c:{color(label)}">{escape(label)}</span>'


def color(label: str) -> str:
    """The colour of a label; grey for labels that are not the package's."""
    return DISPLACY_COLORS.get(label, "#dddddd")


def _legend(counts: Counter[str]) -> str:
    order = {label: i for i, label in enumerate(LABELS)}
    return "".join(
        f'<li style="--c:{color(label)}">{escape(label)}<b>{counts[label]}</b></li>'
        for label in sorted(counts, key=lambda label: (order.get(label, len(order)), label))
    )


def _document(doc: Doc, name: str, *, heading: bool) -> str:
    rows = list(entity_rows(doc, name))
    title = f"<h2>{escape(name)}</h2>" if heading else ""
    table = "".join(map(_table_row, rows))
    if table:
        table = (
            '<section class="card scroll"><table class="cards"><thead><tr><th>Text</th><th>Label</th>'
            '<th>Canonical name</th><th class="value">Value</th><th>Unit</th></tr></thead>'
            f"<tbody>{table}</tbody></table></section>"
        )
    return f'<section class="card">{title}<div class="text">{_marked(doc, rows)}</div></section>{table}'


def _marked(doc: Doc, rows: list[dict[str, Any]]) -> str:
    parts: list[str] = []
    at = 0
    for row in rows:
        parts.append(escape(doc.text[at : row["start"]]))
        parts.append(
            f'<mark class="ent" tabindex="0" style="--c:{color(row["label"])}">{escape(row["text"])}'
            f'<small>{escape(row["label"])}</small><span class="tip">{_tip(row)}</span></mark>'
        )
        at = row["end"]
    parts.append(escape(doc.text[at:]))
    return "".join(parts)


def _tip(row: Mapping[str, Any]) -> str:
    """What a mark says when it is pointed at: the value, or the name and its id."""
    if row["low"] is not None:
        head, more = f"{value_text(row)} {row['unit'] or ''}", row["kind"]
    else:
        head, more = row["canonical"] or row["text"], row["id"]
    label = row["label"] if not more else f"{row['label']} · {more}"
    return f"<b>{escape(head.strip())}</b>{escape(label)}"


def _table_row(row: Mapping[str, Any]) -> str:
    return (
        f"<tr><td>{escape(row['text'])}</td><td>{tag(row['label'])}</td>"
        f'<td class="name">{escape(_with_id(row))}</td>'
        f'<td class="value">{escape(value_text(row))}</td><td>{escape(row["unit"] or "")}</td></tr>'
    )


def _with_id(row: Mapping[str, Any]) -> str:
    name = row["canonical"] or ""
    return f"{name} ({row['id']})" if row["id"] and name else name
