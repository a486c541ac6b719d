"""Word clusters from raw text: ``python scripts/build_clusters.py TEXTS_DIR -o OUT.tsv``.

Skip-gram vectors of lower-cased words, then k-means at two granularities. The file has one line a
word: the word, its coarse and its fine cluster. Needs gensim and scikit-learn.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from gensim.models import Word2Vec
from sklearn.cluster import MiniBatchKMeans

from kk_econ_ner.ner.words import segment


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--levels", type=int, nargs="+", default=[128, 1024])
    parser.add_argument("--min-count", type=int, default=3)
    args = parser.parse_args()
    sentences = [
        [word.text.lower() for word in stretch]
        for path in sorted(args.texts.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for stretch in segment(line)
    ]
    model = Word2Vec(
        sentences, vector_size=64, window=3, min_count=args.min_count, sg=1, negative=8, epochs=8,
        workers=1, seed=1,
    )  # fmt: skip
    vectors = model.wv.get_normed_vectors()
    words = model.wv.index_to_key
    columns = [
        MiniBatchKMeans(k, random_state=1, n_init=1, batch_size=4096, max_iter=60).fit_predict(
            vectors
        )
        for k in args.levels
    ]
    with args.out.open("w", encoding="utf-8") as file:
        for i, word in enumerate(words):
            if word[0].isalpha():
                print(word, *(column[i] for column in columns), sep="\t", file=file)
    print(f"{len(words)} words, clusters {args.levels}, {args.out}")


if __name__ == "__main__":
    main()
