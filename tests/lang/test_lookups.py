"""Norms and lemmas of words reach a pipeline through spaCy's lookups."""

from __future__ import annotations

import spacy
from spacy.lookups import load_lookups


def test_lookups_reach_an_initialised_pipeline() -> None:
    lookups = load_lookups("kk", ["lexeme_norm", "lemma_lookup"])
    assert lookups.get_table("lexeme_norm")["тенге"] == "теңге"
    assert lookups.get_table("lemma_lookup")["олардың"] == "олар"
    config = {
        "initialize": {
            "lookups": {
                "@misc": "spacy.LookupsDataLoader.v1",
                "lang": "kk",
                "tables": ["lexeme_norm"],
            }
        }
    }
    nlp = spacy.blank("kk", config=config)
    nlp.initialize()
    assert nlp.vocab["тенге"].norm_ == "теңге"
