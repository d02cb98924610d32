"""Messages that are empty, far too long, or full of signs that nobody can see."""

import http.client
import re
import unicodedata
import uuid
from contextlib import AbstractContextManager, closing

import httpx
import pytest
from sqlalchemy import text as sql

from assistant.accounts.accounts import Accounts
from assistant.accounts.types import Role
from assistant.errors import AccountError
from assistant.messages import text
from assistant.web.markdown import inert
from tests.faults.city import COOKIE, City, Somebody, ask
from tests.web.coaching.visitor import assessment_of, share
from tests.web.talking import SOCKET_PATH, Conversation, talking

# Control, NUL, bidirectional and zero-width characters, and one that no encoding can hold.
UNSEEN = "\x00\x07\x1b\x7f\u200b\u200d\u2060\ufeff\u202a\u202e\u2066\u2069\U000e0041"
# An answer has it before its markers.
JOINER = "\u2060"
PLAIN = "Lv.3の必須スキルは？"


def dressed(words: str) -> str:
    """Words with an unseen character behind each letter."""
    return "".join(f"{letter}{UNSEEN[n % len(UNSEEN)]}" for n, letter in enumerate(words))


def unseen_in(words: str) -> set[str]:
    """The characters of a page or a record that carry nothing to read."""
    found = {c for c in words if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs")}
    return found - {"\n", "\t"}


@pytest.mark.parametrize("message", ["", " ", " \u3000\n\t", "\u200b\u2060", "\x00\x01"], ids=repr)
def test_an_empty_or_white_message_gets_a_hint_and_the_conversation_goes_on(
    city: City, message: str
) -> None:
    with city.somebody().chat() as conversation:
        assert conversation.ask(message).texts == [inert(text("answer.empty", "ja"))]
        assert "批判的思考" in conversation.ask(PLAIN).texts[0]


def test_a_message_of_a_hundred_kilobytes_is_refused_by_its_length(city: City) -> None:
    with city.somebody().chat() as conversation:
        (said,) = conversation.ask("あ" * 34_000).texts
        assert "2000文字" in said
        assert "批判的思考" in conversation.ask(PLAIN).texts[0]


def test_a_frame_of_two_megabytes_ends_the_connection_and_a_new_one_is_answered(
    city: City,
) -> None:
    somebody = city.somebody()
    session = str(uuid.uuid4())
    with somebody.chat(session) as conversation:
        gone = conversation.client.eio
        connection = gone.ws
        conversation.send("x" * 2_000_000)
        gone.wait()
        connection.shutdown()
        assert not conversation.client.connected
    with _again(somebody, session) as conversation:
        assert "批判的思考" in conversation.ask(PLAIN).texts[0]


def _again(somebody: Somebody, session: str) -> AbstractContextManager[Conversation]:
    address = str(somebody.client.base_url).rstrip("/")
    return talking(address, session, cookies={COOKIE: somebody.secret}, greeted=False)


def test_two_megabytes_that_are_posted_to_the_socket_are_refused(city: City) -> None:
    somebody = city.somebody()
    connection = http.client.HTTPConnection("127.0.0.1", city.server.port, timeout=30)
    with closing(connection):
        connection.putrequest("POST", f"{SOCKET_PATH}/?EIO=4&transport=polling")
        connection.putheader("Content-Length", "2000000")
        connection.endheaders()
        assert connection.getresponse().status == 413
    assert "批判的思考" in ask(somebody, PLAIN)


def test_unseen_characters_in_a_question_change_nothing_and_are_not_sent_back(city: City) -> None:
    somebody = city.somebody()
    plain, odd = ask(somebody, PLAIN), ask(somebody, dressed(PLAIN))
    assert odd == plain
    assert unseen_in(odd) <= {JOINER}


def test_unseen_characters_in_names_notes_and_comments_are_not_kept(city: City) -> None:
    staff, coach = city.staff(), city.somebody(Role.COACH)
    share(staff, coach)
    here = assessment_of(staff)
    staff.get(f"{here}/skills/1")
    note = f"{dressed('一行目です')}\n{dressed('二行目です')}"
    assert staff.post(f"{here}/skills/1", rating="supported", evidence=note).status_code == 200
    staff.get("/me")
    assert staff.post("/name", name=dressed("職員 花子")).status_code == 200

    coach.get(here)
    assert coach.post(f"{here}/plans").status_code == 200
    plan = coach.link(r"/plans/[0-9a-f]{32}")
    coach.get(plan)
    line = {"part": "notes", "action": "add", "line": dressed("窓口で試してみましょう。")}
    assert coach.post(f"{plan}/lines", **line).status_code == 200
    coach.get(plan)
    comment = {"to": "sent_back", "comment": dressed("もう一度お話ししましょう。")}
    assert coach.post(f"{plan}/decision", **comment).status_code == 200

    coach.post(f"{plan}/comments", words=dressed("また来週に。"), seen=0)
    kept = [
        value
        for rows in city.rows().values()
        for row in rows
        for value in row
        if isinstance(value, str)
    ]
    assert {value for value in kept if unseen_in(value) - {JOINER}} == set()
    for words in (
        "一行目です\n二行目です",
        "職員 花子",
        "もう一度お話ししましょう。",
        "また来週に。",
    ):
        assert words in kept
    for reader in (staff, coach):
        reader.get(plan)
        assert "窓口で試してみましょう。" in reader.page
        assert unseen_in(reader.page) <= {JOINER}


def test_unseen_characters_in_titles_and_ratings_are_not_kept(city: City) -> None:
    somebody = city.somebody()
    with somebody.chat() as conversation:
        reply = conversation.ask(dressed(PLAIN))
    named = {"threadId": reply.thread_id, "name": dressed("私の会話")}
    assert somebody.client.put("/project/thread", json=named).status_code == 200
    rating = {"forId": reply.run_id, "threadId": reply.thread_id, "value": 1}
    rating["comment"] = dressed("役に立ちました")
    assert somebody.client.put("/feedback", json={"feedback": rating}).status_code == 200
    (thread,) = [row for row in city.rows()["thread"] if somebody.account.id in row]
    assert "私の会話" in {str(value).replace(JOINER, "") for value in thread}
    (given,) = [row for row in city.rows()["feedback"] if somebody.account.id in row]
    assert "役に立ちました" in {str(value).replace(JOINER, "") for value in given}


def test_unseen_characters_are_no_part_of_a_login(city: City) -> None:
    accounts = Accounts(city.database)
    for login in ("ha\u200bnako", "ha\x00nako", "\u202ehanako", "hana\u2066ko"):
        with pytest.raises(AccountError):
            accounts.add(login, "職員", Role.STAFF, at=city.account().created_at)
    with httpx.Client(base_url=city.server.address, headers={"Accept": "text/html"}) as browser:
        token = re.search(r'name="token" value="([0-9a-f]{64})"', browser.get("/login").text)
        assert token
        form = {"token": token.group(1), "login": dressed("hanako"), "password": dressed("secret")}
        assert browser.post("/login", data=form).status_code == 401
    with city.database.reading() as connection:
        assert connection.scalar(sql("SELECT count(*) FROM account WHERE login = 'hanako'")) == 0
