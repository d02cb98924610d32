"""The index plugs into LangChain as a retriever."""

from collections.abc import Iterator

import pytest
from langchain_core.runnables import RunnableLambda
from pydantic import ValidationError

from corpus import Corpus
from index.reader import Index, open_index
from index.retriever import IndexRetriever
from index.types import IndexSettings


@pytest.fixture(scope="module")
def index(small: Corpus, small_index: IndexSettings) -> Iterator[Index]:
    index = open_index(small, small_index)
    yield index
    index.close()


@pytest.mark.parametrize("search", ["lexical", "dense"])
def test_documents_are_the_hits_with_their_spans(corpus: Corpus, index: Index, search: str) -> None:
    documents = IndexRetriever(index=index, search=search, k=3).invoke("批判的思考とは")
    hits = getattr(index, search)("批判的思考とは", 3, origin="text")
    assert [document.id for document in documents] == [hit.passage.id for hit in hits]
    for document, hit in zip(documents, hits, strict=True):
        assert document.page_content == hit.passage.text
        assert document.metadata["record_ids"] == list(hit.passage.record_ids)
        assert (document.metadata["rank"], document.metadata["score"]) == (hit.rank, hit.score)
        spans = document.metadata["spans"]
        assert len(spans) == len(hit.passage.spans)
        for span in spans:
            assert span["source_id"] == corpus.source.id
            assert corpus.source.text[span["start"] : span["end"]]


def test_only_quotable_passages_unless_asked_otherwise(index: Index) -> None:
    query = "資格取得などの支援の金額"
    quotable = IndexRetriever(index=index, k=50).invoke(query)
    assert {document.metadata["origin"] for document in quotable} == {"text"}
    everything = IndexRetriever(index=index, k=50, origin=None).invoke(query)
    assert everything[0].metadata["record_ids"] == ["silence/support-amount"]


def test_it_composes_with_other_runnables(index: Index) -> None:
    chain = IndexRetriever(index=index, k=2) | RunnableLambda(len)
    assert chain.invoke("人材育成") == 2


def test_settings_out_of_range_are_refused(index: Index) -> None:
    with pytest.raises(ValidationError):
        IndexRetriever(index=index, k=0)
    with pytest.raises(ValidationError):
        IndexRetriever(index=index, search="magic")
