"""What a coach sees: the people who have shared with them, one of these, and the team's counts."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from assistant.accounts.types import Role
from assistant.coach.assessment import Assessment
from assistant.coach.team import FEWEST, team_counts
from assistant.errors import TooFewPeople
from assistant.web.coaching.desk import Desk
from assistant.web.coaching.forms import RecordId
from assistant.web.coaching.history import history_of
from assistant.web.coaching.pages import Pages
from assistant.web.coaching.views import Views
from assistant.web.coaching.visit import Door, Visit


def coach_router(desk: Desk, pages: Pages, door: Door) -> APIRouter:
    """The pages of a coach."""
    router = APIRouter()
    reads = door.reads(Role.COACH)

    @router.get("/coach")
    def people(visit: Annotated[Visit, Depends(reads)]) -> Response:
        return pages.page(
            "coach",
            visit,
            people=desk.store.people.shared_with(visit.account),
            code=desk.identities.code_of(visit.account),
            views=Views(desk.corpus, visit.language),
        )

    @router.get("/people/{person}")
    def one(visit: Annotated[Visit, Depends(reads)], person: RecordId) -> Response:
        return pages.page(
            "person",
            visit,
            person=desk.store.people.get(visit.account, person),
            history=history_of(desk, visit.account, person),
            views=Views(desk.corpus, visit.language),
        )

    @router.get("/team")
    def team(visit: Annotated[Visit, Depends(reads)]) -> Response:
        latest: dict[str, Assessment] = {}
        for listed in desk.store.people.shared_with(visit.account):
            history = desk.store.assessments.history(visit.account, listed.person_id)
            if history:
                latest[listed.person_id] = history[-1].assessment
        try:
            cells = team_counts(latest, desk.corpus)
        except TooFewPeople:
            cells = None
        return pages.page(
            "team",
            visit,
            cells={(c.level, c.facet): c for c in cells} if cells is not None else None,
            people=len(latest),
            fewest=FEWEST,
            views=Views(desk.corpus, visit.language),
        )

    return router
