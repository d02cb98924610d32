"""Retrieval measured by itself: does the record that answers a question come first?"""

from eval.retrieval.parts import RetrievalParts, open_parts
from eval.retrieval.report import RetrievalReport, measure_retrieval
from eval.retrieval.show import as_plain, print_report

__all__ = [
    "RetrievalParts",
    "RetrievalReport",
    "as_plain",
    "measure_retrieval",
    "open_parts",
    "print_report",
]
