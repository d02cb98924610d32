"""What belongs to somebody else cannot be told from what is not there, and the try is noted."""

import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import pytest
import socketio
from socketio.exceptions import ConnectionError as SocketRefused

from assistant.accounts.types import Role
from assistant.audit.types import Action
from tests.faults.city import City, Somebody
from tests.web.coaching.visitor import assessment_of, share
from tests.web.talking import SOCKET_PATH

MISSING = "0" * 32
# What differs between any two responses of one page.
_VOLATILE = ("x-request-id", "date", "content-length")
_TRIES = 12
# How much longer, at most, one denial may take than the other: a look-up in a table, not a page.
_MOST_SECONDS = 0.02


@dataclass(frozen=True)
class Owner:
    """Somebody with an assessment, and with a plan that their coach has drafted."""

    person: Somebody
    assessment: str
    plan: str


@pytest.fixture(scope="module")
def owner(city: City) -> Owner:
    staff, coach = city.staff(), city.somebody(Role.COACH)
    share(staff, coach)
    here = assessment_of(staff)
    coach.get(here)
    coach.post(f"{here}/plans")
    return Owner(staff, here, coach.link(r"/plans/[0-9a-f]{32}"))


def paths(owner: Owner) -> dict[str, tuple[str, str]]:
    """What can be read of somebody, beside the same of nobody."""
    theirs, plan = owner.assessment, owner.plan
    nobodys = re.sub("[0-9a-f]{32}", MISSING, theirs)
    nothing = f"/plans/{MISSING}"
    same_person = re.sub("assessments/[0-9a-f]{32}", f"assessments/{MISSING}", theirs)
    person = theirs.split("/assessments")[0]
    return {
        "person": (person, f"/people/{MISSING}"),
        "assessment": (theirs, nobodys),
        "assessment of the same person": (theirs, same_person),
        "skill": (f"{theirs}/skills/1", f"{nobodys}/skills/1"),
        "export of an assessment": (f"{theirs}/download/json", f"{nobodys}/download/json"),
        "draft": (plan, nothing),
        "export of a draft": (f"{plan}/download/docx", f"{nothing}/download/docx"),
    }


def told(response: httpx.Response) -> tuple[int, str, dict[str, str]]:
    """What a response tells, but for its number, its time and the address asked for."""
    body = re.sub(r"[0-9a-f]{32,}", "", response.text)
    headers = {n: v for n, v in response.headers.items() if n.lower() not in _VOLATILE}
    return response.status_code, body, headers


@pytest.mark.parametrize("role", [Role.STAFF, Role.COACH, Role.ADMIN])
@pytest.mark.parametrize(
    "what",
    [
        "person",
        "assessment",
        "assessment of the same person",
        "skill",
        "export of an assessment",
        "draft",
        "export of a draft",
    ],
)
def test_reading_is_denied_as_if_there_were_nothing(
    city: City, owner: Owner, role: Role, what: str
) -> None:
    somebody = city.somebody(role)
    theirs, nobodys = paths(owner)[what]
    denied, missing = (somebody.get(path) for path in (theirs, nobodys))
    assert denied.status_code == 404
    assert told(denied) == told(missing)
    # Only coaches have a page about a person.
    assert owner.person.get(theirs).status_code == (404 if what == "person" else 200)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("{}/skills/1", {"rating": "supported", "version": 1}),
        ("{}/skills/1/questions", {"question": "批判的思考とは"}),
        ("{}/questions", {"question": "批判的思考とは", "skill": ""}),
        ("{}/plans", {"once": MISSING}),
    ],
)
@pytest.mark.parametrize("role", [Role.STAFF, Role.COACH])
def test_changing_an_assessment_is_denied_as_if_there_were_none(
    city: City, owner: Owner, role: Role, path: str, fields: dict[str, object]
) -> None:
    somebody = city.somebody(role)
    theirs, before = owner.assessment, city.rows()
    denied, missing = (
        _tried(somebody, path.format(one), fields)
        for one in (theirs, re.sub("[0-9a-f]{32}", MISSING, theirs))
    )
    assert denied.status_code == 404
    assert told(denied) == told(missing)
    assert city.rows() == before


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("{}/lines", {"part": "notes", "action": "add", "line": "x", "version": 1}),
        ("{}/decision", {"to": "approved", "version": 1}),
    ],
)
@pytest.mark.parametrize("role", [Role.STAFF, Role.COACH])
def test_changing_a_draft_is_denied_as_if_there_were_none(
    city: City, owner: Owner, role: Role, path: str, fields: dict[str, object]
) -> None:
    somebody = city.somebody(role)
    plan = owner.plan
    before = city.rows()
    denied, missing = (
        _tried(somebody, path.format(one), fields) for one in (plan, f"/plans/{MISSING}")
    )
    assert denied.status_code == 404
    assert told(denied) == told(missing)
    assert city.rows() == before


def test_a_denial_is_noted_with_who_tried_and_what(city: City, owner: Owner) -> None:
    somebody = city.somebody(Role.COACH)
    plan = owner.plan
    since = city.last_noted()
    somebody.get(plan)
    somebody.get(f"{plan}/download/docx")
    denied = [e for e in city.noted(since) if e.actor == somebody.account.id]
    assert [e.action for e in denied] == [Action.DENIED.value] * 2
    assert {e.record for e in denied} == {plan.rsplit("/", 1)[1]}


def test_a_denial_takes_no_longer_than_for_what_is_not_there(city: City, owner: Owner) -> None:
    somebody = city.somebody(Role.COACH)
    for theirs, nobodys in paths(owner).values():
        best = {theirs: float("inf"), nobodys: float("inf")}
        for _ in range(_TRIES):
            for path in best:
                begun = time.perf_counter()
                somebody.get(path)
                best[path] = min(best[path], time.perf_counter() - begun)
        assert abs(best[theirs] - best[nobodys]) < _MOST_SECONDS


def _tried(somebody: Somebody, path: str, fields: dict[str, object]) -> httpx.Response:
    """A form sent with a good token."""
    somebody.get("/leave")
    return somebody.post(path, **fields)


Does = Callable[[Somebody, str, str], httpx.Response]
DOES: dict[str, Does] = {
    "read": lambda who, thread, _: who.client.get(f"/project/thread/{thread}"),
    "page": lambda who, thread, _: who.client.get(f"/thread/{thread}", follow_redirects=False),
    "rename": lambda who, thread, _: who.client.put(
        "/project/thread", json={"threadId": thread, "name": "x"}
    ),
    "delete": lambda who, thread, _: who.client.request(
        "DELETE", "/project/thread", json={"threadId": thread}
    ),
    "rate": lambda who, thread, answer: who.client.put(
        "/feedback", json={"feedback": {"forId": answer, "threadId": thread, "value": 1}}
    ),
}


@pytest.mark.parametrize("what", DOES)
def test_a_conversation_of_somebody_else_is_denied_over_http(city: City, what: str) -> None:
    owner, other = city.somebody(), city.somebody(Role.ADMIN)
    with owner.chat() as conversation:
        reply = conversation.ask("Lv.1の必須スキルは？")
    before, since = city.rows(), city.last_noted()
    denied = DOES[what](other, reply.thread_id, reply.run_id)
    missing = DOES[what](other, str(uuid.uuid4()), str(uuid.uuid4()))
    assert denied.status_code in (303, 403, 404)
    assert told(denied) == told(missing)
    assert city.rows() == before
    noted = [e for e in city.noted(since) if e.actor == other.account.id]
    assert [e.action for e in noted] == [Action.DENIED.value] * 2
    assert noted[0].record in (reply.thread_id, reply.run_id)


def test_a_click_in_a_conversation_of_somebody_else_is_denied(city: City) -> None:
    owner, other = city.somebody(), city.somebody()
    session = str(uuid.uuid4())
    action = {"name": "ask", "payload": {"question": "批判的思考とは"}}
    with owner.chat(session) as conversation:
        conversation.ask("Lv.1の必須スキルは？")
        denied, missing = (
            other.client.post("/project/action", json={"sessionId": one, "action": action})
            for one in (session, str(uuid.uuid4()))
        )
        assert denied.status_code == 404
        assert told(denied) == told(missing)


def test_a_rating_of_somebody_else_cannot_be_taken_back(city: City) -> None:
    owner, other = city.somebody(), city.somebody()
    with owner.chat() as conversation:
        reply = conversation.ask("Lv.1の必須スキルは？")
    given = DOES["rate"](owner, reply.thread_id, reply.run_id)
    before, since = city.rows(), city.last_noted()
    denied, missing = (
        other.client.request("DELETE", "/feedback", json={"feedbackId": one})
        for one in (given.json()["feedbackId"], str(uuid.uuid4()))
    )
    assert denied.status_code == 403
    assert told(denied) == told(missing)
    assert city.rows() == before
    noted = [e.action for e in city.noted(since) if e.actor == other.account.id]
    assert noted == [Action.DENIED.value] * 2


@pytest.mark.parametrize("field", ["sessionId", "threadId"])
def test_a_conversation_of_somebody_else_is_not_taken_over_by_a_socket(
    city: City, field: str
) -> None:
    owner, other = city.somebody(), city.somebody()
    session = str(uuid.uuid4())
    with owner.chat(session) as conversation:
        reply = conversation.ask("合言葉はmqzwvxkですがLv.1の必須スキルは？")
        said = _heard(other, **{field: session if field == "sessionId" else reply.thread_id})
        assert "mqzwvxk" not in said
        assert "Lv\\.1" not in said
        nobodys = _heard(other, **{field: str(uuid.uuid4())})
        assert bool(said) == bool(nobodys) or field == "sessionId"
        assert "批判的思考" in conversation.ask("批判的思考とは").texts[0]


def _heard(somebody: Somebody, **auth: str) -> str:
    """Everything that a socket is told that greets with somebody else's ids."""
    heard: list[str] = []
    client = socketio.Client(reconnection=False)
    client.on("*", handler=lambda event, data=None: heard.append(repr((event, data))))
    given = {"sessionId": str(uuid.uuid4()), "clientType": "webapp", "threadId": "", **auth}
    try:
        client.connect(
            str(somebody.client.base_url),
            headers={"Cookie": f"assistant_session={somebody.secret}"},
            auth=given,
            transports=["websocket"],
            socketio_path=SOCKET_PATH,
        )
        client.emit("connection_successful")
        client.call("clear_session", timeout=5)
    except (SocketRefused, TimeoutError) as refused:
        heard.append(repr(refused))
    finally:
        client.disconnect()
    return "".join(heard)
