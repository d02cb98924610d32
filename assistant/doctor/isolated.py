"""The same questions in a process that has no network at all but its own loopback (Linux only).

Whatever tries to reach another host, in Python or not, finds no route, and the kernel counts it.
Run as a program of its own, as only a process with a single thread can leave its network.
"""

import ctypes
import json
import os
import socket
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import CHECKOUT, Settings

# One is answered from the records, one only by every kind of search.
QUESTIONS = (
    "「革新力」の定義は？",
    "窓口に来た人を待たせない工夫を考えられる力が知りたい",
)
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_SET_FLAGS, _UP = 0x8914, 0x1
_IMPOSSIBLE = 3
_PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Isolated:
    """What happened in an empty network.

    Attributes:
        attempts: How often something tried to reach another host, as the kernel counted.
        failure: Why a question was not answered; empty when all were.
    """

    attempts: int
    failure: str


def ask_isolated() -> Isolated | None:
    """Ask in an empty network; None where the system lets nobody make one."""
    command = [sys.executable, "-m", "assistant.doctor.isolated"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, without arguments
            command, cwd=CHECKOUT, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return Isolated(0, f"> {_PATIENCE} s")
    if done.returncode == _IMPOSSIBLE:
        return None
    if done.returncode:
        return Isolated(0, done.stderr.strip().rpartition("\n")[2])
    return Isolated(**json.loads(done.stdout.splitlines()[-1]))


def ask_all(*, with_model: bool) -> None:
    """Ask every question.

    Raises:
        AppError: One cannot be answered.
    """
    from assistant.pipeline import Pipeline

    pipeline = Pipeline.open(Settings(), with_model=with_model)
    try:
        for question in QUESTIONS:
            pipeline.ask(question)
    finally:
        pipeline.close()


def leave_network() -> bool:
    """Move this process into an empty network; False where that cannot be."""
    if sys.platform != "linux":
        return False
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    # Root needs no user of its own for it, and would lose its right to files of others.
    if unshare(_NEW_NETWORK) and unshare(_NEW_USER | _NEW_NETWORK):
        return False
    import fcntl

    with socket.socket(type=socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh22x", b"lo", _UP))
    return True


def without_route() -> int:
    """How often this network was asked for a route that it does not have."""
    count = 0
    for line in Path("/proc/self/net/snmp6").read_text().splitlines():
        name, value = line.split()
        count += int(value) if name == "Ip6OutNoRoutes" else 0
    lines = Path("/proc/self/net/snmp").read_text().splitlines()
    names, values = [line.split() for line in lines if line.startswith("Ip:")]
    return count + int(dict(zip(names, values, strict=True))["OutNoRoutes"])


def main() -> None:
    """Leave the network, ask, and print what was counted."""
    if not leave_network():
        raise SystemExit(_IMPOSSIBLE)
    before, failure = without_route(), ""
    # What the questions say is nobody's business here; whatever fails is a finding.
    try:
        ask_all(with_model=False)
    except Exception as error:
        failure = f"{type(error).__name__}: {error}"
    print(json.dumps({"attempts": without_route() - before, "failure": failure}))
    sys.stdout.flush()
    # Threads of libraries must not hold up the end.
    os._exit(0)


if __name__ == "__main__":
    main()
