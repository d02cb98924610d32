"""An empty network: this machine is reached, nobody else is, and each attempt is counted."""

import json
import subprocess
import sys

import pytest

from assistant.settings import CHECKOUT

PROBE = """
import ctypes, json, socket, struct
from assistant.doctor.isolated import leave_network, without_route

if not leave_network():
    raise SystemExit(3)
counted = [without_route()]
with socket.create_server(("127.0.0.1", 0)) as server:
    socket.create_connection(server.getsockname()).close()
counted.append(without_route())
for family, address in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
    with socket.socket(family) as outside:
        outside.connect_ex((address, 80))
    counted.append(without_route())
# Without Python, as a library written in another language would do it.
libc = ctypes.CDLL(None)
handle = libc.socket(socket.AF_INET, socket.SOCK_DGRAM, 0)
to = struct.pack("=H", socket.AF_INET) + struct.pack("!H4s8x", 53, socket.inet_aton("192.0.2.1"))
libc.connect(handle, to, len(to))
counted.append(without_route())
print(json.dumps(counted))
"""


def test_every_attempt_to_reach_another_host_is_counted_and_none_at_this_machine() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    if done.returncode == 3:
        pytest.skip("this system lets nobody make an empty network")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [0, 0, 1, 2, 3]
