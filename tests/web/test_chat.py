"""Conversations over the real socket with the real pipeline."""

import re
import uuid

import httpx
import pytest

from corpus import Corpus
from tests.web.serving import Server
from tests.web.talking import SOCKET_PATH, Client, Conversation, cookie_header, talking

MARKER = re.compile(r"\[(〔\d+〕)\]\((/sources/[^)]+)\)")


def test_an_answer_is_streamed_with_its_sources(
    conversation: Conversation, client: httpx.Client, corpus: Corpus
) -> None:
    reply = conversation.ask("批判的思考の定義と活用例を教えてください")
    assert 2 <= reply.batches <= 12
    text = reply.texts[0]
    markers = MARKER.findall(text)
    assert [marker for marker, _ in markers] == ["〔1〕", "〔2〕", "〔3〕"]
    page = client.get(markers[1][1]).text
    definition = corpus.get("skill/lv3/critical-thinking").quote("definition").text
    assert f"<mark>{definition}</mark>" in page


def test_follow_ups_are_offered_and_can_be_clicked(
    conversation: Conversation, client: httpx.Client
) -> None:
    actions = conversation.ask("Lv.2の必須スキルを教えてください").actions
    assert 1 <= len(actions) <= 4
    body = {"sessionId": conversation.session_id, "action": actions[0]}
    assert client.post("/project/action", json=body, timeout=30).status_code == 200
    reply = conversation.reply()
    assert len(reply.texts) == 1
    assert "Lv\\.2" in reply.texts[0]


def test_a_short_follow_up_is_understood_by_what_was_said(conversation: Conversation) -> None:
    conversation.ask("Lv.2の必須スキルを教えてください")
    assert "批判的思考" in conversation.ask("では、Lv.3は？").texts[0]


def test_two_conversations_do_not_mix(server: Server, conversation: Conversation) -> None:
    conversation.ask("Lv.2の必須スキルを教えてください")
    with talking(server.address, str(uuid.uuid4())) as other:
        other.ask("Lv.5の育成項目を教えてください")
    assert "批判的思考" in conversation.ask("では、Lv.3は？").texts[0]


def test_two_questions_at_once_are_answered_one_after_the_other(
    conversation: Conversation,
) -> None:
    conversation.send("Lv.2の必須スキルを教えてください")
    conversation.send("Lv.4は？")
    texts = conversation.reply().texts + conversation.reply().texts
    assert len(texts) == 2
    assert "ビジネス調査" in texts[0]
    assert "ビジネスアナリシス" in texts[1]


def test_an_english_question_is_answered_in_english(conversation: Conversation) -> None:
    assert "required skill" in conversation.ask("What is critical thinking?").texts[0]


def test_a_question_without_a_language_is_answered_in_that_of_the_page(server: Server) -> None:
    for language, said in (("ja", "役割"), ("en", "role")):
        headers = {"Accept-Language": "fr", "Cookie": f"language={language}"}
        with talking(server.address, str(uuid.uuid4()), headers=headers) as page:
            assert said in page.ask("Lv.3").texts[0].lower()


def test_a_question_without_a_language_follows_the_one_before(conversation: Conversation) -> None:
    conversation.ask("What is expected of Lv.2?")
    assert "role" in conversation.ask("Lv.3").texts[0].lower()


def test_what_the_text_does_not_state_is_labelled(conversation: Conversation) -> None:
    text = conversation.ask("研修の費用はいくらですか").texts[0]
    assert text.startswith("**本文に記載がありません**")


@pytest.mark.parametrize(
    "question",
    [
        "",
        " \u3000\n",
        "\u200b\u200b",
        "\x00\x01",
        "あ" * 100_000,
        "'; DROP TABLE feedback; --",
        "<script>alert(1)</script>",
        "![x](http://evil.example/x.png)",
        "[x](javascript:alert(1))",
        "https://evil.example スキル",
        "Lv．３",
        "Lv6",
        "\ud83d\ude00" * 10,
    ],
    ids=lambda question: repr(question[:20]),
)
def test_odd_questions_get_an_inert_answer_and_the_conversation_goes_on(
    conversation: Conversation, question: str
) -> None:
    reply = conversation.ask(question)
    assert len(reply.texts) == 1
    text = reply.texts[0]
    assert text.strip()
    assert "Traceback" not in text
    assert "Error" not in text
    assert re.findall(r"(?<!\\)[<!]", text) == []
    assert all(target.startswith("/sources/") for target in re.findall(r"\]\(([^)]*)\)", text))
    assert "批判的思考" in conversation.ask("批判的思考とは").texts[0]


def test_a_click_in_a_conversation_that_has_gone_is_answered_politely(
    client: httpx.Client,
) -> None:
    action = {"name": "ask", "payload": {"question": "Lv.3は"}}
    body = {"sessionId": str(uuid.uuid4()), "action": action}
    response = client.post("/project/action", json=body)
    assert response.status_code == 404
    assert "再読み込み" in response.json()["detail"]


@pytest.mark.parametrize(
    "action",
    [
        {"name": "other", "payload": {"question": "x"}},
        {"name": "ask", "payload": {}},
        {"name": "ask", "payload": {"question": 1}},
        {"name": "ask"},
        [],
    ],
    ids=repr,
)
def test_a_click_on_something_else_is_refused(
    client: httpx.Client, conversation: Conversation, action: object
) -> None:
    body = {"sessionId": conversation.session_id, "action": action}
    assert client.post("/project/action", json=body).status_code == 422


def test_a_question_is_written_nowhere_but_in_the_records(
    server: Server, conversation: Conversation
) -> None:
    conversation.ask("合言葉はmqzwvxkですが批判的思考とは")
    written = [path for path in server.data_dir.rglob("*") if path.is_file()]
    holding = [path for path in written if b"mqzwvxk" in path.read_bytes()]
    assert {path.parent for path in holding} == {server.data_dir / "records"}


def test_a_conversation_that_was_lost_is_told_so(server: Server, client: httpx.Client) -> None:
    session_id = str(uuid.uuid4())
    page = Client()
    conversation = Conversation(page, session_id)
    page.connect(
        server.address,
        headers={"Cookie": cookie_header(client.cookies)},
        auth={"sessionId": session_id, "clientType": "webapp", "threadId": str(uuid.uuid4())},
        transports=["websocket"],
        socketio_path=SOCKET_PATH,
    )
    page.emit("connection_successful")
    assert "新しい会話" in conversation.greeting().texts[0]
    page.disconnect()
