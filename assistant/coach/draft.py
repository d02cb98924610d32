"""From an assessment to a draft: composed, proved line by line, numbered."""

from collections.abc import Sequence

from assistant.answer.draft import Writer
from assistant.answer.render import render
from assistant.coach.advice import Advised, advice_on, notes_on
from assistant.coach.assessment import Assessment
from assistant.coach.gap import find_gaps
from assistant.coach.paragraphs import Paragraphs, carried
from assistant.coach.plan import Line, Plan
from assistant.coach.verdicts import states_verdict
from assistant.types import Language, Statement
from assistant.verify import TextVerifier, Verifier
from corpus import Corpus


class Drafter:
    """Drafts plans over one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._verifier = Verifier(corpus)
        self._text_verifier = TextVerifier(corpus)

    def draft(
        self, assessment: Assessment, language: Language, paragraphs: Paragraphs | None = None
    ) -> Plan:
        """The gaps with a draft of advice; a line that cannot be proved is left out and told.

        Args:
            assessment: Whose gaps.
            language: Of the frame.
            paragraphs: What a language model has written about the gaps; each stands behind the
                composed lines about its skill.
        """
        write = Writer(self.corpus, language)
        gaps = find_gaps(assessment, self.corpus)
        written = paragraphs.by_skill if paragraphs else {}
        composed = list(advice_on(write, gaps, written)), list(notes_on(write, gaps))
        advice, notes = (self.proved(lines, language) for lines in composed)
        if len(advice) + len(notes) < sum(map(len, composed)):
            notes.append(Advised(write.title("withheld")))
        lines = self.numbered([*advice, *notes])
        wording = paragraphs.wording if paragraphs else None
        cut = len(advice)
        return Plan(assessment, gaps, lines[:cut], lines[cut:], language, wording=wording)

    def proved(self, lines: Sequence[Advised], language: Language) -> list[Advised]:
        """The lines that their evidence carries and that pass no verdict on a person."""
        return [line for line in lines if self._proved(line, language)]

    def _proved(self, line: Advised, language: Language) -> bool:
        if line.author == "model":
            return carried(line.statement, language, self._text_verifier)
        (verdict,) = self._verifier.verify([line.statement])
        return verdict.supported and not _judges(line.statement)

    def numbered(self, lines: Sequence[Advised]) -> tuple[Line, ...]:
        """The lines with their markers, numbered through in order of first use."""
        body, citations = render((line.statement for line in lines), self.corpus.source)
        by_span = {(citation.start, citation.end): citation for citation in citations}
        # One statement is one line: neither templates nor quotes hold a line break.
        return tuple(
            Line(
                shown,
                tuple(
                    by_span[span]
                    for span in dict.fromkeys(
                        (quote.span.start, quote.span.end) for _, quote in line.statement.evidence
                    )
                ),
                line.skill_id,
                line.author,
            )
            for shown, line in zip(body.split("\n"), lines, strict=True)
        )


def _judges(statement: Statement) -> bool:
    return states_verdict(
        statement.text, quoted=tuple(quote.text for _, quote in statement.evidence)
    )
