"""Whether everything shown is in the source: counted over all answers, judged or not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.types import Answer
from corpus import Corpus
from eval.figures import Share
from eval.matching import MARKER
from eval.runner import Outcome
from eval.universal import Failure, Judged, universal_failures

# The checks of `eval.universal` that find something shown which nothing in the source carries. They
# read the finished text, and share no code with the verifier that let it through.
UNSUPPORTED = frozenset({"level of a name", "markers", "proof", "quotation", "quote exact"})


@dataclass(frozen=True, slots=True)
class Support:
    """What proves the answers of a run.

    Attributes:
        quotes: Citations with `source[start:end] == quote`, of all citations.
        statements: How many statements were shown that state something or frame it.
        withheld: How many the verifier kept from the reader.
        by_verdict: Ids of questions with a statement that the verifier refused and the reader got.
        by_check: Ids of questions with a breach that the independent check found.
    """

    quotes: Share
    statements: int
    withheld: int
    by_verdict: tuple[str, ...]
    by_check: tuple[str, ...]

    @property
    def unsupported(self) -> int:
        """In how many questions something was shown without support; must be 0."""
        return len({*self.by_verdict, *self.by_check})


def support_of(outcomes: Iterable[Outcome], corpus: Corpus) -> Support:
    """Count quotes, statements and breaches over every answer of a run."""
    exact = cited = statements = withheld = 0
    by_verdict: dict[str, None] = {}
    by_check: dict[str, None] = {}
    for outcome in outcomes:
        asked: list[str] = []
        for turn, answer in zip(outcome.question.turns, outcome.answers, strict=False):
            asked.append(turn.ask)
            cited += len(answer.citations)
            exact += sum(
                corpus.source.text[one.start : one.end] == one.quote for one in answer.citations
            )
            refused = sum(not verdict.supported for verdict in answer.verdicts)
            statements += len(answer.verdicts) - refused
            withheld += refused
            if any(refused_and_shown(answer)):
                by_verdict[outcome.question.id] = None
            judged = Judged(answer, tuple(asked), outcome.question.language, corpus)
            if any(breaches(judged)):
                by_check[outcome.question.id] = None
    return Support(Share(exact, cited), statements, withheld, tuple(by_verdict), tuple(by_check))


def refused_and_shown(answer: Answer) -> Iterator[str]:
    """Statements that the verifier refused and that stand in the text all the same."""
    text = f"\n{MARKER.sub('', answer.text)}\n"
    supported = {verdict.statement for verdict in answer.verdicts if verdict.supported}
    for verdict in answer.verdicts:
        if verdict.supported or verdict.statement in supported:
            continue
        if f"\n{verdict.statement}\n" in text:
            yield verdict.statement


def breaches(judged: Judged) -> Iterator[Failure]:
    """What the independent check finds shown without support."""
    return (one for one in universal_failures(judged) if one.check in UNSUPPORTED)
