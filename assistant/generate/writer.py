"""Answers written by a language model from a draft's evidence, sentence by sentence proved."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.draft import Draft
from assistant.errors import ModelBusy, ModelFailure, ModelTooSlow
from assistant.generate.brief import Brief, brief_of
from assistant.generate.figures import refuse_other_figures
from assistant.generate.model import Model
from assistant.generate.prompts import load_prompt
from assistant.generate.repeated import accept_repeated
from assistant.generate.review import review
from assistant.generate.tidy import tidy
from assistant.generate.types import ModelSettings, Reply, Watch, Writes
from assistant.messages import LANGUAGES, text
from assistant.types import Answer, Statement
from assistant.verify import TextVerifier
from corpus import Corpus

_log = logging.getLogger(__name__)


class ModelWriter:
    """Has a model say in its own words what a composed answer says in quotes.

    Attributes:
        model: Which is asked; others may ask it too.

    Args:
        settings: Of the model.
        client: Asks it.
        verifier: Judges what it writes.
        corpus: Where the evidence is from.

    Raises:
        PromptError: A prompt file is not what it should be.
    """

    def __init__(
        self,
        settings: ModelSettings,
        client: Writes,
        verifier: TextVerifier,
        corpus: Corpus,
    ) -> None:
        self.model = Model(settings, client)
        self._verifier = verifier
        self._corpus = corpus
        self._templates = {language: load_prompt("answer", language) for language in LANGUAGES}

    def close(self) -> None:
        """Give up what is being written; from now on every answer is the quoting one."""
        self.model.close()

    def write(
        self, draft: Draft, quoting: Answer, notes: Sequence[Statement], *, watch: Watch
    ) -> Answer:
        """The model's answer, or the quoting one with a line that says why.

        Args:
            draft: What the composer says.
            quoting: The same as an answer.
            notes: What the composer says about the text itself, as far as it may be shown.
            watch: Told how it goes.
        """
        brief = brief_of(draft, quoting.understood, self._corpus, quoting.language)
        if brief is None:
            return quoting
        prompt = self._templates[brief.language].render(
            fence=brief.fence,
            question=brief.question,
            evidence=brief.items,
            confirmed=brief.confirmed,
        )
        quoting_only = replace(quoting, prompt_sha256=prompt.sha256)
        try:
            reply = self.model.ask(prompt, until=self.model.deadline(), watch=watch)
        except ModelFailure as error:
            _log.warning("quotes instead of a language model's answer: %s", error)
            return _saying(quoting_only, _line_for(error))
        return self._judged(reply, brief, draft, quoting_only, notes)

    def _judged(
        self,
        reply: Reply,
        brief: Brief,
        draft: Draft,
        quoting: Answer,
        notes: Sequence[Statement],
    ) -> Answer:
        name = self.model.settings.name
        written = tidy(reply.text, (quote.text for _, quote in brief.evidence))
        judged = self._verifier.verify(written, brief.evidence, brief.language)
        judged = refuse_other_figures(judged, brief)
        verdicts = accept_repeated(written, judged, brief.confirmed)
        withheld = sum(not verdict.supported for verdict in verdicts)
        shown = review(written, verdicts, brief, draft.statements, notes, self._corpus.source)
        if shown is None:
            quoting = replace(quoting, withheld=withheld, tokens=reply.tokens)
            return _saying(quoting, "too_little")
        notices = [text("generate.written", brief.language, model=name)]
        if withheld:
            notices.append(text("generate.some_withheld", brief.language, count=withheld))
        return replace(
            quoting,
            text=shown.text,
            citations=shown.citations,
            verdicts=verdicts,
            model=name,
            notices=(*notices, *quoting.notices),
            withheld=withheld,
            quoting=replace(quoting, prompt_sha256=""),
            tokens=reply.tokens,
        )


def _saying(answer: Answer, line: str) -> Answer:
    said = text(f"generate.{line}", answer.language)
    return replace(answer, notices=(said, *answer.notices))


def _line_for(error: ModelFailure) -> str:
    if isinstance(error, ModelBusy):
        return "busy"
    return "too_slow" if isinstance(error, ModelTooSlow) else "failed"
