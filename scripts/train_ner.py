"""Train the recogniser and write it as a component folder.

    python scripts/train_ner.py --kaznerd IOB2_valid2.txt [IOB2_train.txt …] \\
        --written news_train.jsonl seeds/000_95a0b16854a97921.jsonl \\
        --corrections annotations/corrections.jsonl \\
        --standoff annotations/written.jsonl --texts TEXTS_DIR \\
        --clusters clusters.tsv --out training/ner

A share of the sentences is added in capitals and in lower case, which makes the recogniser robust to
casing. Give KazNERD's train split where you have it.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from kk_econ_ner.corpora import corrected, read_corpus, read_standoff
from kk_econ_ner.ner.training import add_training_options, train_with_options


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kaznerd", type=Path, nargs="+", default=[])
    parser.add_argument("--optional", type=Path, nargs="*", default=[], help="read if it exists")
    parser.add_argument("--written", type=Path, nargs="*", default=[])
    parser.add_argument("--standoff", type=Path, nargs="*", default=[])
    parser.add_argument("--corrections", type=Path, help="settled spans of --written sentences")
    parser.add_argument("--texts", type=Path, help="folder of the texts that --standoff points to")
    parser.add_argument("--out", type=Path, required=True)
    add_training_options(parser)
    args = parser.parse_args()
    paths = [*args.kaznerd, *filter(Path.exists, args.optional)]
    sentences = [s for path in paths for s in read_corpus(path)]
    written = [s for path in args.written for s in read_corpus(path)]
    sentences += corrected(written, args.corrections) if args.corrections else written
    if args.standoff and args.texts is None:
        parser.error("--standoff needs --texts")
    sentences += [s for path in args.standoff for s in read_standoff(path, args.texts)]
    start = time.perf_counter()
    pipe = train_with_options(sentences, args)
    pipe.to_disk(args.out)
    size = sum(file.stat().st_size for file in args.out.iterdir()) / 2**20
    print(f"{len(sentences)} sentences, {time.perf_counter() - start:.0f} s, {size:.1f} MiB")


if __name__ == "__main__":
    main()
