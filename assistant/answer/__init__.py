"""Composing answers from records: complete, countable, quoted, in the document's order."""
