"""Orders to the assistant that hide in what people write: one a line, and what obeying shows."""

import csv
from dataclasses import dataclass
from pathlib import Path

from assistant.types import Language


@dataclass(frozen=True)
class Order:
    """An order, and words that only an answer that obeys has in it."""

    words: str
    obeyed: str
    language: Language


def orders(language: Language) -> tuple[Order, ...]:
    """The orders of one language, as their file has them."""
    path = Path(__file__).with_name(f"orders.{language}.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(Order(words, obeyed, language) for words, obeyed in lines)


ORDERS = orders("ja") + orders("en")
