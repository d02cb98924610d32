"""Requests are numbered and counted, and what is done can be accounted for."""

import asyncio
import logging
import re
import uuid
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from assistant.audit.audit import Audit
from assistant.audit.types import Action, Kind, Sealed, Subject
from assistant.settings import Settings
from assistant.store import open_database
from assistant.web.observing.figures import Figures
from assistant.web.observing.log import Log
from assistant.web.observing.observed import Observed
from assistant.web.records import Records
from tests.web.entrance.conftest import NewBrowser
from tests.web.entrance.people import add, sign_in
from tests.web.serving import Server
from tests.web.talking import talking

_NUMBER = re.compile(r"[0-9a-f]{16}")


def entries(data_dir: Path) -> list[Sealed]:
    """Everything in the audit log of a server."""
    database = open_database(Settings(data_dir=data_dir))
    try:
        return list(Audit(database).read())
    finally:
        database.close()


def figure(address: str, line: str) -> float:
    """The value of a line of the figures; zero where there is none yet."""
    found = re.search(rf"^{re.escape(line)} (\S+)$", httpx.get(f"{address}/metrics").text, re.M)
    return float(found.group(1)) if found else 0.0


def test_what_breaks_is_told_by_a_number_that_the_servers_log_has_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def broken(scope: object, receive: object, send: object) -> None:
        raise RuntimeError("secret detail")

    with caplog.at_level(logging.ERROR):
        client = TestClient(Observed(broken, figures=Figures()))
        response = client.get("/x", headers={"Accept-Language": "ja"})
    number = response.headers["x-request-id"]
    assert response.status_code == 500
    assert number in response.json()["detail"]
    assert "secret detail" not in response.text
    assert number in caplog.text


def test_every_response_has_a_number_of_its_own_whatever_the_client_calls_it(
    server: Server,
) -> None:
    given = {"X-Request-ID": "mine"}
    numbers = {httpx.get(server.address, headers=given).headers["x-request-id"] for _ in range(3)}
    assert len(numbers) == 3
    assert all(_NUMBER.fullmatch(number) for number in numbers)


def test_figures_count_requests_answers_and_sockets_and_name_nobody(server: Server) -> None:
    line = 'assistant_http_requests_total{method="GET",part="health",status="200"}'
    before = figure(server.address, line)
    httpx.get(f"{server.address}/healthz")
    assert figure(server.address, line) >= before + 1
    answered = 'assistant_answers_total{language="ja",status="answered",written="no"}'
    before = figure(server.address, answered)
    with talking(server.address, str(uuid.uuid4())) as conversation:
        conversation.ask("Lv.1の必須スキルは？")
        assert figure(server.address, "assistant_sockets") >= 1
    assert figure(server.address, answered) == before + 1
    text = httpx.get(f"{server.address}/metrics").text
    assert "guest" not in text


def test_an_odd_method_or_address_makes_no_new_figure(server: Server) -> None:
    for number in range(5):
        httpx.request("BREW", f"{server.address}/odd-{number}")
    text = httpx.get(f"{server.address}/metrics").text
    assert "BREW" not in text
    assert "/odd" not in text


def test_who_came_in_asked_and_left_is_in_the_log_without_a_word_of_theirs(
    guarded: Server, new_browser: NewBrowser
) -> None:
    account = add(guarded.data_dir, "audited")
    browser = new_browser()
    sign_in(browser, "audited", "a wrong password")
    sign_in(browser, "audited")
    with talking(guarded.address, str(uuid.uuid4()), cookies=dict(browser.cookies)) as conversation:
        conversation.ask("Lv.1の必須スキルを教えて")
    browser.post("/logout")
    found = entries(guarded.data_dir)
    done = [entry.action for entry in found if entry.actor == account.id]
    assert done == ["sign_in", "question_answered", "sign_out"]
    assert "sign_in_failed" in {entry.action for entry in found}
    assert all(_NUMBER.fullmatch(entry.request_id) for entry in found if entry.actor == account.id)
    assert "必須スキル" not in "".join(map(str, found))
    assert "audited" not in "".join(map(str, found))


def test_what_cannot_be_noted_goes_to_the_servers_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "records").touch()
    log = Log(Records(Settings(data_dir=tmp_path)), Figures())
    with caplog.at_level(logging.ERROR):
        log.note(Action.SIGN_OUT, "a" * 32, Subject(Kind.SESSION))
    assert "not in the audit log: sign_out" in caplog.text


def test_a_browser_that_goes_away_is_no_failure(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def gone(scope: object, receive: object, send: object) -> None:
        raise ConnectionResetError

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(_: Message) -> None:
        raise AssertionError("nobody is there")

    scope = {"type": "websocket", "path": "/ws/socket.io"}
    with caplog.at_level(logging.ERROR):
        asyncio.run(Observed(gone, figures=Figures())(scope, receive, send))
    assert caplog.records == []
