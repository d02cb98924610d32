"""A way to a server through which every connection can be cut."""

import contextlib
import socket
import threading
from collections.abc import Iterator


class Way:
    """Passes bytes between clients and one port of this machine, until they are cut off.

    Attributes:
        address: Where clients connect, as a URL.
        arrived: Released for each connection that is let through.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.arrived = threading.Semaphore(0)
        self._closed = False

    def run(self) -> None:
        """Take connections until `stop`."""
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self._closed:
                client.close()
                continue
            server = socket.create_connection(("127.0.0.1", self._port))
            with self._lock:
                self._open |= {client, server}
            self.arrived.release()
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def cut(self) -> None:
        """End every connection in the middle of whatever it carries."""
        with self._lock:
            broken, self._open = self._open, set()
        for one in broken:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def close(self) -> None:
        """The same, and let nothing through until `open`."""
        self._closed = True
        self.cut()

    def open(self) -> None:
        """Let connections through again."""
        self._closed = False

    def stop(self) -> None:
        """Take no more connections, and end those that there are."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(65_536):
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
            with self._lock:
                self._open.discard(end)


@contextlib.contextmanager
def way_to(port: int) -> Iterator[Way]:
    """A way to a port, while the block is run."""
    way = Way(port)
    thread = threading.Thread(target=way.run, daemon=True)
    thread.start()
    try:
        yield way
    finally:
        way.stop()
        thread.join()
