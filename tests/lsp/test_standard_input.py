"""What a client writes is read whole, however it comes, from whatever it is written to."""

import asyncio
import os
import socket
from pathlib import Path

import pytest
from pygls.io_ import StdinAsyncReader

from promptward_lsp.protocol import Server
from promptward_lsp.standard_input import Input, can_watch, watched

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes are not watched there")


def test_lines_and_bodies_come_whole_though_written_in_pieces() -> None:
    async def read() -> list[bytes]:
        into, out = os.pipe()
        body = b"x" * 300_000
        with os.fdopen(into, "rb") as stdin, os.fdopen(out, "wb", buffering=0) as client:
            reader = await watched(stdin, 1)
            assert isinstance(reader, Input)
            loop = asyncio.get_running_loop()

            def write() -> None:
                for piece in (b"Content-Le", b"ngth: 300000\r\n", b"\r\n", body[:7], body[7:]):
                    left = piece
                    while left:
                        left = left[client.write(left) or 0 :]
                client.write(b"cut")
                client.close()

            writing = loop.run_in_executor(None, write)
            found = [await reader.readline(), await reader.readline()]
            found.append(await reader.readexactly(300_000))
            found += [await reader.readexactly(10), await reader.readline()]
            await writing
        return found

    head, empty, body, cut, end = asyncio.run(read())
    assert (head, empty) == (b"Content-Length: 300000\r\n", b"\r\n")
    assert body == b"x" * 300_000
    assert (cut, end) == (b"", b"")


def test_one_socket_for_both_ways_and_a_file_are_read_in_a_thread(tmp_path: Path) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        again = os.dup(ours.fileno())
        assert can_watch(ours.fileno(), theirs.fileno())
        assert not can_watch(ours.fileno(), again)
        os.close(again)
    file = tmp_path / "said"
    file.write_bytes(b"Content-Length: 2\r\n")

    async def read() -> bytes:
        with file.open("rb") as stdin:
            reader = await watched(stdin, 1)
            assert isinstance(reader, StdinAsyncReader)
            return await reader.readline()

    assert asyncio.run(read()) == b"Content-Length: 2\r\n"


@pytest.mark.parametrize("length", ["9" * 5000, "9" * 30, "9" * 13])
def test_a_length_that_is_none_ends_the_server_and_nothing_is_raised(
    length: str, tmp_path: Path
) -> None:
    """From a file, which is read in a thread: a pipe waits for as many bytes, or for its end."""
    said, told = tmp_path / "said", tmp_path / "told"
    said.write_bytes(f"Content-Length: {length}\r\n\r\n{{}}".encode())
    server = Server()
    with said.open("rb") as stdin, told.open("wb") as stdout:
        server.start_io(stdin, stdout)
    assert length not in told.read_text(encoding="utf-8")
