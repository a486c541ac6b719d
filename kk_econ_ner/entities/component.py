"""``kk_entity_ruler``: names by rule, in any pipeline.

The text is scanned, not the tokens, so foreign tokenizers do not matter. Findings go to
``doc.spans["kk_entity_ruler"]`` and ``doc.spans["kk_econ"]``; those that overlap no entity, longest
first, to ``doc.ents``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import srsly
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import Pipe
from spacy.strings import get_string_id
from spacy.symbols import GPE
from spacy.tokens import Doc, Span

from kk_econ_ner.entities.canonical import OWN_NAMES, own_key
from kk_econ_ner.entities.extension import register_extensions
from kk_econ_ner.labels import ALL_SPANS, OWN_SPANS
from kk_econ_ner.stored import reading
from kk_econ_ner.text import view

if TYPE_CHECKING:
    from kk_econ_ner.entities.builtin import Builtin
    from kk_econ_ner.entities.entries import NameMatch

BUILTIN_FILES = ("places.jsonl", "organisations.jsonl")

register_extensions()


def canonical_of_id(label: str, id_: str) -> str:
    """The canonical name that an id stands for in the built-in lists, or the empty string."""
    from kk_econ_ner.entities.builtin import builtin

    return builtin().canonical(label, id_)


class _Findings(NamedTuple):
    """What was found in a document.

    spans: All names, overlapping ones included, in the order of the text.
    own: Those of the user's patterns.
    names: The citation forms of the user's names (see `own_name`).
    nested: Where places begin that a longer name holds.
    """

    spans: list[Span]
    own: list[Span]
    names: dict[str, str]
    nested: set[int]


class KazakhEntityRuler(Pipe):
    """See the module's docstring.

    nlp: The pipeline, whose vocabulary token patterns use.
    name: Name of the pipe.
    patterns: The user's patterns in the format of spaCy's EntityRuler: ``{"label", "pattern"}`` and
        perhaps ``"id"``; the pattern a phrase, which is found in all its inflected forms, or a list of
        token descriptions. Also ``"canonical"`` and ``"aliases"``.
    paths: JSONL files with such patterns.
    builtin: Whether the package's own lists and grammar are used.
    overwrite: Whether findings replace entities they overlap.
    spans_key: The spans group to write.
    scorer: Called by ``spacy evaluate``.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "kk_entity_ruler",
        *,
        patterns: Iterable[dict[str, Any]] | None = None,
        paths: Iterable[str] = (),
        builtin: bool = True,
        overwrite: bool = False,
        spans_key: str = "kk_entity_ruler",
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        from kk_econ_ner.entities.lexicon import Lexicon
        from kk_econ_ner.entities.scan import Scan

        self._scan = Scan
        self._builtin: Builtin | None = None
        self.vocab = nlp.vocab
        self.name = name
        self.builtin = builtin
        self.overwrite = overwrite
        self.spans_key = spans_key
        self.scorer = scorer
        self.patterns: list[dict[str, Any]] = []
        self._evidence_labels: frozenset[int] | None = None
        self._lexicon = Lexicon(quotes=True)
        self._token_patterns: dict[str, tuple[str, str]] = {}
        self._matcher: Matcher | None = None
        for path in paths:
            self.add_file(path)
        self.add_patterns(patterns or ())

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels it can set."""
        labels = {str(pattern["label"]) for pattern in self.patterns}
        if self.builtin:
            from kk_econ_ner.entities.grammar import EVIDENCE

            labels |= {"ORG", "PERSON", "GPE", "LOC", *EVIDENCE}
        return tuple(sorted(labels))

    def _evidence(self) -> frozenset[int]:
        """Labels kept out of ``doc.ents``: those of the grammar that no pattern of the user's sets."""
        if self._evidence_labels is None:
            from kk_econ_ner.entities.grammar import EVIDENCE

            labels = EVIDENCE.difference(str(pattern["label"]) for pattern in self.patterns)
            self._evidence_labels = frozenset(map(get_string_id, labels))
        return self._evidence_labels

    def add_file(self, path: str | Path) -> None:
        """Add the patterns of a JSONL file; a `PatternError` names the line that is wrong."""
        from kk_econ_ner.data import read_jsonl

        for number, row in read_jsonl(path):
            self._add(row, f"{path}:{number}")

    def add_patterns(self, patterns: Iterable[dict[str, Any]]) -> None:
        """Add patterns, before or after loading; see the class for their format."""
        for number, row in enumerate(patterns, start=1):
            self._add(row, f"pattern {number}")

    def _add(self, row: dict[str, Any], where: str) -> None:
        from kk_econ_ner.data import PatternError
        from kk_econ_ner.entities.lexicon import check_row
        from kk_econ_ner.entities.safe_regex import expressions, fault

        if not isinstance(row, dict):
            raise PatternError(f"{where}: expected an object, found {type(row).__name__}")
        if isinstance(row.get("pattern"), list):
            if not row["pattern"] or not isinstance(row.get("label"), str):
                raise PatternError(f"{where}: a token pattern needs a label and tokens")
            for expression in expressions(row["pattern"]):
                if reason := fault(expression):
                    raise PatternError(f"{where}: REGEX {expression!r}: {reason}")
            if not isinstance(row.get("id", ""), str):
                raise PatternError(f"{where}: 'id' must be a string")
            # A matcher with no pattern would warn at every text.
            matcher = Matcher(self.vocab) if self._matcher is None else self._matcher
            key = f"{self.name}{len(self._token_patterns)}"
            try:
                matcher.add(key, [row["pattern"]])
            except (ValueError, TypeError, AttributeError) as error:
                raise PatternError(f"{where}: token pattern: {_reason(error)}") from None
            self._matcher = matcher
            self._token_patterns[key] = (row["label"], str(row.get("id", "")))
        else:
            self._lexicon.add(check_row(row, where, any_label=True))
        self.patterns.append(dict(row))
        self._evidence_labels = None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document in place and return it."""
        spans, own, names, nested = self._find(doc)
        groups = doc.spans
        if self.patterns:
            groups[OWN_SPANS] = own
            if names:
                groups[OWN_SPANS].attrs[OWN_NAMES] = names
        group = groups.data.get(ALL_SPANS)
        groups[self.spans_key] = spans
        if not spans:
            if group is None:
                groups[ALL_SPANS] = []
            return doc
        if group:
            known = {(span.start, span.end, span.label) for span in group}
            new = [span for span in spans if (span.start, span.end, span.label) not in known]
            groups[ALL_SPANS] = [*group, *new]
        else:
            groups[ALL_SPANS] = spans
        kept = list(doc.ents)
        taken: set[int] = set()
        if kept and not self.overwrite:
            taken = {i for ent in kept for i in range(ent.start, ent.end)}
        evidence = self._evidence()
        flat = _longest([one for one in spans if one.label not in evidence], nested, taken)
        if kept and self.overwrite:
            kept = [ent for ent in kept if taken.isdisjoint(range(ent.start, ent.end))]
        if flat:
            doc.set_ents([*kept, *flat])
        return doc

    def find(self, doc: Doc) -> list[Span]:
        """All names found, overlapping ones included; the user's patterns come first."""
        return self._find(doc).spans

    def _find(self, doc: Doc) -> _Findings:
        seen = view(doc.text)
        users, others, nested = self._matches(seen.text)
        findings = _Findings([], [], {}, {seen.span(at, at + 1)[0] for at in nested})
        if not (users or others or self._matcher):
            return findings
        spans: dict[tuple[int, int, str], Span] = {}
        for n, match in enumerate((*users, *others)):
            start, end = seen.span(match.start, match.end)
            label = match.label
            if (start, end, label) in spans:
                continue
            span = doc.char_span(start, end, label=label, span_id=match.id, alignment_mode="expand")
            if span is not None:
                spans[start, end, label] = span
                if n < len(users):
                    findings.own.append(span)
                    findings.names[own_key(span)] = match.canonical
        if self._matcher is not None:
            for key, begin, stop in self._matcher(doc):
                label, id_ = self._token_patterns[doc.vocab.strings[key]]
                span = Span(doc, begin, stop, label=label, span_id=id_)
                spans.setdefault((span.start_char, span.end_char, label), span)
                findings.own.append(span)
        findings.spans.extend(spans[one] for one in sorted(spans, key=_in_order))
        return findings

    def _matches(self, text: str) -> tuple[list[NameMatch], list[NameMatch], set[int]]:
        """What the user's phrases find, what the package's own rules find, and see `_Findings.nested`."""
        finder = (self._builtin or self._load()) if self.builtin else None
        if finder is not None and not finder.may_hold_names(text):
            finder = None
        if finder is None and not self._lexicon.entries:
            return [], [], set()
        scan = self._scan(text)
        users = self._lexicon.find(scan)
        others = finder.find(scan) if finder is not None else []
        if finder is None or not others:
            return users, [], set()
        nested = finder.nested(scan, others)
        if users:
            from kk_econ_ner.entities.builtin import with_known_ids

            others = with_known_ids(text, others, users)
        return users, others, nested

    def _load(self) -> Builtin:
        from kk_econ_ner.entities.builtin import builtin

        self._builtin = builtin()
        return self._builtin

    def score(self, examples: Iterable[Any], **kwargs: Any) -> dict[str, Any]:
        """Scores of ``doc.ents``, or nothing where no scorer was given."""
        return self.scorer(examples, **kwargs) if self.scorer else {}

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The user's patterns; the built-in lists belong to the package."""
        return srsly.msgpack_dumps({"patterns": self.patterns, "builtin": self.builtin})

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> KazakhEntityRuler:
        """Replace the user's patterns by stored ones; a `StateError` says what is damaged."""
        from kk_econ_ner.entities.lexicon import Lexicon

        with reading(self.name):
            state = srsly.msgpack_loads(data)
            builtin, patterns = bool(state["builtin"]), list(state["patterns"])
        self.builtin = builtin
        self.patterns, self._lexicon = [], Lexicon(quotes=True)
        self._matcher, self._token_patterns = None, {}
        self._evidence_labels = None
        self.add_patterns(patterns)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write a folder with one file, ``patterns.msgpack``."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        (path / "patterns.msgpack").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> KazakhEntityRuler:
        """The inverse of `to_disk`."""
        file = Path(path) / "patterns.msgpack"
        with reading(file):
            return self.from_bytes(file.read_bytes())


def _reason(error: Exception) -> str:
    """What spaCy has to say against a token pattern, in one line."""
    lines = [line.strip(" -") for line in str(error).splitlines()]
    return "; ".join(line for line in lines[1:] if "->" in line) or lines[0]


def _in_order(span: tuple[int, int, str]) -> tuple[int, int]:
    return span[0], -span[1]


def _longest(spans: list[Span], nested: set[int], taken: set[int]) -> list[Span]:
    """Spans that overlap neither each other nor a taken token, longest first; adds to ``taken``.

    nested: Where places begin that are part of a longer name; they are left out.
    """
    sized = sorted((span.start - span.end, span.start, n) for n, span in enumerate(spans))
    chosen: list[Span] = []
    for size, start, n in sized:
        span = spans[n]
        if span.start_char in nested and span.label == GPE:
            continue
        tokens = range(start, start - size)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append(span)
    return chosen
