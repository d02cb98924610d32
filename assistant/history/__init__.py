"""Conversations that were kept, with the ratings of their answers."""
