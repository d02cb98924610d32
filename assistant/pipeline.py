"""The one place that composes the stages: understand, retrieve, answer, verify, write.

Each stage is a LangChain Runnable with our types at its boundaries, so that another store, embedder
or writer can be put in its place.
"""

import re
import time
from dataclasses import dataclass, replace

from langchain_core.runnables import Runnable, RunnableLambda
from langsmith import tracing_context

from assistant.answer.draft import Draft, Writer
from assistant.answer.facts import not_in_document, out_of_scope
from assistant.answer.found import Finder
from assistant.answer.plan import Planner
from assistant.answer.render import render
from assistant.answer.suggest import suggest
from assistant.conversation import EMPTY, Conversation
from assistant.errors import EmptyQuestion, QuestionTooLong
from assistant.generate.model import Model
from assistant.generate.types import Watch, unwatched
from assistant.generate.writer import ModelWriter
from assistant.messages import text
from assistant.retrieve import Retriever, Searcher
from assistant.settings import Settings
from assistant.types import Answer, Language, Statement, Status
from assistant.understand.choice import chosen
from assistant.understand.clauses import asks_something, clauses_of
from assistant.understand.followup import FollowUps
from assistant.understand.instructions import without_instructions
from assistant.understand.language import detect_language
from assistant.understand.parts import parts_of
from assistant.understand.query import Query
from assistant.understand.reader import Reader
from assistant.understand.request import request_of
from assistant.understand.restate import restate
from assistant.verify import TextVerifier, Verifier
from corpus import Corpus, load_corpus
from corpus.folding import clean
from index.reader import open_index
from index.tokenizer import content_words, reading

_READABLE = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on its way in.

    Attributes:
        language: Asked for by the caller; None to go by the question.
        watch: Told how a language model gets on, from another thread.
    """

    question: str
    conversation: Conversation
    language: Language | None
    watch: Watch = unwatched


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft with the query it answers."""

    query: Query
    draft: Draft
    understood: str


@dataclass(frozen=True, slots=True)
class Composed:
    """The composer's answer, and what a language model needs to write another."""

    draft: Draft
    answer: Answer
    notes: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange: the answer, and the conversation to go on with."""

    answer: Answer
    conversation: Conversation


class Pipeline:
    """Answers questions over one corpus and one index.

    Args:
        corpus: The records.
        index: Where passages are searched.
        index_id: Goes into every answer.
        max_question_chars: Longer questions are refused.
        writer: Has a language model write what the composer quotes; None without a model.
    """

    def __init__(
        self,
        corpus: Corpus,
        index: Searcher,
        *,
        index_id: str,
        max_question_chars: int,
        writer: ModelWriter | None = None,
    ) -> None:
        self.corpus = corpus
        self._index_id = index_id
        self._max_question_chars = max_question_chars
        self._reader = Reader(corpus, content_words, reading)
        self._follow_ups = FollowUps(corpus, self._reader.read)
        self._planner = Planner(corpus, Finder(Retriever(corpus, index)))
        self._verifier = Verifier(corpus)
        self._writer = writer
        self.stages: Runnable[Asked, Turn] = (
            RunnableLambda(self._draft)
            | RunnableLambda(self._compose)
            | RunnableLambda(self._write)
        )

    @classmethod
    def open(cls, settings: Settings, *, with_model: bool = True) -> "Pipeline":
        """Load the corpus and the index that the settings name, and the client of a model.

        Args:
            settings: Where everything is.
            with_model: Whether the language model is used, if the settings name one.

        Raises:
            CorpusError: The text or its data is not what it should be.
            IndexFailure: The index is missing, stale or damaged, or the model cannot be loaded.
            PromptError: A prompt file is not what it should be.
            SettingsError: There is no client for the language model.
        """
        corpus = load_corpus()
        index = open_index(corpus, settings.index)
        return cls(
            corpus,
            index,
            index_id=index.manifest.index_id,
            max_question_chars=settings.max_question_chars,
            writer=model_writer(settings, corpus) if with_model else None,
        )

    def ask(
        self,
        question: str,
        conversation: Conversation = EMPTY,
        *,
        language: Language | None = None,
        watch: Watch = unwatched,
    ) -> Turn:
        """Answer one question in the light of the conversation so far.

        Args:
            question: As typed; control and invisible characters are dropped.
            conversation: What `Turn.conversation` of the last turn was.
            language: Of the answer's frame; by the question when None.
            watch: Told, possibly from another thread, how a language model gets on.

        Raises:
            EmptyQuestion: Nothing readable is in it.
            QuestionTooLong: It is longer than the limit.
        """
        started = time.perf_counter()
        self._check(question, language or "ja")
        # Settings of LangSmith in the environment would send every question to its host.
        with tracing_context(enabled=False):
            turn = self.stages.invoke(Asked(question, conversation, language, watch))
        elapsed = (time.perf_counter() - started) * 1000
        return replace(turn, answer=replace(turn.answer, elapsed_ms=round(elapsed, 3)))

    @property
    def model(self) -> Model | None:
        """The language model, for others that write with it; None without one."""
        return self._writer.model if self._writer is not None else None

    def close(self) -> None:
        """Give up the language model, if there is one; answers go on as quotes."""
        if self._writer is not None:
            self._writer.close()

    def _check(self, question: str, language: Language) -> None:
        if len(question) > self._max_question_chars:
            raise QuestionTooLong(text("answer.too_long", language, limit=self._max_question_chars))
        if not _READABLE.search(clean(question)):
            raise EmptyQuestion(text("answer.empty", language))

    def _draft(self, asked: Asked) -> tuple[Drafted, Conversation, Watch]:
        """Understand and answer clause by clause, each in the light of those before it."""
        question = chosen(clean(asked.question), asked.conversation) or clean(asked.question)
        asked_in, question = question, without_instructions(question)
        # Where nothing but instructions was written, they tell the language.
        spoken = detect_language(question or asked_in, _spoken(asked.conversation))
        language = asked.language or spoken
        conversation = asked.conversation
        drafted: Drafted | None = None
        for clause in clauses_of(question):
            query = self._understand(clause, language, conversation)
            if drafted is not None and not asks_something(clause, query):
                continue
            draft = self._planner.plan(query)
            understood = restate(query, self.corpus)
            if drafted is not None and draft.status is Status.OUT_OF_SCOPE:
                continue
            if drafted is not None and drafted.draft.status is Status.OUT_OF_SCOPE:
                drafted = None
            drafted = Drafted(
                query,
                drafted.draft.then(draft) if drafted else draft,
                f"{drafted.understood} {understood}" if drafted else understood,
            )
            conversation = conversation.then(
                query,
                draft.record_ids,
                draft.statements,
                choices=draft.choices,
                status=draft.status,
            )
        if drafted is None:  # nothing but instructions was in it
            query = self._reader.read(asked.question, language)
            drafted = Drafted(query, out_of_scope(Writer(self.corpus, language)), query.text)
        return drafted, conversation, asked.watch

    def _understand(self, clause: str, language: Language, conversation: Conversation) -> Query:
        complete = self._follow_ups.complete
        read = request_of(clause, lambda text: self._reader.read(text, language))
        query = complete(read, conversation)
        parts = parts_of(query, self._reader.read, self.corpus)
        return replace(query, parts=tuple(complete(part, conversation) for part in parts))

    def _compose(
        self, state: tuple[Drafted, Conversation, Watch]
    ) -> tuple[Composed, Conversation, Watch]:
        """Verify every statement, put in the markers, and add what goes beside the answer."""
        drafted, conversation, watch = state
        query, draft = drafted.query, drafted.draft
        write = Writer(self.corpus, query.language)
        statements = draft.statements + draft.notes
        verdicts = self._verifier.verify(statements)
        shown = [s for s, v in zip(statements, verdicts, strict=True) if v.supported]
        if len(shown) < len(statements):
            shown.append(write.title("withheld"))
            if not any(statement.evidence for statement in shown):
                # Nothing of the answer was proved: better to be silent than to seem to answer.
                draft = not_in_document(write, None, ())
                shown = list(draft.statements)
        body, citations = render(shown, self.corpus.source)
        answer = Answer(
            text=body,
            language=query.language,
            status=draft.status,
            citations=citations,
            verdicts=verdicts,
            model="",
            prompt_sha256="",
            index_id=self._index_id,
            understood=drafted.understood,
            choices=draft.choices,
            suggestions=suggest(write, draft, query),
            notices=_notices(write, query, shown),
            elapsed_ms=0.0,
        )
        proved = replace(
            draft, statements=tuple(line for line in draft.statements if line in shown)
        )
        notes = tuple(note for note in draft.notes if note in shown)
        return Composed(proved, answer, notes), conversation, watch

    def _write(self, state: tuple[Composed, Conversation, Watch]) -> Turn:
        """Let a language model, where there is one, say the same in its own words."""
        composed, conversation, watch = state
        answer = composed.answer
        if self._writer is not None:
            answer = self._writer.write(composed.draft, answer, composed.notes, watch=watch)
        return Turn(answer, conversation)


def model_writer(settings: Settings, corpus: Corpus) -> ModelWriter | None:
    """What has the settings' language model write, or None without one."""
    model = settings.language_model
    if model is None:
        return None
    # Only now: it imports the clients of chat models.
    from assistant.generate.chat import ChatClient

    return ModelWriter(model, ChatClient(model), TextVerifier(corpus), corpus)


def _spoken(conversation: Conversation) -> Language:
    return conversation.query.language if conversation.query else "ja"


def _notices(write: Writer, query: Query, shown: list[Statement]) -> tuple[str, ...]:
    notices = []
    for mention in query.mentions:
        if not mention.exact:
            record = write.corpus.get(mention.record_ids[0])
            notices.append(
                text("answer.notice_nearest_name", write.language, name=write.name(record))
            )
    if write.language == "en" and any(s.evidence for s in shown):
        notices.append(text("answer.notice_english", "en"))
    return tuple(notices)
