"""``kk_resolver``: the one place where findings of rules and of the recogniser become entities.

``doc.ents`` is flat, findings are not: a rule reads an amount that the recogniser cut short, both
find a city, a position holds the name of an organisation. The components before this one leave
what they found in ``doc.spans`` (one group each); the resolver orders the findings in four tiers
and takes them greedily, longest first within a tier, dropping what overlaps something taken before:

1. entities that some other component of the user's pipeline had already set, and what the user's own
   patterns found (spans group ``kk_own``);
2. rules, for the labels in ``rules_first``;
3. the recogniser's findings, all labels;
4. rules, for the labels in ``rules_fill``; in a pipeline without the recogniser also ``WITHOUT_NER``.

Which labels stand in which tier was chosen by measurement (see ``docs/recogniser.md``). Everything
found, kept or not, stays in ``doc.spans["kk_econ"]``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kk_econ_ner.labels import ALL_SPANS, OWN_SPANS

RULES_FIRST = ("MONEY", "PERCENT", "QUANTITY")
RULES_FILL = ("ORG", "PERSON", "GPE")
#: Labels that rules give in a pipeline whose recogniser is disabled or excluded.
WITHOUT_NER = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "LOC"))


class Resolver(Pipe):
    """Merge the findings of rules and recogniser into ``doc.ents``.

    name: Name of the pipe.
    rules_first: Labels for which a rule outranks the recogniser.
    rules_fill: Labels for which a rule counts where the recogniser found nothing.
    rule_keys: Spans groups that rules write.
    ner_key: Spans group that the recogniser writes.
    scorer: Called by ``spacy evaluate``.
    """

    def __init__(
        self,
        name: str = "kk_resolver",
        *,
        rules_first: Sequence[str] = RULES_FIRST,
        rules_fill: Sequence[str] = RULES_FILL,
        rule_keys: Sequence[str] = ("kk_quantities", "kk_entity_ruler"),
        ner_key: str = "kk_ner",
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        self.name = name
        self.rules_first = frozenset(rules_first)
        self.rules_fill = frozenset(rules_fill)
        self.rule_keys = tuple(rule_keys)
        self.ner_key = ner_key
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.ents`` and complete ``doc.spans["kk_econ"]``."""
        rules = [span for key in self.rule_keys for span in doc.spans.get(key, ())]
        learned = list(doc.spans.get(self.ner_key, ()))
        ours = {_key(span) for span in rules} | {_key(span) for span in learned}
        fill = self.rules_fill if self.ner_key in doc.spans else self.rules_fill | WITHOUT_NER
        tiers = (
            [*(ent for ent in doc.ents if _key(ent) not in ours), *doc.spans.get(OWN_SPANS, ())],
            [span for span in rules if span.label_ in self.rules_first],
            learned,
            [span for span in rules if span.label_ in fill],
        )
        from kk_econ_ner.entities.linking import link_names

        chosen = [_with_id(span, rules) for span in _take(tiers, len(doc))]
        chosen = link_names(doc, chosen)
        _forget_ids(chosen)
        doc.set_ents(chosen)
        doc.spans[ALL_SPANS] = _unique([*chosen, *rules, *learned])
        return doc

    def score(self, examples: Iterable[Any], **kwargs: Any) -> dict[str, Any]:
        """Scores of ``doc.ents``, or nothing where no scorer was given."""
        return self.scorer(examples, **kwargs) if self.scorer else {}

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The settings come from the config; nothing else is stored."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Resolver:
        """See `to_bytes`."""
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """See `to_bytes`."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Resolver:
        """See `to_bytes`."""
        return self


def _key(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.label_


def _take(tiers: Iterable[list[Span]], length: int) -> list[Span]:
    """Spans of the first tier, then those of each later one that overlap nothing taken."""
    free = bytearray(b"\x01" * length)
    chosen: list[Span] = []
    for tier in tiers:
        for span in filter_spans(tier):
            if all(free[span.start : span.end]):
                free[span.start : span.end] = bytes(len(span))
                chosen.append(span)
    return sorted(chosen, key=lambda span: span.start)


def _forget_ids(spans: Iterable[Span]) -> None:
    """Clear the ids of words in spans without one: spaCy keeps those of the entities before them."""
    for span in spans:
        if not span.id:
            for token in span:
                if token.ent_id:
                    token.ent_id = 0


def _with_id(span: Span, rules: list[Span]) -> Span:
    """The span with the id of the longest rule finding of its label that names the same thing."""
    if span.id_:
        return span
    best = max(
        (rule for rule in rules if rule.id_ and rule.label == span.label and _is_same(span, rule)),
        key=len,
        default=None,
    )
    if best is None:
        return span
    return Span(span.doc, span.start, span.end, label=span.label, span_id=best.id)


def _is_same(span: Span, rule: Span) -> bool:
    """Whether the rule found the span, more of it, or the part that names it (see `same_name`)."""
    if rule.start <= span.start and span.end <= rule.end:
        return rule.start == span.start or rule.end == span.end
    if rule.start < span.start or span.end < rule.end:
        return False
    from kk_econ_ner.entities.component import canonical_of_id
    from kk_econ_ner.entities.name_parts import same_name

    text, start = span.text, span.start_char
    return same_name(
        span.label_,
        text[: rule.start_char - start],
        text[rule.end_char - start :],
        canonical_of_id(rule.label_, rule.id_),
    )


def _unique(spans: Iterable[Span]) -> list[Span]:
    first: dict[tuple[int, int, str], Span] = {}
    for span in spans:
        first.setdefault(_key(span), span)
    return sorted(first.values(), key=lambda span: (span.start, -span.end))


@Language.factory(
    "kk_resolver",
    default_config={
        "rules_first": list(RULES_FIRST),
        "rules_fill": list(RULES_FILL),
        "scorer": {"@scorers": "kk_econ_ner.ents_scorer.v1"},
    },
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_kk_resolver(
    nlp: Language,
    name: str,
    rules_first: list[str],
    rules_fill: list[str],
    scorer: Callable[..., dict[str, Any]] | None,
) -> Resolver:
    """Build the resolver (see `Resolver`)."""
    return Resolver(name, rules_first=rules_first, rules_fill=rules_fill, scorer=scorer)
