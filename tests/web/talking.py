"""A conversation over the real socket, as the page holds it."""

import queue
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import engineio
import httpx
import socketio

SOCKET_PATH = "/ws/socket.io"
_PATIENCE = 90.0


class _OneByOne(engineio.Client):
    """Hands on one message after another."""

    def _trigger_event(self, event: str, *args: Any, run_async: bool = False, **how: Any) -> Any:
        # The library handles each message in a thread of its own, whichever comes to run first.
        return super()._trigger_event(event, *args, run_async=False, **how)


class Client(socketio.Client):
    """A client that hears of events in the order in which they were sent."""

    def __init__(self) -> None:
        super().__init__(reconnection=False)

    def _engineio_client_class(self) -> type[engineio.Client]:
        return _OneByOne


@dataclass
class Reply:
    """What came between a question and the end of the work on it.

    Attributes:
        texts: The messages of the assistant, as Markdown.
        batches: In how many parts they were streamed.
        actions: The labels of the questions offered.
        run_id: Under what the answer can be rated.
        thread_id: The conversation that it belongs to.
        progress: What a line said that was changed and taken away before the end.
    """

    texts: list[str] = field(default_factory=list)
    batches: int = 0
    actions: list[dict[str, Any]] = field(default_factory=list)
    run_id: str = ""
    thread_id: str = ""
    progress: list[str] = field(default_factory=list)


@dataclass
class Resumed:
    """A conversation that was kept.

    Attributes:
        steps: As the page is sent them.
        actions: The questions offered.
    """

    steps: list[dict[str, Any]] = field(default_factory=list)
    actions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        """What was said, in order."""
        return [step["output"] for step in self.steps if "message" in step["type"]]


class Conversation:
    """One session of one page."""

    def __init__(self, client: socketio.Client, session_id: str) -> None:
        self.client = client
        self.session_id = session_id
        self.events: queue.Queue[tuple[str, Any]] = queue.Queue()
        client.on("*", handler=lambda event, data=None: self.events.put((event, data)))

    def ask(self, question: str) -> Reply:
        """Ask, and wait for the end of the answer."""
        self.send(question)
        return self.reply()

    def send(self, question: str) -> None:
        """Ask, and wait for nothing."""
        message = {"id": str(uuid.uuid4()), "output": question, "type": "user_message"}
        self.client.emit("client_message", {"message": message, "fileReferences": []})

    def greeting(self) -> Reply:
        """What the page is told when a conversation begins."""
        return self.reply(run="on_chat_start")

    def reply(self, run: str = "on_message") -> Reply:
        """What is said until the run is over."""
        reply, latest = Reply(), ""
        while True:
            event, data = self.events.get(timeout=_PATIENCE)
            if event in ("new_message", "stream_start", "update_message") and data["name"] == run:
                reply.run_id, reply.thread_id = data["id"], data["threadId"]
                if event == "update_message":
                    return reply
            elif event == "new_message" and data["type"] == "assistant_message":
                reply.texts.append(data["output"])
                latest = data["output"]
            elif event == "update_message" and data["type"] == "assistant_message":
                reply.texts.remove(latest)
                reply.texts.append(data["output"])
                reply.progress.append(latest)
                latest = data["output"]
            elif event == "delete_message":
                reply.texts.remove(latest)
                reply.progress.append(latest)
            elif event in ("stream_start", "stream_token"):
                reply.batches += 1
            elif event == "action":
                reply.actions.append(data)

    def resumed(self, *, buttons: int = 0) -> Resumed:
        """What the page is given of a conversation that it goes on with."""
        resumed = Resumed()
        while not resumed.steps or len(resumed.actions) < buttons:
            event, data = self.events.get(timeout=_PATIENCE)
            if event == "resume_thread":
                resumed.steps = data["steps"]
            elif event == "action":
                resumed.actions.append(data)
        return resumed


def cookie_header(cookies: Mapping[str, str]) -> str:
    """What a browser that holds these cookies sends."""
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


@contextmanager
def talking(
    address: str,
    session_id: str,
    *,
    greeted: bool = True,
    headers: Mapping[str, str] | None = None,
    cookies: Mapping[str, str] | None = None,
    thread_id: str = "",
) -> Iterator[Conversation]:
    """Connect a page with a session id, for whom the cookies say; a new guest without them.

    With a thread id the page asks to go on with that conversation.
    """
    given = dict(headers or {})
    cookie = cookie_header(
        dict(httpx.get(address, timeout=_PATIENCE).cookies) if cookies is None else cookies
    )
    given["Cookie"] = "; ".join(filter(None, (given.get("Cookie"), cookie)))
    client = Client()
    conversation = Conversation(client, session_id)
    auth = {"sessionId": session_id, "clientType": "webapp", "threadId": thread_id}
    client.connect(
        address,
        headers=given,
        auth=auth,
        transports=["websocket"],
        socketio_path=SOCKET_PATH,
    )
    try:
        client.emit("connection_successful")
        if greeted and not thread_id:
            assert conversation.greeting().texts == []
        yield conversation
    finally:
        client.disconnect()
