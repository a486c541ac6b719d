"""The written priority of `kk_resolver`, one case a rule."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from kk_econ_ner.pipeline.resolver import Resolver

WORDS = ["Алматы", "әкімі", "5", "млрд", "теңге", "бөлді"]
Found = tuple[int, int, str]

# name, entities set by others, rules, recogniser, expected ents
TIERS: list[tuple[str, list[Found], list[Found], list[Found], list[Found]]] = [
    ("rule amount beats a cut one", [], [(2, 5, "MONEY")], [(2, 4, "CARDINAL")], [(2, 5, "MONEY")]),
    ("recogniser beats rule name", [], [(0, 1, "GPE")], [(0, 2, "POSITION")], [(0, 2, "POSITION")]),
    ("rule name fills a gap", [], [(0, 1, "GPE")], [(2, 5, "MONEY")],
     [(0, 1, "GPE"), (2, 5, "MONEY")]),
    ("a count of the rules alone does not fill", [], [(2, 3, "CARDINAL")], [], []),
    ("others' entities stay", [(2, 5, "EVENT")], [(2, 5, "MONEY")], [(2, 5, "MONEY")],
     [(2, 5, "EVENT")]),
    ("longest first in a tier", [], [(2, 5, "MONEY"), (2, 4, "MONEY")], [], [(2, 5, "MONEY")]),
    ("nothing found", [], [], [], []),
]  # fmt: skip


def make_doc(others: list[Found], rules: list[Found], learned: list[Found]) -> Doc:
    doc = Doc(spacy.blank("xx").vocab, words=WORDS)

    def spans(found: list[Found]) -> list[Span]:
        return [Span(doc, start, end, label=label) for start, end, label in found]

    doc.set_ents(spans(others))
    doc.spans["kk_quantities"] = spans(rules)
    doc.spans["kk_ner"] = spans(learned)
    return doc


@pytest.mark.parametrize(
    ("others", "rules", "learned", "expected"),
    [case[1:] for case in TIERS],
    ids=[case[0] for case in TIERS],
)
def test_tiers(
    others: list[Found], rules: list[Found], learned: list[Found], expected: list[Found]
) -> None:
    doc = Resolver()(make_doc(others, rules, learned))
    assert [(e.start, e.end, e.label_) for e in doc.ents] == expected


def test_everything_found_stays_in_the_spans_group() -> None:
    doc = Resolver()(make_doc([], [(0, 1, "GPE")], [(0, 2, "POSITION")]))
    assert [span.label_ for span in doc.spans["kk_econ"]] == ["POSITION", "GPE"]


def test_id_of_a_rule_goes_to_the_name_that_holds_it() -> None:
    doc = make_doc([], [], [(0, 1, "GPE")])
    doc.spans["kk_entity_ruler"] = [Span(doc, 0, 1, label="GPE", span_id="KZ-75")]
    (ent,) = Resolver()(doc).ents
    assert ent.ent_id_ == "KZ-75"


def test_settings_do_not_change_on_a_round_trip() -> None:
    resolver = Resolver(rules_fill=["GPE"])
    assert resolver.from_bytes(resolver.to_bytes()).rules_fill == {"GPE"}
