"""``kk_crf_ner``: the recogniser as a spaCy pipe, shipped under the name ``ner``.

It is trained inside ``initialize`` (L-BFGS sees all examples at once), so ``update`` has nothing to
do; ``spacy train`` with one step trains, scores and saves it like any other pipe.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans, minibatch

from kk_econ_ner.labels import ALL_SPANS
from kk_econ_ner.ner.crf import LinearChainCRF
from kk_econ_ner.ner.features import FeatureExtractor
from kk_econ_ner.ner.heads import learn_heads
from kk_econ_ner.ner.rules import Nearby, rule_findings
from kk_econ_ner.ner.scores import EmissionScorer
from kk_econ_ner.ner.words import Word, words_of
from kk_econ_ner.stored import reading

#: Spans group with the recogniser's findings, for the resolver.
NER_SPANS = "kk_ner"

CharSpan = tuple[int, int, str]


class CRFRecognizer(Pipe):
    """A linear-chain conditional random field over words (CRFsuite).

    name: Name of the pipe.
    rules: Spans groups of rule components whose findings are features. Where a doc does not have
        such a group, the rules are run on its text, so that the pipe alone gives the same result.
    c1, c2: L1 and L2 regularisation in training.
    max_iterations: of L-BFGS.
    scorer: Called by ``spacy evaluate``.
    """

    def __init__(
        self,
        name: str = "ner",
        *,
        rules: Iterable[str] = (),
        c1: float = 0.02,
        c2: float = 0.05,
        max_iterations: int = 80,
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        self.name = name
        self.rules = tuple(rules)
        self.c1 = c1
        self.c2 = c2
        self.max_iterations = max_iterations
        self.scorer = scorer
        self.extractor = FeatureExtractor({})
        self._crf: LinearChainCRF | None = None
        self._scorer: EmissionScorer | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels it can predict."""
        tags = self._crf.labels if self._crf else ()
        return tuple(sorted({tag[2:] for tag in tags if tag != "O"}))

    @property
    def crf(self) -> LinearChainCRF | None:
        """The weights, or ``None`` before training."""
        return self._crf

    @crf.setter
    def crf(self, crf: LinearChainCRF | None) -> None:
        self._crf = crf
        self._scorer = EmissionScorer(crf, self.extractor) if crf else None

    def __call__(self, doc: Doc) -> Doc:
        """Add the entities found to ``doc.ents`` (what stands there already is kept)."""
        self.set_annotations(doc, self.predict([doc])[0])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate a stream of documents; those of a batch are decoded together."""
        for docs in minibatch(stream, batch_size):
            try:
                batch = self.predict(docs)
            except Exception as error:
                self.get_error_handler()(self.name, self, docs, error)
                continue
            for doc, found in zip(docs, batch, strict=True):
                self.set_annotations(doc, found)
                yield doc

    def predict(self, docs: Sequence[Doc]) -> list[list[CharSpan]]:
        """The entities of each document as ``(start, end, label)`` in characters."""
        if self._scorer is None:
            warnings.warn(f"{self.name}: no weights; train or load it first", stacklevel=2)
            return [[] for _ in docs]
        owners: list[int] = []
        stretches: list[tuple[list[Word], list[CharSpan]]] = []
        for number, doc in enumerate(docs):
            for stretch in self._stretches(doc):
                owners.append(number)
                stretches.append(stretch)
        found: list[list[CharSpan]] = [[] for _ in docs]
        decoded = self._scorer.crf.decode(self._scorer(stretches))
        for number, (words, _), tags in zip(owners, stretches, decoded, strict=True):
            found[number] += _spans(words, tags)
        return found

    def _stretches(self, doc: Doc) -> Iterator[tuple[list[Word], list[CharSpan]]]:
        """The text's stretches of words with what the rules found in each."""
        found = Nearby(rule_findings(doc, self.rules))
        for words in words_of(doc.text):
            yield words, found.upto(words[0].start, words[-1].end)

    def set_annotations(self, doc: Doc, found: Iterable[CharSpan]) -> None:
        """Write findings to ``doc.spans["kk_ner"]``, ``doc.spans["kk_econ"]`` and ``doc.ents``."""
        spans: list[Span] = []
        last, apart = 0, True
        for start, end, label in found:
            span = doc.char_span(start, end, label=label, alignment_mode="expand")
            if span is not None:
                apart = apart and span.start >= last
                last = span.end
                spans.append(span)
        if not apart:  # two findings in one token of a foreign tokenizer
            spans = filter_spans(spans)
        doc.spans[NER_SPANS] = spans
        group = list(doc.spans.get(ALL_SPANS, ()))
        known = {(s.start, s.end, s.label) for s in group}
        doc.spans[ALL_SPANS] = group + [s for s in spans if (s.start, s.end, s.label) not in known]
        ents = doc.ents
        if ents:
            taken = {i for ent in ents for i in range(ent.start, ent.end)}
            spans = [span for span in spans if taken.isdisjoint(range(span.start, span.end))]
        doc.set_ents([*ents, *spans])

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        clusters: str | None = None,
    ) -> None:
        """Train on all examples.

        clusters: Path of a file written by ``scripts/build_clusters.py``. A plain string: spaCy
            resolves this annotation in a module of its own, where ``Path`` is unknown.
        """
        if clusters is not None:
            self.extractor = FeatureExtractor(read_clusters(clusters))
        self.train(
            (
                example.reference,
                [(e.start_char, e.end_char, e.label_) for e in example.reference.ents],
            )
            for example in get_examples()
        )

    def train(self, texts: Iterable[tuple[Doc, list[CharSpan]]]) -> None:
        """Fit the weights to docs and their gold spans, in characters."""
        import tempfile

        try:
            import pycrfsuite
        except ImportError:
            raise ImportError(
                f"{self.name}: training needs python-crfsuite (pip install 'kk_econ_ner[train]')"
            ) from None

        trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
        trainer.set_params(
            {
                "c1": self.c1,
                "c2": self.c2,
                "max_iterations": self.max_iterations,
                "feature.possible_transitions": False,
            }
        )
        stretches = [
            (words, near, gold) for doc, gold in texts for words, near in self._stretches(doc)
        ]
        heads = learn_heads((words, gold) for words, _, gold in stretches)
        self.extractor = FeatureExtractor(self.extractor.clusters, heads)
        for words, near, gold in stretches:
            trainer.append(self.extractor(words, near), _tags(words, gold))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "crf"
            trainer.train(str(path))
            self.crf = LinearChainCRF.from_crfsuite(str(path))

    def update(
        self, examples: Iterable[Example], *, losses: dict[str, float] | None = None, **_: Any
    ) -> dict[str, float]:
        """Nothing is left to learn after `initialize`; reports a loss of zero."""
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        return losses

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Scores of ``doc.ents``, or nothing where no scorer was given."""
        return self.scorer(examples, **kwargs) if self.scorer else {}

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Weights, clusters, heads and settings."""
        return srsly.msgpack_dumps(
            {
                "crf": self._crf.to_dict() if self._crf else None,
                "rules": list(self.rules),
                "clusters": {word: list(ids) for word, ids in self.extractor.clusters.items()},
                "heads": dict(self.extractor.heads),
            }
        )

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> CRFRecognizer:
        """The inverse of `to_bytes`; a `StateError` says what is damaged."""
        with reading(self.name):
            state = srsly.msgpack_loads(data)
            rules = tuple(state["rules"])
            extractor = FeatureExtractor(state["clusters"], state["heads"])
            crf = LinearChainCRF.from_dict(state["crf"]) if state["crf"] else None
        self.rules, self.extractor, self.crf = rules, extractor, crf
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write a folder with one file, ``crf.msgpack``."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        (path / "crf.msgpack").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> CRFRecognizer:
        """The inverse of `to_disk`."""
        file = Path(path) / "crf.msgpack"
        with reading(file):
            return self.from_bytes(file.read_bytes())


def _restore(name: str, settings: dict[str, Any], data: bytes) -> CRFRecognizer:
    return CRFRecognizer(name, **settings).from_bytes(data)


def read_clusters(path: str | Path) -> dict[str, list[int]]:
    """Word -> cluster ids from a TSV file."""
    with Path(path).open(encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file)
        return {word: [int(number) for number in ids] for word, *ids in rows}


def _tags(words: list[Word], gold: Iterable[CharSpan]) -> list[str]:
    tags = ["O"] * len(words)
    for start, end, label in gold:
        inside = [i for i, word in enumerate(words) if word.start >= start and word.end <= end]
        for i in inside:
            tags[i] = f"{'B' if i == inside[0] else 'I'}-{label}"
    return tags


def _spans(words: list[Word], tags: list[str]) -> Iterator[CharSpan]:
    """The spans that a tag sequence marks, with their quotation marks in order."""
    first = -1
    for i, tag in enumerate([*tags, "O"]):
        if first >= 0 and not tag.startswith("I-"):
            begin, end = _whole_quotes(words, first, i)
            yield words[begin].start, words[end - 1].end, tags[first][2:]
            first = -1
        if tag.startswith("B-"):
            first = i


def _whole_quotes(words: list[Word], first: int, end: int) -> tuple[int, int]:
    """Bounds of the span ``words[first:end]`` that leave no quotation mark without its partner.

    Marks around a name stay outside; a name that goes on after its closing mark takes the opening one in.
    """
    depth = [(word.text in "«“„") - (word.text in "»”") for word in words[first:end]]
    balance = sum(depth)
    if balance < 0 and end - first > 1 and depth[-1] < 0:
        return first, end - 1
    if balance < 0 and first and words[first - 1].text in "«“„":
        return first - 1, end
    if balance > 0 and end - first > 1 and depth[0] > 0:
        return first + 1, end
    return first, end
