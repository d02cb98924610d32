"""What is done on the coaching pages can be accounted for."""

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from assistant.audit.audit import Audit
from assistant.coach.scale import Rating
from assistant.web.coaching.audited import AUDITED
from tests.web.coaching.visitor import answer_all, enter, share, staff

# Pages that change nothing and show nothing of anybody else, and questions about the text.
NOT_AUDITED = {
    ("GET", "/"), ("GET", "/leave"), ("GET", "/me"), ("GET", "/consent"), ("GET", "/role"),
    ("GET", "/deleted"), ("GET", "/coach"),
    ("POST", "/people/{person}/assessments/{assessment}/questions"),
    ("POST", "/people/{person}/assessments/{assessment}/{about}/{number}/questions"),
    ("GET", "/tasks/{kind}/{key}"),
}  # fmt: skip


def routes(app: FastAPI) -> set[tuple[str, str]]:
    paths = get_openapi(title="pages", version="0", routes=app.routes)["paths"]
    return {(method.upper(), path) for path, methods in paths.items() for method in methods}


def test_of_every_page_it_is_decided_whether_it_is_audited(coaching: FastAPI) -> None:
    assert routes(coaching) == set(AUDITED) | NOT_AUDITED


def test_what_a_person_and_their_coach_do_is_noted_in_order(app: FastAPI, audit: Audit) -> None:
    visitor, coach = staff(app), enter(app, "太郎", "coach")
    here = answer_all(visitor, Rating.SUPPORTED)
    share(visitor, coach)
    stranger = enter(app, "次郎", "coach")
    coach.get(f"{here}")
    stranger.get(f"{here}")
    visitor.get(here)
    found = [(entry.action, entry.kind) for entry in audit.read()]
    assert found[0] == ("sign_in", "account")
    assert ("added", "person") in found
    assert ("changed", "assessment") in found
    assert ("shared", "person") in found
    assert found[-2:] == [("read", "assessment"), ("denied", "assessment")]
    assessment = here.rsplit("/", 1)[1]
    assert [entry.record for entry in audit.read()][-2:] == [assessment, assessment]


def test_a_question_beside_a_skill_is_noted_without_its_words(app: FastAPI, audit: Audit) -> None:
    visitor = staff(app)
    here = answer_all(visitor, Rating.SUPPORTED)
    visitor.get(here)
    visitor.post(f"{here}/questions", question="批判的思考の定義は？")
    asked = [entry for entry in audit.read() if entry.action == "question_answered"]
    assert len(asked) == 1
    assert '"status":"answered"' in asked[0].detail
    assert "批判的思考" not in str(asked[0])
