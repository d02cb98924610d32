"""What the coaching pages work with: records, drafts and answers, opened when first needed."""

import io
import threading
import zipfile
from datetime import datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.coach.assessment import Assessment
from assistant.coach.draft import Drafter
from assistant.coach.edit import edited
from assistant.coach.files.write import Format, write_plan
from assistant.coach.plan import Line, Plan
from assistant.coach.store import CoachStore
from assistant.coach.store.records import StoredAssessment
from assistant.conversation import EMPTY
from assistant.errors import NotShared
from assistant.types import Answer, Language
from assistant.web.identity import Identities
from assistant.web.observing.log import Log
from assistant.web.records import Records
from assistant.web.service import Service
from corpus import Corpus


class Desk:
    """Everything behind the pages. Its methods block; meant for threads.

    Attributes:
        corpus: Where the skills are.
        identities: Who asks.
    """

    def __init__(
        self,
        records: Records,
        corpus: Corpus,
        service: Service,
        identities: Identities,
        log: Log,
    ) -> None:
        """Work on `records`; nothing is opened yet."""
        self.corpus = corpus
        self.identities = identities
        self._records = records
        self._service = service
        self._log = log
        # Drafting and drawing take a processor for a moment; side by side they only get slower.
        self._working = threading.Lock()

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

    def assessment(self, actor: str, person: str, assessment: str) -> StoredAssessment:
        """One assessment of a person.

        Raises:
            NotShared: There is none, or not for this account.
        """
        for stored in self.store.assessments.history(actor, person):
            if stored.id == assessment:
                return stored
        raise NotShared("There is no such record, or it has not been shared with you.")

    def draft(self, assessment: Assessment, language: Language) -> Plan:
        """A draft of advice that nobody has kept yet."""
        with self._working:
            return self._drafter.draft(assessment, language)

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

    def ask(self, question: str, language: Language) -> Answer:
        """An answer by the same assistant as in the chat.

        Raises:
            AppError: The question cannot be taken, or the assistant cannot be opened.
        """
        return self._service.ask(question, EMPTY, language).answer

    @cached_property
    def _drafter(self) -> Drafter:
        return Drafter(self.corpus)


def _packed(files: tuple[Path, ...]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in files:
            packed.write(path, path.name)
    return target.getvalue()
