"""A person who waits for the first compile is told; a pipe is not."""

import io
import sys

import pytest

from promptward.cli import compiling
from promptward.cli.compiling import shown_compiling


class Terminal(io.StringIO):
    """A terminal that says when something was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = compiling.threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        length = super().write(text)
        self.written.set()
        return length


def test_whoever_waits_at_a_terminal_is_told_and_the_line_goes_again(monkeypatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(compiling, "_AFTER", 0.0)
    with shown_compiling():
        assert terminal.written.wait(60)
    assert "compiling the policy, once for this machine" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_what_is_done_at_once_says_nothing(monkeypatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(compiling, "_AFTER", 600.0)
    with shown_compiling():
        pass
    assert not terminal.getvalue()


def test_a_failure_passes_and_the_line_goes(monkeypatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(compiling, "_AFTER", 0.0)

    def fail() -> None:
        with shown_compiling():
            assert terminal.written.wait(60)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_pipe_gets_nothing(monkeypatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    monkeypatch.setattr(compiling, "_AFTER", 0.0)
    with shown_compiling():
        pass
    assert not pipe.getvalue()
