"""Checking every statement of a draft against its evidence before it may reach the reader."""

from assistant.verify.statement import Verifier

__all__ = ["Verifier"]
