"""What a staff member does with their own record: consent, role, sharing, copy, correction, end."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from assistant.batch import dumps
from assistant.coach.store.records import Person
from assistant.errors import AppError
from assistant.web.coaching.desk import Desk
from assistant.web.coaching.forms import (
    ConfirmForm,
    FormProblem,
    NameForm,
    RoleForm,
    ShareForm,
    UnshareForm,
    checked,
)
from assistant.web.coaching.history import history_of
from assistant.web.coaching.pages import Pages, to
from assistant.web.coaching.views import Views
from assistant.web.coaching.visit import Door, Visit


def staff_router(desk: Desk, pages: Pages, door: Door) -> APIRouter:
    """The pages of a staff member."""
    router = APIRouter()
    reads = door.reads()
    posts = door.posts()

    def person_of(visit: Visit) -> Person:
        found = desk.store.people.of_account(visit.account)
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return found

    def home(visit: Visit, error: FormProblem | AppError | None = None) -> Response:
        person = person_of(visit)
        values = {
            "person": person,
            "history": history_of(desk, visit.account, person.id),
            "coaches": [(c, desk.identities.name_of(c)) for c in person.coaches],
            "given": visit.fields,
            "views": Views(desk.corpus, visit.language),
        }
        return pages.form("me", visit, error, **values)

    @router.get("/me")
    def me(visit: Annotated[Visit, Depends(reads)]) -> Response:
        if desk.store.people.of_account(visit.account) is None:
            return to("/consent")
        return home(visit)

    @router.get("/consent")
    def consent(visit: Annotated[Visit, Depends(reads)]) -> Response:
        if desk.store.people.of_account(visit.account) is not None:
            return to("/me")
        return pages.page("consent", visit, model=desk.model)

    @router.post("/consent")
    def consented(visit: Annotated[Visit, Depends(posts)]) -> Response:
        try:
            checked(ConfirmForm, visit.fields)
            if desk.store.people.of_account(visit.account) is None:
                desk.store.people.add(visit.account, visit.known.name, at=desk.now())
        except (FormProblem, AppError) as error:
            return pages.form("consent", visit, error, model=desk.model)
        return to("/role")

    @router.get("/role")
    def role(visit: Annotated[Visit, Depends(reads)]) -> Response:
        person_of(visit)
        return pages.page("role", visit, views=Views(desk.corpus, visit.language))

    @router.post("/role")
    def chosen(visit: Annotated[Visit, Depends(posts)]) -> Response:
        person = person_of(visit)
        try:
            level = int(checked(RoleForm, visit.fields).level)
            begun = desk.store.assessments.begin(visit.account, person.id, level, {}, at=desk.now())
        except (FormProblem, AppError) as error:
            views = Views(desk.corpus, visit.language)
            return pages.form("role", visit, error, views=views)
        return to(f"/people/{person.id}/assessments/{begun.id}/skills/1")

    @router.post("/sharing")
    def share(visit: Annotated[Visit, Depends(posts)]) -> Response:
        person = person_of(visit)
        try:
            coach = desk.identities.coach_by(checked(ShareForm, visit.fields).code)
            if coach is None or coach.account == visit.account:
                raise FormProblem("code", "wrong")
            desk.store.people.share(visit.account, person.id, coach.account, at=desk.now())
        except (FormProblem, AppError) as error:
            return home(visit, error)
        return to("/me#sharing")

    @router.post("/sharing/end")
    def unshare(visit: Annotated[Visit, Depends(posts)]) -> Response:
        person = person_of(visit)
        coach = checked(UnshareForm, visit.fields).coach
        desk.store.people.unshare(visit.account, person.id, coach)
        return to("/me#sharing")

    @router.post("/name")
    def rename(visit: Annotated[Visit, Depends(posts)]) -> Response:
        person = person_of(visit)
        try:
            form = checked(NameForm, visit.fields)
            desk.store.people.rename(visit.account, person.id, form.name, version=form.version)
        except (FormProblem, AppError) as error:
            return home(visit, error)
        return to("/me#data")

    @router.get("/my-data.json")
    def copy(visit: Annotated[Visit, Depends(reads)]) -> Response:
        everything = desk.store.privacy.export(visit.account, person_of(visit).id)
        headers = {"Content-Disposition": 'attachment; filename="my-data.json"'}
        content = dumps(everything) + b"\n"
        return Response(content, media_type="application/json", headers=headers)

    @router.post("/delete")
    def delete(visit: Annotated[Visit, Depends(posts)]) -> Response:
        person = person_of(visit)
        try:
            checked(ConfirmForm, visit.fields)
            desk.store.privacy.delete(visit.account, person.id)
        except (FormProblem, AppError) as error:
            return home(visit, error)
        desk.identities.forget(visit.known)
        return to("/deleted")

    @router.get("/deleted")
    def deleted(visit: Annotated[Visit, Depends(door.anyone)]) -> Response:
        return pages.page("deleted", visit)

    return router
