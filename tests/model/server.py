"""A language model that behaves as told, well or badly, behind the OpenAI protocol over HTTP.

It reads the prompt as a model would, and answers chat completions in one piece or streamed. What it
does is a `Conduct`; the conducts below are the ways in which models and their servers go wrong.
"""

from __future__ import annotations

import json
import re
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

NAME = "scripted-model"
_PIECE = 12
_WORD = re.compile(r"<[^\n>]+ ([0-9a-f]{12})>\n")


@dataclass(frozen=True)
class Asked:
    """One request.

    Attributes:
        body: As sent.
        headers: Names in lower case.
    """

    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def system(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def user(self) -> str:
        return str(self.body["messages"][-1]["content"])

    @property
    def word(self) -> str:
        """The word that the fences carry; empty where there are none."""
        found = _WORD.match(self.user)
        return found[1] if found else ""

    @property
    def fenced(self) -> list[str]:
        """What stands between the fences, in order: question, evidence, confirmed statements."""
        fence = rf"<(?P<name>[^\n>]+) {self.word}>\n(.*?)\n</(?P=name) {self.word}>"
        return [body for _, body in re.findall(fence, self.user, re.DOTALL)]

    @property
    def quotes(self) -> list[str]:
        """The quote of each piece of evidence."""
        items = re.split(rf"〔\d+〕 {self.word}\n", self.fenced[1])[1:]
        return [re.split(r"(?:引用：|Quote: )", item, maxsplit=1)[1].strip() for item in items]


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    # Headers and the first bytes leave at once.
    wbufsize = 0

    def setup(self) -> None:
        super().setup()
        self.owner.connections += 1

    def do_POST(self) -> None:
        owner = self.owner
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(body, headers)
        conduct = owner.next_conduct(asked)
        try:
            conduct(self, asked)
        except (BrokenPipeError, ConnectionResetError):
            owner.left.set()
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    @property
    def owner(self) -> ModelServer:
        return cast("_HttpServer", self.server).owner

    def send(self, status: int, content: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def open_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()

    def event(self, data: str) -> None:
        self.wfile.write(f"data: {data}\n\n".encode())

    def piece(self, text: str, finish: str | None = None) -> None:
        delta = {"content": text} if text else {}
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        self.event(json.dumps({**_HEAD, "object": "chat.completion.chunk", "choices": [choice]}))

    def pieces(self, text: str) -> None:
        for start in range(0, len(text), _PIECE):
            self.piece(text[start : start + _PIECE])


_HEAD = {"id": "chatcmpl-1", "created": 0, "model": NAME}
Conduct = Callable[[Handler, Asked], None]
Says = Callable[[Asked], str]


class ModelServer:
    """The server, while `serving_model` runs.

    Attributes:
        asked: Every request so far.
        connections: How often somebody connected, whatever for.
        left: Set once a client went away before it had everything.
        closing: Set when the server ends, so that nothing waits longer.
    """

    def __init__(self, conduct: Conduct) -> None:
        self.asked: list[Asked] = []
        self.connections = 0
        self.left = threading.Event()
        self.closing = threading.Event()
        self.arrived = threading.Semaphore(0)
        self._conducts: deque[Conduct] = deque([conduct])
        self._http = _HttpServer(("127.0.0.1", 0), Handler)
        self._http.owner = self

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def behave(self, *conducts: Conduct) -> None:
        """From now on: each of these once, and the last one ever after."""
        self._conducts = deque(conducts)

    def next_conduct(self, asked: Asked) -> Conduct:
        self.asked.append(asked)
        self.arrived.release()
        return self._conducts.popleft() if len(self._conducts) > 1 else self._conducts[0]

    def run(self) -> None:
        self._http.serve_forever(poll_interval=0.02)

    def stop(self) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()


class _HttpServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    owner: ModelServer


@contextmanager
def serving_model(conduct: Conduct | None = None) -> Iterator[ModelServer]:
    """Run a server on a free port; it answers rightly unless told otherwise."""
    server = ModelServer(conduct or says(right))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()


def right(asked: Asked) -> str:
    """A true answer: in quotation marks what is not confirmed anyway, then what is."""
    if not asked.word:
        return "はい"
    confirmed = asked.fenced[2]
    cited = {int(number) for number in re.findall(r"〔(\d+)〕", confirmed)}
    lines = []
    for number, quote in enumerate(asked.quotes, start=1):
        if number not in cited:
            opening, closing = "『』" if "「" in quote else "「」"
            lines.append(f"{opening}{quote}{closing}〔{number}〕")
    return "\n".join([*lines, *filter(str.strip, confirmed.split("\n"))])


def says(text: str | Says) -> Conduct:
    """Answer with a text, streamed where that is asked for."""

    def conduct(handler: Handler, asked: Asked) -> None:
        content = text if isinstance(text, str) else text(asked)
        usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
        if not asked.body.get("stream"):
            message = {"role": "assistant", "content": content}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            body = {**_HEAD, "object": "chat.completion", "choices": [choice], "usage": usage}
            handler.send(200, json.dumps(body).encode(), "application/json")
            return
        handler.open_stream()
        handler.pieces(content)
        handler.piece("", "stop")
        handler.event("[DONE]")

    return conduct


def says_nothing() -> Conduct:
    """Answer with no text at all."""
    return says("")


def fails(status: int, *, body: str = '{"error": {"message": "no"}}') -> Conduct:
    """Answer with a status such as 500 or 429."""

    def conduct(handler: Handler, asked: Asked) -> None:
        handler.send(status, body.encode(), "application/json")

    return conduct


def repeats_the_request_in_its_error() -> Conduct:
    """Refuse, with the whole request and its key in the reason."""

    def conduct(handler: Handler, asked: Asked) -> None:
        told = {"error": {"message": json.dumps([asked.body, asked.headers])}}
        handler.send(400, json.dumps(told).encode(), "application/json")

    return conduct


def leads_elsewhere(address: str) -> Conduct:
    """Send the client to another host."""

    def conduct(handler: Handler, asked: Asked) -> None:
        handler.send(307, b"", "text/plain", Location=f"{address}/chat/completions")

    return conduct


def stays_silent() -> Conduct:
    """Take the request and never answer."""

    def conduct(handler: Handler, asked: Asked) -> None:
        handler.owner.closing.wait()

    return conduct


def waits_for(gate: threading.Event, conduct: Conduct) -> Conduct:
    """Do something else only once the gate is open."""

    def waiting(handler: Handler, asked: Asked) -> None:
        gate.wait(120)
        conduct(handler, asked)

    return waiting


def drips(pause: float) -> Conduct:
    """Send a letter now and then, without end."""

    def conduct(handler: Handler, asked: Asked) -> None:
        handler.open_stream()
        while not handler.owner.closing.wait(pause):
            handler.piece("あ")

    return conduct


def pauses_before_its_last_word(gate: threading.Event, text: str | Says) -> Conduct:
    """Stream the answer except its end, which follows once the gate is open."""

    def conduct(handler: Handler, asked: Asked) -> None:
        content = text if isinstance(text, str) else text(asked)
        handler.open_stream()
        handler.pieces(content[:-_PIECE])
        gate.wait(120)
        handler.pieces(content[-_PIECE:])
        handler.piece("", "stop")
        handler.event("[DONE]")

    return conduct


def breaks_off(text: str | Says, *, politely: bool = False) -> Conduct:
    """Stream half of an answer, then hang up; politely with the sign that the stream is over."""

    def conduct(handler: Handler, asked: Asked) -> None:
        content = text if isinstance(text, str) else text(asked)
        handler.open_stream()
        handler.pieces(content[: len(content) // 2])
        if politely:
            handler.event("[DONE]")
        else:
            handler.wfile.write(b'data: {"id": "chatc')

    return conduct


def sends_no_json() -> Conduct:
    """Answer with a page of some proxy."""

    def conduct(handler: Handler, asked: Asked) -> None:
        if asked.body.get("stream"):
            handler.open_stream()
            handler.event("<html>gateway</html>")
        else:
            handler.send(200, b"<html>gateway</html>", "text/html")

    return conduct


def sends_other_json() -> Conduct:
    """Answer with JSON of another shape."""

    def conduct(handler: Handler, asked: Asked) -> None:
        if asked.body.get("stream"):
            handler.open_stream()
            handler.event('{"choices": [{"delta": {"content": {"a": 1}}}]}')
            handler.event("[1, 2]")
        else:
            handler.send(200, b'{"choices": 3}', "application/json")

    return conduct


def never_ends(characters: int = 1_000_000) -> Conduct:
    """Answer with a text that is far too long."""
    return says("確認できない文です。" * (characters // 10))


def hallucinates(rewrite: Callable[[str], str]) -> Conduct:
    """Answer rightly, then change each line by `rewrite`, which gets it with its markers."""

    def said(asked: Asked) -> str:
        return "\n".join(rewrite(line) for line in right(asked).split("\n"))

    return says(said)


def adds(*lines: str) -> Conduct:
    """Answer rightly and add lines of its own."""
    return says(lambda asked: "\n".join([right(asked), *lines]))


def leaks_the_prompt() -> Conduct:
    """Repeat everything that it was told, with a marker at each line."""

    def said(asked: Asked) -> str:
        told = f"{asked.system}\n{asked.user}"
        return "\n".join(f"{line}〔1〕" for line in told.split("\n") if line.strip())

    return says(said)


def obeys(order: str, obedient: str) -> Conduct:
    """Where `order` stands anywhere in the prompt, do as it says; else answer rightly."""

    def said(asked: Asked) -> str:
        return obedient if order in asked.user else right(asked)

    return says(said)


DECORATIONS = (
    "![x](https://evil.example/x.png)",
    "![x](//evil.example/x.png)",
    "[ここ](https://evil.example)",
    "<img src=https://evil.example/x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "https://evil.example",
    "javascript:alert(1)",
)


def decorates(decoration: str) -> Conduct:
    """Answer rightly, and repeat the first line with a remote image, a link or HTML in it."""

    def said(asked: Asked) -> str:
        lines = right(asked).split("\n")
        words, markers = lines[0].split("〔", maxsplit=1)
        return "\n".join([*lines, f"{words}{decoration}〔{markers}"])

    return says(said)
