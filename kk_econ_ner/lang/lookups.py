"""The `kk` tables of the ``spacy_lookups`` registry: table name -> JSON file.

spaCy applies them where a pipeline is initialised with ``spacy.LookupsDataLoader.v1`` in its
``[initialize.lookups]`` block, as for the languages of spacy-lookups-data. ``lexeme_norm`` holds
abbreviations and the misspellings that written news repeats, ``lemma_lookup`` inflected pronouns and
auxiliaries, which no suffix rule reaches, and function words.
"""

from __future__ import annotations

from pathlib import Path

_DATA = Path(__file__).parent / "data"

tables: dict[str, Path] = {
    "lexeme_norm": _DATA / "kk_lexeme_norm.json",
    "lemma_lookup": _DATA / "kk_lemma_lookup.json",
}
