"""The source text and everything it states, as typed records with exact spans."""

from corpus.errors import AppError, CorpusError
from corpus.framework import Corpus, load_corpus
from corpus.types import Kind, Quote, Record, Section, Source, Span

__all__ = [
    "AppError",
    "Corpus",
    "CorpusError",
    "Kind",
    "Quote",
    "Record",
    "Section",
    "Source",
    "Span",
    "load_corpus",
]
