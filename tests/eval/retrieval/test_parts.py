"""Pieces of the baseline stand for the records that they cover."""

import pytest

from corpus import Corpus, Quote
from eval.retrieval.parts import piece_of

CRITICAL = "skill/lv3/critical-thinking"


def longest(corpus: Corpus, record_id: str) -> Quote:
    return max(corpus.get(record_id).quotes, key=lambda quote: len(quote.text))


def test_a_piece_covers_the_records_whose_longest_quote_it_holds_whole(corpus: Corpus) -> None:
    span = longest(corpus, CRITICAL).span
    text = corpus.source.text
    assert CRITICAL in piece_of(corpus, text[span.start : span.end]).record_ids
    assert CRITICAL not in piece_of(corpus, text[span.start + 1 : span.end + 300]).record_ids
    assert CRITICAL not in piece_of(corpus, text[span.start - 300 : span.end - 1]).record_ids


def test_records_come_in_the_order_of_the_text(corpus: Corpus) -> None:
    piece = piece_of(corpus, corpus.source.text)
    quoted = {record.id for record in corpus.records.values() if record.quotes}
    assert set(piece.record_ids) == quoted
    starts = [longest(corpus, one).span.start for one in piece.record_ids]
    assert starts == sorted(starts)


def test_a_text_that_the_source_does_not_hold_is_refused(corpus: Corpus) -> None:
    with pytest.raises(ValueError, match="not found"):
        piece_of(corpus, "この文は本文にない")
