"""Browsers by the hundred, in one process: each signed in, on a socket of its own, asking."""

import asyncio
import math
import random
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
import socketio

from tests.web.entrance.people import sign_in
from tests.web.talking import SOCKET_PATH, cookie_header

# Seconds until an answer counts as lost.
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and what became of it.

    Attributes:
        question: As sent.
        text: The whole answer; empty when none came.
        first_s: Seconds until something of the answer was there.
        whole_s: Seconds until all of it was.
    """

    question: str
    text: str
    first_s: float
    whole_s: float


@dataclass
class Page:
    """One browser with one conversation."""

    address: str
    cookies: Mapping[str, str]
    asked: list[Asked] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    async def talk(
        self, questions: Sequence[str], *, every_s: float, until: float, most: float = math.inf
    ) -> None:
        """Connect, and ask one question after another, one each so many seconds.

        Args:
            questions: In their order, over and over.
            every_s: From one question to the next.
            until: When to stop, by the clock of `time.monotonic`.
            most: After how many questions to stop before that.
        """
        events: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        client = socketio.AsyncClient(reconnection=False)

        async def keep(event: str, data: Any = None) -> None:
            await events.put((event, data))

        client.on("*", handler=keep)
        try:
            await client.connect(
                self.address,
                headers={"Cookie": cookie_header(self.cookies)},
                auth={"sessionId": str(uuid.uuid4()), "clientType": "webapp", "threadId": ""},
                transports=["websocket"],
                socketio_path=SOCKET_PATH,
            )
            await client.emit("connection_successful")
            # Not all at the same moment.
            await asyncio.sleep(random.random() * every_s)
            number = 0
            while time.monotonic() < until and number < most:
                begun = time.monotonic()
                question = questions[number % len(questions)]
                self.asked.append(await _ask(client, events, question))
                number += 1
                await asyncio.sleep(max(0.0, every_s - (time.monotonic() - begun)))
        except Exception as error:
            self.errors.append(f"{type(error).__name__}: {error}")
        finally:
            await client.disconnect()


async def _ask(
    client: socketio.AsyncClient, events: "asyncio.Queue[tuple[str, Any]]", question: str
) -> Asked:
    while not events.empty():
        events.get_nowait()
    begun = time.monotonic()
    message = {"id": str(uuid.uuid4()), "output": question, "type": "user_message"}
    await client.emit("client_message", {"message": message, "fileReferences": []})
    first, text = 0.0, ""
    while True:
        event, data = await asyncio.wait_for(events.get(), PATIENCE)
        passed = time.monotonic() - begun
        if event in ("stream_start", "stream_token") and not first:
            first = passed
        if event == "new_message" and data["type"] == "assistant_message":
            text = data["output"]
        if event == "update_message" and data["type"] == "assistant_message":
            text = data["output"]
        if event == "update_message" and data["name"] == "on_message":
            return Asked(question, text, first or passed, passed)


def signed_in(address: str, logins: Sequence[str]) -> list[dict[str, str]]:
    """The cookies of browsers in which people have signed in."""
    held = []
    for login in logins:
        with httpx.Client(
            base_url=address, headers={"Accept": "text/html"}, timeout=PATIENCE
        ) as browser:
            assert sign_in(browser, login).status_code == 303
            held.append(dict(browser.cookies))
    return held
