"""What this package's tokenizer adds to spaCy's: any text is kept, and none costs more than linear time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

KK = spacy.blank("kk")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_text_is_kept(text: str) -> None:
    assert KK.make_doc(text).text == text


def test_lone_surrogates_are_replaced(kk: Language) -> None:
    assert kk("баға\ud800 өсті").text == "баға\ufffd өсті"


@pytest.mark.parametrize("unit", ["«", "...", "1,1,", "5.5.5.", "а\u0301", "----", "((((", "a-a-", "Б.", "жүз"])
def test_hostile_runs_cost_linear_time(
    kk: Language, unit: str, assert_linear: Callable[..., None]
) -> None:
    assert_linear(kk.make_doc, unit, small=20_000, large=160_000)


def test_survives_serialisation(kk: Language) -> None:
    again = spacy.blank("kk").from_bytes(kk.to_bytes())
    text = "Б.Байбек 30%-ға және 18:30-да, млн.теңге"
    assert [t.text for t in again(text)] == [t.text for t in kk(text)]
