"""One plan: read by the person and their coaches, edited line by line and decided on by a coach."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from assistant.accounts.types import Role
from assistant.coach.approval import State
from assistant.coach.files.write import Format
from assistant.coach.plan import Line
from assistant.coach.store.records import StoredPlan
from assistant.coach.verdicts import states_verdict
from assistant.errors import AppError, Conflict, StoreFailure, WordsRefused
from assistant.web.coaching.desk import Desk
from assistant.web.coaching.files import download
from assistant.web.coaching.forms import (
    DecisionForm,
    FormProblem,
    LineForm,
    PlanForm,
    RecordId,
    checked,
    key_of,
)
from assistant.web.coaching.pages import to
from assistant.web.coaching.plan_page import PlanPage
from assistant.web.coaching.visit import Door, Visit


def planning_router(desk: Desk, page: PlanPage, door: Door) -> APIRouter:
    """The pages of plans."""
    router = APIRouter()
    reads, coaches = door.reads(), door.posts(Role.COACH)

    def keep_lines(visit: Visit, stored: StoredPlan, form: LineForm) -> None:
        # A line is known by its number, so the lines must be those that were seen.
        if form.version != stored.version:
            raise Conflict("This plan has changed since the page was opened.")
        advice, notes = list(stored.plan.advice), list(stored.plan.notes)
        _change(advice if form.part == "advice" else notes, form)
        better = desk.edited(stored.plan, advice, notes)
        desk.store.plans.edit(visit.account, stored.id, better, version=form.version, at=desk.now())

    @router.post("/people/{person}/assessments/{assessment}/plans")
    def add(
        visit: Annotated[Visit, Depends(coaches)], person: RecordId, assessment: RecordId
    ) -> Response:
        form = checked(PlanForm, visit.fields)
        found = desk.assessment(visit.known, person, assessment)
        plan_id = key_of(visit.account, assessment, form.once)
        account, language = visit.account, visit.language
        if form.wording == "templates" or desk.model is None:
            desk.keep_draft(account, found, language, plan_id)
            return to(f"/plans/{plan_id}")

        desk.begin_draft(account, found, language, plan_id).over.wait(desk.patience)
        return to(f"/plans/{plan_id}")

    @router.get("/plans/{plan}")
    def show(visit: Annotated[Visit, Depends(reads)], plan: RecordId) -> Response:
        task = desk.drafts.find(visit.account, plan)
        if task is not None and not task.over.is_set():
            return page.making(visit, plan, task)
        if task is not None and isinstance(task.error, StoreFailure):
            return page.not_made(visit, task.about, task.error)
        if task is not None:
            plan = task.outcome
        else:
            desk.finish_interrupted(plan)
        return page.shown(visit, desk.plan(visit.known, plan))

    @router.post("/plans/{plan}/lines")
    def edit(visit: Annotated[Visit, Depends(coaches)], plan: RecordId) -> Response:
        stored = desk.plan(visit.known, plan)
        try:
            form = checked(LineForm, visit.fields)
            with desk.sent.once(visit.account, visit.path, visit.fields) as again:
                if not again:
                    keep_lines(visit, stored, form)
        except (FormProblem, AppError) as error:
            return page.shown(visit, stored, error)
        return to(f"/plans/{plan}#lines")

    @router.post("/plans/{plan}/decision")
    def decide(visit: Annotated[Visit, Depends(coaches)], plan: RecordId) -> Response:
        stored = desk.plan(visit.known, plan)
        try:
            form = checked(DecisionForm, visit.fields)
            if states_verdict(form.comment):
                raise WordsRefused("The comment passes a verdict on a person.", reason="verdict")
            with desk.sent.once(visit.account, visit.path, visit.fields) as again:
                if not again:
                    desk.store.plans.decide(
                        visit.account,
                        plan,
                        State(form.to),
                        version=form.version,
                        at=desk.now(),
                        comment=form.comment.strip(),
                    )
        except (FormProblem, AppError) as error:
            return page.shown(visit, stored, error)
        return to(f"/plans/{plan}")

    @router.get("/plans/{plan}/download/{form}")
    def file(visit: Annotated[Visit, Depends(reads)], plan: RecordId, form: Format) -> Response:
        stored = desk.plan(visit.known, plan)
        decided = stored.plan.state is not State.DRAFT
        dated = stored.decisions[-1].at if decided else desk.now()
        return download(desk.file(visit.account, stored.person_id, stored.plan, form, dated))

    return router


def _change(lines: list[Line], form: LineForm) -> None:
    """Do to the lines what a form asks.

    Raises:
        FormProblem: It names no line.
    """
    if form.action == "add":
        lines.insert(_end_of(lines, form.skill), Line(form.line, (), form.skill, "coach"))
        return
    if form.number >= len(lines):
        raise FormProblem("line", "wrong")
    if form.action == "remove":
        del lines[form.number]
    elif form.action == "save":
        old = lines[form.number]
        lines[form.number] = replace(old, text=form.line)
    else:
        other = _neighbour(lines, form.number, -1 if form.action == "up" else 1)
        if other is not None:
            lines[form.number], lines[other] = lines[other], lines[form.number]


def _end_of(lines: Sequence[Line], skill: str) -> int:
    """Behind the last line about a skill."""
    same = [number for number, line in enumerate(lines) if line.skill_id == skill]
    return same[-1] + 1 if same else len(lines)


def _neighbour(lines: Sequence[Line], number: int, step: int) -> int | None:
    """The next line about the same skill in one direction, past those about others."""
    other = number + step
    while 0 <= other < len(lines):
        if lines[other].skill_id == lines[number].skill_id:
            return other
        other += step
    return None
