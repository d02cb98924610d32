"""Every quote of every record can be shown in what surrounds it."""

from assistant.web.excerpts import excerpt
from assistant.web.links import Place
from corpus import Corpus


def test_every_quote_stands_exactly_in_its_surroundings(corpus: Corpus) -> None:
    source = corpus.source
    seen = 0
    for record in corpus.records.values():
        for quote in record.quotes:
            place = Place(1, quote.span.start, quote.span.end, record.id)
            shown = excerpt(place, record, source)
            assert shown is not None
            assert shown.quote == quote.text
            assert shown.line == quote.line
            start = quote.span.start - len(shown.lead)
            whole = shown.lead + shown.quote + shown.tail
            assert source.text[start : start + len(whole)] == whole
            seen += 1
    assert seen > 300


def test_a_definition_stands_between_its_name_and_its_example(corpus: Corpus) -> None:
    record = corpus.get("skill/lv3/critical-thinking")
    span = record.quote("definition").span
    shown = excerpt(Place(1, span.start, span.end, record.id), record, corpus.source)
    assert shown is not None
    assert shown.above == record.name
    assert (shown.lead, shown.tail) == ("", "")
    assert shown.below == record.quote("example").text


def test_long_surroundings_are_shortened(corpus: Corpus) -> None:
    record = corpus.get("role/lv3/thinking")
    quote = record.quote("text")
    shown = excerpt(Place(1, quote.span.start, quote.span.end, record.id), record, corpus.source)
    assert shown is not None
    assert shown.above.startswith("…")
    assert len(shown.above) < 200


def test_a_place_outside_the_source_has_no_excerpt(corpus: Corpus) -> None:
    record = corpus.get("level/3")
    length = len(corpus.source.text)
    for start, end in ((0, 0), (5, 4), (length - 1, length + 1)):
        assert excerpt(Place(1, start, end, record.id), record, corpus.source) is None
