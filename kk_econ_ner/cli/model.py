"""The one place where the command line gets its pipeline from."""

from __future__ import annotations

from pathlib import Path
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
    except OSError as error:
        if Path(model).is_dir():
            raise InputError(
                f"{model}: {error.strerror or error}: {error.filename or ''}"
            ) from None
        raise InputError(f"no pipeline {model!r}: give the name of a package or a folder") from None
    except ValueError as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        raise InputError(f"{model}: {lines[0] if lines else 'cannot be read'}") from None
    # spaCy's limit protects its parser, which this package does not use; a long line is no error.
    nlp.max_length = max(nlp.max_length, 2**31 - 1)
    return nlp
