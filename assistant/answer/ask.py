"""One question on its way to a composer, with everything a step needs to decide."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answer.draft import Draft, Writer
from assistant.answer.found import Finder
from assistant.understand.query import Query, Subject
from assistant.understand.select import Named


@dataclass(frozen=True, slots=True)
class Ask:
    """A question with what it names, the writer of the answer, and the way to retrieval."""

    write: Writer
    query: Query
    named: Named
    finder: Finder

    def subjects(self) -> set[Subject]:
        """Kinds named, by cue or by the name of a part of the text."""
        found = set(self.query.subjects)
        topics = {topic.id for topic in self.named.topics}
        if "topic/skills" in topics:
            found.add(Subject.SKILL)
        if "topic/recommended" in topics:
            found.add(Subject.RECOMMENDED)
        return found


# A step answers a question or passes it on.
Step = Callable[[Ask], Draft | None]
