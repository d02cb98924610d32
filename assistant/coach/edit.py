"""A coach's edits of a draft: lines with sources are proved again, the rest is the coach's word."""

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.answer.draft import SLOT
from assistant.coach.advice import Advised
from assistant.coach.draft import Drafter
from assistant.coach.plan import MAX_LINE, Line, Plan
from assistant.coach.verdicts import states_verdict
from assistant.errors import WordsRefused
from assistant.types import Citation, Statement
from corpus import Corpus, Quote, Record
from corpus.folding import clean

_MARKER = re.compile(r"〔\d+〕")


def edited(plan: Plan, advice: Iterable[Line], notes: Iterable[Line], drafter: Drafter) -> Plan:
    """The plan with other lines: left out, put in another order, reworded or added.

    A line with citations is proved again with them, a model's as a model's. A
    line without any is a coach's own and is marked so, unless it stood in the plan as it is.

    Raises:
        WordsRefused: A line is empty or too long, says of the text what its citations do not,
            refers to a source that it does not have, or passes a verdict on a person.
    """
    parts = [[_advised(line, plan, drafter) for line in lines] for lines in (advice, notes)]
    lines = drafter.numbered(parts[0] + parts[1])
    cut = len(parts[0])
    return replace(plan, advice=lines[:cut], notes=lines[cut:])


def _advised(line: Line, plan: Plan, drafter: Drafter) -> Advised:
    words = clean(line.text)
    if not words or len(words) > MAX_LINE:
        raise WordsRefused(
            f"A line of a plan has 1 to {MAX_LINE} characters; this has {len(words)}.",
            reason="long" if words else "empty",
        )
    cited = {citation.marker: citation for citation in line.citations}
    markers = _MARKER.findall(words)
    if not cited.keys() >= set(markers):
        raise WordsRefused(
            f"The line refers to a source that it does not have: {line.text}", reason="marker"
        )
    if not markers and line in plan.lines:
        return Advised(Statement(line.text, heading=True), line.skill_id, line.author)
    if not markers:
        if states_verdict(words):
            raise WordsRefused(
                f"The line passes a verdict on a person: {line.text}",
                reason="verdict",
                fix="Say what was seen and what to try next instead.",
            )
        return Advised(Statement(words, heading=True), line.skill_id, author="coach")
    # A source whose marker was taken out carries nothing any more.
    evidence = tuple(_evidence(drafter.corpus, cited[marker]) for marker in markers)
    statement = Statement(_MARKER.sub(SLOT, words), evidence)
    advised = Advised(statement, line.skill_id, "model" if line.author == "model" else "text")
    if not drafter.proved([advised], plan.language):
        raise WordsRefused(
            f"The quotes of the line do not carry it: {line.text}",
            reason="carried",
            fix="Keep to the quotes, or take the markers out and write it in your own words.",
        )
    return advised


def _evidence(corpus: Corpus, citation: Citation) -> tuple[Record, Quote]:
    record = corpus.get(citation.record_id)
    for quote in record.quotes:
        if (quote.span.start, quote.span.end) == (citation.start, citation.end):
            return record, quote
    raise WordsRefused(
        f"The text no longer has the quote {citation.marker}: {citation.quote}", reason="gone"
    )
