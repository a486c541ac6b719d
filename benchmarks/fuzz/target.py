"""One coverage-guided fuzzing target: ``python benchmarks/fuzz/target.py NAME [libFuzzer options]``.

Needs atheris. Every target turns the fuzzer's bytes into a text or a file, mixes in fragments of Kazakh
economic writing so that the grammar is reached at all, and checks what must hold for any input. Time is
bounded by libFuzzer's ``-timeout``.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kk_econ_ner"], enable_loader_override=False):
    import spacy

    from kk_econ_ner.corpora import CorpusError, read_corpus
    from kk_econ_ner.data import PatternError
    from kk_econ_ner.entities.canonical import citation_form
    from kk_econ_ner.lang.sentences import sentence_starts
    from kk_econ_ner.numerals import find_numbers, like_num, parse_number
    from kk_econ_ner.quantities.find import find_quantities, parse_quantity
    from kk_econ_ner.spelling import respell
    from kk_econ_ner.text import view

FRAGMENTS = [
    "теңге", "теңгеге", " млрд. ", "млн", " мың ", "он бес", "жүз", "бүтін оннан", " пайыз", "%-ға", "$",
    "₸", "АҚШ доллары", "3,8", "10–15", "2024 жылғы ", "5 қаңтар", "сағат 18:30", "астам", "шамамен ",
    "кем дегенде ", " дейін", "-дан ", "«Самұрық-Қазына» АҚ", "Алматыда", "Ө. Шүкеев", "министрлігінің", "есе",
    "\n", "\xa0", "\u202f", "\u00ad", "\u200b", "и\u0306", "AҚ", "теңгe", "тенге ", "казакстан ", '"', "»",
    ". ", "...", "км/сағ", "°C", "1/3", "½", "+7 701 ", "№", "XXI", "-шы", "KZT ", "\ud800", "İ", "ß", "ﬁ",
]  # fmt: skip


def text_of(data: bytes) -> str:
    """A text: the bytes below 128 choose fragments, the others stand for characters."""
    provider = atheris.FuzzedDataProvider(data)
    pieces = []
    while provider.remaining_bytes() and len(pieces) < 400:
        choice = provider.ConsumeIntInRange(0, 255)
        if choice < 160:
            pieces.append(FRAGMENTS[choice % len(FRAGMENTS)])
        elif choice < 200:
            pieces.append(provider.ConsumeUnicode(provider.ConsumeIntInRange(1, 12)))
        elif choice < 230:
            pieces.append(str(provider.ConsumeIntInRange(0, 10_000_000)))
        else:
            pieces.append(" ")
    return "".join(pieces)


def check_doc(nlp: spacy.Language, text: str) -> None:
    """A valid doc: the text as given, spans inside it, flat entities, a value that can be shown."""
    doc = nlp(text)
    assert len(doc.text) == len(text), (doc.text, text)
    for spans in (doc.ents, *doc.spans.values()):
        for span in spans:
            assert 0 <= span.start_char < span.end_char <= len(text)
            assert span.text.strip(), span
            assert isinstance(span._.canonical, str)
            quantity = span._.quantity
            if quantity is not None:
                assert isinstance(quantity.low, Decimal) and quantity.low <= quantity.high
                json.dumps(quantity.as_dict())
                str(quantity)
    ends = 0
    for ent in doc.ents:
        assert ent.start_char >= ends
        ends = ent.end_char
    assert "".join(sent.text_with_ws for sent in doc.sents) == doc.text
    again = spacy.tokens.Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert [(e.start, e.end, e.label_) for e in again.ents] == [
        (e.start, e.end, e.label_) for e in doc.ents
    ]


BLANK = spacy.blank("kk")
BLANK.add_pipe("kk_sentencizer")


def tokenizer(data: bytes) -> None:
    """Tokenizer, sentences and the text as it is read."""
    text = text_of(data)
    doc = BLANK(text)
    assert len(doc.text) == len(text)
    seen = view(text)
    assert seen.starts is None or len(seen.starts) == len(seen.text)
    for i in range(0, len(seen.text), 7):
        start, end = seen.span(i, i + 1)
        assert 0 <= start < end <= len(text)
    assert len(respell(text)) == len(text)
    assert sentence_starts(text) == sorted(set(sentence_starts(text)))


def numerals(data: bytes) -> None:
    """The number parser."""
    text = text_of(data)
    parse_number(text[:200])
    like_num(text[:60])
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert isinstance(number.value, Decimal) and number.value.is_finite()
        end = number.end


def quantities(data: bytes) -> None:
    """Amounts, dates and their values."""
    text = text_of(data)
    end = 0
    for match in find_quantities(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end
    for label in ("MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", None):
        quantity = parse_quantity(text[:400], label)
        assert quantity is None or quantity.low <= quantity.high


RULER = spacy.blank("kk")
RULER.add_pipe("kk_sentencizer")
RULER.add_pipe("kk_quantities")
RULER.add_pipe("kk_entity_ruler").add_patterns(
    [{"label": "ORG", "pattern": "Жетісу Астық"}, {"label": "ORG", "pattern": [{"LOWER": "банк"}]}]
)


def ruler(data: bytes) -> None:
    """The rules as a pipeline."""
    text = text_of(data)
    check_doc(RULER, text)
    citation_form(text[:100])


FULL = spacy.load("kk_econ_ner") if "full" in sys.argv else RULER


def full(data: bytes) -> None:
    """The shipped pipeline."""
    check_doc(FULL, text_of(data))


def readers(data: bytes) -> None:
    """Corpora and pattern files: an error that names file and line, or sentences."""
    provider = atheris.FuzzedDataProvider(data)
    suffix = provider.PickValueInList([".jsonl", ".txt", ".patterns.jsonl"])
    raw = provider.ConsumeBytes(provider.remaining_bytes())
    if provider.remaining_bytes() == 0 and raw[:1] in (b"{", b"A"):
        raw = raw[1:] + b'\n{"text": "5 \xd0\xbc\xd1\x8b\xd2\xa3", "spans": [[0, 1, "MONEY"]]}\n'
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"corpus{suffix}"
        path.write_bytes(raw)
        try:
            if suffix.startswith(".patterns"):
                ruler = spacy.blank("kk").add_pipe("kk_entity_ruler", config={"builtin": False})
                ruler.add_file(path)
            else:
                for sentence in read_corpus(path):
                    assert all(0 <= s < e <= len(sentence.text) for s, e, _ in sentence.spans)
        except (CorpusError, PatternError) as error:
            assert str(error).startswith(f"{path}:"), error


def cli(data: bytes) -> None:
    """``annotate``: every row is in the output or in the rejects file."""
    import contextlib
    import io

    from kk_econ_ner.cli import annotate as command
    from kk_econ_ner.cli.errors import InputError

    command.load_pipeline = lambda model: RULER  # type: ignore[assignment]
    provider = atheris.FuzzedDataProvider(data)
    suffix = provider.PickValueInList([".jsonl", ".csv", ".txt"])
    raw = provider.ConsumeBytes(provider.remaining_bytes())
    if suffix == ".jsonl" and not raw.startswith(b"{"):
        rows = [json.dumps({"text": text_of(part)}) for part in raw.split(b"\n")[:5]]
        raw = "\n".join(rows).encode()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
        source = Path(folder) / f"in{suffix}"
        source.write_bytes(raw)
        target = Path(folder) / "out.jsonl"
        try:
            command.annotate([str(source)], target)
        except InputError:
            return
        for line in target.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert row["text"] and row["start"] < row["end"]


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (tokenizer, numerals, quantities, ruler, full, readers, cli)
}


def main() -> None:
    """Command line."""
    name = sys.argv[1]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
