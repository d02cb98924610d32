"""The audit log as the pages write it."""

import logging
from collections.abc import Mapping

from assistant.audit.audit import Audit
from assistant.audit.types import Action, Kind, Subject, Value
from assistant.errors import StoreUnavailable
from assistant.types import Answer
from assistant.web.identity import Identity
from assistant.web.observing.figures import Figures
from assistant.web.observing.request_id import request_id
from assistant.web.records import Records

_log = logging.getLogger(__name__)


class Log:
    """Notes what is done on the pages, and counts it. Its methods may block.

    Attributes:
        figures: Where it is counted.
    """

    def __init__(self, records: Records, figures: Figures) -> None:
        """Note in the log of `records`."""
        self._records = records
        self.figures = figures

    def note(
        self,
        action: Action,
        who: Identity | str,
        about: Subject | None = None,
        *,
        model: str = "",
        index_id: str = "",
        detail: Mapping[str, Value] | None = None,
    ) -> None:
        """Add an entry. While the records are out of reach it goes to the server's log instead.

        Args:
            action: What was done.
            who: Who did it, or the id of their account; empty for nobody known.
            about: What it was done to.
            model: The language model that took part.
            index_id: The index that was asked.
            detail: A few figures and words of the program.
        """
        actor = who if isinstance(who, str) else who.account
        try:
            Audit(self._records.database).record(
                action,
                at=self._records.now(),
                actor=actor,
                about=about,
                model=model,
                index_id=index_id,
                request_id=request_id(),
                detail=detail,
            )
        except StoreUnavailable:
            subject = f"{about.kind.value} {about.id}" if about else ""
            _log.error(
                "not in the audit log: %s by %r: %s, request %s",
                action.value, actor, subject, request_id(),
            )  # fmt: skip

    def answered(self, who: str, answer: Answer) -> None:
        """Note that a question was answered: how, and neither what was asked nor what was said."""
        self.figures.answered(answer)
        self.note(
            Action.QUESTION_ANSWERED,
            who,
            Subject(Kind.ANSWER),
            model=answer.model,
            index_id=answer.index_id,
            detail={
                "status": answer.status.value,
                "language": answer.language,
                "withheld": answer.withheld,
            },
        )

    def failed(self, who: str, kind: str) -> None:
        """Note that a question was not answered, and the kind of error."""
        self.figures.failures.labels(kind).inc()
        self.note(Action.QUESTION_FAILED, who, Subject(Kind.ANSWER), detail={"kind": kind})
