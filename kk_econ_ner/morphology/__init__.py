"""Kazakh nominal inflection, in two directions: forms from stems, stems from forms."""

from kk_econ_ner.morphology.analysis import Analysis, analyse, stem, strip_case
from kk_econ_ner.morphology.forms import forms
from kk_econ_ner.morphology.suffixes import SUFFIX_CHAIN, inflected, is_chain

__all__ = [
    "SUFFIX_CHAIN",
    "Analysis",
    "analyse",
    "forms",
    "inflected",
    "is_chain",
    "stem",
    "strip_case",
]
