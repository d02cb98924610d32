"""Wherever a client can put an identifier, a malformed one is refused and nothing is changed."""

import http.client
import json
import uuid
from collections.abc import Mapping
from contextlib import closing
from itertools import product
from urllib.parse import quote, urlencode

import pytest
import socketio
from socketio.exceptions import ConnectionError as SocketRefused

from assistant.accounts.types import Role
from tests.faults.city import COOKIE, City, Somebody
from tests.web.coaching.visitor import assessment_of, share
from tests.web.talking import SOCKET_PATH

UUID = "0b7f1c1e-6a55-4c39-9d8a-3f1f0f6f2a10"
RECORD = "0b7f1c1e6a554c399d8a3f1f0f6f2a10"
BAD = {
    "a path": "../../../../etc/passwd",
    "a path within": f"{RECORD}/../../x",
    "a path with another slash": "..\\..\\x",
    "a path of the system": "/etc/passwd",
    "an encoded path": "%2e%2e%2f%2e%2e",
    "a quote": "' OR '1'='1",
    "a double quote": '"; DROP TABLE plan; --',
    "NUL": f"{RECORD}\0",
    "a line end": f"{RECORD}\r\nX-Other: 1",
    "markup": "<script>alert(1)</script>",
    "a template": "{{7*7}}${7*7}",
    "upper case": RECORD.upper(),
    "full-width": RECORD.replace("0", "０"),
    "other letters": "職員花子",
    "an emoji": "\U0001f642",
    "an unseen letter": f"\u202e{RECORD}",
    "a number": "1",
    "a negative number": "-1",
    "ten kilobytes": "a" * 10_240,
    "white": " ",
}
PATHS = (
    "/coaching/people/{}",
    "/coaching/people/{}/assessments/" + RECORD,
    "/coaching/people/" + RECORD + "/assessments/{}",
    "/coaching/people/" + RECORD + "/assessments/" + RECORD + "/skills/{}",
    "/coaching/people/" + RECORD + "/assessments/" + RECORD + "/download/{}",
    "/coaching/plans/{}",
    "/coaching/plans/{}/download/json",
    "/coaching/plans/" + RECORD + "/download/{}",
    "/thread/{}",
    "/project/thread/{}",
    "/project/share/{}",
    "/project/file/{}",
    "/element/{}",
    "/sources/{}?quote=1.0-1.x",
    "/sources/x?quote={}",
    "/language/{}",
    "/project/file/" + UUID + "?session_id={}",
    "/sign-on/{}",
    "/assets/{}",
    "/public/{}",
)
REFUSED = frozenset({400, 404, 405, 414, 422, 431})


def status_of(somebody: Somebody, method: str, target: str, body: str = "", kind: str = "") -> int:
    """The status for a target that goes out exactly as given."""
    url = somebody.client.base_url
    with closing(http.client.HTTPConnection(url.host, url.port or 0, timeout=30)) as connection:
        headers = {"Cookie": f"{COOKIE}={somebody.secret}", "Content-Type": kind}
        connection.request(method, target, body=body.encode(), headers=headers)
        response = connection.getresponse()
        response.read()
        if response.status == 303:
            # Led away from a conversation that is none, and nowhere else.
            assert response.headers["location"] == "/"
            return 404
        return response.status


@pytest.fixture(scope="module")
def coach(city: City) -> Somebody:
    """A coach with whom somebody shares an assessment and a plan, on the page of the plan."""
    staff, coach = city.staff(), city.somebody(Role.COACH)
    share(staff, coach)
    here = assessment_of(staff)
    coach.get(here)
    coach.post(f"{here}/plans")
    return coach


def test_in_paths_and_queries(city: City, coach: Somebody) -> None:
    rows, files = city.rows(), city.files()
    for path, bad in product(PATHS, BAD.values()):
        target = path.format(quote(bad, safe=""))
        # Numbers are what skills are known by.
        if "skills" in path and bad == "1":
            continue
        assert status_of(coach, "GET", target) in REFUSED, target[:200]
    assert (city.rows(), city.files()) == (rows, files)


FORMS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("/coaching/plans/{}/lines", {"part": "notes", "action": "add", "line": "x", "version": "1"}),
    ("/coaching/plans/{}/decision", {"to": "approved", "version": "1"}),
    ("/coaching/plans/{}/comments", {"words": "x", "seen": "0"}),
    ("/coaching/people/{}/assessments/" + RECORD + "/plans", {"once": RECORD}),
    ("/coaching/people/" + RECORD + "/assessments/{}/skills/1", {"rating": "unknown"}),
    ("/coaching/people/" + RECORD + "/assessments/" + RECORD + "/skills/{}", {"rating": "unknown"}),
)


def test_in_the_paths_of_forms(city: City, coach: Somebody) -> None:
    rows, files = city.rows(), city.files()
    token = _token(coach)
    for (path, fields), bad in product(FORMS, BAD.values()):
        body = urlencode({**fields, "token": token})
        target = path.format(quote(bad, safe=""))
        kind = "application/x-www-form-urlencoded"
        assert status_of(coach, "POST", target, body, kind) in REFUSED, target[:200]
    assert (city.rows(), city.files()) == (rows, files)


FIELDS: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("lines", "part", {"action": "add", "line": "x", "version": "1"}),
    ("lines", "number", {"part": "notes", "action": "remove", "version": "1"}),
    ("lines", "version", {"part": "notes", "action": "add", "line": "x"}),
    ("lines", "action", {"part": "notes", "line": "x", "version": "1"}),
    ("decision", "to", {"version": "1"}),
    ("decision", "version", {"to": "approved"}),
    ("comments", "seen", {"words": "x"}),
    ("comments/1", "number", {"action": "remove", "version": "1"}),
    ("lines", "{}", {"part": "notes", "action": "add", "line": "x", "version": "1"}),
)


def test_in_the_fields_of_forms(city: City, coach: Somebody) -> None:
    rows, files = city.rows(), city.files()
    plan = coach.link(r"/plans/[0-9a-f]{32}")
    token = _token(coach)
    for (path, name, fields), bad in product(FIELDS, BAD.values()):
        # The number of the version that was seen, or of a line, may be 1.
        if bad == "1" and name in ("version", "number", "seen"):
            continue
        body = urlencode({**fields, "token": token, name.format(bad): bad})
        kind = "application/x-www-form-urlencoded"
        status = status_of(coach, "POST", f"/coaching{plan}/{path}", body, kind)
        assert status in REFUSED | {409}, (path, name, bad[:99])
    assert (city.rows(), city.files()) == (rows, files)


BODIES: tuple[tuple[str, str, object], ...] = (
    ("POST", "/set-session-cookie", {"session_id": "BAD"}),
    (
        "POST",
        "/project/action",
        {"sessionId": "BAD", "action": {"name": "ask", "payload": {"question": "x"}}},
    ),
    (
        "POST",
        "/project/action",
        {"sessionId": UUID, "action": {"name": "quoting", "payload": {"answer": "BAD"}}},
    ),
    ("PUT", "/project/thread", {"threadId": "BAD", "name": "x"}),
    ("DELETE", "/project/thread", {"threadId": "BAD"}),
    ("PUT", "/feedback", {"feedback": {"forId": "BAD", "threadId": UUID, "value": 1}}),
    ("PUT", "/feedback", {"feedback": {"forId": UUID, "threadId": "BAD", "value": 1}}),
    ("PUT", "/feedback", {"feedback": {"forId": UUID, "threadId": UUID, "value": "BAD"}}),
    ("DELETE", "/feedback", {"feedbackId": "BAD"}),
)


def test_in_bodies(city: City, coach: Somebody) -> None:
    rows, files = city.rows(), city.files()
    for (method, path, body), bad in product(BODIES, BAD.values()):
        given = json.dumps(body).replace('"BAD"', json.dumps(bad))
        status = status_of(coach, method, path, given, "application/json")
        assert status in REFUSED | {403}, (method, path, bad[:99])
    assert (city.rows(), city.files()) == (rows, files)


def test_in_the_socket(city: City, coach: Somebody) -> None:
    rows, files = city.rows(), city.files()
    for field, bad in product(("sessionId", "threadId"), BAD.values()):
        auth = {"sessionId": str(uuid.uuid4()), "clientType": "webapp", "threadId": ""}
        client = socketio.Client(reconnection=False)
        with pytest.raises(SocketRefused):
            client.connect(
                city.server.address,
                headers={"Cookie": f"{COOKIE}={coach.secret}"},
                auth=auth | {field: bad},
                transports=["websocket"],
                socketio_path=SOCKET_PATH,
            )
        client.disconnect()
    assert (city.rows(), city.files()) == (rows, files)


def test_in_the_messages_of_a_socket(city: City) -> None:
    somebody = city.somebody()
    with somebody.chat() as conversation:
        files = city.files()
        for bad in BAD.values():
            message = {"id": bad, "output": "批判的思考とは"}
            conversation.client.emit("client_message", {"message": message})
            given = {"message": {**message, "id": UUID}, "fileReferences": [{"id": bad}]}
            conversation.client.emit("client_message", given)
        # Questions are answered in their order, and none of the above was one.
        reply = conversation.ask("説明力とは")
        assert "説明力" in reply.texts[0]
    kept = somebody.client.get(f"/project/thread/{reply.thread_id}").json()
    assert [s["output"] for s in kept["steps"] if s["type"] == "user_message"] == ["説明力とは"]
    assert UUID not in json.dumps(kept)
    assert city.files() == files


def _token(somebody: Somebody) -> str:
    return somebody.page.split('name="token" value="', 1)[1].split('"', 1)[0]
