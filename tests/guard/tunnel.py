"""
A proxy that opens tunnels (CONNECT) and says which, in a process of its own.

Run by `Tunnel`: in the process of the guard, what the proxy opens would be taken for a client.
"""

import os
import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Tunnel:
    """`asked` are the places that somebody wanted a tunnel to, in order."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._lines = process.stdout
        self.url = f"http://127.0.0.1:{int(self._lines.readline())}"
        self.asked: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self._lines:
            self.asked.put(line.strip())


@contextmanager
def tunnel() -> Iterator[Tunnel]:
    """A proxy, for as long as it is wanted."""
    with subprocess.Popen(
        [sys.executable, "-S", __file__], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Tunnel(process)
        finally:
            process.kill()


def _hand_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while piece := one.recv(65536):
            other.sendall(piece)
    for each in (one, other):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


def _serve(client: socket.socket) -> None:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = client.recv(4096)
        if not piece:
            return
        head += piece
    method, place, _ = head.split(b"\r\n")[0].decode().split(" ")
    # In one piece: two connections at once would mix theirs.
    os.write(1, f"{method} {place}\n".encode())
    port = int(place.rpartition(":")[2])
    there = socket.create_connection(("127.0.0.1", port))
    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
    threading.Thread(target=_hand_on, args=(there, client), daemon=True).start()
    _hand_on(client, there)


def main() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        print(server.getsockname()[1], flush=True)  # noqa: T201  # the same
        while True:
            client, _ = server.accept()
            threading.Thread(target=_serve, args=(client,), daemon=True).start()


if __name__ == "__main__":
    main()
