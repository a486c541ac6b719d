"""Train the peers of ``benchmarks/compare.py`` on the same fold as this package.

    python benchmarks/train_peers.py ../shared/kaznerd/IOB2_valid2.txt --held-out 0/5 \\
        [--written news_train.jsonl] [--clusters clusters.tsv] [--only spacy crf ours] \\
        --out training/peers

Every system sees the same sentences: all folds of KazNERD's validation split but the one held out, and
the written sentences where given.

* ``spacy``: what ``spacy init config --lang xx --pipeline ner`` recommends for a CPU (HashEmbedCNN and
  the transition parser), the xx tokenizer, early stopping on a tenth of the training sentences. The
  number of steps is bounded.
* ``crf``: the CRF of the KazNERD paper (Yeshpanov, Khassanov, Varol 2022, section 4.1): the word in
  lower case, its last three and two letters, whether it is upper case, title case or a digit, and the
  same of its neighbours; L-BFGS, c1 0.1, c2 0.1, 100 iterations.
* ``ours``: this package's recogniser, as ``scripts/train_ner.py`` trains it.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kk_econ_ner.corpora import Sentence, folds, read_corpus
from kk_econ_ner.ner.component import _tags as tags_of
from kk_econ_ner.ner.words import segment


def word_features(word: str) -> list[str]:
    """The features of one word in the corpus authors' CRF, as CRFsuite attributes."""
    return [
        f"lower={word.lower()}",
        f"-3={word[-3:]}",
        f"-2={word[-2:]}",
        f"upper={word.isupper()}",
        f"title={word.istitle()}",
        f"digit={word.isdigit()}",
    ]


def authors_features(words: Sequence[str]) -> list[list[str]]:
    """Feature lists of a sentence: each word, the one before and the one after."""
    own = [word_features(word) for word in words]
    near = [[f for f in features if not f.startswith(("-3", "-2"))] for features in own]
    rows = []
    for i, features in enumerate(own):
        row = ["bias", *features]
        row += [f"-1:{f}" for f in near[i - 1]] if i else ["BOS"]
        row += [f"+1:{f}" for f in near[i + 1]] if i + 1 < len(words) else ["EOS"]
        rows.append(row)
    return rows


def train_crf(sentences: Sequence[Sentence], out: Path) -> None:
    """Fit and write the corpus authors' CRF."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {"c1": 0.1, "c2": 0.1, "max_iterations": 100, "feature.possible_transitions": True}
    )
    for sentence in sentences:
        for words in segment(sentence.text):
            trainer.append(
                authors_features([word.text for word in words]), tags_of(words, sentence.spans)
            )
    trainer.train(str(out))


def train_spacy(sentences: Sequence[Sentence], out: Path, steps: int) -> None:
    """Train spaCy's own recogniser on CPU with its recommended settings."""
    import spacy
    from spacy.cli.init_config import init_config
    from spacy.training import Example
    from spacy.util import minibatch

    from kk_econ_ner.corpora.readers import to_doc

    spacy.util.fix_random_seed(0)
    config = init_config(lang="xx", pipeline=["ner"], optimize="efficiency", gpu=False)
    nlp = spacy.util.load_model_from_config(config, auto_fill=True)
    examples = [
        Example(nlp.make_doc(sentence.text), to_doc(nlp, sentence)[0]) for sentence in sentences
    ]
    rng = random.Random(0)
    rng.shuffle(examples)
    held, examples = examples[: len(examples) // 10], examples[len(examples) // 10 :]
    optimizer = nlp.initialize(lambda: examples)
    best = -1.0
    step = 0
    while step < steps:
        rng.shuffle(examples)
        for batch in minibatch(examples, size=64):
            nlp.update(batch, sgd=optimizer, drop=0.1)
            step += 1
            if step % 200 == 0 or step == steps:
                f = nlp.evaluate(held)["ents_f"]
                print(f"step {step}: {100 * f:.1f} on its own held-out tenth", flush=True)
                if f > best:
                    best = f
                    with nlp.use_params(optimizer.averages):
                        nlp.to_disk(out)
            if step == steps:
                break


def train_ours(sentences: Sequence[Sentence], out: Path, clusters: Path | None) -> None:
    """Train this package's recogniser."""
    from kk_econ_ner.ner.training import train_recognizer

    train_recognizer(sentences, clusters=clusters).to_disk(out)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("kaznerd", type=Path)
    parser.add_argument("--held-out", default="0/5")
    parser.add_argument("--written", type=Path, nargs="*", default=[])
    parser.add_argument("--clusters", type=Path)
    parser.add_argument("--steps", type=int, default=2000, help="of the spaCy recogniser")
    parser.add_argument("--only", nargs="+", default=["crf", "ours", "spacy"])
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    held, k = map(int, args.held_out.split("/"))
    parts = folds(list(read_corpus(args.kaznerd)), k)
    sentences = [s for i, part in enumerate(parts) if i != held for s in part]
    sentences += [s for path in args.written for s in read_corpus(path)]
    args.out.mkdir(parents=True, exist_ok=True)
    trainers: dict[str, Callable[[], None]] = {
        "crf": lambda: train_crf(sentences, args.out / "authors.crf"),
        "ours": lambda: train_ours(sentences, args.out / "ours", args.clusters),
        "spacy": lambda: train_spacy(sentences, args.out / "spacy", args.steps),
    }
    for name in args.only:
        start = time.perf_counter()
        trainers[name]()
        print(
            f"{name}: {len(sentences)} sentences, {time.perf_counter() - start:.0f} s", flush=True
        )


if __name__ == "__main__":
    main()
