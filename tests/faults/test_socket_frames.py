"""Ten thousand malformed frames: the server lives, says nothing of itself, and does not grow."""

import json
import random
import re
import string
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest
import websocket

from tests.faults.city import COOKIE, City, Somebody, ask
from tests.web.talking import SOCKET_PATH

FRAMES = 10_000
EACH = 100
_SEED = 20260702
_PATIENCE = 30
# What a few thousand connections may leave in pools and caches.
_MOST_GROWTH_MB = 48
EVENTS = (
    "client_message", "connection_successful", "clear_session", "edit_message", "stop", "message",
    "audio_chunk", "window_message", "chat_settings_change", "connect", "disconnect", "__class__",
)  # fmt: skip


def word(chance: random.Random) -> str:
    letters = string.printable + "あ漢\u202e\x00\U0001f642\ud800"
    return "".join(chance.choices(letters, k=chance.randrange(40)))


def value(chance: random.Random, depth: int = 0) -> object:
    """Any JSON."""
    kinds: tuple[Callable[[], object], ...] = (
        lambda: None,
        lambda: chance.random() * 10**300,
        lambda: chance.getrandbits(80) * chance.choice((1, -1)),
        lambda: word(chance),
        lambda: str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        lambda: [value(chance, depth + 1) for _ in range(chance.randrange(4))],
        lambda: {word(chance): value(chance, depth + 1) for _ in range(chance.randrange(4))},
    )
    return chance.choice(kinds[: 5 if depth > 3 else None])()


def message(chance: random.Random) -> object:
    """A message in which some field is not what it should be."""
    step: dict[str, object] = {"id": value(chance), "output": value(chance)}
    payload: dict[str, object] = {"message": step, "fileReferences": value(chance)}
    return chance.choice((payload, {"message": value(chance)}, step, value(chance)))


def frame(chance: random.Random) -> str | bytes:
    """One malformed frame, in one of many ways."""
    event = chance.choice(EVENTS)
    whole = f"42{json.dumps([event, message(chance)])}"
    cut = chance.randrange(len(whole))
    kinds: tuple[Callable[[], str | bytes], ...] = (
        lambda: whole,
        lambda: whole[:cut],
        lambda: whole[:cut] + word(chance) + whole[cut:],
        lambda: f"42{json.dumps(value(chance))}",
        lambda: f"42/{word(chance)},{json.dumps([event])}",
        lambda: f"42{chance.getrandbits(70)}{json.dumps([event, value(chance)])}",
        lambda: f"45{chance.randrange(5)}-{json.dumps([event, {'_placeholder': True, 'num': 0}])}",
        lambda: f"{chance.choice('0123456789')}{word(chance)}",
        lambda: f"4{chance.choice('0123456789')}{word(chance)}",
        lambda: f"42{'[' * 5000}",
        lambda: f'42["client_message",{"9" * 5000}]',
        lambda: chance.randbytes(chance.randrange(200)),
        lambda: "b" + word(chance),
        lambda: "",
    )
    return chance.choice(kinds)()


class Raw:
    """A connection over which anything can be sent."""

    def __init__(self, somebody: Somebody) -> None:
        url = httpx.URL(str(somebody.client.base_url))
        self._connection = websocket.create_connection(
            f"ws://{url.host}:{url.port}{SOCKET_PATH}/?EIO=4&transport=websocket",
            cookie=f"{COOKIE}={somebody.secret}",
            timeout=_PATIENCE,
        )
        self.heard: list[str] = [self._received()]
        auth = {"sessionId": str(uuid.uuid4()), "clientType": "webapp", "threadId": ""}
        self.send(f"40{json.dumps(auth)}")
        self.heard.append(self._received())

    def send(self, given: str | bytes) -> bool:
        """Send a frame; False when the connection has gone."""
        try:
            if isinstance(given, bytes):
                self._connection.send_binary(given)
            else:
                payload = given.encode("utf-8", "surrogatepass")
                self._connection.send(payload, websocket.ABNF.OPCODE_TEXT)
        except (OSError, websocket.WebSocketException):
            return False
        return True

    def close(self) -> None:
        """Read what is still there, and hang up."""
        # Answered only once everything before it was read, unless the server has hung up.
        self.send("41")
        self.send("1")
        try:
            while said := self._received():
                self.heard.append(said)
        except (OSError, websocket.WebSocketException):
            pass
        self._connection.close()
        self._connection.shutdown()

    def _received(self) -> str:
        said = self._connection.recv()
        return said if isinstance(said, str) else said.decode("latin-1")


def memory_mb(city: City) -> float:
    """What the server's process holds in memory."""
    status = Path(f"/proc/{city.server.pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found.group(1)) / 1024


def throw(somebody: Somebody, chance: random.Random, count: int) -> str:
    """Send malformed frames; everything that the server said to them."""
    heard: list[str] = []
    sent = 0
    while sent < count:
        with closing(Raw(somebody)) as raw:
            for _ in range(EACH):
                sent += 1
                if not raw.send(frame(chance)):
                    break
        heard += raw.heard
    return "\n".join(heard)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_ten_thousand_malformed_frames_leave_the_server_as_it_was(city: City) -> None:
    chance = random.Random(_SEED)
    somebody = city.somebody()
    plain = ask(somebody, "Lv.3の必須スキルは？")
    # What is made at the first connections stays.
    heard = throw(somebody, chance, FRAMES // 10)
    before, rows = memory_mb(city), city.rows()
    heard += throw(somebody, chance, FRAMES - FRAMES // 10)
    assert memory_mb(city) - before < _MOST_GROWTH_MB
    told = re.search(r"Traceback|(?<!is)Error\b|Exception|site-packages|\.py\b", heard)
    assert told is None, heard[max(0, told.start() - 300) : told.end() + 300]
    assert ask(somebody, "Lv.3の必須スキルは？") == plain
    unchanged = {name: found for name, found in city.rows().items() if name not in HISTORY}
    assert unchanged == {name: found for name, found in rows.items() if name not in HISTORY}


# A frame that happens to be whole is a question like any other.
HISTORY = frozenset({"thread", "step"})
