"""What the coaching pages work with: records, drafts and answers, opened when first needed."""

import io
import logging
import threading
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from assistant.accounts.types import Role
from assistant.coach.assessment import Assessment
from assistant.coach.draft import Drafter
from assistant.coach.edit import edited
from assistant.coach.files.write import Format, write_plan
from assistant.coach.gap import find_gaps
from assistant.coach.paragraphs import Drafting, Paragraphs, ParagraphWriter
from assistant.coach.plan import Line, Plan, Wording, WordingProblem
from assistant.coach.store import CoachStore
from assistant.coach.store.records import StoredAssessment, StoredPlan
from assistant.coach.store.unfinished import Unfinished
from assistant.conversation import EMPTY
from assistant.errors import AppError, ModelBusy, ModelUnreachable, NotShared, StoreFailure
from assistant.generate.types import Progress, Watch
from assistant.types import Answer, Language
from assistant.web.coaching.sent import SentForms
from assistant.web.coaching.work import Task, Work
from assistant.web.identity import Identities, Identity
from assistant.web.observing.log import Log
from assistant.web.records import Records
from assistant.web.service import Service
from corpus import Corpus

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was asked on a page.

    Attributes:
        skill: Beside which skill, by its id.
    """

    skill: str
    text: str


class Desk:
    """Everything behind the pages. Its methods block; meant for threads.

    Attributes:
        corpus: Where the skills are.
        identities: Who asks.
        model: Which language model there is; None without one.
        answers: Questions that the assistant answers.
        drafts: Plans that a language model has a part in, by the id that each will have.
        sent: Forms that were taken, so that a double click is no conflict.
        patience: Seconds that a page waits for work before it says how that gets on.
    """

    def __init__(
        self,
        records: Records,
        corpus: Corpus,
        service: Service,
        identities: Identities,
        log: Log,
        *,
        patience: float,
    ) -> None:
        """Work on `records`; nothing is opened yet."""
        self.corpus = corpus
        self.identities = identities
        self._records = records
        self._service = service
        self._log = log
        self._run = uuid4().hex
        # Drafting and drawing take a processor for a moment; side by side they only get slower.
        self._working = threading.Lock()
        self.model = service.model
        self.patience = patience
        self.sent = SentForms()
        self.answers: Work[Question, Progress, Answer] = Work(service.threads)
        self.drafts: Work[str, Drafting, str] = Work(service.threads)

    @property
    def store(self) -> CoachStore:
        """The records; opened again as long as that has failed.

        Raises:
            StoreUnavailable: They cannot be opened.
        """
        return CoachStore.over(self._records.database, self.corpus)

    def now(self) -> datetime:
        """The time that goes into records."""
        return self._records.now()

    def is_coach(self, who: Identity, person: str) -> bool:
        """Whether somebody looks at a person's records as their coach; no if these are their own.

        Raises:
            NotShared: They are somebody else's, who has not shared them, or who shared them when
                this account was still a coach's.
        """
        if self.store.people.get(who.account, person).owner == who.account:
            return False
        if who.role is not Role.COACH:
            raise NotShared("There is no such record, or it has not been shared with you.")
        return True

    def plan(self, who: Identity, plan: str) -> StoredPlan:
        """One plan.

        Raises:
            NotShared: There is none, or not for this account.
        """
        stored = self.store.plans.get(who.account, plan)
        self.is_coach(who, stored.person_id)
        return stored

    def assessment(self, who: Identity, person: str, assessment: str) -> StoredAssessment:
        """One assessment of a person.

        Raises:
            NotShared: There is none, or not for this account.
        """
        self.is_coach(who, person)
        for stored in self.store.assessments.history(who.account, person):
            if stored.id == assessment:
                return stored
        raise NotShared("There is no such record, or it has not been shared with you.")

    def draft(self, assessment: Assessment, language: Language) -> Plan:
        """A draft of advice that nobody has kept yet."""
        with self._working:
            return self._drafter.draft(assessment, language)

    def keep_draft(
        self,
        actor: str,
        found: StoredAssessment,
        language: Language,
        plan_id: str,
        paragraphs: Paragraphs | None = None,
    ) -> str:
        """Draft a plan and keep it under an id, unless it is kept there already; the id.

        Raises:
            NotShared: Not shared with the actor.
            StoreUnavailable: It could not be saved.
        """
        with self._working:
            drafted = self._drafter.draft(found.assessment, language, paragraphs)
        plans = self.store.plans
        plans.add(actor, found.person_id, drafted, at=self.now(), plan_id=plan_id)
        return plan_id

    def begin_draft(
        self, actor: str, found: StoredAssessment, language: Language, plan_id: str
    ) -> Task[str, Drafting, str]:
        """Have a language model take part in a draft, which is kept when it is written.

        Should the server stop meanwhile, `finish_interrupted` ends it.

        Raises:
            NotShared: Not shared with the actor.
            ModelBusy: As much as may be is being written.
            StoreUnavailable: Nothing can be saved.
        """

        def work(tell: Callable[[Drafting], None]) -> str:
            try:
                paragraphs = self.paragraphs(found.assessment, language, tell)
                return self.keep_draft(actor, found, language, plan_id, paragraphs)
            except StoreFailure:
                # The page says so; later it would be a plan that nobody expects any more.
                with suppress(StoreFailure):
                    unfinished.drop(plan_id)
                raise

        unfinished = self.store.unfinished
        begun = Unfinished(plan_id, found.person_id, found.id, actor, language)
        unfinished.begin(begun, self._run)
        place = f"/people/{found.person_id}/assessments/{found.id}"
        try:
            return self.drafts.start(actor, plan_id, place, work)
        except ModelBusy:
            unfinished.drop(plan_id)
            raise

    def finish_interrupted(self, record_id: str) -> None:
        """Make of quotes alone what a server that has stopped was having written, and say so in it.

        Args:
            record_id: Of the plan, or of the person whose plans are looked at.

        Raises:
            StoreUnavailable: It could not be read or saved.
        """
        store = self.store
        for left in store.unfinished.left_behind(record_id, self._run):
            try:
                history = store.assessments.history(left.actor, left.person_id)
                for found in (stored for stored in history if stored.id == left.assessment_id):
                    words = self._without_model(found.assessment, "interrupted")
                    self.keep_draft(left.actor, found, left.language, left.plan_id, words)
            except NotShared:
                # Taken back since: nobody is to get it.
                store.unfinished.drop(left.plan_id)

    def paragraphs(
        self, assessment: Assessment, language: Language, tell: Callable[[Drafting], None]
    ) -> Paragraphs:
        """What the language model writes about the gaps; nothing where it cannot be asked."""
        try:
            writer = self._paragraph_writer
        except AppError as error:
            _log.warning("a draft without a language model's words: %s", error)
            return self._without_model(assessment, "failed")
        return writer.write(assessment, language, tell)

    def _without_model(self, assessment: Assessment, problem: WordingProblem) -> Paragraphs:
        unwritten = len(find_gaps(assessment, self.corpus).gaps)
        name = self.model.name if self.model else ""
        return Paragraphs({}, Wording(name, "", 0, unwritten, problem))

    def edited(self, plan: Plan, advice: list[Line], notes: list[Line]) -> Plan:
        """The plan with other lines, proved again.

        Raises:
            NotAllowed: A line may not be said so.
        """
        with self._working:
            return edited(plan, advice, notes, self._drafter)

    def file(
        self, actor: str, person: str, plan: Plan, form: Format, at: datetime
    ) -> tuple[str, bytes]:
        """A plan as one file: its name and content. Markdown comes with its pictures, packed.

        Raises:
            NotShared: Not shared with the actor.
            StoreUnavailable: The person's folder cannot be made.
            OSError: The file cannot be written.
        """
        folder = self.store.privacy.folder(actor, person)
        # In the person's own folder: what a crash leaves behind is reached by their deletion.
        with self._working, TemporaryDirectory(dir=folder) as aside:
            dated = at.astimezone().date()
            written = write_plan(plan, self.corpus, Path(aside), [form], dated=dated)
            if form is Format.MARKDOWN:
                return f"{written[0].stem}.zip", _packed(written)
            return written[0].name, written[0].read_bytes()

    def ask(self, actor: str, question: str, language: Language, watch: Watch) -> Answer:
        """An answer by the same assistant as in the chat, noted in the audit log.

        Raises:
            AppError: The question cannot be taken, or the assistant cannot be opened.
        """
        answer = self._service.ask(question, EMPTY, language, watch).answer
        self._log.answered(actor, answer)
        return answer

    @cached_property
    def _paragraph_writer(self) -> ParagraphWriter:
        model = self._service.open().model
        if model is None:
            raise ModelUnreachable("no language model is set.")
        return ParagraphWriter(model, self.corpus)

    @cached_property
    def _drafter(self) -> Drafter:
        return Drafter(self.corpus)


def _packed(files: tuple[Path, ...]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in files:
            packed.write(path, path.name)
    return target.getvalue()
