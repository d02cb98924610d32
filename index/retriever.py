"""The index as a LangChain retriever, for chains that want documents rather than hits."""

from typing import Literal

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from index.reader import Index
from index.types import Hit, Origin


class IndexRetriever(BaseRetriever):
    """Finds passages in an open index.

    Attributes:
        index: The open index.
        search: By words (`lexical`) or by meaning (`dense`).
        k: How many passages to return at most.
        origin: Which passages; only those of origin `text` may be quoted.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    search: Literal["lexical", "dense"] = "lexical"
    k: int = Field(default=4, ge=1)
    origin: Origin | None = "text"

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        search = self.index.lexical if self.search == "lexical" else self.index.dense
        return [_document(hit) for hit in search(query, self.k, origin=self.origin)]


def _document(hit: Hit) -> Document:
    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "passage_id": passage.id,
            "origin": passage.origin,
            "record_ids": list(passage.record_ids),
            "heading_path": list(passage.heading_path),
            "spans": [
                {"source_id": span.source_id, "start": span.start, "end": span.end}
                for span in passage.spans
            ],
            "score": hit.score,
            "rank": hit.rank,
        },
    )
