"""The addresses of kept conversations: for their account alone, over the real server."""

import json
import threading
import uuid
from collections.abc import Iterator

import httpx
import pytest
import socketio

from tests.history.talks import HOSTILE
from tests.web.serving import Server
from tests.web.talking import SOCKET_PATH, Reply, cookie_header, talking

ASKED = "Lv.2の必須スキルを教えてください"


@pytest.fixture
def reply(server: Server, client: httpx.Client) -> Reply:
    """The answer to the one question of a conversation of `client`."""
    with talking(server.address, str(uuid.uuid4()), cookies=client.cookies) as conversation:
        return conversation.ask(ASKED)


@pytest.fixture
def stranger(server: Server) -> Iterator[httpx.Client]:
    """Another browser."""
    with httpx.Client(base_url=server.address) as client:
        client.get("/")
        yield client


def listed(client: httpx.Client, **wanted: object) -> list[dict[str, object]]:
    body = {"pagination": {"first": 20}, "filter": wanted}
    response = client.post("/project/threads", json=body)
    assert response.status_code == 200
    data: list[dict[str, object]] = response.json()["data"]
    return data


def rating(reply: Reply, **changed: object) -> dict[str, object]:
    given = {"forId": reply.run_id, "threadId": reply.thread_id, "value": 1, **changed}
    return {"feedback": given}


def test_a_question_begins_a_conversation_under_its_words(
    client: httpx.Client, reply: Reply
) -> None:
    (thread,) = listed(client)
    assert (thread["id"], thread["name"]) == (reply.thread_id, ASKED)
    assert str(thread["createdAt"]).endswith("Z")


def test_a_visitor_who_asks_nothing_leaves_no_conversation(
    server: Server, client: httpx.Client
) -> None:
    with talking(server.address, str(uuid.uuid4()), cookies=client.cookies):
        pass
    assert listed(client) == []


def test_a_conversation_is_read_with_question_answer_and_rating(
    client: httpx.Client, reply: Reply
) -> None:
    given = client.put("/feedback", json=rating(reply, comment="助かりました")).json()
    thread = client.get(f"/project/thread/{reply.thread_id}").json()
    messages = [step["output"] for step in thread["steps"] if "message" in step["type"]]
    assert messages == [ASKED, *reply.texts]
    (run,) = [step for step in thread["steps"] if step["type"] == "run"]
    assert run["end"] is not None
    assert run["feedback"] == {
        "id": given["feedbackId"],
        "forId": reply.run_id,
        "value": 1,
        "comment": "助かりました",
    }


def test_what_is_for_the_server_alone_is_not_sent(client: httpx.Client, reply: Reply) -> None:
    sent = client.get(f"/project/thread/{reply.thread_id}").text
    assert "conversation" not in sent
    assert "index_id" not in sent


def test_the_list_goes_on_where_it_ended(server: Server, client: httpx.Client) -> None:
    for _ in range(3):
        with talking(server.address, str(uuid.uuid4()), cookies=client.cookies) as conversation:
            conversation.ask("説明力とは")
    seen, cursor = [], None
    while True:
        body = {"pagination": {"first": 2, "cursor": cursor}, "filter": {}}
        page = client.post("/project/threads", json=body).json()
        seen += [thread["id"] for thread in page["data"]]
        cursor = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert len(seen) == len(set(seen)) == 3


def test_the_search_finds_words_of_questions(client: httpx.Client, reply: Reply) -> None:
    assert [thread["id"] for thread in listed(client, search="必須スキル")] == [reply.thread_id]
    assert listed(client, search="予算") == []


def test_the_list_can_be_of_rated_conversations(client: httpx.Client, reply: Reply) -> None:
    assert listed(client, feedback=1) == []
    client.put("/feedback", json=rating(reply))
    assert [thread["id"] for thread in listed(client, feedback=1)] == [reply.thread_id]
    assert listed(client, feedback=0) == []


def test_whose_conversations_are_listed_is_not_the_browsers_to_say(
    client: httpx.Client, reply: Reply, stranger: httpx.Client
) -> None:
    owner = client.get(f"/project/thread/{reply.thread_id}").json()["userId"]
    assert listed(stranger, userId=owner) == []


def test_somebody_elses_conversation_answers_as_a_missing_one(
    client: httpx.Client, reply: Reply, stranger: httpx.Client
) -> None:
    for method, path, body in (
        ("GET", "/project/thread/{}", None),
        ("PUT", "/project/thread", {"threadId": "{}", "name": "x"}),
        ("DELETE", "/project/thread", {"threadId": "{}"}),
        ("GET", "/thread/{}", None),
        ("PUT", "/feedback", rating(reply, threadId="{}")),
    ):
        answers = []
        for id in (reply.thread_id, str(uuid.uuid4())):
            given = None
            if body is not None:
                given = {
                    key: {k: id if v == "{}" else v for k, v in value.items()}
                    if isinstance(value, dict)
                    else (id if value == "{}" else value)
                    for key, value in body.items()
                }
            response = stranger.request(method, path.format(id), json=given)
            answers.append((response.status_code, response.headers.get("location"), response.text))
        assert answers[0] == answers[1], path
        assert answers[0][0] in (303, 403, 404), path
    assert [thread["name"] for thread in listed(client)] == [ASKED]


def test_a_conversation_can_be_renamed_and_deleted(client: httpx.Client, reply: Reply) -> None:
    body = {"threadId": reply.thread_id, "name": "  研修の\n相談 "}
    assert client.put("/project/thread", json=body).status_code == 200
    assert [thread["name"] for thread in listed(client)] == ["研修の 相談"]
    gone = {"threadId": reply.thread_id}
    assert client.request("DELETE", "/project/thread", json=gone).status_code == 200
    assert client.request("DELETE", "/project/thread", json=gone).status_code == 404
    assert listed(client) == []


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name[:12]))
def test_a_hostile_name_is_one_line_of_text_or_refused(
    client: httpx.Client, reply: Reply, name: str
) -> None:
    body = {"threadId": reply.thread_id, "name": name}
    content = json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    response = client.put("/project/thread", content=content, headers=headers)
    assert response.status_code in (200, 413, 422)
    (thread,) = listed(client)
    assert thread["name"] == (name if response.status_code == 200 else ASKED)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"pagination": {"first": 0}, "filter": {}},
        {"pagination": {"first": 101}, "filter": {}},
        {"pagination": {"first": "5"}, "filter": {}},
        {"pagination": {"first": 5, "cursor": 5}, "filter": {}},
        {"pagination": {"first": 5}, "filter": {"feedback": 2}},
        {"pagination": {"first": 5}, "filter": {"search": ["x"]}},
    ],
    ids=str,
)
def test_a_list_that_no_page_asks_for_is_refused(client: httpx.Client, body: object) -> None:
    assert client.post("/project/threads", json=body).status_code == 422


def test_the_page_of_ones_own_conversation_is_the_chat(client: httpx.Client, reply: Reply) -> None:
    page = client.get(f"/thread/{reply.thread_id}")
    assert page.status_code == 200
    assert '<div id="root"></div>' in page.text


def test_the_page_of_any_other_conversation_leads_to_a_new_one(
    client: httpx.Client, stranger: httpx.Client, reply: Reply
) -> None:
    for browser, id in ((stranger, reply.thread_id), (client, str(uuid.uuid4()))):
        response = browser.get(f"/thread/{id}")
        assert (response.status_code, response.headers["location"]) == (303, "/")


def test_after_the_language_was_chosen_the_conversation_goes_on(
    client: httpx.Client, reply: Reply
) -> None:
    back = f"/thread/{reply.thread_id}"
    chosen = client.get("/language/en", params={"back": back})
    assert chosen.headers["location"] == back
    foreign = client.get("/language/en", params={"back": "//evil.example/thread/x"})
    assert foreign.headers["location"] == "/"


def test_an_answer_can_be_rated_and_the_rating_changed(client: httpx.Client, reply: Reply) -> None:
    given = client.put("/feedback", json=rating(reply))
    assert given.status_code == 200
    again = client.put("/feedback", json=rating(reply, value=0))
    assert again.json()["feedbackId"] == given.json()["feedbackId"]


def test_nobody_rates_somebody_elses_answer_or_takes_its_rating_back(
    client: httpx.Client, stranger: httpx.Client, reply: Reply
) -> None:
    assert stranger.put("/feedback", json=rating(reply)).status_code == 403
    given = client.put("/feedback", json=rating(reply)).json()
    body = {"feedbackId": given["feedbackId"]}
    assert stranger.request("DELETE", "/feedback", json=body).status_code == 403
    assert client.request("DELETE", "/feedback", json=body).status_code == 200
    assert client.request("DELETE", "/feedback", json=body).status_code == 403


def test_a_page_that_learns_late_which_conversation_it_is_goes_on_with_it(
    server: Server, client: httpx.Client
) -> None:
    with talking(server.address, str(uuid.uuid4()), cookies=client.cookies) as conversation:
        thread = conversation.ask("Lv.3の必須スキルは？").thread_id
    session = str(uuid.uuid4())
    heard: list[str] = []
    for known in ("", thread):
        page = socketio.Client(reconnection=False)
        resumed = threading.Event()

        def keep(event: str, data: object = None, done: threading.Event = resumed) -> None:
            heard.append(event)
            if event in ("resume_thread", "update_message"):
                done.set()

        page.on("*", handler=keep)
        page.connect(
            server.address,
            headers={"Cookie": cookie_header(client.cookies)},
            auth={"sessionId": session, "clientType": "webapp", "threadId": known},
            transports=["websocket"],
            socketio_path=SOCKET_PATH,
        )
        page.emit("connection_successful")
        assert resumed.wait(30)
        page.disconnect()
    assert heard.count("resume_thread") == 1
