"""Cross-validation of the full pipeline on KazNERD's validation split.

    python benchmarks/recogniser.py IOB2_valid2.txt --written news_train.jsonl \\
        --clusters clusters.tsv [--folds 0 1 2 3 4] [--json scores.json] [--rules …] [--recased 0.2]

Folds keep all spellings of a sentence together; the written sentences are in every training fold. Exact
spans; prints each fold and the sum over the folds.
"""

from __future__ import annotations

import argparse
import collections
import json
import tempfile
from pathlib import Path

from kk_econ_ner.corpora import Sentence, folds, read_corpus
from kk_econ_ner.ner.training import train_recognizer
from kk_econ_ner.pipeline.assemble import build

CORE = ("ORG", "PERSON", "GPE", "MONEY", "PERCENT")
Counts = collections.Counter[tuple[str, str]]


def score(counts: Counts, labels: set[str] | None = None) -> dict[str, float]:
    """Precision, recall and F1 over some labels (all where ``None``), as fractions."""
    hits, found, gold = (
        sum(
            n
            for (what, label), n in counts.items()
            if what == kind and (labels is None or label in labels)
        )
        for kind in ("hit", "found", "gold")
    )
    p, r = hits / max(found, 1), hits / max(gold, 1)
    return {"p": p, "r": r, "f": 2 * p * r / (p + r) if p + r else 0.0}


def evaluate(ner: Path, sentences: list[Sentence]) -> Counts:
    """Count the full pipeline's exact spans on some sentences."""
    nlp = build(ner)
    counts: Counts = collections.Counter()
    for sentence, doc in zip(sentences, nlp.pipe(s.text for s in sentences), strict=True):
        gold = set(sentence.spans)
        found = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
        for kind, spans in (("gold", gold), ("found", found), ("hit", gold & found)):
            counts.update((kind, label) for _, _, label in spans)
    return counts


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("kaznerd", type=Path)
    parser.add_argument("--written", type=Path, nargs="*", default=[])
    parser.add_argument("--clusters", type=Path)
    parser.add_argument("--folds", type=int, nargs="+", default=[0, 1, 2, 3, 4])
    parser.add_argument("--rules", nargs="*", default=["kk_quantities", "kk_entity_ruler"])
    parser.add_argument("--recased", type=float, default=0.2)
    parser.add_argument("--iterations", type=int, default=80)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    parts = folds(list(read_corpus(args.kaznerd)))
    written = [s for path in args.written for s in read_corpus(path)]
    total: Counts = collections.Counter()
    for n in args.folds:
        training = [s for i, part in enumerate(parts) if i != n for s in part] + written
        pipe = train_recognizer(
            training, clusters=args.clusters, rules=args.rules, recased_share=args.recased,
            iterations=args.iterations,
        )  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            pipe.to_disk(folder)
            counts = evaluate(Path(folder), parts[n])
        total += counts
        print(
            f"fold {n}: all {100 * score(counts)['f']:.1f}  five {100 * score(counts, set(CORE))['f']:.1f}",
            flush=True,
        )
    labels = sorted({label for _, label in total}, key=lambda one: -total["gold", one])
    print(f"{'label':15} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}")
    per_type = {label: score(total, {label}) for label in labels}
    for name, values in [
        *per_type.items(),
        ("five", score(total, set(CORE))),
        ("all", score(total)),
    ]:
        shown = " ".join(f"{100 * values[key]:6.1f}" for key in "prf")
        print(f"{name:15} {shown} {total['gold', name] or ''!s:>6}")
    if args.json:
        overall = score(total)
        result = {f"ents_{key}": overall[key] for key in "prf"} | {"ents_per_type": per_type}
        args.json.write_text(json.dumps(result, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
