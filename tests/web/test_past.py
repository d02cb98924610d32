"""Conversations that go on: after a reload, a restart of the server, an answer cut off."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from index.types import IndexSettings
from tests.web.serving import Server, serving
from tests.web.talking import Conversation, talking

FIRST = "Lv.2の必須スキルを教えてください"
FOLLOW_UP = "じゃあLv.4は？"


@contextmanager
def visitor(server: Server, cookies: httpx.Cookies | None = None) -> Iterator[httpx.Client]:
    """A browser; with cookies one that has been here before."""
    with httpx.Client(base_url=server.address, cookies=cookies) as client:
        client.get("/")
        yield client


@contextmanager
def page(server: Server, client: httpx.Client, thread_id: str = "") -> Iterator[Conversation]:
    """A page of somebody's, just loaded."""
    session_id = str(uuid.uuid4())
    cookies = client.cookies
    with talking(server.address, session_id, cookies=cookies, thread_id=thread_id) as opened:
        yield opened


def test_after_a_reload_all_is_there_and_a_follow_up_is_understood(
    server: Server, client: httpx.Client
) -> None:
    with page(server, client) as before:
        asked = before.ask(FIRST)
    with page(server, client, asked.thread_id) as after:
        resumed = after.resumed(buttons=len(asked.actions))
        assert resumed.said == [FIRST, *asked.texts]
        assert [each["payload"] for each in resumed.actions] == [
            each["payload"] for each in asked.actions
        ]
        answer = after.ask(FOLLOW_UP)
        assert "ビジネスアナリシス" in answer.texts[0]
        assert answer.thread_id == asked.thread_id


def test_after_a_reload_a_question_offered_before_can_be_clicked(
    server: Server, client: httpx.Client
) -> None:
    with page(server, client) as before:
        asked = before.ask(FIRST)
    with page(server, client, asked.thread_id) as after:
        action = after.resumed(buttons=1).actions[0]
        body = {"sessionId": after.session_id, "action": action}
        assert client.post("/project/action", json=body, timeout=30).status_code == 200
        assert len(after.reply().texts) == 1


def test_a_page_that_stayed_open_gets_no_button_twice(server: Server, client: httpx.Client) -> None:
    with page(server, client) as before:
        asked = before.ask(FIRST)
    for _ in range(2):
        with page(server, client, asked.thread_id) as after:
            ids = {each["id"] for each in after.resumed(buttons=len(asked.actions)).actions}
            assert ids == {each["id"] for each in asked.actions}


def test_a_reload_while_an_answer_is_written_shows_the_whole_answer_once(
    server: Server, client: httpx.Client
) -> None:
    with page(server, client) as before:
        before.send(FIRST)
        while True:
            event, data = before.events.get(timeout=30)
            if event == "stream_start":
                break
    thread_id = data["threadId"]
    with page(server, client, thread_id) as after:
        resumed = after.resumed()
        assert resumed.said == [FIRST]
        shown = []
        while True:
            event, data = after.events.get(timeout=30)
            if event == "new_message" and data["type"] == "assistant_message":
                shown.append(data["output"])
            if event == "task_end" and shown:
                break
    with page(server, client, thread_id) as again:
        assert again.resumed().said == [FIRST, *shown]
    assert len(shown) == 1
    assert "ビジネス調査" in shown[0]


def test_two_pages_of_one_conversation_answer_in_turn(server: Server, client: httpx.Client) -> None:
    with page(server, client) as one:
        asked = one.ask(FIRST)
        with page(server, client, asked.thread_id) as other:
            other.resumed()
            assert "ビジネスアナリシス" in other.ask(FOLLOW_UP).texts[0]
            assert "批判的思考" in one.ask("では、Lv.3は？").texts[0]
            assert "ビジネスアナリシス" not in other.ask("もっと詳しく").texts[0]


def test_nobody_goes_on_with_somebody_elses_conversation(
    server: Server, client: httpx.Client
) -> None:
    with page(server, client) as own:
        asked = own.ask(FIRST)
    with (
        visitor(server) as stranger,
        talking(
            server.address,
            str(uuid.uuid4()),
            cookies=stranger.cookies,
            thread_id=asked.thread_id,
        ) as other,
    ):
        assert "新しい会話" in other.greeting().texts[0]
        answer = other.ask("では、Lv.3は？")
        assert answer.thread_id != asked.thread_id
    with page(server, client, asked.thread_id) as own:
        assert own.resumed().said == [FIRST, *asked.texts]


@pytest.fixture
def restarted(built_index_settings: IndexSettings, tmp_path: Path) -> "Restarted":
    return Restarted(tmp_path, built_index_settings.directory)


class Restarted:
    """A server that is started again and again over the same data."""

    def __init__(self, folder: Path, index_dir: Path) -> None:
        self._folder, self._index_dir, self._starts = folder, index_dir, 0

    @contextmanager
    def up(self) -> Iterator[Server]:
        shutil.rmtree(self._folder / "data" / "elsewhere", ignore_errors=True)
        with serving(self._folder / "data", self._index_dir) as server:
            yield server


def test_a_conversation_goes_on_after_a_restart_of_the_server(restarted: Restarted) -> None:
    with restarted.up() as server, visitor(server) as client:
        cookies = client.cookies
        with page(server, client) as before:
            asked = before.ask(FIRST)
    with (
        restarted.up() as server,
        visitor(server, cookies) as client,
        page(server, client, asked.thread_id) as after,
    ):
        assert after.resumed(buttons=len(asked.actions)).said == [FIRST, *asked.texts]
        rating = {"forId": asked.run_id, "threadId": asked.thread_id, "value": 1}
        assert client.put("/feedback", json={"feedback": rating}).status_code == 200
        assert "ビジネスアナリシス" in after.ask(FOLLOW_UP).texts[0]


def test_a_question_whose_answer_a_restart_cut_off_says_so(restarted: Restarted) -> None:
    with restarted.up() as server, visitor(server) as client:
        cookies = client.cookies
        with page(server, client) as before:
            before.send(FIRST)
            while (found := before.events.get(timeout=30))[0] != "stream_start":
                pass
            thread_id = found[1]["threadId"]
            server.kill()
    with restarted.up() as server, visitor(server, cookies) as client:
        with page(server, client, thread_id) as after:
            question, notice = after.resumed().said
            assert question == FIRST
            assert "途中で途切れた" in notice
            assert "ビジネス調査" in after.ask(FIRST).texts[0]
        with page(server, client, thread_id) as again:
            assert again.resumed().said[:2] == [FIRST, notice]


def test_pages_of_a_conversation_that_was_deleted_are_loaded_anew(
    server: Server, client: httpx.Client
) -> None:
    with page(server, client) as deleted, page(server, client) as kept:
        asked = deleted.ask(FIRST)
        kept.ask(FIRST)
        gone = {"threadId": asked.thread_id}
        assert client.request("DELETE", "/project/thread", json=gone).status_code == 200
        while deleted.events.get(timeout=30)[0] != "reload":
            pass
        assert "批判的思考" in kept.ask("では、Lv.3は？").texts[0]
        assert "reload" not in [event for event, _ in kept.events.queue]
