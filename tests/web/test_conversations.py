"""Deleting all of one's conversations, over the real server."""

import re
import uuid
from collections.abc import Iterator

import httpx
import pytest

from assistant.audit.audit import Audit
from assistant.audit.types import Action, Kind, Sealed
from assistant.settings import Settings
from assistant.store import open_database
from assistant.web.conversations import CONVERSATIONS_PATH
from tests.web.serving import Server
from tests.web.talking import talking

ASKED = "Lv.2の必須スキルを教えてください"


@pytest.fixture
def stranger(server: Server) -> Iterator[httpx.Client]:
    """Another browser."""
    with httpx.Client(base_url=server.address) as client:
        client.get("/")
        yield client


def ask(server: Server, client: httpx.Client, times: int) -> None:
    """Begin conversations of the browser's, and rate the answer of each."""
    for _ in range(times):
        with talking(server.address, str(uuid.uuid4()), cookies=client.cookies) as conversation:
            reply = conversation.ask(ASKED)
        given = {"forId": reply.run_id, "threadId": reply.thread_id, "value": 1}
        assert client.put("/feedback", json={"feedback": given}).status_code == 200


def kept(client: httpx.Client) -> int:
    body = {"pagination": {"first": 20}, "filter": {}}
    return len(client.post("/project/threads", json=body).json()["data"])


def token(client: httpx.Client) -> str:
    return re.findall(r'name="token" value="([^"]+)"', client.get(CONVERSATIONS_PATH).text)[0]


def deletions(server: Server) -> list[Sealed]:
    database = open_database(Settings(data_dir=server.data_dir))
    entries = list(Audit(database).read())
    database.close()
    return [e for e in entries if (e.action, e.kind) == (Action.DELETED, Kind.THREAD)]


def test_all_of_them_go_and_nobody_elses(
    server: Server, client: httpx.Client, stranger: httpx.Client
) -> None:
    ask(server, client, 2)
    ask(server, stranger, 1)
    before = len(deletions(server))
    assert "2件" in client.get(CONVERSATIONS_PATH, headers={"Accept-Language": "ja"}).text
    given = {"token": token(client), "confirm": "yes"}
    response = client.post(CONVERSATIONS_PATH, data=given, follow_redirects=True)
    assert "すべて削除しました" in response.text
    assert (kept(client), kept(stranger)) == (0, 1)
    (noted,) = deletions(server)[before:]
    assert '"count":2' in noted.detail.replace(" ", "")
    assert 'type="checkbox"' not in client.get(CONVERSATIONS_PATH).text


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"confirm": "yes"}, 403),
        ({"confirm": "yes", "token": "0" * 64}, 403),
        ({"token": "own"}, 422),
        ({"token": "own", "confirm": "no"}, 422),
        ({"token": "own", "confirm": "yes", "account": "x"}, 422),
    ],
)
def test_without_the_forms_token_and_the_box_nothing_goes(
    server: Server, client: httpx.Client, given: dict[str, str], status: int
) -> None:
    ask(server, client, 1)
    if given.get("token") == "own":
        given = given | {"token": token(client)}
    response = client.post(CONVERSATIONS_PATH, data=given)
    assert response.status_code == status
    assert 'role="alert"' in response.text
    assert kept(client) == 1


def test_the_page_is_there_in_english(client: httpx.Client) -> None:
    response = client.get(CONVERSATIONS_PATH, headers={"Accept-Language": "en"})
    assert "No conversation is kept." in response.text
    assert 'lang="en"' in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_pages_that_show_one_are_loaded_anew(server: Server, client: httpx.Client) -> None:
    with talking(server.address, str(uuid.uuid4()), cookies=client.cookies) as conversation:
        conversation.ask(ASKED)
        given = {"token": token(client), "confirm": "yes"}
        assert client.post(CONVERSATIONS_PATH, data=given).status_code == 303
        while conversation.events.get(timeout=30)[0] != "reload":
            pass
