"""Which records say what a question adds in the very words of the question."""

from assistant.answer.likely import STATEMENTS
from assistant.understand.query import Query
from corpus import Corpus, Kind, Record
from index.tokenizer import content_words


class Wording:
    """The content words of every statement, and of the names of programmes.

    Args:
        corpus: Where they are from.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._quoted = {
            record.id: frozenset(word for q in record.quotes for word in content_words(q.text))
            for kind in STATEMENTS
            for record in corpus.of(kind)
        }
        self._named = {
            record.id: frozenset(content_words(record.name)) for record in corpus.of(Kind.PROGRAMME)
        }

    def holds(self, record: Record, query: Query) -> bool:
        """Whether a statement holds every word the question adds, or a programme's name does.

        The name answers only a question that asks nothing more (「派遣 省庁」).
        """
        if not query.content:
            return False
        words = self._quoted.get(record.id)
        if words is None and not (query.aspects or query.attributes):
            words = self._named.get(record.id)
        return words is not None and words.issuperset(query.content)
