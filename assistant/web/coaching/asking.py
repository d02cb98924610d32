"""Questions beside a skill: asked once, answered in a thread, shown where they were asked."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Response
from fastapi.responses import JSONResponse

from assistant.errors import AppError
from assistant.types import Answer
from assistant.web.coaching.desk import Desk, Question
from assistant.web.coaching.forms import FormProblem, QuestionForm, RecordId, checked, key_of
from assistant.web.coaching.pages import Problem
from assistant.web.coaching.telling import told
from assistant.web.coaching.visit import Door, Visit

WORK = "/tasks"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its page shows it.

    Attributes:
        skill: Beside which skill; empty where the page has one skill only, or it is not known.
        question: As typed.
        answer: None as long as there is none.
        problem: Why there will be none.
        key: Of an answer that is still being made; empty when it is over.
        told: How it gets on.
        lost: Whether the answer is not kept any more.
    """

    skill: str = ""
    question: str = ""
    answer: Answer | None = None
    problem: Problem | None = None
    key: str = ""
    told: str = ""
    lost: bool = False


class Asking:
    """Takes questions and finds their answers again."""

    def __init__(self, desk: Desk) -> None:
        """Ask at the desk."""
        self._desk = desk

    def begin(self, visit: Visit) -> str:
        """Have the question of a form answered; the key of the answer. Sent twice, asked once.

        Raises:
            FormProblem: The form has no question.
            ModelBusy: Too many are being answered.
        """
        form = checked(QuestionForm, visit.fields)
        desk, language = self._desk, visit.language
        key = key_of(form.once, form.question)
        task = desk.answers.start(
            visit.account,
            key,
            Question(form.skill, form.question),
            lambda tell: desk.ask(visit.account, form.question, language, tell),
        )
        task.over.wait(desk.patience)
        return key

    def found(self, visit: Visit, key: str | None) -> Asked | None:
        """What was asked under a key, as it is now.

        Raises:
            Exception: Answering it has failed in a way that is nobody's question.
        """
        if key is None:
            return None
        task = self._desk.answers.find(visit.account, key)
        if task is None:
            return Asked(lost=True)
        asked = task.about
        if not task.over.is_set():
            line = told(task.progress, visit.language)
            return Asked(asked.skill, asked.text, key=key, told=line)
        if isinstance(task.error, AppError):
            return Asked(asked.skill, asked.text, problem=Problem(task.error, visit.language))
        return Asked(asked.skill, asked.text, task.outcome)


def refused(visit: Visit, error: FormProblem | AppError) -> Asked:
    """A question that was not taken, with what was typed and why."""
    problem = Problem(error, visit.language)
    return Asked(visit.fields.get("skill", ""), visit.fields.get("question", ""), problem=problem)


def work_router(desk: Desk, door: Door) -> APIRouter:
    """Tells how work gets on, to the script of the pages."""
    router = APIRouter(prefix=WORK)

    @router.get("/{kind}/{key}")
    def state(
        visit: Annotated[Visit, Depends(door.reads())],
        kind: Literal["answers", "drafts"],
        key: RecordId,
    ) -> Response:
        work = desk.answers if kind == "answers" else desk.drafts
        task = work.find(visit.account, key)
        if task is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        said = {"over": task.over.is_set(), "told": told(task.progress, visit.language)}
        return JSONResponse(said, headers={"Cache-Control": "no-store"})

    return router
