"""Passages, embeddings, the store, the lexical index, and how they are built and opened."""
