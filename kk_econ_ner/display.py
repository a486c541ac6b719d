"""Self-contained HTML pages: the text with its entities marked, and the table of what was found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from kk_econ_ner.frames import doc_id, entity_rows
from kk_econ_ner.labels import DISPLACY_COLORS, LABELS

_SIGNS = {"=": "", "~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}

#: Languages that pages speak; the first is the default.
LANGUAGES = ("kk", "en")
#: A page of documents shows this many; a report shows the ones with most entities instead.
_MOST_DOCUMENTS = 500


def asset(name: str) -> str:
    """A style sheet, script or table of words that the pages are made of."""
    return (Path(__file__).parent / "assets" / name).read_text(encoding="utf-8")


@cache
def words(lang: str) -> dict[str, Any]:
    """What pages say in a language of `LANGUAGES`, the names of the labels among it."""
    table: dict[str, dict[str, Any]] = json.loads(asset("words.json"))
    return table[lang]


def html_page(docs: Doc | Iterable[Doc], title: str, lang: str = LANGUAGES[0]) -> str:
    """A page that needs nothing else: counts by label, each text with marks, a table below it.

    docs: one document or several, of which the first `_MOST_DOCUMENTS` are shown. title: plain text;
    it is escaped. lang: the language of the page's own words.
    """
    say = words(lang)
    counts: Counter[str] = Counter()
    parts: list[str] = []
    number = 0
    for number, doc in enumerate([docs] if isinstance(docs, Doc) else docs, start=1):
        name = doc_id(doc, number)
        rows = list(entity_rows(doc, name))
        counts.update(row["label"] for row in rows)
        if number <= _MOST_DOCUMENTS:
            title_of = name if not isinstance(docs, Doc) else ""
            parts.append(_document(doc.text, rows, title_of, say))
    cut = say["documents first"] if number > _MOST_DOCUMENTS else ""
    body = (
        f'<p class="sub">{found(sum(counts.values()), number, say)} '
        f'{cut.format(shown=_MOST_DOCUMENTS)}</p><ul class="legend">{legend(counts, say)}</ul>'
        + "".join(parts)
    )
    return page(title, body, lang=lang)


def page(
    title: str, body: str, *, lang: str = LANGUAGES[0], style: str = "", script: str = ""
) -> str:
    """The frame of a page; ``title`` is escaped, the rest is HTML, CSS and JavaScript as given.

    The page's own policy keeps a browser from fetching anything over the network for it.
    """
    policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{asset('page.css')}{style}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n"
        + (f"<script>{script}</script>\n" if script else "")
        + "</body>\n</html>\n"
    )


def found(entities: int, documents: int, say: Mapping[str, Any]) -> str:
    """The sentence that says how much was found."""
    counts = {"entities": grouped(Decimal(entities)), "docs": grouped(Decimal(documents))}
    return str(say["found"]).format(**counts)


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


def legend(counts: Counter[str], say: Mapping[str, Any]) -> str:
    """The labels that occur, in the order of the package, with their colours and counts."""
    order = {label: i for i, label in enumerate(LABELS)}
    return "".join(
        f'<li style="--c:{color(label)}" title="{escape(str(say.get(label, label)))}">'
        f"{escape(label)}<b>{grouped(Decimal(counts[label]))}</b></li>"
        for label in sorted(counts, key=lambda label: (order.get(label, len(order)), label))
    )


def _document(text: str, rows: list[dict[str, Any]], name: str, say: Mapping[str, Any]) -> str:
    title = f"<h2>{escape(name)}</h2>" if name else ""
    table = "".join(map(_table_row, rows))
    if table:
        names = ("text", "label", "name", "value", "unit")
        header = "".join(f'<th class="{name}">{escape(say[name])}</th>' for name in names)
        table = (
            f'<section class="card scroll"><table class="cards"><thead><tr>{header}</tr></thead>'
            f"<tbody>{table}</tbody></table></section>"
        )
    return f'<section class="card">{title}<div class="text">{marked(text, rows)}</div></section>{table}'


def marked(text: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """The text as HTML with a mark around every entity, which tells its value or name when pointed at.

    rows: entity rows in the order of the text; one that overlaps an earlier one is left out.
    """
    parts: list[str] = []
    at = 0
    for row in rows:
        if row["start"] < at:
            continue
        parts.append(escape(text[at : row["start"]]))
        parts.append(
            f'<mark class="ent" tabindex="0" style="--c:{color(row["label"])}">{escape(row["text"])}'
            f'<small>{escape(row["label"])}</small><span class="tip">{_tip(row)}</span></mark>'
        )
        at = row["end"]
    parts.append(escape(text[at:]))
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
    name = row["canonical"] or ""
    name = f"{name} ({row['id']})" if row["id"] and name else name
    return (
        f"<tr><td>{escape(row['text'])}</td><td>{tag(row['label'])}</td>"
        f'<td class="name">{escape(name)}</td>'
        f'<td class="value">{escape(value_text(row))}</td><td>{escape(row["unit"] or "")}</td></tr>'
    )
