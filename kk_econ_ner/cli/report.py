"""``report``: entity rows as one page that opens offline, with charts and a searchable table."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from html import escape
from pathlib import Path
from typing import Any

from kk_econ_ner.cli.errors import InputError
from kk_econ_ner.display import color, grouped, page, tag, value_text
from kk_econ_ner.frames import COLUMNS

#: How many names a chart shows, and how many rows the page holds (about 10 MB).
_TOP, _MOST_ROWS = 15, 50_000
_NAMED = {"ORG": "Organisations", "PERSON": "People", "GPE": "Places"}

_STYLE = """
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr));
  gap: 1.1rem; margin-bottom: 1.1rem; }
.grid .card { margin: 0; }
.bars { list-style: none; margin: 0; padding: 0; font-size: .9rem; }
.bars li { margin-bottom: .5rem; }
.bars .line { display: flex; justify-content: space-between; gap: .8rem; line-height: 1.35; }
.bars b { font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bars svg { display: block; width: 100%; height: .5rem; margin-top: .15rem; }
.tools { display: flex; flex-wrap: wrap; gap: .6rem; margin-bottom: .8rem; }
.tools input, .tools select { font: inherit; padding: .4rem .7rem; border: 1px solid #c6cdd8;
  border-radius: .45rem; background: #fff; color: inherit; min-width: 0; }
.tools input { flex: 1 1 14rem; }
.more { font: inherit; margin-top: .8rem; padding: .4rem 1rem; border: 1px solid #c6cdd8;
  border-radius: .45rem; background: #fff; cursor: pointer; }
"""

_SCRIPT = """
const rows = JSON.parse(document.getElementById("rows").textContent);
const colors = JSON.parse(document.getElementById("colors").textContent);
const body = document.querySelector("#found tbody"), query = document.getElementById("query");
const label = document.getElementById("label"), more = document.getElementById("more");
const count = document.getElementById("count");
let shown = 100;
const folded = rows.map(row => row.join("\\n").toLocaleLowerCase("kk"));
function draw() {
  const wanted = query.value.trim().toLocaleLowerCase("kk");
  const hits = rows.filter((row, i) =>
    (!label.value || row[1] === label.value) && (!wanted || folded[i].includes(wanted)));
  count.textContent = hits.length.toLocaleString("en").replaceAll(",", "\\u202f") + " rows";
  body.replaceChildren(...hits.slice(0, shown).map(row => {
    const tr = document.createElement("tr");
    row.forEach((value, i) => {
      const td = tr.insertCell();
      if (i === 1) {
        const tag = document.createElement("span");
        tag.className = "tag"; tag.textContent = value;
        tag.style.setProperty("--c", colors[value] || "#dddddd");
        td.append(tag);
      } else { td.textContent = value; }
      if (i === 2 || i === 5) td.className = "name";
      if (i === 3) td.className = "value";
    });
    return tr;
  }));
  more.hidden = hits.length <= shown;
}
query.addEventListener("input", () => { shown = 100; draw(); });
label.addEventListener("change", () => { shown = 100; draw(); });
more.addEventListener("click", () => { shown += 400; draw(); });
draw();
"""


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The entity rows of a ``.jsonl`` or ``.csv`` file, ``low`` and ``high`` as `Decimal`.

    Raises `InputError` with file and line for a row that `annotate` did not write.
    """
    if path.suffix not in (".jsonl", ".csv"):
        raise InputError(f"{path}: a report is made of .jsonl or .csv rows")
    number = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines: Iterable[Any] = csv.DictReader(file) if path.suffix == ".csv" else file
            for line in lines:
                number += 1
                row = line if isinstance(line, dict) else json.loads(line)
                if not isinstance(row, dict) or not set(COLUMNS) <= set(row):
                    raise ValueError("not a row that annotate writes")
                row = {name: row[name] or None for name in COLUMNS}
                if not row["text"] or not row["label"]:
                    raise ValueError("a row without text or label")
                for name in ("low", "high"):
                    row[name] = None if row[name] is None else Decimal(row[name])
                yield row
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except (ValueError, InvalidOperation, TypeError, csv.Error) as error:
        # The header of a CSV file is a line of its own.
        raise InputError(
            f"{path}:{number + (path.suffix == '.csv')}: {error or 'not a number'}"
        ) from None


def write_report(source: Path, target: Path, title: str) -> int:
    """Write the page; the number of entities in it."""
    if target.suffix != ".html":
        raise InputError(f"{target}: the report must be an .html file")
    rows = list(read_rows(source))
    part = target.with_name(target.name + ".part")
    part.write_text(report(rows, title), encoding="utf-8")
    part.replace(target)
    return len(rows)


def report(rows: list[dict[str, Any]], title: str) -> str:
    """The page for entity rows."""
    docs = len({row["doc_id"] for row in rows})
    labels = Counter(row["label"] for row in rows)
    charts = [_bars(name, _names(rows, label), label) for label, name in _NAMED.items()]
    charts.append(_bars("Found", labels.most_common(), ""))
    data = [
        [row["text"], row["label"], _name(row), value_text(row), row["unit"] or "", row["doc_id"]]
        for row in rows[:_MOST_ROWS]
    ]
    cut = "" if len(rows) <= _MOST_ROWS else f"; the table holds the first {_MOST_ROWS}"
    options = "".join(f"<option>{escape(label)}</option>" for label in sorted(labels))
    header = "".join(
        f"<th{' class=value' if name == 'Value' else ''}>{name}</th>"
        for name in ("Text", "Label", "Canonical name", "Value", "Unit", "Document")
    )
    body = (
        f'<p class="sub">{grouped(Decimal(len(rows)))} entities in {grouped(Decimal(docs))} texts'
        f'{cut}</p><div class="grid">{"".join(charts)}</div>{_amounts(rows)}'
        '<section class="card"><h2>All entities</h2><div class="tools">'
        '<input id="query" type="search" placeholder="Search text, name, document" '
        'aria-label="Search"><select id="label" aria-label="Label"><option value="">all labels'
        f'</option>{options}</select></div><p class="sub" id="count"></p><div class="scroll">'
        f'<table class="cards" id="found"><thead><tr>{header}</tr></thead><tbody></tbody></table></div>'
        '<button class="more" id="more" hidden>Show more</button></section>'
        f"{_data('rows', data)}{_data('colors', {label: color(label) for label in labels})}"
    )
    return page(title, body, style=_STYLE, script=_SCRIPT)


def _name(row: dict[str, Any]) -> str:
    return row["canonical"] or ""


def _names(rows: list[dict[str, Any]], label: str) -> list[tuple[str, int]]:
    """The most named, by canonical name; names with one id are one."""
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for row in rows:
        if row["label"] == label:
            name = row["canonical"] or row["text"]
            key = row["id"] or name
            spelled.setdefault(key, name)
            counts[key] += 1
    return [(spelled[key], count) for key, count in counts.most_common(_TOP)]


def _bars(title: str, counts: list[tuple[str, int]], label: str) -> str:
    """A bar chart: one line a name, the bar below it in the colour of the label."""
    if not counts:
        return ""
    most = max(count for _, count in counts)
    lines = "".join(
        f'<li><span class="line"><span>{escape(name)}</span><b>{count}</b></span>'
        '<svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="100" height="1" fill="#eef0f4"/><rect width="{100 * count / most:.2f}" '
        f'height="1" fill="{color(label or name)}"/></svg></li>'
        for name, count in counts
    )
    return f'<section class="card"><h2>{escape(title)}</h2><ul class="bars">{lines}</ul></section>'


def _amounts(rows: list[dict[str, Any]]) -> str:
    """Amounts by currency, percentages: how many, the middle one, the largest with its text.

    There is no sum: a text names one amount many times, and amounts of different things.
    """
    by_unit: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["kind"] in ("money", "percent") and row["low"] is not None and row["unit"]:
            by_unit[row["label"], row["unit"]].append(row)
    if not by_unit:
        return ""
    lines = []
    for (label, unit), group in sorted(by_unit.items(), key=lambda item: -len(item[1])):
        group.sort(key=lambda row: row["high"])
        largest, middle = group[-1], group[(len(group) - 1) // 2]
        lines.append(
            f"<tr><td>{escape(unit)} {tag(label)}</td><td class=value>{len(group)}</td>"
            f'<td class="value">{grouped(middle["high"])}</td>'
            f'<td class="value">{grouped(largest["high"])}</td>'
            f"<td>{escape(largest['text'])} <small>({escape(str(largest['doc_id']))})</small></td></tr>"
        )
    header = (
        "<th>Unit</th><th class=value>Amounts</th><th class=value>Median</th>"
        "<th class=value>Largest</th><th>In the text</th>"
    )
    return (
        '<section class="card"><h2>Amounts and percentages</h2><div class="scroll"><table><thead>'
        f"<tr>{header}</tr></thead><tbody>{''.join(lines)}</tbody></table></div></section>"
    )


def _data(name: str, value: Any) -> str:
    """JSON inside the page; ``<`` is escaped, so that no text can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{text}</script>'
