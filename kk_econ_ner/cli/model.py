"""The one place where the command line gets its pipeline from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kk_econ_ner.cli.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "kk_econ_ner"


def load_pipeline(model: str = DEFAULT_MODEL) -> Language:
    """The pipeline by the name of a package or the path of a folder.

    Raises `InputError` where there is none, or where it needs a component that is not installed.
    """
    import spacy

    import kk_econ_ner

    try:
        nlp = kk_econ_ner.load() if model == DEFAULT_MODEL else spacy.load(model)
    except OSError:
        raise InputError(f"no pipeline {model!r}: give the name of a package or a folder") from None
    except ValueError as error:
        raise InputError(f"{model}: {str(error).splitlines()[0]}") from None
    # spaCy's limit protects its parser, which this package does not use; a long line is no error.
    nlp.max_length = max(nlp.max_length, 2**31 - 1)
    return nlp
