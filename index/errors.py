"""Errors of the index."""

from corpus.errors import AppError


class IndexFailure(AppError):
    """The index cannot be built or used."""


class IndexMissing(IndexFailure):
    """There is no index yet."""


class IndexDamaged(IndexFailure):
    """The index on disk is incomplete or was altered."""


class IndexStale(IndexFailure):
    """The index was built from another corpus, model or setting."""


class IndexLocked(IndexFailure):
    """Another process is building the index."""


class ModelUnavailable(IndexFailure):
    """The embedding model cannot be loaded, or is not the one the manifest names."""
