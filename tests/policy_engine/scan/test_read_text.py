"""From bytes to text: nothing is guessed, nothing is replaced, nothing hangs."""

import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.scan.read_text import Text, Unread, decode, read_file


def code_of(read: Text | Unread) -> str:
    assert isinstance(read, Unread)
    assert read.message
    assert read.help
    return read.code


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_text_in_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == Text(text, len(text.encode()))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_the_encoding_and_is_no_part_of_the_text(encoding: str) -> None:
    text = "MRN: 004711\r\nüber 90"
    read = decode(text.encode(encoding))
    assert isinstance(read, Text)
    assert read.text == text


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n") == Text("a\r\nb\rc\n", 7)


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"") == Text("", 0)


def test_bytes_that_are_not_utf_8_are_refused_with_their_place() -> None:
    read = decode(b"SSN \xe9 900")
    assert code_of(read) == "not_utf8"
    assert isinstance(read, Unread)
    assert "byte 5" in read.message


def test_half_a_utf_16_character_is_refused() -> None:
    assert code_of(decode(b"\xff\xfea")) == "not_utf8"


def test_nul_bytes_mean_binary() -> None:
    assert code_of(decode(b"\x7fELF\0\0")) == "binary"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_named_with_the_way_to_utf_8(encoding: str) -> None:
    read = decode("Patient Jane Roe, MRN 00123456\r\n".encode(encoding))
    assert isinstance(read, Unread)
    assert read.code == "binary"
    assert read.message.endswith(f"it looks like {encoding.upper()}")
    assert (
        read.help == f"convert it to UTF-8 first: iconv -f UTF-16{encoding[-2:].upper()} -t UTF-8"
    )


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_reason(data: bytes) -> None:
    read = decode(data)
    assert isinstance(read, Text) or read.code in {"binary", "not_utf8"}


def test_a_file_over_the_limit_is_refused_whole(tmp_path) -> None:
    file = tmp_path / "long.txt"
    file.write_bytes(b"x" * 101)
    assert code_of(read_file(str(file), limit=100)) == "too_large"
    assert read_file(str(file), limit=101) == Text("x" * 101, 101)


def test_a_path_that_is_not_there_is_missing(tmp_path) -> None:
    assert code_of(read_file(str(tmp_path / "nothing"))) == "missing"


def test_a_folder_is_no_text(tmp_path) -> None:
    assert code_of(read_file(str(tmp_path))) in {"folder", "special"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_nobody_writes_to_does_not_hang(tmp_path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert code_of(read_file(str(pipe))) == "special"


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="permissions don't bind this user"
)
def test_a_file_without_permission_is_unreadable(tmp_path) -> None:
    file = tmp_path / "closed.txt"
    file.write_text("x")
    file.chmod(0)
    assert code_of(read_file(str(file))) == "unreadable"


def test_a_loop_of_links_is_unreadable(tmp_path) -> None:
    link = tmp_path / "loop"
    link.symlink_to(link)
    assert code_of(read_file(str(link))) == "unreadable"
