"""``report``: the page as a browser would find it, checked without one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from samples import GOOD, write_jsonl

from kk_econ_ner import display
from kk_econ_ner.report import digest as digest_module
from kk_econ_ner.report import render as render_module
from kk_econ_ner.report.digest import digest
from kk_econ_ner.report.render import render

Run = Callable[..., tuple[int, str, str]]

VOID = {"meta", "input", "br", "link", "img"}
#: Attributes that make a browser fetch something.
FETCHING = {"src", "srcset", "poster", "data", "action", "formaction", "background", "xlink:href"}


class Page(HTMLParser):
    """A page taken apart; elements that are not closed in order are an error."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.data: dict[str, Any] = {}
        self.feed(html)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        attributes = self.elements[-1][1] if self.elements else {}
        if self.open[-1:] == ["script"] and "application/json" in attributes.values():
            self.data[str(attributes["id"])] = json.loads(data)
        for name in self.open:
            self.texts.setdefault(name, []).append(data)

    def text(self, tag: str) -> str:
        return "".join(self.texts.get(tag, []))


def page(path: str = "report.html") -> Page:
    return Page(Path(path).read_text(encoding="utf-8"))


@pytest.fixture
def annotated(run: Run, tmp_path: Path, model: str) -> Path:
    rows = [{"id": f"құжат {n}", "text": text} for n, text in enumerate(GOOD)]
    source = write_jsonl(tmp_path / "news.jsonl", rows)
    assert run("annotate", source, "-o", "rows.jsonl", "--model", model)[0] == 0
    return tmp_path / "rows.jsonl"


def test_what_is_on_the_page(run: Run, annotated: Path) -> None:
    code, out, _ = run("report", annotated.name, "-o", "report.html", "--title", "Есеп <1>")
    rows = [json.loads(line) for line in annotated.read_text(encoding="utf-8").splitlines()]
    assert code == 0 and out == f"Written: report.html ({len(rows)} entities)\n"
    found = page()
    assert found.text("h1") == "Есеп <1>"
    assert f"3 құжаттан {len(rows)} атау мен сан табылды" in found.text("p")
    assert [row[0] for row in found.data["rows"]] == [row["text"] for row in rows]
    table = {row[0]: row for row in found.data["rows"]}
    assert table["95 млрд. теңге"][1:5] == ["MONEY", "", "95\u202f000\u202f000\u202f000", "KZT"]
    assert table["Алматыда"][2] == "Алматы"
    charts = {chart["title"]: chart for chart in found.data["charts"]}
    places = charts[display.words("kk")["named GPE"]]
    assert dict(zip(places["labels"], places["series"][0]["values"], strict=True)) == {
        "Алматы": 1, "Астана": 1,
    }  # fmt: skip
    money = charts[display.words("kk")["money"]]
    groups = {part["name"]: part["values"] for part in money["series"]}
    assert groups == {"KZT": [0, 1, 0, 1, 0], "USD": [0, 0, 1, 0, 0]}
    percent = charts[display.words("kk")["percent"]]
    assert dict(zip(percent["labels"], percent["series"][0]["values"], strict=True))["10–25"] == 1
    # What a chart shows stands in the page as a list as well.
    assert "Алматы: 1" in found.text("canvas")


def test_texts_are_found_again(run: Run, annotated: Path) -> None:
    assert run("report", annotated.name, "-o", "report.html")[0] == 0
    found = page()
    marks = [data for tag, data in found.elements if tag == "mark"]
    assert len(marks) == len(found.data["rows"])
    for text in GOOD[:3]:
        assert text in re.sub(r"(MONEY|GPE|PERCENT)$|", "", plain_text("report.html"))
    assert GOOD[3] not in plain_text("report.html")  # no entity, no row, no place on the page


def plain_text(path: str) -> str:
    """The texts of the page without what marks add to them."""
    html = Path(path).read_text(encoding="utf-8")
    html = re.sub(r"<small>[^<]*</small><span class=\"tip\">.*?</span>", "", html)
    return Page(html).text("div")


def test_texts_that_are_pointed_at(run: Run, annotated: Path, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").rename(tmp_path / "moved.jsonl")
    assert run("report", annotated.name, "-o", "report.html")[0] == 0
    assert "<mark" not in Path("report.html").read_text(encoding="utf-8")
    assert display.words("kk")["no texts"] in page().text("p")
    assert run("report", annotated.name, "-o", "report.html", "--texts", "moved.jsonl")[0] == 0
    assert "<mark" in Path("report.html").read_text(encoding="utf-8")


def test_a_text_that_has_changed(run: Run, annotated: Path, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "news.jsonl", [{"id": "құжат 0", "text": "Мүлде басқа мәтін."}])
    assert run("report", annotated.name, "-o", "report.html")[0] == 0
    assert "<mark" not in Path("report.html").read_text(encoding="utf-8")
    assert display.words("kk")["text changed"] in page().text("p")


@pytest.mark.parametrize("kind", ["csv", "parquet", "spacy"])
def test_every_output_of_annotate(run: Run, annotated: Path, model: str, kind: str) -> None:
    assert run("annotate", "news.jsonl", "-o", f"rows.{kind}", "--model", model)[0] == 0
    for name in (annotated.name, f"rows.{kind}"):
        assert run("report", name, "-o", f"{kind}-{name}.html", "--title", "x")[0] == 0
    assert (
        Path(f"{kind}-rows.{kind}.html").read_bytes()
        == Path(f"{kind}-{annotated.name}.html").read_bytes()
    )


def test_english(run: Run, annotated: Path) -> None:
    assert run("report", annotated.name, "-o", "report.html", "--lang", "en")[0] == 0
    found = page()
    assert "3 documents" in found.text("p") and ("html", {"lang": "en"}) in found.elements
    kk, en = display.words("kk"), display.words("en")
    assert set(kk) == set(en)
    assert "табылды" not in found.text("p")
    assert run("report", annotated.name, "-o", "report.html", "--lang", "xx")[0] == 1


def test_nothing_is_fetched(run: Run, annotated: Path) -> None:
    run("report", annotated.name, "-o", "report.html")
    html = Path("report.html").read_text(encoding="utf-8")
    for tag, attributes in page().elements:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base"), tag
        assert not FETCHING & set(attributes), attributes
        assert "href" not in attributes
    assert "default-src 'none'" in html
    assert not re.search(r"https?://|//# sourceMappingURL|@import|url\(", html)
    assert len(html) < 400_000


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "<!--<script>",
    "]]>&lt;b&gt;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_code(text: str) -> None:
    row = {
        "doc_id": text, "start": 0, "end": len(text), "text": text, "label": "ORG", "canonical": text,
        "id": text, "kind": None, "low": None, "high": None, "unit": None, "modifier": None,
    }  # fmt: skip
    amount = {**row, "label": text, "kind": "money", "low": 5, "high": 5, "unit": text}
    rows = [row, amount | {"start": len(text) + 1, "end": 2 * len(text) + 1, "modifier": "="}]
    for name in ("low", "high"):
        rows[1][name] = Decimal(5)
    found = Page(render(digest(rows), text, {text: f"{text} {text}"}))
    clean = Page(render(digest([]), "", {}))
    names = {tag for tag, _ in found.elements} - {
        "mark",
        "details",
        "summary",
        "canvas",
        "small",
        "span",
    }
    assert names <= {tag for tag, _ in clean.elements} | {"ol", "li", "td", "tr", "option", "b"}
    assert all(not name.startswith("on") for _, attrs in found.elements for name in attrs)
    assert [tag for tag, _ in found.elements].count("script") == 5
    assert found.text("h1") == text and found.data["rows"][0][0] == text


def test_a_page_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest_module, "MOST_ROWS", 10)
    monkeypatch.setattr(digest_module, "MOST_DOCUMENTS", 3)
    monkeypatch.setattr(render_module, "_CHARACTERS", 50)
    sizes = [1, 5, 2, 7, 3, 1]
    text = "Алматы " * 20
    rows = [
        {
            "doc_id": f"d{doc}", "start": 7 * n, "end": 7 * n + 6, "text": "Алматы", "label": "GPE",
            "canonical": "Алматы", "id": None, "kind": None, "low": None, "high": None,
            "unit": None, "modifier": None,
        }
        for doc, size in enumerate(sizes)
        for n in range(size)
    ]  # fmt: skip
    result = digest(rows)
    assert [name for name, _ in result.documents_with_most] == ["d1", "d3", "d4"]
    html = render(result, "x", {f"d{n}": text for n in range(6)}, "en")
    found = Page(html)
    assert "19 names and numbers in 6 documents" in found.text("p")
    assert len(found.data["rows"]) == 10 and "only the first 10 rows" in found.text("p")
    assert "The 3 documents with most" in found.text("p")
    assert html.count("only the first 49 characters") == 3
    assert found.data["charts"][0]["series"][0]["values"] == [19]


def test_no_rows(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("", encoding="utf-8")
    code, out, _ = run("report", "rows.jsonl", "-o", "report.html")
    assert code == 0 and "(0 entities)" in out
    assert "0 құжаттан 0" in page().text("p")


ROW = '{"doc_id": "a", "start": 0, "end": 1, "text": "x", "label": "ORG"'
REST = ', "canonical": null, "id": null, "kind": null, "high": null, "unit": null, "modifier": null'

#: lines of a file -> what the one sentence says
WRONG_ROWS = [
    (f'{ROW}{REST}, "low": null}}\n{{"text": "x"}}', "rows.jsonl:2: not a row of entities"),
    (f'{ROW}{REST}, "low": "many"}}', "rows.jsonl:1: not a row of entities"),
    ("[1]", "rows.jsonl:1: not a row of entities"),
    ("5", "rows.jsonl:1: not a row of entities"),
    (f'{ROW}{REST}, "low": null', "rows.jsonl:1: not a row of entities"),
    ("\ufeff\ud800", "rows.jsonl: not a row of entities"),
]


@pytest.mark.parametrize(("content", "sentence"), WRONG_ROWS)
def test_rows_that_are_none(run: Run, tmp_path: Path, content: str, sentence: str) -> None:
    (tmp_path / "rows.jsonl").write_bytes(content.encode("utf-8", "surrogatepass"))
    code, _, error = run("report", "rows.jsonl", "-o", "report.html")
    assert code == 1 and sentence in error and error.count("\n") == 1
    assert not Path("report.html").exists()
