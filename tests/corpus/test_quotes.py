"""Every quote is where its record says, and the whole can be told from a damaged copy."""

from pathlib import Path

import pytest

from corpus import Corpus, Kind, load_corpus
from corpus.errors import CorpusError


def test_every_quote_equals_its_span_and_stands_on_its_line(corpus: Corpus) -> None:
    text = corpus.source.text
    quotes = [quote for record in corpus.records.values() for quote in record.quotes]
    assert len(quotes) > 300
    for quote in quotes:
        assert text[quote.span.start : quote.span.end] == quote.text
        assert quote.span.source_id == corpus.source.id
        assert corpus.source.line_of(quote.span.start) == quote.line
        assert "\n" not in quote.text


def test_a_record_has_one_quote_a_field(corpus: Corpus) -> None:
    for record in corpus.records.values():
        fields = [quote.field for quote in record.quotes]
        assert len(fields) == len(set(fields)), record.id
        for quote in record.quotes:
            assert record.quote(quote.field) is quote


def test_two_records_never_claim_the_same_name_in_the_same_place(corpus: Corpus) -> None:
    kinds = (Kind.REQUIRED_SKILL, Kind.RECOMMENDED_SKILL, Kind.TRAINING_ITEM, Kind.PROGRAMME)
    spans = [
        quote.span
        for kind in kinds
        for record in corpus.of(kind)
        for quote in record.quotes
        if quote.field in ("name", "matrix_name", "overview_name")
    ]
    assert len(spans) == len(set(spans)) == 33 * 2 + 31 + 51 * 2 + 11


def test_unknown_ids_are_refused_by_name(corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match="skill/lv6/nothing"):
        corpus.get("skill/lv6/nothing")


def test_two_loads_give_the_same_digest_and_a_changed_word_another(
    corpus: Corpus, copy: Path
) -> None:
    assert load_corpus(copy).digest == corpus.digest
    path = copy / "data" / "topics.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("策定の背景", "策定背景"), "utf-8")
    assert load_corpus(copy).digest != corpus.digest
