"""Cross-validation on KazNERD's validation split: the recogniser alone and the full pipeline.

    python benchmarks/recogniser.py IOB2_valid2.txt --written news_train.jsonl \\
        --corrections annotations/corrections.jsonl \\
        --standoff annotations/written.jsonl --texts TEXTS_DIR --clusters clusters.tsv \\
        [--folds 0 1 2 3 4] [--jobs 2] [--json scores.json] [options of training, see --help]

Folds keep all spellings of a sentence together; the written sentences are in every training fold. Exact
spans, micro F1; prints each fold as it is done and then the sum over the folds by label.
"""

from __future__ import annotations

import argparse
import collections
import functools
import json
import multiprocessing
import tempfile
import time
from pathlib import Path

from kk_econ_ner.corpora import Sentence, corrected, folds, read_corpus, read_standoff
from kk_econ_ner.labels import CORE_LABELS
from kk_econ_ner.ner.training import add_training_options, train_with_options
from kk_econ_ner.pipeline.assemble import build

Counts = collections.Counter[tuple[str, str]]
SYSTEMS = ("full", "ner")


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


def evaluate(ner: Path, sentences: list[Sentence]) -> dict[str, Counts]:
    """Count exact spans of each system on some sentences."""
    nlp = build(ner)
    result: dict[str, Counts] = {name: collections.Counter() for name in SYSTEMS}
    for sentence, doc in zip(sentences, nlp.pipe(s.text for s in sentences), strict=True):
        gold = set(sentence.spans)
        for name, spans in (("full", doc.ents), ("ner", doc.spans["kk_ner"])):
            found = {(e.start_char, e.end_char, e.label_) for e in spans}
            for kind, some in (("gold", gold), ("found", found), ("hit", gold & found)):
                result[name].update((kind, label) for _, _, label in some)
    return result


def run_fold(n: int, args: argparse.Namespace) -> tuple[int, dict[str, Counts], float]:
    """Train on all folds but one and count on that one."""
    start = time.perf_counter()
    parts = folds(list(read_corpus(args.kaznerd)))
    training = [s for i, part in enumerate(parts) if i != n for s in part]
    written = [s for path in args.written for s in read_corpus(path)]
    training += corrected(written, args.corrections) if args.corrections else written
    training += [s for path in args.standoff for s in read_standoff(path, args.texts)]
    pipe = train_with_options(training, args)
    with tempfile.TemporaryDirectory() as folder:
        pipe.to_disk(folder)
        return n, evaluate(Path(folder), parts[n]), time.perf_counter() - start


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("kaznerd", type=Path)
    parser.add_argument("--written", type=Path, nargs="*", default=[])
    parser.add_argument("--standoff", type=Path, nargs="*", default=[])
    parser.add_argument("--corrections", type=Path, help="settled spans of --written sentences")
    parser.add_argument("--texts", type=Path, help="folder of the texts that --standoff points to")
    parser.add_argument("--folds", type=int, nargs="+", default=[0, 1, 2, 3, 4])
    parser.add_argument("--jobs", type=int, default=1, help="folds trained side by side")
    add_training_options(parser)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    core = set(CORE_LABELS)
    totals: dict[str, Counts] = {name: collections.Counter() for name in SYSTEMS}
    with multiprocessing.get_context("spawn").Pool(args.jobs) as pool:
        runs = pool.imap_unordered(functools.partial(run_fold, args=args), args.folds)
        for n, counts, seconds in runs:
            shown = "  ".join(
                f"{name}: all {100 * score(counts[name])['f']:.2f} "
                f"five {100 * score(counts[name], core)['f']:.2f}"
                for name in SYSTEMS
            )
            print(f"fold {n}: {shown}  ({seconds:.0f} s)", flush=True)
            for name in SYSTEMS:
                totals[name] += counts[name]
    total = totals["full"]
    labels = sorted({label for _, label in total}, key=lambda one: -total["gold", one])
    per_type = {label: score(total, {label}) for label in labels}
    rows = [*per_type.items(), ("five", score(total, core)), ("all", score(total))]
    rows += [("ner five", score(totals["ner"], core)), ("ner all", score(totals["ner"]))]
    print(f"{'label':15} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}")
    for name, values in rows:
        shown = " ".join(f"{100 * values[key]:6.1f}" for key in "prf")
        print(f"{name:15} {shown} {total['gold', name] or ''!s:>6}")
    if args.json:
        result = {f"ents_{key}": score(total)[key] for key in "prf"}
        args.json.write_text(
            json.dumps(result | {"ents_per_type": per_type}, indent=2) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
