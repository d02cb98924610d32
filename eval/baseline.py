"""The plain LangChain way, to measure against: pieces of 1,000 characters and their nearest four.

What a tutorial would build: the text cut by length with an overlap of 200, embedded, kept in
Chroma, and the four nearest pieces returned. It retrieves only; it answers nothing.
"""

from pathlib import Path

from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

PIECE_CHARS = 1000
OVERLAP_CHARS = 200
K = 4


class Baseline:
    """A Chroma collection of overlapping pieces of a text."""

    def __init__(self, folder: Path, embeddings: Embeddings) -> None:
        settings = Settings(anonymized_telemetry=False, is_persistent=True)
        settings.persist_directory = str(folder)
        self._store = Chroma(
            collection_name="pieces", embedding_function=embeddings, client_settings=settings
        )

    def add(self, text: str) -> int:
        """Cut, embed and keep a text; returns the number of pieces."""
        splitter = RecursiveCharacterTextSplitter(
            chunk_size=PIECE_CHARS, chunk_overlap=OVERLAP_CHARS
        )
        pieces = splitter.split_text(text)
        self._store.add_texts(pieces)
        return len(pieces)

    def search(self, question: str) -> list[Document]:
        """The four nearest pieces, best first."""
        return self._store.similarity_search(question, k=K)
