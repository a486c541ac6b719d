"""Try features and settings of the recogniser by cross-validation over all annotation, on a GPU in seconds.

    python benchmarks/screening.py IOB2_valid2.txt --written news_train.jsonl \\
        --corrections annotations/corrections.jsonl --standoff annotations/written.jsonl \\
        --texts TEXTS_DIR --clusters clusters.tsv --try "" "+stem-pairs" "-shapes -long-affixes" "bioes"

Each argument of ``--try`` is one line of the table: what is added to the shipped recogniser (``+NAME``, see
`CANDIDATES`), what is left out (``-NAME``, see `SHIPPED`), and settings: ``c1=0.05``, ``c2=0.1``,
``iterations=60``, ``least=2``, ``kaznerd=0.5`` (the weight of its sentences), ``recased=0``, ``bioes``.

Five folds, of KazNERD and of the written sentences alike; neighbouring sentences of a text are in one fold. Exact
spans of the recogniser alone, micro F1. Needs PyTorch; without a GPU a line takes most of an hour, and
``--sample 25`` (every 25th sentence) serves to see that it works.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import spacy
import torch
from recogniser import Counts, score
from torch_crf import TorchCRF

from kk_econ_ner.corpora import Sentence, corrected, folds, read_corpus, read_standoff
from kk_econ_ner.labels import CORE_LABELS
from kk_econ_ner.ner.augment import recased
from kk_econ_ner.ner.component import CRFRecognizer, _spans, _tags, read_clusters
from kk_econ_ner.ner.features import FeatureExtractor, Span, _rule_tags, crude_stem, shape
from kk_econ_ner.ner.heads import learn_heads
from kk_econ_ner.ner.words import Word

FOLDS = 5
#: Lines of a text that stay in one fold.
BLOCK = 40
Columns = Callable[["View", int], list[str]]


class View:
    """What the candidates look at: forms, stems, shapes, clusters and rules of a stretch of words."""

    def __init__(
        self, words: Sequence[Word], found: list[Span], extractor: FeatureExtractor
    ) -> None:
        self.words = [word.text for word in words]
        self.low = [word.lower() for word in self.words]
        self.stems = [crude_stem(word) for word in self.words]
        self.shapes = [shape(word) for word in self.words]
        self.ends = [low[-3:] for low in self.low]
        known = extractor.clusters
        clusters = [
            known.get(a) or known.get(b) or () for a, b in zip(self.low, self.stems, strict=True)
        ]
        self.coarse = [str(ids[0]) if ids else "-" for ids in clusters]
        self.fine = [str(ids[1]) if len(ids) > 1 else "-" for ids in clusters]
        self.capitals = [word[:1].isupper() for word in self.words]
        self.rules = ["/".join(tags) for tags in _rule_tags(words, found)]


def near(values: Sequence[object], *places: int) -> str:
    """The values at some places, ``#`` outside."""
    return "|".join(str(values[i]) if 0 <= i < len(values) else "#" for i in places)


#: Features that were tried and are not shipped.
CANDIDATES: dict[str, Columns] = {
    "cluster-pairs": lambda v, i: [
        "a" + near(v.coarse, i - 1, i), "b" + near(v.coarse, i, i + 1), "c" + near(v.coarse, i - 1, i + 1),
    ],
    "fine-cluster-pairs": lambda v, i: ["a" + near(v.fine, i - 1, i), "b" + near(v.fine, i, i + 1)],
    "stems-around": lambda v, i: [near(v.stems, i - 1, i + 1)],
    "stem-pairs": lambda v, i: [
        "a" + near(v.stems, i - 2, i - 1), "b" + near(v.stems, i + 1, i + 2), "c" + near(v.stems, i - 1, i, i + 1),
    ],
    "third-neighbours": lambda v, i: [
        f"{name}{place}{near(values, i + place)}"
        for name, values in (("s", v.stems), ("h", v.shapes))
        for place in (-3, 3)
    ],
    "suffix-pairs": lambda v, i: ["a" + near(v.ends, i - 1, i), "b" + near(v.ends, i, i + 1)],
    "rule-and-stem": lambda v, i: [
        f"a{v.rules[i]}|{v.stems[i]}", f"b{v.rules[i]}|{v.shapes[i]}", "c" + near(v.rules, i - 1, i),
    ] if v.rules[i] else [],
    "rules-two-away": lambda v, i: ["a" + near(v.rules, i - 2), "b" + near(v.rules, i + 2)],
    "stem-and-cluster": lambda v, i: [
        f"{name}{near(left, i + a)}|{near(right, i + b)}"
        for name, left, a, right, b in (
            ("a", v.stems, -1, v.coarse, 0), ("b", v.coarse, 0, v.stems, 1),
            ("c", v.coarse, -1, v.stems, 0), ("d", v.stems, 0, v.coarse, 1),
        )
    ],
    "shape-and-stem": lambda v, i: [
        f"a{v.shapes[i]}|{near(v.stems, i - 1)}", f"b{v.shapes[i]}|{near(v.stems, i + 1)}",
        f"c{v.shapes[i]}|{v.low[i][-2:]}|{near(v.coarse, i + 1)}",
    ],
    "capitals-around": lambda v, i: [near(v.capitals, i - 1, i, i + 1) + v.ends[i]],
}  # fmt: skip

#: Shipped features, by what their attributes look like.
SHIPPED = {
    name: re.compile(pattern)
    for name, pattern in {
        "shapes": r"h[-0+]=",
        "long-affixes": r"0:[pe][67]=|[-+]1:p4=",
        "affixes": r"0:[pe]\d=|[-+]1:(?:p4|e3)=",
        "forms": r"[-+]?\d:w=",
        "stems": r"[-+]?\d:s=",
        "clusters": r"[-+]?\d:c\d=|qc:c",
        "two-away": r"[-+]2:",
        "stem-bigrams": r"-1s0=|0s1=",
        "rules": r"(?:[-+]1)?r=",
        "quotations": r"q|o|aq=",
        "heads": r"H|P=",
    }.items()
}


@dataclass
class Trial:
    """One line of the table."""

    plus: list[str] = field(default_factory=list)
    minus: list[str] = field(default_factory=list)
    bioes: bool = False
    c1: float = 0.02
    c2: float = 0.05
    iterations: int = 80
    least: int = 1
    kaznerd: float = 1.0
    recased: float = 1.0

    @classmethod
    def parse(cls, text: str) -> Trial:
        """From an argument of ``--try``."""
        trial = cls()
        for word in text.split():
            name, _, value = word.partition("=")
            if word[0] == "+" and word[1:] in CANDIDATES:
                trial.plus.append(word[1:])
            elif word[0] == "-" and word[1:] in SHIPPED:
                trial.minus.append(word[1:])
            elif word == "bioes":
                trial.bioes = True
            elif value and name in ("iterations", "least"):
                setattr(trial, name, int(value))
            elif value and name in ("c1", "c2", "kaznerd", "recased"):
                setattr(trial, name, float(value))
            else:
                raise SystemExit(f"screening.py: --try {text!r}: {word!r} is not known")
        return trial


@dataclass
class Row:
    """A sentence with its fold; ``copy`` for one in other casing, which is only trained on."""

    sentence: Sentence
    fold: int
    kaznerd: bool
    copy: bool = False
    stretches: list[tuple[list[Word], list[Span]]] = field(default_factory=list)


def blocks(path: Path) -> dict[str, str]:
    """Sentence id -> the part of a text it is from, where the file names lines."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {
        str(row["id"]): f"{row['source']}:{row['line'] // BLOCK}" for row in rows if "line" in row
    }


def read_rows(args: argparse.Namespace) -> Iterator[Row]:
    """All sentences, and copies of a fifth of them in other casing."""
    rows = [
        Row(sentence, n, True)
        for n, part in enumerate(folds(list(read_corpus(args.kaznerd)), FOLDS))
        for sentence in part
    ]
    written = [s for path in args.written for s in read_corpus(path)]
    if args.corrections:
        written = list(corrected(written, args.corrections))
    block = {s.id: s.id for s in written}
    for path in args.standoff:
        written += read_standoff(path, args.texts)
        block |= blocks(path)
    rows += [Row(s, zlib.crc32(block[s.id].encode()) % FOLDS, False) for s in written]
    rows = rows[:: args.sample]
    yield from rows
    for number, row in enumerate(rows):
        for copy in recased([row.sentence], 0.2, seed=number):
            yield Row(copy, row.fold, row.kaznerd, copy=True)


class Screening:
    """All rows with all features, and the trials on them."""

    def __init__(self, rows: list[Row], clusters: Path | None, device: str) -> None:
        self.rows = rows
        self.device = device
        nlp = spacy.blank("kk")
        pipe = CRFRecognizer(rules=("kk_quantities", "kk_entity_ruler"))
        for row in rows:
            row.stretches = list(pipe._stretches(nlp.make_doc(row.sentence.text)))
        heads = learn_heads((w, row.sentence.spans) for row in rows for w, _ in row.stretches)
        extractor = FeatureExtractor(read_clusters(clusters) if clusters else {}, heads)
        self.index: dict[str, int] = {}
        self.owners: list[int] = []
        self.words: list[list[Word]] = []
        self.ids: list[list[np.ndarray]] = []
        for number, row in enumerate(rows):
            for words, found in row.stretches:
                view = View(words, found, extractor)
                attributes = extractor(words, found)
                self.owners.append(number)
                self.words.append(words)
                self.ids.append([self._ids(view, i, own) for i, own in enumerate(attributes)])
        self.crfs: dict[bool, TorchCRF] = {}

    def _ids(self, view: View, i: int, shipped: list[str]) -> np.ndarray:
        names = dict.fromkeys(shipped)
        for name, columns in CANDIDATES.items():
            names.update(dict.fromkeys(f"+{name}:{one}" for one in columns(view, i)))
        index = self.index
        return np.array([index.setdefault(name, len(index)) for name in names], dtype=np.int32)

    def crf(self, bioes: bool) -> TorchCRF:
        """The sequences with tags of one scheme or the other."""
        if bioes not in self.crfs:
            self.crfs.clear()  # one at a time: they are large
            pairs = zip(self.owners, self.words, strict=True)
            tags = [_tags(words, self.rows[n].sentence.spans) for n, words in pairs]
            if bioes:
                tags = [closed(row) for row in tags]
            self.crfs[bioes] = TorchCRF(self.ids, tags, len(self.index), self.device)
        return self.crfs[bioes]

    def run(self, trial: Trial) -> dict[str, Counts]:
        """Train and count on each fold; counts of KazNERD and of the written sentences."""
        crf = self.crf(trial.bioes)
        allowed = torch.tensor(
            [self._allowed(name, trial) for name in self.index], device=self.device
        )
        owners = torch.tensor(self.owners, device=self.device)[crf.sequence]
        counts: dict[str, Counts] = collections.defaultdict(collections.Counter)
        for n in range(FOLDS):
            weights = [self._weight(row, trial) if row.fold != n else 0.0 for row in self.rows]
            weight = torch.tensor(weights, device=self.device)[owners]
            objective = crf.objective(weight, allowed, trial.c2, trial.least)
            self._count(n, crf.decode(crf.fit(objective, trial.c1, trial.iterations)), counts)
        return counts

    @staticmethod
    def _weight(row: Row, trial: Trial) -> float:
        return (trial.kaznerd if row.kaznerd else 1.0) * (trial.recased if row.copy else 1.0)

    @staticmethod
    def _allowed(name: str, trial: Trial) -> bool:
        family, candidate, _ = name[1:].partition(":")
        if name[0] == "+" and candidate and family in CANDIDATES:
            return family in trial.plus
        return not any(SHIPPED[minus].match(name) for minus in trial.minus)

    def _count(self, n: int, tags: list[list[str]], counts: dict[str, Counts]) -> None:
        found: dict[int, set[Span]] = collections.defaultdict(set)
        for owner, words, row in zip(self.owners, self.words, tags, strict=True):
            found[owner].update(_spans(words, [opened(tag) for tag in row]))
        for number, row_ in enumerate(self.rows):
            if row_.fold == n and not row_.copy:
                total = counts["KazNERD" if row_.kaznerd else "written"]
                gold = set(row_.sentence.spans)
                both = gold & found[number]
                for kind, some in (("gold", gold), ("found", found[number]), ("hit", both)):
                    total.update((kind, label) for _, _, label in some)


def closed(tags: list[str]) -> list[str]:
    """BIO tags as BIOES."""
    following = [*tags[1:], "O"]
    ends = {"B": "S", "I": "E"}
    return [
        tag if tag == "O" or after == "I" + tag[1:] else ends[tag[0]] + tag[1:]
        for tag, after in zip(tags, following, strict=True)
    ]


def opened(tag: str) -> str:
    """A BIOES tag as BIO."""
    return {"S": "B", "E": "I"}.get(tag[0], tag[0]) + tag[1:]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("kaznerd", type=Path)
    parser.add_argument("--written", type=Path, nargs="*", default=[])
    parser.add_argument("--standoff", type=Path, nargs="*", default=[])
    parser.add_argument("--corrections", type=Path, help="settled spans of --written sentences")
    parser.add_argument("--texts", type=Path, help="folder of the texts that --standoff points to")
    parser.add_argument("--clusters", type=Path)
    parser.add_argument("--try", dest="trials", nargs="+", default=[""])
    parser.add_argument("--sample", type=int, default=1, help="every n-th sentence only")
    args = parser.parse_args()
    trials = {text: Trial.parse(text) for text in args.trials}
    device = "cuda" if torch.cuda.is_available() else "cpu"
    screening = Screening(list(read_rows(args)), args.clusters, device)
    five = set(CORE_LABELS)
    shown = [("KazNERD", None), ("KazNERD", five), ("KazNERD", {"ORG"}), ("KazNERD", {"CARDINAL"})]
    shown += [("KazNERD", {"ORDINAL"}), ("written", None), ("written", five), ("written", {"ORG"})]
    print("| trial | all | five | ORG | CARDINAL | ORDINAL | written, all | five | ORG |")
    print("| --- |" + " --- |" * len(shown))
    for text, trial in trials.items():
        counts = screening.run(trial)
        cells = [f"{100 * score(counts[register], labels)['f']:.2f}" for register, labels in shown]
        print(f"| {text or 'as shipped'} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
