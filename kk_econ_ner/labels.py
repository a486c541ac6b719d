"""The entity labels: spaCy (OntoNotes) names for the 25 classes of KazNERD."""

from __future__ import annotations

#: KazNERD class -> label of this package. Classes that are not named here keep their name.
KAZNERD_TO_LABEL: dict[str, str] = {
    "ORGANISATION": "ORG",
    "PERCENTAGE": "PERCENT",
    "LOCATION": "LOC",
    "FACILITY": "FAC",
    "ART": "WORK_OF_ART",
}

#: The five labels of the package's purpose, then the others.
CORE_LABELS: tuple[str, ...] = ("ORG", "PERSON", "GPE", "MONEY", "PERCENT")

#: Labels whose spans carry a value (``span._.quantity``).
VALUE_LABELS: tuple[str, ...] = ("MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL")

LABELS: tuple[str, ...] = CORE_LABELS + (
    "QUANTITY",
    "CARDINAL",
    "ORDINAL",
    "DATE",
    "TIME",
    "NORP",
    "LOC",
    "FAC",
    "POSITION",
    "PROJECT",
    "EVENT",
    "LAW",
    "LANGUAGE",
    "PRODUCT",
    "WORK_OF_ART",
    "DISEASE",
    "CONTACT",
    "ADAGE",
    "NON_HUMAN",
    "MISCELLANEOUS",
)

#: displaCy colours: names blue to green, values warm, times grey, the rest pale.
DISPLACY_COLORS: dict[str, str] = {
    "ORG": "#8fb8ff",
    "PERSON": "#c9a7f5",
    "GPE": "#8fd6a4",
    "MONEY": "#ffd24d",
    "PERCENT": "#ffab5e",
    "QUANTITY": "#f7c59f",
    "CARDINAL": "#f1e3b0",
    "ORDINAL": "#e8dcc0",
    "DATE": "#cfd8dc",
    "TIME": "#dfe5e8",
    "NORP": "#b8e3d9",
    "LOC": "#a9dcb8",
    "FAC": "#bcd9c1",
    "POSITION": "#d9c9f0",
    "PROJECT": "#b7d3f2",
    "EVENT": "#f5b8c4",
    "LAW": "#d3c7b8",
    "LANGUAGE": "#c6e6e2",
    "PRODUCT": "#d6d9f5",
    "WORK_OF_ART": "#f2c4e3",
    "DISEASE": "#f2b8ae",
    "CONTACT": "#d5dbe0",
    "ADAGE": "#e6e2d3",
    "NON_HUMAN": "#e0d5c9",
    "MISCELLANEOUS": "#e3e3e3",
}


def displacy_colors() -> dict[str, str]:
    """The colours, for spaCy's ``spacy_displacy_colors`` registry."""
    return dict(DISPLACY_COLORS)

#: Spans group with everything that any component of this package found.
ALL_SPANS = "kk_econ"
#: Spans group with what the user's own patterns found; the resolver lets it outrank everything else.
OWN_SPANS = "kk_own"
