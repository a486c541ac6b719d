"""How the recogniser carries over: one training, scored on what it has not seen in three registers.

    python benchmarks/transfer.py IOB2_valid2.txt --written news_train.jsonl --news news_dev.jsonl \\
        [--corrections annotations/corrections.jsonl] \\
        [--standoff annotations/written.jsonl --texts TEXTS_DIR] [--clusters clusters.tsv] \\
        [options of training, see --help]

Trains on four of five KazNERD folds and on the written sentences whose source is not in ``--hold-out``;
scores the fifth fold, the sentences of the held-out sources and the development set of written news.
The table of what was tried in ``docs/recogniser.md`` was made with it, one line a run.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

from recogniser import Counts, evaluate, score

from kk_econ_ner.corpora import Sentence, corrected, folds, read_corpus, read_standoff
from kk_econ_ner.labels import CORE_LABELS
from kk_econ_ner.ner.training import add_training_options, train_with_options
from kk_econ_ner.pipeline.assemble import build

#: Government and economy pages, and news sentences.
HELD_OUT = (
    "gov_inform_kaz_370",
    "gov_primeminister_kaz_860",
    "gov_nationalbank_kaz_530",
    "gov_minplan_kaz_734",
    "sentences_kk",
)
NEWS_LABELS = (*CORE_LABELS, "QUANTITY")


def sources(path: Path) -> dict[str, str]:
    """Sentence id -> source of a JSONL file whose rows name one."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {str(row["id"]): str(row.get("source", "")) for row in rows}


def evaluate_news(ner: Path, path: Path) -> Counts:
    """Counts of the full pipeline on the development set, where spans may have other boundaries."""
    nlp = build(ner)
    counts: Counts = Counts()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = {(e.start_char, e.end_char, e.label_) for e in nlp(row["text"]).ents}
        found = {span for span in found if span[2] in NEWS_LABELS}
        counts.update(("found", label) for _, _, label in found)
        for span in row["spans"]:
            if span["label"] in NEWS_LABELS:
                bounds = [[span["start"], span["end"]], *span.get("alt", [])]
                counts["gold", span["label"]] += 1
                hit = any((start, end, span["label"]) in found for start, end in bounds)
                counts["hit", span["label"]] += hit
    return counts


def show(name: str, counts: Counts) -> str:
    """One cell of the report: all labels, the five, ORG."""
    values = [
        100 * score(counts, labels)["f"] for labels in (None, set(CORE_LABELS), {"ORG"}, {"PERSON"})
    ]
    return f"{name}: all {values[0]:.1f} five {values[1]:.1f} ORG {values[2]:.1f} PERSON {values[3]:.1f}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("kaznerd", type=Path)
    parser.add_argument("--written", type=Path, required=True)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--corrections", type=Path)
    parser.add_argument("--standoff", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--hold-out", nargs="+", default=list(HELD_OUT))
    add_training_options(parser)
    args = parser.parse_args()
    held = set(args.hold_out)
    where = sources(args.written)
    written: list[Sentence] = list(read_corpus(args.written))
    if args.corrections:
        written = list(corrected(written, args.corrections))
    test = [s for s in written if where[s.id] in held]
    fold, *rest = folds(list(read_corpus(args.kaznerd)))
    training = [s for part in rest for s in part] + [s for s in written if where[s.id] not in held]
    unseen: list[Sentence] = []
    if args.standoff:
        where = sources(args.standoff)
        rows = list(read_standoff(args.standoff, args.texts))
        training += [s for s in rows if where[s.id] not in held]
        unseen = [s for s in rows if where[s.id] in held]
    start = time.perf_counter()
    pipe = train_with_options(training, args)
    print(f"{len(training)} sentences, {time.perf_counter() - start:.0f} s")
    with tempfile.TemporaryDirectory() as folder:
        pipe.to_disk(folder)
        print(show("KazNERD fold", evaluate(Path(folder), fold)["full"]))
        print(show(f"held-out sources ({len(test)})", evaluate(Path(folder), test)["full"]))
        if unseen:
            counts = evaluate(Path(folder), unseen)["full"]
            print(show(f"their stand-off rows ({len(unseen)})", counts))
        print(show("news_dev", evaluate_news(Path(folder), args.news)))


if __name__ == "__main__":
    main()
