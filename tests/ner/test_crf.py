"""The decoder against exhaustive search and against CRFsuite; ensembles; serialisation."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kk_econ_ner.ner.crf import LinearChainCRF
from kk_econ_ner.ner.features import FeatureExtractor, crude_stem
from kk_econ_ner.ner.heads import learn_heads
from kk_econ_ner.ner.scores import EmissionScorer
from kk_econ_ner.ner.words import segment

LABELS = ["B-GPE", "B-ORG", "I-GPE", "I-ORG", "O"]
floats = st.floats(-4, 4, width=32)


def make_crf(transitions: np.ndarray) -> LinearChainCRF:
    return LinearChainCRF(LABELS, transitions, {}, np.zeros((0, len(LABELS)), dtype=np.float32))


def is_valid(path: tuple[int, ...]) -> bool:
    tags = ["O", *(LABELS[i] for i in path)]
    return all(
        not tag.startswith("I-") or (before != "O" and before[2:] == tag[2:])
        for before, tag in itertools.pairwise(tags)
    )


def path_score(crf: LinearChainCRF, emissions: np.ndarray, path: tuple[int, ...]) -> float:
    score = sum(float(emissions[i, label]) for i, label in enumerate(path))
    return score + sum(float(crf.transitions[pair]) for pair in itertools.pairwise(path))


@settings(deadline=None, max_examples=60)
@given(
    arrays(np.float32, (5, 5), elements=floats),
    st.lists(st.integers(1, 4), min_size=1, max_size=4),
    st.randoms(use_true_random=False),
)
def test_decoding_finds_the_best_valid_sequence(transitions, lengths, rng) -> None:  # type: ignore[no-untyped-def]
    crf = make_crf(transitions)
    emissions = [
        np.array([[rng.uniform(-4, 4) for _ in LABELS] for _ in range(n)], dtype=np.float32)
        for n in lengths
    ]
    for scores, tags in zip(emissions, crf.decode(emissions), strict=True):
        path = tuple(LABELS.index(tag) for tag in tags)
        assert is_valid(path)
        every = itertools.product(range(len(LABELS)), repeat=len(scores))
        best = max(path_score(crf, scores, one) for one in every if is_valid(one))
        assert path_score(crf, scores, path) == pytest.approx(best, abs=1e-3)


def test_nothing_to_decode() -> None:
    crf = make_crf(np.zeros((5, 5), dtype=np.float32))
    assert crf.decode([]) == []


TEXTS = [
    "Асан бүгін «Даму» қорына барды.",
    "Дана бүгін Таразда болды.",
    "Ерлан «Самұрық» қорында, ал Дана Таразда.",
]
GOLD = [
    [(0, 4, "PERSON"), (13, 17, "ORG")],
    [(0, 4, "PERSON"), (11, 18, "GPE")],
    [(0, 5, "PERSON"), (7, 14, "ORG"), (28, 32, "PERSON"), (33, 40, "GPE")],
]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FeatureExtractor]:
    """A CRFsuite model of the three sentences."""
    import pycrfsuite

    from kk_econ_ner.ner.component import _tags

    extractor = FeatureExtractor({"даму": [1, 2]}, {"қор": "ORG"})
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.0, "c2": 0.1, "max_iterations": 30})
    for text, spans in zip(TEXTS, GOLD, strict=True):
        [words] = segment(text)
        trainer.append(extractor(words), _tags(words, spans))
    path = tmp_path_factory.mktemp("crf") / "model"
    trainer.train(str(path))
    return path, extractor


def test_cached_scores_equal_the_sum_of_all_features(
    trained: tuple[Path, FeatureExtractor],
) -> None:
    path, extractor = trained
    crf = LinearChainCRF.from_crfsuite(str(path))
    scorer = EmissionScorer(crf, extractor)
    batch = [
        (words, [(0, 4, "PERSON")])
        for text in [*TEXTS, "Дана", "Жаңа «Даму» туралы"]
        for words in segment(text)
    ]
    assert scorer([]) == []
    for (words, found), scores in zip(batch, scorer(batch), strict=True):
        expected = [crf.score(row) for row in extractor(words, found)]
        np.testing.assert_allclose(scores, expected, atol=1e-4)


def test_agrees_with_crfsuite(trained: tuple[Path, FeatureExtractor]) -> None:
    import pycrfsuite

    path, extractor = trained
    crf = LinearChainCRF.from_crfsuite(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    for text in TEXTS:
        [words] = segment(text)
        assert crf.decode(EmissionScorer(crf, extractor)([(words, [])])) == [tagger.tag(extractor(words))]


def test_round_trip_and_mean(trained: tuple[Path, FeatureExtractor]) -> None:
    crf = LinearChainCRF.from_crfsuite(str(trained[0]))
    again = LinearChainCRF.from_dict(crf.to_dict())
    assert again.labels == crf.labels
    np.testing.assert_allclose(again.table, crf.table, atol=2e-2)  # half precision
    same = LinearChainCRF.mean([crf, crf])
    np.testing.assert_allclose(same.table, crf.table, atol=1e-5)
    np.testing.assert_allclose(same.transitions, crf.transitions, atol=1e-5)


def test_heads_are_the_last_words_of_long_names() -> None:
    texts = [f"{name} даму қоры ашылды." for name in ("Асыл", "Берік", "Бірлік", "Жаңа")]
    stretches = [
        (words, [(0, text.index(" ашылды"), "ORG")]) for text in texts for words in segment(text)
    ]
    assert learn_heads(stretches) == {"қор": "ORG"}


def test_quoted_words_see_what_follows_the_quotation() -> None:
    [words] = segment("Бүгін «Жаңа өмір» тұрғын үй кешені ашылды.")
    rows = FeatureExtractor({}).context(words)
    after = f"qn={crude_stem('тұрғын')}"
    assert after in rows[2] and after in rows[3]
    assert not any(feature.startswith("qn=") for feature in rows[0])


def test_words_see_the_head_ahead() -> None:
    [words] = segment("Атырау мұнай өңдеу зауыты жұмыс істейді.")
    head = crude_stem("зауыты")
    rows = FeatureExtractor({}, {head: "ORG"}).context(words)
    assert "H=ORG|3" in rows[0] and f"HS={head}" in rows[0]
    assert not any(feature.startswith("H=") for feature in rows[4])


def test_batches_equal_single_documents() -> None:
    nlp = spacy.load("kk_econ_ner")
    texts = [*TEXTS, "", "Алматы. " * 30]
    one_by_one = [[(e.text, e.label_) for e in nlp(text).ents] for text in texts]
    assert one_by_one == [[(e.text, e.label_) for e in doc.ents] for doc in nlp.pipe(texts)]
