"""The page of one plan: its lines, what was decided, what has been said about it."""

from math import ceil

from fastapi import Response

from assistant.coach.approval import State
from assistant.coach.gap import Standing
from assistant.coach.paragraphs import Drafting
from assistant.coach.plan import Line, Plan
from assistant.coach.store.records import StoredPlan
from assistant.coach.wording import wording_text
from assistant.errors import AppError
from assistant.web.coaching.asking import WORK
from assistant.web.coaching.desk import Desk
from assistant.web.coaching.forms import FormProblem
from assistant.web.coaching.pages import Pages
from assistant.web.coaching.telling import told
from assistant.web.coaching.views import Views, to_sources
from assistant.web.coaching.visit import Visit
from assistant.web.coaching.work import Task


class PlanPage:
    """Shows plans from the desk."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        """Fill `pages`."""
        self._desk = desk
        self._pages = pages

    def shown(
        self, visit: Visit, stored: StoredPlan, error: FormProblem | AppError | None = None
    ) -> Response:
        """The page as it is now, and what was typed and not taken."""
        desk = self._desk
        views = Views(desk.corpus, visit.language)
        is_coach = desk.is_coach(visit.known, stored.person_id)
        comments = desk.store.comments.of(visit.account, stored.id)
        values: dict[str, object] = {
            "stored": stored,
            "plan": stored.plan,
            "moves": [(m, desk.identities.name_of(m.by)) for m in stored.decisions],
            "comments": [(c, desk.identities.name_of(c.author)) for c in comments],
            "seen": comments[-1].number if comments else 0,
            "wording": wording_text(stored.plan.wording, visit.language)
            if stored.plan.wording
            else "",
            "sources": views.sources(stored.plan),
            "groups": _groups(stored.plan),
            "to_sources": to_sources,
            "views": views,
            "is_coach": is_coach,
            "edits": is_coach and stored.plan.state is not State.APPROVED,
            "given": visit.fields if error is not None else {},
        }
        return self._pages.form("plan", visit, error, **values)

    def making(self, visit: Visit, plan_id: str, task: Task[str, Drafting, str]) -> Response:
        """The page as long as a language model writes."""
        seconds = self._desk.model.timeout_s if self._desk.model else 0
        return self._pages.page(
            "making",
            visit,
            place=f"/plans/{plan_id}",
            work=f"{WORK}/drafts/{plan_id}",
            told=told(task.progress, visit.language),
            seconds=ceil(seconds),
        )

    def not_made(self, visit: Visit, place: str, error: AppError) -> Response:
        """The page of a draft that could not be kept; `place` is where to try again."""
        return self._pages.form("not_made", visit, error, place=place)


def _groups(plan: Plan) -> list[tuple[str, Standing | None, list[tuple[int, Line]]]]:
    """The lines with their numbers: advice by skill, what to talk about, what holds in general."""
    advice = list(enumerate(plan.advice))
    notes = list(enumerate(plan.notes))
    groups: list[tuple[str, Standing | None, list[tuple[int, Line]]]] = [
        ("advice", gap, [(n, line) for n, line in advice if line.skill_id == gap.skill.id])
        for gap in plan.gaps.gaps
    ]
    known = {gap.skill.id for gap in plan.gaps.gaps}
    groups.append(("advice", None, [(n, line) for n, line in advice if line.skill_id not in known]))
    groups.append(("talk", None, [(n, line) for n, line in notes if line.skill_id]))
    groups.append(("notes", None, [(n, line) for n, line in notes if not line.skill_id]))
    return [group for group in groups if group[2]]
