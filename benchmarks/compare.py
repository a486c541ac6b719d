"""This package beside its peers: start, disk, memory, speed on one core, F1 on a held-out fold.

    python benchmarks/train_peers.py ../shared/kaznerd/IOB2_valid2.txt --held-out 0/5 \\
        --written news_train.jsonl --clusters clusters.tsv --out training/peers
    python benchmarks/compare.py ../shared/kaznerd/IOB2_valid2.txt --held-out 0/5 \\
        --peers training/peers --texts TEXTFILE... [--markdown]

Every system runs in a process of its own with one thread. ``start`` is the time from importing the
library to the first annotated sentence; ``memory`` the peak resident size of the process at the end of the
run; ``disk`` what is read from disk beside libraries (weights, lexicons). Speed is CPU time, best of three
passes over the same lines; a token is one of the blank ``kk`` tokenizer's for every system. The blank
tokenizer is also timed inside each process just before and after, and ``of blank`` is the ratio to it:
on a busy machine that is the figure to trust. F1 is exact spans on the held-out fold of KazNERD's
validation split (all classes, and ORG PERSON GPE MONEY PERCENT); natasha's model is Russian and XLM-R's
weights are random, so they have none. Systems that are not installed or not trained are named and left out.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Span = tuple[int, int, str]
Annotate = Callable[[list[str]], list[set[Span]]]
CORE = ("ORG", "PERSON", "GPE", "MONEY", "PERCENT")
THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")


class Missing(Exception):
    """A system that cannot run here, and why."""


def size(*paths: Path) -> int:
    """Bytes of files and of all files in folders."""
    files = [f for p in paths for f in ([p] if p.is_file() else p.rglob("*")) if f.is_file()]
    return sum(f.stat().st_size for f in files if "__pycache__" not in f.parts)


def spacy_annotate(nlp: Any) -> Annotate:
    """The entities of a spaCy pipeline."""
    return lambda texts: [
        {(e.start_char, e.end_char, e.label_) for e in doc.ents} for doc in nlp.pipe(texts)
    ]


def data_files() -> tuple[Path, ...]:
    """What this package reads beside its code: lexicons and spellings."""
    from kk_econ_ner.data import patterns_dir

    return patterns_dir(), Path(__file__).resolve().parents[1] / "kk_econ_ner" / "lang" / "data"


def blank(peers: Path) -> tuple[Annotate, int, bool]:
    """The floor: spaCy's blank ``kk`` with this package's tokenizer."""
    import spacy

    return spacy_annotate(spacy.blank("kk")), 0, False


def weights(peers: Path) -> tuple[Path, bool]:
    """The recogniser trained without the held-out fold, else the shipped one (which saw the fold)."""
    import kk_econ_ner

    if (peers / "ours").exists():
        return peers / "ours", True
    return next(Path(kk_econ_ner.__file__).parent.glob("kk_econ_ner-*")) / "ner", False


def full(peers: Path) -> tuple[Annotate, int, bool]:
    """The pipeline as shipped."""
    from kk_econ_ner.pipeline.assemble import build

    ner, scored = weights(peers)
    return spacy_annotate(build(ner)), size(ner, *data_files()), scored


def rules(peers: Path) -> tuple[Annotate, int, bool]:
    """The pipeline without the recogniser."""
    from kk_econ_ner.pipeline.assemble import build

    return spacy_annotate(build(None)), size(*data_files()), True


def alone(peers: Path) -> tuple[Annotate, int, bool]:
    """The recogniser sourced into a blank pipeline; it runs the rules itself, as features."""
    import spacy

    ner, scored = weights(peers)
    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_crf_ner", name="ner").from_disk(ner)  # type: ignore[attr-defined]
    return spacy_annotate(nlp), size(ner, *data_files()), scored


def stock(peers: Path) -> tuple[Annotate, int, bool]:
    """spaCy's own NER (``xx``, HashEmbedCNN) trained on the same sentences."""
    import spacy

    if not (peers / "spacy").exists():
        raise Missing("not trained: see benchmarks/train_peers.py")
    return spacy_annotate(spacy.load(peers / "spacy")), size(peers / "spacy"), True


def authors_crf(peers: Path) -> tuple[Annotate, int, bool]:
    """CRFsuite with the features of KazNERD's authors, trained on the same sentences."""
    import pycrfsuite
    from train_peers import authors_features

    from kk_econ_ner.ner.component import _spans
    from kk_econ_ner.ner.words import segment

    path = peers / "authors.crf"
    if not path.exists():
        raise Missing("not trained: see benchmarks/train_peers.py")
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))

    def annotate(texts: list[str]) -> list[set[Span]]:
        return [
            {
                span
                for words in segment(text)
                for span in _spans(words, tagger.tag(authors_features([w.text for w in words])))
            }
            for text in texts
        ]

    return annotate, size(path), True


def natasha(peers: Path) -> tuple[Annotate, int, bool]:
    """natasha's published Russian model (slovnet over navec embeddings)."""
    try:
        from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter
        from natasha import __file__ as home
    except ImportError as error:
        raise Missing(f"not installed ({error.name})") from None
    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())

    def annotate(texts: list[str]) -> list[set[Span]]:
        found = []
        for text in texts:
            doc = Doc(text)
            doc.segment(segmenter)
            doc.tag_ner(tagger)
            found.append({(span.start, span.stop, span.type) for span in doc.spans})
        return found

    data = [p for p in (Path(home).parent / "data").rglob("*.tar") if "ner" in p.name]
    navec = list((Path(home).parent / "data").rglob("navec*.tar"))
    return annotate, size(*{*data, *navec}), False


def xlm_roberta(layers: int, width: int) -> Callable[[Path], tuple[Annotate, int, bool]]:
    """An encoder of XLM-R's shape with random weights, two word pieces a word, batches of eight."""

    def system(peers: Path) -> tuple[Annotate, int, bool]:
        try:
            import torch
        except ImportError:
            raise Missing("torch is not installed") from None
        torch.set_num_threads(1)
        layer = torch.nn.TransformerEncoderLayer(
            width, width // 64, 4 * width, batch_first=True, activation="gelu"
        )
        encoder = torch.nn.TransformerEncoder(layer, layers).eval()
        embed = torch.nn.Embedding(250_002, width)
        head = torch.nn.Linear(width, 51)
        parameters = sum(p.numel() for m in (encoder, embed, head) for p in m.parameters())

        def annotate(texts: list[str]) -> list[set[Span]]:
            lengths = [min(510, 2 * len(text.split()) + 2) for text in texts]
            with torch.inference_mode():
                for i in range(0, len(texts), 8):
                    longest = max(lengths[i : i + 8])
                    pieces = torch.randint(0, 250_002, (len(lengths[i : i + 8]), longest))
                    head(encoder(embed(pieces))).argmax(-1)
            return [set() for _ in texts]

        return annotate, 4 * parameters, False

    return system


SYSTEMS: dict[str, tuple[str, Callable[[Path], tuple[Annotate, int, bool]], float]] = {
    # name on the command line -> name in the table, system, share of the lines it is timed on
    "blank": ("blank kk (tokenizer only)", blank, 1),
    "full": ("kk_econ_ner, full", full, 1),
    "rules": ("kk_econ_ner, rules only", rules, 1),
    "ner": ("kk_econ_ner, ner only", alone, 1),
    "spacy": ("spaCy xx NER, same fold", stock, 1),
    "crf": ("CRF, KazNERD authors' features", authors_crf, 1),
    "natasha": ("natasha (Russian model)", natasha, 1),
    "xlmr-base": ("XLM-R base shape, random", xlm_roberta(12, 768), 0.02),
    "xlmr-large": ("XLM-R large shape, random", xlm_roberta(24, 1024), 0.02),
}


def read_lines(paths: list[Path], tokens: int) -> list[str]:
    """Lines of the texts up to a number of words."""
    lines, words = [], 0
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and words < tokens:
                words += len(line.split())
                lines.append(line)
    return lines


def cpu(run: Callable[[], Any], times: int) -> float:
    """CPU seconds of the fastest of some runs."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def measure(name: str, args: argparse.Namespace) -> dict[str, Any]:
    """One system's row; runs in the child process."""
    lines = read_lines(args.texts, args.tokens)
    share = SYSTEMS[name][2]
    lines = lines[: max(8, int(share * len(lines)))]
    start = time.perf_counter()
    annotate, disk, scored = SYSTEMS[name][1](args.peers)
    annotate(lines[:1])
    started = time.perf_counter() - start
    seconds = cpu(lambda: annotate(lines), 3 if share == 1 else 1)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    import spacy

    floor = spacy.blank("kk")
    tokens = sum(len(doc) for doc in floor.pipe(lines))
    blank_seconds = cpu(lambda: list(floor.pipe(lines)), 5)
    row = {
        "start": started,
        "disk": disk / 2**20,
        "memory": memory,
        "speed": tokens / seconds,
        "of blank": blank_seconds / seconds,
    }
    if scored and name != "blank":
        row |= scores(annotate, args)
    return row


def scores(annotate: Annotate, args: argparse.Namespace) -> dict[str, float]:
    """F1 of exact spans on the held-out fold: all classes, and the five."""
    from kk_econ_ner.corpora import folds, read_corpus

    held, k = map(int, args.held_out.split("/"))
    sentences = folds(list(read_corpus(args.kaznerd)), k)[held]
    found = annotate([sentence.text for sentence in sentences])
    result = {}
    for column, labels in (("f1", None), ("f1 five", CORE)):
        hit = predicted = gold = 0
        for sentence, spans in zip(sentences, found, strict=True):
            right = {s for s in sentence.spans if labels is None or s[2] in labels}
            mine = {s for s in spans if labels is None or s[2] in labels}
            hit, predicted, gold = (
                hit + len(right & mine), predicted + len(mine), gold + len(right)
            )  # fmt: skip
        result[column] = 200 * hit / max(predicted + gold, 1)
    return result


COLUMNS = {
    "start": ("start, s", "{:.2f}"),
    "disk": ("disk, MiB", "{:.1f}"),
    "memory": ("memory, MiB", "{:.0f}"),
    "speed": ("tokens/s", "{:,.0f}"),
    "of blank": ("of blank", "{:.3f}"),
    "f1": ("F1 all", "{:.1f}"),
    "f1 five": ("F1 five", "{:.1f}"),
}


def show(cells: list[str], markdown: bool) -> None:
    """One row of the table."""
    if markdown:
        print("| " + " | ".join(cells) + " |", flush=True)
    else:
        print(f"{cells[0]:32} " + " ".join(f"{cell:>11}" for cell in cells[1:]), flush=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("kaznerd", type=Path)
    parser.add_argument("--held-out", default="0/5")
    parser.add_argument("--peers", type=Path, default=Path("training/peers"))
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--tokens", type=int, default=20_000, help="words of the texts to time on")
    parser.add_argument("--only", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument(
        "--torch",
        type=Path,
        help="folder that torch is installed in, kept apart: "
        "spaCy imports torch wherever it finds it",
    )
    parser.add_argument("--one", choices=SYSTEMS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        if args.torch and args.one.startswith("xlmr"):
            sys.path.append(str(args.torch))
        try:
            print(json.dumps(measure(args.one, args)))
        except Missing as error:
            print(json.dumps({"missing": str(error)}))
        return
    show(["system", *(title for title, _ in COLUMNS.values())], args.markdown)
    if args.markdown:
        show(["---", *("---:" for _ in COLUMNS)], True)
    environment = {**os.environ, **dict.fromkeys(THREADS, "1"), "PYTHONHASHSEED": "0"}
    for name in args.only:
        done = subprocess.run(
            [sys.executable, __file__, *sys.argv[1:], "--one", name],
            env=environment, stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        row = json.loads(done.stdout.splitlines()[-1])
        title = SYSTEMS[name][0]
        if "missing" in row:
            show([title, row["missing"], *("" for _ in list(COLUMNS)[1:])], args.markdown)
        else:
            cells = [
                shown.format(row[key]) if key in row else "–" for key, (_, shown) in COLUMNS.items()
            ]
            show([title, *cells], args.markdown)


if __name__ == "__main__":
    main()
