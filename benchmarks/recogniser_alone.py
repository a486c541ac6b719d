"""Scores of the recogniser alone: held-out folds of KazNERD and annotated written news.

    python benchmarks/recogniser_alone.py --kaznerd IOB2_valid2.txt --model DIR --held-out 0/5 \\
        --news news_dev.jsonl                      # a trained component, its held-out fold
    python benchmarks/recogniser_alone.py --kaznerd IOB2_valid2.txt --written news_train.jsonl \\
        --clusters clusters.tsv --folds 5          # trains each fold, minutes apiece

Exact spans, micro F1. ``--pipeline`` scores the full pipeline (rules, recogniser, resolver) instead
of the recogniser alone. On the news set only the labels annotated there are counted, and any of a
span's alternative boundaries is right.
"""

from __future__ import annotations

import argparse
import collections
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy

from kk_econ_ner.corpora import Sentence, folds, read_corpus
from kk_econ_ner.labels import CORE_LABELS
from kk_econ_ner.ner.component import CRFRecognizer

Span = tuple[int, int, str]
Finder = Callable[[str], set[Span]]
Counts = collections.Counter[tuple[str, str]]


def finder(model: Path, pipeline: bool) -> Finder:
    """Text -> spans, by the recogniser alone or by the pipeline it is shipped in."""
    if pipeline:
        from kk_econ_ner.pipeline.assemble import build

        nlp = build(model)
        return lambda text: {(e.start_char, e.end_char, e.label_) for e in nlp(text).ents}
    pipe = CRFRecognizer().from_disk(model)
    blank = spacy.blank("kk")
    return lambda text: set(pipe.predict(blank.make_doc(text)))


def count(find: Finder, sentences: Iterable[Sentence]) -> Counts:
    """Hits, predictions and gold spans by label."""
    counts: Counts = collections.Counter()
    for sentence in sentences:
        predicted, gold = find(sentence.text), set(sentence.spans)
        counts.update(("hit", span[2]) for span in predicted & gold)
        counts.update(("predicted", span[2]) for span in predicted)
        counts.update(("gold", span[2]) for span in gold)
    return counts


def count_news(find: Finder, path: Path, case: Callable[[str], str]) -> Counts:
    """The same on annotated news, over the five labels, with alternative boundaries."""
    counts: Counts = collections.Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = "".join(new if len(new := case(c)) == 1 else c for c in row["text"])
        predicted = {span for span in find(text) if span[2] in CORE_LABELS}
        counts.update(("predicted", span[2]) for span in predicted)
        for span in row["spans"]:
            label = span["label"]
            if label in CORE_LABELS:
                bounds = [[span["start"], span["end"]], *span.get("alt", [])]
                counts["gold", label] += 1
                counts["hit", label] += any((s, e, label) in predicted for s, e in bounds)
    return counts


def f1(counts: Counts, labels: Iterable[str]) -> float:
    """Micro F1 in percent."""
    labels = list(labels)
    hit, predicted, gold = (
        sum(counts[k, one] for one in labels) for k in ("hit", "predicted", "gold")
    )
    return 200 * hit / (predicted + gold) if predicted + gold else 0.0


def report(title: str, counts: Counts) -> None:
    """One table: all labels, the five, each label with its number of gold spans."""
    labels = {label for _, label in counts}
    print(f"{title:22} all {f1(counts, labels):5.1f}  five {f1(counts, CORE_LABELS):5.1f}")
    for label in sorted(labels, key=lambda one: -counts["gold", one]):
        print(f"  {label:14} {f1(counts, [label]):5.1f}  ({counts['gold', label]})")


def trained(args: argparse.Namespace, fold: int, out: Path) -> Path:
    """Train on all folds but one, with the training script as it ships."""
    script = Path(__file__).resolve().parents[1] / "scripts" / "train_ner.py"
    command = [sys.executable, str(script), "--kaznerd", str(args.kaznerd), "--out", str(out)]
    command += ["--hold-out", f"{fold}/{args.folds}"]
    if args.written:
        command += ["--written", *map(str, args.written)]
    if args.clusters:
        command += ["--clusters", str(args.clusters)]
    subprocess.run(command, check=True)
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kaznerd", type=Path, required=True)
    parser.add_argument("--written", type=Path, nargs="*", default=[])
    parser.add_argument("--clusters", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--held-out", default="")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--pipeline", action="store_true")
    args = parser.parse_args()
    sentences = list(read_corpus(args.kaznerd))
    if args.model:
        find = finder(args.model, args.pipeline)
        if args.held_out:
            n, k = map(int, args.held_out.split("/"))
            report(f"fold {n} of {k}", count(find, folds(sentences, k)[n]))
        if args.news:
            for title, case in (("as-is", str), ("upper", str.upper), ("lower", str.lower)):
                report(f"news, {title}", count_news(find, args.news, case))
        start = time.perf_counter()
        sample = sentences[:2000]
        for sentence in sample:
            find(sentence.text)
        words = sum(len(sentence.text.split()) for sentence in sample)
        print(f"{words / (time.perf_counter() - start):,.0f} words/s")
    total: Counts = collections.Counter()
    for fold in range(args.folds):
        with tempfile.TemporaryDirectory() as folder:
            find = finder(trained(args, fold, Path(folder) / "ner"), args.pipeline)
            counts = count(find, folds(sentences, args.folds)[fold])
        report(f"fold {fold} of {args.folds}", counts)
        total.update(counts)
    if total:
        report(f"{args.folds}-fold", total)


if __name__ == "__main__":
    main()
