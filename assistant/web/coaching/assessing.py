"""One assessment: its skills one a page, its result, and questions about a skill in place."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Path, Response

from assistant.coach.assessment import Rated
from assistant.coach.files.write import Format
from assistant.coach.gap import Standing
from assistant.coach.store.records import StoredAssessment
from assistant.errors import AppError, Conflict
from assistant.web.coaching.asking import Asked, Asking, refused
from assistant.web.coaching.desk import Desk
from assistant.web.coaching.files import download
from assistant.web.coaching.forms import FormProblem, RateForm, RecordId, checked
from assistant.web.coaching.pages import Pages, to
from assistant.web.coaching.views import AskedAbout, Views, to_answer, to_sources
from assistant.web.coaching.visit import Door, Visit

Number = Annotated[int, Path(ge=1, le=100)]


def assessing_router(desk: Desk, pages: Pages, door: Door) -> APIRouter:
    """The pages of assessments, for the person and for their coaches."""
    router = APIRouter(prefix="/people/{person}/assessments/{assessment}")
    reads, posts = door.reads(), door.posts()
    asking = Asking(desk)

    def skill_page(
        visit: Visit,
        stored: StoredAssessment,
        about: AskedAbout,
        number: int,
        *,
        asked: Asked | None = None,
        error: FormProblem | AppError | None = None,
    ) -> Response:
        skills = to_answer(stored.assessment, desk.corpus, about)
        if number > len(skills):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        standing = skills[number - 1]
        is_coach = desk.is_coach(visit.known, stored.person_id)
        mine = _mine(standing, is_coach=is_coach)
        given = {
            "rating": mine.rating.value if mine else "",
            "evidence": mine.evidence if mine else "",
        }
        if error is not None:
            given |= visit.fields
        values: dict[str, object] = {
            "stored": stored,
            "is_coach": is_coach,
            "about": about,
            "number": number,
            "skills": skills,
            "standing": standing,
            "done": [_mine(s, is_coach=is_coach) is not None for s in skills],
            "given": given,
            "asked": asked,
            "views": Views(desk.corpus, visit.language),
        }
        return pages.form("skill", visit, error, **values)

    def result_page(visit: Visit, stored: StoredAssessment, asked: Asked | None = None) -> Response:
        plan = desk.draft(stored.assessment, visit.language)
        views = Views(desk.corpus, visit.language)
        skills = to_answer(stored.assessment, desk.corpus)
        return pages.page(
            "result",
            visit,
            stored=stored,
            is_coach=desk.is_coach(visit.known, stored.person_id),
            plan=plan,
            gaps=plan.gaps,
            maps=views.heat_maps(plan.gaps),
            radar=views.radar(plan.gaps),
            sources=views.sources(plan),
            numbers={s.skill.id: number for number, s in enumerate(skills, start=1)},
            to_sources=to_sources,
            views=views,
            asked=asked,
            model=desk.model,
        )

    def keep_rating(visit: Visit, stored: StoredAssessment, skill: str, form: RateForm) -> None:
        # The other answers are those just read, so they must be of the version seen.
        if form.version != stored.version:
            raise Conflict("This assessment has changed since the page was opened.")
        is_coach = desk.is_coach(visit.known, stored.person_id)
        before = stored.assessment.coach if is_coach else stored.assessment.own
        ratings = dict(before) | {skill: Rated(form.rating, form.evidence)}
        desk.store.assessments.rate(visit.account, stored.id, ratings, version=form.version)

    @router.get("")
    def result(
        visit: Annotated[Visit, Depends(reads)],
        person: RecordId,
        assessment: RecordId,
        answer: RecordId | None = None,
    ) -> Response:
        stored = desk.assessment(visit.known, person, assessment)
        return result_page(visit, stored, asking.found(visit, answer))

    @router.post("/questions")
    def question(
        visit: Annotated[Visit, Depends(posts)], person: RecordId, assessment: RecordId
    ) -> Response:
        stored = desk.assessment(visit.known, person, assessment)
        try:
            key = asking.begin(visit)
        except (FormProblem, AppError) as error:
            return result_page(visit, stored, refused(visit, error))
        return to(f"/people/{person}/assessments/{assessment}?answer={key}")

    @router.get("/download/{form}")
    def file(
        visit: Annotated[Visit, Depends(reads)],
        person: RecordId,
        assessment: RecordId,
        form: Format,
    ) -> Response:
        stored = desk.assessment(visit.known, person, assessment)
        plan = desk.draft(stored.assessment, visit.language)
        return download(desk.file(visit.account, person, plan, form, desk.now()))

    @router.get("/recommended")
    def recommended(
        visit: Annotated[Visit, Depends(reads)], person: RecordId, assessment: RecordId
    ) -> Response:
        stored = desk.assessment(visit.known, person, assessment)
        views = Views(desk.corpus, visit.language)
        return pages.page(
            "recommended",
            visit,
            stored=stored,
            is_coach=desk.is_coach(visit.known, stored.person_id),
            groups=views.by_category(to_answer(stored.assessment, desk.corpus, "recommended")),
            views=views,
        )

    @router.get("/{about}/{number}")
    def skill(
        visit: Annotated[Visit, Depends(reads)],
        person: RecordId,
        assessment: RecordId,
        about: AskedAbout,
        number: Number,
        answer: RecordId | None = None,
    ) -> Response:
        stored = desk.assessment(visit.known, person, assessment)
        return skill_page(visit, stored, about, number, asked=asking.found(visit, answer))

    @router.post("/{about}/{number}")
    def rate(
        visit: Annotated[Visit, Depends(posts)],
        person: RecordId,
        assessment: RecordId,
        about: AskedAbout,
        number: Number,
    ) -> Response:
        stored = desk.assessment(visit.known, person, assessment)
        skills = to_answer(stored.assessment, desk.corpus, about)
        if number > len(skills):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        try:
            form = checked(RateForm, visit.fields)
            with desk.sent.once(visit.account, visit.path, visit.fields) as again:
                if not again:
                    keep_rating(visit, stored, skills[number - 1].skill.id, form)
        except (FormProblem, AppError) as error:
            return skill_page(visit, stored, about, number, error=error)
        place = f"/people/{person}/assessments/{assessment}"
        if number < len(skills):
            return to(f"{place}/{about}/{number + 1}")
        return to(place if about == "skills" else f"{place}/recommended")

    @router.post("/{about}/{number}/questions")
    def question_beside(
        visit: Annotated[Visit, Depends(posts)],
        person: RecordId,
        assessment: RecordId,
        about: AskedAbout,
        number: Number,
    ) -> Response:
        stored = desk.assessment(visit.known, person, assessment)
        try:
            key = asking.begin(visit)
        except (FormProblem, AppError) as error:
            return skill_page(visit, stored, about, number, asked=refused(visit, error))
        here = f"/people/{person}/assessments/{assessment}/{about}/{number}"
        return to(f"{here}?answer={key}")

    return router


def _mine(standing: Standing, *, is_coach: bool) -> Rated | None:
    return standing.coach if is_coach else standing.own
