"""Comments on a plan, by the person and their coaches alike."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from assistant.coach.comment import MOST_COMMENTS
from assistant.errors import AppError
from assistant.web.coaching.desk import Desk
from assistant.web.coaching.forms import (
    CommentForm,
    FormProblem,
    OwnCommentForm,
    RecordId,
    checked,
)
from assistant.web.coaching.pages import to
from assistant.web.coaching.plan_page import PlanPage
from assistant.web.coaching.visit import Door, Visit

Number = Annotated[int, Path(ge=1, le=MOST_COMMENTS)]


def comment_router(desk: Desk, page: PlanPage, door: Door) -> APIRouter:
    """What is posted from the comments below a plan."""
    router = APIRouter(prefix="/plans/{plan}/comments")
    posts = door.posts()

    @router.post("")
    def add(visit: Annotated[Visit, Depends(posts)], plan: RecordId) -> Response:
        stored = desk.plan(visit.known, plan)
        try:
            form = checked(CommentForm, visit.fields)
            made = desk.store.comments.add(
                visit.account, plan, form.words, seen=form.seen, at=desk.now()
            )
        except (FormProblem, AppError) as error:
            return page.shown(visit, stored, error)
        return to(f"/plans/{plan}#comment-{made.number}")

    @router.post("/{number}")
    def change(visit: Annotated[Visit, Depends(posts)], plan: RecordId, number: Number) -> Response:
        stored = desk.plan(visit.known, plan)
        try:
            form = checked(OwnCommentForm, visit.fields)
            with desk.sent.once(visit.account, visit.path, visit.fields) as again:
                if not again:
                    desk.store.comments.change(
                        visit.account,
                        plan,
                        number,
                        form.words if form.action == "save" else None,
                        version=form.version,
                        at=desk.now(),
                    )
        except (FormProblem, AppError) as error:
            return page.shown(visit, stored, error)
        return to(f"/plans/{plan}#comment-{number}")

    return router
