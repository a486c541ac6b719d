"""The page of a report. Charts are drawn in the browser by Chart.js, which the page carries itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from html import escape
from itertools import pairwise
from typing import Any

from kk_econ_ner.display import (
    LANGUAGES,
    asset,
    color,
    found,
    grouped,
    legend,
    marked,
    page,
    tag,
    value_text,
    words,
)
from kk_econ_ner.quantities.quantity import plain
from kk_econ_ner.report.digest import NAMED, PERCENTAGES, Digest, Row

#: Names in a chart, currencies in a chart before "other", characters of a text.
_TOP, _CURRENCIES, _CHARACTERS = 12, 3, 20_000
_MONEY_SHADES = ("#e0a100", "#4f86e8", "#3fae6b", "#b9c0cc")
_PERCENT_SHADES = ("#ef8d33", "#9aa5b5")
_LINKS = re.compile(r"^ \* https?://\S+\n|^//# sourceMappingURL=.*$", re.MULTILINE)


def render(
    rows: Digest, title: str, texts: Mapping[str, str] | None, lang: str = LANGUAGES[0]
) -> str:
    """The page as HTML, complete in itself.

    rows: what `digest` made. title: plain text. texts: document id -> text, ``None`` where the texts
    are not known. lang: one of `LANGUAGES`.
    """
    say = words(lang)
    charts = [chart for chart in (*_name_charts(rows, say), *_size_charts(rows, say)) if chart]
    cards = "".join(_chart_card(number, chart) for number, chart in enumerate(charts))
    body = (
        f'<p class="sub">{found(rows.entities, rows.documents, say)}</p>'
        f'<ul class="legend">{legend(rows.labels, say)}</ul>'
        f'<noscript><p class="note">{say["no script"]}</p></noscript>'
        f'<div class="grid">{cards}</div>{_units(rows, say)}{_table(rows, say)}'
        f"{_documents(rows, texts, say)}"
        + _data("words", {name: say[name] for name in ("rows", "mentions")})
        + _data("charts", charts)
        + _data("rows", _table_rows(rows.first_rows))
        + _data("colors", {label: color(label) for label in rows.labels})
    )
    script = _LINKS.sub("", asset("chart.umd.min.js")) + "\n" + asset("report.js")
    return page(title, body, lang=lang, style=asset("report.css"), script=script)


def _name_charts(rows: Digest, say: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        _chart(say[f"named {label}"], dict(most), color(label), filter=label)
        for label in NAMED
        if (most := rows.most_named(label, _TOP))
    ]


def _size_charts(rows: Digest, say: Mapping[str, Any]) -> list[dict[str, Any]]:
    charts = []
    if money := rows.sizes["money"]:
        by_count = sorted(money, key=lambda unit: -sum(money[unit]))
        series = {unit: money[unit] for unit in by_count[:_CURRENCIES]}
        if others := by_count[_CURRENCIES:]:
            series[say["other"]] = [sum(n) for n in zip(*map(money.get, others), strict=True)]
        charts.append(_stacked(say["money"], say["magnitudes"], series, _MONEY_SHADES))
    if percent := rows.sizes["percent"]:
        bounds = [plain(bound) for bound in PERCENTAGES]
        groups = [f"{low}–{high}" for low, high in pairwise(bounds)]
        groups = [f"< {bounds[0]}", *groups, f"≥ {bounds[-1]}"]
        charts.append(_stacked(say["percent"], groups, percent, _PERCENT_SHADES))
    return charts


def _chart(title: str, counts: Mapping[str, int], shade: str, **more: str) -> dict[str, Any]:
    series = [{"name": "", "values": list(counts.values()), "color": shade}]
    return {"title": title, "labels": list(counts), "series": series, "names": True, **more}


def _stacked(
    title: str, groups: list[str], series: Mapping[str, list[int]], shades: tuple[str, ...]
) -> dict[str, Any]:
    parts = [
        {"name": name, "values": values, "color": shade}
        for (name, values), shade in zip(series.items(), shades, strict=False)
    ]
    return {"title": title, "labels": groups, "series": parts, "names": False}


def _chart_card(number: int, chart: Mapping[str, Any]) -> str:
    """A chart, with its numbers as a list for who cannot see it."""
    totals = [sum(values) for values in zip(*(s["values"] for s in chart["series"]), strict=True)]
    items = "".join(
        f"<li>{escape(name)}: {total}</li>"
        for name, total in zip(chart["labels"], totals, strict=True)
    )
    lines = len(chart["labels"]) if chart["names"] else 0
    return (
        f'<section class="card {"names" if lines else "sizes"}"><h2>{escape(chart["title"])}</h2>'
        f'<div class="chart" style="--lines:{lines}"><canvas id="chart{number}" role="img" '
        f'aria-label="{escape(chart["title"])}"><ol>{items}</ol></canvas></div></section>'
    )


def _units(rows: Digest, say: Mapping[str, Any]) -> str:
    """Amounts by unit: how many, and the largest with its text.

    There is no sum: a text names one amount many times, and amounts of different things.
    """
    if not rows.units:
        return ""
    lines = []
    for (label, unit), count in rows.units.most_common():
        largest = rows.largest[label, unit]
        lines.append(
            f"<tr><td>{escape(unit)} {tag(label)}</td>"
            f'<td class="value">{grouped(Decimal(count))}</td>'
            f'<td class="value">{grouped(largest["high"])}</td><td>{escape(largest["text"])} '
            f"<small>{escape(str(largest['doc_id']))}</small></td></tr>"
        )
    header = "".join(
        f"<th{' class=value' if name in ('count', 'largest') else ''}>{say[name]}</th>"
        for name in ("unit", "count", "largest", "source")
    )
    return (
        f'<section class="card"><h2>{say["units"]}</h2><div class="scroll"><table class="units">'
        f"<thead><tr>{header}</tr></thead><tbody>{''.join(lines)}</tbody></table></div></section>"
    )


def _table(rows: Digest, say: Mapping[str, Any]) -> str:
    """The frame of the entity table; the script fills it."""
    options = "".join(
        f'<option value="{escape(label)}">{escape(say.get(label, label))} ({escape(label)})</option>'
        for label, _ in rows.labels.most_common()
    )
    header = "".join(
        f'<th class="{name}" aria-sort="none"><button type="button">{say[name]}</button></th>'
        for name in ("text", "label", "name", "value", "unit", "document")
    )
    cut = ""
    if rows.entities > len(rows.first_rows):
        shown = grouped(Decimal(len(rows.first_rows)))
        cut = f'<p class="note">{say["table cut"].format(shown=shown)}</p>'
    return (
        f'<section class="card" id="table"><h2>{say["table"]}</h2>{cut}<div class="tools">'
        f'<input id="query" type="search" placeholder="{say["search"]}" '
        f'aria-label="{say["search"]}"><select id="label" aria-label="{say["label"]}">'
        f'<option value="">{say["all labels"]}</option>{options}</select></div>'
        '<p class="sub" id="count" role="status"></p><div class="scroll">'
        f'<table class="cards" id="found"><thead><tr>{header}</tr></thead><tbody></tbody></table>'
        f'</div><button class="more" id="more" hidden>{say["more"]}</button></section>'
    )


def _table_rows(rows: list[Row]) -> list[list[Any]]:
    """Rows for the script: what the columns show, then a number to sort values by."""
    return [
        [
            row["text"], row["label"], row["canonical"] or "", value_text(row), row["unit"] or "",
            str(row["doc_id"]), None if row["low"] is None else float(row["low"]),
        ]
        for row in rows
    ]  # fmt: skip


def _documents(rows: Digest, texts: Mapping[str, str] | None, say: Mapping[str, Any]) -> str:
    if texts is None:
        return f'<p class="note">{say["no texts"]}</p>'
    shown = [
        _document(name, texts[name], kept, say)
        for name, kept in rows.documents_with_most
        if name in texts
    ]
    if not shown:
        return f'<p class="note">{say["no texts"]}</p>'
    cut = ""
    if len(shown) < rows.documents:
        cut = f'<p class="note">{say["documents cut"].format(shown=len(shown))}</p>'
    return f"<h2>{say['documents']}</h2>{cut}{''.join(shown)}"


def _document(name: str, text: str, rows: list[Row], say: Mapping[str, Any]) -> str:
    notes = []
    if any(text[row["start"] : row["end"]] != row["text"] for row in rows):
        notes.append(say["text changed"])
        rows = []
    if len(text) > _CHARACTERS:
        # Cut at a space, and never inside an entity.
        end = text.rfind(" ", 0, _CHARACTERS) + 1 or _CHARACTERS
        end = next((row["start"] for row in rows if row["start"] < end < row["end"]), end)
        text, rows = text[:end], [row for row in rows if row["end"] <= end]
        notes.append(say["text cut"].format(shown=grouped(Decimal(len(text)))))
    note = "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    return (
        f'<details class="card" open data-doc="{escape(name)}"><summary>{escape(name)} '
        f"<small>{len(rows)} {say['entities']}</small></summary>{note}"
        f'<div class="text">{marked(text, rows)}</div></details>'
    )


def _data(name: str, value: Any) -> str:
    """JSON inside the page; ``<`` is escaped, so that no text can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{text}</script>\n'
