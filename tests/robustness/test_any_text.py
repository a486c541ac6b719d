"""Any string gives a valid doc; cost grows with length, not with its square."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

PIECES = st.sampled_from(
    [
        "теңге", "млрд. ", "мың", "жүз ", "%-ға", "$", "₸", "3,8", "10–15 ", "2024 жылғы ", "астам", "«", "»",
        "АҚ", "Алматыда ", "Ө. Шүкеев", ". ", "\n", "\xa0", "\u00ad", "\u200b", "и\u0306", "AҚ", '"', "-шы",
        "\ud800", "\x00", "İ", "ß", "😀", "\t", "тенге ", "бaнк ", "½", "1/3", "км/сағ", "...", "(", "ә\u0301",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join)


def check(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert len(doc.text) == len(text)
    assert all(a == b for a, b in zip(doc.text, text, strict=True) if not "\ud800" <= b <= "\udfff")
    end = 0
    for ent in doc.ents:
        assert end <= ent.start_char < ent.end_char <= len(text)
        assert ent.text.strip()
        end = ent.end_char
        assert isinstance(ent._.canonical, str)
        if ent._.quantity is not None:
            json.dumps(ent._.quantity.as_dict())
            assert ent._.quantity.low <= ent._.quantity.high
    assert "".join(sent.text_with_ws for sent in doc.sents) == doc.text
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert [(e.start, e.end, e.label_, e.id_) for e in again.ents] == [
        (e.start, e.end, e.label_, e.id_) for e in doc.ents
    ]
    assert [len(again.spans[key]) for key in doc.spans] == [
        len(doc.spans[key]) for key in doc.spans
    ]


@settings(max_examples=80, deadline=None)
@given(text=TEXTS)
def test_any_text_gives_a_valid_doc(nlp: Language, text: str) -> None:
    check(nlp, text)


ODD = {
    "empty": "",
    "white space": " \n\t\xa0\u2003 ",
    "lone surrogates": "баға \ud800 5 теңге \udfff",
    "control characters": "\x00\x01баға\x0b 5\x0c теңге\x7f",
    "only combining marks": "\u0301\u0306\u0308" * 20,
    "right to left": "\u202eбаға 5 млн теңге\u202c",
    "mixed scripts": "Ба\u0493а 5 mln tеңge, 数字 5 元, ١٢٣ ريال",
    "Arabic digits": "баға ٥٠٠ теңге",
    "full-width digits": "баға ５００ теңге",
    "surrogate pair characters": "😀😀 5 млн теңге 🇰🇿",
}


@pytest.mark.parametrize("name", ODD)
def test_odd_text(nlp: Language, name: str) -> None:
    check(nlp, ODD[name])


HOSTILE = {
    "digits": "1", "quotes": "«", "straight quotes": '"', "full stops": ".", "commas": ",", "hyphens": "-",
    "brackets": "(", "per cent": "%", "one word": "а", "mixed word": "аa", "line breaks": "\n",
    "blank lines": " \n", "marks": "и\u0306", "zero width": "\u200b", "initials": "Б.", "numbers": "1 ",
    "magnitudes": "млн ", "ranges": "5–", "dotted": "1.", "mail": "a@", "capitals": "Бб ", "bangs": "! ",
    "closing": "»", "open words": "«а", "thousands": "100 ", "plain": "тенге ",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_cost_grows_with_length(
    nlp: Language, name: str, assert_linear: Callable[..., None]
) -> None:
    assert_linear(nlp, HOSTILE[name], small=1_000, large=8_000)


def test_the_measure_of_growth_tells_a_square(assert_linear: Callable[..., None]) -> None:
    def every_tail(text: str) -> list[int]:
        return [text.count("б", start) for start in range(0, len(text), 4)]

    with pytest.raises(pytest.fail.Exception, match="8 times the text"):
        assert_linear(every_tail, "а", small=8_000, large=64_000)
