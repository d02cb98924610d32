"""Paragraphs by a language model: one a gap, from that gap's quotes alone, each sentence proved.

The lines that templates make stand without them. A model that fails, is slow or writes what its
quotes do not carry takes nothing away from a draft.
"""

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.draft import SLOT, Draft, Writer
from assistant.coach.advice import Advised, on_skill
from assistant.coach.assessment import Assessment, Rated
from assistant.coach.gap import Standing, find_gaps
from assistant.coach.plan import MAX_LINE, Wording, WordingProblem
from assistant.coach.scale import rating_label
from assistant.coach.verdicts import states_verdict
from assistant.errors import ModelBusy, ModelFailure, ModelGarbled, ModelTooSlow
from assistant.generate.brief import Brief, Evidence, brief_of
from assistant.generate.figures import refuse_other_figures
from assistant.generate.model import Model
from assistant.generate.prompts import load_prompt
from assistant.generate.tidy import tidy
from assistant.generate.types import Progress
from assistant.messages import LANGUAGES, text
from assistant.types import Language, Statement, Status
from assistant.understand.language import detect_language
from assistant.verify import TextVerifier
from assistant.verify.sentences import MARKER, split
from corpus import Corpus

_MARKER = re.compile(r"〔(\d+)〕")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drafting:
    """How a draft gets on.

    Attributes:
        skill: Which gap is written about, from 1.
        skills: How many gaps there are.
        model: How the model gets on with it.
    """

    skill: int
    skills: int
    model: Progress


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """What a model has written for a draft.

    Attributes:
        by_skill: The sentences about a skill, by its id; none where nothing was left.
        wording: How it went.
    """

    by_skill: Mapping[str, tuple[Advised, ...]]
    wording: Wording


class ParagraphWriter:
    """Has one model write about the gaps of assessments.

    Args:
        model: Which is asked, in the same line and within the same time as for answers.
        corpus: Where the quotes are from.

    Raises:
        PromptError: A prompt file is not what it should be.
    """

    def __init__(self, model: Model, corpus: Corpus) -> None:
        self._model = model
        self._corpus = corpus
        self._verifier = TextVerifier(corpus)
        self._templates = {language: load_prompt("advice", language) for language in LANGUAGES}

    def write(
        self, assessment: Assessment, language: Language, watch: Callable[[Drafting], None]
    ) -> Paragraphs:
        """Paragraphs on the gaps, lower levels first, as far as the time for one answer reaches.

        Args:
            assessment: Whose gaps; the person's name is not told to the model.
            language: Of the paragraphs.
            watch: Told how it goes, possibly from another thread.
        """
        gaps = find_gaps(assessment, self._corpus).gaps
        until = self._model.deadline()
        found: dict[str, tuple[Advised, ...]] = {}
        withheld = 0
        problem: WordingProblem = ""
        for number, standing in enumerate(gaps, start=1):

            def told(progress: Progress, number: int = number) -> None:
                watch(Drafting(number, len(gaps), progress))

            try:
                sentences, refused = self._on(standing, language, until, told)
            except ModelFailure as error:
                _log.warning("a draft without a language model's words: %s", error)
                problem = _kind(error)
                if isinstance(error, ModelGarbled):
                    continue
                break
            withheld += refused
            if sentences:
                found[standing.skill.id] = sentences
        wording = Wording(
            self._model.settings.name,
            self._templates[language].sha256,
            withheld,
            len(gaps) - len(found),
            problem,
        )
        return Paragraphs(found, wording)

    def _on(
        self,
        standing: Standing,
        language: Language,
        until: float,
        watch: Callable[[Progress], None],
    ) -> tuple[tuple[Advised, ...], int]:
        """The sentences on one gap that may be shown, and how many may not."""
        statements = tuple(on_skill(Writer(self._corpus, language), standing.skill))
        answers = "\n".join(_answers(standing, Writer(self._corpus, language)))
        brief = brief_of(Draft(Status.ANSWERED, statements), answers, self._corpus, language)
        if brief is None:
            return (), 0
        prompt = self._templates[language].render(
            fence=brief.fence,
            answers=answers,
            evidence=brief.items,
            confirmed=brief.confirmed,
        )
        reply = self._model.ask(prompt, until=until, watch=watch)
        return self._judged(reply.text, brief, statements, standing.skill.id)

    def _judged(
        self, reply: str, brief: Brief, statements: Sequence[Statement], skill_id: str
    ) -> tuple[tuple[Advised, ...], int]:
        """The sentences that may be shown, and how many may not."""
        quotes = tuple(quote.text for _, quote in brief.evidence)
        written = tidy(reply, quotes)
        verdicts = self._verifier.verify(written, brief.evidence, brief.language)
        verdicts = refuse_other_figures(verdicts, brief)
        said = {one.plain for line in statements for one in split(line.text.replace(SLOT, ""))}
        shown: list[Advised] = []
        refused = 0
        for sentence, verdict in zip(split(written), verdicts, strict=True):
            if sentence.plain in said:
                continue
            # Once more by itself, as it will stand: nothing may hang on the lines around it.
            fits = sentence.markers and len(sentence.text) <= MAX_LINE
            spoken = detect_language(sentence.plain, brief.language)
            if verdict.supported and fits and spoken == brief.language:
                statement = _statement(sentence.text, brief.evidence)
                if carried(statement, brief.language, self._verifier):
                    shown.append(Advised(statement, skill_id, author="model"))
                    said.add(sentence.plain)
                    continue
            refused += 1
        return tuple(shown), refused


def carried(statement: Statement, language: Language, verifier: TextVerifier) -> bool:
    """Whether every sentence of a written line is carried by what its own markers cite."""
    numbers = iter(range(1, len(statement.evidence) + 1))
    marked = re.sub(SLOT, lambda _: f"〔{next(numbers)}〕", statement.text)
    verdicts = verifier.verify(marked, statement.evidence, language)
    quotes = tuple(quote.text for _, quote in statement.evidence)
    return (
        bool(verdicts)
        and all(verdict.supported for verdict in verdicts)
        and not states_verdict(MARKER.sub("", marked), quoted=quotes)
    )


def _statement(sentence: str, evidence: Evidence) -> Statement:
    shown = sentence.strip()
    cited = tuple(evidence[int(number) - 1] for number in _MARKER.findall(shown))
    return Statement(_MARKER.sub(SLOT, shown), cited)


def _answers(standing: Standing, write: Writer) -> Iterator[str]:
    """What both have answered, with what it rests on. No name."""
    skill = standing.skill
    yield text(
        "generate.advice_skill",
        write.language,
        name=write.name(skill),
        level=skill.level,
        facet=write.facet(skill.facet or ""),
    )
    given: tuple[tuple[str, Rated | None], ...] = (("own", standing.own), ("coach", standing.coach))
    for rater, rated in given:
        if rated is not None:
            label = rating_label(rated.rating, write.language)
            yield text(f"generate.advice_{rater}", write.language, answer=label)
            if rated.evidence:
                yield text(f"generate.advice_{rater}_note", write.language, note=rated.evidence)


def _kind(error: ModelFailure) -> WordingProblem:
    if isinstance(error, ModelBusy):
        return "busy"
    return "too_slow" if isinstance(error, ModelTooSlow) else "failed"
