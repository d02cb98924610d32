"""The guard refuses what no page of ours sends, before Chainlit sees it."""

import http.client
import json
import uuid
from urllib.parse import quote

import httpx
import pytest
import socketio
from socketio.exceptions import ConnectionError as SocketRefused

from tests.web.serving import Server
from tests.web.talking import SOCKET_PATH, Conversation, cookie_header

GOOD = "0b7f1c1e-6a55-4c39-9d8a-3f1f0f6f2a10"
BAD = {
    "path": "../../../../etc/passwd",
    "path inside": f"{GOOD}/../../x",
    "encoded path": "%2e%2e%2f%2e%2e",
    "quote": "' OR '1'='1",
    "double quote": '"; DROP TABLE feedback; --',
    "NUL": f"{GOOD}\0",
    "line end": f"{GOOD}\n",
    "upper case": GOOD.upper(),
    "braces": f"{{{GOOD}}}",
    "no hyphens": GOOD.replace("-", ""),
    "other version": "0b7f1c1e-6a55-1c39-9d8a-3f1f0f6f2a10",
    "full-width digits": GOOD.replace("0", "０"),
    "ten kilobytes": "a" * 10_240,
    "empty": "",
}
bad_identifiers = pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())


def raw(server: Server, method: str, target: str, headers: dict[str, str] | None = None) -> int:
    """The status for a request target that goes out exactly as given."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.putrequest(method, target, skip_host=bool(headers and "Host" in headers))
    for name, value in (headers or {}).items():
        connection.putheader(name, value)
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    return status


def posted_greeting(client: httpx.Client, auth: object) -> str:
    """What the socket answers to a greeting when a browser must do without websockets."""
    opened = client.get(f"{SOCKET_PATH}/?EIO=4&transport=polling").text
    session = f"{SOCKET_PATH}/?EIO=4&transport=polling&sid={json.loads(opened[1:])['sid']}"
    client.post(session, content=f"40{json.dumps(auth)}").raise_for_status()
    answer = client.get(session).text
    client.post(session, content="1").raise_for_status()
    return answer


@bad_identifiers
@pytest.mark.parametrize(
    "path",
    ["/project/thread/{}", "/project/share/{}", "/project/file/{}", "/thread/{}", "/element/{}"],
)
def test_a_bad_identifier_in_a_path_is_refused(server: Server, path: str, bad: str) -> None:
    assert raw(server, "GET", path.format(quote(bad, safe=""))) in (400, 414)


@bad_identifiers
@pytest.mark.parametrize(
    "target",
    [
        "/project/file/" + GOOD + "?session_id={}",
        "/element/" + GOOD + "?thread={}",
        "/ws/socket.io/?EIO=4&transport=polling&sessionId={}",
    ],
)
def test_a_bad_identifier_in_a_query_is_refused(server: Server, target: str, bad: str) -> None:
    assert raw(server, "GET", target.format(quote(bad, safe=""))) in (400, 414)


@pytest.mark.parametrize(
    "target",
    [
        "/public/../../../etc/passwd",
        "/public/%2e%2e/%2e%2e/app.py",
        "/public/..%2f..%2fapp.py",
        "/assets/%2e%2e/index.html",
        "/assets/..%5c..%5cindex.html",
        "/project/thread/../../x",
        "/%00",
        "/./",
    ],
)
def test_a_path_that_climbs_is_refused(server: Server, target: str) -> None:
    assert raw(server, "GET", target) == 400


@bad_identifiers
def test_the_socket_refuses_a_bad_session_id(client: httpx.Client, bad: str) -> None:
    page = socketio.Client(reconnection=False)
    reasons: list[object] = []
    page.on("connect_error", handler=reasons.append)
    with pytest.raises(SocketRefused):
        page.connect(
            str(client.base_url),
            headers={"Cookie": cookie_header(client.cookies)},
            auth={"sessionId": bad, "clientType": "webapp", "threadId": ""},
            transports=["websocket"],
            socketio_path=SOCKET_PATH,
        )
    page.disconnect()
    assert reasons == [{"message": "invalid identifier"}]


@bad_identifiers
def test_the_socket_refuses_a_bad_session_id_that_is_posted(client: httpx.Client, bad: str) -> None:
    auth = {"sessionId": bad, "clientType": "webapp", "threadId": ""}
    assert posted_greeting(client, auth) == '44{"message":"invalid identifier"}'


def test_the_socket_takes_a_good_session_id_that_is_posted(client: httpx.Client) -> None:
    auth = {"sessionId": str(uuid.uuid4()), "clientType": "webapp", "threadId": ""}
    assert posted_greeting(client, auth).startswith('40{"sid":')


@pytest.mark.parametrize(
    "auth",
    [
        None,
        "text",
        {},
        {"sessionId": [GOOD], "clientType": "webapp"},
        {"sessionId": {"$ne": ""}, "clientType": "webapp"},
        {"sessionId": GOOD},
        {"sessionId": GOOD, "clientType": "slack"},
        {"sessionId": GOOD, "clientType": "webapp", "threadId": "../x"},
        {"sessionId": GOOD, "clientType": "webapp", "threadId": "' OR 1=1"},
    ],
    ids=repr,
)
def test_the_socket_refuses_a_greeting_that_is_not_the_pages(server: Server, auth: object) -> None:
    client = socketio.Client(reconnection=False)
    with pytest.raises(SocketRefused):
        client.connect(
            server.address, auth=auth, transports=["websocket"], socketio_path=SOCKET_PATH
        )
    client.disconnect()


def test_refused_sessions_leave_no_folder(server: Server) -> None:
    client = socketio.Client(reconnection=False)
    auth = {"sessionId": "../escaped", "clientType": "webapp", "threadId": ""}
    with pytest.raises(SocketRefused):
        client.connect(
            server.address, auth=auth, transports=["websocket"], socketio_path=SOCKET_PATH
        )
    client.disconnect()
    assert not list(server.data_dir.rglob("escaped"))
    assert list((server.data_dir / "chainlit" / ".files").iterdir()) == []


@bad_identifiers
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/set-session-cookie", {"session_id": "BAD"}),
        (
            "POST",
            "/project/action",
            {"sessionId": "BAD", "action": {"name": "ask", "payload": {"question": "x"}}},
        ),
        ("PUT", "/feedback", {"feedback": {"forId": GOOD, "threadId": "BAD", "value": 1}}),
        ("PUT", "/feedback", {"feedback": {"forId": "BAD", "threadId": GOOD, "value": 1}}),
        ("DELETE", "/feedback", {"feedbackId": "BAD"}),
        ("PUT", "/project/thread", {"threadId": "BAD", "name": "x"}),
        ("DELETE", "/project/thread", {"threadId": "BAD"}),
    ],
)
def test_a_bad_identifier_in_a_body_is_refused(
    client: httpx.Client, method: str, path: str, body: object, bad: str
) -> None:
    given = json.loads(json.dumps(body).replace('"BAD"', json.dumps(bad)))
    response = client.request(method, path, json=given)
    assert response.status_code in (400, 422)
    assert bad == "" or bad not in response.headers.get("set-cookie", "")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/docs"),
        ("GET", "/openapi.json"),
        ("GET", "/health"),
        ("POST", "/login"),
        ("POST", "/auth/jwt"),
        ("POST", "/auth/header"),
        ("GET", "/auth/oauth/github"),
        ("GET", "/avatars/default"),
        ("GET", "/favicon"),
        ("GET", "/copilot/index.js"),
        ("POST", "/mcp"),
        ("DELETE", "/mcp"),
        ("POST", f"/project/file?session_id={GOOD}"),
        ("GET", f"/project/file/{GOOD}?session_id={GOOD}"),
        ("GET", "/project/threads"),
        ("GET", "/thread"),
        ("GET", f"/project/share/{GOOD}"),
        ("GET", f"/project/thread/{GOOD}/element/{GOOD}"),
        ("PUT", "/project/element"),
        ("DELETE", "/project/element"),
        ("POST", "/user"),
        ("GET", "/anything"),
    ],
)
def test_what_the_page_does_not_use_of_chainlit_is_closed(
    client: httpx.Client, method: str, path: str
) -> None:
    assert client.request(method, path, json={}).status_code == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "[", "127.1"]
)
def test_another_host_name_is_refused(server: Server, host: str) -> None:
    assert raw(server, "GET", "/", {"Host": host}) == 400


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1234", "[::1]:8000", "LOCALHOST:80"])
def test_a_loopback_name_with_any_port_is_taken(server: Server, host: str) -> None:
    assert raw(server, "GET", "/healthz", {"Host": host}) == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://["]
)
def test_a_foreign_origin_may_change_nothing(client: httpx.Client, origin: str) -> None:
    body = {"session_id": GOOD}
    response = client.post("/set-session-cookie", json=body, headers={"Origin": origin})
    assert response.status_code == 403
    assert "set-cookie" not in response.headers


def test_our_own_origin_may(client: httpx.Client, server: Server) -> None:
    headers = {"Origin": server.address}
    response = client.post("/set-session-cookie", json={"session_id": GOOD}, headers=headers)
    assert response.status_code == 200
    assert "set-cookie" not in response.headers


def test_the_socket_refuses_a_foreign_origin(server: Server) -> None:
    client = socketio.Client(reconnection=False)
    auth = {"sessionId": str(uuid.uuid4()), "clientType": "webapp", "threadId": ""}
    with pytest.raises(SocketRefused):
        client.connect(
            server.address,
            headers={"Origin": "http://evil.example"},
            auth=auth,
            transports=["websocket"],
            socketio_path=SOCKET_PATH,
        )
    client.disconnect()


def test_the_socket_refuses_a_foreign_origin_that_polls(client: httpx.Client) -> None:
    headers = {"Origin": "http://evil.example"}
    target = f"{SOCKET_PATH}/?EIO=4&transport=polling"
    assert client.get(target, headers=headers).status_code == 403


def test_a_large_body_is_refused_by_what_it_announces(client: httpx.Client) -> None:
    assert client.put("/feedback", content=b"x" * 20_000).status_code == 413


def test_a_large_body_is_refused_though_it_announces_nothing(client: httpx.Client) -> None:
    parts = (b"x" * 1000 for _ in range(30))
    assert client.put("/feedback", content=parts).status_code == 413


@pytest.mark.parametrize("length", ["-1", "1e9", "0x10"])
def test_an_odd_length_is_refused(server: Server, length: str) -> None:
    assert raw(server, "PUT", "/feedback", {"Content-Length": length}) in (400, 413)


@pytest.mark.parametrize(
    ("event", "payload"),
    [
        ("client_message", None),
        ("client_message", "text"),
        ("client_message", {"message": {"id": "../x", "output": "x"}}),
        ("client_message", {"message": {"id": GOOD, "output": {"a": 1}}}),
        (
            "client_message",
            {"message": {"id": GOOD, "output": "x"}, "fileReferences": [{"id": "../x"}]},
        ),
        ("edit_message", {"message": {"id": GOOD, "output": "x"}}),
        ("message_favorite", {"message": {"id": GOOD}}),
        ("audio_start", None),
        ("audio_chunk", {"data": "x"}),
        ("chat_settings_change", {"a": 1}),
        ("window_message", "x"),
        ("stop", None),
        ("anything", [1, 2, 3]),
    ],
)
def test_other_events_are_dropped_and_the_conversation_goes_on(
    conversation: Conversation, event: str, payload: object
) -> None:
    conversation.client.emit(event, payload)
    reply = conversation.ask("批判的思考とは")
    assert len(reply.texts) == 1
    assert "批判的思考" in reply.texts[0]


def test_nothing_that_was_refused_has_reached_the_log(server: Server) -> None:
    raw(server, "GET", "/project/thread/marker-in-the-log")
    assert "marker-in-the-log" not in server.log.read_text()
