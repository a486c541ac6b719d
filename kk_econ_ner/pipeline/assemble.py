"""Assemble the shipped pipeline: ``python -m kk_econ_ner.pipeline.assemble --ner DIR``.

Takes a trained recogniser (a component directory written by ``scripts/train_ner.py`` or the ``ner``
folder of a ``spacy train`` result) and writes ``kk_econ_ner/kk_econ_ner-<version>/``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from kk_econ_ner.about import __version__

PACKAGE = Path(__file__).resolve().parent.parent

META: dict[str, Any] = {
    "name": "econ_ner",
    "version": __version__,
    "description": "Names, amounts and percentages in Kazakh economic text, with values.",
    "author": "kk_econ_ner maintainers",
    "email": "",
    "url": "",
    "license": "MIT",
    "spacy_version": ">=3.8.0,<3.9.0",
    "sources": [
        {
            "name": "KazNERD, validation split",
            "url": "https://github.com/IS2AI/KazNERD",
            "license": "CC BY 4.0",
            "author": "ISSAI, Nazarbayev University",
        },
        {
            "name": "Annotated written sentences: news_train and the stand-off rows of annotations/ "
            "(public government texts, headlines, Wikipedia, Leipzig sentences, CC-100, FLORES-200, "
            "laws)",
            "url": "",
            "license": "annotation CC BY 4.0; texts under their own licences, see NOTICE",
            "author": "kk_econ_ner maintainers",
        },
        {
            "name": "Unicode CLDR through Babel (names of countries and currencies)",
            "url": "https://babel.pocoo.org",
            "license": "Unicode-3.0, BSD-3-Clause",
            "author": "Unicode, Inc.; Babel team",
        },
    ],
}


def build(ner: Path | None) -> Language:
    """The pipeline in its shipped order; without ``ner`` where no recogniser is given."""
    nlp = spacy.blank("kk")
    nlp.add_pipe("kk_sentencizer")
    nlp.add_pipe("kk_quantities")
    nlp.add_pipe("kk_entity_ruler")
    if ner is not None:
        pipe: Any = nlp.add_pipe("kk_crf_ner", name="ner")
        pipe.from_disk(ner)
    nlp.add_pipe("kk_resolver")
    nlp.meta.update(META)
    return nlp


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--ner", type=Path, help="trained component directory")
    parser.add_argument("--scores", type=Path, help="JSON with the scores to write into meta.json")
    parser.add_argument("--out", type=Path, default=PACKAGE, help="package folder to write into")
    args = parser.parse_args()
    nlp = build(args.ner)
    if args.scores:
        nlp.meta["performance"] = json.loads(args.scores.read_text(encoding="utf-8"))
    folder = args.out / f"kk_econ_ner-{__version__}"
    nlp.to_disk(folder)
    # spaCy's load_model_from_init_py reads meta.json beside __init__.py to find the folder.
    (args.out / "meta.json").write_text(
        (folder / "meta.json").read_text(encoding="utf-8"), encoding="utf-8"
    )
    print(folder)


if __name__ == "__main__":
    main()
